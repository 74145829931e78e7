using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Serialization;
using Segmentation.Profiles;

namespace Segmentation.Segments;

/// <summary>How sure a claim is.</summary>
public enum ConfidenceLevel
{
    /// <summary>It could not be told.</summary>
    NotAssessed,

    /// <summary>Weak or contradicting evidence.</summary>
    Low,

    /// <summary>Fair evidence.</summary>
    Medium,

    /// <summary>Strong evidence.</summary>
    High,
}

/// <summary>What a segment offers to act on: what to offer, when, how, and whom first.</summary>
public sealed record SegmentActionability
{
    /// <summary>Product or offer.</summary>
    public required ActionabilityDimension What { get; init; }

    /// <summary>Timing.</summary>
    public required ActionabilityDimension When { get; init; }

    /// <summary>Channel and message.</summary>
    public required ActionabilityDimension How { get; init; }

    /// <summary>Priority.</summary>
    public required ActionabilityDimension Who { get; init; }

    /// <summary>Whether at least one dimension is actionable; null when none could be assessed.</summary>
    public bool? IsActionable =>
        All.Any(d => d.IsActionable == true) ? true : All.All(d => d.IsActionable is null) ? null : false;

    /// <summary>The names of the actionable dimensions: <c>WHAT</c>, <c>WHEN</c>, <c>HOW</c>, <c>WHO</c>.</summary>
    public IReadOnlyList<string> Dimensions =>
        [.. All.Where(d => d.IsActionable == true).Select(d => d.Name)];

    /// <summary>How sure the claims are.</summary>
    public required ConfidenceLevel Confidence { get; init; }

    /// <summary>Why, in words.</summary>
    public required string Reasoning { get; init; }

    /// <summary>What to do; null when nothing is actionable.</summary>
    public string? RecommendedAction { get; init; }

    /// <summary>The four dimensions, in the order WHAT, WHEN, HOW, WHO.</summary>
    [JsonIgnore]
    public IReadOnlyList<ActionabilityDimension> All => [What, When, How, Who];
}

/// <summary>One dimension with the evidence it rests on.</summary>
public sealed record ActionabilityDimension
{
    /// <summary><c>WHAT</c>, <c>WHEN</c>, <c>HOW</c> or <c>WHO</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it can be acted on; null when there is no data for it.</summary>
    public bool? IsActionable { get; init; }

    /// <summary>What was found, in words.</summary>
    public required string Text { get; init; }

    /// <summary>What to do about it; null when it is not actionable.</summary>
    public string? Action { get; init; }

    /// <summary>
    /// The differences from the rest of the base, strongest first: those that carry the claim; where none does, the
    /// strongest few that were tested.
    /// </summary>
    public required IReadOnlyList<ActionabilityEvidence> Evidence { get; init => field = Listed.Of(value); }

    /// <inheritdoc/>
    public override string ToString() => Text;
}

/// <summary>How one figure of a segment differs from the rest of the base.</summary>
public sealed record ActionabilityEvidence
{
    /// <summary>The figure: a profile column or an attribute.</summary>
    public required string Feature { get; init; }

    /// <summary>
    /// For columns of words, weekdays: the word whose share is compared, as it stands in the data. Null for a mean.
    /// </summary>
    public string? Level { get; init; }

    /// <summary>
    /// The feature the segments were made on that this figure is, or follows (|correlation| ≥ .5); null when none.
    /// Such a figure differs by construction: its p-value is no proof of anything.
    /// </summary>
    public string? ClusteredOn { get; init; }

    /// <summary>Whether the difference is large enough to act on and not chance: it carries the claim.</summary>
    public required bool IsCarrying { get; init; }

    /// <summary>The difference in words, with its numbers.</summary>
    public required string Text { get; init; }

    /// <summary>What it measures.</summary>
    public required ProfileUnit Unit { get; init; }

    /// <summary>The members' mean, or their share.</summary>
    public required double SegmentValue { get; init; }

    /// <summary>The same of the rest of the base.</summary>
    public required double RestValue { get; init; }

    /// <summary>Segment / rest; null where the rest is 0 or the unit has no ratio.</summary>
    public double? Lift { get; init; }

    /// <summary>Segment − rest.</summary>
    public required double Difference { get; init; }

    /// <summary>Lower end of the 95 % confidence interval of the difference.</summary>
    public required double DifferenceLower { get; init; }

    /// <summary>Upper end of the 95 % confidence interval of the difference.</summary>
    public required double DifferenceUpper { get; init; }

    /// <summary>
    /// The size of the difference, signed: of means in standard deviations of all customers, of shares as Cohen's h.
    /// </summary>
    public required double EffectSize { get; init; }

    /// <summary>The p-value of no difference.</summary>
    public required double PValue { get; init; }

    /// <summary>
    /// The p-value after control of the false discovery rate (Benjamini and Hochberg) over all figures and segments;
    /// figures the segments were made on are a family of their own.
    /// </summary>
    public required double AdjustedPValue { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
