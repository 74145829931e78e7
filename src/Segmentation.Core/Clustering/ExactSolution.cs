using System;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Threading;
using Segmentation.Statistics;

namespace Segmentation.Clustering;

/// <summary>
/// The last step of k-means: labels, centroids and inertia in double precision on the unrounded features, repeated
/// until no
/// row changes its cluster, then brought into the canonical order.
/// </summary>
internal sealed class ExactSolution
{
    private const int MaximumPasses = 50;
    private const int Lanes = 4;

    private readonly FeatureMatrix _matrix;
    private readonly int _clusters;
    private readonly int _threads;
    private readonly CancellationToken _cancellationToken;
    private readonly int[] _labels;
    private readonly int[] _counts;
    private readonly double[] _centroids;
    private readonly double[] _transposed;

    private ExactSolution(FeatureMatrix matrix, LloydRun run, int threads, CancellationToken cancellationToken)
    {
        _matrix = matrix;
        _clusters = run.Clusters;
        _threads = threads;
        _cancellationToken = cancellationToken;
        _labels = run.Labels[..matrix.Rows];
        _counts = new int[_clusters];
        _centroids = new double[_clusters * matrix.Columns];
        _transposed = new double[(_clusters + Lanes - 1) / Lanes * Lanes * matrix.Columns];
    }

    private int BlockCount => (_matrix.Rows + TiledRows.BlockRows - 1) / TiledRows.BlockRows;

    public static KMeansResult Of(FeatureMatrix matrix, LloydRun run, int threads, CancellationToken cancellationToken)
    {
        ExactSolution exact = new(matrix, run, threads, cancellationToken);
        bool settled = false;
        double inertia = double.NaN;
        for (int pass = 0; pass < MaximumPasses && !settled; pass++)
        {
            exact.UpdateCentroids();
            int changed = exact.Assign(out inertia);
            settled = changed == 0;
            if (exact._counts.Contains(0))
            {
                // A tie in double precision emptied a cluster; the float32 solution, which has none empty, stands.
                run.Labels.AsSpan(0, matrix.Rows).CopyTo(exact._labels);
                break;
            }
        }

        if (!settled)
        {
            exact.UpdateCentroids();
            inertia = exact.InertiaOfLabels();
        }

        return exact.Ordered(inertia, run.Iterations, settled);
    }

    private void UpdateCentroids()
    {
        int columns = _matrix.Columns;
        double[][] sums = new double[BlockCount][];
        int[][] counts = new int[BlockCount][];
        ParallelWork.For(BlockCount, _threads, block =>
        {
            double[] sum = new double[_centroids.Length];
            int[] count = new int[_clusters];
            int end = Math.Min((block + 1) * TiledRows.BlockRows, _matrix.Rows);
            for (int row = block * TiledRows.BlockRows; row < end; row++)
            {
                Span<double> target = sum.AsSpan(_labels[row] * columns, columns);
                ReadOnlySpan<double> values = _matrix.Values.AsSpan(row * columns, columns);
                for (int j = 0; j < target.Length; j++)
                {
                    target[j] += values[j];
                }

                count[_labels[row]]++;
            }

            (sums[block], counts[block]) = (sum, count);
        }, _cancellationToken);
        Array.Clear(_centroids);
        Array.Clear(_counts);
        for (int block = 0; block < BlockCount; block++)
        {
            for (int i = 0; i < _centroids.Length; i++)
            {
                _centroids[i] += sums[block][i];
            }

            for (int c = 0; c < _clusters; c++)
            {
                _counts[c] += counts[block][c];
            }
        }

        for (int i = 0; i < _centroids.Length; i++)
        {
            _centroids[i] /= _counts[i / columns];
            int c = i / columns;
            _transposed[(((c / Lanes * columns) + (i % columns)) * Lanes) + (c % Lanes)] = _centroids[i];
        }
    }

    private int Assign(out double inertia)
    {
        double[] inertias = new double[BlockCount];
        int[] changes = new int[BlockCount];
        ParallelWork.For(BlockCount, _threads, block =>
        {
            Span<double> distances = stackalloc double[Lanes];
            int end = Math.Min((block + 1) * TiledRows.BlockRows, _matrix.Rows);
            for (int row = block * TiledRows.BlockRows; row < end; row++)
            {
                int nearest = Nearest(row, distances, out double distance);
                inertias[block] += distance;
                if (nearest != _labels[row])
                {
                    _labels[row] = nearest;
                    changes[block]++;
                }
            }
        }, _cancellationToken);
        inertia = inertias.Sum();
        Array.Clear(_counts);
        foreach (int label in _labels)
        {
            _counts[label]++;
        }

        return changes.Sum();
    }

    private int Nearest(int row, Span<double> distances, out double nearestDistance)
    {
        int columns = _matrix.Columns;
        ref double values = ref MemoryMarshal.GetArrayDataReference(_matrix.Values);
        ref double centroids = ref MemoryMarshal.GetArrayDataReference(_transposed);
        int nearest = 0;
        nearestDistance = double.PositiveInfinity;
        nuint at = 0;
        for (int c = 0; c < _clusters; c += Lanes)
        {
            Vector256<double> sum = Vector256<double>.Zero;
            nuint x = (nuint)((long)row * columns);
            for (int j = 0; j < columns; j++, at += Lanes, x++)
            {
                Vector256<double> value = Vector256.Create(Unsafe.Add(ref values, x));
                Vector256<double> difference = value - Vector256.LoadUnsafe(ref centroids, at);
                sum += difference * difference;
            }

            sum.CopyTo(distances);
            for (int lane = 0; lane < Lanes && c + lane < _clusters; lane++)
            {
                if (distances[lane] < nearestDistance)
                {
                    (nearest, nearestDistance) = (c + lane, distances[lane]);
                }
            }
        }

        return nearest;
    }

    private double InertiaOfLabels()
    {
        int columns = _matrix.Columns;
        double inertia = 0;
        for (int i = 0; i < _matrix.Values.Length; i++)
        {
            double difference = _matrix.Values[i] - _centroids[(_labels[i / columns] * columns) + (i % columns)];
            inertia += difference * difference;
        }

        return inertia;
    }

    private KMeansResult Ordered(double inertia, int iterations, bool converged)
    {
        int[] firstRow = new int[_clusters];
        for (int row = _labels.Length - 1; row >= 0; row--)
        {
            firstRow[_labels[row]] = row;
        }

        int[] order = [.. Enumerable.Range(0, _clusters).OrderByDescending(c => _counts[c]).ThenBy(c => firstRow[c])];
        int[] rank = new int[_clusters];
        for (int i = 0; i < order.Length; i++)
        {
            rank[order[i]] = i;
        }

        return new KMeansResult
        {
            Labels = [.. _labels.Select(label => rank[label])],
            Centroids = [.. order.Select(c => _centroids.AsSpan(c * _matrix.Columns, _matrix.Columns).ToArray())],
            TieOrder = rank,
            Sizes = [.. order.Select(c => _counts[c])],
            Inertia = inertia,
            Iterations = iterations,
            Converged = converged,
            Restarts = 1,
            RestartsAtBest = 1,
        };
    }
}
