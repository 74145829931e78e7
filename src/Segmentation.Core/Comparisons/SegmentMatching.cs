using System;
using System.Collections.Generic;
using System.Linq;
using static System.FormattableString;

namespace Segmentation.Comparisons;

/// <summary>
/// Which later segment is which earlier one. The Jaccard overlap of the customers in both can be above one half with one
/// partner only, in either direction, so such pairs need no further search; an optimal one-to-one assignment could even
/// miss one for the sake of a larger sum.
/// </summary>
internal sealed class SegmentMatching
{
    private const double Same = 0.5;

    private readonly int[,] _common;
    private readonly int[] _before;
    private readonly int[] _after;

    private SegmentMatching(int[,] common)
    {
        _common = common;
        _before = new int[common.GetLength(0)];
        _after = new int[common.GetLength(1)];
        for (int a = 0; a < _before.Length; a++)
        {
            for (int b = 0; b < _after.Length; b++)
            {
                _before[a] += common[a, b];
                _after[b] += common[a, b];
            }
        }

        Earlier = [.. Enumerable.Range(0, _after.Length).Select(b =>
            Array.FindIndex([.. Enumerable.Range(0, _before.Length)], a => Jaccard(a, b) > Same))];
        Later = [.. Enumerable.Range(0, _before.Length).Select(a => Array.IndexOf(Earlier, a))];
    }

    /// <summary>The earlier segment that each later one continues; −1 for none.</summary>
    public int[] Earlier { get; }

    /// <summary>The later segment that continues each earlier one; −1 for none.</summary>
    public int[] Later { get; }

    public static SegmentMatching Of(JoinedCustomers customers, int before, int after)
    {
        int[,] common = new int[before, after];
        for (int i = 0; i < customers.Ids.Count; i++)
        {
            if (customers.Before[i] >= 0 && customers.After[i] >= 0)
            {
                common[customers.Before[i], customers.After[i]]++;
            }
        }

        return new SegmentMatching(common);
    }

    /// <summary>The customers in both segments over those in either, among the customers in both segmentations.</summary>
    public double Jaccard(int before, int after)
    {
        int union = _before[before] + _after[after] - _common[before, after];
        return union > 0 ? (double)_common[before, after] / union : 0;
    }

    /// <summary>The largest overlap of a later segment with any earlier one.</summary>
    public double BestOfLater(int after) => Enumerable.Range(0, _before.Length).Max(a => Jaccard(a, after));

    /// <summary>The largest overlap of an earlier segment with any later one.</summary>
    public double BestOfEarlier(int before) => Enumerable.Range(0, _after.Length).Max(b => Jaccard(before, b));

    /// <summary>The earlier segments that are no more and of which more than half went into a later one.</summary>
    public int[] Sources(int after) =>
        [.. Enumerable.Range(0, _before.Length).Where(a => Later[a] < 0 && 2 * _common[a, after] > _before[a])];

    /// <summary>The earlier segment that more than half of a later one came from; −1 for none.</summary>
    public int Parent(int after) => Array.FindIndex(
        [.. Enumerable.Range(0, _before.Length)], a => 2 * _common[a, after] > _after[after]);

    /// <summary>What happened to a later segment, and the earlier ones it comes from.</summary>
    public (LineageChange Change, int[] From) OfLater(int after)
    {
        int[] sources = Sources(after);
        if (Earlier[after] >= 0)
        {
            return (LineageChange.Continued, [Earlier[after], .. sources]);
        }

        if (sources.Length > 1)
        {
            return (LineageChange.Merged, sources);
        }

        // Most of each in the other, and still not the same: neither a part nor a whole, so a new segment.
        int parent = Parent(after);
        return parent >= 0 && !sources.Contains(parent)
            ? (LineageChange.Split, [parent])
            : (LineageChange.New, []);
    }

    /// <summary>What happened to an earlier segment that no later one continues, and where it went.</summary>
    public (LineageChange Change, int[] To) OfEarlier(int before)
    {
        int[] later = [.. Enumerable.Range(0, _after.Length)];
        int goal = Array.FindIndex(later, b => 2 * _common[before, b] > _before[before]);
        if (goal >= 0 && OfLater(goal).Change is LineageChange.Continued or LineageChange.Merged)
        {
            return (LineageChange.Merged, [goal]);
        }

        int[] parts = [.. later.Where(b => OfLater(b) is (LineageChange.Split, [var parent]) && parent == before)];
        return parts.Length > 0 ? (LineageChange.Split, parts) : (LineageChange.Retired, []);
    }
}

/// <summary>Ids and names that last: those of the earlier segments where they continue.</summary>
/// <param name="Segments">Of the later segments in their order, then of the earlier ones that are no more.</param>
/// <param name="OfEarlier">The index there of each earlier segment.</param>
/// <param name="LastNumber">The largest number that an id has had.</param>
internal sealed record LastingSegments(
    IReadOnlyList<(string Id, string Name)> Segments, int[] OfEarlier, int LastNumber)
{
    public static LastingSegments Of(ComparisonSide before, ComparisonSide after, SegmentMatching matching)
    {
        HashSet<string> taken = [.. before.SegmentIds];
        HashSet<string> names = new(before.Names, StringComparer.OrdinalIgnoreCase);
        int number = before.LastNumber;
        List<(string, string)> segments = [];
        for (int b = 0; b < after.SegmentIds.Count; b++)
        {
            int a = matching.Earlier[b];
            if (a >= 0)
            {
                segments.Add((before.SegmentIds[a], before.Names[a]));
                continue;
            }

            string id;
            do
            {
                id = Invariant($"S{++number}");
            }
            while (!taken.Add(id));
            segments.Add((id, names.Add(after.Names[b]) ? after.Names[b] : $"{after.Names[b]} ({id})"));
        }

        int[] ofEarlier = [.. matching.Later];
        for (int a = 0; a < ofEarlier.Length; a++)
        {
            if (ofEarlier[a] < 0)
            {
                ofEarlier[a] = segments.Count;
                segments.Add((before.SegmentIds[a], before.Names[a]));
            }
        }

        return new LastingSegments([.. segments], ofEarlier, number);
    }
}
