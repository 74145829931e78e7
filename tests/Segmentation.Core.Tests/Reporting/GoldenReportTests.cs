using System;
using System.IO;
using Segmentation.Reporting;
using Xunit;

namespace Segmentation.Tests.Reporting;

/// <summary>
/// Each form of one report, byte for byte. After a change that is meant, set SEGMENTATION_UPDATE_GOLDEN=1, run once, and
/// read the difference.
/// </summary>
public sealed class GoldenReportTests
{
    [Theory]
    [InlineData("report.html")]
    [InlineData("report.json")]
    [InlineData("report.md")]
    [InlineData("report.txt")]
    public void A_report_is_the_same_to_the_byte(string name)
    {
        SegmentReport report = Reports.Kind("judged");
        string text = Path.GetExtension(name) switch
        {
            ".html" => Reports.Html(report),
            ".json" => Reports.Json(report),
            ".md" => Reports.Markdown(report),
            _ => Reports.PlainText(report),
        };
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
