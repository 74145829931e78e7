using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Threading;
using Segmentation.Statistics;

namespace Segmentation.Clustering;

/// <summary>
/// One start of k-means: Lloyd's iterations in float32 on tiles, sums in double. Only rows that changed their cluster
/// are
/// added and subtracted, by block, and blocks are merged in order.
/// </summary>
internal sealed class LloydRun
{
    private const int Chunk = 4;

    private readonly TiledRows _data;
    private readonly int _threads;
    private readonly CancellationToken _cancellationToken;
    private readonly double[] _sums;
    private readonly double[] _means;
    private readonly float[] _laidOut;
    private readonly BlockChange[] _changes;

    private LloydRun(TiledRows data, int clusters, int threads, CancellationToken cancellationToken)
    {
        _data = data;
        _threads = threads;
        _cancellationToken = cancellationToken;
        Clusters = clusters;
        int padded = (clusters + Chunk - 1) / Chunk * Chunk;
        _sums = new double[clusters * data.Columns];
        _means = new double[clusters * data.Columns];
        _laidOut = new float[padded * data.Columns];

        // Means that fill up the last chunk are infinitely far from everything.
        Array.Fill(_laidOut, float.PositiveInfinity);
        Counts = new int[clusters];
        Labels = new int[data.PaddedRows];
        Array.Fill(Labels, -1);
        _changes = new BlockChange[data.BlockCount];
        for (int block = 0; block < _changes.Length; block++)
        {
            _changes[block] = new BlockChange(new double[_sums.Length], new int[clusters]);
        }
    }

    /// <summary>The number of clusters; fewer than asked for when there are not as many different rows.</summary>
    public int Clusters { get; }

    /// <summary>The cluster of each row; padding follows the last row.</summary>
    public int[] Labels { get; }

    /// <summary>The rows of each cluster.</summary>
    public int[] Counts { get; }

    /// <summary>The iterations so far.</summary>
    public int Iterations { get; private set; }

    /// <summary>Whether the last iteration changed nothing.</summary>
    public bool Converged { get; private set; }

    /// <summary>The sum of squared distances to the means of the current labels, in units of the data.</summary>
    public double Inertia { get; private set; }

    /// <summary>Seeds a run.</summary>
    public static LloydRun Start(
        TiledRows data, int clusters, SeededRandom random, int threads, CancellationToken cancellationToken)
    {
        int[] rows = new KMeansSeeding(data, threads, cancellationToken).Choose(clusters, ref random);
        LloydRun run = new(data, rows.Length, threads, cancellationToken);
        for (int c = 0; c < rows.Length; c++)
        {
            run.PlaceMean(c, rows[c]);
        }

        return run;
    }

    /// <summary>Starts from the means of another run, one of them moved to a row; both drawn at random.</summary>
    public static LloydRun StartFromSwap(
        LloydRun other, SeededRandom random, int threads, CancellationToken cancellationToken)
    {
        LloydRun run = new(other._data, other.Clusters, threads, cancellationToken);
        other._means.CopyTo(run._means.AsSpan());
        run.PlaceMean(random.NextInt32(run.Clusters), random.NextInt32(run._data.Rows));
        return run;
    }

    /// <summary>Starts from the means that another run found on a selection of the rows.</summary>
    public static LloydRun StartFrom(
        LloydRun other, TiledRows data, int threads, CancellationToken cancellationToken)
    {
        LloydRun run = new(data, other.Clusters, threads, cancellationToken);
        other._means.CopyTo(run._means.AsSpan());
        return run;
    }

    /// <summary>
    /// Iterates until nothing changes, the means move less than the tolerance, or the iterations are used up.
    /// </summary>
    public void Iterate(int maximumIterations, double tolerance)
    {
        double limit = tolerance * _data.SumOfSquares / ((double)_data.Rows * _data.Columns);
        while (!Converged && Iterations < maximumIterations)
        {
            Iterations++;
            LayOutMeans();
            ParallelWork.For(_data.BlockCount, _threads, AssignBlock, _cancellationToken);
            Converged = MergeChanges() == 0;
            if (FillEmptyClusters())
            {
                Converged = false;
            }

            double moved = UpdateMeans();
            if (tolerance > 0 && moved <= limit)
            {
                return;
            }
        }
    }

