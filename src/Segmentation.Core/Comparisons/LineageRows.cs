using System.Collections.Generic;
using System.Linq;
using static System.FormattableString;

namespace Segmentation.Comparisons;

/// <summary>The rows of a lineage, with what happened in words.</summary>
internal static class LineageRows
{
    public static SegmentLineage[] Of(
        ComparisonSide before, ComparisonSide after, SegmentMatching matching, LastingSegments lasting, Counts counts)
    {
        List<SegmentLineage> rows = [];
        for (int b = 0; b < after.SegmentIds.Count; b++)
        {
            (LineageChange change, int[] from) = matching.OfLater(b);
            double jaccard = matching.Earlier[b] >= 0
                ? matching.Jaccard(matching.Earlier[b], b)
                : matching.BestOfLater(b);
            SegmentLineage row = Row(lasting, counts, b, change, jaccard) with
            {
                FreshName = after.Names[b],
                FreshSegmentId = after.SegmentIds[b],
                FromSegmentIds = [.. from.Select(a => before.SegmentIds[a])],
                SizeBefore = change == LineageChange.Continued ? (int)counts.Before[b] : null,
                SizeAfter = (int)counts.After[b],
            };
            rows.Add(row with { Text = TextOfLater(row) });
        }

        for (int a = 0; a < before.SegmentIds.Count; a++)
        {
            if (matching.Later[a] >= 0)
            {
                continue;
            }

            (LineageChange change, int[] to) = matching.OfEarlier(a);
            int at = lasting.OfEarlier[a];
            SegmentLineage row = Row(lasting, counts, at, change, matching.BestOfEarlier(a)) with
            {
                ToSegmentIds = [.. to.Select(b => lasting.Segments[b].Id)],
                SizeBefore = (int)counts.Before[at],
            };
            rows.Add(row with { Text = TextOfEarlier(row) });
        }

        return [.. rows];
    }

    private static SegmentLineage Row(
        LastingSegments lasting, Counts counts, int at, LineageChange change, double jaccard)
    {
        int stayed = counts.Moves[at, at];
        return new SegmentLineage
        {
            Change = change,
            SegmentId = lasting.Segments[at].Id,
            Name = lasting.Segments[at].Name,
            FromSegmentIds = [],
            ToSegmentIds = [],
            Jaccard = jaccard,
            SizeBefore = null,
            SizeAfter = null,
            Entered = (int)counts.After[at] - stayed,
            Left = (int)counts.Before[at] - stayed,
            Stayed = stayed,
            Text = string.Empty,
        };
    }

    private static string TextOfLater(SegmentLineage row)
    {
        string overlap = Invariant($"Jaccard {row.Jaccard:F2}");
        switch (row.Change)
        {
            case LineageChange.Continued:
                string took = row.FromSegmentIds.Count > 1
                    ? $", and took in {string.Join(", ", row.FromSegmentIds.Skip(1))}"
                    : "";
                string renamed = row.FreshName == row.Name ? "" : $"; it would be called '{row.FreshName}' now";
                return $"{row.SegmentId} continues ({overlap}){took}{renamed}.";
            case LineageChange.Split:
                return $"{row.SegmentId} is a part of what was {row.FromSegmentIds[0]} (closest {overlap}).";
            case LineageChange.Merged:
                return $"{row.SegmentId} brings together {string.Join(", ", row.FromSegmentIds)} (closest {overlap}).";
            default:
                return $"{row.SegmentId} is new (closest {overlap}).";
        }
    }

    private static string TextOfEarlier(SegmentLineage row) => row.Change switch
    {
        LineageChange.Merged => $"{row.SegmentId} went into {row.ToSegmentIds[0]}.",
        LineageChange.Split => $"{row.SegmentId} fell into {string.Join(", ", row.ToSegmentIds)}.",
        _ => Invariant($"{row.SegmentId} is no more; its customers went to no one place (closest Jaccard {row.Jaccard:F2})."),
    };
}
