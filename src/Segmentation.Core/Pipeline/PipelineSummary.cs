using System.Linq;
using Segmentation.Segments;

namespace Segmentation.Pipeline;

/// <summary>The counts of a run. What a stage that did not run would have counted is null.</summary>
public sealed record PipelineSummary
{
    /// <summary>The events used.</summary>
    public long? EventCount { get; init; }

    /// <summary>The customers with a profile.</summary>
    public int? CustomerCount { get; init; }

    /// <summary>The past ids that were merged into other ids.</summary>
    public int? MergedIdCount { get; init; }

    /// <summary>The segments.</summary>
    public int? SegmentCount { get; init; }

    /// <summary>The mean silhouette in [−1, 1].</summary>
    public double? Silhouette { get; init; }

    /// <summary>Segments with a verdict of <c>Stable</c> or <c>HighlyStable</c>.</summary>
    public int? StableSegmentCount { get; init; }

    /// <summary>Segments that meet the criteria.</summary>
    public int? ValidSegmentCount { get; init; }

    /// <summary>Segments that offer something to act on.</summary>
    public int? ActionableSegmentCount { get; init; }

    /// <summary>Segments that are both.</summary>
    public int? ProductionReadySegmentCount { get; init; }

    /// <summary>Segments that failed one of the two.</summary>
    public int? RejectedSegmentCount { get; init; }

    /// <summary>The share of segmented customers in production-ready segments, in [0, 1].</summary>
    public double? ProductionReadyShare { get; init; }

    /// <summary>Net revenue of all segments.</summary>
    public decimal? TotalRevenue { get; init; }

    /// <summary>Expected future value of all segments.</summary>
    public decimal? TotalClv { get; init; }

    /// <summary>What acting on all look-alikes is expected to add; null when they were not looked for.</summary>
    public decimal? LookAlikeValue { get; init; }

    /// <summary>The counts of a result.</summary>
    internal static PipelineSummary Of(PipelineResult result)
    {
        bool decided = result.Segments?.Any(s => s.Decision is not null) == true;
        return new PipelineSummary
        {
            EventCount = result.ProfileTable?.Intake?.EventCount,
            CustomerCount = result.ProfileTable?.Count,
            MergedIdCount = result.MergeMap?.MergedIdCount,
            SegmentCount = result.Segments?.Count,
            Silhouette = result.Run?.Silhouette,
            StableSegmentCount = result.Robustness?.Count(
                r => r.Verdict is RobustnessVerdict.Stable or RobustnessVerdict.HighlyStable),
            ValidSegmentCount = result.Validation is null ? null : result.ValidSegments.Count,
            ActionableSegmentCount = result.Actionability is null ? null : result.ActionableSegments.Count,
            ProductionReadySegmentCount = decided ? result.ProductionReadySegments.Count : null,
            RejectedSegmentCount = result.Decisions?.RejectedCount,
            LookAlikeValue = result.LookAlikes?.Total?.IncrementalValue,
            ProductionReadyShare = decided ? result.ProductionReadySegments.Sum(s => s.Share) : null,
            TotalRevenue = Sum(result, s => s.TotalRevenue),
            TotalClv = Sum(result, s => s.TotalClv),
        };
    }

    private static decimal? Sum(PipelineResult result, System.Func<Segment, decimal?> part) =>
        result.Segments is { } segments && segments.All(s => part(s) is not null) ? segments.Sum(part) : null;
}
