using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Clustering;
using Segmentation.Segments;

namespace Segmentation.PowerShell.Binding;

/// <summary>What a cmdlet says about a segmentation beside its segments.</summary>
internal static class RunNotes
{
    private const int FindingsShown = 10;

    /// <summary>Writes why there are so many segments, and warns of what a user has to know.</summary>
    public static void Write(SegmentationCmdlet cmdlet, SegmentationRun run)
    {
        int features = run.Features.Count;
        cmdlet.Verbose($"{run.CustomerCount} rows in {run.ClusterCount} segments, {features} features, seed {run.Seed}.");
        cmdlet.Verbose($"{run.ClusterCountReason}");
        foreach (ClusterCountVote vote in run.ClusterCountChoices)
        {
            cmdlet.Verbose($"{vote.Criterion} would choose {vote.ClusterCount}: {vote.Reason}.");
        }

        if (run.FoundNoStructure)
        {
            cmdlet.WriteWarning(run.ClusterCountReason);
        }

        WarnOfFindings(cmdlet, run);
        if (run.DroppedFeatures.Count > 0)
        {
            cmdlet.Verbose($"Left out: {string.Join("; ", run.DroppedFeatures.Select(d => $"{d.Name} ({d.Reason})"))}.");
        }

        if (run.SkippedIds.Count > 0)
        {
            cmdlet.WriteWarning(FormattableString.Invariant(
                $"{run.SkippedIds.Count:N0} rows have no value in any feature and no segment. See Run.SkippedIds."));
        }
    }

    /// <summary>Warns of each criterion that the segmentation as a whole misses.</summary>
    /// <returns>Whether there is one.</returns>
    public static bool WarnOfFailedChecks(SegmentationCmdlet cmdlet, IReadOnlyList<Segment> segments)
    {
        string[] failed =
        [
            .. segments.SelectMany(s => s.Run.Checks).Where(c => c.Outcome == CheckOutcome.Failed).Select(c => c.Reason)
                .Distinct(StringComparer.Ordinal),
        ];
        Array.ForEach(failed, cmdlet.WriteWarning);
        return failed.Length > 0;
    }

    private static void WarnOfFindings(SegmentationCmdlet cmdlet, SegmentationRun run)
    {
        IReadOnlyList<string> findings = run.RuleLint?.Findings ?? [];
        foreach (string finding in findings.Take(FindingsShown))
        {
            cmdlet.WriteWarning(finding);
        }

        if (findings.Count > FindingsShown)
        {
            cmdlet.WriteWarning(FormattableString.Invariant(
                $"{findings.Count - FindingsShown} more findings are in Run.RuleLint.Findings."));
        }
    }
}
