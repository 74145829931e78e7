using System.Collections.Generic;

namespace Segmentation.Comparisons;

/// <summary>What became of a segment from one segmentation to the next.</summary>
public enum LineageChange
{
    /// <summary>
    /// A later segment is the same as an earlier one: the Jaccard overlap of the customers in both is above one half,
    /// which can hold with one partner only.
    /// </summary>
    Continued,

    /// <summary>
    /// A later segment is a part of an earlier one (more than half of it came from there), or an earlier one fell into
    /// such parts.
    /// </summary>
    Split,

    /// <summary>
    /// A later segment took more than half of each of several earlier ones, or an earlier one went into such a segment
    /// or into one that continues another.
    /// </summary>
    Merged,

    /// <summary>A later segment without an origin among the earlier ones.</summary>
    New,

    /// <summary>An earlier segment whose customers went to no one place.</summary>
    Retired,
}

/// <summary>One row of the lineage: a later segment and where it came from, or an earlier one and where it went.</summary>
public sealed record SegmentLineage
{
    /// <summary>What happened.</summary>
    public required LineageChange Change { get; init; }

    /// <summary>The persistent id.</summary>
    public required string SegmentId { get; init; }

    /// <summary>The segment's name; one that continues keeps the earlier name.</summary>
    public required string Name { get; init; }

    /// <summary>The name that the later segmentation gave it; null for an earlier segment that is no more.</summary>
    public string? FreshName { get; init; }

    /// <summary>The id that the later segmentation gave it; null for an earlier segment that is no more.</summary>
    public string? FreshSegmentId { get; init; }

    /// <summary>The earlier segments it comes from: the one it continues first, then those merged into it.</summary>
    public required IReadOnlyList<string> FromSegmentIds { get; init => field = Listed.Of(value); }

    /// <summary>The later segments that an earlier one went into, by persistent id; empty for later segments.</summary>
    public required IReadOnlyList<string> ToSegmentIds { get; init => field = Listed.Of(value); }

    /// <summary>
    /// The Jaccard overlap with the segment it continues, over the customers in both segmentations, in [0, 1]; for others
    /// the largest overlap with any.
    /// </summary>
    public required double Jaccard { get; init; }

    /// <summary>Members before; null for a segment that was not there.</summary>
    public required int? SizeBefore { get; init; }

    /// <summary>Members after; null for a segment that is no more.</summary>
    public required int? SizeAfter { get; init; }

    /// <summary>Members now who were not before.</summary>
    public required int Entered { get; init; }

    /// <summary>Members before who are not now.</summary>
    public required int Left { get; init; }

    /// <summary>Members before and now.</summary>
    public required int Stayed { get; init; }

    /// <summary>What happened, in a sentence.</summary>
    public required string Text { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Text;
}

/// <summary>How many customers went from one segment to another, or stayed.</summary>
/// <param name="FromSegmentId">The persistent id before; null for customers who were not there.</param>
/// <param name="FromName">The name before; null with it.</param>
/// <param name="ToSegmentId">The persistent id after; null for customers who are no more there.</param>
/// <param name="ToName">The name after; null with it.</param>
/// <param name="Count">The customers.</param>
public sealed record SegmentFlow(
    string? FromSegmentId, string? FromName, string? ToSegmentId, string? ToName, int Count);
