using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Threading;
using Segmentation.Statistics;

namespace Segmentation.Clustering;

/// <summary>A silhouette (Rousseeuw 1987), Euclidean.</summary>
/// <param name="Mean">The mean over all rows it was computed on, in [−1, 1].</param>
/// <param name="ClusterMeans">The mean of each cluster's rows; null where none of them is in the sample.</param>
/// <param name="SampleSize">The rows it was computed on: all, or a stratified sample.</param>
public sealed record SilhouetteScore(double Mean, IReadOnlyList<double?> ClusterMeans, int SampleSize)
{
    /// <summary>
    /// The distribution within each cluster: the quantiles 0, 5, … 100 % of its rows; null where none of them is in
    /// the sample.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<double>?> ClusterQuantiles { get; init => field = Listed.Of(value); } = [];
}

/// <summary>How much nearer rows are to their own cluster than to the next one.</summary>
public static class Silhouette
{
    private const int ChunkRows = 64;
    private const int FlushTiles = 64;

    /// <summary>
    /// The mean of (b − a) / max(a, b) over rows: a is the mean distance to the other rows of the own cluster, b the
    /// smallest
    /// mean distance to another cluster's rows. A row alone in its cluster counts as 0. Above
    /// <paramref name="maximumSample"/> rows it is computed within a seeded sample that keeps the clusters' shares.
    /// </summary>
    /// <param name="matrix">The rows.</param>
    /// <param name="labels">The cluster of each row, 0 … k − 1.</param>
    /// <param name="maximumSample">The most rows to compute it on; the work grows with its square.</param>
    /// <param name="seed">The seed of the sample.</param>
    /// <param name="threadCount">
    /// The number of threads; null for all processors. The result does not depend on it.
    /// </param>
    /// <param name="cancellationToken">Stops the computation.</param>
    /// <returns>The score, or null where it has no meaning: with fewer than two clusters.</returns>
    public static SilhouetteScore? Compute(
        FeatureMatrix matrix,
        int[] labels,
        int maximumSample = 5000,
        int seed = 42,
        int? threadCount = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(labels);
        return Compute(TiledRows.From(matrix), labels, maximumSample, seed, threadCount, cancellationToken);
    }

    internal static SilhouetteScore? Compute(
        TiledRows rows,
        int[] labels,
        int maximumSample,
        int seed,
        int? threadCount,
        CancellationToken cancellationToken)
    {
        int clusters = labels.Length == 0 ? 0 : labels.Max() + 1;
        if (clusters < 2)
        {
            return null;
        }

        List<int>[] members = Sample(labels, clusters, maximumSample, seed);
        if (members.Count(list => list.Count > 0) < 2)
        {
            return null;
        }

        Groups groups = Groups.Of(rows, members);
        double[] scores = new double[groups.RowCount];
        int chunks = (groups.RowCount + ChunkRows - 1) / ChunkRows;
        ParallelWork.For(
            chunks,
            ParallelWork.ThreadCount(threadCount),
            chunk =>
            {
                double[] sums = new double[clusters];
                int end = Math.Min((chunk + 1) * ChunkRows, scores.Length);
                for (int row = chunk * ChunkRows; row < end; row++)
                {
                    groups.SumDistances(row, sums);
                    scores[row] = groups.Score(row, sums);
                }
            },
            cancellationToken);
        return groups.Summarize(scores);
    }

    /// <summary>The rows of each cluster, all or a random part of each, in the order of the rows.</summary>
    private static List<int>[] Sample(int[] labels, int clusters, int maximumSample, int seed)
    {
        List<int>[] members = [.. Enumerable.Range(0, clusters).Select(_ => new List<int>())];
        for (int row = 0; row < labels.Length; row++)
        {
            members[labels[row]].Add(row);
        }

        if (labels.Length > maximumSample)
        {
            for (int c = 0; c < clusters; c++)
            {
                int count = (int)Math.Round((double)members[c].Count * maximumSample / labels.Length);
                SeededRandom random = SeededRandom.ForStream(seed, c);
                members[c] = RandomSample.Of(members[c], Math.Min(members[c].Count, Math.Max(2, count)), ref random);
            }
        }

        return members;
    }

    /// <summary>The sampled rows, cluster after cluster, each cluster in tiles of its own.</summary>
    private sealed class Groups
    {
        private readonly int _columns;
        private readonly int[] _cluster;
        private readonly int[] _place;
        private readonly int[] _sizes;
        private readonly TiledRows[] _tiles;

