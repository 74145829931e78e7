using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace Segmentation.Explanation;

/// <summary>
/// The English words of business texts, and words of things that shops sell. A word that is neither a plain one nor one
/// of the evidence may be the name of something; one of the second kind is.
/// </summary>
internal static partial class Vocabulary
{
    private static readonly FrozenSet<string> s_plain = Read("plain.txt");
    private static readonly FrozenSet<string> s_goods = Read("goods.txt");
    private static readonly string[] s_prefixes = ["un", "re", "non", "under", "over", "mid", "pre", "sub", "multi", "in", "mis"];

    private static readonly (string Ending, string[] Stems)[] s_endings =
    [
        ("ies", ["y"]), ("ied", ["y"]), ("ily", ["y"]), ("iness", ["y"]), ("ier", ["y"]), ("iest", ["y"]),
        ("es", ["", "e"]), ("ed", ["", "e"]), ("ing", ["", "e"]), ("er", ["", "e"]), ("ers", ["", "e"]), ("est", ["", "e"]),
        ("s", [""]), ("d", [""]), ("ally", ["al", ""]), ("ly", ["", "le"]), ("ness", [""]), ("ful", [""]), ("less", [""]),
        ("ment", [""]), ("able", ["", "e"]), ("ion", ["", "e"]), ("ity", ["", "e"]), ("ably", ["able"]), ("ability", ["able"]),
    ];

    /// <summary>Whether a word, or each part of a hyphenated one, is a plain one in any of its forms.</summary>
    public static bool IsPlain(string word)
    {
        string lower = word.ToLowerInvariant();
        return s_plain.Contains(lower) || lower.Split('-', StringSplitOptions.RemoveEmptyEntries).All(IsPlainPart);
    }

    /// <summary>Whether a word, or a part of a hyphenated one, is of things that shops sell.</summary>
    public static bool IsGoods(string word)
    {
        string lower = word.ToLowerInvariant();
        return lower.Split('-', StringSplitOptions.RemoveEmptyEntries).Append(lower).Any(part =>
            s_goods.Contains(part) || (part.Length > 3 && !s_plain.Contains(part) && s_goods.Contains(part + "s")));
    }

    /// <summary>The words of a text in lower case, compounds in capitals taken apart.</summary>
    public static IEnumerable<string> WordsOf(string text) =>
        Word().Matches(text).SelectMany(m => Humps().Split(m.Value).Append(m.Value)).Select(w => w.ToLowerInvariant());

    private static bool IsPlainPart(string part)
    {
        string word = part.EndsWith("'s", StringComparison.Ordinal) || part.EndsWith("\u2019s", StringComparison.Ordinal)
            ? part[..^2] : part.TrimEnd('\'', '\u2019');
        return word.Length <= 1 || Forms(word).Any(s_plain.Contains)
            || s_prefixes.Any(prefix => word.Length > prefix.Length + 2 && word.StartsWith(prefix, StringComparison.Ordinal)
                && Forms(word[prefix.Length..]).Any(s_plain.Contains));
    }

    private static IEnumerable<string> Forms(string word)
    {
        yield return word;
        foreach ((string ending, string[] stems) in s_endings)
        {
            if (word.Length < ending.Length + 2 || !word.EndsWith(ending, StringComparison.Ordinal))
            {
                continue;
            }

            string root = word[..^ending.Length];
            foreach (string stem in stems)
            {
                yield return root + stem;
            }

            if (root.Length > 2 && root[^1] == root[^2])
            {
                yield return root[..^1];
            }
        }
    }

    private static FrozenSet<string> Read(string name)
    {
        using Stream stream = typeof(Vocabulary).Assembly.GetManifestResourceStream("Segmentation.Explanation.Words." + name)!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>A word: letters, with apostrophes and hyphens between them.</summary>
    [GeneratedRegex(@"[\p{L}\p{M}]+(?:['\u2019-][\p{L}\p{M}]+)*", RegexOptions.CultureInvariant, 1000)]
    public static partial Regex Word();

    [GeneratedRegex(@"(?<=\p{Ll})(?=\p{Lu})|-", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Humps();
}
