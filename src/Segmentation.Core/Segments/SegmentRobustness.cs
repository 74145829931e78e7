using System;
using System.Collections.Generic;

namespace Segmentation.Segments;

/// <summary>How far a segment can be trusted; thresholds of Hennig (2007) on the mean bootstrap Jaccard.</summary>
public enum RobustnessVerdict
{
    /// <summary>It could not be assessed; the reasons say why.</summary>
    NotAssessed,

    /// <summary>Mean Jaccard below .60: do not build on it.</summary>
    Unstable,

    /// <summary>.60 to .75: there is a pattern, but who belongs to it is doubtful.</summary>
    Pattern,

    /// <summary>.75 to .85: a valid, stable segment.</summary>
    Stable,

    /// <summary>.85 and more.</summary>
    HighlyStable,
}

/// <summary>What a segment is made of, after Dolnicar and Leisch: found, re-found or made.</summary>
public enum StructureClass
{
    /// <summary>It could not be told; the reasons say why.</summary>
    NotAssessed,

    /// <summary>Stable, but not more than in data without any dependence: a useful cut through a continuum.</summary>
    Constructive,

    /// <summary>Stable, and more than without dependence, but no separate group: a cut through a correlated
    /// cloud.</summary>
    Reproducible,

    /// <summary>Stable, more than in both kinds of structureless data, and predictable in new customers.</summary>
    Natural,
}

/// <summary>The tiers of <see cref="SegmentRobustness.SeedScore"/>.</summary>
public enum SeedTier
{
    /// <summary>Below .5.</summary>
    Low,

    /// <summary>.5 to .75.</summary>
    Medium,

    /// <summary>.75 and more.</summary>
    High,
}

/// <summary>What the robustness tests found for one segment. A test that did not run leaves null.</summary>
public sealed record SegmentRobustness
{
    /// <summary>The verdict: the minimum over the tests that ran.</summary>
    public required RobustnessVerdict Verdict { get; init; }

    /// <summary>Why the verdict is what it is, in words.</summary>
    public required IReadOnlyList<string> Reasons { get; init => field = Listed.Of(value); }

    /// <summary>Mean over replicates of the best Jaccard match, in [0, 1].</summary>
    public double? BootstrapJaccard { get; init; }

    /// <summary>Standard deviation over replicates.</summary>
    public double? BootstrapJaccardStandardDeviation { get; init; }

    /// <summary>The 5 % quantile over replicates.</summary>
    public double? BootstrapJaccardP5 { get; init; }

    /// <summary>Monte-Carlo standard error of the mean: standard deviation / √replicates.</summary>
    public double? BootstrapJaccardStandardError { get; init; }

    /// <summary>Replicates in which the segment dissolved (best Jaccard ≤ .5).</summary>
    public int? DissolvedCount { get; init; }

    /// <summary>Replicates in which the segment was recovered (best Jaccard ≥ .75).</summary>
    public int? RecoveredCount { get; init; }

    /// <summary>The number of bootstrap replicates.</summary>
    public int? ReplicateCount { get; init; }

    /// <summary>The rows each replicate drew from; fewer than all customers when the base is large.</summary>
    public int? SampleSize { get; init; }

    /// <summary>The seed of the replicates.</summary>
    public int? Seed { get; init; }

    /// <summary>What the segment is made of; needs the nulls and prediction strength.</summary>
    public StructureClass Structure { get; init; }

    /// <summary>Mean over single random starts of the best Jaccard match: whether the optimum is found at all.</summary>
    public double? SeedJaccard { get; init; }

    /// <summary>What became of the segment without each group of features that move together.</summary>
    public IReadOnlyList<FeatureDrop>? FeatureDrops { get; init => field = Listed.Of(value); }

    /// <summary>The features without which the segment dissolves (best Jaccard ≤ .5).</summary>
    public IReadOnlyList<string> CarrierFeatures { get; init => field = Listed.Of(value); } = [];

    /// <summary>
    /// Mean best Jaccard after one feature of pure noise was added; for rules and RFM scores, after their thresholds were
    /// moved by up to 2 % of the customers.
    /// </summary>
    public double? NoiseJaccard { get; init; }

