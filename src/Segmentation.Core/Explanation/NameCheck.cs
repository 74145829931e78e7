using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace Segmentation.Explanation;

/// <summary>
/// Looks for names that are not in the evidence: of categories and products, of channels and devices, of times. A text
/// that is not in English cannot be looked through, and is refused.
/// </summary>
internal static partial class NameCheck
{
    // What stands this near behind a word for what is bought or offered is taken for its name.
    private const int Reach = 4;

    private static readonly Dictionary<string, (int From, int To)> s_partsOfDay = new(StringComparer.Ordinal)
    {
        ["morning"] = (5, 12), ["noon"] = (11, 14), ["lunchtime"] = (11, 14), ["afternoon"] = (12, 18),
        ["evening"] = (17, 24), ["night"] = (20, 30), ["midnight"] = (23, 25),
    };

    private static readonly string[] s_times =
    [
        .. CultureInfo.InvariantCulture.DateTimeFormat.DayNames.Select(d => d.ToLowerInvariant()),
        .. CultureInfo.InvariantCulture.DateTimeFormat.MonthNames.Where(m => m.Length > 0 && m is not ("May" or "March"))
            .Select(m => m.ToLowerInvariant()),
        "weekend", "weekday", "spring", "summer", "autumn", "winter", "christmas", "easter", "halloween", "thanksgiving",
        "valentine", "ramadan", "diwali", "holiday", "black friday", "cyber monday", "new year", "back-to-school",
    ];

    private static readonly string[] s_channels =
    [
        "email", "e-mail", "newsletter", "sms", "text message", "whatsapp", "push notification", "app", "in-app", "facebook",
        "instagram", "tiktok", "youtube", "google", "linkedin", "pinterest", "twitter", "snapchat", "television", "tv",
        "radio", "billboard", "leaflet", "flyer", "postcard", "direct mail", "telephone", "phone call", "call center",
        "call centre", "smartphone", "mobile", "tablet", "desktop", "laptop", "iphone", "android", "ios", "in-store",
        "social media", "influencer", "podcast", "banner",
    ];

    private static readonly string[] s_triggers =
    [
        "buy", "buys", "buying", "bought", "buyers", "purchase", "purchases", "purchased", "purchasing", "love", "loves", "like",
        "prefer", "prefers", "favour", "favor", "want", "need", "shop", "shops", "shopping", "browse", "browses", "browsing",
        "order", "orders", "ordered", "ordering", "enjoy", "enjoys", "interested", "interest", "offer", "offers", "offering",
        "promote", "promotes", "promoting", "recommend", "recommending", "sell", "sells", "selling", "cross-sell", "upsell",
        "bundle", "bundles", "discounts", "deals", "category", "categories", "product", "products", "items", "brand", "brands",
        "especially", "including", "spend", "feature", "featuring", "showcase", "towards", "into",
    ];

    private static readonly string[] s_prepositions = ["for", "of", "on", "in", "with", "about", "around", "as"];

    /// <summary>Why a text must not be used; null when it names nothing but what the evidence names.</summary>
    /// <param name="text">The text.</param>
    /// <param name="pack">The evidence.</param>
    /// <param name="listed">Names that the answer itself says it uses.</param>
    public static string? Refuse(string text, EvidencePack pack, IReadOnlyList<string> listed)
    {
        foreach (Match match in AnswerCheck.Quoted().Matches(text))
        {
            string quoted = match.Groups["name"].Value.Trim().TrimEnd('.', ',');
            if (quoted.Length > 0 && !pack.Names.Sent.Contains(quoted, StringComparer.OrdinalIgnoreCase)
                && !InGoal(quoted, pack))
            {
                return Missing(quoted);
            }
        }

        string? foreign = pack.Names.Foreign.FirstOrDefault(name => PlainName.Occurs(name, text) && !InGoal(name, pack));
        if (foreign is not null)
        {
            return $"the category '{foreign}' is not in the evidence";
        }

        // Names of the evidence are no claims, whatever words they are made of.
        string rest = AnswerCheck.Mask(text, pack);
        string? made = listed.FirstOrDefault(name => PlainName.Occurs(name, rest) && !IsKnown(name, pack))
            ?? s_times.Concat(s_channels).FirstOrDefault(word => Claims(rest, word) && !InPack(word, pack))
            ?? s_partsOfDay.Keys.FirstOrDefault(word => Claims(rest, word) && !SaysHour(word, pack))
            ?? Months().Matches(rest).Select(m => m.Value).FirstOrDefault(word => !InPack(word, pack));
        return made is not null ? Missing(made) : Words(rest, pack);
    }

