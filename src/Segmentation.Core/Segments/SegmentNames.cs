using System;
using System.Collections.Generic;
using System.Linq;
using static System.FormattableString;

namespace Segmentation.Segments;

/// <summary>
/// Names segments by what sets them apart most: two things, or three where two do not tell them from each other.
/// Segments
/// that still share a name are told apart by what differs most between just them.
/// </summary>
internal static class SegmentNames
{
    private const int Parts = 2;
    private const double VeryHigh = 1.2;

    /// <summary>One name per segment, all different.</summary>
    public static string[] For(SegmentDifference[][] differences)
    {
        if (differences.Length == 1)
        {
            return ["All customers"];
        }

        List<Part>[] parts = [.. differences.Select(PartsOf)];
        string[] names = [.. parts.Select(p => Compose(p.Take(Parts)))];
        foreach (List<int> group in SharedNames(names))
        {
            foreach (int segment in group)
            {
                string? longer = parts[segment].Skip(Parts)
                    .Select(part => Compose(parts[segment].Take(Parts).Append(part)))
                    .FirstOrDefault(name => !IsPossible(name, parts, segment) && !names.Contains(name));
                names[segment] = longer ?? names[segment];
            }
        }

        foreach (List<int> group in SharedNames(names))
        {
            TellApart(group, differences, names, []);
        }

        foreach (List<int> group in SharedNames(names))
        {
            for (int i = 1; i < group.Count; i++)
            {
                names[group[i]] += Invariant($" ({i + 1})");
            }
        }

        return names;
    }

    private static List<List<int>> SharedNames(string[] names) =>
    [
        .. Enumerable.Range(0, names.Length).GroupBy(s => names[s], StringComparer.OrdinalIgnoreCase)
            .Where(g => g.Count() > 1)
            .Select(g => g.ToList()),
    ];

    /// <summary>Whether another segment could be called the same with one of its own parts.</summary>
    private static bool IsPossible(string name, List<Part>[] parts, int segment)
    {
        for (int other = 0; other < parts.Length; other++)
        {
            if (other != segment && parts[other].Skip(Parts)
                .Any(part => Compose(parts[other].Take(Parts).Append(part)) == name))
            {
                return true;
            }
        }

        return false;
    }

    private static List<Part> PartsOf(SegmentDifference[] differences)
    {
        List<Part> parts = [];
        HashSet<string> features = new(StringComparer.Ordinal);
        List<SegmentDifference> strongest =
            [.. differences.Where(d => d.IsSizeable && !d.IsCyclic).OrderByDescending(d => Math.Abs(d.EffectSize))];
        foreach (SegmentDifference difference in strongest)
        {
            TraitWords.Combination? combination = TraitWords.Combination.All.FirstOrDefault(c =>
                (c.HighFeature == difference.Feature || c.LowFeature == difference.Feature)
                && strongest.Exists(d => d.Feature == c.HighFeature && d.EffectSize > 0)
                && strongest.Exists(d => d.Feature == c.LowFeature && d.EffectSize < 0));
            Part part = combination is null
                ? PartOf(difference)
                : new Part("browsing", combination.Phrase, combination.Phrase.Adjective);
            IEnumerable<string> topics = combination is null
                ? [part.Topic]
                : [Topic(combination.HighFeature), Topic(combination.LowFeature)];
            if (!topics.Any(features.Contains))
            {
                features.UnionWith(topics);
                parts.Add(part);
            }
        }

        return parts;
    }

    private static string Topic(string feature) => TraitWords.For(feature)?.Topic ?? feature;

    private static Part PartOf(SegmentDifference difference)
    {
        bool high = difference.EffectSize > 0;
        if (TraitWords.For(difference.Feature) is { } words)
        {
            TraitPhrase phrase = high ? words.High : words.Low;
            return new Part(words.Topic, phrase, phrase.Adjective);
        }

        string very = Math.Abs(difference.EffectSize) >= VeryHigh ? "very " : "";
        return new Part(difference.Feature, null, $"{very}{(high ? "high" : "low")} {difference.Label}");
    }

    private static string Compose(IEnumerable<Part> chosen)
    {
        List<Part> parts = [.. chosen];
        if (parts.Count == 0)
        {
            return "Average customers";
        }

        string text;
        if (parts.Exists(p => p.Phrase is null))
        {
            text = string.Join(", ", parts.Select(p => p.Text));
        }
        else
        {
            Part? head = parts.Find(p => p.Phrase!.Noun is not null);
            string noun = head?.Phrase!.Noun ?? "customers";
            text = string.Join(' ', parts.Where(p => p != head).Select(p => p.Text).Append(noun));
        }

        return char.ToUpperInvariant(text[0]) + text[1..];
    }

    /// <summary>
    /// Splits the group at the widest gap of the feature in which its segments differ most, and so on in each part.
    /// </summary>
    private static void TellApart(List<int> group, SegmentDifference[][] differences, string[] names, HashSet<int> used)
    {
        int feature = -1;
        double widest = 0;
        for (int f = 0; f < differences[0].Length; f++)
        {
            double[] effects = [.. group.Select(s => differences[s][f].EffectSize)];
            double spread = effects.Max() - effects.Min();
            if (!used.Contains(f) && !differences[0][f].IsCyclic && spread > widest)
            {
                (feature, widest) = (f, spread);
            }
        }

        if (feature < 0)
        {
            return;
        }

        List<int> sorted = [.. group.OrderByDescending(s => differences[s][feature].EffectSize)];
        int cut = Enumerable.Range(1, sorted.Count - 1).MaxBy(i =>
            differences[sorted[i - 1]][feature].EffectSize - differences[sorted[i]][feature].EffectSize);
        foreach ((List<int> part, string word) in new[] { (sorted[..cut], "higher"), (sorted[cut..], "lower") })
        {
            foreach (int segment in part)
            {
                names[segment] += $", {word} {differences[segment][feature].Label}";
            }

            if (part.Count > 1)
            {
                TellApart(part, differences, names, [.. used, feature]);
            }
        }
    }

    /// <summary>One thing a name can say.</summary>
    private sealed record Part(string Topic, TraitPhrase? Phrase, string Text);
}
