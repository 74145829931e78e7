using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.RegularExpressions;

namespace Segmentation.Explanation;

/// <summary>Writes numbers in words (English), in other scripts' digits and in vulgar fractions as plain digits.</summary>
internal static partial class NumberWords
{
    private static readonly string[] s_small =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
    ];

    private static readonly string[] s_tens = ["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    private static readonly (Regex Words, string Digits)[] s_multiples =
    [
        (Of(@"\bhal(f|ves)\b"), "50 percent"), (Of(@"\b(twice|doubl(e|es|ed|ing))\b"), "2 times"),
        (Of(@"\b(thrice|tripl(e|es|ed|ing))\b"), "3 times"), (Of(@"\bquadrupl(e|es|ed|ing)\b"), "4 times"),
        (Of(@"\bquintupl(e|es|ed|ing)\b"), "5 times"), (Of(@"\b(a )?dozens?\b"), "12"),
    ];

    private static readonly string[] s_parts =
        ["half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

    private static readonly string[] s_ordinals =
    [
        "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth",
        "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
    ];

    private static readonly Regex s_ordinal = Of($@"\b({string.Join('|', s_ordinals)})\b");

    /// <summary>The text with plain digits, a plain minus and plain blanks.</summary>
    public static string ToDigits(string text)
    {
        string plain = Characters(text);
        plain = Fold().Replace(plain, "${n} times");
        plain = Fraction().Replace(plain, m => Share(m.Groups["n"].Value, m.Groups["part"].Value) ?? m.Value);
        foreach ((Regex words, string digits) in s_multiples)
        {
            plain = words.Replace(plain, digits);
        }

        plain = s_ordinal.Replace(plain, m =>
            (Array.FindIndex(s_ordinals, o => o.Equals(m.Value, StringComparison.OrdinalIgnoreCase)) + 4).ToString(CultureInfo.InvariantCulture));

        // First, second and third put things in order; they state no quantity.
        plain = Ordinal().Replace(plain, m => m.Groups["n"].Value is "1" or "2" or "3" ? "" : m.Groups["n"].Value);
        plain = Words().Replace(plain, m => Counted(m, plain));
        return OutOf().Replace(plain, m => Percent(
            double.Parse(m.Groups["n"].Value, CultureInfo.InvariantCulture),
            double.Parse(m.Groups["of"].Value, CultureInfo.InvariantCulture)) ?? m.Value);
    }

    // "A quarter" alone is a time; "a quarter of" is a share.
    private static string? Share(string count, string part)
    {
        string name = part.ToLowerInvariant().Replace("fourth", "quarter", StringComparison.Ordinal);
        int of = Array.FindIndex(s_parts, p => name.StartsWith(p[..^1], StringComparison.Ordinal)) + 2;
        bool one = count.ToLowerInvariant() is "a" or "an" or "one" or "1";
        double parts = one ? 1 : int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out int digits) ? digits
            : Math.Max(0, Array.IndexOf(s_small, count.ToLowerInvariant()));
        return one && of == 4 && !name.EndsWith(" of", StringComparison.Ordinal) ? null
            : Percent(parts, of) + (name.EndsWith(" of", StringComparison.Ordinal) ? " of" : "");
    }

    private static string? Percent(double part, double whole) => whole > 0
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Round(100 * part / whole, part / whole < 0.1 ? 1 : 0)} percent")
        : null;

    private static Regex Of(string pattern) => new(
        pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private static string Characters(string text)
    {
        StringBuilder plain = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            UnicodeCategory category = Rune.GetUnicodeCategory(rune);
            plain.Append((category, rune.Value) switch
            {
                (UnicodeCategory.DecimalDigitNumber, _) =>
                    ((int)Rune.GetNumericValue(rune)).ToString(CultureInfo.InvariantCulture),
                (UnicodeCategory.OtherNumber or UnicodeCategory.LetterNumber, _) =>
                    " " + Rune.GetNumericValue(rune).ToString("0.####", CultureInfo.InvariantCulture) + " ",
                (UnicodeCategory.SpaceSeparator, _) => " ",
                (_, 0x2212 or 0xFE63 or 0xFF0D) => "-",
                (_, 0x66B) => ".",
                (_, 0x66C) => ",",
                (_, 0x66A or 0xFF05 or 0xFE6A) => "%",
                (_, 0x2019 or 0x2BC) => "'",
                (_, 0xFF0E) => ".",
                (_, 0xFF0C) => ",",
                _ => rune.ToString(),
            });
        }

        return plain.ToString();
    }

    private static string Counted(Match match, string text)
    {
        long total = 0;
        long current = 0;
        List<string> words = [.. match.Value.ToLowerInvariant().Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries)];
        foreach (string word in words.Where(w => w is not "and"))
        {
            int small = Array.IndexOf(s_small, word);
            int tens = Array.IndexOf(s_tens, word);
            switch (word)
            {
                case "hundred" or "hundreds":
                    current = Math.Max(1, current) * 100;
                    break;
                case "thousand" or "thousands":
                    total += Math.Max(1, current) * 1000;
                    current = 0;
                    break;
                case "million" or "millions":
                    total += Math.Max(1, current) * 1_000_000;
                    current = 0;
                    break;
                case "billion" or "billions":
                    total += Math.Max(1, current) * 1_000_000_000;
                    current = 0;
                    break;
                default:
                    current += small >= 0 ? small : (tens + 3) * 10;
                    break;
            }
        }

        // "One" alone is nearly always an article or a pronoun; a percentage makes it a number.
        bool article = words is ["one"]
            && !After().IsMatch(text[(match.Index + match.Length)..Math.Min(text.Length, match.Index + match.Length + 12)]);
        bool multiple = words[0] is "hundred" or "hundreds" or "thousand" or "thousands" or "million" or "millions" or "billion" or "billions"
            && match.Index > 0
            && Digit().IsMatch(text[..match.Index]);
        return article || multiple ? match.Value : (total + current).ToString(CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"(?<![\w.,])(?<n>\d+) (in|out of|of every|in every) (?<of>\d+)(?![\w%]|[.,]\d)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OutOf();

    [GeneratedRegex(@"\b(?<n>two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|hundred|\d+)[ -]?fold\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Fold();

    [GeneratedRegex(
        @"\b(?<n>an?|one|two|three|four|five|six|seven|eight|nine|\d)[ -](?<part>(half|halves|thirds?|quarters?|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?)( of)?)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Fraction();

    [GeneratedRegex(@"^[ -]*(%|per ?cent|per ?mille|in \w|out of|of every)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex After();

    [GeneratedRegex(@"\d *$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Digit();

    [GeneratedRegex(@"\b(?<n>\d+)(st|nd|rd|th)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ordinal();

    [GeneratedRegex(
        @"\b(zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?)([ -]+(and[ -]+)?(zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?))*\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Words();
}
