using System.Collections.Generic;

namespace Segmentation.Segments;

/// <summary>The verdict over everything that was found about a segment: whether to use it, and how soon.</summary>
public sealed record SegmentDecision
{
    /// <summary>
    /// True when it is valid and actionable; false when one of the two failed; null when one was not assessed.
    /// </summary>
    public required bool? IsUsable { get; init; }

    /// <summary>Every reason for and against, in words.</summary>
    public required IReadOnlyList<string> Reasons { get; init => field = Listed.Of(value); }

    /// <summary>
    /// How soon to act on it, in [0, 100]: the sum of the parts that were assessed; null when none was.
    /// </summary>
    public required double? Priority { get; init; }

    /// <summary>What the priority is made of.</summary>
    public required IReadOnlyList<PriorityPart> PriorityParts { get; init => field = Listed.Of(value); }
}

/// <summary>A part of a priority.</summary>
/// <param name="Name">What it rewards.</param>
/// <param name="Points">The points; null when it was not assessed.</param>
/// <param name="Maximum">The most it can give.</param>
/// <param name="Evidence">What it rests on.</param>
public sealed record PriorityPart(string Name, double? Points, double Maximum, string Evidence);
