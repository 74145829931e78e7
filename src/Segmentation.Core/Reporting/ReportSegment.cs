using System.Collections.Generic;
using Segmentation.Profiles;
using Segmentation.Segments;

namespace Segmentation.Reporting;

/// <summary>One segment in a report.</summary>
public sealed record ReportSegment
{
    /// <summary>The segment's id within its run.</summary>
    public required string SegmentId { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The number of members; null when it is withheld, see <see cref="ReportPrivacy"/>.</summary>
    public int? Size { get; init; }

    /// <summary>The share of all segmented customers, in [0, 1]; null when it is withheld.</summary>
    public double? Share { get; init; }

    /// <summary>Net revenue of all members; null when the input has no revenue.</summary>
    public decimal? TotalRevenue { get; init; }

    /// <summary>Net revenue per member; null when the input has no revenue.</summary>
    public decimal? AverageRevenue { get; init; }

    /// <summary>
    /// The share of the revenue of all segments, in [0, 1]; null when only some segments of the run are shown, or when
    /// a segment's revenue is unknown or negative.
    /// </summary>
    public double? RevenueShare { get; init; }

    /// <summary>Expected future value of all members; null without a value model.</summary>
    public decimal? TotalClv { get; init; }

    /// <summary>Expected future value per member; null without a value model.</summary>
    public decimal? AverageClv { get; init; }

    /// <summary>Mean silhouette of the members in [−1, 1]; null when it cannot be computed.</summary>
    public double? Silhouette { get; init; }

    /// <summary>The quantiles 0, 5, … 100 % of the members' silhouettes; null when they cannot be computed.</summary>
    public IReadOnlyList<double>? SilhouetteQuantiles { get; init => field = Listed.Of(value); }

    /// <summary>Gross revenue / orders of all members; null without an order.</summary>
    public decimal? AverageOrderValue { get; init; }

    /// <summary>
    /// The members by the weekday, and by the hour, at which each of them acts most; null when the profiles do not say.
    /// </summary>
    public IReadOnlyList<ReportActivityCell>? Activity { get; init => field = Listed.Of(value); }

    /// <summary>What sets the segment apart, strongest first.</summary>
    public required IReadOnlyList<ReportTrait> Traits { get; init => field = Listed.Of(value); }

    /// <summary>The condition on raw values closest to the segment; null where there is none.</summary>
    public ReportRule? Rule { get; init; }

    /// <summary>How far the segment can be trusted; null when that was not tested.</summary>
    public ReportRobustness? Robustness { get; init; }

    /// <summary>Whether it meets the criteria, check by check; null when that was not judged.</summary>
    public SegmentValidation? Validation { get; init; }

    /// <summary>What acting on it costs and brings; null when that was not judged.</summary>
    public SegmentViability? Viability { get; init; }

    /// <summary>What there is to act on: WHAT, WHEN, HOW and WHO; null when that was not judged.</summary>
    public SegmentActionability? Actionability { get; init; }

    /// <summary>The segment in business language; null when none was written.</summary>
    public SegmentExplanation? Explanation { get; init; }

    /// <summary>Whether to use it and how soon; null until it was judged.</summary>
    public SegmentDecision? Decision { get; init; }

    /// <summary>The ids of the members; null unless the caller asked for them.</summary>
    public IReadOnlyList<string>? CustomerIds { get; init => field = Listed.Of(value); }

    /// <summary>
    /// The mean of the members in each clustered column; null when the run carries no feature values.
    /// </summary>
    public IReadOnlyList<ReportProfileValue>? Profile { get; init => field = Listed.Of(value); }
}

/// <summary>A segment as one condition on raw values.</summary>
public sealed record ReportRule
{
    /// <summary>The condition in words.</summary>
    public required string Words { get; init; }

    /// <summary>A filter for <c>Where-Object</c>.</summary>
    public required string Filter { get; init; }

    /// <summary>A condition for a <c>WHERE</c> clause.</summary>
    public required string Sql { get; init; }

    /// <summary>The share of those who meet it that belong to the segment; null when nobody meets it.</summary>
    public double? Precision { get; init; }

    /// <summary>The share of the members who meet it; null when not known.</summary>
    public double? Recall { get; init; }
}

/// <summary>One thing that sets a segment apart, with its numbers.</summary>
public sealed record ReportTrait
{
    /// <summary>The feature: a profile column or an input property.</summary>
    public required string Feature { get; init; }

    /// <summary>The trait in business words.</summary>
    public required string Text { get; init; }

