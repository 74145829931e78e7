using System;
using System.IO;
using System.Threading;

namespace Segmentation.Integrations.Files;

/// <summary>Files that are read whole, such as reports and models.</summary>
internal static class DocumentFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The absolute path of the file.</param>
    /// <param name="kind">What the file should be, for the advice where it is a folder.</param>
    /// <param name="read">Reads the open file, told what to call it in messages.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.FileNotFound"/>, <see cref="ErrorIds.PathIsDirectory"/>,
    /// <see cref="ErrorIds.FileNotReadable"/>, and what <paramref name="read"/> raises.
    /// </exception>
    public static T Read<T>(
        string path, string kind, Func<Stream, string, T> read, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
        {
            throw new SegmentationException(
                ErrorIds.PathIsDirectory,
                ErrorKind.InvalidArgument,
                $"'{path}' is a folder, not a file.",
                $"Give the path of {kind}.",
                path);
        }

        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return read(StoppableStream.Over(stream, cancellationToken), $"'{path}'");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new SegmentationException(
                ErrorIds.FileNotFound, ErrorKind.NotFound, $"The file '{path}' does not exist.", "Check the path.", path, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SegmentationException(
                ErrorIds.FileNotReadable,
                ErrorKind.NotReadable,
                $"The file '{path}' could not be read: {e.Message}",
                "Check the permissions, and that no other program has the file open.",
                path,
                e);
        }
    }
}
