using System;
using System.IO;
using Xunit;

namespace Segmentation.Tests.Reporting;

/// <summary>
/// What was written before. After a change that is meant, set SEGMENTATION_UPDATE_GOLDEN=1, run once, and read the
/// difference.
/// </summary>
internal static class Golden
{
    public static void Check(string name, string text)
    {
        string path = Path.Combine(Folder(), name);
        if (Environment.GetEnvironmentVariable("SEGMENTATION_UPDATE_GOLDEN") is "1")
        {
            File.WriteAllText(path, text);
        }

        Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), text);
    }

    private static string Folder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, "tests", "Golden");
            if (Directory.Exists(path))
            {
                return path;
            }
        }

        throw new DirectoryNotFoundException("tests/Golden is not above the test assembly");
    }
}
