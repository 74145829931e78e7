using System.Collections.Generic;

namespace Segmentation.Models;

/// <summary>Where a model puts one customer, and how surely.</summary>
public sealed record SegmentMembership
{
    /// <summary>The customer.</summary>
    public required string CustomerId { get; init; }

    /// <summary>The segment's id; null when the customer is in none, and <see cref="Note"/> says why.</summary>
    public required string? SegmentId { get; init; }

    /// <summary>The segment's name; null with it, unless a rule gives a name that no segment has.</summary>
    public required string? Name { get; init; }

    /// <summary>
    /// How surely the customer belongs there, in [0, 1]. Mixtures: the probability of the component. k-means: the
    /// probability among round groups of equal spread, that of the training customers. Null for rules, which do not say.
    /// </summary>
    public double? Confidence { get; init; }

    /// <summary>
    /// k-means: (distance to the second − distance to the nearest) / distance to the second, in [0, 1], 0 on the border.
    /// Mixtures: the probability of the segment less that of the second. Null for rules, and with a single segment.
    /// </summary>
    public double? Margin { get; init; }

    /// <summary>
    /// k-means: the distance to the centroid in scaled feature space. Mixtures: the Mahalanobis distance to the
    /// component. Null for rules.
    /// </summary>
    public double? Distance { get; init; }

    /// <summary>The segment that comes second; null for rules, and with a single segment.</summary>
    public string? SecondSegmentId { get; init; }

    /// <summary>The distance to it, as <see cref="Distance"/>.</summary>
    public double? SecondDistance { get; init; }

    /// <summary>The id of the rule that matched; null for other methods, and when none did.</summary>
    public string? MatchedRule { get; init; }

    /// <summary>
    /// The features whose value no training customer came near, farthest out first; empty when there is none.
    /// </summary>
    public IReadOnlyList<OutOfRangeFeature> OutOfRange { get; init => field = Listed.Of(value); } = [];

    /// <summary>Why there is no segment, or what else to know; null when there is nothing.</summary>
    public string? Note { get; init; }
}

/// <summary>A value outside of what a model was trained on: what it says there is a guess.</summary>
/// <param name="Feature">The raw column.</param>
/// <param name="Value">The value; null for a missing one where no training customer lacked it.</param>
/// <param name="Minimum">The smallest training value.</param>
/// <param name="Maximum">The largest training value.</param>
/// <param name="Excess">How far outside, as a share of the training range; null when missing or the range is empty.</param>
public sealed record OutOfRangeFeature(string Feature, double? Value, double Minimum, double Maximum, double? Excess)
{
    /// <inheritdoc/>
    public override string ToString() => Value is null
        ? $"{Feature} is missing"
        : System.FormattableString.Invariant($"{Feature} {Value:G6} outside {Minimum:G6} to {Maximum:G6}");
}
