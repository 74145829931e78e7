using System;
using System.IO;

namespace Segmentation.PowerShell.Binding;

/// <summary>Writes a file whole or not at all.</summary>
internal static class OutputFile
{
    /// <summary>Fails when the file cannot be the target: it is a folder, exists already, or has no folder to be in.</summary>
    public static void Check(string path, bool overwrite)
    {
        if (Directory.Exists(path))
        {
            throw new SegmentationException(
                ErrorIds.PathIsDirectory,
                ErrorKind.InvalidArgument,
                $"'{path}' is a folder.",
                "Give the path of a file.",
                path);
        }

        if (File.Exists(path) && !overwrite)
        {
            throw new SegmentationException(
                ErrorIds.FileExists,
                ErrorKind.AlreadyExists,
                $"'{path}' exists already.",
                "Use -Force to overwrite it, or give another path.",
                path);
        }

        if (!Directory.Exists(Path.GetDirectoryName(path)))
        {
            throw new SegmentationException(
                ErrorIds.FileNotFound,
                ErrorKind.NotFound,
                $"The folder of '{path}' does not exist.",
                "Create it first.",
                path);
        }
    }

    /// <summary>Has the file written under another name in the same folder, then moves it into place.</summary>
    public static FileInfo Replace(string path, Action<string> write)
    {
        string temporary = Path.Combine(
            Path.GetDirectoryName(path)!,
            $".{Path.GetFileNameWithoutExtension(path)}-{Guid.NewGuid():N}{Path.GetExtension(path)}");
        try
        {
            write(temporary);
            File.Move(temporary, path, overwrite: true);
            return new FileInfo(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SegmentationException(
                ErrorIds.FileNotWritable,
                ErrorKind.NotReadable,
                $"'{path}' cannot be written: {error.Message}",
                "Check the permissions, the free space, and that no other program has the file open.",
                path,
                error);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
