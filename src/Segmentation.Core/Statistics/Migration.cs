using System;
using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Segmentation.Statistics;

/// <summary>A chi-square test.</summary>
/// <param name="Statistic">The statistic.</param>
/// <param name="DegreesOfFreedom">Its degrees of freedom.</param>
/// <param name="PValue">The probability of as large a statistic when nothing changed.</param>
public sealed record ChiSquareTest(double Statistic, int DegreesOfFreedom, double PValue)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"chi-square {Statistic:0.##}, {DegreesOfFreedom} degrees of freedom, ")
        + (PValue < 0.0001 ? "p < 0.0001" : FormattableString.Invariant($"p = {PValue:0.####}"));
}

/// <summary>
/// How customers moved between the same groups from one moment to another. All figures come from the counts; one that
/// they do not define is null.
/// </summary>
public sealed class Migration
{
    private const double NegligibleEigenvalue = 1e-10;
    private const double EmptyShare = 1e-4;

    /// <summary>Computes the figures of a migration.</summary>
    /// <param name="counts">Counts[a, b]: the customers that were in group a and are in group b. Square.</param>
    /// <exception cref="ArgumentException">The table is not square, or has a negative count.</exception>
    public Migration(int[,] counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        int groups = counts.GetLength(0);
        if (groups != counts.GetLength(1) || counts.Cast<int>().Any(c => c < 0))
        {
            throw new ArgumentException("The counts have to be a square table without negative ones.", nameof(counts));
        }

        Counts = counts;
        int[] before = new int[groups];
        int[] after = new int[groups];
        long stayed = 0;
        for (int a = 0; a < groups; a++)
        {
            stayed += counts[a, a];
            for (int b = 0; b < groups; b++)
            {
                before[a] += counts[a, b];
                after[b] += counts[a, b];
            }
        }

        Before = before;
        After = after;
        CustomerCount = before.Sum();
        StayRate = CustomerCount > 0 ? (double)stayed / CustomerCount : null;
        Kappa = KappaOf(StayRate, before, after, CustomerCount);
        MarginalHomogeneity = StuartMaxwell(counts, before, after);
        Symmetry = Bowker(counts);
        SizeStability = CustomerCount > 0 ? PopulationStability(ToDoubles(before), ToDoubles(after)) : null;
        LongRunShares = Stationary(counts, before);
    }

    /// <summary>Counts[a, b]: the customers that were in group a and are in group b.</summary>
    public int[,] Counts { get; }

    /// <summary>The sizes before.</summary>
    public IReadOnlyList<int> Before { get; }

    /// <summary>The sizes after.</summary>
    public IReadOnlyList<int> After { get; }

    /// <summary>The customers counted.</summary>
    public int CustomerCount { get; }

    /// <summary>The share that stayed in its group, in [0, 1].</summary>
    public double? StayRate { get; }

    /// <summary>Cohen's kappa (1960): the stay rate beyond chance, 1 when all stayed; null when one group has all.</summary>
    public double? Kappa { get; }

    /// <summary>
    /// The Stuart–Maxwell test of equal sizes before and after; a group that nobody left or entered takes no degree of
    /// freedom. Null when nobody moved.
    /// </summary>
    public ChiSquareTest? MarginalHomogeneity { get; }

    /// <summary>
    /// Bowker's test (1948) of as many moves from a to b as from b to a, over the pairs with moves. Null when nobody
    /// moved.
    /// </summary>
    public ChiSquareTest? Symmetry { get; }

    /// <summary>The population stability index of the sizes; see <see cref="PopulationStability"/>.</summary>
    public double? SizeStability { get; }

    /// <summary>
    /// The shares the groups tend to if customers went on moving like this; null when that depends on the start, or a
    /// group was empty.
    /// </summary>
    public IReadOnlyList<double>? LongRunShares { get; }

    /// <summary>Counts the moves of customers with labels 0, 1, … below a number of groups.</summary>
    public static Migration Between(IReadOnlyList<int> before, IReadOnlyList<int> after, int groups)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if (before.Count != after.Count)
        {
            throw new ArgumentException("The labels are not of the same customers.", nameof(after));
        }

        int[,] counts = new int[groups, groups];
        for (int i = 0; i < before.Count; i++)
        {
            counts[before[i], after[i]]++;
        }

