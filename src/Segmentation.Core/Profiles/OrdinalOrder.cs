using System;
using System.Collections.Generic;

namespace Segmentation.Profiles;

/// <summary>
/// Ordinal sorting of many ids. The first characters after the common start are compared as one number, so that most
/// comparisons never touch the texts.
/// </summary>
internal static class OrdinalOrder
{
    private const int LatinCharacters = 8;
    private const int WideCharacters = 4;

    /// <summary>The positions of the items in ordinal order of their texts.</summary>
    public static int[] Of(IReadOnlyList<string> texts, int[] items)
    {
        int common = CommonStart(texts, items);
        bool latin = Array.TrueForAll(items, item => IsLatin(texts[item], common));
        ulong[] keys = Array.ConvertAll(items, item => Key(texts[item], common, latin));
        int[] order = (int[])items.Clone();
        Array.Sort(keys, order);
        Comparison<int> byText = (one, other) => string.CompareOrdinal(texts[one], texts[other]);
        for (int start = 0; start < order.Length;)
        {
            int end = start + 1;
            while (end < order.Length && keys[end] == keys[start])
            {
                end++;
            }

            if (end - start > 1)
            {
                order.AsSpan(start, end - start).Sort(byText);
            }

            start = end;
        }

        return order;
    }

    private static int CommonStart(IReadOnlyList<string> texts, int[] items)
    {
        if (items.Length == 0)
        {
            return 0;
        }

        string first = texts[items[0]];
        int common = first.Length;
        foreach (int item in items)
        {
            common = first.AsSpan(0, common).CommonPrefixLength(texts[item]);
        }

        return common;
    }

    private static bool IsLatin(string text, int start)
    {
        int end = Math.Min(text.Length, start + LatinCharacters);
        for (int i = start; i < end; i++)
        {
            if (text[i] > 0xFF)
            {
                return false;
            }
        }

        return true;
    }

    private static ulong Key(string text, int start, bool latin)
    {
        int characters = latin ? LatinCharacters : WideCharacters;
        int bits = 64 / characters;
        ulong key = 0;
        for (int i = start; i < start + characters; i++)
        {
            key = (key << bits) | (i < text.Length ? text[i] : 0u);
        }

        return key;
    }
}
