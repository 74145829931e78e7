using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using Segmentation.Reporting;
using Segmentation.Reporting.Charts;
using Xunit;

namespace Segmentation.Tests.Reporting;

/// <summary>Every kind of chart with few and many segments, with names that mean harm, and with values missing.</summary>
public sealed class ChartLayoutTests
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";

    public static TheoryData<int, bool> Bases => new()
    {
        { 1, false }, { 2, false }, { 5, false }, { 10, false }, { 20, false }, { 5, true }, { 20, true },
    };

    [Theory]
    [MemberData(nameof(Bases))]
    public void No_text_leaves_its_chart_or_runs_into_another(int segments, bool hostile)
    {
        SegmentReport report = ChartSamples.Of(segments, hostile);
        foreach (SegmentChartKind kind in Enum.GetValues<SegmentChartKind>())
        {
            XElement sheet = XDocument.Parse(Draw(report, kind)).Root!;
            double width = (double)sheet.Attribute("width")!;
            double height = (double)sheet.Attribute("height")!;
            foreach (XElement chart in sheet.Elements(s_svg + "svg"))
            {
                Assert.InRange((double)chart.Attribute("x")! + (double)chart.Attribute("width")!, 0, width);
                Assert.InRange((double)chart.Attribute("y")! + (double)chart.Attribute("height")!, 0, height);
                CheckTexts(chart, $"{kind} of {segments}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Bases))]
    public void A_name_is_text_and_nothing_else(int segments, bool hostile)
    {
        SegmentReport report = ChartSamples.Of(segments, hostile);
        foreach (SegmentChartKind kind in Enum.GetValues<SegmentChartKind>())
        {
            string text = Draw(report, kind);
            Assert.DoesNotContain("<script", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(new string('W', 200), text, StringComparison.Ordinal);
            Assert.DoesNotContain('\u202E', string.Concat(
                XDocument.Parse(text).Descendants(s_svg + "text").Select(t => t.Value)));
        }
    }

    [Fact]
    public void Every_chart_has_its_numbers_as_a_table_and_a_legend_of_its_colours()
    {
        XElement page = XDocument.Parse(Reports.Html(ChartSamples.Of())).Root!;
        XElement[] figures = [.. page.Descendants("figure")];
        Assert.True(figures.Length >= 20, $"{figures.Length} charts");

        // Where a table beside the chart holds its figures, there is no second one in it.
        string[] beside =
        [
            "chart-size", "chart-revenue", "chart-robustness", "chart-robustness-measures", "chart-actionability",
            "chart-viability-scores",
        ];
        Assert.All(figures, figure => Assert.True(
            figure.Descendants("td").Any()
                || beside.Contains(figure.Descendants("title").First().Attribute("id")!.Value[..^"-title".Length])));
        Assert.Contains(figures, f => f.Descendants("ul").Any(l => l.Attribute("class")?.Value == "keys"));
        Assert.All(page.Descendants("ul").Where(l => l.Attribute("class")?.Value == "keys").Elements("li"), key =>
        {
            Assert.Equal("true", key.Element("svg")!.Attribute("aria-hidden")!.Value);
            Assert.NotEmpty(key.Value);
        });
    }

    [Fact]
    public void A_page_of_ten_segments_with_every_chart_stays_below_400_kilobytes() =>
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(Reports.Html(ChartSamples.Of(10))), 0, 400_000);

    [Fact]
    public void What_is_missing_is_said_and_not_drawn_as_zero()
    {
        SegmentReport report = ChartSamples.Of();
        Chart values = ReportCharts.Values(report)!;
        Assert.Contains("S3 High-value frequent buyers: not known", values.Description, StringComparison.Ordinal);
        Assert.Equal(report.Segments.Count - 1, values.Marks.OfType<Rectangle>().Count());
        Assert.Contains("not known", DecisionCharts.Roi(report)!.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Whiskers_end_at_P10_and_P90_and_a_loss_is_told_apart()
    {
        Chart chart = DecisionCharts.Profit(ChartSamples.Of())!;
        Segmentation.Reporting.Charts.Path whisker = chart.Marks.OfType<Segmentation.Reporting.Charts.Path>()
            .First(p => p.Tone == Palette.Interval);
        Assert.Equal([2000.0, 15_000.0], whisker.Points.Select(p => p.X).Where(double.IsFinite).Distinct());
        Assert.Equal(2, chart.Marks.OfType<Dot>().Count(d => d.Tone == "c-v-unstable"));
        Assert.Contains(chart.Marks, m => m.Tone == Palette.Threshold && m.Tooltip == "break-even: profit 0");
    }

    [Fact]
    public void Flows_leave_and_arrive_in_full()
    {
        SegmentReport report = ChartSamples.Of(3);
        Chart chart = MigrationChart.Of(report.Migration)!;
        double flows = chart.Marks.OfType<Ribbon>().Sum(r => r.Size);
        double nodes = chart.Marks.OfType<Rectangle>().Sum(r => r.Y1 - r.Y0);
        Assert.Equal(nodes, 2 * flows, 6);
        Assert.Equal(report.Migration!.Moves.Count, chart.Marks.OfType<Ribbon>().Count());
    }

    [Fact]
    public void A_criterion_marks_its_vote_and_the_number_taken()
    {
        IReadOnlyList<Chart?> panel = ClusterCountCharts.Panel(ChartSamples.Of());
        Assert.Equal(
            [
                "chart-silhouette", "chart-calinski", "chart-davies", "chart-inertia", "chart-gap", "chart-strength",
                "chart-stability", "chart-votes",
            ],
            panel.Select(c => c!.Id));
        Assert.Equal(4, panel[1]!.Marks.OfType<Dot>().Single(d => d.Tone == Palette.Vote).X);
        Assert.Equal(5, panel[1]!.Marks.OfType<Dot>().Single(d => d.Tone == Palette.Chosen).X);
    }

    [Theory]
    [MemberData(nameof(SegmentChartsTests.Kinds), MemberType = typeof(SegmentChartsTests))]
    public void Charts_are_as_they_were(SegmentChartKind kind) =>
        Golden.Check(System.IO.Path.Combine("charts", kind + ".svg"), Draw(ChartSamples.Of(3), kind));

    [Fact]
    public void Charts_are_the_same_in_every_culture()
    {
        SegmentReport report = ChartSamples.Of();
        foreach (SegmentChartKind kind in Enum.GetValues<SegmentChartKind>())
        {
            Assert.Equal(Draw(report, kind), Reports.In("de-DE", () => Draw(report, kind)));
        }
    }

    private static void CheckTexts(XElement chart, string where)
    {
        double width = (double)chart.Attribute("width")!;
        List<(double From, double To, double Y, string Text)> texts =
        [
            .. chart.Elements(s_svg + "text").Concat(chart.Elements(s_svg + "g").Elements(s_svg + "text"))
                .Where(t => t.Value.Length > 0).Select(t =>
            {
                double x = (double)t.Attribute("x")!;
                double length = ChartText.Width(t.Value, 12);
                double from = x - ((t.Attribute("text-anchor") ?? t.Parent!.Attribute("text-anchor"))?.Value switch
                {
                    "middle" => length / 2,
                    "end" => length,
                    _ => 0,
                });
                return (from, from + length, (double)t.Attribute("y")!, t.Value);
            }),
        ];
        Assert.All(texts, t => Assert.True(
            t.From >= -2 && t.To <= width + 2, $"{where}: '{t.Text}' from {t.From:0} to {t.To:0} of {width:0}"));
        foreach (IGrouping<double, (double From, double To, double Y, string Text)> line in texts.GroupBy(t => t.Y))
        {
            (double From, double To, double Y, string Text)[] along = [.. line.OrderBy(t => t.From)];
            Assert.All(along.Zip(along.Skip(1)), pair => Assert.True(
                pair.First.To <= pair.Second.From + 1,
                $"{where}: '{pair.First.Text}' runs into '{pair.Second.Text}'"));
        }
    }

    private static string Draw(SegmentReport report, SegmentChartKind kind)
    {
        using StringWriter writer = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
        SegmentCharts.Write(report, kind, writer);
        return writer.ToString();
    }
}
