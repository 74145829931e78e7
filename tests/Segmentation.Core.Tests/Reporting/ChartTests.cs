using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Xml.Linq;
using Segmentation.Profiles;
using Segmentation.Reporting;
using Segmentation.Reporting.Charts;
using Segmentation.Segments;
using Xunit;

namespace Segmentation.Tests.Reporting;

public sealed class ChartTests
{
    [Theory]
    [InlineData(0, 1, 0, 1)]
    [InlineData(2400, 12000, 0, 12500)]
    [InlineData(-0.13, 0.42, -0.2, 0.6)]
    [InlineData(7, 7, 6, 8)]
    [InlineData(0, 0, 0, 0.25)]
    public void A_linear_scale_holds_its_values_between_round_ticks(double low, double high, double first, double last)
    {
        Scale scale = Scale.Linear([low, high], v => v.ToString(CultureInfo.InvariantCulture));
        Assert.InRange(low, scale.Minimum, scale.Maximum);
        Assert.InRange(high, scale.Minimum, scale.Maximum);
        Assert.InRange(scale.Ticks.Count, 2, 7);
        Assert.Equal(first, scale.Minimum, 12);
        Assert.Equal(last, scale.Maximum, 12);
    }

    [Fact]
    public void Bands_are_centred_on_whole_numbers_and_can_run_downwards()
    {
        Scale bands = Scale.Bands(["a", "b", "c", "d"]);
        Assert.Equal(12.5, bands.Place(0, 0, 100));
        Assert.Equal(87.5, bands.Reversed().Place(0, 0, 100));
    }

    [Fact]
    public void Bars_are_as_long_as_their_values()
    {
        Chart chart = ReportCharts.Sizes(Reports.Kind("tested"));
        double[] widths = [.. Draw(chart).Elements("rect").Select(r => (double)r.Attribute("width")!)];
        int[] sizes = [.. Reports.Kind("tested").Segments.Select(s => s.Size!.Value)];
        Assert.Equal(widths.Length, sizes.Length);
        Assert.All(widths.Zip(sizes), pair => Assert.Equal((double)sizes[0] / pair.Second, widths[0] / pair.First, 1));
    }

    [Fact]
    public void A_negative_bar_runs_from_zero_to_the_left()
    {
        List<Segment> segments = [.. SampleSegments.Create(3)];
        segments[1] = segments[1] with { TotalRevenue = -segments[0].TotalRevenue };
        XElement[] bars = [.. Draw(ReportCharts.Values(Reports.Of(segments))!).Elements("rect")];
        double zero = (double)bars[0].Attribute("x")!;
        Assert.Equal(zero, (double)bars[1].Attribute("x")! + (double)bars[1].Attribute("width")!, 1);
    }

    [Fact]
    public void The_robustness_chart_shows_thresholds_errors_and_verdicts()
    {
        Chart chart = RobustnessCharts.Bars(Reports.Kind("tested"))!;
        Assert.Equal(["0", "0.60", "0.75", "0.85", "1"], chart.X.Scale.Ticks.Select(t => t.Label));
        Assert.Contains(
            "S1 Occasional discount buyers: 0.91 · Highly stable (standard error 0.006)",
            chart.Description,
            StringComparison.Ordinal);
        XElement svg = Draw(chart);
        Assert.Equal(15, svg.Elements("polyline").Count(p => p.Attribute("class")?.Value == Palette.Threshold));
        Assert.Equal(15, svg.Elements("polyline").Count(p => p.Attribute("class")?.Value == Palette.Interval));
    }

