using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Segmentation.Reporting.Charts;
using Segmentation.Reporting.Html;

namespace Segmentation.Reporting;

/// <summary>
/// Charts as pictures of their own: SVG that any program shows, with fixed light colours, tooltips, and its content in
/// words for those who cannot see it.
/// </summary>
public static class SegmentCharts
{
    private const double Padding = 24;
    private const double Heading = 26;
    private const double HeadingSize = 14;
    private const double Half = 460;

    /// <summary>Writes a chart.</summary>
    /// <param name="report">What is shown.</param>
    /// <param name="kind">Which chart.</param>
    /// <param name="writer">Where to.</param>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.StageNotRun"/>: there is no data for the chart yet; the action says what to run.
    /// </exception>
    public static void Write(SegmentReport report, SegmentChartKind kind, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(writer);
        List<Chart> charts = [.. ChartsOf(report, kind).OfType<Chart>()];
        if (charts.Count == 0)
        {
            throw NoData(kind);
        }

        Markup markup = new(writer);
        WriteSheet(markup, report.Title, charts);
    }

    /// <summary>Writes how customers moved, where there are no segments to report.</summary>
    /// <param name="migration">The moves.</param>
    /// <param name="title">What the picture is called; null for a plain title.</param>
    /// <param name="writer">Where to.</param>
    /// <exception cref="SegmentationException"><see cref="ErrorIds.StageNotRun"/>: nobody is in it.</exception>
    public static void Write(ReportMigration migration, string? title, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(migration);
        ArgumentNullException.ThrowIfNull(writer);
        Chart chart = BaseCharts.Migration(migration) ?? throw NoData(SegmentChartKind.Migration);
        WriteSheet(new Markup(writer), title ?? chart.Title, [chart]);
    }

    private static SegmentationException NoData(SegmentChartKind kind) => new(
        ErrorIds.StageNotRun,
        ErrorKind.InsufficientData,
        $"There is no data for the chart {kind}.",
        WhatToRun(kind),
        kind);

    private static IEnumerable<Chart?> ChartsOf(SegmentReport report, SegmentChartKind kind) => kind switch
    {
        SegmentChartKind.Summary =>
        [
            ReportCharts.Sizes(report), ReportCharts.Values(report), DecisionCharts.Verdicts(report),
            DecisionCharts.Readiness(report), DecisionCharts.Dimensions(report),
        ],
        SegmentChartKind.Size => [ReportCharts.Sizes(report)],
        SegmentChartKind.Share => [ReportCharts.Shares(report)],
        SegmentChartKind.Pie => [ReportCharts.Pie(report)],
        SegmentChartKind.Value => [ReportCharts.Values(report)],
        SegmentChartKind.AverageValue => [ReportCharts.AverageValues(report)],
        SegmentChartKind.ExpectedValue => [ReportCharts.ExpectedValues(report)],
        SegmentChartKind.AverageExpectedValue => [ReportCharts.AverageExpectedValues(report)],
        SegmentChartKind.AverageOrderValue => [ReportCharts.AverageOrderValues(report)],
        SegmentChartKind.FeatureProfile => [ReportCharts.Profile(report)],
        SegmentChartKind.Robustness => [RobustnessCharts.Bars(report)],
        SegmentChartKind.RobustnessHeatMap => [RobustnessCharts.HeatMapOf(report)],
        SegmentChartKind.Actionability => [DecisionCharts.Actionability(report)],
        SegmentChartKind.ActionabilityDimension => [DecisionCharts.Dimensions(report)],
        SegmentChartKind.Viability =>
            [DecisionCharts.Roi(report), DecisionCharts.Profit(report), DecisionCharts.Scores(report)],
        SegmentChartKind.ClusterCount => ClusterCountCharts.Panel(report),
        SegmentChartKind.Silhouette => [RobustnessCharts.Silhouettes(report)],
        SegmentChartKind.Migration => [BaseCharts.Migration(report.Migration)],
        SegmentChartKind.RfmGrid => [BaseCharts.RfmCounts(report), BaseCharts.RfmValues(report)],
        SegmentChartKind.Activity =>
            [BaseCharts.Activity(report), BaseCharts.Weekdays(report), BaseCharts.Hours(report)],
        _ =>
        [
            ReportCharts.Sizes(report), ReportCharts.Values(report), RobustnessCharts.Bars(report),
            RobustnessCharts.Silhouettes(report), DecisionCharts.Roi(report), DecisionCharts.Readiness(report),
            ReportCharts.Profile(report), RobustnessCharts.HeatMapOf(report), DecisionCharts.Actionability(report),
            DecisionCharts.Scores(report), BaseCharts.Activity(report), BaseCharts.Migration(report.Migration),
        ],
    };

