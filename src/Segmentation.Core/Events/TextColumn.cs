using System;
using System.Collections.Generic;
using System.Text;

namespace Segmentation.Events;

/// <summary>A column of texts as UTF-8, one after another in chunks. Empty means missing.</summary>
public sealed class TextColumn
{
    // A chunk of 64 kB stays off the large object heap, which only full collections empty. A longer text has its own.
    private const int ChunkBits = 16;
    private const int ChunkLength = 1 << ChunkBits;

    private readonly List<byte[]> _chunks = [];
    private readonly int[] _starts;
    private readonly int[] _lengths;
    private readonly int _firstChunkLength;
    private int _used;

    /// <summary>Creates an empty column for at most <paramref name="capacity"/> rows.</summary>
    public TextColumn(int capacity)
    {
        _starts = new int[capacity];
        _lengths = new int[capacity];
        _firstChunkLength = Math.Min(ChunkLength, capacity * 16);
    }

    /// <summary>The number of rows appended so far.</summary>
    public int Count { get; private set; }

    /// <summary>The text of a row; empty when it has none, also for rows not appended yet.</summary>
    public ReadOnlySpan<byte> this[int row]
    {
        get
        {
            if (row >= Count || _lengths[row] == 0)
            {
                return default;
            }

            int start = _starts[row];
            return _chunks[start >> ChunkBits].AsSpan(start & (ChunkLength - 1), _lengths[row]);
        }
    }

    /// <summary>
    /// Appends UTF-8 text as that of row <paramref name="row"/>; rows skipped since the last call stay empty.
    /// </summary>
    public void Set(int row, ReadOnlySpan<byte> text)
    {
        text.CopyTo(Reserve(text.Length));
        Commit(row, text.Length);
    }

    /// <summary>Appends text, encoded in place; otherwise as the other.</summary>
    public void Set(int row, ReadOnlySpan<char> text) =>
        Commit(row, Encoding.UTF8.GetBytes(text, Reserve(Encoding.UTF8.GetByteCount(text))));

    private Span<byte> Reserve(int length)
    {
        // A text has to start within the usual length, also where it ends beyond.
        if (_chunks.Count == 0 || _used >= ChunkLength || _chunks[^1].Length - _used < length)
        {
            int usual = _chunks.Count == 0 ? _firstChunkLength : ChunkLength;
            _chunks.Add(new byte[Math.Max(usual, length)]);
            _used = 0;
        }

        return _chunks[^1].AsSpan(_used, length);
    }

    private void Commit(int row, int length)
    {
        _starts[row] = ((_chunks.Count - 1) << ChunkBits) | _used;
        _lengths[row] = length;
        _used += length;
        Count = row + 1;
    }
}
