using System;
using System.Collections.Generic;

namespace Segmentation.Events;

/// <summary>Compares names of keys, columns and event types the way people write them.</summary>
internal static class NameKey
{
    /// <summary>The name in lower case without blanks, hyphens and underscores.</summary>
    public static string Of(ReadOnlySpan<char> name)
    {
        Span<char> key = name.Length <= 128 ? stackalloc char[name.Length] : new char[name.Length];
        int length = 0;
        foreach (char c in name)
        {
            if (c is not (' ' or '_' or '-'))
            {
                key[length++] = char.ToLowerInvariant(c);
            }
        }

        return key[..length].ToString();
    }

    /// <summary>
    /// The candidate that is fewest edits away, or null when none is near enough to be what was meant.
    /// </summary>
    public static string? Nearest(string name, IEnumerable<string> candidates)
    {
        string wanted = Of(name);
        string? best = null;
        int least = Math.Max(2, wanted.Length / 2) + 1;
        foreach (string candidate in candidates)
        {
            string key = Of(candidate);
            int distance = Distance(wanted, key);

            // As many edits as there are letters would make any name of any other.
            if (distance < least && distance < Math.Max(wanted.Length, key.Length))
            {
                (best, least) = (candidate, distance);
            }
        }

        return best;
    }

    /// <summary><c> Did you mean 'x'?</c>, or nothing when no candidate is near.</summary>
    public static string Hint(string name, IEnumerable<string> candidates) =>
        Nearest(name, candidates) is { } nearest ? $" Did you mean '{nearest}'?" : "";

    // Levenshtein distance, one row at a time.
    private static int Distance(string a, string b)
    {
        int[] row = new int[b.Length + 1];
        for (int j = 0; j < row.Length; j++)
        {
            row[j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int substitute = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(substitute, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[b.Length];
    }
}
