using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Segmentation.Profiles;

/// <summary>
/// The distinct ids of one customer (sessions, orders or carts) with what is known about each. Ids are compared byte by
/// byte; a hash only finds the place to look. Emptied and used again for the next customer.
/// </summary>
internal sealed class KeySet
{
    private int[] _slots = new int[64];
    private Key[] _keys = new Key[32];
    private int _last;

    public int Count { get; private set; }

    /// <summary>Whatever marks the owner keeps, per id.</summary>
    public byte[] Flags { get; private set; } = new byte[32];

    /// <summary>A day per id.</summary>
    public int[] Days { get; private set; } = new int[32];

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
                _slots[SlotOf(i)] = 0;
            }
        }

        Count = 0;
    }

    /// <summary>The index of the key at a position; a new one starts with the flags and day given.</summary>
    public int GetOrAdd(byte[] block, int start, byte flags, int day)
    {
        ReadOnlySpan<byte> key = KeyAt(block, start);
        if (_last < Count && key.SequenceEqual(KeyAt(_keys[_last].Block, _keys[_last].Start)))
        {
            return _last;
        }

        uint hash = Hash(key);
        int mask = _slots.Length - 1;
        int slot = (int)hash & mask;
        for (; _slots[slot] != 0; slot = (slot + 1) & mask)
        {
            int index = _slots[slot] - 1;
            ref Key known = ref _keys[index];
            if (known.Hash == hash && key.SequenceEqual(KeyAt(known.Block, known.Start)))
            {
                _last = index;
                return index;
            }
        }

        _last = Append(hash, block, start, flags, day);
        _slots[FreeSlot(hash)] = _last + 1;
        return _last;
    }

    private static ReadOnlySpan<byte> KeyAt(byte[] block, int start)
    {
        ref byte key = ref block[start];
        return MemoryMarshal.CreateReadOnlySpan(ref key, EventRowFormat.KeyLength(ref key));
    }

    private static uint Hash(ReadOnlySpan<byte> key)
    {
        const ulong Multiplier = 0x9E3779B97F4A7C15UL;
        ulong hash = (ulong)key.Length * Multiplier;
        ref byte bytes = ref MemoryMarshal.GetReference(key);
        int i = 0;
        for (; i + sizeof(ulong) <= key.Length; i += sizeof(ulong))
        {
            hash = (hash ^ Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref bytes, i))) * Multiplier;
            hash ^= hash >> 32;
        }

        for (; i < key.Length; i++)
        {
            hash = (hash ^ Unsafe.Add(ref bytes, i)) * Multiplier;
            hash ^= hash >> 32;
        }

        return (uint)(hash ^ (hash >> 29));
    }

    private int SlotOf(int index)
    {
        int mask = _slots.Length - 1;
        int slot = (int)_keys[index].Hash & mask;

        // Slots emptied before this one may lie on its way: look past them.
        while (_slots[slot] != index + 1)
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private int FreeSlot(uint hash)
    {
        int mask = _slots.Length - 1;
        int slot = (int)hash & mask;
        while (_slots[slot] != 0)
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }

    private int Append(uint hash, byte[] block, int start, byte flags, int day)
    {
        if (Count == _keys.Length)
        {
            Grow();
        }

        int index = Count++;
        _keys[index] = new Key(hash, block, start);
        Flags[index] = flags;
        Days[index] = day;
        return index;
    }

    private void Grow()
    {
        int size = Count * 2;
        Array.Resize(ref _keys, size);
        byte[] flags = Flags;
        int[] days = Days;
        Array.Resize(ref flags, size);
        Array.Resize(ref days, size);
        Flags = flags;
        Days = days;
        _slots = new int[size * 2];
        for (int i = 0; i < Count; i++)
        {
            _slots[FreeSlot(_keys[i].Hash)] = i + 1;
        }
    }

    private readonly record struct Key(uint Hash, byte[] Block, int Start);
}
