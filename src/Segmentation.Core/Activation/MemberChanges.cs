using System;
using System.Collections.Generic;
using System.Linq;

namespace Segmentation.Activation;

/// <summary>
/// Compares the members of segments then and now. Segments are the same when their names are: the number in an id only
/// ranks sizes, so it may pass to another segment from one run to the next.
/// </summary>
public static class MemberChanges
{
    /// <summary>The changes: counts by segment, and everybody who entered or left in ordinal order of the id.</summary>
    /// <param name="before">The members by segment name.</param>
    /// <param name="now">The members by segment name.</param>
    public static (IReadOnlyList<SegmentDelta> Segments, IReadOnlyList<MemberChange> Changes) Between(
        IReadOnlyList<(string SegmentName, IReadOnlyCollection<string> Ids)> before,
        IReadOnlyList<(string SegmentName, IReadOnlyCollection<string> Ids)> now)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(now);
        List<SegmentDelta> segments = [];
        List<MemberChange> changes = [];
        foreach (string name in now.Concat(before).Select(s => s.SegmentName).Distinct(StringComparer.Ordinal))
        {
            HashSet<string> old = IdsOf(before, name);
            HashSet<string> current = IdsOf(now, name);
            List<MemberChange> entered =
                [.. current.Where(id => !old.Contains(id)).Select(id => Change(id, MemberChangeKind.Entered))];
            List<MemberChange> left =
                [.. old.Where(id => !current.Contains(id)).Select(id => Change(id, MemberChangeKind.Left))];
            segments.Add(new SegmentDelta(name, entered.Count, left.Count, current.Count - entered.Count));
            changes.AddRange(entered.OrderBy(c => c.CustomerId, StringComparer.Ordinal));
            changes.AddRange(left.OrderBy(c => c.CustomerId, StringComparer.Ordinal));

            MemberChange Change(string id, MemberChangeKind kind) => new(id, name, kind);
        }

        return (segments, changes);
    }

    private static HashSet<string> IdsOf(
        IReadOnlyList<(string SegmentName, IReadOnlyCollection<string> Ids)> segments, string name) =>
        segments.Where(s => s.SegmentName == name).SelectMany(s => s.Ids).ToHashSet(StringComparer.Ordinal);
}
