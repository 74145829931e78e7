using System;
using System.IO;
using System.Threading.Tasks;
using Segmentation.Reporting;
using Xunit;

namespace Segmentation.Tests;

/// <summary>Charts as pictures of their own in a real browser, measured with its fonts.</summary>
public sealed class ChartPictureTests(Browser browser, RealReports reports, ITestOutputHelper output)
{
    [Theory]
    [InlineData("generated")]
    [InlineData("cdnow")]
    public async Task Every_text_of_every_kind_has_its_place(string data)
    {
        SegmentReport report = reports.Report(data);
        int drawn = 0;
        foreach (SegmentChartKind kind in Enum.GetValues<SegmentChartKind>())
        {
            string path = reports.Place($"{data}-{kind}.svg");
            try
            {
                using StreamWriter writer = new(path);
                SegmentCharts.Write(report, kind, writer);
            }
            catch (SegmentationException error) when (error.ErrorId == ErrorIds.StageNotRun && data == "cdnow")
            {
                continue;
            }

            await using OpenPage open = await browser.OpenAsync(path);
            string[] problems = await open.CheckAsync("layout.js");
            Assert.True(problems.Length == 0, $"{kind}: {string.Join("; ", problems)}");
            Assert.Empty(open.Noise);
            output.WriteLine($"{kind}: {open.Page.Url}");
            drawn++;
        }

        Assert.InRange(drawn, data == "cdnow" ? 15 : 22, 22);
    }
}
