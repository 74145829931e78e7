using System;
using System.IO;

namespace Segmentation.PowerShell.Binding;

/// <summary>Opens files that the cmdlets read themselves.</summary>
internal static class InputFile
{
    /// <summary>Opens a file, or says why it cannot be.</summary>
    public static FileStream Open(string path)
    {
        try
        {
            return Directory.Exists(path)
                ? throw new SegmentationException(
                    ErrorIds.PathIsDirectory,
                    ErrorKind.InvalidArgument,
                    $"'{path}' is a folder.",
                    "Give the path of a file.",
                    path)
                : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new SegmentationException(
                ErrorIds.FileNotFound, ErrorKind.NotFound, $"There is no file '{path}'.", "Check the spelling.", path, error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SegmentationException(
                ErrorIds.FileNotReadable,
                ErrorKind.NotReadable,
                $"'{path}' cannot be read: {error.Message}",
                "Check the permissions, and that no other program has the file open.",
                path,
                error);
        }
    }
}
