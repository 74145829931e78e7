using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Segmentation.Profiles;
using Segmentation.Segments;

namespace Segmentation.Explanation;

/// <summary>The names of a pack: as they are sent, as they are shown, and those an answer must not use.</summary>
internal sealed class EvidenceNames
{
    private readonly Dictionary<string, string> _sent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _shown = new(StringComparer.OrdinalIgnoreCase);

    private int _aliases;

    /// <summary>The names an answer may put in quotes.</summary>
    public IReadOnlyCollection<string> Sent => _shown.Keys;

    /// <summary>Categories of other customers: none of them was in the evidence.</summary>
    public IReadOnlyList<string> Foreign { get; private set; } = [];

    /// <summary>What is sent for a name: the name when it is plain, else an alias.</summary>
    /// <param name="name">The name.</param>
    /// <param name="own">Whether it is a segment's: named by the analyst or by this program, not by a catalogue.</param>
    public string Send(string name, bool own = false)
    {
        string clean = PlainName.Clean(name, (own ? 2 : 1) * PlainName.MaximumLength);
        if (!_sent.TryGetValue(name, out string? sent))
        {
            sent = PlainName.IsPlain(clean, own) && !clean.Contains('\u2026', StringComparison.Ordinal)
                ? clean
                : Alias(_aliases++);
            _sent.Add(name, sent);
            _shown.TryAdd(sent, clean.Length == 0 ? "(unnamed)" : clean);
        }

        return sent;
    }

    private static string Alias(int n) =>
        "name-" + (char)('A' + (n % 26)) + (n < 26 ? "" : (n / 26).ToString(CultureInfo.InvariantCulture));

    /// <summary>The text with names in place of their aliases.</summary>
    public string Show(string text)
    {
        foreach ((string sent, string shown) in _shown)
        {
            if (sent.StartsWith("name-", StringComparison.Ordinal) && !string.Equals(sent, shown, StringComparison.Ordinal))
            {
                text = text.Replace(sent, shown, StringComparison.OrdinalIgnoreCase);
            }
        }

        return text;
    }

    /// <summary>Remembers the categories of the base that are not in the pack.</summary>
    public void KeepForeign(Segment segment)
    {
        ProfileTable? profiles = segment.Run.Profiles;
        Foreign =
        [
            .. new[] { "TopCategory", "TopCategory2", "TopCategory3" }
                .SelectMany(column => profiles?.Texts(column)?.Texts ?? [])
                .Select(name => PlainName.Clean(name))
                .Where(name => name.Length > 2 && !Sent.Any(sent => PlainName.Occurs(name, sent)))
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Take(5000),
        ];
    }
}
