using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Segmentation.Profiles;
using static System.FormattableString;

namespace Segmentation.Segments;

/// <summary>Puts differences into words: <c>far higher net revenue (812 against 145)</c>.</summary>
internal static class TraitText
{
    private const int MaximumTraits = 6;
    private const double Far = 1.2;
    private const double Clearly = 0.8;

    /// <summary>The strongest traits of a segment, at most six.</summary>
    public static IReadOnlyList<SegmentTrait> Traits(IEnumerable<SegmentDifference> differences) =>
    [
        .. differences
            .Where(d => d.IsSizeable)
            .OrderByDescending(d => Math.Abs(d.EffectSize))
            .DistinctBy(d => d.Feature, StringComparer.Ordinal)
            .Take(MaximumTraits)
            .Select(d => new SegmentTrait
            {
                Feature = d.Feature,
                Category = d.Category,
                Text = Of(d),
                EffectSize = d.EffectSize,
                SegmentMean = d.SegmentMean,
                RestMean = d.RestMean,
                SegmentMedian = d.SegmentMedian,
                IsShareOfCustomers = d.IsYesNo,
                Unit = d.Unit,
            }),
    ];

    private static string Of(SegmentDifference d)
    {
        (string segment, string rest) = Figures(d.SegmentMean, d.RestMean, d.Unit);
        if (d.IsCyclic)
        {
            return $"{d.Label} around {segment}, the others around {rest}";
        }

        if (d.IsYesNo)
        {
            (segment, rest) = Figures(d.SegmentMean, d.RestMean, ProfileUnit.Share);
            return $"{(d.EffectSize > 0 ? "more" : "less")} often {d.Label} ({segment} against {rest})";
        }

        double strength = Math.Abs(d.EffectSize);
        string text = (strength >= Far ? "far " : strength >= Clearly ? "clearly " : "")
            + (d.EffectSize > 0 ? "higher " : "lower ") + d.Label;
        return d.IsSameOnRawScale && segment != rest ? $"{text} ({segment} against {rest})" : text;
    }

    private static (string First, string Second) Figures(double first, double second, ProfileUnit unit)
    {
        switch (unit)
        {
            case ProfileUnit.Share:
                string format = Math.Abs(first - second) < 0.02 ? "0.0" : "0";
                return ((first * 100).ToString(format, CultureInfo.InvariantCulture) + " %",
                    (second * 100).ToString(format, CultureInfo.InvariantCulture) + " %");
            case ProfileUnit.Days:
                return (Number(first), Number(second) + " days");
            case ProfileUnit.Hour:
                return (Hour(first), Hour(second));
            case ProfileUnit.Weekday:
                return (Weekday(first), Weekday(second));
            default:
                return (Number(first), Number(second));
        }
    }

    private static string Number(double value) => Math.Abs(value) switch
    {
        >= 100 => value.ToString("#,0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.#", CultureInfo.InvariantCulture),
        >= 0.1 => value.ToString("0.##", CultureInfo.InvariantCulture),
        _ => value.ToString("G2", CultureInfo.InvariantCulture),
    };

    private static string Hour(double value) => Invariant($"{(int)Math.Round(value) % 24:00}:00");

    private static string Weekday(double value) =>
        CultureInfo.InvariantCulture.DateTimeFormat.GetDayName((DayOfWeek)(((int)Math.Round(value) + 1) % 7));
}
