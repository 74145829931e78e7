using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace Segmentation.Explanation;

/// <summary>
/// Holds a text against the evidence: every number in it, and every name, has to occur there. What cannot be found is
/// taken for made up.
/// </summary>
internal static partial class AnswerCheck
{
    private const double RoundedTolerance = 0.10;
    private const double CoarseTolerance = 0.05;

    /// <summary>Why a text must not be used; null when it may.</summary>
    /// <param name="text">The text.</param>
    /// <param name="known">The evidence, and the words that the text may use.</param>
    /// <param name="maximumLength">The most characters.</param>
    /// <param name="listed">Names that the answer itself says it uses; null for none.</param>
    public static string? Refuse(
        string text, KnownWords known, int maximumLength, IReadOnlyList<string>? listed = null)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "it is empty";
        }

        if (text.Length > maximumLength)
        {
            return string.Create(CultureInfo.InvariantCulture, $"it is longer than {maximumLength} characters");
        }

        if (Markup().IsMatch(text))
        {
            return "it contains markup, an address, symbols or control characters";
        }

        return NameCheck.Refuse(text, known, listed ?? []) ?? Numbers(text, known.Pack);
    }

    private static string? Numbers(string text, EvidencePack pack)
    {
        string plain = AsBound().Replace(NumberWords.ToDigits(Mask(text, pack)), "${bound}");
        List<StatedNumber> allowed = pack.Find("request.goal") is { Text: { } goal }
            ? [.. StatedNumber.In(NumberWords.ToDigits(goal))]
            : [];
        foreach (StatedNumber stated in StatedNumber.In(plain))
        {
            bool inGoal = allowed.Exists(number => number.Kind == stated.Kind && number.Text == stated.Text);
            bool loss = IsLoss(plain, stated);
            if (!inGoal && !Occurs(stated, pack, loss) && !(stated.InRange is { } range && Occurs(range, pack, loss)))
            {
                return $"'{stated.Text}' is not in the evidence";
            }
        }

        return null;
    }

    /// <summary>Takes quoted names out: a digit in them is no claim.</summary>
    internal static string Mask(string text, EvidencePack pack) => Quoted().Replace(
        text,
        match => pack.Names.Sent.Contains(
            match.Groups["name"].Value.Trim().TrimEnd('.', ','), StringComparer.OrdinalIgnoreCase) ? " " : match.Value);

    private static bool Occurs(StatedNumber stated, EvidencePack pack, bool loss)
    {
        string? asOf = pack.Find("base.asOf")?.Text;
        if (stated.Kind == StatedKind.Date)
        {
            return string.Equals(stated.Text, asOf, StringComparison.Ordinal);
        }

        if (stated.Kind == StatedKind.Plain && asOf is not null && string.Equals(stated.Text, asOf[..4], StringComparison.Ordinal))
        {
            return true;
        }

        if (stated.Kind == StatedKind.Money && !IsCurrency(stated.Unit, pack.Find("base.currency")?.Text))
        {
            return false;
        }

        return pack.Facts.Any(fact => fact.Number is { } number && fact.Unit != EvidenceUnit.Flag
            && Readings(stated, fact, number).Any(value => stated.Readings.Any(
                reading => Agrees(reading.Value, reading.Step, Math.Abs(value))
                    && (stated.IsNegative ? value < 0 : value >= 0 || loss))));
    }

    /// <summary>The values of a fact in the unit that a number was stated in; none where the units differ.</summary>
    private static IEnumerable<double> Readings(StatedNumber stated, EvidenceFact fact, double number) =>
        (stated.Kind, fact.Unit) switch
        {
            (StatedKind.Percent, EvidenceUnit.Share or EvidenceUnit.Ratio) => [number * 100],
            (StatedKind.Money, EvidenceUnit.Money) => [number],
            (StatedKind.Times, EvidenceUnit.Ratio) => [number],
            (StatedKind.People, EvidenceUnit.Count) => [number],
            (StatedKind.Clock, EvidenceUnit.Hour) => [number],
            (StatedKind.Duration, EvidenceUnit.Days) when StatedNumber.DaysOf(stated.Unit) is > 0 and var days =>
                [number / days],
            (StatedKind.Plain, _) => [number],
            _ => [],
        };

    /// <summary>
    /// Whether a stated value is the number, rounded: to its last digit and at most 10 % off, or to its trailing zeros
    /// and at most 5 % off.
    /// </summary>
    private static bool Agrees(double stated, double step, double number)
    {
        double off = Math.Abs(stated - number);
        const double slack = 1 + 1e-9;
        if (off <= step / 2 * slack && (off <= RoundedTolerance * number || off < 1e-9))
        {
            return true;
        }

        double coarse = step;
        while (coarse < stated && stated % (coarse * 10) < step / 2)
        {
            coarse *= 10;
        }

        return coarse > step && off <= coarse / 2 * slack && off <= CoarseTolerance * number;
    }

    private static bool IsLoss(string text, StatedNumber stated)
    {
        int start = text.LastIndexOfAny(['.', ';', '!', '?'], Math.Max(0, stated.Start - 1)) + 1;
        int end = text.IndexOfAny([';', '!', '?'], stated.Start);
        return Loss().IsMatch(text[start..(end < 0 ? text.Length : end)]);
    }

    internal static bool IsCurrency(string stated, string? currency) => currency is not null && stated switch
    {
        "$" or "US$" or "dollar" or "dollars" => currency.EndsWith('D') || currency is "USD",
        "\u20ac" or "euro" or "euros" => currency is "EUR",
        "\u00a3" or "pound" or "pounds" => currency is "GBP",
        "\u00a5" => currency is "JPY" or "CNY",
        "\u20b9" => currency is "INR",
        _ => string.Equals(stated, currency, StringComparison.OrdinalIgnoreCase),
    };

    // "Above zero" says on which side of nothing, and states no figure.
    [GeneratedRegex(
        @"\b(?<bound>above|below|over|under|than|from|includ(es?|ing)|contain(s|ing)?|exclud(es?|ing)|cross(es|ing)?) 0(?![.,]?\d| ?[%\u2030]| percent)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex AsBound();

    [GeneratedRegex(@"[\p{Cc}\p{Co}\p{Cs}\p{So}\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff<>`{}\[\]|\\]|://|www\.|\w@\w", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Markup();

    [GeneratedRegex("[\"\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a](?<name>[^\"\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a]*)[\"\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a]", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    internal static partial Regex Quoted();

    [GeneratedRegex(
        @"\b(loss(es)?|los(e|es|ing)|negative|minus|below|deficit|lower|less|fewer|drop|declin\w+|decreas\w+|under)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Loss();
}
