using System;
using System.Runtime.InteropServices;
using System.Text;

namespace Segmentation.Events;

/// <summary>
/// Codes of UTF-8 texts in a <see cref="TextDictionary"/>, found without making characters of them: only a text that is new
/// is decoded. One slot and the bytes beside each other: two cache misses at most, however many texts there are.
/// </summary>
internal sealed class Utf8Codes(TextDictionary texts)
{
    private Slot[] _slots = new Slot[256];
    private byte[] _bytes = new byte[4096];
    private int _used;
    private int _count;

    /// <summary>The code of a text, which is added when it is new.</summary>
    public int GetOrAdd(ReadOnlySpan<byte> text)
    {
        uint hash = Hash(text);
        Slot[] slots = _slots;
        int mask = slots.Length - 1;
        for (int i = (int)hash & mask; ; i = (i + 1) & mask)
        {
            ref Slot slot = ref slots[i];
            if (slot.CodePlusOne == 0)
            {
                return Add(text, hash);
            }

            if (slot.Hash == hash && text.SequenceEqual(_bytes.AsSpan(slot.Start, slot.Length)))
            {
                return slot.CodePlusOne - 1;
            }
        }
    }

    private int Add(ReadOnlySpan<byte> text, uint hash)
    {
        if (_used + text.Length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(checked(_bytes.Length * 2), _used + text.Length));
        }

        if (_count * 2 >= _slots.Length)
        {
            Grow();
        }

        char[]? rented = text.Length > 256 ? new char[text.Length] : null;
        Span<char> characters = rented ?? stackalloc char[256];
        int length = Encoding.UTF8.GetChars(text, characters);
        int code = texts.GetOrAdd(characters[..length]);
        text.CopyTo(_bytes.AsSpan(_used));
        Place(_slots, new Slot { Hash = hash, CodePlusOne = code + 1, Start = _used, Length = text.Length });
        _used += text.Length;
        _count++;
        return code;
    }

    private void Grow()
    {
        Slot[] larger = new Slot[_slots.Length * 2];
        foreach (Slot slot in _slots)
        {
            if (slot.CodePlusOne != 0)
            {
                Place(larger, slot);
            }
        }

        _slots = larger;
    }

    private static void Place(Slot[] slots, Slot slot)
    {
        int mask = slots.Length - 1;
        int i = (int)slot.Hash & mask;
        while (slots[i].CodePlusOne != 0)
        {
            i = (i + 1) & mask;
        }

        slots[i] = slot;
    }

    private static uint Hash(ReadOnlySpan<byte> text)
    {
        ulong hash = (ulong)text.Length * 0x9E3779B97F4A7C15UL;
        while (text.Length >= 8)
        {
            hash = (hash ^ MemoryMarshal.Read<ulong>(text)) * 0xFF51AFD7ED558CCDUL;
            hash ^= hash >> 32;
            text = text[8..];
        }

        ulong rest = 0;
        foreach (byte b in text)
        {
            rest = (rest << 8) | b;
        }

        hash = (hash ^ rest) * 0xFF51AFD7ED558CCDUL;
        return (uint)(hash ^ (hash >> 29));
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Slot
    {
        public uint Hash;
        public int CodePlusOne;
        public int Start;
        public int Length;
    }
}
