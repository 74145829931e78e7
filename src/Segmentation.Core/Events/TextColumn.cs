using System;
using System.Text;

namespace Segmentation.Events;

/// <summary>A column of texts, one after another in one array. Empty means missing.</summary>
public sealed class TextColumn
{
    private char[] _characters;
    private readonly int[] _ends;

    /// <summary>Creates an empty column for at most <paramref name="capacity"/> rows.</summary>
    public TextColumn(int capacity)
    {
        _characters = new char[capacity * 8];
        _ends = new int[capacity];
    }

    /// <summary>The number of rows appended so far.</summary>
    public int Count { get; private set; }

    /// <summary>The text of a row; empty when it has none, also for rows not appended yet.</summary>
    public ReadOnlySpan<char> this[int row]
    {
        get
        {
            if (row >= Count)
            {
                return default;
            }

            int start = row == 0 ? 0 : _ends[row - 1];
            return _characters.AsSpan(start, _ends[row] - start);
        }
    }

    /// <summary>Appends the text of row <paramref name="row"/>; rows skipped since the last call stay empty.</summary>
    public void Set(int row, ReadOnlySpan<char> text)
    {
        int end = Count == 0 ? 0 : _ends[Count - 1];
        _ends.AsSpan(Count, row - Count).Fill(end);
        if (end + text.Length > _characters.Length)
        {
            Array.Resize(ref _characters, Math.Max(_characters.Length * 2, end + text.Length));
        }

        text.CopyTo(_characters.AsSpan(end));
        _ends[row] = end + text.Length;
        Count = row + 1;
    }

    /// <summary>Appends UTF-8 text, decoded in place; otherwise as <see cref="Set"/>.</summary>
    public void SetUtf8(int row, ReadOnlySpan<byte> text)
    {
        int end = Count == 0 ? 0 : _ends[Count - 1];
        _ends.AsSpan(Count, row - Count).Fill(end);
        if (end + text.Length > _characters.Length)
        {
            Array.Resize(ref _characters, Math.Max(_characters.Length * 2, end + text.Length));
        }

        _ends[row] = end + Encoding.UTF8.GetChars(text, _characters.AsSpan(end));
        Count = row + 1;
    }
}