    /// <summary>The cluster whose mean is nearest to each of some rows of the same data; ties go to the lowest index.</summary>
    public int[] Nearest(TiledRows rows)
    {
        int[] nearest = new int[rows.Rows];
        for (int row = 0; row < nearest.Length; row++)
        {
            int start = rows.Start(row);
            double best = double.PositiveInfinity;
            for (int c = 0; c < Clusters; c++)
            {
                double sum = 0;
                for (int j = 0; j < rows.Columns; j++)
                {
                    double difference = rows.Values[start + (j * TiledRows.TileRows)] - _means[(c * rows.Columns) + j];
                    sum += difference * difference;
                }

                (nearest[row], best) = sum < best ? (c, sum) : (nearest[row], best);
            }
        }

        return nearest;
    }

    private void PlaceMean(int cluster, int row)
    {
        int start = _data.Start(row);
        for (int j = 0; j < _data.Columns; j++)
        {
            _means[(cluster * _data.Columns) + j] = _data.Values[start + (j * TiledRows.TileRows)];
        }
    }

    private void LayOutMeans()
    {
        int columns = _data.Columns;
        for (int at = 0; at < _means.Length; at++)
        {
            int c = at / columns;
            _laidOut[(((c / Chunk * columns) + (at % columns)) * Chunk) + (c % Chunk)] = (float)_means[at];
        }
    }

    /// <summary>Sixteen rows at a time against four means at a time; ties go to the lowest index.</summary>
    private void AssignBlock(int block)
    {
        int columns = _data.Columns;
        int first = block * TiledRows.BlockRows;
        int end = Math.Min(first + TiledRows.BlockRows, _data.PaddedRows);
        ref float values = ref MemoryMarshal.GetArrayDataReference(_data.Values);
        ref float means = ref MemoryMarshal.GetArrayDataReference(_laidOut);
        BlockChange change = _changes[block];
        for (int row = first; row < end; row += 2 * TiledRows.TileRows)
        {
            Vector256<float> bestA = Vector256.Create(float.PositiveInfinity);
            Vector256<float> bestB = bestA;
            Vector256<int> labelA = Vector256<int>.Zero;
            Vector256<int> labelB = labelA;
            nuint mean = 0;
            for (int c = 0; c < Clusters; c += Chunk)
            {
                Vector256<float> a0 = Vector256<float>.Zero;
                (Vector256<float> a1, Vector256<float> a2, Vector256<float> a3) = (a0, a0, a0);
                (Vector256<float> b0, Vector256<float> b1, Vector256<float> b2, Vector256<float> b3) = (a0, a0, a0, a0);
                nuint at = (nuint)(row * columns);
                nuint next = at + (nuint)(TiledRows.TileRows * columns);
                for (nuint tile = at; tile < next; tile += TiledRows.TileRows, mean += Chunk)
                {
                    Vector256<float> xA = Vector256.LoadUnsafe(ref values, tile);
                    Vector256<float> xB = Vector256.LoadUnsafe(ref values, tile + (next - at));
                    Vector256<float> m = Vector256.Create(Unsafe.Add(ref means, mean));
                    a0 = AddSquare(xA - m, a0);
                    b0 = AddSquare(xB - m, b0);
                    m = Vector256.Create(Unsafe.Add(ref means, mean + 1));
                    a1 = AddSquare(xA - m, a1);
                    b1 = AddSquare(xB - m, b1);
                    m = Vector256.Create(Unsafe.Add(ref means, mean + 2));
                    a2 = AddSquare(xA - m, a2);
                    b2 = AddSquare(xB - m, b2);
                    m = Vector256.Create(Unsafe.Add(ref means, mean + 3));
                    a3 = AddSquare(xA - m, a3);
                    b3 = AddSquare(xB - m, b3);
                }

                Keep(a0, c, ref bestA, ref labelA);
                Keep(a1, c + 1, ref bestA, ref labelA);
                Keep(a2, c + 2, ref bestA, ref labelA);
                Keep(a3, c + 3, ref bestA, ref labelA);
                Keep(b0, c, ref bestB, ref labelB);
                Keep(b1, c + 1, ref bestB, ref labelB);
                Keep(b2, c + 2, ref bestB, ref labelB);
                Keep(b3, c + 3, ref bestB, ref labelB);
            }

            Store(row, labelA, change);
            Store(row + TiledRows.TileRows, labelB, change);
        }
    }

