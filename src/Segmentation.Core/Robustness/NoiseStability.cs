using System.Collections.Generic;
using System.Linq;
using Segmentation.Clustering;
using Segmentation.Statistics;

namespace Segmentation.Robustness;

/// <summary>What becomes of the segments when one feature of normal noise, as wide as the others on average, is
/// added.</summary>
internal static class NoiseStability
{
    private const int Replicates = 5;

    /// <summary>The mean best overlap of each segment, and the mean agreement.</summary>
    public static (double[] Jaccard, double Agreement) Test(TestContext context)
    {
        ClusterSample sample = context.Sample;
        FeatureMatrix matrix = sample.Matrix;
        IEnumerable<double> deviations = Enumerable.Range(0, matrix.Columns).Select(j =>
            Descriptive.PopulationDeviation(
                [.. Enumerable.Range(0, matrix.Rows).Select(i => matrix.Values[(i * matrix.Columns) + j])]));
        double width = deviations.Average();
        double[][] overlaps = new double[Replicates][];
        double[] agreements = new double[Replicates];
        context.Repeat("noise", Replicates, replicate =>
        {
            SeededRandom random = context.Random(RobustnessTests.Noise, replicate);
            (int[] labels, int clusters) = context.Find(WithNoise(matrix, width, ref random), random.NextInt32(int.MaxValue));
            overlaps[replicate] = new Overlap(sample.Labels, sample.Clusters, labels, clusters).Best();
            agreements[replicate] = Agreement.AdjustedRand(sample.Labels, labels);
        });
        return (SeedStability.Means(overlaps), Descriptive.Mean(agreements));
    }

    private static FeatureMatrix WithNoise(FeatureMatrix matrix, double width, ref SeededRandom random)
    {
        int columns = matrix.Columns + 1;
        double[] values = new double[matrix.Rows * columns];
        for (int i = 0; i < matrix.Rows; i++)
        {
            for (int j = 0; j < matrix.Columns; j++)
            {
                values[(i * columns) + j] = matrix.Values[(i * matrix.Columns) + j];
            }

            values[(i * columns) + matrix.Columns] = width * random.NextNormal();
        }

        return new FeatureMatrix(matrix.Rows, columns, values);
    }
}
