namespace Segmentation.Segments;

/// <summary>The thresholds a segment has to meet. Null switches a criterion off.</summary>
public sealed record ValidationCriteria
{
    /// <summary>The smallest acceptable number of members.</summary>
    public int? MinimumSize { get; init; } = 10;

    /// <summary>The largest acceptable share of all customers, in [0, 1].</summary>
    public double? MaximumShare { get; init; } = 0.5;

    /// <summary>The smallest acceptable expected value of all members, in the data's currency.</summary>
    public decimal? MinimumTotalClv { get; init; } = 1000;

    /// <summary>The smallest expected value per member, in the data's currency; a miss warns.</summary>
    public decimal? MinimumAverageClv { get; init; } = 50;

    /// <summary>The smallest mean Jaccard over feature drops, in [0, 1]; a miss warns.</summary>
    public double? MinimumFeatureStability { get; init; } = 0.3;

    /// <summary>The smallest mean Jaccard over earlier windows, in [0, 1]; a miss warns.</summary>
    public double? MinimumTimeConsistency { get; init; } = 0.3;

    /// <summary>The smallest overall robustness, in [0, 1]: where a segment is no longer Unstable.</summary>
    public double? MinimumRobustness { get; init; } = 0.6;

    /// <summary>The smallest expected return on the cost to reach the segment: profit / cost.</summary>
    public double? MinimumRoi { get; init; } = 0.5;

    /// <summary>The largest cost to reach the segment as a share of its expected value; a miss warns.</summary>
    public double? MaximumCostToClv { get; init; } = 0.3;

    /// <summary>How many of WHAT, WHEN, HOW and WHO must be actionable.</summary>
    public int? MinimumDimensions { get; init; } = 1;

    /// <summary>The smallest mean of the four viability scores, in [0, 1]; a miss warns.</summary>
    public double? MinimumViabilityScore { get; init; } = 0.3;
}
