using System;
using System.IO;

namespace Segmentation.Integrations.Files;

/// <summary>
/// Temporary files for rows past a memory budget: the adapter for <c>ProfileOptions.CreateSpillStream</c>. A file is
/// readable by its owner only, and gone when its stream is disposed of.
/// </summary>
public static class TemporarySpill
{
    /// <summary>What makes the streams.</summary>
    /// <param name="folder">An absolute folder for the files; null is the system's folder for temporary files.</param>
    /// <exception cref="SegmentationException">When a stream is made: the folder does not exist or cannot be written
    /// to.</exception>
    public static Func<Stream> In(string? folder = null) => () => Create(folder ?? Path.GetTempPath());

    private static FileStream Create(string folder)
    {
        string path = Path.Combine(folder, "segmentation-" + Guid.NewGuid().ToString("N") + ".tmp");
        FileStreamOptions options = new()
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose,

            // Blocks are written whole: a buffer would only copy them once more.
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            return new FileStream(path, options);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SegmentationException(
                ErrorIds.FileNotReadable,
                ErrorKind.NotReadable,
                $"No temporary file can be made in '{folder}': {exception.Message}",
                "Free space or name another folder for temporary files, or raise the memory budget.",
                folder,
                exception);
        }
    }
}
