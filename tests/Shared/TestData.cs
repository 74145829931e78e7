using System;
using System.IO;
using Xunit;

namespace Segmentation.Tests;

/// <summary>The optional folder of real data: <c>SEGMENTATION_TEST_DATA</c>, or <c>shared/data</c> in a folder above.</summary>
internal static class TestData
{
    /// <summary>The absolute path of a data file; skips the test, with the reason, when the folder is absent.</summary>
    public static string File(string relative)
    {
        string? folder = Folder();
        if (folder is null)
        {
            Assert.Skip("test data folder shared/data not found (set SEGMENTATION_TEST_DATA to use another place)");
        }

        return Path.Combine(folder, relative);
    }

    private static string? Folder()
    {
        if (Environment.GetEnvironmentVariable("SEGMENTATION_TEST_DATA") is { Length: > 0 } configured)
        {
            return Directory.Exists(configured) ? configured : null;
        }

        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
