using System.IO;
using Segmentation.Reporting;
using Xunit;

namespace Segmentation.Tests.Reporting;

/// <summary>Each form of one report, byte for byte.</summary>
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
        Golden.Check(name, text);
    }
}
