using System;
using System.IO;

namespace Segmentation.Integrations.Files;

/// <summary>Splits a stream into lines without ever holding more than the longest line accepted.</summary>
internal sealed class LineReader(Stream stream, InputFile file, int longest) : IDisposable
{
    private byte[] _buffer = new byte[256 * 1024];
    private int _start;
    private int _end;
    private bool _ended;

    /// <summary>The number of the line read last, from 1.</summary>
    public long LineNumber { get; private set; }

    /// <summary>Reads the next line, without its line break and byte order mark. Valid until the next call.</summary>
    /// <exception cref="SegmentationException"><c>RowTooLong</c>.</exception>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        int searched = 0;
        while (true)
        {
            int length = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                line = Take(searched + length);
                _start++;
                return true;
            }

            searched = _end - _start;
            if (_ended)
            {
                line = Take(searched);
                LineNumber -= searched == 0 ? 1 : 0;
                return searched > 0;
            }

            Fill();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => stream.Dispose();

    private ReadOnlySpan<byte> Take(int length)
    {
        ReadOnlySpan<byte> line = _buffer.AsSpan(_start, length);
        _start += length;
        LineNumber++;
        line = LineNumber == 1 && line.StartsWith("\uFEFF"u8) ? line[3..] : line;
        return line.Length > 0 && line[^1] == '\r' ? line[..^1] : line;
    }

    private void Fill()
    {
        if (_end - _start > longest)
        {
            throw FileErrors.RowTooLong(file.Name, file.Path, LineNumber + 1, longest);
        }

        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        int read = stream.Read(_buffer.AsSpan(_end));
        _end += read;
        _ended = read == 0;
    }
}
