using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Segmentation.Clv;
using Segmentation.Reporting.Charts;

namespace Segmentation.Reporting;

/// <summary>
/// Charts as pictures of their own: SVG that any program shows, with fixed light colours, tooltips, and its content in
/// words for those who cannot see it.
/// </summary>
public static class SegmentCharts
{
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

        ChartSheet.Write(new Markup(writer), report.Title, ReportText.Question(report), charts);
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
        Chart chart = MigrationChart.Of(migration) ?? throw NoData(SegmentChartKind.Migration);
        ChartSheet.Write(
            new Markup(writer), title ?? "Customer segments", $"{migration.Before} to {migration.After}", [chart]);
    }

    /// <summary>Writes what a value model forecast against what came, where there are no segments to report.</summary>
    /// <param name="measured">The test of the model.</param>
    /// <param name="title">What the picture is called; null for a plain title.</param>
    /// <param name="writer">Where to.</param>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.StageNotRun"/>: the model forecast nobody.
    /// </exception>
    public static void Write(ValueMeasurement measured, string? title, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(measured);
        ArgumentNullException.ThrowIfNull(writer);
        ReportValueBacktest test = ReportValueBacktest.Of(measured);
        List<Chart> charts = [.. Calibration(test).OfType<Chart>()];
        if (charts.Count == 0)
        {
            throw NoData(SegmentChartKind.Calibration);
        }

        ChartSheet.Write(new Markup(writer), title ?? "Customer value", test.Period, charts);
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
        SegmentChartKind.Migration => [MigrationChart.Of(report.Migration)],
        SegmentChartKind.RfmGrid => [BaseCharts.RfmCounts(report), BaseCharts.RfmValues(report)],
        SegmentChartKind.Activity =>
            [BaseCharts.Activity(report), BaseCharts.Weekdays(report), BaseCharts.Hours(report)],
        SegmentChartKind.Calibration => Calibration(report.ValueBacktest),
        _ =>
        [
            ReportCharts.Sizes(report), ReportCharts.Values(report), RobustnessCharts.Bars(report),
            RobustnessCharts.Silhouettes(report), DecisionCharts.Roi(report), DecisionCharts.Actionability(report),
            RobustnessCharts.HeatMapOf(report), DecisionCharts.Scores(report),
            ReportCharts.Profile(report), DecisionCharts.Readiness(report),
            BaseCharts.Activity(report), ValueCharts.Calibration(report.ValueBacktest),
            MigrationChart.Of(report.Migration),
        ],
    };

    private static Chart?[] Calibration(ReportValueBacktest? test) =>
        [ValueCharts.Calibration(test), ValueCharts.Orders(test)];

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
        SegmentChartKind.Calibration => "Run Measure-CustomerValue -HoldoutDays first, and pipe what it found.",
        SegmentChartKind.Activity => "Segment profiles of events with times of day: Import-CustomerEvent first.",
        _ => "Run Invoke-Segmentation again: these segments carry no features.",
    };
}
