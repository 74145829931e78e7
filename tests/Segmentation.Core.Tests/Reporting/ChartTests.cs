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
        double[] widths = [.. Bars(Draw(chart)).Select(bar => bar.Width)];
        int[] sizes = [.. Reports.Kind("tested").Segments.Select(s => s.Size!.Value)];
        Assert.Equal(widths.Length, sizes.Length);
        Assert.All(widths.Zip(sizes), pair => Assert.Equal((double)sizes[0] / pair.Second, widths[0] / pair.First, 1));
    }

    [Fact]
    public void A_negative_bar_runs_from_zero_to_the_left()
    {
        List<Segment> segments = [.. SampleSegments.Create(3)];
        segments[1] = segments[1] with { TotalRevenue = -segments[0].TotalRevenue };
        (double X, double Width)[] bars = [.. Bars(Draw(ReportCharts.Values(Reports.Of(segments))!))];
        Assert.Equal(bars[0].X, bars[1].X + bars[1].Width, 1);
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
        string[] thresholds = [.. Paths(svg, Palette.Threshold)];
        Assert.Equal(3, thresholds.Length);
        Assert.All(thresholds, path => Assert.Equal(5, path.Count(c => c == 'M')));
        Assert.Equal(5, Paths(svg, Palette.Interval).Count());
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
        Assert.Null(MigrationChart.Of(objects.Migration));
        Assert.Null(ValueCharts.Calibration(objects.ValueBacktest));
        Assert.Null(ValueCharts.Orders(objects.ValueBacktest));
        Assert.Null(ReportCharts.Profile(
            objects with { Segments = [.. objects.Segments.Select(s => s with { Profile = null })] }));
    }

    [Fact]
    public void The_heat_map_says_every_number_once()
    {
        SegmentReport report = Reports.Kind("tested");
        XElement svg = Draw(ReportCharts.Profile(report)!);
        int cells = report.Segments.Count * report.Segments[0].Profile!.Count;
        Assert.Equal(1 + cells, svg.Elements("path").Sum(p => p.Attribute("d")!.Value.Count(c => c == 'M')));
        Assert.Equal(
            report.Segments[0].Profile!.SelectMany((_, row) =>
                report.Segments.Select(s => Figures.Difference(s.Profile![row].StandardizedMean, 1)))
                .Order(StringComparer.Ordinal),
            svg.Descendants("text")
                .Where(t => (t.Attribute("class") ?? t.Parent!.Attribute("class"))!.Value
                    .StartsWith("ht", StringComparison.Ordinal))
                .Select(t => t.Value).Order(StringComparer.Ordinal));
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
    [InlineData(ProfileUnit.Share, 0.0001, "<0.1 %")]
    [InlineData(ProfileUnit.Share, 0.0, "0.0 %")]
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

    [Theory]
    [InlineData("short", "short")]
    [InlineData("S5 High-value big-basket customers", "S5 High-value\nbig-basket\ncustomers")]
    [InlineData("S5 High-value big-basket customers of the north", "S5 High-value\nbig-basket\ncustomers of t\u2026")]
    [InlineData("Unbreakablenamethatislongerthanitsplace", "Unbreakablen\u2026")]
    [InlineData("", "")]
    public void A_name_is_divided_after_spaces_and_hyphens_and_cut_at_last(string name, string shown) =>
        Assert.Equal(shown, ChartText.Wrap(name, 96, 12, lines: 3));

    [Fact]
    public void A_tight_scale_has_round_ticks_within_its_values()
    {
        Scale scale = Scale.Within([0, -0.48, 63.2], v => Figures.Free(v), about: 3);
        Assert.Equal(["0", "25", "50"], scale.Ticks.Select(t => t.Label));
        Assert.InRange(scale.Minimum, -3, -0.48);
        Assert.InRange(scale.Maximum, 63.2, 66);
    }

    [Fact]
    public void A_forecast_stands_against_its_outcome_as_large_as_the_customers_are_many()
    {
        ReportValueBacktest test = ChartSamples.Backtest();
        Dot[] dots = [.. ValueCharts.Calibration(test)!.Marks.OfType<Dot>()];
        Assert.Equal([0.05, 0.35], dots.Select(d => d.X));
        Assert.Equal([0.07, 0.3], dots.Select(d => d.Y));
        Assert.Equal([9, 6.0], dots.Select(d => d.Radius));
        Chart orders = ValueCharts.Orders(test)!;
        Assert.Equal([0.1, 1.6], orders.Marks.OfType<Rectangle>().Select(r => r.Y1));
        Assert.Equal([0.3, 1.8], orders.Marks.OfType<Dot>().Select(d => d.Y));
        Assert.Contains("7+: forecast 1.80, came 1.60 (40 customers)", orders.Description, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Paths(XElement svg, string tone) =>
        svg.Elements("path").Where(p => p.Attribute("class")?.Value == tone).Select(p => p.Attribute("d")!.Value);

    private static IEnumerable<(double X, double Width)> Bars(XElement svg) => Paths(svg, Palette.Bar).Select(path =>
    {
        string[] parts = path[1..].Split(' ', 'h', 'v');
        return (
            double.Parse(parts[0], CultureInfo.InvariantCulture), double.Parse(parts[2], CultureInfo.InvariantCulture));
    });

    private static XElement Draw(Chart chart)
    {
        using StringWriter writer = new(CultureInfo.InvariantCulture);
        ChartWriter.Write(new Markup(writer), chart);
        return XDocument.Parse(writer.ToString()).Root!;
    }
}
