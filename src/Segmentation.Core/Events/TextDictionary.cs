using System;
using System.Collections.Generic;

namespace Segmentation.Events;

/// <summary>
/// Texts and their codes: 0, 1, 2, … in order of first appearance. Exact and ordinal: two texts share a code only when
/// they are equal character by character. Adding is for one thread at a time.
/// </summary>
public sealed class TextDictionary
{
    private int[] _buckets = new int[256];
    private int[] _next = new int[128];
    private uint[] _hashes = new uint[128];
    private string[] _texts = new string[128];

    /// <summary>The number of distinct texts.</summary>
    public int Count { get; private set; }

    /// <summary>The text of a code.</summary>
    public string this[int code] => _texts[code];

    /// <summary>The code of a text, which is added when it is new.</summary>
    public int GetOrAdd(ReadOnlySpan<char> text)
    {
        uint hash = Hash(text);
        for (int i = _buckets[hash & (uint)(_buckets.Length - 1)] - 1; i >= 0; i = _next[i])
        {
            if (_hashes[i] == hash && text.SequenceEqual(_texts[i]))
            {
                return i;
            }
        }

        return Add(text.ToString(), hash);
    }

    /// <summary>The code of a text, or −1 when it has none.</summary>
    public int Find(ReadOnlySpan<char> text)
    {
        uint hash = Hash(text);
        for (int i = _buckets[hash & (uint)(_buckets.Length - 1)] - 1; i >= 0; i = _next[i])
        {
            if (_hashes[i] == hash && text.SequenceEqual(_texts[i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>All texts in code order.</summary>
    public IReadOnlyList<string> ToList() => new ArraySegment<string>(_texts, 0, Count);

    private static uint Hash(ReadOnlySpan<char> text)
    {
        ulong hash = (ulong)text.Length * 0x9E3779B97F4A7C15UL;
        ReadOnlySpan<ulong> words = System.Runtime.InteropServices.MemoryMarshal.Cast<char, ulong>(text);
        foreach (ulong word in words)
        {
            hash = (hash ^ word) * 0xFF51AFD7ED558CCDUL;
            hash ^= hash >> 32;
        }

        foreach (char c in text[(words.Length * 4)..])
        {
            hash = (hash ^ c) * 0xFF51AFD7ED558CCDUL;
            hash ^= hash >> 32;
        }

        return (uint)(hash ^ (hash >> 29));
    }

    private int Add(string text, uint hash)
    {
        if (Count == _texts.Length)
        {
            Grow();
        }

        int code = Count++;
        _texts[code] = text;
        _hashes[code] = hash;
        ref int bucket = ref _buckets[hash & (uint)(_buckets.Length - 1)];
        _next[code] = bucket - 1;
        bucket = code + 1;
        return code;
    }

    private void Grow()
    {
        int size = _texts.Length * 2;
        Array.Resize(ref _texts, size);
        Array.Resize(ref _hashes, size);
        Array.Resize(ref _next, size);
        _buckets = new int[size * 2];
        for (int i = 0; i < Count; i++)
        {
            ref int bucket = ref _buckets[_hashes[i] & (uint)(_buckets.Length - 1)];
            _next[i] = bucket - 1;
            bucket = i + 1;
        }
    }
}
