using System;

namespace Segmentation.Clustering;

/// <summary>Figures of how compact and separate clusters are, from their centroids.</summary>
public static class ClusterIndices
{
    /// <summary>
    /// Calinski and Harabasz (1974): (between / (k − 1)) / (within / (n − k)), higher is better. Null with fewer than
    /// two
    /// clusters, as many clusters as rows, or nothing within the clusters.
    /// </summary>
    public static double? CalinskiHarabasz(FeatureMatrix matrix, KMeansResult result)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(result);
        int clusters = result.Centroids.Length;
        if (clusters < 2 || matrix.Rows <= clusters || !(result.Inertia > 0))
        {
            return null;
        }

        double[] mean = new double[matrix.Columns];
        for (int c = 0; c < clusters; c++)
        {
            for (int j = 0; j < mean.Length; j++)
            {
                mean[j] += result.Centroids[c][j] * result.Sizes[c] / matrix.Rows;
            }
        }

        double between = 0;
        for (int c = 0; c < clusters; c++)
        {
            double distance = Distance(result.Centroids[c], mean);
            between += result.Sizes[c] * distance * distance;
        }

        return between / (clusters - 1) / (result.Inertia / (matrix.Rows - clusters));
    }

    /// <summary>
    /// Davies and Bouldin (1979): the mean over clusters of the worst (scatter + other's scatter) / distance of
    /// centroids,
    /// lower is better; scatter is the mean distance to the centroid. Null with fewer than two clusters.
    /// </summary>
    public static double? DaviesBouldin(FeatureMatrix matrix, KMeansResult result)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(result);
        int clusters = result.Centroids.Length;
        if (clusters < 2)
        {
            return null;
        }

        double[] scatter = new double[clusters];
        for (int row = 0; row < matrix.Rows; row++)
        {
            int c = result.Labels[row];
            ReadOnlySpan<double> values = matrix.Values.AsSpan(row * matrix.Columns, matrix.Columns);
            scatter[c] += Distance(values, result.Centroids[c]) / result.Sizes[c];
        }

        double sum = 0;
        for (int a = 0; a < clusters; a++)
        {
            double worst = 0;
            for (int b = 0; b < clusters; b++)
            {
                if (a != b)
                {
                    double distance = Distance(result.Centroids[a], result.Centroids[b]);
                    worst = Math.Max(worst, (scatter[a] + scatter[b]) / distance);
                }
            }

            sum += worst;
        }

        return sum / clusters;
    }

    internal static double Distance(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int j = 0; j < a.Length; j++)
        {
            sum += (a[j] - b[j]) * (a[j] - b[j]);
        }

        return Math.Sqrt(sum);
    }
}