    [Fact]
    public void What_has_no_data_has_no_chart()
    {
        SegmentReport objects = Reports.Kind("objects");
        Assert.Null(RobustnessCharts.Bars(objects));
        Assert.Null(ReportCharts.Values(objects));
        Assert.Empty(ClusterCountCharts.Panel(objects));
        Assert.Null(RobustnessCharts.HeatMapOf(objects));
        Assert.Null(RobustnessCharts.Silhouettes(objects));
        Assert.Null(DecisionCharts.Actionability(objects));
        Assert.Null(DecisionCharts.Roi(objects));
        Assert.Null(DecisionCharts.Scores(objects));
        Assert.Null(DecisionCharts.Readiness(objects));
        Assert.Null(BaseCharts.Activity(objects));
        Assert.Null(BaseCharts.RfmCounts(objects));
        Assert.Null(BaseCharts.Migration(objects.Migration));
        Assert.Null(ReportCharts.Profile(
            objects with { Segments = [.. objects.Segments.Select(s => s with { Profile = null })] }));
    }

    [Fact]
    public void The_heat_map_says_every_number_once()
    {
        SegmentReport report = Reports.Kind("tested");
        XElement svg = Draw(ReportCharts.Profile(report)!);
        int cells = report.Segments.Count * report.Segments[0].Profile!.Count;
        Assert.Equal(
            cells,
            svg.Elements("rect").Count(r => !r.Attribute("class")!.Value.EndsWith(" key", StringComparison.Ordinal)));
        Assert.Equal(
            report.Segments[0].Profile!.SelectMany((_, row) =>
                report.Segments.Select(s => Figures.Difference(s.Profile![row].StandardizedMean, 1))),
            svg.Elements("text").Where(t => t.Attribute("class")!.Value.StartsWith("t-cell", StringComparison.Ordinal))
                .Select(t => t.Value));
    }

    [Theory]
    [InlineData(-3.0, -4)]
    [InlineData(-0.25, -1)]
    [InlineData(-0.1, 0)]
    [InlineData(0.0, 0)]
    [InlineData(0.25, 1)]
    [InlineData(1.3, 3)]
    [InlineData(2.0, 4)]
    [InlineData(null, null)]
    public void Colours_go_by_steps_that_mirror_each_other(double? z, int? step) => Assert.Equal(step, Palette.Step(z));

    [Theory]
    [InlineData(-0.04, 1, "0.0")]
    [InlineData(-0.05, 1, "−0.1")]
    [InlineData(1234.5, 1, "1,234.5")]
    [InlineData(null, 1, "–")]
    public void Numbers_have_a_real_minus_and_no_minus_zero(double? value, int decimals, string text) =>
        Assert.Equal(text, Figures.Number(value, decimals));

    [Theory]
    [InlineData(ProfileUnit.Money, 1234.5, "1,234.50")]
    [InlineData(ProfileUnit.Share, 0.0001, "<0.1%")]
    [InlineData(ProfileUnit.Share, 0.0, "0.0%")]
    [InlineData(ProfileUnit.Days, 12.0, "12.0 d")]
    [InlineData(ProfileUnit.Hour, 23.999, "00:00")]
    [InlineData(ProfileUnit.Hour, -0.5, "23:30")]
    [InlineData(ProfileUnit.Weekday, 6.6, "Mon")]
    [InlineData(ProfileUnit.Weekday, 3.0, "Thu")]
    [InlineData(ProfileUnit.Number, 0.00012345, "0.0001")]
    [InlineData(ProfileUnit.Number, null, "\u2013")]
    public void Values_are_shown_by_what_they_measure(ProfileUnit unit, double? value, string text) =>
        Assert.Equal(text, Figures.Value(value, unit));

    [Fact]
    public void Shortening_does_not_cut_a_character_in_two()
    {
        Assert.Equal("abcd", Figures.Short("abcd", 4));
        Assert.Equal("abc…", Figures.Short("abcde", 4));
        Assert.Equal("a…", Figures.Short("a\uD83D\uDE00bc", 3));
    }

    private static XElement Draw(Chart chart)
    {
        using StringWriter writer = new(CultureInfo.InvariantCulture);
        ChartWriter.Write(new Markup(writer), chart);
        return XDocument.Parse(writer.ToString()).Root!;
    }
}
