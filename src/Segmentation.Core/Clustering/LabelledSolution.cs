using System;

namespace Segmentation.Clustering;

/// <summary>The centroids and the inertia of groups that did not come from k-means.</summary>
internal static class LabelledSolution
{
    /// <summary>The means of the groups, and how far their rows are from them; no group may be empty.</summary>
    public static KMeansResult Of(FeatureMatrix matrix, int[] labels, int clusters)
    {
        int[] sizes = new int[clusters];
        double[][] centroids = new double[clusters][];
        for (int c = 0; c < clusters; c++)
        {
            centroids[c] = new double[matrix.Columns];
        }

        for (int row = 0; row < labels.Length; row++)
        {
            sizes[labels[row]]++;
            for (int j = 0; j < matrix.Columns; j++)
            {
                centroids[labels[row]][j] += matrix.Values[(row * matrix.Columns) + j];
            }
        }

        for (int c = 0; c < clusters; c++)
        {
            for (int j = 0; j < matrix.Columns; j++)
            {
                centroids[c][j] /= sizes[c];
            }
        }

        double inertia = 0;
        for (int row = 0; row < labels.Length; row++)
        {
            ReadOnlySpan<double> values = matrix.Values.AsSpan(row * matrix.Columns, matrix.Columns);
            double distance = ClusterIndices.Distance(values, centroids[labels[row]]);
            inertia += distance * distance;
        }

        return new KMeansResult
        {
            Labels = labels,
            Centroids = centroids,
            Sizes = sizes,
            Inertia = inertia,
            Iterations = 0,
            Converged = true,
            Restarts = 1,
            RestartsAtBest = 1,
        };
    }
}
