using System;
using System.Linq;
using System.Threading;
using Segmentation.Statistics;

namespace Segmentation.Clustering;

/// <summary>How the stability of a number of clusters is measured.</summary>
public sealed record ClusterStabilityOptions
{
    /// <summary>The number of pairs of bootstrap samples.</summary>
    public int Pairs { get; init; } = 50;

    /// <summary>The seed of sample and pairs.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>The most rows it is computed on; more are sampled once.</summary>
    public int MaximumSample { get; init; } = 2000;

    /// <summary>The most random starts per bootstrap sample, which end once three came to the same best solution.</summary>
    public int MaximumRestarts { get; init; } = 20;

    /// <summary>The number of threads; null for all processors. The result does not depend on it.</summary>
    public int? ThreadCount { get; init; }
}

/// <summary>The stability of one number of clusters.</summary>
/// <param name="ClusterCount">The number of clusters.</param>
/// <param name="Mean">The mean adjusted Rand index over the pairs.</param>
/// <param name="StandardError">Its Monte-Carlo standard error: standard deviation / √pairs.</param>
/// <param name="Pairs">The number of pairs.</param>
/// <param name="SampleSize">The rows it was computed on.</param>
public sealed record ClusterStabilityScore(
    int ClusterCount, double Mean, double StandardError, int Pairs, int SampleSize);

/// <summary>
/// Global stability (Dolnicar and Leisch 2010): two bootstrap samples are clustered, all rows are labelled by the
/// nearest mean of each, and the adjusted Rand index says how far the two agree.
/// </summary>
public static class ClusterStability
{
    private const int MaximumIterations = 50;
    private const double Tolerance = 1e-4;
    private const long SampleStream = 1L << 23;
    private const long PairStreams = 1L << 24;

    /// <summary>Measures one number of clusters.</summary>
    /// <param name="matrix">The rows.</param>
    /// <param name="clusterCount">The number of clusters.</param>
    /// <param name="options">Pairs, seed, sample; null takes the defaults.</param>
    /// <param name="cancellationToken">Stops the computation.</param>
    /// <returns>The score; null for fewer than three rows per cluster.</returns>
    /// <exception cref="SegmentationException"><see cref="ErrorIds.InvalidOption"/>: an option out of range.</exception>
    public static ClusterStabilityScore? Of(
        FeatureMatrix matrix,
        int clusterCount,
        ClusterStabilityOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return Of(TiledRows.From(matrix), clusterCount, options ?? new(), cancellationToken);
    }

    internal static ClusterStabilityScore? Of(
        TiledRows all, int clusterCount, ClusterStabilityOptions options, CancellationToken cancellationToken)
    {
        OptionRange.AtLeast(2, nameof(clusterCount), clusterCount);
        OptionRange.AtLeast(1, nameof(options.Pairs), options.Pairs);
        OptionRange.AtLeast(2, nameof(options.MaximumSample), options.MaximumSample);
        OptionRange.AtLeast(1, nameof(options.MaximumRestarts), options.MaximumRestarts);
        SeededRandom sampling = SeededRandom.ForStream(options.Seed, SampleStream);
        TiledRows rows = all.Rows <= options.MaximumSample
            ? all
            : all.Select(RandomSample.Of(
                [.. Enumerable.Range(0, all.Rows)], options.MaximumSample, ref sampling));
        if (rows.Rows < 3 * clusterCount)
        {
            return null;
        }

        double[] agreements = new double[options.Pairs];
        ParallelWork.For(
            options.Pairs,
            ParallelWork.ThreadCount(options.ThreadCount),
            pair =>
            {
                // Every number of clusters is tried on the same samples.
                SeededRandom random = SeededRandom.ForStream(options.Seed, PairStreams + pair);
                int[] first = Labels(rows, clusterCount, options.MaximumRestarts, ref random, cancellationToken);
                int[] second = Labels(rows, clusterCount, options.MaximumRestarts, ref random, cancellationToken);
                agreements[pair] = Agreement.AdjustedRand(first, second);
            },
            cancellationToken);
        return new ClusterStabilityScore(
            clusterCount,
            Descriptive.Mean(agreements),
            agreements.Length < 2 ? double.NaN : Descriptive.SampleDeviation(agreements) / Math.Sqrt(agreements.Length),
            options.Pairs,
            rows.Rows);
    }

    /// <summary>The labels that the means of a clustered bootstrap sample give to all rows.</summary>
    internal static int[] Labels(
        TiledRows rows, int clusters, int restarts, ref SeededRandom random, CancellationToken cancellationToken)
    {
        int[] drawn = new int[rows.Rows];
        for (int i = 0; i < drawn.Length; i++)
        {
            drawn[i] = random.NextInt32(drawn.Length);
        }

        Array.Sort(drawn);
        KMeansOptions search = new()
        {
            ClusterCount = clusters,
            Seed = random.NextInt32(int.MaxValue),
            MaximumIterations = MaximumIterations,
            Tolerance = Tolerance,
        };
        return KMeans.BestUntilRepeated(rows.Select(drawn), search, restarts, cancellationToken).Nearest(rows);
    }
}
