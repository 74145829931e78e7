using System;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using Segmentation.Reporting;
using Xunit;

namespace Segmentation.Tests.Reporting;

public sealed class SegmentChartsTests
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    public static TheoryData<SegmentChartKind> Kinds => [.. Enum.GetValues<SegmentChartKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_is_a_picture_of_its_own_with_its_content_in_words(SegmentChartKind kind)
    {
        SegmentReport report = ChartSamples.Of();
        string text = Draw(report with { Title = "<b> & \"東京\"" }, kind);
        XElement sheet = XDocument.Parse(text).Root!;

        Assert.Equal("<b> & \"東京\"", sheet.Element(s_svg + "title")!.Value);
        Assert.All(sheet.Elements(s_svg + "svg"), c => Assert.NotEmpty(c.Element(s_svg + "desc")!.Value));
        Assert.DoesNotContain("var(", text, StringComparison.Ordinal);
        Assert.DoesNotContain("customer-0", text, StringComparison.Ordinal);
        Assert.Equal(text, Draw(report with { Title = "<b> & \"東京\"" }, kind));
    }

    [Fact]
    public void The_sheet_has_a_place_of_its_own_for_every_chart()
    {
        XElement sheet = XDocument.Parse(
            Draw(ReportBuilder.Build(SampleSegments.Tested()), SegmentChartKind.Dashboard)).Root!;
        string[] places =
            [.. sheet.Elements(s_svg + "svg").Select(c => c.Attribute("x")!.Value + "," + c.Attribute("y")!.Value)];

        Assert.True(places.Length >= 5);
        Assert.Equal(places.Length, places.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void A_chart_whose_stage_did_not_run_says_what_to_run()
    {
        SegmentReport report = ReportBuilder.Build(SampleSegments.Create());
        SegmentationException error =
            Assert.Throws<SegmentationException>(() => Draw(report, SegmentChartKind.Robustness));

        Assert.Equal(ErrorIds.StageNotRun, error.ErrorId);
        Assert.Contains("Test-SegmentRobustness", error.RecommendedAction, StringComparison.Ordinal);
    }

    private static string Draw(SegmentReport report, SegmentChartKind kind)
    {
        using StringWriter writer = new();
        SegmentCharts.Write(report, kind, writer);
        return writer.ToString();
    }
}
