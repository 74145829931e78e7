using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Management.Automation;

namespace Segmentation.PowerShell.Binding;

/// <summary>
/// Turns paths as a user writes them into absolute file paths. The session resolves them: its location is not the
/// process's current directory, and a path can be on a drive of its own.
/// </summary>
internal static class FileSystemPaths
{
    private const string FileSystem = "FileSystem";

    /// <summary>The files that a path names, in ordinal order; wildcards are expanded.</summary>
    public static IReadOnlyList<string> Existing(PathIntrinsics paths, string path)
    {
        Collection<string> found;
        ProviderInfo provider;
        try
        {
            found = paths.GetResolvedProviderPathFromPSPath(path, out provider);
        }
        catch (Exception error) when (IsMissing(error))
        {
            throw Missing(path, error);
        }

        Require(provider, path);
        if (found.Count == 0)
        {
            throw Missing(path, cause: null);
        }

        List<string> sorted = [.. found];
        sorted.Sort(StringComparer.Ordinal);
        return sorted;
    }

    /// <summary>The file that a path names literally; it need not exist.</summary>
    public static string Literal(PathIntrinsics paths, string path)
    {
        try
        {
            string full = paths.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            Require(provider, path);
            return full;
        }
        catch (Exception error) when (IsMissing(error))
        {
            throw Missing(path, error);
        }
    }

    private static bool IsMissing(Exception error) =>
        error is ItemNotFoundException or DriveNotFoundException or ProviderNotFoundException;

    private static SegmentationException Missing(string path, Exception? cause) => new(
        ErrorIds.FileNotFound,
        ErrorKind.NotFound,
        $"There is no file '{path}'.",
        "Check the spelling and the current location.",
        path,
        cause);

    private static void Require(ProviderInfo provider, string path)
    {
        if (!string.Equals(provider.Name, FileSystem, StringComparison.Ordinal))
        {
            throw new SegmentationException(
                ErrorIds.InvalidPath,
                ErrorKind.InvalidArgument,
                $"'{path}' is a path of the {provider.Name} provider, not of the file system.",
                "Give the path of a file.",
                path);
        }
    }
}
