using System;
using System.IO;
using System.IO.Compression;
using System.Text;

namespace Segmentation.Integrations.Files;

/// <summary>A file to read: what it is called, and its text as a stream of UTF-8, whatever it is stored as.</summary>
internal sealed class InputFile
{
    private const int BufferSize = 128 * 1024;

    private readonly bool _compressed;
    private readonly Encoding? _transcodeFrom;

    private InputFile(string path, bool compressed, Encoding? transcodeFrom, long length)
    {
        Path = path;
        Length = length;
        _compressed = compressed;
        _transcodeFrom = transcodeFrom;
    }

    /// <summary>The absolute path.</summary>
    public string Path { get; }

    /// <summary>The file's name without its folder, for messages and examples.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The file's size as stored, in bytes.</summary>
    public long Length { get; }

    /// <summary>Checks that a file can be read and finds out how it is stored.</summary>
    /// <exception cref="SegmentationException">
    /// <c>FileNotFound</c>, <c>PathIsDirectory</c>, <c>FileNotReadable</c>, <c>EmptyFile</c>, <c>DamagedFile</c>.
    /// </exception>
    public static InputFile Open(string path, Encoding? encoding)
    {
        if (Directory.Exists(path))
        {
            throw new SegmentationException(
                ErrorIds.PathIsDirectory, ErrorKind.InvalidArgument, $"'{path}' is a directory.",
                "Name the files in it, for example with a wildcard.", path);
        }

        if (!File.Exists(path))
        {
            throw new SegmentationException(
                ErrorIds.FileNotFound, ErrorKind.NotFound, $"The file '{path}' does not exist.", "Check the path.", path);
        }

        using FileStream stream = OpenStored(path);
        Span<byte> start = stackalloc byte[2];
        bool compressed = stream.ReadAtLeast(start, 2, throwOnEndOfStream: false) == 2 && start.SequenceEqual<byte>([0x1F, 0x8B]);
        InputFile file = new(path, compressed, encoding, stream.Length);
        return encoding is null ? new InputFile(path, compressed, file.DetectEncoding(), stream.Length) : file;
    }

    /// <summary>Opens the text from the start. <paramref name="stored"/> is the stream below, whose position shows progress.</summary>
    public Stream OpenText(out FileStream stored)
    {
        stored = OpenStored(Path);
        Stream content = _compressed ? new GzipContent(stored) : stored;
        return _transcodeFrom is null or UTF8Encoding
            ? content
            : Encoding.CreateTranscodingStream(content, _transcodeFrom, Encoding.UTF8);
    }

    private static FileStream OpenStored(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, BufferSize, FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SegmentationException(
                ErrorIds.FileNotReadable, ErrorKind.NotReadable, $"The file '{path}' cannot be opened: {exception.Message}",
                "Check its permissions, and that no other program holds it.", path, exception);
        }
    }

    private Encoding? DetectEncoding()
    {
        Span<byte> start = stackalloc byte[4];
        using Stream text = OpenText(out _);
        int length;
        try
        {
            length = text.ReadAtLeast(start, 4, throwOnEndOfStream: false);
        }
        catch (InvalidDataException exception)
        {
            throw FileErrors.Damaged(Name, Path, 0, exception);
        }

        if (length == 0)
        {
            throw FileErrors.Empty(Name, Path);
        }

        return start[..length] switch
        {
            [0xFF, 0xFE, 0, 0] => Encoding.UTF32,
            [0xFF, 0xFE, ..] => Encoding.Unicode,
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
            _ => null,
        };
    }
}
