using System;
using System.IO;
using System.Threading;

namespace Segmentation.Integrations.Files;

/// <summary>A stream that can be stopped between any two reads or writes, whoever makes them.</summary>
internal sealed class StoppableStream : Stream
{
    private readonly Stream _inner;
    private readonly CancellationToken _stop;

    private StoppableStream(Stream inner, CancellationToken stop)
    {
        _inner = inner;
        _stop = stop;
    }

    public override bool CanRead => _inner.CanRead;

    public override bool CanSeek => _inner.CanSeek;

    public override bool CanWrite => _inner.CanWrite;

    public override long Length => _inner.Length;

    public override long Position { get => _inner.Position; set => _inner.Position = value; }

    /// <summary>The stream, which raises <see cref="OperationCanceledException"/> once it was stopped.</summary>
    public static Stream Over(Stream inner, CancellationToken stop) =>
        stop.CanBeCanceled ? new StoppableStream(inner, stop) : inner;

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        _stop.ThrowIfCancellationRequested();
        return _inner.Read(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _stop.ThrowIfCancellationRequested();
        _inner.Write(buffer);
    }

    public override void Flush() => _inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => _inner.Seek(offset, origin);

    public override void SetLength(long value) => _inner.SetLength(value);
}
