using System;
using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics.Distributions;
using Segmentation.Profiles;
using Segmentation.Segments;
using Segmentation.Statistics;

namespace Segmentation.Decisions;

/// <summary>One figure of one segment held against the rest, before false discoveries are controlled.</summary>
/// <param name="Figure">The figure.</param>
/// <param name="Segment">The index of the segment.</param>
/// <param name="IsLarge">Whether it is large enough to act on.</param>
/// <param name="Evidence">The numbers.</param>
internal sealed record FigureFinding(ActionFigure Figure, int Segment, bool IsLarge, ActionabilityEvidence Evidence);

/// <summary>Compares one column between each segment and everybody else.</summary>
internal sealed class FigureTest(RunColumns columns, ActionabilityOptions options)
{
    private const int MostWords = 50;
    private const double LeastWordShare = 0.01;
    private const double DirectionFrom = 0.1;

    private readonly ClusteredFeatures _clustered = new(columns.Run, options.FollowsFrom);

    /// <summary>The findings in all segments that have enough values; empty when the run has no such column.</summary>
    public IEnumerable<FigureFinding> Of(ActionFigure figure)
    {
        switch (figure.Kind)
        {
            case FigureKind.Words:
                return columns.Texts(figure.Column) is { } texts
                    ? Words(figure, texts.Codes, texts.Texts)
                    : [];
            case FigureKind.Weekdays:
                return columns.Numbers(figure.Column) is { } days
                    ? Words(figure, Array.ConvertAll(days, d => d is >= 0 and < 7 ? (int)d : -1), FigureText.Weekdays)
                    : [];
            case FigureKind.Clock:
                return columns.Numbers(figure.Column) is { } hours ? Clock(figure, hours) : [];
            default:
                return columns.Numbers(figure.Column) is { } values ? Means(figure, values) : [];
        }
    }

    private IEnumerable<FigureFinding> Means(ActionFigure figure, double[] values)
    {
        double[] known = [.. values.Where(double.IsFinite)];
        double deviation = Descriptive.PopulationDeviation(known);
        if (known.Length == 0 || !(deviation > 1e-12 * Math.Abs(known[0])))
        {
            yield break;
        }

        string? clustered = _clustered.Behind(figure.Column, values);
        (string label, ProfileUnit unit) = Declared(figure.Column);
        for (int s = 0; s < columns.Sizes.Length; s++)
        {
            (double[] members, double[] rest) = Split(values, s);
            if (members.Length < options.MinimumCustomers || rest.Length < options.MinimumCustomers)
            {
                continue;
            }

            Moments inside = Moments.Of(members);
            Moments outside = Moments.Of(rest);
            WelchTest test = WelchTest.Of(inside, outside);
            double effect = test.Difference / deviation;
            bool large = Math.Abs(effect) >= options.MinimumEffect
                && (unit != ProfileUnit.Share || Math.Abs(test.Difference) >= options.MinimumMeanShareDifference);
            ActionabilityEvidence evidence = new()
            {
                Feature = figure.Column,
                Text = "",
                Unit = unit,
                SegmentValue = inside.Mean,
                RestValue = outside.Mean,
                Lift = outside.Mean > 0 && inside.Mean >= 0 ? inside.Mean / outside.Mean : null,
                Difference = test.Difference,
                DifferenceLower = test.Interval.Lower,
                DifferenceUpper = test.Interval.Upper,
                EffectSize = effect,
                PValue = test.PValue,
                AdjustedPValue = test.PValue,
                ClusteredOn = clustered,
                IsCarrying = false,
            };
            yield return new FigureFinding(figure, s, large, evidence with { Text = FigureText.Mean(label, evidence) });
        }
    }

    private IEnumerable<FigureFinding> Words(ActionFigure figure, int[] codes, IReadOnlyList<string> words)
    {
        int[][] counts = [.. columns.Sizes.Select(_ => new int[words.Count])];
        for (int row = 0; row < codes.Length; row++)
        {
            if (codes[row] >= 0)
            {
                counts[columns.Run.Labels[row]][codes[row]]++;
            }
        }

        int[] totals = [.. Enumerable.Range(0, words.Count).Select(word => counts.Sum(c => c[word]))];
        int known = totals.Sum();

        // Which words are looked at does not depend on the segments.
        int[] looked =
        [
            .. Enumerable.Range(0, words.Count)
                .Where(word => totals[word] >= Math.Max(options.MinimumCustomers, LeastWordShare * known) && totals[word] < known)
                .OrderByDescending(word => totals[word]).ThenBy(word => words[word], StringComparer.Ordinal).Take(MostWords),
        ];
        (string label, _) = Declared(figure.Column);
        foreach (int word in looked)
        {
            string? clustered = _clustered.Behind(
                figure.Column, Array.ConvertAll(codes, code => code < 0 ? double.NaN : code == word ? 1.0 : 0));
            string level = FigureText.Clean(words[word]);
            for (int s = 0; s < counts.Length; s++)
            {
                int inside = counts[s].Sum();
                int outside = known - inside;
                if (inside >= options.MinimumCustomers && outside >= options.MinimumCustomers)
                {
                    yield return Share(
                        figure, s, label, level, clustered, (counts[s][word], inside), (totals[word] - counts[s][word], outside));
                }
            }
        }
    }

