using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Segmentation.Clustering;
using Segmentation.Segments;
using Segmentation.Statistics;

namespace Segmentation.Robustness;

/// <summary>
/// Global stability (Dolnicar and Leisch 2010): two bootstrap samples are clustered, all rows are labelled by the
/// nearest centroid of each, and the adjusted Rand index says how far the two agree.
/// </summary>
public static class GlobalStability
{
    /// <summary>Tests a range of numbers of clusters on a matrix.</summary>
    /// <param name="matrix">The rows; at most <see cref="RobustnessOptions.MaximumSample"/> of them are drawn.</param>
    /// <param name="minimum">The smallest number, at least 2.</param>
    /// <param name="maximum">The largest number.</param>
    /// <param name="options">Pairs, splits, seed, sample size.</param>
    /// <param name="progress">Told about finished pairs.</param>
    /// <param name="cancellationToken">Stops the test.</param>
    /// <returns>One entry for each number, smallest first.</returns>
    /// <exception cref="SegmentationException"><see cref="ErrorIds.InvalidOption"/>: an empty range, or more clusters
    /// than a third of the rows.</exception>
    public static IReadOnlyList<ClusterCountStability> Over(
        FeatureMatrix matrix,
        int minimum,
        int maximum,
        RobustnessOptions options,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(options);
        int rows = Math.Min(matrix.Rows, options.MaximumSample);
        if (minimum < 2 || maximum < minimum || maximum > rows / 3)
        {
            throw new SegmentationException(
                ErrorIds.InvalidOption,
                ErrorKind.InvalidArgument,
                FormattableString.Invariant($"{minimum} to {maximum} is no range of segments for {rows} customers."),
                "Give a range from 2 up to a third of the customers at most.",
                maximum);
        }

        if (rows < matrix.Rows)
        {
            SeededRandom random = SeededRandom.ForStream(options.Seed, (long)RobustnessTests.ClusterCount << 40);
            matrix = Centroids.Select(
                matrix, RandomSample.Of([.. Enumerable.Range(0, matrix.Rows)], rows, ref random));
        }

        List<ClusterCountStability> found = [];
        int[]? parents = null;
        for (int k = minimum; k <= maximum; k++)
        {
            KMeansOptions search = new() { ClusterCount = k, Seed = options.Seed, ThreadCount = options.ThreadCount };
            int[] labels = KMeans.Fit(matrix, search, null, cancellationToken).Labels;
            found.Add(One(matrix, labels, k, parents, options, progress, cancellationToken));
            parents = labels;
        }

        return found;
    }

    /// <summary>Pairs of bootstrap samples: how far each pair agrees, and the overlap with each segment.</summary>
    internal static (double Agreement, double[] Overlap) Pair(
        ClusterSample sample, int restarts, SeededRandom random, CancellationToken cancellationToken)
    {
        int[] first = ClusterStability.Labels(
            sample.Tiled, sample.Clusters, restarts, ref random, cancellationToken);
        int[] second = ClusterStability.Labels(
            sample.Tiled, sample.Clusters, restarts, ref random, cancellationToken);
        double[] one = new Overlap(sample.Labels, sample.Clusters, first, sample.Clusters).Best();
        double[] two = new Overlap(sample.Labels, sample.Clusters, second, sample.Clusters).Best();
        return (Agreement.AdjustedRand(first, second), [.. one.Zip(two, (a, b) => (a + b) / 2)]);
    }

    private static ClusterCountStability One(
        FeatureMatrix matrix,
        int[] labels,
        int clusters,
        int[]? parents,
        RobustnessOptions options,
        IProgress<StageProgress>? progress,
        CancellationToken cancellationToken)
    {
        ClusterSample sample = new(matrix, labels, clusters);
        _ = sample.Tiled;
        (double Agreement, double[] Overlap)[] pairs = new (double, double[])[options.Pairs];
        TestContext context = new(null!, sample, options, progress, cancellationToken);
        context.Repeat(FormattableString.Invariant($"{clusters} segments, pair"), pairs.Length, pair =>
            pairs[pair] = Pair(
                sample,
                options.MaximumRestarts,
                context.Random(RobustnessTests.ClusterCount, ((long)clusters << 24) | (uint)pair),
                cancellationToken));
        double[] agreements = [.. pairs.Select(p => p.Agreement)];
        return new ClusterCountStability
        {
            ClusterCount = clusters,
            Stability = Descriptive.Mean(agreements),
            Agreements = agreements,
            PredictionStrength = context.PredictionStrength() ?? double.NaN,
            Sizes = [.. Enumerable.Range(0, clusters).Select(c => labels.Count(label => label == c))],
            SegmentStability = SeedStability.Means([.. pairs.Select(p => p.Overlap)]),
            ParentEntropies = parents is null
                ? null
                : new Overlap(parents, clusters - 1, labels, clusters).SourceEntropies(),
        };
    }
}
