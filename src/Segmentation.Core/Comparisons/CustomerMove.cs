using System.Collections.Generic;
using Segmentation.Activation;

namespace Segmentation.Comparisons;

/// <summary>What one customer did between two segmentations.</summary>
public enum MoveKind
{
    /// <summary>In the same segment before and after.</summary>
    Stayed,

    /// <summary>In another segment than before.</summary>
    Moved,

    /// <summary>In a segment now, and not in the earlier segmentation.</summary>
    Joined,

    /// <summary>In a segment before, and not in the later segmentation.</summary>
    Gone,
}

/// <summary>One customer and the segments before and after.</summary>
/// <param name="CustomerId">
/// The customer; the hash where only an earlier segmentation with hashed ids knows the customer.
/// </param>
/// <param name="Move">What happened.</param>
/// <param name="FromSegmentId">The persistent id before; null for customers who were not there.</param>
/// <param name="FromName">The name before; null with it.</param>
/// <param name="ToSegmentId">The persistent id after; null for customers who are no more there.</param>
/// <param name="ToName">The name after; null with it.</param>
public sealed record CustomerMove(
    string CustomerId, MoveKind Move, string? FromSegmentId, string? FromName, string? ToSegmentId, string? ToName)
{
    /// <summary>The move as changes of the segments: an exit, an entry, both, or none.</summary>
    internal IEnumerable<MemberChange> Changes()
    {
        if (Move is MoveKind.Moved or MoveKind.Gone)
        {
            yield return new MemberChange(CustomerId, FromName!, MemberChangeKind.Left);
        }

        if (Move is MoveKind.Moved or MoveKind.Joined)
        {
            yield return new MemberChange(CustomerId, ToName!, MemberChangeKind.Entered);
        }
    }
}

/// <summary>Who was and is in which segment, in compact columns; objects are made as they are asked for.</summary>
/// <param name="Ids">All customers of either, in ordinal order.</param>
/// <param name="Before">Index into <paramref name="Segments"/> before; −1 for none.</param>
/// <param name="After">Index into <paramref name="Segments"/> after; −1 for none.</param>
/// <param name="Segments">Persistent ids and names.</param>
internal sealed record MoveTable(
    IReadOnlyList<string> Ids, int[] Before, int[] After, IReadOnlyList<(string Id, string Name)> Segments)
{
    public IEnumerable<CustomerMove> Enumerate()
    {
        for (int i = 0; i < Ids.Count; i++)
        {
            (string Id, string Name)? from = Before[i] < 0 ? null : Segments[Before[i]];
            (string Id, string Name)? to = After[i] < 0 ? null : Segments[After[i]];
            MoveKind kind = from is null ? MoveKind.Joined
                : to is null ? MoveKind.Gone
                : Before[i] == After[i] ? MoveKind.Stayed
                : MoveKind.Moved;
            yield return new CustomerMove(Ids[i], kind, from?.Id, from?.Name, to?.Id, to?.Name);
        }
    }
}
