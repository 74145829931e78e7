using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Rules;

namespace Segmentation.Rfm;

/// <summary>
/// Named segments over RFM scores: an ordered rule set over the three score columns, made for a number of scores.
/// </summary>
public sealed record RfmSegmentSet
{
    /// <summary>The column of the recency score.</summary>
    public const string RecencyScore = "RecencyScore";

    /// <summary>The column of the frequency score.</summary>
    public const string FrequencyScore = "FrequencyScore";

    /// <summary>The column of the monetary score.</summary>
    public const string MonetaryScore = "MonetaryScore";

    private static readonly string[] s_setKeys =
        ["name", "match", "otherwise", "allow_absent_columns", "bins", "rules"];
    private static readonly string[] s_rangeKeys = ["recency", "frequency", "monetary"];

    private static readonly string[] s_ruleKeys =
        ["id", "name", "description", "text", "when", "ranges", .. s_rangeKeys];

    /// <summary>The number of scores the rules were written for, 3 to 10.</summary>
    public required int Bins { get; init; }

    /// <summary>The rules; the first match counts.</summary>
    public required RuleSet Rules { get; init; }

    /// <summary>
    /// Eleven segments that cover each of the 125 combinations of five scores exactly once: the order of the rules does
    /// not
    /// matter, and nobody is left over.
    /// </summary>
    public static RfmSegmentSet Default { get; } = FromDictionary(
        PlainJson.Resource("Segmentation.Rfm.rfm-default.json"));

    /// <summary>
    /// The ten score ranges in common use, first match first. They leave 10 of the 125 combinations unnamed
    /// (<c>Others</c>),
    /// and in 58 their order decides: use them to compare with other tools.
    /// </summary>
    public static RfmSegmentSet TenRanges { get; } = FromDictionary(
        PlainJson.Resource("Segmentation.Rfm.rfm-ten-ranges.json"));

    /// <summary>
    /// Reads a set from nested dictionaries. A rule has <c>when</c>, or the short forms <c>recency: [4, 5]</c>,
    /// <c>frequency</c>, <c>monetary</c>, or several such under <c>ranges</c>; see <c>docs/rules.md</c>.
    /// </summary>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.InvalidRules"/>: the message names rule and key.
    /// </exception>
    public static RfmSegmentSet FromDictionary(IReadOnlyDictionary<string, object?> values)
    {
        Setting setting = new(values, "RFM segments", ErrorIds.InvalidRules);
        Dictionary<string, Setting> table = setting.Table(s_setKeys);
        int bins = table.GetValueOrDefault("bins")?.Whole(3, 10) ?? 5;
        RuleSet rules = RuleSetReader.Read(table, setting, rule => ReadRule(rule, bins));
        return new RfmSegmentSet { Bins = bins, Rules = rules with { Matching = RuleMatching.First } };
    }

    /// <summary>The set as nested dictionaries; <see cref="FromDictionary"/> reads them back.</summary>
    public IReadOnlyDictionary<string, object?> ToDictionary() =>
        new Dictionary<string, object?>(Rules.ToDictionary(), StringComparer.Ordinal) { ["bins"] = Bins };

    /// <inheritdoc/>
    public override string ToString() => Rules.ToString();

    private static Rule ReadRule(Setting setting, int bins)
    {
        Dictionary<string, Setting> table = RuleSetReader.Named(ref setting, s_ruleKeys);
        string[] ranges = [.. s_rangeKeys.Where(table.ContainsKey)];
        string[] forms = [.. new[] { "when", "ranges" }.Where(table.ContainsKey), .. ranges.Take(1)];
        if (forms.Length != 1)
        {
            throw setting.Invalid(
                forms.Length == 0 ? "no condition is given." : $"'{forms[0]}' and '{forms[1]}' are both given.",
                "Give ranges of recency, frequency and monetary, or a list of such under ranges, or when.");
        }

        Condition when = forms[0] switch
        {
            "when" => ConditionReader.Read(table["when"]),
            "ranges" => new AnyOf([.. table["ranges"].List().Select(range => Box(range.Table(s_rangeKeys), bins))]),
            _ => Box(table, bins),
        };
        return RuleSetReader.ReadRule(table, setting, when);
    }

    private static AllOf Box(Dictionary<string, Setting> table, int bins)
    {
        List<Condition> parts = [];
        foreach ((string key, string column) in
            new[] { ("recency", RecencyScore), ("frequency", FrequencyScore), ("monetary", MonetaryScore) })
        {
            if (table.TryGetValue(key, out Setting? range))
            {
                IReadOnlyList<Setting> ends = range.List();
                if (ends.Count > 2 || ends.Count == 0)
                {
                    throw range.Wrong("one score, or a list of the lowest and the highest");
                }

                double low = ends[0].Whole(1, bins);
                double high = ends[^1].Whole(1, bins);
                parts.Add(low <= high
                    ? new Comparison(
                        Measure.Of(column), ComparisonOperator.Between, [Operand.Of(low), Operand.Of(high)])
                    : throw range.Wrong("a list of the lowest and the highest score, in this order"));
            }
        }

        return new AllOf(parts);
    }
}
