using System;
using System.Threading;
using System.Threading.Tasks;

namespace Segmentation.Clv;

/// <summary>
/// Sums over many items on all cores. The blocks are of fixed size and are added up in their order, so the number of
/// threads cannot change a bit of the result.
/// </summary>
internal static class BlockSum
{
    private const int BlockSize = 2048;

    /// <summary>Adds the items [start, end) to the terms.</summary>
    public delegate void Body(int start, int end, Span<double> terms);

    /// <summary>Fills <paramref name="total"/> with the sums.</summary>
    public static void Run(int count, Span<double> total, Body body, int maximumThreads, CancellationToken cancellation)
    {
        int blocks = (count + BlockSize - 1) / BlockSize;
        int width = total.Length;
        double[] partial = new double[blocks * width];
        ParallelOptions options = new() { MaxDegreeOfParallelism = maximumThreads, CancellationToken = cancellation };
        void RunBlock(int block) => body(
            block * BlockSize,
            Math.Min(count, (block + 1) * BlockSize),
            partial.AsSpan(block * width, width));

        if (blocks <= 2)
        {
            for (int block = 0; block < blocks; block++)
            {
                RunBlock(block);
            }
        }
        else
        {
            Parallel.For(0, blocks, options, RunBlock);
        }

        total.Clear();
        for (int i = 0; i < partial.Length; i++)
        {
            total[i % width] += partial[i];
        }
    }
}
