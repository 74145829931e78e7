using System;
using System.Linq;
using Segmentation.Clustering;
using Segmentation.Segments;
using Segmentation.Statistics;

namespace Segmentation.Robustness;

/// <summary>What the nulls say: about the solution, and about each segment.</summary>
internal sealed record NullFindings(NullCalibration Solution, double[] PermutedP, double[] GaussianP, double[] Excess);

/// <summary>
/// Stability of data without structure, clustered in the same way: columns permuted independently keep the margins and
/// lose the dependence; a normal cloud with the same covariance keeps the dependence and has one mode. Both are needed:
/// k-means cuts skewed independent columns, and any long cloud, the same way each time.
/// </summary>
internal static class NullStability
{
    /// <summary>Compares the run with its nulls, on a sample of equal size for all of them.</summary>
    public static NullFindings Test(TestContext context)
    {
        RobustnessOptions options = context.Options;
        ClusterSample observed =
            ClusterSample.Of(context.Run, options.MaximumNullSample, context.Random(RobustnessTests.None, 1L << 38));
        int[][] features = [.. Enumerable.Range(0, context.Run.Features.Count).Select(f =>
            FeatureDropStability.Columns(context.Run, other => other == f).ToArray())];
        double[,] root = NullData.CovarianceRoot(observed.Matrix);
        int replicates = options.NullReplicates;

        // 0 is the data themselves, then the permuted ones, then the normal ones.
        Stability[] found = new Stability[1 + (2 * replicates)];
        context.Repeat("null data set", found.Length, i =>
        {
            SeededRandom random = context.Random(RobustnessTests.None, (1L << 39) | (uint)i);
            ClusterSample sample = i == 0
                ? observed
                : Clustered(
                    i <= replicates
                        ? NullData.Permuted(observed.Matrix, features, ref random)
                        : NullData.Gaussian(observed.Matrix.Rows, root, ref random),
                    context,
                    ref random);
            found[i] = Measure(sample, context, ref random);
        });
        Stability[] permuted = found[1..(replicates + 1)];
        Stability[] gaussian = found[(replicates + 1)..];
        int segments = context.Run.ClusterCount;
        return new NullFindings(
            new NullCalibration
            {
                SampleSize = observed.Matrix.Rows,
                Observed = found[0].Agreement,
                Permuted = Compare(found[0].Agreement, [.. permuted.Select(s => s.Agreement)]),
                Gaussian = Compare(found[0].Agreement, [.. gaussian.Select(s => s.Agreement)]),
            },
            [.. Enumerable.Range(0, segments).Select(s => PValue(found[0].Jaccard[s], OfSegment(permuted, s)))],
            [.. Enumerable.Range(0, segments).Select(s => PValue(found[0].Jaccard[s], OfSegment(gaussian, s)))],
            [
                .. Enumerable.Range(0, segments).Select(s => found[0].Jaccard[s] - Math.Max(
                    Descriptive.Mean(OfSegment(permuted, s)), Descriptive.Mean(OfSegment(gaussian, s)))),
            ]);
    }

    /// <summary>Segments of null data have no names: a segment is compared with those of its rank by size.</summary>
    private static double[] OfSegment(Stability[] nulls, int segment) =>
        [.. nulls.Select(n => segment < n.Jaccard.Length ? n.Jaccard[segment] : 0)];

    private static NullComparison Compare(double observed, double[] values)
    {
        double mean = Descriptive.Mean(values);
        return new NullComparison(values, mean, values.Max(), observed - mean, PValue(observed, values));
    }

    private static double PValue(double observed, double[] values) =>
        (1.0 + values.Count(value => value >= observed)) / (1 + values.Length);

    private static Stability Measure(ClusterSample sample, TestContext context, ref SeededRandom random)
    {
        double[] agreements = new double[context.Options.NullPairs];
        double[][] overlaps = new double[agreements.Length][];
        long seed = (long)(random.NextUInt64() >> 1);
        for (int pair = 0; pair < agreements.Length; pair++)
        {
            (agreements[pair], overlaps[pair]) = GlobalStability.Pair(
                sample,
                context.Options.MaximumRestarts,
                SeededRandom.ForStream(seed, pair),
                context.CancellationToken);
        }

        return new Stability(Descriptive.Mean(agreements), SeedStability.Means(overlaps));
    }

    private static ClusterSample Clustered(FeatureMatrix matrix, TestContext context, ref SeededRandom random)
    {
        LloydRun found = ClusterSample.Cluster(
            TiledRows.From(matrix),
            context.Run.ClusterCount,
            random.NextInt32(int.MaxValue),
            context.Options.MaximumRestarts,
            context.CancellationToken);
        int[] order = [.. Enumerable.Range(0, found.Clusters).OrderByDescending(c => found.Counts[c])];
        int[] rank = new int[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            rank[order[i]] = i;
        }

        return new ClusterSample(matrix, [.. found.Labels.Take(matrix.Rows).Select(c => rank[c])], found.Clusters);
    }

    private sealed record Stability(double Agreement, double[] Jaccard);
}
