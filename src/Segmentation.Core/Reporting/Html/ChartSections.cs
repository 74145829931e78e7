using System.Collections.Generic;
using System.Linq;
using Segmentation.Reporting.Charts;

namespace Segmentation.Reporting.Html;

/// <summary>What can be acted on, and what that is expected to bring, segment beside segment.</summary>
internal static class DecisionSection
{
    public static bool Applies(SegmentReport report) =>
        DecisionCharts.Readiness(report) is not null || DecisionCharts.Actionability(report) is not null
            || DecisionCharts.Roi(report) is not null || DecisionCharts.Scores(report) is not null;

    public static void Write(Markup html, SegmentReport report)
    {
        Parts.Row(html, DecisionCharts.Readiness(report), DecisionCharts.Dimensions(report));
        Parts.Row(
            html, Untabled(DecisionCharts.Actionability(report)), Untabled(DecisionCharts.Scores(report)));
        Parts.Row(html, DecisionCharts.Roi(report), DecisionCharts.Profit(report));
    }

    // Each cell says its figure, and each card has it too.
    private static Chart? Untabled(Chart? chart) => chart is null ? null : chart with { Data = null };
}

/// <summary>When customers act and how they score, over all segments.</summary>
internal static class BaseSection
{
    public static bool Applies(SegmentReport report) =>
        BaseCharts.Activity(report) is not null || BaseCharts.Weekdays(report) is not null
            || BaseCharts.RfmCounts(report) is not null;

    public static void Write(Markup html, SegmentReport report)
    {
        Parts.Stack(
            html, BaseCharts.Activity(report), BaseCharts.Hours(report), BaseCharts.Weekdays(report));
        Parts.Row(html, BaseCharts.RfmCounts(report), BaseCharts.RfmValues(report));
    }
}

/// <summary>How customers moved between segments.</summary>
internal static class MigrationSection
{
    public static void Write(Markup html, SegmentReport report)
    {
        ReportMigration migration = report.Migration!;
        if (migration.Statement is { } statement)
        {
            html.Element("p", statement);
        }

        if (migration.Reasons is { Count: > 0 } reasons)
        {
            Parts.List(html, reasons);
        }

        Parts.Stack(html, MigrationChart.Of(migration));
        if (migration.Lineage is not { Count: > 0 } lineage)
        {
            return;
        }

        Parts.Table(
            html,
            $"What became of each segment from {migration.Before} to {migration.After}",
            [
                new("Segment"),
                new("What happened", "text"),
                new("Before", "n"),
                new("After", "n"),
                new("Entered", "n"),
                new("Left", "n"),
                new("Stayed", "n"),
            ],
            lineage.Select(row => (IReadOnlyList<string>)
            [
                Figures.Short(row.Segment, 80),
                row.Text,
                Figures.Count(row.SizeBefore),
                Figures.Count(row.SizeAfter),
                Figures.Count(row.Entered),
                Figures.Count(row.Left),
                Figures.Count(row.Stayed),
            ]));
    }
}
