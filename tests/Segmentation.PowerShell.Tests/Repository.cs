using System;
using System.IO;

namespace Segmentation.Tests;

/// <summary>Where things are in the checkout.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The staged module of the version under test.</summary>
    public static string Stage { get; } = Path.Combine(
        Root, "out", "Segmentation", typeof(PowerShell.SegmentationCmdlet).Assembly.GetName().Version!.ToString(3));

    public static string File(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !System.IO.File.Exists(Path.Combine(folder.FullName, "Segmentation.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName
            ?? throw new InvalidOperationException("Segmentation.sln was not found above the tests.");
    }
}