    private static string? Words(string text, EvidencePack pack)
    {
        int words = 0;
        int unknown = 0;
        int distance = int.MaxValue;
        int end = 0;
        string? name = null;
        foreach (Match match in Vocabulary.Word().Matches(text))
        {
            string word = match.Value;
            bool newClause = text.AsSpan(end, match.Index - end).IndexOfAny(".;:!?") >= 0;
            distance = newClause || distance == int.MaxValue ? int.MaxValue : distance + 1;
            end = match.Index + match.Length;
            words++;
            bool known = IsWordOf(word, pack);
            if (Vocabulary.IsGoods(word) && !known)
            {
                name ??= word;
            }
            else if (!known && !Vocabulary.IsPlain(word))
            {
                unknown++;
                name ??= char.IsUpper(word[0]) || distance <= Reach || LooksPlural(word) || !word.All(char.IsAscii) ? word : null;
            }

            string lower = word.ToLowerInvariant();
            distance = s_triggers.Contains(lower, StringComparer.Ordinal) ? 0
                : distance > Reach && s_prepositions.Contains(lower, StringComparer.Ordinal) ? Reach - 1
                : distance;
        }

        return words > 2 && 2 * unknown >= words ? "it is not in plain English, so that it cannot be checked"
            : name is null ? null
            : Missing(name);
    }

    private static string Missing(string name) => $"'{PlainName.Clean(name)}' is not in the evidence";

    private static bool LooksPlural(string word) => word.Length > 3 && word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i');

    private static bool Claims(string text, string word) => Regex.IsMatch(
        text, $@"(?<![\p{{L}}-]){Regex.Escape(word)}(?:'?s)?(?![\p{{L}}])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    private static bool IsKnown(string name, EvidencePack pack) =>
        Vocabulary.WordsOf(name).All(word => IsWordOf(word, pack)) || InGoal(name, pack);

    private static bool IsWordOf(string word, EvidencePack pack)
    {
        string lower = word.ToLowerInvariant();
        return pack.Words.Contains(lower) || pack.Words.Contains(lower + "s") || pack.Words.Contains(lower.TrimEnd('s'))
            || (lower.Contains('-', StringComparison.Ordinal)
                && lower.Split('-').All(part => pack.Words.Contains(part) || Vocabulary.IsPlain(part)));
    }

    private static bool InPack(string word, EvidencePack pack) => pack.Facts.Any(
        fact => fact.Text?.Contains(word, StringComparison.OrdinalIgnoreCase) ?? false);

    /// <summary>Whether the evidence speaks of a part of the day: in words, or by an hour within it.</summary>
    private static bool SaysHour(string word, EvidencePack pack) => InPack(word, pack) || pack.Facts.Any(
        fact => fact is { Unit: EvidenceUnit.Hour, Number: { } hour }
            && ((hour >= s_partsOfDay[word].From && hour <= s_partsOfDay[word].To)
                || (hour + 24 >= s_partsOfDay[word].From && hour + 24 <= s_partsOfDay[word].To)));

    private static bool InGoal(string name, EvidencePack pack) =>
        pack.Find("request.goal") is { Text: { } goal } && PlainName.Occurs(name, goal);

    // Two months are verbs as well: only in capitals, and not at the head of a sentence.
    [GeneratedRegex(@"(?<=[\p{L},] )(?:May|March)(?![\p{L}])", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Months();
}
