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
        Parts.Row(html, DecisionCharts.Actionability(report), DecisionCharts.Scores(report));
        Parts.Row(html, DecisionCharts.Roi(report), DecisionCharts.Profit(report));
    }
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
    public static void Write(Markup html, SegmentReport report) =>
        Parts.Stack(html, MigrationChart.Of(report.Migration));
}
