using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Segmentation.Statistics;

namespace Segmentation.Clustering;

/// <summary>How prediction strength is measured.</summary>
public sealed record PredictionStrengthOptions
{
    /// <summary>The number of random halvings.</summary>
    public int Splits { get; init; } = 50;

    /// <summary>The seed of the halvings.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>The most rows that are halved; from more, each split draws this many anew.</summary>
    public int MaximumSample { get; init; } = 5000;

    /// <summary>
    /// The most random starts per half: it is clustered until three starts came to the same best solution.
    /// </summary>
    public int MaximumRestarts { get; init; } = 10;

    /// <summary>The number of threads; null for all processors. The result does not depend on it.</summary>
    public int? ThreadCount { get; init; }
}

/// <summary>The prediction strength of one number of clusters.</summary>
/// <param name="ClusterCount">The number of clusters.</param>
/// <param name="Mean">The mean over the splits, in [0, 1].</param>
/// <param name="StandardError">Its Monte-Carlo standard error: standard deviation / √splits.</param>
/// <param name="Splits">The number of random halvings.</param>
/// <param name="SampleSize">The rows that were halved: all, or a sample drawn anew for each split.</param>
public sealed record PredictionStrengthScore(
    int ClusterCount, double Mean, double StandardError, int Splits, int SampleSize);

/// <summary>
/// Prediction strength (Tibshirani and Walther 2005): whether a clustering of one half of the rows says which rows of
/// the other half belong together.
/// </summary>
public static class PredictionStrength
{
    /// <summary>The least strength that speaks for as many clusters (Tibshirani and Walther: .8 to .9).</summary>
    public const double Threshold = 0.8;

    private const int MaximumIterations = 100;
    private const long Streams = 1L << 20;

    /// <summary>
    /// Halves the rows at random, clusters both halves, and counts for each cluster of a half the share of its pairs
    /// that the means of the other half put together too. The strength of a split is the smallest share over the
    /// clusters, averaged over both directions; a cluster of one row has no pair that could be predicted and counts as
    /// 0. One cluster has strength 1.
    /// </summary>
    /// <param name="matrix">The rows.</param>
    /// <param name="clusterCount">The number of clusters.</param>
    /// <param name="options">Splits, seed, sample; null takes the defaults.</param>
    /// <param name="cancellationToken">Stops the computation.</param>
    /// <returns>The score, or null when a half has fewer rows than clusters.</returns>
    /// <exception cref="SegmentationException"><see cref="ErrorIds.InvalidOption"/>: fewer than one cluster, split or
    /// start, or a sample of fewer than two rows.</exception>
    public static PredictionStrengthScore? Of(
        FeatureMatrix matrix,
        int clusterCount,
        PredictionStrengthOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return Of(TiledRows.From(matrix), clusterCount, options ?? new(), null, cancellationToken);
    }

    internal static PredictionStrengthScore? Of(
        TiledRows rows,
        int clusterCount,
        PredictionStrengthOptions options,
        Action? splitDone,
        CancellationToken cancellationToken)
    {
        OptionRange.AtLeast(1, nameof(clusterCount), clusterCount);
        OptionRange.AtLeast(1, nameof(options.Splits), options.Splits);
        OptionRange.AtLeast(2, nameof(options.MaximumSample), options.MaximumSample);
        OptionRange.AtLeast(1, nameof(options.MaximumRestarts), options.MaximumRestarts);
        int sample = Math.Min(rows.Rows, options.MaximumSample);
        if (sample / 2 < clusterCount)
        {
            return null;
        }

        int[] all = [.. Enumerable.Range(0, rows.Rows)];
        double[] strengths = new double[options.Splits];
        ParallelWork.For(
            options.Splits,
            ParallelWork.ThreadCount(options.ThreadCount),
            split =>
            {
                // Every number of clusters is tried on the same halves.
                SeededRandom random = SeededRandom.ForStream(options.Seed, Streams + split);
                strengths[split] = OfSplit(
                    rows, RandomSample.Of(all, sample, ref random), clusterCount, options, ref random, cancellationToken);
                splitDone?.Invoke();
            },
            cancellationToken);
        return new PredictionStrengthScore(
            clusterCount,
            Descriptive.Mean(strengths),
            strengths.Length < 2 ? double.NaN : Descriptive.SampleDeviation(strengths) / Math.Sqrt(strengths.Length),
            options.Splits,
            sample);
    }

    private static double OfSplit(
        TiledRows rows,
        List<int> sample,
        int clusters,
        PredictionStrengthOptions options,
        ref SeededRandom random,
        CancellationToken cancellationToken)
    {
        List<int> first = RandomSample.Of(sample, sample.Count / 2, ref random);
        HashSet<int> taken = [.. first];
        TiledRows a = rows.Select(first);
        TiledRows b = rows.Select([.. sample.Where(row => !taken.Contains(row))]);
        LloydRun ofA = Cluster(a, clusters, options, ref random, cancellationToken);
        LloydRun ofB = Cluster(b, clusters, options, ref random, cancellationToken);
        return ofA.Clusters < clusters || ofB.Clusters < clusters
            ? 0
            : (WeakestShare(ofA, ofB.Nearest(a)) + WeakestShare(ofB, ofA.Nearest(b))) / 2;
    }

    private static LloydRun Cluster(
        TiledRows half,
        int clusters,
        PredictionStrengthOptions options,
        ref SeededRandom random,
        CancellationToken cancellationToken)
    {
        KMeansOptions clustering = new()
        {
            ClusterCount = clusters,
            Seed = random.NextInt32(int.MaxValue),
            MaximumIterations = MaximumIterations,
        };
        return KMeans.BestUntilRepeated(half, clustering, options.MaximumRestarts, cancellationToken);
    }

    /// <summary>The smallest share, over clusters, of a cluster's pairs that are predicted to be together.</summary>
    private static double WeakestShare(LloydRun found, int[] predicted)
    {
        int[,] common = new int[found.Clusters, found.Clusters];
        for (int row = 0; row < predicted.Length; row++)
        {
            common[found.Labels[row], predicted[row]]++;
        }

        double weakest = 1;
        for (int c = 0; c < found.Clusters; c++)
        {
            double together = 0;
            for (int p = 0; p < found.Clusters; p++)
            {
                together += common[c, p] * (common[c, p] - 1.0);
            }

            double size = found.Counts[c];
            weakest = Math.Min(weakest, size < 2 ? 0 : together / (size * (size - 1)));
        }

        return weakest;
    }
}
