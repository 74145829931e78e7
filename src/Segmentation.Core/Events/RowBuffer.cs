using System;
using System.Text;

namespace Segmentation.Events;

/// <summary>The texts of one row, one after another in one buffer, for sources that have to decode them first.</summary>
internal sealed class RowBuffer
{
    private byte[] _bytes = new byte[1024];
    private (int Start, int Length)[] _columns = new (int, int)[32];
    private int _used;

    /// <summary>The value of a column; empty when none was set.</summary>
    public ReadOnlySpan<byte> this[int column] => column < _columns.Length
        ? _bytes.AsSpan(_columns[column].Start, _columns[column].Length)
        : default;

    /// <summary>Forgets the row.</summary>
    public void Clear()
    {
        _used = 0;
        Array.Clear(_columns);
    }

    /// <summary>Sets a column to UTF-8 text.</summary>
    public void Set(int column, ReadOnlySpan<byte> text) => text.CopyTo(Reserve(column, text.Length));

    /// <summary>Sets a column to text.</summary>
    public void Set(int column, ReadOnlySpan<char> text) =>
        Encoding.UTF8.GetBytes(text, Reserve(column, Encoding.UTF8.GetByteCount(text)));

    /// <summary>Room for at most <paramref name="length"/> bytes of a column; <see cref="Shorten"/> gives back the rest.</summary>
    public Span<byte> Reserve(int column, int length)
    {
        if (column >= _columns.Length)
        {
            Array.Resize(ref _columns, Math.Max(_columns.Length * 2, column + 1));
        }

        if (_used + length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _used + length));
        }

        _columns[column] = (_used, length);
        _used += length;
        return _bytes.AsSpan(_used - length, length);
    }

    /// <summary>Sets the true length of the column reserved last.</summary>
    public void Shorten(int column, int length)
    {
        _used = _columns[column].Start + length;
        _columns[column].Length = length;
    }
}

/// <summary>A row of texts in a <see cref="RowBuffer"/>.</summary>
internal readonly struct BufferedRow(RowBuffer buffer) : IRowValues
{
    /// <inheritdoc/>
    public ReadOnlySpan<byte> Text(int column) => buffer[column];

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
