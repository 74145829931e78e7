using System.Collections.Generic;

namespace Segmentation.Activation;

/// <summary>One member of one segment, as other tools take it.</summary>
/// <param name="CustomerId">The customer, plain or hashed.</param>
/// <param name="SegmentId">The segment's id within its run.</param>
/// <param name="SegmentName">The segment's name.</param>
/// <param name="Holdout">Whether nothing is to be done to this customer, so that effects can be measured.</param>
/// <param name="Values">
/// The chosen properties: number, text, time or null where missing, in the order they were asked for.
/// </param>
public sealed record SegmentMember(
    string CustomerId, string SegmentId, string SegmentName, bool Holdout, IReadOnlyList<object?> Values);
