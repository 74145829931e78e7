using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Threading;

namespace Segmentation.Identity;

/// <summary>A distinct pair of past id and target, however often the history names it.</summary>
/// <param name="Past">The past id's number.</param>
/// <param name="Target">The target's number.</param>
internal readonly record struct MergeEdge(int Past, int Target);

/// <summary>
/// An id history as a graph: ids are numbers, rows that say the same are one edge. What is here depends on the set of
/// rows, not on their order, except for the numbering of ids and edges.
/// </summary>
internal sealed class MergeGraph
{
    /// <summary>The edge number of a row that is no edge.</summary>
    public const int NoEdge = -1;

    private const int RowsBetweenChecks = 65_536;

    private readonly List<string> _ids = [];
    private readonly List<MergeEdge> _edges = [];
    private readonly List<(long Oldest, long Newest)> _times = [];
    private readonly Dictionary<string, int> _numbers;

    /// <summary>Reads the rows that count.</summary>
    public MergeGraph(IReadOnlyList<IdHistoryEntry> history, DateTimeOffset? asOf, CancellationToken cancellationToken)
    {
        _numbers = new Dictionary<string, int>(history.Count, StringComparer.Ordinal);
        Dictionary<MergeEdge, int> edges = new(history.Count);
        RowEdges = new int[history.Count];
        RowReasons = new string[history.Count];
        for (int row = 0; row < history.Count; row++)
        {
            if (row % RowsBetweenChecks == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            IdHistoryEntry entry = history[row];
            RowEdges[row] = NoEdge;
            if (Objection(entry, asOf) is { } reason)
            {
                RowReasons[row] = reason;
                continue;
            }

            MergeEdge edge = new(Number(entry.PastId), Number(entry.CustomerId));
            ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(edges, edge, out bool known);
            long time = entry.MergedAt?.UtcTicks ?? long.MinValue;
            if (known)
            {
                (long oldest, long newest) = _times[number];
                _times[number] = (Math.Min(oldest, time), Math.Max(newest, time));
            }
            else
            {
                number = _edges.Count;
                _edges.Add(edge);
                _times.Add((time, time));
            }

            RowEdges[row] = number;
            RowReasons[row] = known ? MergeReasons.Duplicate : MergeReasons.Merged;
        }

        Dropped = new string?[_edges.Count];
        ByPast = Adjacency();
    }

    /// <summary>The ids by number.</summary>
    public IReadOnlyList<string> Ids => _ids;

    /// <summary>The edges by number.</summary>
    public IReadOnlyList<MergeEdge> Edges => _edges;

    /// <summary>The edge of each history row, or <see cref="NoEdge"/>.</summary>
    public int[] RowEdges { get; }

    /// <summary>What is to be said about each row unless its edge is dropped.</summary>
    public string[] RowReasons { get; }

    /// <summary>Why an edge does not count; null while it does.</summary>
    public string?[] Dropped { get; }

    /// <summary>
    /// The edges of each past id: <c>Edges[First[id]]</c> up to, not including, <c>Edges[First[id + 1]]</c>.
    /// </summary>
    public (int[] First, int[] Edges) ByPast { get; }

    /// <summary>The oldest time that any row gives an edge; <see cref="long.MinValue"/> where one gives none.</summary>
    public long OldestTime(int edge) => _times[edge].Oldest;

    /// <summary>The newest time that any row gives an edge; <see cref="long.MinValue"/> where none does.</summary>
    public long NewestTime(int edge) => _times[edge].Newest;

    /// <summary>Older before newer, then by ids: an order that does not depend on the order of the rows.</summary>
    public int CompareByAge(int one, int other)
    {
        int order = NewestTime(one).CompareTo(NewestTime(other));
        if (order == 0)
        {
            order = string.CompareOrdinal(_ids[_edges[one].Past], _ids[_edges[other].Past]);
        }

        return order != 0 ? order : string.CompareOrdinal(_ids[_edges[one].Target], _ids[_edges[other].Target]);
    }

    private static string? Objection(IdHistoryEntry entry, DateTimeOffset? asOf)
    {
        if (string.IsNullOrWhiteSpace(entry.PastId) || string.IsNullOrWhiteSpace(entry.CustomerId))
        {
            return MergeReasons.BlankId;
        }

        if (string.Equals(entry.PastId, entry.CustomerId, StringComparison.Ordinal))
        {
            return MergeReasons.SelfMerge;
        }

        return entry.MergedAt > asOf ? MergeReasons.AfterAsOf : null;
    }

    private int Number(string id)
    {
        ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, id, out bool known);
        if (!known)
        {
            number = _ids.Count;
            _ids.Add(id);
        }

        return number;
    }

    private (int[] First, int[] Edges) Adjacency()
    {
        int[] first = new int[_ids.Count + 1];
        foreach (MergeEdge edge in _edges)
        {
            first[edge.Past + 1]++;
        }

        for (int i = 0; i < _ids.Count; i++)
        {
            first[i + 1] += first[i];
        }

        int[] next = first[..^1];
        int[] edges = new int[_edges.Count];
        for (int edge = 0; edge < _edges.Count; edge++)
        {
            edges[next[_edges[edge].Past]++] = edge;
        }

        return (first, edges);
    }
}
