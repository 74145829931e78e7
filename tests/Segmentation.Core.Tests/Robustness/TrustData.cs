using System;
using System.Collections.Generic;
using Segmentation.Clustering;
using Segmentation.Segments;
using Segmentation.Statistics;
using Segmentation.Tests.Clustering;

namespace Segmentation.Tests.Robustness;

/// <summary>Data with and without structure.</summary>
internal static class TrustData
{
    public static IReadOnlyList<Segment> Of(string name, int clusters, FeatureScaling scaling = FeatureScaling.ZScore) =>
        Of(ClusterData.Load(name).Matrix, clusters, scaling);

    public static IReadOnlyList<Segment> Of(
        FeatureMatrix matrix, int clusters, FeatureScaling scaling = FeatureScaling.ZScore) => Segmenter.Run(
            ClusterData.Table(matrix),
            "test",
            new() { ClusterCount = clusters, Transform = FeatureTransform.None, Scaling = scaling });

    /// <summary>Independent exponential columns: skewed, and without any structure.</summary>
    public static FeatureMatrix Exponentials(int rows, int seed)
    {
        SeededRandom random = new(seed);
        double[] values = new double[rows * 3];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = -Math.Log(1 - random.NextDouble());
        }

        return new FeatureMatrix(rows, 3, values);
    }
}
