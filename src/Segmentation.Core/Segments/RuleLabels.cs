using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Profiles;
using Segmentation.Rfm;
using Segmentation.Rules;
using Segmentation.Statistics;

namespace Segmentation.Segments;

/// <summary>
/// The rules of a run as they were given, before quantiles and cut-points were estimated, so that they can be estimated
/// on other customers, or moved.
/// </summary>
/// <param name="Profiles">What the rules looked at.</param>
/// <param name="Rules">The rules as given; over scores for RFM segments.</param>
/// <param name="Bins">The number of RFM scores; null for other rules.</param>
/// <param name="Names">The name of each segment, in the order of the labels.</param>
internal sealed record RuleLabels(ProfileTable Profiles, RuleSet Rules, int? Bins, IReadOnlyList<string> Names)
{
    /// <summary>The rules with no more of the profiles than they look at.</summary>
    public static RuleLabels Of(ProfileTable profiles, RuleSet rules, int? bins, IReadOnlyList<string> names)
    {
        RuleLabels all = new(profiles, rules, bins, names);
        HashSet<string> used = new(all.Columns, StringComparer.OrdinalIgnoreCase);
        ProfileColumn[] columns = [.. profiles.Columns.Where(c => used.Contains(c.Name))];
        return all with
        {
            Profiles = new ProfileTable(
                profiles.CustomerIds,
                profiles.AsOf,
                columns,
                columns.Where(c => profiles.Numbers(c.Name) is not null)
                    .ToDictionary(c => c.Name, c => profiles.Numbers(c.Name)!, StringComparer.OrdinalIgnoreCase),
                Texts(profiles, used)),
        };
    }

    /// <summary>Whether anything is estimated from the customers: quantiles of rules, cut-points of scores.</summary>
    public bool AreEstimated => Bins is not null
        || Rules.Rules.Any(rule => rule.When.Comparisons.Any(comparison => comparison.HasQuantiles));

    /// <summary>Whether the rules compare any numbers, whose thresholds could be moved.</summary>
    public bool HaveThresholds => Bins is not null
        || Rules.Rules.Any(rule => rule.When.Comparisons.Any(c => IsNumeric(c) && c.Operands.Count > 0));

    /// <summary>The columns that the rules, or the scores, look at.</summary>
    public IReadOnlyList<string> Columns => Bins is not null
        ? [s_scored.RecencyColumn, s_scored.FrequencyColumn, s_scored.MonetaryColumn]
        : [.. Rules.Rules.SelectMany(rule => rule.When.Comparisons).SelectMany(c => c.Measure.Columns).Distinct(StringComparer.OrdinalIgnoreCase)];

    private static readonly RfmOptions s_scored = new();

    /// <summary>The label of each customer, with what is estimated taken from others; −1 for a segment the run has not.</summary>
    /// <exception cref="SegmentationException">As in <see cref="RuleSet.Evaluate"/> and <see cref="RuleSet.Resolve"/>.</exception>
    public int[] Of(ProfileTable customers, ProfileTable estimatedOn) => Bins is { } bins
        ? Scored(customers, RfmScoring.Score(estimatedOn, new RfmOptions { Bins = bins }).CutPoints)
        : Matched(customers, Rules.Resolve(estimatedOn));

    /// <summary>
    /// The label of each customer of the run with every threshold moved to another quantile of its column, by up to a
    /// share of the customers in either direction.
    /// </summary>
    public int[] Moved(double share, ref SeededRandom random)
    {
        if (Bins is { } bins)
        {
            RfmCutPoints cuts = RfmScoring.Score(Profiles, new RfmOptions { Bins = bins }).CutPoints;
            return Scored(Profiles, new RfmCutPoints(
                Moved(cuts.Recency, s_scored.RecencyColumn, share, ref random),
                Moved(cuts.Frequency, s_scored.FrequencyColumn, share, ref random),
                Moved(cuts.Monetary, s_scored.MonetaryColumn, share, ref random)));
        }

        // A threshold is moved alike wherever it stands, so that ranges that met still meet.
        SeededRandom drawn = random;
        Dictionary<(string Measure, double Value), double> moved = [];
        RuleSet resolved = Rules.Resolve(Profiles);
        RuleSet changed = resolved with
        {
            Rules = [.. resolved.Rules.Select(rule => rule with { When = rule.When.Map(Change) })],
        };
        random = drawn;
        return Matched(Profiles, changed);

        Comparison Change(Comparison comparison) => !IsNumeric(comparison)
            ? comparison
            : comparison with
            {
                Operands = [.. comparison.Operands.Select(operand => Operand.Of(Place(comparison.Measure, operand.Number)))],
            };

        double Place(Measure measure, double value)
        {
            (string, double) key = (measure.ToString(), value);
            if (!moved.TryGetValue(key, out double place))
            {
                moved[key] = place = Shift(Sorted(measure), value, share, ref drawn);
            }

            return place;
        }
    }

