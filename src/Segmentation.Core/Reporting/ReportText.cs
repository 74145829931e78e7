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
        if (report.Privacy is { } privacy)
        {
            yield return ("For sharing",
                $"no figure is about fewer than {Figures.Plural(privacy.MinimumCellSize, "customer")}"
                + (privacy.Withheld.Count == 0 ? "; nothing had to be withheld" : "; what is withheld is listed below"));
        }
    }

    /// <summary>The few sentences a reader should leave with.</summary>
    public static IEnumerable<string> Findings(SegmentReport report)
    {
        ReportSegment largest = report.Segments.MaxBy(s => s.Size ?? 0)!;
        ReportSegment? richest = report.Segments
            .Where(s => s.RevenueShare > s.Share)
            .MaxBy(s => s.RevenueShare - s.Share);
        if (richest is not null)
        {
            yield return $"{Name(richest)} brings {Figures.Percent(richest.RevenueShare)} of net revenue with "
                + $"{Figures.Percent(richest.Share)} of the customers.";
        }

        if (largest != richest && largest.Share is not null && report.Segments.Count > 1)
        {
            string revenue = largest.RevenueShare is { } share
                ? $" and {Figures.Percent(share)} of net revenue"
                : string.Empty;
            string among = report.Segments.Count < report.Run.ClusterCount ? "largest of those shown" : "largest";
            yield return
                $"{Name(largest)} is the {among} with {Figures.Percent(largest.Share)} of the customers{revenue}.";
        }

        yield return Trust(report);
        foreach (ValidationCheck check in (report.Run.Checks ?? []).Where(c => c.Outcome == CheckOutcome.Failed))
        {
            yield return check.Reason;
        }
    }

    /// <summary>What to do, most urgent first, and what to leave; nothing where it was not decided.</summary>
    public static IEnumerable<string> Advice(SegmentReport report)
    {
        foreach (ReportSegment segment in report.Segments
            .Where(s => s.Decision?.IsUsable == true)
            .OrderByDescending(s => s.Decision!.Priority ?? -1))
        {
            string priority = segment.Decision!.Priority is { } points
                ? $" (priority {Figures.Number(points, 0)} of 100)"
                : string.Empty;
            yield return $"Use {Name(segment)}{priority}: "
                + (segment.Actionability?.RecommendedAction ?? "what to do about it was not judged.");
        }

        foreach (ReportSegment segment in report.Segments.Where(s => s.Decision?.IsUsable == false))
        {
            yield return $"Leave {Name(segment)}: {string.Join(" ", segment.Decision!.Reasons.Take(2))}";
        }
    }

    /// <summary>What a short summary tells about each segment: what the stages that ran have found.</summary>
    public static IEnumerable<(string Heading, System.Func<ReportSegment, string> Cell)> Columns(SegmentReport report)
    {
        yield return ("Segment", Name);
        yield return ("Customers", s => s.Size is null ? Figures.Withheld : Figures.Count(s.Size));
        yield return ("Share", s => Figures.Percent(s.Share));
        if (report.Segments.Any(s => s.TotalRevenue is not null))
        {
            yield return ("Net revenue", s => Figures.Money(s.TotalRevenue));
            yield return ("per customer", s => Figures.Money(s.AverageRevenue, 2));
        }

        if (report.Segments.Any(s => s.TotalClv is not null))
        {
            yield return ("CLV", s => Figures.Money(s.TotalClv));
        }

        if (report.Segments.Any(s => s.Robustness is not null))
        {
            yield return ("Trust", s => s.Robustness is { } found ? Figures.Verdict(found.Verdict) : "not tested");
        }

        if (report.Segments.Any(s => s.Decision is not null))
        {
            yield return ("Decision", s => JudgementText.Decision(s.Decision?.IsUsable));
        }
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

        IEnumerable<string> reasons = intake.RowsSkipped
            .OrderByDescending(s => s.Count)
            .Select(s => $"{Figures.Count(s.Count)} {s.Reason}");
        return $"{text}, {Figures.Count(skipped)} skipped ({string.Join("; ", reasons)})";
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
