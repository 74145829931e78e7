using System;
using System.IO;
using Segmentation.Models;

namespace Segmentation.Integrations.Files;

/// <summary>Models in files: UTF-8 without byte order mark, "\n" as line ends, written whole or not at all.</summary>
public static class ModelFiles
{
    /// <summary>Writes a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The absolute path of the file.</param>
    /// <param name="force">Whether an existing file may be replaced.</param>
    /// <exception cref="SegmentationException">The errors of <see cref="AtomicFile"/>.</exception>
    public static void Write(SegmentModel model, string path, bool force = false) =>
        AtomicFile.Write(path, force, stream => SegmentModelJson.Write(model, stream));

    /// <summary>Reads a model back.</summary>
    /// <param name="path">The absolute path of the file.</param>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.FileNotFound"/>, <see cref="ErrorIds.PathIsDirectory"/>,
    /// <see cref="ErrorIds.FileNotReadable"/> or <see cref="ErrorIds.InvalidModel"/>.
    /// </exception>
    public static SegmentModel Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
        {
            throw new SegmentationException(
                ErrorIds.PathIsDirectory,
                ErrorKind.InvalidArgument,
                $"'{path}' is a folder, not a file.",
                "Give the path of a model that Export-SegmentModel wrote.",
                path);
        }

        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return SegmentModelJson.Read(stream, $"'{path}'");
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