    private static Dictionary<string, TextValues> Texts(ProfileTable profiles, IEnumerable<string> names)
    {
        Dictionary<string, TextValues> texts = new(StringComparer.OrdinalIgnoreCase);
        foreach (string name in names)
        {
            if (profiles.Texts(name) is { } values)
            {
                texts[name] = values;
            }
        }

        return texts;
    }

    private int[] Scored(ProfileTable customers, RfmCutPoints cuts)
    {
        RfmSegmentation scored = RfmSegmentation.Apply(
            customers,
            new RfmOptions { Bins = Bins!.Value, CutPoints = cuts },
            new RfmSegmentSet { Bins = Bins.Value, Rules = Rules });
        byte[] scores = scored.Scores.Recency.Scores;
        return Labels(scored.Evaluation!, row => scores[row] == 0 ? RuleSegments.Unscored : RuleSegments.Unmatched);
    }

    private int[] Matched(ProfileTable customers, RuleSet rules) =>
        Labels(rules.Evaluate(customers), _ => RuleSegments.Unmatched);

    private int[] Labels(RuleEvaluation evaluation, Func<int, string> nameless)
    {
        Dictionary<string, int> labels =
            Names.Select((name, label) => (name, label)).ToDictionary(p => p.name, p => p.label, StringComparer.Ordinal);
        return
        [
            .. evaluation.FirstMatch.Select((first, row) => labels.GetValueOrDefault(
                RuleSegments.NameOf(evaluation.Rules, first, nameless(row)), -1)),
        ];
    }

    private double[] Moved(IReadOnlyList<double> cuts, string column, double share, ref SeededRandom random)
    {
        double[] sorted = Sorted(Measure.Of(column));
        double[] moved = new double[cuts.Count];
        for (int i = 0; i < moved.Length; i++)
        {
            moved[i] = Shift(sorted, cuts[i], share, ref random);
        }

        Array.Sort(moved);
        return moved;
    }

    private double[] Sorted(Measure measure)
    {
        double[][] columns = [.. measure.Columns.Select(name => Profiles.Numbers(name) ?? [])];
        int rows = columns.Min(column => column.Length);
        double[] values = new double[rows];
        for (int i = 0; i < rows; i++)
        {
            double sum = columns.Sum(column => column[i]);
            values[i] = measure.Kind == MeasureKind.Mean ? sum / columns.Length : sum;
        }

        double[] sorted = [.. values.Where(double.IsFinite)];
        Array.Sort(sorted);
        return sorted;
    }

    /// <summary>The value whose share of smaller ones is that of a threshold, moved; equal values move as one.</summary>
    private static double Shift(double[] sorted, double value, double share, ref SeededRandom random)
    {
        double by = share * ((2 * random.NextDouble()) - 1);
        if (sorted.Length == 0)
        {
            return value;
        }

        int below = Array.FindIndex(sorted, v => v >= value);
        double at = (below < 0 ? sorted.Length : below) / (double)sorted.Length;
        return Descriptive.QuantileOfSorted(sorted, Math.Clamp(at + by, 0, 1));
    }

    private static bool IsNumeric(Comparison comparison) =>
        comparison.Operator is ComparisonOperator.Less or ComparisonOperator.LessOrEqual or ComparisonOperator.Greater
            or ComparisonOperator.GreaterOrEqual or ComparisonOperator.Between or ComparisonOperator.NotBetween
        && comparison.Operands.All(operand => operand.Text is null);
}