    private FigureFinding Share(
        ActionFigure figure, int segment, string label, string level, string? clustered, (int With, int Of) inside, (int With, int Of) outside)
    {
        double here = (double)inside.With / inside.Of;
        double there = (double)outside.With / outside.Of;
        Bounds interval = Proportions.Newcombe(inside.With, inside.Of, outside.With, outside.Of);
        double p = Proportions.Test(inside.With, inside.Of, outside.With, outside.Of).PValue;
        ActionabilityEvidence evidence = new()
        {
            Feature = figure.Column,
            Level = level,
            Text = "",
            Unit = ProfileUnit.Share,
            SegmentValue = here,
            RestValue = there,
            Lift = there > 0 ? here / there : null,
            Difference = here - there,
            DifferenceLower = interval.Lower,
            DifferenceUpper = interval.Upper,
            EffectSize = Proportions.CohenH(here, there),
            PValue = p,
            AdjustedPValue = p,
            ClusteredOn = clustered,
            IsCarrying = false,
        };
        bool large = here >= options.MinimumShare && here - there >= options.MinimumShareDifference
            && here >= options.MinimumLift * there;
        return new FigureFinding(figure, segment, large, evidence with { Text = FigureText.Share(label, evidence) });
    }

    // Mean directions with their circular standard errors: N. I. Fisher (1993), Statistical Analysis of Circular Data, 4.4.
    private IEnumerable<FigureFinding> Clock(ActionFigure figure, double[] hours)
    {
        string? clustered = _clustered.Behind(figure.Column, hours);
        CircularMean all = CircularMean.Of([.. hours.Where(double.IsFinite)], 24);
        (string label, ProfileUnit unit) = Declared(figure.Column);
        for (int s = 0; s < columns.Sizes.Length; s++)
        {
            (double[] members, double[] rest) = Split(hours, s);
            if (members.Length < options.MinimumCustomers || rest.Length < options.MinimumCustomers)
            {
                continue;
            }

            CircularMean inside = CircularMean.Of(members, 24);
            CircularMean outside = CircularMean.Of(rest, 24);
            if (inside.Length < DirectionFrom || outside.Length < DirectionFrom || !(all.Deviation > 0))
            {
                continue;
            }

            double difference = Math.IEEERemainder(inside.Direction - outside.Direction, 24);
            double error = Math.Sqrt(
                (inside.StandardError * inside.StandardError) + (outside.StandardError * outside.StandardError));
            double p = error > 0 ? 2 * Normal.CDF(0, 1, -Math.Abs(difference) / error) : difference == 0 ? 1 : 0;
            double half = Proportions.Deviations() * error;
            ActionabilityEvidence evidence = new()
            {
                Feature = figure.Column,
                Text = "",
                Unit = unit,
                SegmentValue = inside.Direction,
                RestValue = outside.Direction,
                Difference = difference,
                DifferenceLower = difference - half,
                DifferenceUpper = difference + half,
                EffectSize = difference / all.Deviation,
                PValue = p,
                AdjustedPValue = p,
                ClusteredOn = clustered,
                IsCarrying = false,
            };
            bool large = Math.Abs(evidence.EffectSize) >= options.MinimumEffect && Math.Abs(difference) >= 1;
            yield return new FigureFinding(figure, s, large, evidence with { Text = FigureText.Clock(label, evidence) });
        }
    }

    private (double[] Members, double[] Others) Split(double[] values, int segment)
    {
        List<double> members = new(columns.Sizes[segment]);
        List<double> rest = new(values.Length - columns.Sizes[segment]);
        for (int row = 0; row < values.Length; row++)
        {
            if (double.IsFinite(values[row]))
            {
                (columns.Run.Labels[row] == segment ? members : rest).Add(values[row]);
            }
        }

        return ([.. members], [.. rest]);
    }

    private (string Label, ProfileUnit Unit) Declared(string name)
    {
        if (columns.Profiles?.Columns.FirstOrDefault(c => c.Name == name) is { } column)
        {
            return (FigureText.Clean(column.Label), column.Unit);
        }

        return ProfileColumns.Find(name) is { } built ? (built.Label, built.Unit)
            : columns.Run.Input.Find(name) is { } input ? (FigureText.Clean(input.Label), input.Unit)
            : (FigureText.Clean(name), ProfileUnit.Number);
    }
}
