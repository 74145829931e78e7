using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace Segmentation.Identity;

/// <summary>Works out from an id history which ids are one customer, and which of them the customer goes by.</summary>
/// <remarks>
/// The result does not depend on the order of the rows. Which ids belong together and which of them survives are two
/// questions: the first is answered by union-find, the second by the direction of the merges.
/// </remarks>
public static class IdentityResolver
{
    /// <summary>Resolves a history and chains of any length; time and memory are linear in the rows.</summary>
    /// <remarks>
    /// The surviving id is the end of the chain: the id that was merged into nothing else. Where a customer has several
    /// such ends, or none because the merges run in a circle, it is the one that was merged into last, and at equal
    /// times the ordinally smallest. <see cref="IdentityOptions.FirstSeen"/> overrides this. Forks are settled before
    /// cycles are looked for.
    /// </remarks>
    /// <param name="history">The rows, in any order.</param>
    /// <param name="options">Policies and the as-of time; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The map, with a ledger entry for each row in the order of the input.</returns>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.MergeConflict"/> or <see cref="ErrorIds.MergeCycle"/>, where the policy says so. The message
    /// counts; the ids, being personal data, are in the target only.
    /// </exception>
    public static MergeMap Resolve(
        IReadOnlyList<IdHistoryEntry> history,
        IdentityOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        options ??= new IdentityOptions();
        MergeGraph graph = new(history, options.AsOf, cancellationToken);
        List<MergeConflict> conflicts = MergeForks.Settle(graph, options.ConflictPolicy);
        conflicts.AddRange(SettleCycles(graph, options.OnCycle, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        int[] survivors = Survivors(graph, options.FirstSeen, out DisjointSets sets);
        Dictionary<string, string> canonical = new(StringComparer.Ordinal);
        for (int id = 0; id < graph.Ids.Count; id++)
        {
            int survivor = survivors[sets.Find(id)];
            if (survivor != id)
            {
                canonical.Add(graph.Ids[id], graph.Ids[survivor]);
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        return MergeMap.Adopt(canonical, options.AsOf, Ledger(graph, history), conflicts, LongestChain(graph));
    }

    private static List<MergeConflict> SettleCycles(
        MergeGraph graph,
        CyclePolicy policy,
        CancellationToken cancellationToken)
    {
        List<int[]> cycles = CycleSearch.Find(graph, cancellationToken);
        int[]? dropped = policy == CyclePolicy.Break ? MergeCycles.Break(graph, cycles, cancellationToken) : null;
        List<MergeConflict> conflicts = [];
        for (int i = 0; i < cycles.Count; i++)
        {
            string resolution = dropped is null
                ? "all are one customer"
                : FormattableString.Invariant($"merges that do not count: {dropped[i]}");
            string[] ids = Array.ConvertAll(cycles[i], id => graph.Ids[id]);
            Array.Sort(ids, StringComparer.Ordinal);
            conflicts.Add(new MergeConflict(MergeConflictKind.Cycle, ids, resolution));
        }

        if (policy == CyclePolicy.Error && conflicts.Count > 0)
        {
            throw new SegmentationException(
                ErrorIds.MergeCycle,
                ErrorKind.InvalidData,
                FormattableString.Invariant(
                    $"{conflicts.Sum(conflict => conflict.Ids.Count)} ids were merged in {conflicts.Count} circles."),
                "Correct the id history, or choose another cycle policy: Merge or Break.",
                conflicts.SelectMany(conflict => conflict.Ids).Order(StringComparer.Ordinal).ToArray());
        }

        conflicts.Sort((one, other) => string.CompareOrdinal(one.Ids[0], other.Ids[0]));
        return conflicts;
    }

    /// <summary>The surviving id of each set, by the set's root.</summary>
    private static int[] Survivors(
        MergeGraph graph,
        IReadOnlyDictionary<string, DateTimeOffset>? firstSeen,
        out DisjointSets sets)
    {
        int count = graph.Ids.Count;
        sets = new DisjointSets(count);
        bool[] absorbed = new bool[count];
        long[] mergedInto = new long[count];
        bool[] isTarget = new bool[count];
        Array.Fill(mergedInto, long.MinValue);
        for (int i = 0; i < graph.Edges.Count; i++)
        {
            if (graph.Dropped[i] is null)
            {
                MergeEdge edge = graph.Edges[i];
                sets.Union(edge.Past, edge.Target);
                absorbed[edge.Past] = true;
                isTarget[edge.Target] = true;
                mergedInto[edge.Target] = Math.Max(mergedInto[edge.Target], graph.NewestTime(i));
            }
        }

        int[] survivors = new int[count];
        Array.Fill(survivors, -1);
        for (int id = 0; id < count; id++)
        {
            ref int survivor = ref survivors[sets.Find(id)];
            if (survivor < 0 || Precedes(id, survivor))
            {
                survivor = id;
            }
        }

        return survivors;

        bool Precedes(int one, int other)
        {
            // An end of a chain comes first, then an id that something was merged into, then the newest such merge.
            int order = firstSeen is null ? 0 : SeenFirst(one).CompareTo(SeenFirst(other));
            order = order != 0 ? order : absorbed[one].CompareTo(absorbed[other]);
            order = order != 0 ? order : isTarget[other].CompareTo(isTarget[one]);
            order = order != 0 ? order : mergedInto[other].CompareTo(mergedInto[one]);
            return (order != 0 ? order : string.CompareOrdinal(graph.Ids[one], graph.Ids[other])) < 0;
        }

        long SeenFirst(int id) =>
            firstSeen.TryGetValue(graph.Ids[id], out DateTimeOffset time) ? time.UtcTicks : long.MaxValue;
    }

    /// <summary>The most merges that lead from one id to another; ids on and behind a circle are left out.</summary>
    private static int LongestChain(MergeGraph graph)
    {
        (int[] first, int[] edges) = graph.ByPast;
        int count = graph.Ids.Count;
        int[] waiting = new int[count];
        for (int i = 0; i < graph.Edges.Count; i++)
        {
            if (graph.Dropped[i] is null)
            {
                waiting[graph.Edges[i].Target]++;
            }
        }

        int[] depth = new int[count];
        Stack<int> ready = new(Enumerable.Range(0, count).Where(id => waiting[id] == 0));
        int longest = 0;
        while (ready.TryPop(out int id))
        {
            longest = Math.Max(longest, depth[id]);
            for (int i = first[id]; i < first[id + 1]; i++)
            {
                if (graph.Dropped[edges[i]] is null)
                {
                    int target = graph.Edges[edges[i]].Target;
                    depth[target] = Math.Max(depth[target], depth[id] + 1);
                    if (--waiting[target] == 0)
                    {
                        ready.Push(target);
                    }
                }
            }
        }

        return longest;
    }

    private static MergeLedgerEntry[] Ledger(MergeGraph graph, IReadOnlyList<IdHistoryEntry> history)
    {
        MergeLedgerEntry[] ledger = new MergeLedgerEntry[history.Count];
        for (int row = 0; row < ledger.Length; row++)
        {
            int edge = graph.RowEdges[row];
            string? dropped = edge == MergeGraph.NoEdge ? graph.RowReasons[row] : graph.Dropped[edge];
            ledger[row] = new MergeLedgerEntry(history[row], dropped is null, dropped ?? graph.RowReasons[row]);
        }

        return ledger;
    }
}
