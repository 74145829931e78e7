using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace Segmentation.Explanation;

/// <summary>
/// Names of categories, features and segments are data, and whoever can write a product catalogue can write an
/// instruction into it. A name is sent as it is only when it looks like one; else an alias is sent in its place.
/// </summary>
internal static partial class PlainName
{
    /// <summary>The longest name that is shown or sent.</summary>
    public const int MaximumLength = 40;

    private const int MaximumWords = 6;

    /// <summary>The name without control characters, markup and what changes the direction of writing, cut.</summary>
    public static string Clean(string? name, int maximumLength = MaximumLength)
    {
        StringBuilder clean = new();
        foreach (Rune rune in (name ?? string.Empty).EnumerateRunes())
        {
            bool kept = Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
            bool markup = rune.Value is '<' or '>' or '`' or '{' or '}' or '[' or ']' or '|' or '\\' or '"' or '#' or '*';
            clean.Append(kept && !markup ? rune.ToString() : " ");
            if (clean.Length > 4 * maximumLength)
            {
                break;
            }
        }

        string text = Blanks().Replace(clean.ToString(), " ").Trim();
        if (text.Length <= maximumLength)
        {
            return text;
        }

        int end = char.IsHighSurrogate(text[maximumLength - 2]) ? maximumLength - 2 : maximumLength - 1;
        return string.Concat(text.AsSpan(0, end).TrimEnd(), "\u2026");
    }

    /// <summary>
    /// Whether a text looks like a name: at most 40 characters and 6 words; letters, digits (five in a row at most) and
    /// few signs; no address of any kind, no percentage, no sentence.
    /// </summary>
    /// <param name="name">The text.</param>
    /// <param name="own">Whether the analyst or this program named it: twice as long is plain then.</param>
    public static bool IsPlain(string name, bool own = false) =>
        name.Length > 0 && name.Length <= (own ? 2 : 1) * MaximumLength
        && name.Split(' ').Length <= (own ? 2 : 1) * MaximumWords
        && Plain().IsMatch(name)
        && !Address().IsMatch(name);

    /// <summary>Whether a text stands in another as whole words, in any case.</summary>
    public static bool Occurs(string name, string text)
    {
        for (int at = IndexOf(name, text, 0); at >= 0; at = IndexOf(name, text, at + 1))
        {
            int end = at + name.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1]))
                && (end == text.Length || !char.IsLetterOrDigit(text[end])))
            {
                return true;
            }
        }

        return false;
    }

    private static int IndexOf(string name, string text, int start) =>
        text.IndexOf(name, start, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Blanks();

    [GeneratedRegex(
        @"^[\p{L}\p{M}](?!.*\d{6})[\p{L}\p{M}\p{Nd}&'’/+,().\- ]*$|^(?!.*\d{6})\d[\p{L}\p{M}\p{Nd}&'’/+,().\- ]*\p{L}[\p{L}\p{M}\p{Nd}&'’/+,().\- ]*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Plain();

    [GeneratedRegex(@"//|www\.|\.(com|net|org|io)\b|\. ", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Address();
}
