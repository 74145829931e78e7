using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;

namespace Segmentation.Profiles;

/// <summary>
/// Compact event rows in 256 partitions, each a list of blocks. Filled by one thread; once full, partitions are loaded
/// by any. Past the budget, full blocks go to the spill stream and their memory is used again.
/// </summary>
internal sealed class RowPartitions : IDisposable
{
    public const int Count = 256;

    private const int LargestBlock = 65_520;
    private const int SmallestBlock = 4_096;

    private readonly Lock _spillLock = new();
    private readonly List<Block>[] _sealed = new List<Block>[Count];
    private readonly byte[]?[] _open = new byte[]?[Count];
    private readonly int[] _used = new int[Count];
    private readonly int[] _sizes = new int[Count];
    private readonly Stack<byte[]> _free = new();
    private readonly Func<Stream>? _createSpillStream;
    private readonly long _budget;
    private readonly int _blockSize;
    private long _resident;
    private long _spilled;
    private Stream? _spill;

    public RowPartitions(long budgetBytes, Func<Stream>? createSpillStream)
    {
        _budget = budgetBytes;
        _createSpillStream = createSpillStream;
        _blockSize = (int)Math.Clamp(budgetBytes / (2 * Count), SmallestBlock, LargestBlock);
        for (int i = 0; i < Count; i++)
        {
            _sealed[i] = [];
        }
    }

    /// <summary>Room for a row of at most <paramref name="bound"/> bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref byte Reserve(int partition, int bound)
    {
        // The block's own length would be one more place in memory to wait for.
        int used = _used[partition];
        if (_sizes[partition] - used < bound)
        {
            return ref Open(partition, bound)[0];
        }

        return ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_open[partition]!), used);
    }

    /// <summary>Keeps the row written to the reserved room.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Commit(int partition, int length)
    {
        _used[partition] += length;
        if (_sizes[partition] > LargestBlock)
        {
            // A block of extra size holds one row only: its length may not fit the row's header.
            Seal(partition);
        }
    }

    /// <summary>The blocks of a partition with their lengths; spilled ones are read back.</summary>
    public void Load(int partition, List<RowBlock> target)
    {
        target.Clear();
        foreach (Block block in _sealed[partition])
        {
            target.Add(new RowBlock(block.Bytes ?? ReadBack(block), block.Length));
        }

        if (_open[partition] is { } open)
        {
            target.Add(new RowBlock(open, _used[partition]));
        }
    }

    /// <summary>Lets the memory of a partition go.</summary>
    public void Release(int partition)
    {
        _sealed[partition].Clear();
        _open[partition] = null;
        _sizes[partition] = 0;
    }

    /// <inheritdoc/>
    public void Dispose() => _spill?.Dispose();

    private byte[] Open(int partition, int bound)
    {
        Seal(partition);
        if (bound > _blockSize || !_free.TryPop(out byte[]? block))
        {
            // Pinned: the collector neither moves nor scans these blocks.
            block = GC.AllocateUninitializedArray<byte>(Math.Max(bound, _blockSize), pinned: true);
            _resident += block.Length;
        }

        _open[partition] = block;
        _sizes[partition] = block.Length;
        _used[partition] = 0;
        return block;
    }

    private void Seal(int partition)
    {
        byte[]? block = _open[partition];
        if (block is null || _used[partition] == 0)
        {
            return;
        }

        int length = _used[partition];
        _open[partition] = null;
        _sizes[partition] = 0;
        _used[partition] = 0;
        if (_createSpillStream is null || _resident <= _budget)
        {
            _sealed[partition].Add(new Block(block, length, 0));
            return;
        }

        _spill ??= _createSpillStream();
        _spill.Write(block, 0, length);
        _sealed[partition].Add(new Block(null, length, _spilled));
        _spilled += length;
        if (block.Length == _blockSize)
        {
            _free.Push(block);
        }
        else
        {
            _resident -= block.Length;
        }
    }

    private byte[] ReadBack(Block block)
    {
        byte[] bytes = GC.AllocateUninitializedArray<byte>(block.Length);
        lock (_spillLock)
        {
            _spill!.Position = block.SpilledAt;
            _spill.ReadExactly(bytes);
        }

        return bytes;
    }

    private readonly record struct Block(byte[]? Bytes, int Length, long SpilledAt);
}

/// <summary>Bytes that hold event rows one after another.</summary>
internal readonly record struct RowBlock(byte[] Bytes, int Length);
