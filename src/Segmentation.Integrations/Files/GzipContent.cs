using System;
using System.IO;
using System.IO.Compression;

namespace Segmentation.Integrations.Files;

/// <summary>
/// Decompresses a gzip file and insists on its end: the framework's stream takes a file that was cut off for a complete one.
/// </summary>
internal sealed class GzipContent : Stream
{
    private const int TrailerBytes = 8;
    private readonly FileStream _file;
    private readonly GZipStream _content;
    private long _length;
    private bool _checked;

    public GzipContent(FileStream file)
    {
        _file = file;
        _content = new GZipStream(file, CompressionMode.Decompress);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _length;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int read = _content.Read(buffer);
        _length += read;
        if (read == 0 && buffer.Length > 0 && !_checked)
        {
            _checked = true;
            if (!IsComplete())
            {
                throw new InvalidDataException("The compressed data ends before its end mark.");
            }
        }

        return read;
    }

    public override void Flush()
    {
        // There is nothing to write.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content.Dispose();
        }

        base.Dispose(disposing);
    }

    // The last four bytes are the length of the last member's content. A file may be several members one after another
    // (logs appended, bgzip): then the last one has to be found and measured.
    private bool IsComplete()
    {
        using FileStream file = new(_file.Name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1);
        if (file.Length < TrailerBytes)
        {
            return false;
        }

        byte[] trailer = new byte[4];
        file.Seek(-4, SeekOrigin.End);
        file.ReadExactly(trailer);
        uint expected = BitConverter.ToUInt32(trailer);
        if (expected == (uint)_length)
        {
            return true;
        }

        const int BlockBytes = 64 * 1024;
        byte[] block = new byte[BlockBytes + 2];
        for (long end = file.Length; end > 0; end -= BlockBytes)
        {
            long start = Math.Max(0, end - BlockBytes);
            file.Position = start;
            ReadOnlySpan<byte> bytes = block.AsSpan(0, file.ReadAtLeast(block, block.Length, throwOnEndOfStream: false));
            for (int at = bytes.LastIndexOf([(byte)0x1F, (byte)0x8B, (byte)8]); at >= 0;
                at = bytes[..at].LastIndexOf([(byte)0x1F, (byte)0x8B, (byte)8]))
            {
                if (start + at > 0 && IsWholeMember(file, start + at, expected))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsWholeMember(FileStream file, long start, uint expected)
    {
        try
        {
            file.Position = start;
            using GZipStream member = new(file, CompressionMode.Decompress, leaveOpen: true);
            byte[] buffer = new byte[64 * 1024];
            long length = 0;
            for (int read = member.Read(buffer); read > 0; read = member.Read(buffer))
            {
                length += read;
            }

            return (uint)length == expected;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
