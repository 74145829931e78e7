using System;
using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics.Distributions;

namespace Segmentation.Statistics;

/// <summary>
/// The distribution of a column of numbers as its steps: values in ascending order and how many lie at or below each.
/// </summary>
/// <param name="Values">The values, ascending and different.</param>
/// <param name="Cumulative">How many of the column's values are at most each of them.</param>
/// <param name="MissingCount">How many are missing.</param>
public sealed record EmpiricalDistribution(
    IReadOnlyList<double> Values, IReadOnlyList<int> Cumulative, int MissingCount)
{
    private const int Tenths = 10;

    /// <summary>How many values there are, without the missing ones.</summary>
    public int Count => Cumulative.Count == 0 ? 0 : Cumulative[^1];

    /// <summary>The smallest value; NaN of nothing.</summary>
    public double Minimum => Count == 0 ? double.NaN : Values[0];

    /// <summary>The largest value; NaN of nothing.</summary>
    public double Maximum => Count == 0 ? double.NaN : Values[^1];

    /// <summary>The share without a value, in [0, 1]; null of nothing.</summary>
    public double? MissingShare => Count + MissingCount == 0 ? null : (double)MissingCount / (Count + MissingCount);

    /// <summary>The smallest value that at least half lie at or below; null of nothing.</summary>
    public double? Median => Count == 0 ? null : Values[StepOf((Count + 1) / 2)];

    /// <summary>The distribution of a column; a value that is not finite is missing.</summary>
    public static EmpiricalDistribution Of(IReadOnlyList<double> column)
    {
        ArgumentNullException.ThrowIfNull(column);
        double[] sorted = [.. column.Where(double.IsFinite)];
        Array.Sort(sorted);
        List<double> values = [];
        List<int> cumulative = [];
        for (int i = 0; i < sorted.Length; i++)
        {
            if (i + 1 == sorted.Length || sorted[i + 1] != sorted[i])
            {
                values.Add(sorted[i]);
                cumulative.Add(i + 1);
            }
        }

        return new EmpiricalDistribution([.. values], [.. cumulative], column.Count - sorted.Length);
    }

    /// <summary>
    /// The same with at most about so many steps: the first and the last, and those that the quantiles in between fall
    /// on. Shares at the values that are left stay exact; between them they are off by less than 1 / steps.
    /// </summary>
    public EmpiricalDistribution Compact(int steps)
    {
        if (Values.Count <= steps)
        {
            return this;
        }

        SortedSet<int> kept = [0, Values.Count - 1];
        for (int i = 1; i < steps; i++)
        {
            kept.Add(StepOf((int)Math.Max(1, (long)Count * i / steps)));
        }

        return this with
        {
            Values = [.. kept.Select(step => Values[step])],
            Cumulative = [.. kept.Select(step => Cumulative[step])],
        };
    }

    /// <summary>The share of the values that is at most a number, in [0, 1]; NaN of nothing.</summary>
    public double ShareUpTo(double number) => (double)CountUpTo(number) / Count;

    /// <summary>
    /// The largest difference of the cumulative shares of two distributions (Kolmogorov–Smirnov), in [0, 1]; null where
    /// one is of nothing.
    /// </summary>
    public static double? Distance(EmpiricalDistribution first, EmpiricalDistribution second) =>
        first.Count == 0 || second.Count == 0
            ? null
            : first.Values.Concat(second.Values).Max(v => Math.Abs(first.ShareUpTo(v) - second.ShareUpTo(v)));

    /// <summary>
    /// The asymptotic p-value of a Kolmogorov–Smirnov distance of independent samples, with Stephens' (1970) correction
    /// for small ones.
    /// </summary>
    public static double DistancePValue(double distance, int firstCount, int secondCount)
    {
        double root = Math.Sqrt((double)firstCount * secondCount / ((double)firstCount + secondCount));
        double lambda = (root + 0.12 + (0.11 / root)) * distance;
        if (lambda < 0.2)
        {
            return 1;
        }

        double sum = 0;
        for (int j = 1; j <= 100; j++)
        {
            double term = Math.Exp(-2 * lambda * lambda * j * j);
            sum += j % 2 == 1 ? term : -term;
            if (term < 1e-16)
            {
                break;
            }
        }

        return Math.Clamp(2 * sum, 0, 1);
    }

    /// <summary>
    /// The population stability index over the tenths of the first distribution, with missing values as a bin of their
    /// own, and what chance alone stays below in 95 of 100 comparisons of independent samples (the index is then about
    /// χ² of bins − 1, times 1 / n + 1 / m); null where one is of nothing.
    /// </summary>
    public static (double Index, double Noise)? Stability(EmpiricalDistribution first, EmpiricalDistribution second)
    {
        if (first.Count == 0 || second.Count + second.MissingCount == 0)
        {
            return null;
        }

        double[] edges =
        [
            .. Enumerable.Range(1, Tenths - 1)
                .Select(i => first.Values[first.StepOf(Math.Max(1, (int)((long)first.Count * i / Tenths)))])
                .Distinct().Where(edge => edge < first.Maximum),
        ];
        double[] before = first.Bins(edges);
        double[] after = second.Bins(edges);
        int used = before.Where((b, i) => b > 0 || after[i] > 0).Count();
        return (Migration.PopulationStability(before, after), Noise(used, before.Sum(), after.Sum()));
    }

    /// <summary>The stability index that chance alone stays below in 95 of 100 comparisons.</summary>
    public static double Noise(int bins, double firstCount, double secondCount) => bins < 2
        ? 0
        : ChiSquared.InvCDF(bins - 1, 0.95) * ((1 / firstCount) + (1 / secondCount));

    private double[] Bins(double[] edges)
    {
        double[] bins = new double[edges.Length + 2];
        int below = 0;
        for (int i = 0; i < edges.Length; i++)
        {
            int upTo = CountUpTo(edges[i]);
            bins[i] = upTo - below;
            below = upTo;
        }

        bins[edges.Length] = Count - below;
        bins[edges.Length + 1] = MissingCount;
        return bins;
    }

    private int CountUpTo(double number)
    {
        int low = 0;
        int high = Values.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = Values[middle] <= number ? (middle + 1, high) : (low, middle);
        }

        return low == 0 ? 0 : Cumulative[low - 1];
    }

    /// <summary>The first step at or below which there are so many values.</summary>
    private int StepOf(int count)
    {
        int low = 0;
        int high = Cumulative.Count - 1;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = Cumulative[middle] < count ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
