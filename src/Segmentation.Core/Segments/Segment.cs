using System.Collections.Generic;

namespace Segmentation.Segments;

/// <summary>
/// One segment with everything learned about it so far. Stages never change one: they emit a copy that knows more.
/// </summary>
public sealed record Segment
{
    /// <summary>The segment's id within its run: <c>S1</c> is the largest.</summary>
    public required string SegmentId { get; init; }

    /// <summary>A short business name, unique within the run, from what sets the segment apart.</summary>
    public required string Name { get; init; }

    /// <summary>The number of members.</summary>
    public required int Size { get; init; }

    /// <summary>The share of all segmented customers, in [0, 1].</summary>
    public required double Share { get; init; }

    /// <summary>Net revenue of all members; null when the input has no revenue.</summary>
    public decimal? TotalRevenue { get; init; }

    /// <summary>Net revenue per member; null when the input has no revenue.</summary>
    public decimal? AverageRevenue { get; init; }

    /// <summary>Expected future value of all members; null until a value model has scored them.</summary>
    public decimal? TotalClv { get; init; }

    /// <summary>Expected future value per member; null until a value model has scored them.</summary>
    public decimal? AverageClv { get; init; }

    /// <summary>The mean silhouette of the members in [−1, 1]; null when it cannot be computed.</summary>
    public double? Silhouette { get; init; }

    /// <summary>
    /// How the members' silhouettes are spread: their quantiles 0, 5, … 100 %; null when they cannot be computed.
    /// </summary>
    public IReadOnlyList<double>? SilhouetteQuantiles { get; init => field = Listed.Of(value); }

    /// <summary>What sets the segment apart from the rest of the base, strongest first.</summary>
    public required IReadOnlyList<SegmentTrait> Traits { get; init => field = Listed.Of(value); }

    /// <summary>How far the segment can be trusted; null until <c>Test-SegmentRobustness</c> ran.</summary>
    public SegmentRobustness? Robustness { get; init; }

    /// <summary>The verdict of <see cref="Robustness"/>; null until it ran.</summary>
    public RobustnessVerdict? Verdict => Robustness?.Verdict;

    /// <summary>What the segment is made of; null until the nulls were tested.</summary>
    public StructureClass? Structure => Robustness?.Structure;

    /// <summary>Its mean bootstrap Jaccard; null until it was tested.</summary>
    public double? BootstrapJaccard => Robustness?.BootstrapJaccard;

    /// <summary>The features without which it dissolves; null until that was tested.</summary>
    public IReadOnlyList<string>? CarrierFeatures =>
        Robustness?.FeatureDrops is null ? null : Robustness.CarrierFeatures;

    /// <summary>Whether it meets the criteria; null until <c>Test-SegmentViability</c> ran.</summary>
    public SegmentValidation? Validation { get; init; }

    /// <summary>What acting on it costs and brings; null until <c>Test-SegmentViability</c> ran.</summary>
    public SegmentViability? Viability { get; init; }

    /// <summary>What there is to act on; null until <c>Test-SegmentActionability</c> ran.</summary>
    public SegmentActionability? Actionability { get; init; }

    /// <summary>
    /// What its members may buy first in other categories; null until <c>Test-SegmentViability -Opportunity</c> was told.
    /// </summary>
    public SegmentLookAlikes? LookAlikes { get; init; }

    /// <summary>The segment in business language; null until <c>Add-SegmentExplanation</c> ran.</summary>
    public SegmentExplanation? Explanation { get; init; }

    /// <summary>The verdict over all of it; null until validation or actionability was judged.</summary>
    public SegmentDecision? Decision { get; init; }

    /// <summary>Whether it is valid and actionable; null while either is not known.</summary>
    public bool? ProductionReady => Decision?.IsUsable;

    /// <summary>
    /// The condition on raw values that comes closest to the segment: as PowerShell filter and SQL, with precision and
    /// recall. Made when first asked for; null where no thresholds tell the segments apart.
    /// </summary>
    public SegmentRule? Rule => Run.RuleOf(this);

    /// <summary>The members, in ordinal order.</summary>
    public required IReadOnlyList<string> CustomerIds { get; init => field = Listed.Of(value); }

    /// <summary>
    /// The steps that led to what is known of it, from the data on; empty when they are not known. Filters between steps
    /// leave no trace.
    /// </summary>
    public IReadOnlyList<RunStep> Steps
    {
        get => field ?? Run.Steps;
        init => field = Listed.Of(value);
    }

    /// <summary>The run the segment belongs to: model, features, seed, as-of date, all other customers.</summary>
    public required SegmentationRun Run { get; init; }
}