    /// <summary>Mean over earlier windows of the best Jaccard of a new segmentation, without recency.</summary>
    public double? TimeJaccard { get; init; }

    /// <summary>What became of the segment in each earlier window.</summary>
    public IReadOnlyList<SegmentTimeWindow>? TimeWindows { get; init => field = Listed.Of(value); }

    /// <summary>
    /// How often data with the same margins but no dependence has a segment of this size rank as stable: the p-value.
    /// </summary>
    public double? PermutedNullP { get; init; }

    /// <summary>The same against one normal cloud with the same covariance.</summary>
    public double? GaussianNullP { get; init; }

    /// <summary>Bootstrap Jaccard less the larger mean of the two nulls.</summary>
    public double? NullExcess { get; init; }

    /// <summary>
    /// The share of the segment's pairs of customers that another half of the data keeps together, in the worst of the
    /// segments: the prediction strength of the whole solution.
    /// </summary>
    public double? PredictionStrength { get; init; }

    /// <summary>How surely each member belongs to the segment.</summary>
    public MemberConfidence? MemberConfidence { get; init; }

    /// <summary>
    /// The classical weighted score, on sound inputs: 0.6 · features + 0.4 · time, or 0.4 · features + 0.3 · time +
    /// 0.2 · sampling + 0.1 · threshold, where features is the mean Jaccard over feature drops, time
    /// <see cref="TimeJaccard"/>, sampling <see cref="BootstrapJaccard"/> and threshold <see cref="NoiseJaccard"/>.
    /// Null unless features and time were tested. The verdict does not use it: it averages unlike things.
    /// </summary>
    public double? SeedScore { get; init; }

    /// <summary>The tier of <see cref="SeedScore"/>.</summary>
    public SeedTier? SeedTier => SeedScore switch
    {
        null => null,
        >= 0.75 => Segments.SeedTier.High,
        >= 0.5 => Segments.SeedTier.Medium,
        _ => Segments.SeedTier.Low,
    };

    /// <summary>What was found for the solution as a whole.</summary>
    public SolutionRobustness? Solution { get; init; }
}

/// <summary>A segment after a group of features was left out, the rest rescaled and clustered anew.</summary>
/// <param name="Features">The features left out: correlated ones (|ρ| above .8) go together.</param>
/// <param name="Jaccard">The best Jaccard match of the segment, in [0, 1].</param>
public sealed record FeatureDrop(IReadOnlyList<string> Features, double Jaccard);

/// <summary>A segment in an earlier window.</summary>
/// <param name="AsOf">The end of the window.</param>
/// <param name="From">Its start; null when all earlier history counts.</param>
/// <param name="Stayed">
/// Fixed model: the share of the members with a profile then who were in the segment then already; null when none had.
/// </param>
/// <param name="Jaccard">
/// New segmentation of the window: the best Jaccard match on customers present in both; null when that cannot be told.
/// </param>
public sealed record SegmentTimeWindow(DateTimeOffset AsOf, DateTimeOffset? From, double? Stayed, double? Jaccard);

/// <summary>How surely each member of a segment belongs to it, in compact columns.</summary>
public sealed record MemberConfidence
{
    /// <summary>The members, as <see cref="Segment.CustomerIds"/>.</summary>
    public required IReadOnlyList<string> CustomerIds { get; init => field = Listed.Of(value); }

    /// <summary>The share of replicates that put the member into the matching segment; do not act on those below
    /// .6.</summary>
    public required IReadOnlyList<float> Consensus { get; init => field = Listed.Of(value); }

    /// <summary>
    /// (distance to the next centroid − distance to the own) / distance to the next, in [0, 1]: 0 on the border; NaN for rules, which have no distances.
    /// </summary>
    public required IReadOnlyList<float> Margin { get; init => field = Listed.Of(value); }

    /// <summary>The replicates that voted.</summary>
    public required int ReplicateCount { get; init; }

    /// <summary>The mean consensus.</summary>
    public required double Mean { get; init; }

    /// <summary>The share of members with a consensus below .6.</summary>
    public required double ShareBelow60 { get; init; }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"mean {Mean:F2}, {ShareBelow60 * 100:F0} % below .6");
}
