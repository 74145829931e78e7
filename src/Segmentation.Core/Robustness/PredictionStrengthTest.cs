using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Segmentation.Clustering;
using Segmentation.Segments;
using Segmentation.Statistics;

namespace Segmentation.Robustness;

/// <summary>
/// Prediction strength (Tibshirani and Walther 2005): the data are split in two halves, both are clustered, and the
/// centroids of one say which pairs of the other belong together. A split scores the share of pairs kept together in
/// the worst cluster, the mean of both directions.
/// </summary>
public static class PredictionStrengthTest
{
    /// <summary>From here on two halves of the data agree on who belongs together.</summary>
    public const double Enough = 0.8;

    /// <summary>The largest number of segments with a prediction strength of .8 or more; 1 when there is none.</summary>
    public static int LargestPredictable(IEnumerable<ClusterCountStability> counts) => counts
        .Where(c => c.PredictionStrength >= Enough).Select(c => c.ClusterCount).DefaultIfEmpty(1).Max();

    /// <summary>The mean over the splits.</summary>
    internal static double Of(TestContext context)
    {
        double[] strengths = new double[context.Options.Splits];
        ClusterSample sample = context.Sample;
        _ = sample.Tiled;
        context.Repeat("split", strengths.Length, split => strengths[split] = Split(
            sample,
            context.Options.MaximumRestarts,
            context.Random(RobustnessTests.PredictionStrength, split),
            context.CancellationToken));
        return Descriptive.Mean(strengths);
    }

    private static double Split(
        ClusterSample sample, int restarts, SeededRandom random, CancellationToken cancellationToken)
    {
        int rows = sample.Matrix.Rows;
        int[] first = [.. RandomSample.Of([.. Enumerable.Range(0, rows)], rows / 2, ref random)];
        HashSet<int> taken = [.. first];
        int[] second = [.. Enumerable.Range(0, rows).Where(row => !taken.Contains(row))];
        LloydRun one = sample.Cluster(
            first, sample.Clusters, random.NextInt32(int.MaxValue), restarts, cancellationToken);
        LloydRun two = sample.Cluster(
            second, sample.Clusters, random.NextInt32(int.MaxValue), restarts, cancellationToken);
        return (Kept(sample, first, one, second, two) + Kept(sample, second, two, first, one)) / 2;
    }

    /// <summary>The smallest share of a test cluster's pairs that the other half's centroids keep together.</summary>
    private static double Kept(ClusterSample sample, int[] training, LloydRun trained, int[] test, LloydRun tested)
    {
        double[][] centroids = Centroids.Of(sample.Matrix, training, trained.Labels, trained.Clusters);
        int[,] counts = new int[tested.Clusters, trained.Clusters];
        for (int i = 0; i < test.Length; i++)
        {
            ReadOnlySpan<double> row =
                sample.Matrix.Values.AsSpan(test[i] * sample.Matrix.Columns, sample.Matrix.Columns);
            counts[tested.Labels[i], Centroids.Nearest(row, centroids)]++;
        }

        double least = 1;
        for (int c = 0; c < tested.Clusters; c++)
        {
            double size = tested.Counts[c];
            double together = 0;
            for (int t = 0; t < trained.Clusters; t++)
            {
                together += counts[c, t] * (counts[c, t] - 1.0);
            }

            least = size > 1 ? Math.Min(least, together / (size * (size - 1))) : least;
        }

        return least;
    }
}
