using System;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Threading;
using Segmentation.Statistics;

namespace Segmentation.Clustering;

/// <summary>
/// Greedy k-means++ (Arthur and Vassilvitskii 2007): each next centre is the best of 2 + ln k rows drawn in proportion
/// to
/// the squared distance from the centres so far.
/// </summary>
internal sealed class KMeansSeeding
{
    private readonly TiledRows _data;
    private readonly int _threads;
    private readonly CancellationToken _cancellationToken;
    private readonly float[] _distances;
    private readonly double[] _blockSums;

    public KMeansSeeding(TiledRows data, int threads, CancellationToken cancellationToken)
    {
        _data = data;
        _threads = threads;
        _cancellationToken = cancellationToken;
        _distances = new float[data.PaddedRows];
        _blockSums = new double[data.BlockCount];
    }

    /// <summary>The rows to start from; fewer than asked for when there are not as many different rows.</summary>
    public int[] Choose(int count, ref SeededRandom random)
    {
        int[] chosen = new int[count];
        chosen[0] = random.NextInt32(_data.Rows);
        Array.Fill(_distances, float.PositiveInfinity, 0, _data.Rows);
        Accept(chosen[0]);
        int[] candidates = new int[2 + (int)Math.Log(count)];
        double[] potentials = new double[candidates.Length * _data.BlockCount];
        for (int c = 1; c < count; c++)
        {
            double total = 0;
            foreach (double sum in _blockSums)
            {
                total += sum;
            }

            if (!(total > 0))
            {
                return chosen[..c];
            }

            for (int i = 0; i < candidates.Length; i++)
            {
                candidates[i] = Draw(random.NextDouble() * total);
            }

            chosen[c] = Best(candidates, potentials);
            Accept(chosen[c]);
        }

        return chosen;
    }

    private int Draw(double target)
    {
        int block = 0;
        int lastBlock = Array.FindLastIndex(_blockSums, sum => sum > 0);
        while (block < lastBlock && target >= _blockSums[block])
        {
            target -= _blockSums[block++];
        }

        int last = -1;
        int end = Math.Min(_data.Rows, (block + 1) * TiledRows.BlockRows);
        for (int row = block * TiledRows.BlockRows; row < end; row++)
        {
            if (_distances[row] > 0)
            {
                last = row;
                target -= _distances[row];
                if (target < 0)
                {
                    break;
                }
            }
        }

        return last;
    }

    private int Best(int[] candidates, double[] potentials)
    {
        int blocks = _data.BlockCount;
        ParallelWork.For(blocks, _threads, block =>
        {
            for (int i = 0; i < candidates.Length; i++)
            {
                potentials[(i * blocks) + block] = Potential(candidates[i], block, keep: false);
            }
        }, _cancellationToken);
        int best = 0;
        double bestSum = double.PositiveInfinity;
        for (int i = 0; i < candidates.Length; i++)
        {
            double sum = 0;
            for (int block = 0; block < blocks; block++)
            {
                sum += potentials[(i * blocks) + block];
            }

            if (sum < bestSum || (sum == bestSum && candidates[i] < candidates[best]))
            {
                (best, bestSum) = (i, sum);
            }
        }

        return candidates[best];
    }

    private void Accept(int row) => ParallelWork.For(
        _data.BlockCount, _threads, block => _blockSums[block] = Potential(row, block, keep: true), _cancellationToken);

    /// <summary>
    /// The sum over a block of the squared distance to the nearest centre, were the row one; kept if it becomes one.
    /// </summary>
    private double Potential(int row, int block, bool keep)
    {
        int columns = _data.Columns;
        Span<float> center = columns <= 256 ? stackalloc float[columns] : new float[columns];
        int start = _data.Start(row);
        for (int j = 0; j < columns; j++)
        {
            center[j] = _data.Values[start + (j * TiledRows.TileRows)];
        }

        const int BlockTiles = TiledRows.BlockRows / TiledRows.TileRows;
        int firstTile = block * BlockTiles;
        int endTile = Math.Min(firstTile + BlockTiles, _data.PaddedRows / TiledRows.TileRows);
        ref float values = ref MemoryMarshal.GetArrayDataReference(_data.Values);
        ref float distances = ref MemoryMarshal.GetArrayDataReference(_distances);
        Vector256<float> sum = Vector256<float>.Zero;
        for (int tile = firstTile; tile < endTile; tile++)
        {
            Vector256<float> distance = Vector256<float>.Zero;
            nuint at = (nuint)(tile * columns * TiledRows.TileRows);
            for (int j = 0; j < columns; j++, at += TiledRows.TileRows)
            {
                Vector256<float> difference = Vector256.LoadUnsafe(ref values, at) - Vector256.Create(center[j]);
                distance = Vector256.MultiplyAddEstimate(difference, difference, distance);
            }

            // Padding rows have distance 0 from the start and stay there.
            nuint place = (nuint)(tile * TiledRows.TileRows);
            distance = Vector256.Min(distance, Vector256.LoadUnsafe(ref distances, place));
            if (keep)
            {
                distance.StoreUnsafe(ref distances, place);
            }

            sum += distance;
        }

        return Vector256.Sum(sum);
    }
}
