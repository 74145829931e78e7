using System;
using System.Collections.Generic;
using System.Threading;

namespace Segmentation.Identity;

/// <summary>Breaks the circles of a merge graph.</summary>
internal static class MergeCycles
{
    /// <summary>
    /// Drops edges until no circle is left. In each strongly connected component it walks depth first from the target
    /// of the newest edge, older edges first, and drops each edge that leads back into the path. In a plain circle that
    /// is the newest edge and no other. Returns how many were dropped in each component.
    /// </summary>
    public static int[] Break(MergeGraph graph, List<int[]> cycles, CancellationToken cancellationToken)
    {
        const int elsewhere = -1;
        int[] cycleOf = new int[graph.Ids.Count];
        Array.Fill(cycleOf, elsewhere);
        for (int cycle = 0; cycle < cycles.Count; cycle++)
        {
            foreach (int id in cycles[cycle])
            {
                cycleOf[id] = cycle;
            }
        }

        (int[] first, int[] edges) = graph.ByPast;
        int[] next = first[..^1];
        bool[] seen = new bool[graph.Ids.Count];
        bool[] onPath = new bool[graph.Ids.Count];
        Stack<int> path = [];
        int[] dropped = new int[cycles.Count];
        for (int cycle = 0; cycle < cycles.Count; cycle++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Enter(graph.Edges[SortByAge(graph, cycles[cycle], cycleOf)].Target);
            while (path.TryPeek(out int id))
            {
                if (next[id] == first[id + 1])
                {
                    onPath[path.Pop()] = false;
                    continue;
                }

                int edge = edges[next[id]++];
                int target = graph.Edges[edge].Target;
                if (graph.Dropped[edge] is not null || cycleOf[target] != cycle)
                {
                    continue;
                }

                if (onPath[target])
                {
                    graph.Dropped[edge] = MergeReasons.CycleBroken;
                    dropped[cycle]++;
                }
                else if (!seen[target])
                {
                    Enter(target);
                }
            }
        }

        return dropped;

        void Enter(int id)
        {
            seen[id] = true;
            onPath[id] = true;
            path.Push(id);
        }
    }

    /// <summary>Puts the edges of each id of a component in order of age, and finds the newest inside it.</summary>
    private static int SortByAge(MergeGraph graph, int[] cycle, int[] cycleOf)
    {
        (int[] first, int[] edges) = graph.ByPast;
        int newest = MergeGraph.NoEdge;
        foreach (int id in cycle)
        {
            Span<int> own = edges.AsSpan(first[id], first[id + 1] - first[id]);
            own.Sort(graph.CompareByAge);
            foreach (int edge in own)
            {
                bool within = graph.Dropped[edge] is null && cycleOf[graph.Edges[edge].Target] == cycleOf[id];
                if (within && (newest == MergeGraph.NoEdge || graph.CompareByAge(newest, edge) < 0))
                {
                    newest = edge;
                }
            }
        }

        return newest;
    }
}
