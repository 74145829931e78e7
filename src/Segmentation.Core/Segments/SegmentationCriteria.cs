namespace Segmentation.Segments;

/// <summary>The thresholds a segmentation as a whole has to meet. Null switches a criterion off.</summary>
public sealed record SegmentationCriteria
{
    /// <summary>
    /// The smallest acceptable share of all customers, in [0, 1], whom the segmentation places: who has no value in any
    /// feature, or matches no rule, is not placed.
    /// </summary>
    public double? MinimumCoverage { get; init; } = 0.8;

    /// <summary>The fewest acceptable segments: one divides nobody.</summary>
    public int? MinimumSegmentCount { get; init; } = 2;

    /// <summary>The most acceptable segments.</summary>
    public int? MaximumSegmentCount { get; init; }

    /// <summary>The smallest acceptable share of all segmented customers, in [0, 1], of the smallest segment.</summary>
    public double? MinimumShare { get; init; } = 0.01;
}
