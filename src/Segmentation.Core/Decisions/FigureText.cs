using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Segmentation.Profiles;
using Segmentation.Segments;
using static System.FormattableString;

namespace Segmentation.Decisions;

/// <summary>Evidence in words, with its numbers.</summary>
internal static class FigureText
{
    private const int LongestName = 60;

    /// <summary>Monday to Sunday.</summary>
    public static IReadOnlyList<string> Weekdays { get; } =
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    public static string Mean(string label, ActionabilityEvidence e)
    {
        bool share = e.Unit == ProfileUnit.Share;
        string figures = share
            ? Invariant($"{e.SegmentValue * 100:0.#} % against {e.RestValue * 100:0.#} %")
            : $"{Number(e.SegmentValue)} against {Number(e.RestValue)}{(e.Unit == ProfileUnit.Days ? " days" : "")}";
        string difference = share
            ? Invariant($"{e.Difference * 100:+0.#;-0.#} points, 95 % CI {e.DifferenceLower * 100:0.#} to {e.DifferenceUpper * 100:0.#}")
            : Invariant($"difference {Number(e.Difference)}, 95 % CI {Number(e.DifferenceLower)} to {Number(e.DifferenceUpper)}");
        return $"{(e.Difference >= 0 ? "higher" : "lower")} {label}: {figures} ({difference})";
    }

    public static string Share(string label, ActionabilityEvidence e) =>
        Invariant($"{label} {e.Level}: {e.SegmentValue * 100:0.#} % of the members against {e.RestValue * 100:0.#} % of the rest ")
        + (e.Lift is { } lift ? Invariant($"({lift:0.##} times; ") : "(")
        + Invariant($"{e.Difference * 100:+0.#;-0.#} points, 95 % CI {e.DifferenceLower * 100:0.#} to {e.DifferenceUpper * 100:0.#})");

    public static string Clock(string label, ActionabilityEvidence e) =>
        Invariant($"{label} {Hour(e.SegmentValue)} against {Hour(e.RestValue)} ")
        + Invariant($"({e.Difference:+0.#;-0.#} hours, 95 % CI {e.DifferenceLower:0.#} to {e.DifferenceUpper:0.#})");

    public static string Hour(double value)
    {
        int minutes = (int)Math.Round(value * 60) % (24 * 60);
        return Invariant($"{minutes / 60:00}:{minutes % 60:00}");
    }

    /// <summary>A name of the data on one line and of bearable length: control characters become blanks.</summary>
    public static string Clean(string name)
    {
        string line = string.Join(
            ' ', new string([.. name.Take(4 * LongestName).Select(c => char.IsControl(c) ? ' ' : c)])
                .Split(' ', StringSplitOptions.RemoveEmptyEntries));
        StringInfo characters = new(line);
        return characters.LengthInTextElements <= LongestName && name.Length <= 4 * LongestName
            ? line
            : characters.SubstringByTextElements(0, Math.Min(LongestName - 1, characters.LengthInTextElements)) + "…";
    }

    private static string Number(double value) => Math.Abs(value) switch
    {
        >= 100 => value.ToString("#,0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.#", CultureInfo.InvariantCulture),
        >= 0.1 => value.ToString("0.##", CultureInfo.InvariantCulture),
        0 => "0",
        _ => value.ToString("G2", CultureInfo.InvariantCulture),
    };
}
