using System;
using System.Collections.Generic;
using System.Threading;

namespace Segmentation.Identity;

/// <summary>
/// Finds the circles of a merge graph: its strongly connected components of more than one id, over the edges that count
/// (Tarjan 1972, with the call stack as a stack of ids).
/// </summary>
internal sealed class CycleSearch
{
    private const int StepsBetweenChecks = 65_536;

    private readonly MergeGraph _graph;
    private readonly int[] _first;
    private readonly int[] _edges;
    private readonly int[] _next;
    private readonly int[] _order;
    private readonly int[] _low;
    private readonly bool[] _open;
    private readonly Stack<int> _path = [];
    private readonly Stack<int> _pending = [];
    private readonly List<int[]> _cycles = [];
    private int _visited;

    private CycleSearch(MergeGraph graph)
    {
        int count = graph.Ids.Count;
        _graph = graph;
        (_first, _edges) = graph.ByPast;
        _next = _first[..^1];
        _order = new int[count];
        _low = new int[count];
        _open = new bool[count];
    }

    /// <summary>The ids of each circle, or of circles that share ids.</summary>
    public static List<int[]> Find(MergeGraph graph, CancellationToken cancellationToken)
    {
        CycleSearch search = new(graph);
        for (int root = 0; root < graph.Ids.Count; root++)
        {
            if (search._order[root] == 0)
            {
                search.Visit(root, cancellationToken);
            }
        }

        return search._cycles;
    }

    private void Visit(int root, CancellationToken cancellationToken)
    {
        Enter(root);
        while (_path.TryPeek(out int id))
        {
            if (_next[id] == _first[id + 1])
            {
                Leave(id);
                continue;
            }

            int edge = _edges[_next[id]++];
            int target = _graph.Edges[edge].Target;
            if (_graph.Dropped[edge] is not null)
            {
                continue;
            }

            if (_order[target] == 0)
            {
                Enter(target);
            }
            else if (_open[target])
            {
                _low[id] = Math.Min(_low[id], _order[target]);
            }

            if (_visited % StepsBetweenChecks == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    private void Enter(int id)
    {
        _order[id] = _low[id] = ++_visited;
        _open[id] = true;
        _path.Push(id);
        _pending.Push(id);
    }

    private void Leave(int id)
    {
        _path.Pop();
        if (_path.TryPeek(out int parent))
        {
            _low[parent] = Math.Min(_low[parent], _low[id]);
        }

        if (_low[id] != _order[id])
        {
            return;
        }

        List<int> members = [];
        int member;
        do
        {
            member = _pending.Pop();
            _open[member] = false;
            members.Add(member);
        }
        while (member != id);
        if (members.Count > 1)
        {
            _cycles.Add([.. members]);
        }
    }
}