    // Differences, not |c|² − 2xc: that would cancel where rows lie close together but far from the centre of all.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> AddSquare(Vector256<float> difference, Vector256<float> sum) =>
        Vector256.MultiplyAddEstimate(difference, difference, sum);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Keep(Vector256<float> score, int label, ref Vector256<float> best, ref Vector256<int> labels)
    {
        Vector256<float> nearer = Vector256.LessThan(score, best);
        best = Vector256.ConditionalSelect(nearer, score, best);
        labels = Vector256.ConditionalSelect(nearer.AsInt32(), Vector256.Create(label), labels);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Store(int row, Vector256<int> labels, BlockChange change)
    {
        Span<int> kept = Labels.AsSpan(row, TiledRows.TileRows);
        uint changed = ~Vector256.Equals(labels, Vector256.Create<int>(kept)).ExtractMostSignificantBits() & 0xFF;
        if (changed != 0)
        {
            Move(row, changed, labels, change);
        }
    }

    private void Move(int firstRow, uint changed, Vector256<int> labels, BlockChange change)
    {
        for (; changed != 0; changed &= changed - 1)
        {
            int lane = BitOperations.TrailingZeroCount(changed);
            int row = firstRow + lane;
            if (row < _data.Rows)
            {
                int old = Labels[row];
                Labels[row] = labels[lane];
                change.Count++;
                change.Add(_data, row, labels[lane], 1);
                if (old >= 0)
                {
                    change.Add(_data, row, old, -1);
                }
            }
        }
    }

    private int MergeChanges()
    {
        int changed = 0;
        foreach (BlockChange change in _changes)
        {
            if (change.Count > 0)
            {
                changed += change.Count;
                change.MoveInto(_sums, Counts);
            }
        }

        return changed;
    }

    /// <summary>Gives each empty cluster the row farthest from its mean, of clusters that can spare one.</summary>
    private bool FillEmptyClusters()
    {
        bool any = false;
        for (int empty = Array.IndexOf(Counts, 0); empty >= 0; empty = Array.IndexOf(Counts, 0))
        {
            int farthest = -1;
            double distance = -1;
            for (int row = 0; row < _data.Rows; row++)
            {
                if (Counts[Labels[row]] > 1 && DistanceToMean(row) is double d && d > distance)
                {
                    (farthest, distance) = (row, d);
                }
            }

            BlockChange change = _changes[0];
            change.Count = 1;
            change.Add(_data, farthest, Labels[farthest], -1);
            change.Add(_data, farthest, empty, 1);
            change.MoveInto(_sums, Counts);
            Labels[farthest] = empty;
            any = true;
        }

        return any;
    }

    private double DistanceToMean(int row)
    {
        int cluster = Labels[row];
        int start = _data.Start(row);
        double sum = 0;
        for (int j = 0; j < _data.Columns; j++)
        {
            int at = (cluster * _data.Columns) + j;
            double difference = _data.Values[start + (j * TiledRows.TileRows)] - (_sums[at] / Counts[cluster]);
            sum += difference * difference;
        }

        return sum;
    }

    private double UpdateMeans()
    {
        double moved = 0;
        double explained = 0;
        for (int at = 0; at < _means.Length; at++)
        {
            int count = Counts[at / _data.Columns];
            double mean = _sums[at] / count;
            moved += (mean - _means[at]) * (mean - _means[at]);
            explained += mean * _sums[at];
            _means[at] = mean;
        }

        Inertia = Math.Max(0, _data.SumOfSquares - explained);
        return moved;
    }

    /// <summary>What one block adds to the sums and counts of the clusters.</summary>
    private sealed class BlockChange(double[] sums, int[] counts)
    {
        public int Count { get; set; }

        public void Add(TiledRows data, int row, int cluster, int sign)
        {
            int start = data.Start(row);
            int columns = data.Columns;
            Span<double> sum = sums.AsSpan(cluster * columns, columns);
            float[] values = data.Values;
            for (int j = 0; j < sum.Length; j++)
            {
                sum[j] += sign * (double)values[start + (j * TiledRows.TileRows)];
            }

            counts[cluster] += sign;
        }

        public void MoveInto(double[] totalSums, int[] totalCounts)
        {
            for (int i = 0; i < sums.Length; i++)
            {
                totalSums[i] += sums[i];
            }

            for (int c = 0; c < counts.Length; c++)
            {
                totalCounts[c] += counts[c];
            }

            Array.Clear(sums);
            Array.Clear(counts);
            Count = 0;
        }
    }
}