    private static string WhatToRun(SegmentChartKind kind) => kind switch
    {
        SegmentChartKind.Value or SegmentChartKind.AverageValue or SegmentChartKind.AverageOrderValue =>
            "Segment profiles of events with amounts: Import-CustomerEvent first.",
        SegmentChartKind.ExpectedValue or SegmentChartKind.AverageExpectedValue =>
            "Score the profiles with a value model first: Measure-CustomerValue.",
        SegmentChartKind.Robustness or SegmentChartKind.RobustnessHeatMap => "Run Test-SegmentRobustness first.",
        SegmentChartKind.Actionability or SegmentChartKind.ActionabilityDimension =>
            "Run Test-SegmentActionability first.",
        SegmentChartKind.Viability => "Run Test-SegmentViability first.",
        SegmentChartKind.ClusterCount => "Run Invoke-Segmentation without -ClusterCount, so that it compares numbers.",
        SegmentChartKind.Silhouette => "Make at least 2 segments: Invoke-Segmentation -ClusterCount 2 or more.",
        SegmentChartKind.Migration => "Run Compare-Segmentation first, and pipe what it found.",
        SegmentChartKind.RfmGrid =>
            "Score the profiles first: ConvertTo-CustomerProfile with RFM scores, then Invoke-Segmentation.",
        SegmentChartKind.Activity => "Segment profiles of events with times of day: Import-CustomerEvent first.",
        _ => "Run Invoke-Segmentation again: these segments carry no features.",
    };

    // Narrow charts stand two in a row, wide ones alone.
    private static void WriteSheet(Markup markup, string title, List<Chart> charts)
    {
        List<(Chart Chart, double X, double Y)> placed = [];
        double y = Padding;
        for (int i = 0; i < charts.Count; i++)
        {
            bool pair = i + 1 < charts.Count && Width(charts[i]) <= Half && Width(charts[i + 1]) <= Half;
            placed.Add((charts[i], Padding, y));
            double height = Height(charts[i]);
            if (pair)
            {
                i++;
                placed.Add((charts[i], (2 * Padding) + Math.Max(BarChart.Width, Width(charts[i - 1])), y));
                height = Math.Max(height, Height(charts[i]));
            }

            y += Heading + height + Padding;
        }

        double right = placed.Max(p => p.X + Math.Max(BarChart.Width, Width(p.Chart))) + Padding;
        string width = Figures.Coordinate(right);
        string bottom = Figures.Coordinate(y);
        markup.Raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        markup.Open(
            "svg",
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("viewBox", $"0 0 {width} {bottom}"),
            ("width", width),
            ("height", bottom),
            ("role", "img"),
            ("aria-labelledby", "sheet-title"));
        markup.Element("title", title, ("id", "sheet-title"));
        markup.Element("style", Style());
        markup.Empty("rect", ("class", "sheet"), ("width", width), ("height", bottom));
        foreach ((Chart chart, double x, double top) in placed)
        {
            markup.Element(
                "text",
                ChartText.Fit(chart.Title, Math.Max(BarChart.Width, Width(chart)), HeadingSize),
                ("class", "t-heading"),
                ("x", Figures.Coordinate(x)),
                ("y", Figures.Coordinate(top + 12)));
            ChartWriter.Write(markup, chart, (x, top + Heading));
        }

        markup.CloseLine();
    }

    private static double Width(Chart chart) => ChartWriter.Size(chart).Width;

    private static double Height(Chart chart) => ChartWriter.Size(chart).Height;

    // Few programs but browsers know variables: their light values stand in their places.
    private static string Style()
    {
        string css = ReportStyle.ChartCss;
        int start = css.IndexOf(":root {", StringComparison.Ordinal);
        int end = css.IndexOf('}', start);
        string rules = css[css.IndexOf("/* Charts", StringComparison.Ordinal)..];
        StringBuilder style = new("\n.sheet { fill: var(--surface); }\n"
            + "text { font-family: \"Segoe UI\", Roboto, Arial, \"Liberation Sans\", sans-serif; }\n"
            + "svg .t-heading { font-size: 14px; font-weight: 600; }\n");
        style.Append(rules);
        foreach (string line in css[start..end].Split(';'))
        {
            int name = line.IndexOf("--", StringComparison.Ordinal);
            int colon = line.IndexOf(':', Math.Max(name, 0));
            if (name >= 0 && colon > 0)
            {
                style.Replace($"var({line[name..colon]})", line[(colon + 1)..].Trim());
            }
        }

        return style.ToString();
    }
}