    /// <summary>
    /// Standardised difference from everybody else on the feature's transformed scale; null when not finite.
    /// </summary>
    public double? EffectSize { get; init; }

    /// <summary>The mean of the members on the raw scale; null when not known.</summary>
    public double? SegmentMean { get; init; }

    /// <summary>The mean of everybody else on the raw scale; null when not known.</summary>
    public double? RestMean { get; init; }

    /// <summary>The median of the members on the raw scale; null when not known.</summary>
    public double? SegmentMedian { get; init; }

    /// <summary>True where the means are shares of the customers: of those with a word, or a yes; else null.</summary>
    public bool? IsShareOfCustomers { get; init; }

    /// <summary>What the feature measures.</summary>
    public required ProfileUnit Unit { get; init; }
}

/// <summary>What the robustness tests found for a segment. A test that did not run leaves null.</summary>
public sealed record ReportRobustness
{
    /// <summary>The verdict.</summary>
    public required RobustnessVerdict Verdict { get; init; }

    /// <summary>Why, in words.</summary>
    public required IReadOnlyList<string> Reasons { get; init => field = Listed.Of(value); }

    /// <summary>Mean over replicates of the best Jaccard match, in [0, 1].</summary>
    public double? BootstrapJaccard { get; init; }

    /// <summary>Standard deviation over replicates.</summary>
    public double? BootstrapJaccardStandardDeviation { get; init; }

    /// <summary>The 5 % quantile over replicates.</summary>
    public double? BootstrapJaccardP5 { get; init; }

    /// <summary>Monte-Carlo standard error of the mean.</summary>
    public double? BootstrapJaccardStandardError { get; init; }

    /// <summary>Replicates in which the segment dissolved (best Jaccard ≤ .5).</summary>
    public int? DissolvedCount { get; init; }

    /// <summary>Replicates in which the segment was recovered (best Jaccard ≥ .75).</summary>
    public int? RecoveredCount { get; init; }

    /// <summary>The number of bootstrap replicates.</summary>
    public int? ReplicateCount { get; init; }

    /// <summary>The rows each replicate drew from.</summary>
    public int? SampleSize { get; init; }

    /// <summary>The seed of the replicates.</summary>
    public int? Seed { get; init; }

    /// <summary>What the segment is made of; null until the nulls were tested.</summary>
    public StructureClass? Structure { get; init; }

    /// <summary>Mean over single random starts of the best Jaccard match.</summary>
    public double? SeedJaccard { get; init; }

    /// <summary>Mean best Jaccard after one feature of noise was added.</summary>
    public double? NoiseJaccard { get; init; }

    /// <summary>Mean over earlier windows of the best Jaccard of a new segmentation.</summary>
    public double? TimeJaccard { get; init; }

    /// <summary>The features without which the segment dissolves; null until that was tested.</summary>
    public IReadOnlyList<string>? CarrierFeatures { get; init => field = Listed.Of(value); }

    /// <summary>Prediction strength of the whole solution.</summary>
    public double? PredictionStrength { get; init; }

    /// <summary>P-value against permuted columns.</summary>
    public double? PermutedNullP { get; init; }

    /// <summary>P-value against one normal cloud with the same covariance.</summary>
    public double? GaussianNullP { get; init; }

    /// <summary>The classical weighted score; the verdict does not use it.</summary>
    public double? SeedScore { get; init; }

    /// <summary>Mean share of replicates that put a member into the segment.</summary>
    public double? MemberConfidence { get; init; }

    /// <summary>The share of members below .6 of that.</summary>
    public double? UnsureMemberShare { get; init; }
}

/// <summary>The mean of a segment's members in one clustered column.</summary>
/// <param name="Feature">The feature.</param>
/// <param name="Label">Its name in business words; the two columns of a cyclic feature are told apart here.</param>
/// <param name="StandardizedMean">
/// (mean of the members − mean of all customers) / standard deviation of all customers, after the feature's transform;
/// null when the column does not vary.
/// </param>
public sealed record ReportProfileValue(string Feature, string Label, double? StandardizedMean = null);

/// <summary>For how many segments a dimension is actionable.</summary>
/// <param name="Dimension"><c>WHAT</c>, <c>WHEN</c>, <c>HOW</c> or <c>WHO</c>.</param>
/// <param name="Count">The number of segments.</param>
public sealed record ReportDimensionCount(string Dimension, int Count);

/// <summary>How many segments got a verdict.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Count">The number of segments, at least 1.</param>
public sealed record ReportVerdictCount(RobustnessVerdict Verdict, int Count);
