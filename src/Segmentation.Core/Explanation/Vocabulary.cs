using System;
using System.Collections.Frozen;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace Segmentation.Explanation;

/// <summary>
/// The words that an answer may use without evidence: plain English of business texts, with no word for a thing that is
/// sold, a brand, a channel, a device or a date. Whatever is not in it may be the name of something made up.
/// </summary>
/// <remarks>
/// A file of words has them under headings: <c># nouns</c> (singular; the plural follows), <c># verbs</c> (infinitive),
/// <c># adjectives</c> (with comparison and adverb), <c># words</c> (only as written) and <c># phrases</c> (only
/// together, with commas between). A colon and a theme may follow. Regular forms follow from the word; a word written in
/// capitals may be so within a sentence.
/// </remarks>
public sealed partial class Vocabulary
{
    /// <summary>The name of a file of words beside prompt templates.</summary>
    public const string FileName = "vocabulary.txt";

    /// <summary>The longest file of words, in characters.</summary>
    public const int MaximumLength = 200_000;

    private readonly FrozenSet<string> _forms;
    private readonly FrozenSet<string> _capitals;
    private readonly Regex? _phrases;

    private Vocabulary(IReadOnlyList<(string Kind, string Entry)> entries)
    {
        _forms = entries.Where(e => e.Kind != "phrases").SelectMany(e => FormsOf(e.Kind, e.Entry.ToLowerInvariant()))
            .ToFrozenSet(StringComparer.Ordinal);
        _capitals = entries.Select(e => e.Entry).Where(e => char.IsUpper(e[0])).ToFrozenSet(StringComparer.Ordinal);
        string[] phrases =
        [
            .. entries.Where(e => e.Kind == "phrases").OrderByDescending(e => e.Entry.Length).Select(e => Regex.Escape(e.Entry)),
        ];
        _phrases = phrases.Length == 0 ? null : new Regex(
            $@"(?<![\p{{L}}\p{{N}}-])(?:{string.Join('|', phrases)})(?![\p{{L}}\p{{N}}-])",
            RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
            TimeSpan.FromSeconds(2));
        Entries = entries;
    }

    /// <summary>The words that are shipped.</summary>
    public static Vocabulary Shipped { get; } = Load();

    /// <summary>The entries with the kind that their heading gives, in the order of the files.</summary>
    internal IReadOnlyList<(string Kind, string Entry)> Entries { get; }

    /// <summary>These words and more.</summary>
    /// <param name="text">The content of a file of words.</param>
    /// <param name="source">The file, for errors.</param>
    /// <exception cref="SegmentationException"><see cref="ErrorIds.InvalidTemplate"/>.</exception>
    public Vocabulary With(string text, string source)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new Vocabulary([.. Entries, .. Read(text, source)]);
    }

    /// <summary>Whether a word, in lower case, is one of these in any of its forms.</summary>
    internal bool Has(string word) => _forms.Contains(word);

    /// <summary>Whether a word may be written in capitals within a sentence.</summary>
    internal bool HasCapital(string word) => _capitals.Contains(word);

    /// <summary>The text without the phrases: their words mean something else when they stand alone.</summary>
    internal string WithoutPhrases(string text) => _phrases?.Replace(text, " ") ?? text;

    private static IEnumerable<string> FormsOf(string kind, string word) => kind switch
    {
        "nouns" => EnglishForms.OfNoun(word),
        "verbs" => EnglishForms.OfVerb(word),
        "adjectives" => EnglishForms.OfAdjective(word),
        _ => [word],
    };

    private static IEnumerable<(string Kind, string Entry)> Read(string text, string source)
    {
        if (text.Length > MaximumLength)
        {
            throw Invalid(source, string.Create(CultureInfo.InvariantCulture, $"is longer than {MaximumLength:N0} characters"));
        }

        string? kind = null;
        int number = 0;
        foreach (string line in text.Split('\n'))
        {
            number++;
            if (line.StartsWith('#'))
            {
                kind = Heading().Match(line) is { Success: true } heading ? heading.Groups["kind"].Value
                    : throw Invalid(source, Where(number) + " a heading other than nouns, verbs, adjectives, words and phrases");
                continue;
            }

            string[] entries = line.Split(
                kind == "phrases" ? [','] : (char[]?)null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            foreach (string entry in entries)
            {
                yield return kind is null ? throw Invalid(source, Where(number) + " words without a heading such as '# nouns'")
                    : (kind == "phrases" ? Phrase() : Word()).Match(entry).Length != entry.Length
                        ? throw Invalid(source, $"{Where(number)} '{PlainName.Clean(entry)}', which is not made of letters")
                    : (kind, entry);
            }
        }
    }

    private static string Where(int line) => string.Create(CultureInfo.InvariantCulture, $"has in line {line}");

    private static SegmentationException Invalid(string source, string wrong) => new(
        ErrorIds.InvalidTemplate,
        ErrorKind.InvalidData,
        $"The file of words '{source}' {wrong}.",
        "See docs/explanations.md for the form of a file of words.",
        source);

    private static Vocabulary Load()
    {
        using Stream stream = typeof(Vocabulary).Assembly.GetManifestResourceStream("Segmentation.Explanation.Words." + FileName)!;
        using StreamReader reader = new(stream);
        return new Vocabulary([.. Read(reader.ReadToEnd(), FileName)]);
    }

    /// <summary>A word: letters, with apostrophes and hyphens between them.</summary>
    [GeneratedRegex(@"[\p{L}\p{M}]+(?:['\u2019-][\p{L}\p{M}]+)*", RegexOptions.CultureInvariant, 1000)]
    public static partial Regex Word();

    [GeneratedRegex(@"[\p{L}\p{M}'\u2019-]+(?: [\p{L}\p{M}'\u2019-]+)*", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Phrase();

    [GeneratedRegex(@"^# *(?<kind>nouns|verbs|adjectives|words|phrases)\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Heading();
}
