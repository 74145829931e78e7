using Segmentation.Profiles;

namespace Segmentation.Segments;

/// <summary>One thing that sets a segment apart from the rest of the base, with its numbers.</summary>
public sealed record SegmentTrait
{
    /// <summary>The feature: a profile column or an input property.</summary>
    public required string Feature { get; init; }

    /// <summary>
    /// The category of an attribute that is a word, more frequent here than elsewhere: the means are its shares. Null for
    /// numbers.
    /// </summary>
    public string? Category { get; init; }

    /// <summary>The trait in business words: <c>far higher net revenue</c>.</summary>
    public required string Text { get; init; }

    /// <summary>
    /// The standardised difference from the rest of the base on the feature's own (transformed) scale; positive is
    /// higher.
    /// </summary>
    public required double EffectSize { get; init; }

    /// <summary>The mean of the members, on the raw scale.</summary>
    public required double SegmentMean { get; init; }

    /// <summary>The mean of everybody else, on the raw scale.</summary>
    public required double RestMean { get; init; }

    /// <summary>The median of the members, on the raw scale.</summary>
    public required double SegmentMedian { get; init; }

    /// <summary>
    /// Whether the means are shares of the customers, in [0, 1]: of those with the word, or with a yes where the feature
    /// knows yes and no only.
    /// </summary>
    public bool IsShareOfCustomers { get; init; }

    /// <summary>What the feature measures.</summary>
    public required ProfileUnit Unit { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
