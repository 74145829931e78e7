using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Clustering;

namespace Segmentation.Robustness;

/// <summary>Means of clusters, the nearest of them, and how clusters overlap.</summary>
internal static class Centroids
{
    /// <summary>The means of the clusters of some rows of a matrix; of all when none are given.</summary>
    public static double[][] Of(FeatureMatrix matrix, IReadOnlyList<int>? rows, ReadOnlySpan<int> labels, int clusters)
    {
        double[][] means = [.. Enumerable.Range(0, clusters).Select(_ => new double[matrix.Columns])];
        int[] counts = new int[clusters];
        int count = rows?.Count ?? matrix.Rows;
        for (int i = 0; i < count; i++)
        {
            double[] mean = means[labels[i]];
            int start = (rows?[i] ?? i) * matrix.Columns;
            for (int j = 0; j < mean.Length; j++)
            {
                mean[j] += matrix.Values[start + j];
            }

            counts[labels[i]]++;
        }

        for (int c = 0; c < clusters; c++)
        {
            for (int j = 0; j < matrix.Columns; j++)
            {
                means[c][j] /= counts[c];
            }
        }

        return means;
    }

    /// <summary>The nearest centroid of each row.</summary>
    public static int[] Assign(FeatureMatrix matrix, double[][] centroids)
    {
        int[] labels = new int[matrix.Rows];
        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = Nearest(matrix.Values.AsSpan(i * matrix.Columns, matrix.Columns), centroids);
        }

        return labels;
    }

    /// <summary>The nearest centroid of one row; the first of several.</summary>
    public static int Nearest(ReadOnlySpan<double> row, double[][] centroids)
    {
        int nearest = 0;
        double least = double.PositiveInfinity;
        for (int c = 0; c < centroids.Length; c++)
        {
            double distance = SquaredDistance(row, centroids[c]);
            if (distance < least)
            {
                (nearest, least) = (c, distance);
            }
        }

        return nearest;
    }

    public static double SquaredDistance(ReadOnlySpan<double> row, double[] centroid)
    {
        double sum = 0;
        for (int j = 0; j < centroid.Length; j++)
        {
            double difference = row[j] - centroid[j];
            sum += difference * difference;
        }

        return sum;
    }

    /// <summary>The rows given, in that order.</summary>
    public static FeatureMatrix Select(FeatureMatrix matrix, IReadOnlyList<int> rows)
    {
        double[] values = new double[rows.Count * matrix.Columns];
        for (int i = 0; i < rows.Count; i++)
        {
            Array.Copy(matrix.Values, rows[i] * matrix.Columns, values, i * matrix.Columns, matrix.Columns);
        }

        return new FeatureMatrix(rows.Count, matrix.Columns, values);
    }

    /// <summary>The columns given, in that order.</summary>
    public static FeatureMatrix SelectColumns(FeatureMatrix matrix, int[] columns)
    {
        double[] values = new double[matrix.Rows * columns.Length];
        for (int i = 0; i < matrix.Rows; i++)
        {
            for (int j = 0; j < columns.Length; j++)
            {
                values[(i * columns.Length) + j] = matrix.Values[(i * matrix.Columns) + columns[j]];
            }
        }

        return new FeatureMatrix(matrix.Rows, columns.Length, values);
    }
}

/// <summary>How the clusters of two partitions of the same rows overlap.</summary>
internal sealed class Overlap
{
    private readonly int[,] _common;
    private readonly int[] _first;
    private readonly int[] _second;

    public Overlap(ReadOnlySpan<int> first, int firstCount, ReadOnlySpan<int> second, int secondCount)
    {
        _common = new int[firstCount, secondCount];
        _first = new int[firstCount];
        _second = new int[secondCount];
        for (int i = 0; i < first.Length; i++)
        {
            _common[first[i], second[i]]++;
            _first[first[i]]++;
            _second[second[i]]++;
        }
    }

    /// <summary>
    /// The largest Jaccard overlap of each cluster of the first with one of the second; several may take the same one.
    /// NaN for a cluster without rows.
    /// </summary>
    public double[] Best()
    {
        double[] best = new double[_first.Length];
        for (int a = 0; a < best.Length; a++)
        {
            best[a] = _first[a] == 0 ? double.NaN : 0;
            for (int b = 0; b < _second.Length && _first[a] > 0; b++)
            {
                best[a] = Math.Max(best[a], Jaccard(a, b));
            }
        }

        return best;
    }

    /// <summary>The cluster of the first that each of the second overlaps most.</summary>
    public int[] FirstOfSecond()
    {
        int[] match = new int[_second.Length];
        for (int b = 0; b < match.Length; b++)
        {
            for (int a = 1; a < _first.Length; a++)
            {
                if (Jaccard(a, b) > Jaccard(match[b], b))
                {
                    match[b] = a;
                }
            }
        }

        return match;
    }

    /// <summary>The entropy in bits, for each cluster of the second, of the clusters of the first it comes from.</summary>
    public double[] SourceEntropies()
    {
        double[] entropies = new double[_second.Length];
        for (int b = 0; b < entropies.Length; b++)
        {
            for (int a = 0; a < _first.Length; a++)
            {
                double share = (double)_common[a, b] / _second[b];
                entropies[b] -= share > 0 ? share * Math.Log2(share) : 0;
            }
        }

        return entropies;
    }

    /// <summary>The rows in both over the rows in either.</summary>
    public double Jaccard(int a, int b)
    {
        int union = _first[a] + _second[b] - _common[a, b];
        return union > 0 ? (double)_common[a, b] / union : 0;
    }
}
