using System;
using System.Collections.Generic;
using System.Linq;

namespace Segmentation.Identity;

/// <summary>Past ids that were merged into different ids, and what a policy does about them.</summary>
internal static class MergeForks
{
    /// <summary>Settles all forks by dropping edges, and reports each, in ordinal order of the past ids.</summary>
    public static List<MergeConflict> Settle(MergeGraph graph, ConflictPolicy policy)
    {
        (int[] first, int[] edges) = graph.ByPast;
        List<int> forked = [];
        for (int id = 0; id < graph.Ids.Count; id++)
        {
            if (first[id + 1] - first[id] > 1)
            {
                forked.Add(id);
            }
        }

        forked.Sort((one, other) => string.CompareOrdinal(graph.Ids[one], graph.Ids[other]));
        List<MergeConflict> conflicts = [];
        foreach (int id in forked)
        {
            ReadOnlySpan<int> own = edges.AsSpan(first[id], first[id + 1] - first[id]);
            Drop(graph, own, policy);
            conflicts.Add(Report(graph, id, own, policy));
        }

        if (policy == ConflictPolicy.Error && conflicts.Count > 0)
        {
            throw new SegmentationException(
                ErrorIds.MergeConflict,
                ErrorKind.InvalidData,
                FormattableString.Invariant($"{conflicts.Count} past ids were merged into more than one id."),
                "Correct the id history, or choose another conflict policy: Merge, Latest, Earliest or Quarantine.",
                IdsOf(conflicts));
        }

        return conflicts;
    }

    private static string[] IdsOf(List<MergeConflict> conflicts) =>
    [
        .. conflicts
            .SelectMany(conflict => conflict.Ids)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal),
    ];

    private static void Drop(MergeGraph graph, ReadOnlySpan<int> edges, ConflictPolicy policy)
    {
        if (policy is ConflictPolicy.Merge or ConflictPolicy.Error)
        {
            return;
        }

        int kept = policy == ConflictPolicy.Quarantine ? MergeGraph.NoEdge : Winner(graph, edges, policy);
        string reason = policy switch
        {
            ConflictPolicy.Latest => MergeReasons.NewerMergeWins,
            ConflictPolicy.Earliest => MergeReasons.OlderMergeWins,
            _ => MergeReasons.Quarantined,
        };
        foreach (int edge in edges)
        {
            if (edge != kept)
            {
                graph.Dropped[edge] = reason;
            }
        }
    }

    private static int Winner(MergeGraph graph, ReadOnlySpan<int> edges, ConflictPolicy policy)
    {
        int winner = edges[0];
        foreach (int edge in edges[1..])
        {
            int order = policy == ConflictPolicy.Latest
                ? graph.NewestTime(winner).CompareTo(graph.NewestTime(edge))
                : graph.OldestTime(edge).CompareTo(graph.OldestTime(winner));
            order = order != 0 ? order : string.CompareOrdinal(TargetOf(graph, edge), TargetOf(graph, winner));
            winner = order < 0 ? edge : winner;
        }

        return winner;
    }

    private static string TargetOf(MergeGraph graph, int edge) => graph.Ids[graph.Edges[edge].Target];

    private static MergeConflict Report(MergeGraph graph, int id, ReadOnlySpan<int> edges, ConflictPolicy policy)
    {
        string[] ids = new string[edges.Length + 1];
        ids[0] = graph.Ids[id];
        for (int i = 0; i < edges.Length; i++)
        {
            ids[i + 1] = TargetOf(graph, edges[i]);
        }

        Array.Sort(ids, StringComparer.Ordinal);
        string resolution = policy switch
        {
            ConflictPolicy.Latest => "the newest merge counts",
            ConflictPolicy.Earliest => "the oldest merge counts",
            ConflictPolicy.Quarantine => "the past id stays a customer of its own",
            _ => "all are one customer",
        };
        return new MergeConflict(MergeConflictKind.Fork, ids, resolution);
    }
}
