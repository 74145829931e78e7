using System;
using System.Runtime.InteropServices;
using System.Text;

namespace Segmentation.Events;

/// <summary>
/// Codes of UTF-8 texts in a <see cref="TextDictionary"/>, found without making characters of them: only a text that is
/// new is decoded. Texts of up to 12 bytes lie in the table itself, so that finding one costs one cache miss however
/// many there are.
/// </summary>
internal sealed class Utf8Codes(TextDictionary texts)
{
    private const int InlineBytes = 12;
    private const int PrefetchFrom = 4096;

    private Slot[] _slots = new Slot[256];
    private byte[] _longTexts = [];
    private int _used;
    private int _count;

    /// <summary>The code of a text, which is added when it is new.</summary>
    /// <exception cref="NotSupportedException">There are more texts than codes.</exception>
    public int GetOrAdd(ReadOnlySpan<byte> text)
    {
        Slot wanted = KeyOf(text);
        Slot[] slots = _slots;
        int mask = slots.Length - 1;
        for (int i = (int)wanted.Hash & mask; ; i = (i + 1) & mask)
        {
            ref Slot slot = ref slots[i];
            if (slot.IsEmpty)
            {
                return Add(text, wanted);
            }

            if (slot.First == wanted.First && (wanted.IsLong ? IsSame(text, slot) : slot.Key == wanted.Key))
            {
                return slot.Code;
            }
        }
    }

    /// <summary>Whether there are so many texts that fetching one early pays; few stay in the nearest caches.</summary>
    public bool IsLarge => _slots.Length > PrefetchFrom;

    /// <summary>Starts fetching where a text's code lies, for use a little later.</summary>
    public void Prefetch(ReadOnlySpan<byte> text)
    {
        CacheHint.Fetch(ref _slots[(int)KeyOf(text).Hash & (_slots.Length - 1)]);
    }

    private bool IsSame(ReadOnlySpan<byte> text, Slot slot)
    {
        if (!slot.IsLong)
        {
            return false;
        }

        ReadOnlySpan<byte> stored = _longTexts.AsSpan((int)slot.Tail);
        return MemoryMarshal.Read<int>(stored) == text.Length && text.SequenceEqual(stored.Slice(sizeof(int), text.Length));
    }

    private int Add(ReadOnlySpan<byte> text, Slot slot)
    {
        if (_count * 8L >= _slots.Length * 7L)
        {
            Grow();
        }

        char[]? rented = text.Length > 256 ? new char[text.Length] : null;
        Span<char> characters = rented ?? stackalloc char[256];
        int code = texts.GetOrAdd(characters[..Encoding.UTF8.GetChars(text, characters)]);
        uint tail = slot.IsLong ? Keep(text) : slot.Tail;
        Place(_slots, slot.With(tail, code));
        _count++;
        return code;
    }

    private uint Keep(ReadOnlySpan<byte> text)
    {
        int start = _used;
        _used = checked(_used + sizeof(int) + text.Length);
        if (_used > _longTexts.Length)
        {
            Array.Resize(ref _longTexts, Math.Max(checked(_longTexts.Length * 2), _used));
        }

        MemoryMarshal.Write(_longTexts.AsSpan(start), text.Length);
        text.CopyTo(_longTexts.AsSpan(start + sizeof(int)));
        return (uint)start;
    }

    private void Grow()
    {
        Slot[] larger = new Slot[_slots.Length * 2];
        foreach (Slot slot in _slots)
        {
            if (!slot.IsEmpty)
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
        while (!slots[i].IsEmpty)
        {
            i = (i + 1) & mask;
        }

        slots[i] = slot;
    }

    private static Slot KeyOf(ReadOnlySpan<byte> text) => text.Length <= InlineBytes ? Inline(text) : Hashed(text);

    // The bytes in two words, which overlap in the middle; with the length they are the text.
    private static Slot Inline(ReadOnlySpan<byte> text)
    {
        int length = text.Length;
        return length switch
        {
            >= 8 => new Slot(MemoryMarshal.Read<ulong>(text), MemoryMarshal.Read<uint>(text[(length - 4)..]), length),
            >= 4 => new Slot(
                MemoryMarshal.Read<uint>(text) | ((ulong)MemoryMarshal.Read<uint>(text[(length - 4)..]) << 32), 0, length),
            > 0 => new Slot(text[0] | ((ulong)text[length / 2] << 8) | ((ulong)text[length - 1] << 16), 0, length),
            _ => new Slot(0, 0, 0),
        };
    }

    private static Slot Hashed(ReadOnlySpan<byte> text)
    {
        ulong hash = (ulong)text.Length;
        for (ReadOnlySpan<byte> rest = text; rest.Length >= 8; rest = rest[8..])
        {
            hash = Mix(hash, MemoryMarshal.Read<ulong>(rest));
        }

        return new Slot(Mix(hash, MemoryMarshal.Read<ulong>(text[^8..])), 0, Slot.Long);
    }

    private static ulong Mix(ulong a, ulong b)
    {
        ulong high = Math.BigMul(a ^ 0x9E3779B97F4A7C15UL, b ^ 0xFF51AFD7ED558CCDUL, out ulong low);
        return high ^ low;
    }

    /// <summary>
    /// A text and its code in 16 bytes: the first word of a short text, or the hash of a long one; then, from the top, the
    /// last four bytes of a short text or where a long one lies, the length, and the code plus one.
    /// </summary>
    private readonly struct Slot
    {
        public const int Long = 15;

        private const int CodeBits = 28;
        private const ulong CodeMask = (1UL << CodeBits) - 1;

        private readonly ulong _rest;

        public Slot(ulong first, uint tail, int length)
            : this(first, ((ulong)tail << 32) | ((ulong)length << CodeBits))
        {
        }

        private Slot(ulong first, ulong rest)
        {
            First = first;
            _rest = rest;
        }

        public ulong First { get; }

        public bool IsEmpty => (_rest & CodeMask) == 0;

        public int Code => (int)(_rest & CodeMask) - 1;

        public ulong Key => _rest & ~CodeMask;

        public uint Tail => (uint)(_rest >> 32);

        public bool IsLong => ((_rest >> CodeBits) & Long) == Long;

        // Long texts by their hash alone: where they lie is not known while looking for one.
        public uint Hash => (uint)Mix(First, IsLong ? 0 : Key);

        public Slot With(uint tail, int code) => (uint)code < CodeMask
            ? new Slot(First, ((ulong)tail << 32) | (Key & uint.MaxValue) | ((uint)code + 1))
            : throw new NotSupportedException("There are more different texts in a column than can be told apart.");
    }
}
