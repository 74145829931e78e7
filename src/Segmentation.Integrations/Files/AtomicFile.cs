using System;
using System.IO;
using System.Threading;

namespace Segmentation.Integrations.Files;

/// <summary>
/// Writes a file whole or not at all: under another name in the same folder first, then moved into place.
/// </summary>
public static class AtomicFile
{
    /// <summary>
    /// Writes a file. Whatever goes wrong, also in <paramref name="write"/>, an existing file stays as it was and
    /// nothing else is left behind. A link is followed; the permissions of a replaced file are kept.
    /// </summary>
    /// <param name="path">The absolute path. Its folder must exist: none is created.</param>
    /// <param name="force">Whether an existing file may be replaced.</param>
    /// <param name="write">Writes the content; the stream is closed afterwards.</param>
    /// <param name="cancellationToken">Stops the writing, at the next bytes or before the file gets its name.</param>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.PathIsDirectory"/>, <see cref="ErrorIds.FolderNotFound"/>, <see cref="ErrorIds.FileExists"/>
    /// or <see cref="ErrorIds.FileNotWritable"/>.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was stopped; nothing is left behind.</exception>
    public static void Write(
        string path, bool force, Action<Stream> write, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        string target = TargetOf(path, force);
        string temporary = Path.Combine(Path.GetDirectoryName(target)!, Path.GetRandomFileName() + ".tmp");
        try
        {
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(StoppableStream.Over(stream, cancellationToken));
                stream.Flush(flushToDisk: true);
            }

            cancellationToken.ThrowIfCancellationRequested();
            KeepPermissions(target, temporary);
            File.Move(temporary, target, overwrite: force);
        }
        catch (IOException) when (!force && File.Exists(target))
        {
            throw Exists(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SegmentationException(
                ErrorIds.FileNotWritable,
                ErrorKind.NotReadable,
                $"The file '{path}' could not be written: {e.Message}",
                "Check the permissions and the free space, and that no other program has the file open.",
                path,
                e);
        }
        finally
        {
            Remove(temporary);
        }
    }

    /// <summary>Fails when a file cannot be written there, as <see cref="Write"/> would, and writes nothing.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="force">Whether an existing file may be replaced.</param>
    /// <exception cref="SegmentationException">As <see cref="Write"/>.</exception>
    public static void Check(string path, bool force)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _ = TargetOf(path, force);
    }

    private static string TargetOf(string path, bool force)
    {
        if (Directory.Exists(path))
        {
            throw new SegmentationException(
                ErrorIds.PathIsDirectory,
                ErrorKind.InvalidArgument,
                $"'{path}' is a folder, not a file.",
                "Add a file name to the path.",
                path);
        }

        string? folder = Path.GetDirectoryName(path);
        if (string.IsNullOrEmpty(folder) || !Directory.Exists(folder))
        {
            throw new SegmentationException(
                ErrorIds.FolderNotFound,
                ErrorKind.NotFound,
                $"The folder of '{path}' does not exist.",
                "Create the folder first, or give another path.",
                path);
        }

        if (!File.Exists(path))
        {
            return path;
        }

        if (!force)
        {
            throw Exists(path);
        }

        return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
    }

    private static SegmentationException Exists(string path) => new(
        ErrorIds.FileExists,
        ErrorKind.AlreadyExists,
        $"The file '{path}' exists already.",
        "Give another path, or use -Force to replace the file.",
        path);

    private static void KeepPermissions(string target, string temporary)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(target))
        {
            File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
        }
    }

    private static void Remove(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The first error says more than this one.
        }
    }
}
