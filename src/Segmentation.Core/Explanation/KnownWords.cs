using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Segmentation.Segments;

namespace Segmentation.Explanation;

/// <summary>
/// The words that an answer about one segment may use: those of its evidence, those of the rules' text, and plain ones.
/// </summary>
internal sealed partial class KnownWords
{
    private static readonly Dictionary<string, (int From, int To)> s_partsOfDay = new(StringComparer.Ordinal)
    {
        ["morning"] = (5, 12), ["noon"] = (11, 14), ["lunchtime"] = (11, 14), ["afternoon"] = (12, 18),
        ["evening"] = (17, 24), ["night"] = (20, 30), ["midnight"] = (23, 25),
    };

    private static readonly string[] s_endings = ["'s", "'re", "'ve", "'ll", "'d", "'m"];

    private readonly Vocabulary _vocabulary;
    private readonly HashSet<string> _evidence;

    /// <summary>Gathers the words.</summary>
    /// <param name="pack">The evidence.</param>
    /// <param name="rules">What the rules say of the segment.</param>
    /// <param name="vocabulary">The plain words.</param>
    public KnownWords(EvidencePack pack, SegmentExplanation rules, Vocabulary vocabulary)
    {
        Pack = pack;
        _vocabulary = vocabulary;
        IEnumerable<string?> texts =
        [
            .. pack.Facts.Select(fact => fact.Text), .. rules.KeyCharacteristics, rules.ExecutiveSummary, rules.RecommendedCampaign,
            rules.BusinessHypothesis, rules.ExpectedRoi, rules.ConfidenceJustification,
        ];
        _evidence = texts.OfType<string>().SelectMany(WordsOf).SelectMany(EnglishForms.OfEitherNumber).ToHashSet(StringComparer.Ordinal);
        _evidence.UnionWith(s_partsOfDay.Where(part => pack.Facts.Any(fact => IsWithin(fact, part.Value)))
            .SelectMany(part => EnglishForms.OfNoun(part.Key)));
    }

    /// <summary>The evidence.</summary>
    public EvidencePack Pack { get; }

    /// <summary>Whether all words of a name stand in the evidence or the rules' text.</summary>
    public bool Names(string name) => Vocabulary.Word().Matches(name).All(match => IsEvidence(Bare(match.Value)));

    /// <summary>Whether a name is one plain word.</summary>
    public bool IsPlain(string name) => _vocabulary.Has(Bare(name));

    /// <summary>Why a text must not be used, by its first word that is not known; null when all are.</summary>
    public string? Refuse(string text)
    {
        if (Unknown(text) is not null && Unknown(_vocabulary.WithoutPhrases(text)) is { } unknown)
        {
            return $"'{PlainName.Clean(unknown)}' is neither in the evidence nor a plain English word";
        }

        Match[] words = Vocabulary.Word().Matches(text).ToArray();
        bool title = words.All(match => match.Length < 4 || char.IsUpper(match.Value[0]));
        Match? name = words.FirstOrDefault(match => !title && char.IsUpper(match.Value[0])
            && Within().IsMatch(text[..match.Index])
            && !_vocabulary.HasCapital(match.Value)
            && !IsEvidence(Bare(match.Value)));
        return name is null ? null : $"'{PlainName.Clean(name.Value)}' is written like a name, and is none of the evidence";
    }

    private string? Unknown(string text) =>
        Vocabulary.Word().Matches(text).Select(match => match.Value).FirstOrDefault(word => !IsKnown(Bare(word)));

    private bool IsKnown(string word) => IsEvidence(word) || _vocabulary.Has(word)
        || Parts(word).All(part => IsEvidence(part) || _vocabulary.Has(part));

    private bool IsEvidence(string word) =>
        _evidence.Contains(word) || _evidence.Contains(word.Replace("-", "", StringComparison.Ordinal))
        || Parts(word).All(_evidence.Contains)
        || AnswerCheck.IsCurrency(word, Pack.Find("base.currency")?.Text);

    private static string[] Parts(string word) => word.Split('-');

    /// <summary>The word in lower case, without what an apostrophe adds to it.</summary>
    private static string Bare(string word)
    {
        string lower = word.ToLowerInvariant().Replace('\u2019', '\'');
        string? ending = Array.Find(s_endings, e => lower.EndsWith(e, StringComparison.Ordinal));
        return ending is null ? lower : lower[..^ending.Length];
    }

    /// <summary>The words of a text in lower case, compounds in capitals and with hyphens also taken apart.</summary>
    private static IEnumerable<string> WordsOf(string text) =>
        Vocabulary.Word().Matches(text)
            .SelectMany(m => Humps().Split(m.Value).Append(m.Value).Append(m.Value.Replace("-", "", StringComparison.Ordinal)))
            .Select(Bare)
            .Where(word => word.Length > 0);

    /// <summary>Whether a fact is an hour within a part of the day, which may reach past midnight.</summary>
    private static bool IsWithin(EvidenceFact fact, (int From, int To) part) =>
        fact is { Unit: EvidenceUnit.Hour, Number: { } hour }
        && ((hour >= part.From && hour <= part.To) || (hour + 24 >= part.From && hour + 24 <= part.To));

    // Within a sentence: behind a word, a number or a comma, not behind what ends a sentence or opens a bracket or a quotation.
    [GeneratedRegex(@"[\p{L}\p{M}\p{N},%&)'\u2019/] *$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Within();

    [GeneratedRegex(@"(?<=\p{Ll})(?=\p{Lu})|-", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Humps();
}
