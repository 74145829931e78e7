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
        Parts.Stack(html, DecisionCharts.Actionability(report));
        Parts.Row(html, DecisionCharts.Roi(report), DecisionCharts.Profit(report));
        Parts.Stack(html, DecisionCharts.Scores(report));
    }
}

/// <summary>When customers act and how they score, over all segments.</summary>
internal static class BaseSection
{
    public static bool Applies(SegmentReport report) =>
        BaseCharts.Activity(report) is not null || BaseCharts.Weekdays(report) is not null
            || BaseCharts.RfmCounts(report) is not null;

    public static void Write(Markup html, SegmentReport report) => Parts.Stack(
        html,
        BaseCharts.Activity(report),
        BaseCharts.Weekdays(report),
        BaseCharts.Hours(report),
        BaseCharts.RfmCounts(report),
        BaseCharts.RfmValues(report));
}

/// <summary>How customers moved between segments.</summary>
internal static class MigrationSection
{
    public static void Write(Markup html, SegmentReport report) => Parts.Stack(html, BaseCharts.Migration(report.Migration));
}
