namespace Segmentation.Identity;

/// <summary>Union-find with union by size and path halving: near constant time, no recursion.</summary>
internal sealed class DisjointSets
{
    private readonly int[] _parents;
    private readonly int[] _sizes;

    /// <summary>Starts with every item in a set of its own.</summary>
    public DisjointSets(int count)
    {
        _parents = new int[count];
        _sizes = new int[count];
        for (int i = 0; i < count; i++)
        {
            _parents[i] = i;
            _sizes[i] = 1;
        }
    }

    /// <summary>The item that stands for the set of an item.</summary>
    public int Find(int item)
    {
        while (_parents[item] != item)
        {
            item = _parents[item] = _parents[_parents[item]];
        }

        return item;
    }

    /// <summary>Joins two sets.</summary>
    public void Union(int one, int other)
    {
        one = Find(one);
        other = Find(other);
        if (one == other)
        {
            return;
        }

        if (_sizes[one] < _sizes[other])
        {
            (one, other) = (other, one);
        }

        _parents[other] = one;
        _sizes[one] += _sizes[other];
    }
}
