using System;
using System.Collections.Generic;
using System.Threading;

namespace Segmentation.Identity;

/// <summary>Circles in a merge graph, found and broken without recursion.</summary>
internal static class MergeCycles
{
    private const int StepsBetweenChecks = 65_536;

    /// <summary>
    /// The strongly connected components of more than one id over the edges that count (Tarjan 1972, with the call stack
    /// as an array).
    /// </summary>
    public static List<int[]> Find(MergeGraph graph, CancellationToken cancellationToken)
    {
        int count = graph.Ids.Count;
        (int[] first, int[] edges) = graph.ByPast;
        int[] order = new int[count];
        int[] low = new int[count];
        int[] next = first[..^1];
        bool[] open = new bool[count];
        Stack<int> path = [];
        Stack<int> pending = [];
        List<int[]> cycles = [];
        int visited = 0;
        for (int root = 0; root < count; root++)
        {
            if (order[root] == 0)
            {
                Enter(root);
            }

            while (path.TryPeek(out int id))
            {
                if (next[id] == first[id + 1])
                {
                    Leave(id);
                    continue;
                }

                int edge = edges[next[id]++];
                int target = graph.Edges[edge].Target;
                if (graph.Dropped[edge] is not null)
                {
                    continue;
                }

                if (order[target] == 0)
                {
                    Enter(target);
                }
                else if (open[target])
                {
                    low[id] = Math.Min(low[id], order[target]);
                }
            }
        }

        return cycles;

        void Enter(int id)
        {
            if (visited % StepsBetweenChecks == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            order[id] = low[id] = ++visited;
            open[id] = true;
            path.Push(id);
            pending.Push(id);
        }

        void Leave(int id)
        {
            path.Pop();
            if (path.TryPeek(out int parent))
            {
                low[parent] = Math.Min(low[parent], low[id]);
            }

            if (low[id] != order[id])
            {
                return;
            }

            List<int> members = [];
            int member;
            do
            {
                member = pending.Pop();
                open[member] = false;
                members.Add(member);
            }
            while (member != id);
            if (members.Count > 1)
            {
                cycles.Add([.. members]);
            }
        }
    }

    /// <summary>
    /// Drops edges until no circle is left among the ids of a strongly connected component: walks depth first from the
    /// target of the newest edge, older edges first, and drops each edge that leads back into the path. In a plain circle
    /// that is the newest edge and no other. Returns how many were dropped.
    /// </summary>
    public static int Break(MergeGraph graph, int[] cycle)
    {
        HashSet<int> members = [.. cycle];
        Dictionary<int, Queue<int>> edges = new(cycle.Length);
        int newest = MergeGraph.NoEdge;
        foreach (int id in cycle)
        {
            List<int> own = EdgesWithin(graph, id, members);
            own.Sort(graph.CompareByAge);
            edges[id] = new Queue<int>(own);
            if (newest == MergeGraph.NoEdge || graph.CompareByAge(newest, own[^1]) < 0)
            {
                newest = own[^1];
            }
        }

        int dropped = 0;
        HashSet<int> seen = [];
        HashSet<int> onPath = [];
        Stack<int> path = [];
        Enter(graph.Edges[newest].Target);
        while (path.TryPeek(out int id))
        {
            if (!edges[id].TryDequeue(out int edge))
            {
                onPath.Remove(path.Pop());
                continue;
            }

            int target = graph.Edges[edge].Target;
            if (onPath.Contains(target))
            {
                graph.Dropped[edge] = MergeReasons.CycleBroken;
                dropped++;
            }
            else if (!seen.Contains(target))
            {
                Enter(target);
            }
        }

        return dropped;

        void Enter(int id)
        {
            seen.Add(id);
            onPath.Add(id);
            path.Push(id);
        }
    }

    private static List<int> EdgesWithin(MergeGraph graph, int id, HashSet<int> members)
    {
        (int[] first, int[] edges) = graph.ByPast;
        List<int> own = [];
        for (int i = first[id]; i < first[id + 1]; i++)
        {
            if (graph.Dropped[edges[i]] is null && members.Contains(graph.Edges[edges[i]].Target))
            {
                own.Add(edges[i]);
            }
        }

        return own;
    }
}
