using System.Collections.Generic;
using System.Linq;
using Segmentation.Segments;

namespace Segmentation.Reporting;

/// <summary>What a report says in sentences: each one is a figure of the document put into words.</summary>
internal static class ReportText
{
    /// <summary>What was asked.</summary>
    public static string Question(SegmentReport report)
    {
        ReportRun run = report.Run;
        string asOf = run.AsOf is { } moment ? $", described as of {Figures.Day(moment)}," : string.Empty;
        string filtered = report.Summary.SegmentsShown < run.ClusterCount
            ? $" {Figures.Count(report.Summary.SegmentsShown)} of {Figures.Plural(run.ClusterCount, "segment")} shown."
            : string.Empty;
        return $"{Figures.Plural(run.CustomerCount, "customer")}{asOf} divided into "
            + $"{Figures.Plural(run.ClusterCount, "segment")} by {Figures.Method(run.Method)}.{filtered}";
    }

    /// <summary>What it was asked of.</summary>
    public static IEnumerable<(string Term, string Text)> Asked(SegmentReport report)
    {
        yield return ("Data", report.Run.Source);
        if (report.Intake is { } intake)
        {
            yield return ("Rows", Rows(intake));
        }

        if (report.Run.SkippedCustomerCount is > 0 and int skipped)
        {
            yield return ("Not segmented",
                $"{Figures.Plural(skipped, "customer")} without a value in any feature");
        }

        if (report.Run.AsOf is { } asOf)
        {
            yield return ("As of", Figures.Moment(asOf));
        }

        yield return ("Seed", Figures.Plain(report.Run.Seed));
    }

    /// <summary>The few sentences a reader should leave with.</summary>
    public static IEnumerable<string> Findings(SegmentReport report)
    {
        ReportSegment largest = report.Segments.MaxBy(s => s.Size)!;
        ReportSegment? richest = report.Segments
            .Where(s => s.RevenueShare > s.Share)
            .MaxBy(s => s.RevenueShare - s.Share);
        if (richest is not null)
        {
            yield return $"{Name(richest)} brings {Figures.Percent(richest.RevenueShare)} of net revenue with "
                + $"{Figures.Percent(richest.Share)} of the customers.";
        }

        if (largest != richest && report.Segments.Count > 1)
        {
            string revenue = largest.RevenueShare is { } share
                ? $" and {Figures.Percent(share)} of net revenue"
                : string.Empty;
            string among = report.Segments.Count < report.Run.ClusterCount ? "largest of those shown" : "largest";
            yield return
                $"{Name(largest)} is the {among} with {Figures.Percent(largest.Share)} of the customers{revenue}.";
        }

        yield return Trust(report);
    }

    /// <summary>A segment's name within a sentence, isolated so that no script's direction spills over.</summary>
    public static string Name(ReportSegment segment) =>
        $"{segment.SegmentId} \u2068{Figures.Short(segment.Name, 80)}\u2069";

    /// <summary>Rows read, used and skipped, with the reasons.</summary>
    public static string Rows(ReportIntake intake)
    {
        string text = $"{Figures.Count(intake.RowsRead)} read, {Figures.Count(intake.RowsUsed)} used";
        long skipped = intake.RowsSkipped.Sum(s => s.Count);
        if (skipped == 0)
        {
            return text + ", none skipped";
        }

        const int shown = 3;
        IEnumerable<string> reasons = intake.RowsSkipped
            .OrderByDescending(s => s.Count)
            .Take(shown)
            .Select(s => $"{Figures.Count(s.Count)} {s.Reason}");
        string more = intake.RowsSkipped.Count > shown ? "; more under Data" : string.Empty;
        return $"{text}, {Figures.Count(skipped)} skipped ({string.Join("; ", reasons)}{more})";
    }

    private static string Trust(SegmentReport report)
    {
        List<ReportSegment> tested = [.. report.Segments.Where(s => s.Robustness is not null)];
        if (tested.Count == 0)
        {
            return "How far these segments can be trusted has not been tested.";
        }

        List<ReportSegment> assessed =
            [.. tested.Where(s => s.Robustness!.Verdict != RobustnessVerdict.NotAssessed)];
        if (assessed.Count == 0)
        {
            return "How far these segments can be trusted could not be assessed.";
        }

        int sound = assessed.Count(
            s => s.Robustness!.Verdict is RobustnessVerdict.Stable or RobustnessVerdict.HighlyStable);
        List<ReportSegment> unstable = [.. assessed.Where(s => s.Robustness!.Verdict == RobustnessVerdict.Unstable)];
        string of = assessed.Count == report.Segments.Count
            ? Figures.Plural(assessed.Count, "segment")
            : Figures.Plural(assessed.Count, "assessed segment");
        string warning = unstable.Count == 0
            ? string.Empty
            : $" Do not build on {string.Join(", ", unstable.Select(Name))}.";
        return $"{Figures.Count(sound)} of {of} {(sound == 1 ? "is" : "are")} stable or better.{warning}";
    }
}
