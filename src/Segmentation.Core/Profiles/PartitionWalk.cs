using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;

namespace Segmentation.Profiles;

/// <summary>Groups the rows of one partition after another by customer and walks them. For one thread.</summary>
internal sealed class PartitionWalk
{
    private readonly RowPartitions _partitions;
    private readonly int[] _rowOf;
    private readonly ProfileRows _target;
    private readonly CustomerWalk _walk;
    private readonly List<RowBlock> _blocks = [];
    private readonly List<CategoryEngagement> _engagement = [];
    private EventEntry[] _entries = [];
    private int[] _ends = [];

    /// <summary>Creates the walk.</summary>
    /// <param name="partitions">The rows.</param>
    /// <param name="rowOf">Canonical customer code → row of the table, −1 where there is none.</param>
    /// <param name="inputs">What all walks share.</param>
    /// <param name="target">Where the figures go.</param>
    public PartitionWalk(RowPartitions partitions, int[] rowOf, ProfileInputs inputs, ProfileRows target)
    {
        _partitions = partitions;
        _rowOf = rowOf;
        _target = target;
        _walk = new CustomerWalk(inputs, target);
    }

    /// <summary>Walks a partition, lets its memory go, and returns the engagement rows of its customers.</summary>
    public CategoryEngagement[] Run(int partition, CancellationToken cancellationToken)
    {
        int customers = (_rowOf.Length - partition + RowPartitions.Count - 1) / RowPartitions.Count;
        _partitions.Load(partition, _blocks);
        Group(Math.Max(0, customers));
        _engagement.Clear();
        int start = 0;
        for (int i = 0; i < customers; i++)
        {
            int end = _ends[i];
            int row = _rowOf[(i * RowPartitions.Count) + partition];
            if (row >= 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                int first = _engagement.Count;
                _walk.Run(_entries.AsSpan(start, _ends[^1] - start), end - start, _blocks, row, _engagement);
                _target.SetEngagement(row, new EngagementRange(partition, first, _engagement.Count - first));
            }

            start = end;
        }

        _walk.Flush();
        _partitions.Release(partition);
        return [.. _engagement];
    }

    /// <summary>Counting sort by customer: afterwards customer i has the entries from end i − 1 to end i.</summary>
    private void Group(int customers)
    {
        int[] places = new int[customers + 1];
        foreach (RowBlock block in _blocks)
        {
            for (int start = 0; start < block.Length;)
            {
                ref byte row = ref block.Bytes[start];
                places[CustomerOf(ref row) + 1]++;
                start = Next(ref row, start, block.Length);
            }
        }

        for (int i = 1; i <= customers; i++)
        {
            places[i] += places[i - 1];
        }

        if (_entries.Length < places[customers])
        {
            _entries = new EventEntry[places[customers]];
        }

        for (int b = 0; b < _blocks.Count; b++)
        {
            RowBlock block = _blocks[b];
            for (int start = 0; start < block.Length;)
            {
                ref byte row = ref block.Bytes[start];
                long ticks = Unsafe.ReadUnaligned<long>(ref Unsafe.Add(ref row, EventRowFormat.TicksAt));
                byte type = Unsafe.Add(ref row, EventRowFormat.TypeAt);
                _entries[places[CustomerOf(ref row)]++] = new EventEntry(ticks, type, b, start);
                start = Next(ref row, start, block.Length);
            }
        }

        _ends = places;
    }

    private static int CustomerOf(ref byte row)
    {
        int position = EventRowFormat.CustomerAt;
        return EventRowFormat.ReadVarint(ref row, ref position);
    }

    private static int Next(ref byte row, int start, int blockLength)
    {
        int length = Unsafe.ReadUnaligned<ushort>(ref row);
        return length == 0 ? blockLength : start + length;
    }
}
