using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace Segmentation.Events;

/// <summary>
/// Codes of UTF-8 texts in a <see cref="TextDictionary"/>, found without making characters of them: only a text that is
/// new is decoded. Texts of up to 16 bytes lie in the table itself, so that finding one costs one cache miss however
/// many there are.
/// </summary>
internal sealed class Utf8Codes(TextDictionary texts)
{
    private const int InlineBytes = 16;

    private const int PrefetchFrom = 4096;

    private Slot[] _slots = new Slot[256];
    private byte[] _longTexts = [];
    private int _used;
    private int _count;

    /// <summary>The code of a text, which is added when it is new.</summary>
    public int GetOrAdd(ReadOnlySpan<byte> text)
    {
        Slot wanted = text.Length <= InlineBytes ? Inline(text) : Hashed(text);
        uint hash = wanted.Hash;
        Slot[] slots = _slots;
        int mask = slots.Length - 1;
        for (int i = (int)hash & mask; ; i = (i + 1) & mask)
        {
            ref Slot slot = ref slots[i];
            if (slot.CodePlusOne == 0)
            {
                return Add(text, wanted);
            }

            if (slot.First == wanted.First && slot.Length == text.Length
                && (text.Length <= InlineBytes ? slot.Second == wanted.Second : IsSame(text, slot)))
            {
                return slot.CodePlusOne - 1;
            }
        }
    }

    /// <summary>Whether there are so many texts that fetching one early pays; few stay in the nearest caches.</summary>
    public bool IsLarge => _slots.Length > PrefetchFrom;

    /// <summary>
    /// Starts fetching where a text's code lies, for use a little later.
    /// </summary>
    public unsafe void Prefetch(ReadOnlySpan<byte> text)
    {
        if (Sse.IsSupported)
        {
            Slot wanted = text.Length <= InlineBytes ? Inline(text) : Hashed(text);
            Sse.Prefetch0(Unsafe.AsPointer(ref _slots[(int)wanted.Hash & (_slots.Length - 1)]));
        }
    }

    private bool IsSame(ReadOnlySpan<byte> text, Slot slot) =>
        text.SequenceEqual(_longTexts.AsSpan((int)slot.Second, slot.Length));

    private int Add(ReadOnlySpan<byte> text, Slot slot)
    {
        if (_count * 4 >= _slots.Length * 3)
        {
            Grow();
        }

        char[]? rented = text.Length > 256 ? new char[text.Length] : null;
        Span<char> characters = rented ?? stackalloc char[256];
        slot.CodePlusOne = texts.GetOrAdd(characters[..Encoding.UTF8.GetChars(text, characters)]) + 1;
        if (text.Length > InlineBytes)
        {
            if (_used + text.Length > _longTexts.Length)
            {
                Array.Resize(ref _longTexts, Math.Max(checked(_longTexts.Length * 2), _used + text.Length));
            }

            text.CopyTo(_longTexts.AsSpan(_used));
            slot.Second = (ulong)_used;
            _used += text.Length;
        }

        Place(_slots, slot);
        _count++;
        return slot.CodePlusOne - 1;
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

    // The bytes in two words, which overlap in the middle; with the length they are the text.
    private static Slot Inline(ReadOnlySpan<byte> text)
    {
        int length = text.Length;
        (ulong first, ulong second) = length switch
        {
            >= 8 => (MemoryMarshal.Read<ulong>(text), MemoryMarshal.Read<ulong>(text[(length - 8)..])),
            >= 4 => (MemoryMarshal.Read<uint>(text), MemoryMarshal.Read<uint>(text[(length - 4)..])),
            > 0 => (text[0] | ((ulong)text[length / 2] << 8), (ulong)text[length - 1]),
            _ => (0UL, 0UL),
        };
        return new Slot { First = first, Second = second, Length = length };
    }

    private static Slot Hashed(ReadOnlySpan<byte> text)
    {
        ulong hash = (ulong)text.Length;
        for (ReadOnlySpan<byte> rest = text; rest.Length >= 8; rest = rest[8..])
        {
            hash = Mix(hash, MemoryMarshal.Read<ulong>(rest));
        }

        hash = Mix(hash, MemoryMarshal.Read<ulong>(text[^8..]));
        return new Slot { First = hash, Length = text.Length };
    }

    private static ulong Mix(ulong a, ulong b)
    {
        ulong high = Math.BigMul(a ^ 0x9E3779B97F4A7C15UL, b ^ 0xFF51AFD7ED558CCDUL, out ulong low);
        return high ^ low;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Slot
    {
        // The first word of a short text, or the hash of a long one.
        public ulong First;

        // The last word of a short text, or where a long one lies.
        public ulong Second;
        public int CodePlusOne;
        public int Length;

        // Long texts by their hash alone: where they lie is not known while looking for one.
        public readonly uint Hash => (uint)Mix(First + (ulong)Length, Length <= InlineBytes ? Second : 0);
    }
}