        private Groups(int columns, int[] cluster, int[] place, TiledRows[] tiles)
        {
            _columns = columns;
            _cluster = cluster;
            _place = place;
            _tiles = tiles;
            _sizes = [.. tiles.Select(t => t.Rows)];
        }

        public int RowCount => _cluster.Length;

        public static Groups Of(TiledRows rows, List<int>[] members)
        {
            int count = members.Sum(list => list.Count);
            int[] cluster = new int[count];
            int[] place = new int[count];
            int row = 0;
            for (int c = 0; c < members.Length; c++)
            {
                for (int i = 0; i < members[c].Count; i++, row++)
                {
                    (cluster[row], place[row]) = (c, i);
                }
            }

            return new Groups(rows.Columns, cluster, place, [.. members.Select(rows.Select)]);
        }

        public void SumDistances(int row, double[] sums)
        {
            Span<float> point = _columns <= 256 ? stackalloc float[_columns] : new float[_columns];
            TiledRows own = _tiles[_cluster[row]];
            int start = own.Start(_place[row]);
            for (int j = 0; j < _columns; j++)
            {
                point[j] = own.Values[start + (j * TiledRows.TileRows)];
            }

            for (int c = 0; c < sums.Length; c++)
            {
                sums[c] = SumDistances(point, _tiles[c]);
            }
        }

        public double Score(int row, double[] sums)
        {
            int own = _cluster[row];
            if (_sizes[own] < 2)
            {
                return 0;
            }

            double within = sums[own] / (_sizes[own] - 1);
            double nearest = double.PositiveInfinity;
            for (int c = 0; c < sums.Length; c++)
            {
                if (c != own && _sizes[c] > 0)
                {
                    nearest = Math.Min(nearest, sums[c] / _sizes[c]);
                }
            }

            double larger = Math.Max(within, nearest);
            return larger > 0 ? (nearest - within) / larger : 0;
        }

        public SilhouetteScore Summarize(double[] scores)
        {
            double[] sums = new double[_sizes.Length];
            for (int row = 0; row < scores.Length; row++)
            {
                sums[_cluster[row]] += scores[row];
            }

            return new SilhouetteScore(
                sums.Sum() / scores.Length,
                [.. sums.Select((sum, c) => _sizes[c] > 0 ? sum / _sizes[c] : (double?)null)],
                scores.Length)
            {
                ClusterQuantiles = [.. _sizes.Select((size, c) => size > 0 ? Quantiles(scores, c) : null)],
            };
        }

        private double[] Quantiles(double[] scores, int cluster)
        {
            double[] own = [.. scores.Where((_, row) => _cluster[row] == cluster)];
            Array.Sort(own);
            return [.. Enumerable.Range(0, 21).Select(i => Descriptive.QuantileOfSorted(own, i / 20.0))];
        }

        private static double SumDistances(ReadOnlySpan<float> point, TiledRows tiles)
        {
            ref float values = ref MemoryMarshal.GetArrayDataReference(tiles.Values);
            int fullTiles = tiles.Rows / TiledRows.TileRows;
            double total = 0;
            Vector256<float> sum = Vector256<float>.Zero;
            nuint at = 0;
            for (int tile = 0; tile * TiledRows.TileRows < tiles.Rows; tile++)
            {
                Vector256<float> square = Vector256<float>.Zero;
                for (int j = 0; j < point.Length; j++, at += TiledRows.TileRows)
                {
                    Vector256<float> difference = Vector256.LoadUnsafe(ref values, at) - Vector256.Create(point[j]);
                    square = Vector256.MultiplyAddEstimate(difference, difference, square);
                }

                Vector256<float> distance = Vector256.Sqrt(square);
                if (tile < fullTiles)
                {
                    sum += distance;
                }
                else
                {
                    for (int lane = 0; lane < tiles.Rows % TiledRows.TileRows; lane++)
                    {
                        total += distance[lane];
                    }
                }

                // Float sums stay short, so that their rounding stays below what anyone reads.
                if (tile % FlushTiles == FlushTiles - 1)
                {
                    total += Vector256.Sum(sum);
                    sum = Vector256<float>.Zero;
                }
            }

            return total + Vector256.Sum(sum);
        }
    }
}
