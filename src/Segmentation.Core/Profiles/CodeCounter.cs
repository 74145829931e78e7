using System;

namespace Segmentation.Profiles;

/// <summary>Counts distinct codes of one customer. Emptied and used again for the next.</summary>
internal sealed class CodeCounter
{
    private int[] _slots = new int[64];
    private int[] _keys = new int[32];
    private int[] _counts = new int[32];
    private int _last;

    public int Count { get; private set; }

    public int KeyOf(int index) => _keys[index];

    public void Clear()
    {
        if (Count > _slots.Length / 8)
        {
            Array.Clear(_slots);
        }
        else
        {
            for (int i = 0; i < Count; i++)
            {
                int mask = _slots.Length - 1;
                int slot = Home(_keys[i], mask);
                while (_slots[slot] != i + 1)
                {
                    slot = (slot + 1) & mask;
                }

                _slots[slot] = 0;
            }
        }

        Count = 0;
    }

    /// <summary>Counts a code once more and returns its index, in order of first appearance.</summary>
    public int Add(int key)
    {
        if (_last < Count && _keys[_last] == key)
        {
            _counts[_last]++;
            return _last;
        }

        int mask = _slots.Length - 1;
        int slot = Home(key, mask);
        while (_slots[slot] != 0)
        {
            int index = _slots[slot] - 1;
            if (_keys[index] == key)
            {
                _counts[index]++;
                return _last = index;
            }

            slot = (slot + 1) & mask;
        }

        if (Count == _keys.Length)
        {
            Grow();
            return Add(key);
        }

        _keys[Count] = key;
        _counts[Count] = 1;
        _slots[slot] = ++Count;
        return _last = Count - 1;
    }

    /// <summary>The code counted most, of equals the smallest; −1 when nothing was counted.</summary>
    public int Mode()
    {
        int best = -1;
        for (int i = 0; i < Count; i++)
        {
            if (best < 0 || _counts[i] > _counts[best] || (_counts[i] == _counts[best] && _keys[i] < _keys[best]))
            {
                best = i;
            }
        }

        return best < 0 ? -1 : _keys[best];
    }

    /// <summary>What <see cref="Mode"/> was counted, as a share of all that was; NaN when nothing was counted.</summary>
    public double ModeShare()
    {
        int most = 0;
        long all = 0;
        for (int i = 0; i < Count; i++)
        {
            most = Math.Max(most, _counts[i]);
            all += _counts[i];
        }

        return all == 0 ? double.NaN : (double)most / all;
    }

    private static int Home(int key, int mask) => (int)(((uint)key * 0x9E3779B1u) >> 7) & mask;

    private void Grow()
    {
        Array.Resize(ref _keys, Count * 2);
        Array.Resize(ref _counts, Count * 2);
        _slots = new int[Count * 4];
        int mask = _slots.Length - 1;
        for (int i = 0; i < Count; i++)
        {
            int slot = Home(_keys[i], mask);
            while (_slots[slot] != 0)
            {
                slot = (slot + 1) & mask;
            }

            _slots[slot] = i + 1;
        }
    }
}
