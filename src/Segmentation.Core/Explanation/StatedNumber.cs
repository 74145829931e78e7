using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace Segmentation.Explanation;

/// <summary>How a number stands in a sentence.</summary>
internal enum StatedKind
{
    Plain,
    Percent,
    Money,
    Times,
    People,
    Duration,
    Clock,
    Date,
}

/// <summary>A number as a text states it.</summary>
/// <param name="Text">As written.</param>
/// <param name="Kind">What it is said to be.</param>
/// <param name="Readings">
/// The values it can mean with the step of its last digit: <c>1,234</c> is 1234 in English and 1.234 in German.
/// </param>
/// <param name="IsNegative">Whether it has a minus.</param>
/// <param name="Unit">The days of the unit of a duration; the code of a currency.</param>
/// <param name="Start">Where it starts.</param>
internal sealed partial record StatedNumber(
    string Text,
    StatedKind Kind,
    IReadOnlyList<(double Value, double Step)> Readings,
    bool IsNegative,
    string Unit,
    int Start)
{
    /// <summary>The same number with the unit of the other end of its range: the 10 of "10 to 20 %".</summary>
    public StatedNumber? InRange { get; private init; }

    /// <summary>All numbers of a text (as <see cref="NumberWords.ToDigits"/> returns it).</summary>
    public static IReadOnlyList<StatedNumber> In(string text)
    {
        StatedNumber[] found = [.. Single(text)];
        for (int i = 0; i + 1 < found.Length; i++)
        {
            int end = found[i].Start + found[i].Text.Length;
            if (end > found[i + 1].Start || !Range().IsMatch(text[end..found[i + 1].Start]))
            {
                continue;
            }

            (StatedNumber low, StatedNumber high) = (found[i], found[i + 1]);
            found[i] = low.Kind == StatedKind.Plain ? low with { InRange = low with { Kind = high.Kind, Unit = high.Unit } } : low;
            found[i + 1] = high.Kind == StatedKind.Plain ? high with { InRange = high with { Kind = low.Kind, Unit = low.Unit } } : high;
        }

        return found;
    }

    private static IEnumerable<StatedNumber> Single(string text)
    {
        foreach (Match match in Number().Matches(text))
        {
            if (match.Groups["date"].Success)
            {
                yield return new StatedNumber(match.Value, StatedKind.Date, [], false, "", match.Index);
                continue;
            }

            if (match.Groups["clock"].Success)
            {
                double hour = double.Parse(match.Groups["hh"].Value, CultureInfo.InvariantCulture);
                double minute = double.Parse(match.Groups["mm"].Value, CultureInfo.InvariantCulture);
                yield return new StatedNumber(
                    match.Value, StatedKind.Clock, [(hour + (minute / 60), 1)], false, "", match.Index);
                continue;
            }

            string unit = match.Groups["unit"].Value.Trim(' ', '-').ToLowerInvariant();
            double scale = Scale(match.Groups["scale"].Value.Trim());
            string currency = match.Groups["before"].Value.Trim() + match.Groups["after"].Value.Trim();
            StatedKind kind = currency.Length > 0 ? StatedKind.Money
                : unit.Length == 0 ? StatedKind.Plain
                : Percents().IsMatch(unit) ? StatedKind.Percent
                : TimesWords().IsMatch(unit) ? StatedKind.Times
                : unit is "am" or "pm" or "uhr" ? StatedKind.Clock
                : PeopleWords().IsMatch(unit) ? StatedKind.People
                : StatedKind.Duration;
            scale *= unit.StartsWith("basis", StringComparison.Ordinal) || unit is "bps" ? 0.01
                : unit is "\u2030" or "permille" or "promille" or "per mille" or "per mil" ? 0.1
                : 1;
            IEnumerable<(double Value, double Step)> readings = Read(match.Groups["body"].Value)
                .Select(r => (r.Value * scale, r.Step * scale));
            if (unit == "pm")
            {
                readings = readings.Select(r => (r.Item1 < 12 ? r.Item1 + 12 : r.Item1, 1.0));
            }

            yield return new StatedNumber(
                match.Value.Trim(),
                kind,
                [.. readings],
                match.Groups["sign"].Success,
                kind == StatedKind.Money ? currency : unit,
                match.Index);
        }
    }

    private static IEnumerable<(double Value, double Step)> Read(string body)
    {
        string text = body.Replace(" ", "", StringComparison.Ordinal).Replace("'", "", StringComparison.Ordinal);
        char[] separators = [.. text.Where(c => !char.IsDigit(c))];
        char last = separators.LastOrDefault();
        string[] parts = text.Split('.', ',');
        bool mixed = separators.Distinct().Count() > 1;
        bool grouped = parts.Length > 1 && parts[0].Length is >= 1 and <= 3 && parts[0] != "0" && parts[^1].Length == 3
            && parts.Skip(1).All(p => p.Length is 2 or 3);
        if (separators.Length == 0 || (grouped && !mixed))
        {
            yield return Value(string.Concat(parts), "");
        }

        if (mixed || separators.Length == 1)
        {
            int at = text.LastIndexOf(last);
            yield return Value(text[..at].Replace(".", "", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal), text[(at + 1)..]);
        }
    }

    private static (double Value, double Step) Value(string whole, string decimals)
    {
        double value = double.Parse(
            whole + "." + (decimals.Length == 0 ? "0" : decimals), NumberStyles.Float, CultureInfo.InvariantCulture);
        return (value, Math.Pow(10, -decimals.Length));
    }

    private static double Scale(string word) => word switch
    {
        "" => 1,
        "k" or "K" or "tsd" or "Tsd" => 1e3,
        _ when word.StartsWith("thousand", StringComparison.OrdinalIgnoreCase)
            || word.StartsWith("tausend", StringComparison.OrdinalIgnoreCase)
            || word.Equals("mille", StringComparison.OrdinalIgnoreCase)
            || word.Equals("mil", StringComparison.OrdinalIgnoreCase) => 1e3,
        _ when word.StartsWith("hundred", StringComparison.OrdinalIgnoreCase) => 1e2,
        _ when word.StartsWith("b", StringComparison.OrdinalIgnoreCase)
            || word.StartsWith("mrd", StringComparison.OrdinalIgnoreCase)
            || word.StartsWith("milliard", StringComparison.OrdinalIgnoreCase) => 1e9,
        _ => 1e6,
    };

    /// <summary>The days of a unit of time in any of a few languages; 0 when it is none.</summary>
    public static double DaysOf(string unit) => unit switch
    {
        _ when Begins(unit, "day", "tag", "jour", "d\u00eda", "dia", "giorn") => 1,
        _ when Begins(unit, "week", "woche", "semain", "seman", "settiman") => 7,
        _ when Begins(unit, "month", "monat", "mois", "mes") => 365.25 / 12,
        _ when Begins(unit, "quarter", "quartal", "trimest") => 365.25 / 4,
        _ when Begins(unit, "year", "jahr", "an", "a\u00f1o") => 365.25,
        _ when Begins(unit, "hour", "stunde", "heure") => 1.0 / 24,
        _ => 0,
    };

    private static bool Begins(string unit, params string[] stems) =>
        stems.Any(stem => unit.StartsWith(stem, StringComparison.Ordinal));

    [GeneratedRegex("^(%|\u2030|per|pct|proz|pour|por|promille|bps$|basis|pp$|points?$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Percents();

    [GeneratedRegex(@"^\s*(-|\u2013|\u2014|to|and|or|through|bis|und)\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Range();

    [GeneratedRegex("^(customer|member|people|buyer|kunden|client)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PeopleWords();

    [GeneratedRegex("^(x|\u00d7|times|fold|mal|fois|veces)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TimesWords();

    [GeneratedRegex(
        """
        (?<date>\b\d{4}-\d{2}-\d{2}\b)
        |(?<clock>\b(?<hh>[01]?\d|2[0-3])[:h](?<mm>[0-5]\d)\b)
        |(?:(?<before>[$\u20ac\u00a3\u00a5\u20b9]|\b(?:US\$|USD|EUR|GBP|CHF|JPY|SEK|PLN)\b)\ ?)?
         (?:(?<sign>(?<![\d\p{L}])-)\ ?)?
         (?<body>\d+(?:(?:[.,']\d+)|(?<=(?<!\d)\d{1,3}(?:\ \d{3})*)(?:\ \d{3}(?!\d)))*)
         (?:[\ ]?(?<scale>k|K|m|M|mn|bn|Mio|Mrd|[Tt]sd|hundred|thousands?|[Tt]ausend|mille|mil|millions?|Millionen|millones|milioni|billions?|milliards?|Milliarden)\b\.?)?
         (?:[\ -]?(?<unit>%|\u2030|(?i:percentage\ points?|basis\ points?|bps|per\ ?mille?|promille|per\ cent|percent|pct|prozent|pour\ cent|por\ ciento|percento|points?|pp|x|\u00d7|times|fold|mal|fois|veces
            |days?|tagen?|tage|jours?|d\u00edas?|dias?|giorni|weeks?|wochen?|semaines?|semanas?|settimane?|months?|monaten?|mois|mes(?:es)?
            |quarters?|quartale?|years?|jahren?|ans?|a\u00f1os?|customers?|members?|people|buyers?|kunden|clients?|hours?|stunden?|heures?|am|pm|uhr)(?![\p{L}\d])))?
         (?:[\ ]?(?<after>[\u20ac$\u00a3\u00a5]|(?:USD|EUR|GBP|CHF|JPY|SEK|PLN|dollars?|euros?|pounds?)\b))?
        """,
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace,
        2000)]
    private static partial Regex Number();
}
