using System;
using System.Linq;
using Segmentation.Clustering;
using Segmentation.Statistics;

namespace Segmentation.Tests.Robustness;

/// <summary>k-means from random rows, as other packages start it: only to compare with.</summary>
internal static class RandomStarts
{
    /// <summary>The labels that the best of some starts on a bootstrap sample gives to all rows.</summary>
    public static int[] Labels(FeatureMatrix all, int clusters, int starts, ref SeededRandom random)
    {
        int[] drawn = new int[all.Rows];
        for (int i = 0; i < drawn.Length; i++)
        {
            drawn[i] = random.NextInt32(drawn.Length);
        }

        double[] best = [];
        double least = double.PositiveInfinity;
        for (int start = 0; start < starts; start++)
        {
            double[] means = new double[clusters * all.Columns];
            for (int c = 0; c < clusters; c++)
            {
                Array.Copy(all.Values, drawn[random.NextInt32(drawn.Length)] * all.Columns, means, c * all.Columns, all.Columns);
            }

            double inertia = Iterate(all, drawn, means, clusters);
            (best, least) = inertia < least ? (means, inertia) : (best, least);
        }

        return [.. Enumerable.Range(0, all.Rows).Select(row => Nearest(all, row, best, clusters, out _))];
    }

    private static double Iterate(FeatureMatrix all, int[] drawn, double[] means, int clusters)
    {
        double last = double.PositiveInfinity;
        while (true)
        {
            double[] sums = new double[means.Length];
            int[] counts = new int[clusters];
            double inertia = 0;
            foreach (int row in drawn)
            {
                int c = Nearest(all, row, means, clusters, out double distance);
                inertia += distance;
                counts[c]++;
                for (int j = 0; j < all.Columns; j++)
                {
                    sums[(c * all.Columns) + j] += all.Values[(row * all.Columns) + j];
                }
            }

            if (inertia >= last * (1 - 1e-9))
            {
                return inertia;
            }

            last = inertia;
            for (int i = 0; i < means.Length; i++)
            {
                int count = counts[i / all.Columns];
                means[i] = count > 0 ? sums[i] / count : means[i];
            }
        }
    }

    private static int Nearest(FeatureMatrix all, int row, double[] means, int clusters, out double least)
    {
        int nearest = 0;
        least = double.PositiveInfinity;
        for (int c = 0; c < clusters; c++)
        {
            double distance = 0;
            for (int j = 0; j < all.Columns; j++)
            {
                double difference = all.Values[(row * all.Columns) + j] - means[(c * all.Columns) + j];
                distance += difference * difference;
            }

            (nearest, least) = distance < least ? (c, distance) : (nearest, least);
        }

        return nearest;
    }
}
