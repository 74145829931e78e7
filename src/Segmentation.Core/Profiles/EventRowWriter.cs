using System;
using System.Runtime.CompilerServices;
using Segmentation.Events;

namespace Segmentation.Profiles;

/// <summary>Writes one event row into room that is known to suffice.</summary>
internal ref struct EventRowWriter
{
    private readonly ref byte _row;
    private readonly RowParts _wanted;
    private int _length;

    public EventRowWriter(ref byte row, RowParts wanted, int customerInPartition)
    {
        _row = ref row;
        _wanted = wanted;
        _length = EventRowFormat.CustomerAt;
        Parts = RowParts.None;
        _length += EventRowFormat.WriteVarint(ref Unsafe.Add(ref _row, _length), (uint)customerInPartition);
    }

    /// <summary>What the row has so far.</summary>
    public RowParts Parts { get; private set; }

    public void Offset(short minutes)
    {
        if (minutes != 0)
        {
            Parts |= RowParts.Offset;
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref _row, _length), minutes);
            _length += sizeof(short);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Number(RowParts part, double[]? column, int row)
    {
        if ((_wanted & part) != RowParts.None && double.IsFinite(column![row]))
        {
            Parts |= part;
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref _row, _length), column[row]);
            _length += sizeof(double);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Code(RowParts part, int[]? column, int row)
    {
        if ((_wanted & part) != RowParts.None && column![row] >= 0)
        {
            Parts |= part;
            _length += EventRowFormat.WriteVarint(ref Unsafe.Add(ref _row, _length), (uint)column[row]);
        }
    }

    public void Mark(RowParts part, int[]? column, int row)
    {
        if ((_wanted & part) != RowParts.None && column![row] >= 0)
        {
            Parts |= part;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Key(RowParts part, ReadOnlySpan<byte> text)
    {
        if (!text.IsEmpty)
        {
            Parts |= part;
            _length += EventRowFormat.WriteKey(ref Unsafe.Add(ref _row, _length), text);
        }
    }

    /// <summary>Writes the header and returns the row's length.</summary>
    public readonly int Finish(EventType type, long utcTicks)
    {
        Unsafe.WriteUnaligned(ref _row, (ushort)(_length <= ushort.MaxValue ? _length : 0));
        Unsafe.Add(ref _row, EventRowFormat.TypeAt) = (byte)type;
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref _row, EventRowFormat.PartsAt), Parts);
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref _row, EventRowFormat.TicksAt), utcTicks);
        return _length;
    }
}
