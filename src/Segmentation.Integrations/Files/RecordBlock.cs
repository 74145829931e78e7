using System;
using Segmentation.Events;

namespace Segmentation.Integrations.Files;

/// <summary>
/// Some hundred records taken apart: their bytes, and where in them the columns lie that a mapping reads. Filled by the
/// thread that reads the file, and mapped by another.
/// </summary>
internal sealed class RecordBlock
{
    private const int MaximumRecords = 1024;
    private const int FullAtBytes = 128 * 1024;

    private readonly int[] _columns;
    private readonly int[] _slots;
    private readonly (int Start, int Length)[] _fields;
    private readonly Origin[] _origins = new Origin[MaximumRecords];
    private byte[] _bytes = new byte[FullAtBytes];
    private int _used;
    private int _recordStart;

    /// <summary>Creates an empty block.</summary>
    /// <param name="columns">The columns it holds, by position in the file, ascending.</param>
    public RecordBlock(int[] columns)
    {
        _columns = columns;
        _slots = new int[columns.Length == 0 ? 0 : columns[^1] + 1];
        for (int i = 0; i < columns.Length; i++)
        {
            _slots[columns[i]] = i;
        }

        _fields = new (int, int)[MaximumRecords * columns.Length];
    }

    /// <summary>The columns it holds.</summary>
    public ReadOnlySpan<int> Columns => _columns;

    /// <summary>The number of records.</summary>
    public int Count { get; private set; }

    /// <summary>Whether it has to be handed on before the next record.</summary>
    public bool IsFull => Count == MaximumRecords || _used >= FullAtBytes;

    /// <summary>How far the stored file was read when the block was handed on, in bytes.</summary>
    public long FilePosition { get; set; }

    /// <summary>Where a record comes from, and what is wrong with it.</summary>
    public ref readonly Origin this[int record] => ref _origins[record];

    /// <summary>A record's values. Valid until the block is cleared.</summary>
    public Row Values(int record) => new(_bytes, _fields, record * _columns.Length, _slots);

    /// <summary>Adds a record whose columns are then set by <see cref="Set"/>.</summary>
    public void Add(long line, ReadOnlySpan<byte> raw)
    {
        _origins[Count++] = new Origin(line, null, null);
        _recordStart = Append(raw);
    }

    /// <summary>Adds a record that cannot be used.</summary>
    public void AddProblem(long line, string reason, string? detail) =>
        _origins[Count++] = new Origin(line, reason, detail);

    /// <summary>Sets a column of the record added last, by its place among <see cref="Columns"/>.</summary>
    /// <param name="slot">The place.</param>
    /// <param name="raw">The record as it was added.</param>
    /// <param name="value">The value: mostly a part of it, else copied.</param>
    public void Set(int slot, ReadOnlySpan<byte> raw, ReadOnlySpan<byte> value)
    {
        int start = raw.Overlaps(value, out int offset) ? _recordStart + offset : Append(value);
        _fields[((Count - 1) * _columns.Length) + slot] = (start, value.Length);
    }

    /// <summary>Empties the block for its next use.</summary>
    public void Clear()
    {
        Count = 0;
        _used = 0;
        if (_bytes.Length > 4 * FullAtBytes)
        {
            // One long record must not keep its memory for the rest of the file.
            _bytes = new byte[FullAtBytes];
        }
    }

    private int Append(ReadOnlySpan<byte> bytes)
    {
        int start = _used;
        _used += bytes.Length;
        if (_used > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used));
        }

        bytes.CopyTo(_bytes.AsSpan(start));
        return start;
    }

    /// <summary>Where a record comes from.</summary>
    /// <param name="Line">The physical line at which it starts.</param>
    /// <param name="Problem">Why it cannot be used; else null.</param>
    /// <param name="Detail">The problem in more words.</param>
    public readonly record struct Origin(long Line, string? Problem, string? Detail);

    /// <summary>The values of one record.</summary>
    public readonly struct Row(byte[] bytes, (int Start, int Length)[] fields, int first, int[] slots) : IRowValues
    {
        /// <inheritdoc/>
        public ReadOnlySpan<byte> Text(int column)
        {
            (int start, int length) = fields[first + slots[column]];
            return bytes.AsSpan(start, length);
        }

        /// <inheritdoc/>
        public bool TryGetNumber(int column, out double value)
        {
            value = 0;
            return false;
        }

        /// <inheritdoc/>
        public bool TryGetTime(int column, out DateTimeOffset value, out TimeOffsetKind kind)
        {
            value = default;
            kind = TimeOffsetKind.None;
            return false;
        }
    }
}