        return new Migration(counts);
    }

    /// <summary>
    /// The population stability index Σ (q − p) ln(q / p) of two distributions over the same bins: below .1 no change
    /// to speak of, .1 to .25 some, above a large one.
    /// </summary>
    /// <param name="expected">Counts or shares before; they are divided by their sum.</param>
    /// <param name="actual">Counts or shares after.</param>
    /// <returns>The index; an empty bin counts as a share of 0.0001, one empty on both sides not at all.</returns>
    public static double PopulationStability(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual)
    {
        if (expected.Length != actual.Length)
        {
            throw new ArgumentException("The distributions are not over the same bins.", nameof(actual));
        }

        double expectedSum = Descriptive.Mean(expected) * expected.Length;
        double actualSum = Descriptive.Mean(actual) * actual.Length;
        double index = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            double p = Math.Max(expected[i] / expectedSum, EmptyShare);
            double q = Math.Max(actual[i] / actualSum, EmptyShare);
            index += (q - p) * Math.Log(q / p);
        }

        return index;
    }

    /// <summary>The probability of at least this chi-square statistic by chance.</summary>
    public static double ChiSquareTail(double statistic, int degreesOfFreedom) =>
        statistic > 0 ? SpecialFunctions.GammaUpperRegularized(degreesOfFreedom / 2.0, statistic / 2) : 1;

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"{CustomerCount:N0} customers, {StayRate:P0} stayed, kappa {Kappa:0.00}");

    private static double? KappaOf(double? agreed, int[] before, int[] after, int total)
    {
        double expected = before.Zip(after, (a, b) => (double)a * b).Sum() / ((double)total * total);
        return agreed is { } observed && expected < 1 ? (observed - expected) / (1 - expected) : null;
    }

    /// <summary>
    /// The covariance of the differences is the Laplacian of the graph of moves: its rank is the number of groups less
    /// the number of its connected parts, and the differences lie in its range.
    /// </summary>
    private static ChiSquareTest? StuartMaxwell(int[,] counts, int[] before, int[] after)
    {
        int groups = before.Length;
        if (groups == 0)
        {
            return null;
        }

        Matrix<double> covariance = Matrix<double>.Build.Dense(groups, groups, (a, b) => a == b
            ? before[a] + after[a] - (2.0 * counts[a, a])
            : -(counts[a, b] + (double)counts[b, a]));
        Vector<double> difference = Vector<double>.Build.Dense(groups, a => (double)before[a] - after[a]);
        Evd<double> parts = covariance.Evd(Symmetricity.Symmetric);
        double largest = parts.EigenValues.Max(e => e.Real);
        double statistic = 0;
        int rank = 0;
        for (int i = 0; i < groups; i++)
        {
            double eigenvalue = parts.EigenValues[i].Real;
            if (eigenvalue > NegligibleEigenvalue * largest)
            {
                double along = parts.EigenVectors.Column(i).DotProduct(difference);
                statistic += along * along / eigenvalue;
                rank++;
            }
        }

        return rank > 0 ? new ChiSquareTest(statistic, rank, ChiSquareTail(statistic, rank)) : null;
    }

    private static ChiSquareTest? Bowker(int[,] counts)
    {
        double statistic = 0;
        int pairs = 0;
        for (int a = 0; a < counts.GetLength(0); a++)
        {
            for (int b = 0; b < a; b++)
            {
                double moved = (double)counts[a, b] + counts[b, a];
                double excess = (double)counts[a, b] - counts[b, a];
                statistic += moved > 0 ? excess * excess / moved : 0;
                pairs += moved > 0 ? 1 : 0;
            }
        }

        return pairs > 0 ? new ChiSquareTest(statistic, pairs, ChiSquareTail(statistic, pairs)) : null;
    }

    private static double[]? Stationary(int[,] counts, int[] before)
    {
        int groups = before.Length;
        if (groups == 0 || before.Contains(0))
        {
            return null;
        }

        // π (P − I) = 0 with Σ π = 1: one equation of the first is superfluous exactly when π is unique.
        Matrix<double> balance = Matrix<double>.Build.Dense(groups, groups, (b, a) =>
            ((double)counts[a, b] / before[a]) - (a == b ? 1 : 0));
        if (balance.Rank() < groups - 1)
        {
            return null;
        }

        balance.SetRow(groups - 1, Vector<double>.Build.Dense(groups, 1));
        Vector<double> target = Vector<double>.Build.Dense(groups);
        target[groups - 1] = 1;
        return balance.Solve(target).ToArray();
    }

    private static double[] ToDoubles(int[] values) => [.. values.Select(v => (double)v)];
}
