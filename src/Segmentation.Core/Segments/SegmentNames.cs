using System;
using System.Collections.Generic;
using System.Linq;
using static System.FormattableString;

namespace Segmentation.Segments;

/// <summary>
/// Names segments by what sets them apart from the rest most: two things, each about another topic. Segments that
/// would share a name are told apart by what differs most between just them.
/// </summary>
internal static class SegmentNames
{
    private const int Parts = 2;
    private const int MostParts = 4;
    private const double VeryHigh = 1.2;
    private const double Most = 0.5;
    private const double Hardly = 0.2;

    /// <summary>One name per segment, all different.</summary>
    public static string[] For(SegmentDifference[][] differences)
    {
        if (differences.Length == 1)
        {
            return ["All customers"];
        }

        List<Part>[] candidates = [.. differences.Select(PartsOf)];
        List<Part>[] chosen = [.. candidates.Select(parts => parts.Take(Parts).ToList())];
        for (int round = Parts; round < MostParts; round++)
        {
            string[] sofar = [.. chosen.Select(Compose)];
            foreach (List<int> group in SharedNames(sofar))
            {
                Extend(group, candidates, chosen);
            }
        }

        string[] names = [.. chosen.Select(Compose)];
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

    /// <summary>What can be said of a segment, strongest first, one thing about each topic.</summary>
    private static List<Part> PartsOf(SegmentDifference[] differences)
    {
        List<Part> parts = [];
        HashSet<string> topics = new(StringComparer.Ordinal);
        SegmentDifference[] strongest =
        [
            .. differences.Where(d => d.IsSizeable && !d.IsCyclic && d.IsSameOnRawScale)
                .OrderByDescending(d => Math.Abs(d.EffectSize)),
        ];
        SegmentDifference? frequency = Array.Find(strongest, d => TopicOf(d) == TraitWords.Frequency);
        SegmentDifference? visits = Array.Find(strongest, d => TopicOf(d) == TraitWords.Visits);
        bool both = frequency is not null && visits is not null;
        bool browsing = both && visits!.EffectSize > 0 && frequency!.EffectSize < 0;
        foreach (SegmentDifference difference in strongest)
        {
            // Who buys more also visits more: only the opposite is worth two words, and has one.
            SegmentDifference told = both && difference == visits ? frequency! : difference;
            Part part = PartOf(told, browsing);
            if (topics.Add(part.Topic))
            {
                parts.Add(part);
            }
        }

        if (parts.Find(p => p.Topic == TraitWords.Frequency)?.Phrase is { } head)
        {
            parts.RemoveAll(p => TraitWords.RulesOut(head, p.Topic));
        }

        return parts;
    }

    private static string TopicOf(SegmentDifference difference) =>
        TraitWords.For(difference.Feature)?.Topic ?? difference.Feature;

    private static Part PartOf(SegmentDifference difference, bool browsing)
    {
        bool high = difference.EffectSize > 0;
        double strength = Math.Abs(difference.EffectSize);
        if (TraitWords.For(difference.Feature) is { } words)
        {
            TraitPhrase phrase = browsing && words.Topic == TraitWords.Frequency
                ? TraitWords.Browsers
                : words.PhraseOf(difference);
            return new Part(words.Topic, phrase, phrase.Adjective, words.Rank);
        }

        string text = difference.IsYesNo
            ? (high ? difference.SegmentMean >= Most ? "" : "more often " : difference.SegmentMean <= Hardly ? "not " : "less often ")
                + difference.Label
            : $"{(strength >= VeryHigh ? "very " : "")}{(high ? "high" : "low")} {difference.Label}";
        return new Part(difference.Feature, null, text, int.MaxValue);
    }

    /// <summary>
    /// Adds to each of the segments that share a name the thing that the fewest of the others have to say too; to none
    /// where all would say the same.
    /// </summary>
    private static void Extend(List<int> group, List<Part>[] candidates, List<Part>[] chosen)
    {
        HashSet<string> said = [.. group.SelectMany(s => chosen[s]).Select(part => part.Topic)];
        Part?[] further = new Part?[group.Count];
        for (int i = 0; i < group.Count; i++)
        {
            further[i] = candidates[group[i]].Where(part => !said.Contains(part.Topic))
                .Select(part => (Part: part, Others: group.Count(other =>
                    other != group[i] && candidates[other].Exists(p => p.Text == part.Text))))
                .Where(pair => pair.Others < group.Count - 1)
                .OrderBy(pair => pair.Others)
                .Select(pair => pair.Part)
                .FirstOrDefault();
        }

        for (int i = 0; i < group.Count; i++)
        {
            if (further[i] is { } part)
            {
                chosen[group[i]].Add(part);
            }
        }
    }

    private static string Compose(List<Part> parts)
    {
        Part[] phrases = [.. parts.Where(p => p.Phrase is not null).OrderBy(p => p.Rank)];
        List<string> texts = [.. parts.Where(p => p.Phrase is null).Select(p => p.Text)];
        if (phrases.Length > 0 || texts.Count == 0)
        {
            Part? head = Array.FindLast(phrases, p => p.Phrase!.Noun is not null);
            string noun = head?.Phrase!.Noun ?? "customers";
            string[] before = [.. phrases.Where(p => p != head).Select(p => p.Text)];
            texts.Insert(0, string.Join(' ', [.. phrases.Length == 0 ? ["average"] : before, noun]));
        }

        string text = string.Join(", ", texts);
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
    private sealed record Part(string Topic, TraitPhrase? Phrase, string Text, int Rank);
}
