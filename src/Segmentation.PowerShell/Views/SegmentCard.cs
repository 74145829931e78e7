using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Globalization;
using System.Linq;
using Segmentation.Segments;

namespace Segmentation.PowerShell.Views;

/// <summary>Texts for the views of a segment, in the user's culture: a row of a table, and a card.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SegmentCard
{
    private const int BarWidth = 20;
    private const string Green = "32";
    private const string Yellow = "33";
    private const string Red = "31";

    /// <summary>The verdict, in its colour where the host shows colours.</summary>
    public static string Verdict(Segment segment, bool colours) => segment.Verdict is { } verdict
        ? Coloured(verdict.ToString(), colours, verdict switch
        {
            RobustnessVerdict.HighlyStable or RobustnessVerdict.Stable => Green,
            RobustnessVerdict.Pattern => Yellow,
            RobustnessVerdict.Unstable => Red,
            _ => null,
        })
        : string.Empty;

    /// <summary>Whether to use the segment; empty until it was judged.</summary>
    public static string Use(Segment segment, bool colours) => segment switch
    {
        { ProductionReady: true } => Coloured("yes", colours, Green),
        { ProductionReady: false } => Coloured("no", colours, Red),
        { Decision: not null } => "?",
        _ => string.Empty,
    };

    /// <summary>Id and name.</summary>
    public static string Title(Segment segment) => $"{segment.SegmentId} {segment.Name}";

    /// <summary>Size and share, with a bar where the host can draw.</summary>
    public static string Size(Segment segment, bool colours)
    {
        string text = Text($"{segment.Size:N0} customers, {segment.Share:P1}");
        int filled = (int)Math.Round(segment.Share * BarWidth);
        return colours ? $"{text}  {new string('█', filled)}{new string('░', BarWidth - filled)}" : text;
    }

    /// <summary>Revenue and expected value, in total and per member.</summary>
    public static string Value(Segment segment) => string.Join('\n', new[]
    {
        segment.TotalRevenue is null ? null : Text($"{segment.TotalRevenue:N0} net revenue, {segment.AverageRevenue:N2} each"),
        segment.TotalClv is null ? null : Text($"{segment.TotalClv:N0} expected, {segment.AverageClv:N2} each"),
    }.OfType<string>());

    /// <summary>Verdict and its first reason.</summary>
    public static string Trust(Segment segment, bool colours) => segment.Robustness is { } found
        ? $"{Verdict(segment, colours)}\n{string.Join('\n', found.Reasons)}"
        : string.Empty;

    /// <summary>What acting on it is expected to bring.</summary>
    public static string Profit(Segment segment)
    {
        if (segment.Viability is not { } viability)
        {
            return string.Empty;
        }

        string cost = Text($"{viability.CostToReach:N0} to reach everybody");
        return viability.ExpectedProfit is not { } profit
            ? $"{cost}; no expected profit: {viability.ValueReason}"
            : Text($"{profit.Mean:N0}{Range(profit)} at a cost of {cost}");
    }

    /// <summary>What there is to act on, a line each.</summary>
    public static string Actions(Segment segment) => Lines((segment.Actionability?.All ?? [])
        .Where(dimension => dimension.IsActionable == true)
        .Select(dimension => $"{dimension.Name}: {dimension.Action ?? dimension.Text}"));

    /// <summary>Whether to use it, how soon, and why.</summary>
    public static string Decision(Segment segment, bool colours)
    {
        if (segment.Decision is not { } decision)
        {
            return string.Empty;
        }

        string priority = decision.Priority is null ? string.Empty : Text($", priority {decision.Priority:N0} of 100");
        int open = segment.Validation?.NotAssessed.Count ?? 0;
        string missing = open > 0 ? Text($"; {open:N0} {(open == 1 ? "check" : "checks")} not assessed") : string.Empty;
        return $"{Use(segment, colours)}{priority}{missing}\n{Lines(decision.Reasons)}";
    }

    /// <summary>The ids of the segments to use.</summary>
    public static string Usable(DecisionSummary decided) =>
        string.Join(", ", decided.UsableSegments.Select(s => s.SegmentId));

    /// <summary>The ids of the segments to leave.</summary>
    public static string Rejected(DecisionSummary decided) =>
        string.Join(", ", decided.RejectedSegments.Select(s => s.SegmentId));

    /// <summary>What a priority is made of, a line each.</summary>
    public static string Priority(SegmentDecision decision) => Lines(decision.PriorityParts.Select(
        part => Text($"{part.Name}: {part.Points:0.#} of {part.Maximum:0.#}. {part.Evidence}")));

    private static string Range(Interval80 interval) => interval is { P10: not null, P90: not null }
        ? Text($" ({interval.P10:N0} to {interval.P90:N0} in 8 of 10 cases)")
        : string.Empty;

    private static string Coloured(string text, bool colours, string? code) =>
        colours && code is not null ? $"\e[{code}m{text}\e[0m" : text;

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.CurrentCulture);
}
