using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Threading;
using Segmentation.Clustering;
using Segmentation.Profiles;
using Segmentation.Statistics;

namespace Segmentation.Segments;

/// <summary>How one segment differs from the rest of the base in one feature.</summary>
/// <param name="Feature">The column.</param>
/// <param name="Label">Its name in business words.</param>
/// <param name="Unit">What it measures.</param>
/// <param name="IsCyclic">Whether it lies on a circle; the effect size then has no direction.</param>
/// <param name="EffectSize">
/// The difference of the means, members less everybody else, over the standard deviation of all, on the transformed
/// scale.
/// Not over the deviation within segments: that is what clustering makes small, and it may be 0.
/// </param>
/// <param name="SegmentMean">The mean of the members that have a value, on the raw scale; NaN when none has.</param>
/// <param name="RestMean">The same of everybody else.</param>
/// <param name="SegmentMedian">The median of the members that have a value; NaN when none has.</param>
internal sealed record SegmentDifference(
    string Feature,
    string Label,
    ProfileUnit Unit,
    bool IsCyclic,
    double EffectSize,
    double SegmentMean,
    double RestMean,
    double SegmentMedian)
{
    private const double MinimumEffect = 0.3;
    private const double MinimumShareDifference = 0.03;

    /// <summary>
    /// Whether the difference is worth telling: at least 0.3 deviations, and for shares at least 3 points; of a category,
    /// where it is more frequent here.
    /// </summary>
    public bool IsSizeable => Math.Abs(EffectSize) >= MinimumEffect
        && (Category is null || EffectSize > 0)
        && !double.IsNaN(SegmentMean)
        && !double.IsNaN(RestMean)
        && (Unit != ProfileUnit.Share || Math.Abs(SegmentMean - RestMean) >= MinimumShareDifference);

    /// <summary>The category of an attribute that is a word; the means are its shares then. Null for numbers.</summary>
    public string? Category { get; init; }

    /// <summary>Whether its values are only 0 and 1, so that a mean is a share.</summary>
    public bool IsYesNo { get; init; }

    /// <summary>
    /// Whether the raw means differ in the same direction. The effect is on the transformed scale: a few extreme
    /// members can turn the raw means around.
    /// </summary>
    public bool IsSameOnRawScale => (SegmentMean > RestMean) == (EffectSize > 0);

    /// <summary>The differences of all segments in all features: <c>[segment][feature]</c>.</summary>
    public static SegmentDifference[][] Of(
        FeatureTable table,
        IReadOnlyList<FittedFeature> features,
        FeatureMatrix matrix,
        int[] labels,
        int segments,
        int threads,
        CancellationToken cancellationToken)
    {
        SegmentDifference[][] result =
            [.. Enumerable.Range(0, segments).Select(_ => new SegmentDifference[features.Count])];
        int[] firstColumn = new int[features.Count];
        for (int f = 1; f < features.Count; f++)
        {
            firstColumn[f] = firstColumn[f - 1] + features[f - 1].Width;
        }

        ParallelWork.For(
            features.Count,
            threads,
            f =>
            {
                FeatureColumn column = table.Find(features[f].Name)!;
                double[] effects = Effects(matrix, firstColumn[f], features[f].Width, labels, segments);
                bool yesNo = Array.TrueForAll(column.Values, v => v is 0 or 1 || !double.IsFinite(v));
                RawFigures raw = RawFigures.Of(column.Values, labels, segments, features[f].Period);
                for (int s = 0; s < segments; s++)
                {
                    result[s][f] = new SegmentDifference(
                        column.Name,
                        column.Label,
                        column.Unit,
                        features[f].Period is not null,
                        effects[s],
                        raw.Means[s],
                        raw.RestMeans[s],
                        raw.Medians[s])
                    {
                        IsYesNo = yesNo,
                    };
                }
            },
            cancellationToken);
        return result;
    }

    private static double[] Effects(FeatureMatrix matrix, int firstColumn, int width, int[] labels, int segments)
    {
        double[] squares = new double[segments];
        double[] effects = new double[segments];
        double variance = 0;
        for (int column = firstColumn; column < firstColumn + width; column++)
        {
            double[] sums = new double[segments];
            int[] counts = new int[segments];
            double[] values = new double[labels.Length];
            for (int i = 0; i < labels.Length; i++)
            {
                values[i] = matrix.Values[(i * matrix.Columns) + column];
                sums[labels[i]] += values[i];
                counts[labels[i]]++;
            }

            double deviation = Descriptive.PopulationDeviation(values);
            variance += deviation * deviation;
            double total = sums.Sum();
            for (int s = 0; s < segments; s++)
            {
                int rest = labels.Length - counts[s];
                effects[s] = rest > 0 ? (sums[s] / counts[s]) - ((total - sums[s]) / rest) : 0;
                squares[s] += effects[s] * effects[s];
            }
        }

        // On a circle the effect is the distance between the two means, without direction.
        double all = Math.Sqrt(variance);
        return [.. effects.Select((e, s) => !(all > 0) ? 0 : width == 1 ? e / all : Math.Sqrt(squares[s]) / all)];
    }

    /// <summary>Means and medians on the raw scale, of those who have a value.</summary>
    private sealed record RawFigures(double[] Means, double[] RestMeans, double[] Medians)
    {
        public static RawFigures Of(double[] values, int[] labels, int segments, double? period)
        {
            List<double>[] groups = [.. Enumerable.Range(0, segments).Select(_ => new List<double>())];
            for (int i = 0; i < values.Length; i++)
            {
                if (double.IsFinite(values[i]))
                {
                    groups[labels[i]].Add(values[i]);
                }
            }

            double[] medians = new double[segments];
            double[] sums = new double[segments];
            double[] sines = new double[segments];
            double turn = 2 * Math.PI / (period ?? 1);
            for (int s = 0; s < segments; s++)
            {
                sums[s] = period is null ? groups[s].Sum() : groups[s].Sum(v => Math.Cos(v * turn));
                sines[s] = period is null ? 0 : groups[s].Sum(v => Math.Sin(v * turn));
                groups[s].Sort();
                medians[s] = Descriptive.QuantileOfSorted(CollectionsMarshal.AsSpan(groups[s]), 0.5);
            }

            int count = groups.Sum(g => g.Count);
            double sum = sums.Sum();
            double sine = sines.Sum();
            double Mean(double x, double y, int n) => period is not { } p ? x / n
                : n == 0 ? double.NaN
                : ((Math.Atan2(y, x) / turn) + p) % p;
            return new RawFigures(
                [.. groups.Select((g, s) => Mean(sums[s], sines[s], g.Count))],
                [.. groups.Select((g, s) => Mean(sum - sums[s], sine - sines[s], count - g.Count))],
                medians);
        }
    }
}
