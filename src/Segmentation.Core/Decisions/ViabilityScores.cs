using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Profiles;
using Segmentation.Segments;
using Segmentation.Statistics;
using static System.FormattableString;

namespace Segmentation.Decisions;

/// <summary>The four scores of viability, each from evidence and each relative to the rest of the base.</summary>
internal sealed class ViabilityScores(RunColumns columns, ValueBase value)
{
    private readonly double[]? _percentiles = Percentiles(
        value.Forecast?.Clv ?? columns.Numbers("NetRevenue"));

    private readonly string _ranked = value.Forecast is null ? "past net revenue" : "expected value";

    /// <summary>
    /// The F₁ of the segment's rule (harmonic mean of precision and recall), times the share of members with a known
    /// channel where the data know channels.
    /// </summary>
    public ViabilityScore Targetability(Segment segment, int[] rows)
    {
        if (segment.Rule is not { Precision: { } precision } rule || precision + rule.Recall <= 0)
        {
            return new ViabilityScore(null, "No condition on the figures selects the segment.");
        }

        double score = 2 * precision * rule.Recall / (precision + rule.Recall);
        string text = Invariant($"The rule finds {rule.Recall * 100:0} % of the members; {precision * 100:0} % of those it ")
            + "finds belong";
        if (columns.Texts("PrimaryChannel") is not { } channels || Array.TrueForAll(channels.Codes, code => code < 0))
        {
            return new ViabilityScore(score, $"{text}. No channel is known, so that reach is not counted.");
        }

        double reach = rows.Count(row => channels.Codes[row] >= 0) / (double)rows.Length;
        return new ViabilityScore(score * reach, Invariant($"{text}; {reach * 100:0} % of the members have a known channel."));
    }

    /// <summary>
    /// The chance that a member is worth more than a customer picked from the whole base (ties count half): .5 is
    /// average.
    /// </summary>
    public ViabilityScore SalesPriority(int[] rows)
    {
        if (_percentiles is not { } ranks)
        {
            return new ViabilityScore(null, "Neither value nor revenue is known.");
        }

        double score = Descriptive.Mean([.. rows.Select(row => ranks[row])]);
        return new ViabilityScore(
            score, Invariant($"By {_ranked} a member stands above {score * 100:0} % of all customers on average."));
    }

    /// <summary>How far main categories of the members differ from those of the rest, beyond chance.</summary>
    public ViabilityScore Personalization(int segment) =>
        columns.Texts("TopCategory") is { } texts
            ? Distance(segment, [("main categories", texts.Codes, texts.Texts.Count)])
            : new ViabilityScore(null, "The data have no categories.");

    /// <summary>The larger of the same for preferred weekdays and preferred hours.</summary>
    public ViabilityScore Timing(int segment)
    {
        List<(string What, int[] Codes, int Kinds)> kinds = [];
        foreach ((string column, string what, int count) in
            ((string, string, int)[])[("PreferredWeekday", "weekdays", 7), ("PreferredHour", "hours", 24)])
        {
            if (columns.Numbers(column) is { } numbers)
            {
                kinds.Add((what, Array.ConvertAll(numbers, n => n >= 0 && n < count ? (int)n : -1), count));
            }
        }

        return kinds.Count > 0
            ? Distance(segment, kinds)
            : new ViabilityScore(null, "The data have no times of day and no weekdays.");
    }

    private ViabilityScore Distance(int segment, IReadOnlyList<(string What, int[] Codes, int Kinds)> candidates)
    {
        ViabilityScore best = new(null, "There is nobody else to compare with, or no figure to compare.");
        foreach ((string what, int[] codes, int kinds) in candidates)
        {
            int[] inside = new int[kinds];
            int[] outside = new int[kinds];
            for (int row = 0; row < codes.Length; row++)
            {
                if (codes[row] >= 0)
                {
                    (columns.Run.Labels[row] == segment ? inside : outside)[codes[row]]++;
                }
            }

            double distance = TotalVariation.BeyondChance(inside, outside);
            if (double.IsFinite(distance) && !(distance <= best.Value))
            {
                string text = Invariant($"{distance * 100:0} % of the members would have to change to look like the rest in ");
                best = new ViabilityScore(distance, $"{text}{what}, beyond chance.");
            }
        }

        return best;
    }

    // Mean rank in (0, 1); customers without a value come last.
    private static double[]? Percentiles(double[]? values)
    {
        if (values is null || !Array.Exists(values, double.IsFinite))
        {
            return null;
        }

        double[] sorted = Array.ConvertAll(values, v => double.IsFinite(v) ? v : double.NegativeInfinity);
        int[] order = [.. Enumerable.Range(0, sorted.Length)];
        Array.Sort(sorted, order);
        double[] ranks = new double[sorted.Length];
        for (int start = 0; start < sorted.Length;)
        {
            int end = start;
            while (end < sorted.Length && sorted[end] == sorted[start])
            {
                end++;
            }

            for (int i = start; i < end; i++)
            {
                ranks[order[i]] = (start + end) / 2.0 / sorted.Length;
            }

            start = end;
        }

        return ranks;
    }
}
