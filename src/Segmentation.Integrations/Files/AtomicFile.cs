using System;
using System.IO;

namespace Segmentation.Integrations.Files;

/// <summary>Writes a file whole or not at all: beside its target first, then moved over it.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a file.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="force">Whether an existing file is replaced.</param>
    /// <param name="write">Writes the content; when it throws, nothing is left behind.</param>
    /// <exception cref="SegmentationException"><c>FileExists</c>, <c>PathIsDirectory</c>, <c>FileNotReadable</c>.</exception>
    public static void Write(string path, bool force, Action<Stream> write)
    {
        if (Directory.Exists(path))
        {
            throw new SegmentationException(
                ErrorIds.PathIsDirectory, ErrorKind.InvalidArgument, $"'{path}' is a directory.", "Name a file in it.", path);
        }

        if (File.Exists(path) && !force)
        {
            throw new SegmentationException(
                ErrorIds.FileExists, ErrorKind.AlreadyExists, $"The file '{path}' exists.", "Choose another name, or force overwriting.", path);
        }

        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 128 * 1024))
            {
                write(stream);
            }

            File.Move(temporary, path, force);
        }
        catch (Exception exception)
        {
            File.Delete(temporary);
            if (exception is IOException or UnauthorizedAccessException)
            {
                throw new SegmentationException(
                    ErrorIds.FileNotReadable, ErrorKind.NotReadable, $"The file '{path}' cannot be written: {exception.Message}",
                    "Check the folder and its permissions.", path, exception);
            }

            throw;
        }
    }
}
