using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Segmentation.Profiles;
using Segmentation.Rules;
using Xunit;
using static Segmentation.Tests.Rules.SampleTable;

namespace Segmentation.Tests.Rules;

public sealed class RuleSetTests
{
    /// <summary>Five ordered rules with a gap at exactly 30 days and an overlap, as found in the field.</summary>
    private static readonly RuleSet s_five = RuleSet.FromDictionary(Table(
        ("name", "customer rules"),
        ("otherwise", "Standard"),
        ("rules", new object[]
        {
            Named(0, "High-Value Recent", All(Compare("avg_order_value", ">", 200), Compare("last_engagement_days", "<", 30))),
            Named(1, "At-Risk", All(Compare("purchase_frequency", ">", 6), Compare("last_engagement_days", ">", 30))),
            Named(2, "New Customer", Compare("purchase_frequency", "<", 3)),
            Named(4, "Loyal Frequent", All(
                Compare("purchase_frequency", ">", 12),
                Table(("mean", new object[] { "historical_open_rate", "historical_click_rate" }), ("op", ">"), ("value", 0.4)))),
        })));

    private static readonly ProfileTable s_customers = Of(
        ("avg_order_value", new double[] { 250, 250, 100, 100, 100, 100, 250 }),
        ("last_engagement_days", new double[] { 10, 45, 45, 10, 10, 30, 30 }),
        ("purchase_frequency", new double[] { 2, 8, 2, 2, 13, 8, 13 }),
        ("historical_open_rate", new[] { .3, .3, .3, .3, .6, .3, .58 }),
        ("historical_click_rate", new[] { .1, .1, .1, .1, .22, .1, .22 }));

    [Fact]
    public void The_first_matching_rule_decides_and_the_rest_get_the_other_name()
    {
        RuleEvaluation evaluation = s_five.Evaluate(s_customers);
        TextValues names = evaluation.Names();
        Assert.Equal(
            ["High-Value Recent", "At-Risk", "New Customer", "New Customer", "Loyal Frequent", "Standard", "Standard"],
            Enumerable.Range(0, 7).Select(row => names[row]));
        Assert.Equal(2, evaluation.UnmatchedCount);
        Assert.Equal([1, 1, 3, 1], evaluation.MatchCounts);
        Assert.Equal([1, 1, 2, 1], evaluation.FirstMatchCounts);
        Assert.Equal([2, 3], evaluation.RowsOf(2));
        Assert.Equal([5, 6], evaluation.RowsOf(-1));
        Assert.Equal("0", Assert.Single(evaluation.RulesOf(0)).Id);
        Assert.Empty(evaluation.RulesOf(5));
    }

    [Fact]
    public void With_all_matches_every_rule_counts()
    {
        RuleEvaluation evaluation = (s_five with { Matching = RuleMatching.All }).Evaluate(s_customers);
        Assert.Equal(["High-Value Recent", "New Customer"], evaluation.RulesOf(0).Select(rule => rule.Name));
    }

    [Fact]
    public void A_set_survives_being_written_and_read()
    {
        RuleSet set = RuleSet.FromDictionary(Table(
            ("name", "round trip"), ("match", "all"), ("otherwise", "Rest"), ("allow_absent_columns", true),
            ("rules", new object[]
            {
                Table(("id", "a"), ("name", "A"), ("description", "d"), ("dimension", "WHO"), ("text", "t"), ("value", "v"),
                    ("when", Table(("not", All(Compare("x", "<=", 3), Compare("y", "between", new object[] { 1, Table(("quantile", .5)) })))))),
                Table(("name", "B"), ("levels", new object[] { Table(("value", "hi"), ("when", Compare("x", "in", new object[] { 1, "b" }))), Table(("value", "lo")) })),
                Table(("name", "C"), ("value_column", "z"), ("when", Table(("sum", new object[] { "x", "y" }), ("op", "is missing")))),
            })));
        string written = JsonSerializer.Serialize(set.ToDictionary());
        Assert.Equal(written, JsonSerializer.Serialize(RuleSet.FromDictionary(set.ToDictionary()).ToDictionary()));
        Assert.Contains("x is above 3 or y is not from 1 to the 50 % quantile of the base", set.Rules[0].When.ToString(), StringComparison.Ordinal);
        Assert.Equal("hi", set.Rules[1].Levels[0].Value);
    }

    [Fact]
    public void Resolving_fixes_the_thresholds_for_other_customers()
    {
        RuleSet set = RuleSet.FromDictionary(Table(("rules", new object[] { Rule("top", Compare("A", ">=", Table(("quantile", .5)))) })));
        RuleSet resolved = set.Resolve(Of(("A", new double[] { 0, 10, 20 })));
        ProfileTable later = Of(("A", new double[] { 9, 10, 1000 }));
        Assert.Equal([-1, 0, 0], resolved.Evaluate(later).FirstMatch);
        Assert.Equal([-1, 0, 0], set.Evaluate(later).FirstMatch);
        Assert.Equal([0, 0, 0], resolved.Evaluate(Of(("A", new double[] { 11, 12, 13 }))).FirstMatch);
    }

    [Fact]
    public void More_than_64_rules_keep_their_order()
    {
        object[] rules = [.. Enumerable.Range(0, 150).Select(i => Rule(FormattableString.Invariant($"r{i}"), Compare("A", "==", i)))];
        RuleSet set = RuleSet.FromDictionary(Table(("match", "all"), ("rules", rules)));
        RuleEvaluation evaluation = set.Evaluate(Of(("A", Enumerable.Range(0, 150).Select(i => (double)i).ToArray())));
        Assert.Equal(Enumerable.Range(0, 150), evaluation.FirstMatch);
        Assert.Equal("r149", Assert.Single(evaluation.RulesOf(149)).Name);
    }

    public static TheoryData<string, Dictionary<string, object?>> BadSets => new()
    {
        { "Rules: 'rules' is missing.", Table(("name", "x")) },
        { "Rules: 'rules' is a table, but has to be a list of rules", Table(("rules", Table())) },
        { "Rules: 'rules' is a list, but has to be a list with at least one rule", Table(("rules", Array.Empty<object>())) },
        { "Rules: 'mach' is not known. Did you mean 'match'?", Table(("mach", "all"), ("rules", new object[] { Rule("a", null) })) },
        { "'match' is 'frist', which is not known. Did you mean 'first'?", Table(("match", "frist"), ("rules", new object[] { Rule("a", null) })) },
        { "the id 'a' is used twice", Table(("rules", new object[] { Rule("a", null), Rule("A", null) })) },
        { "the name 'Rest' is used twice", Table(("otherwise", "rest"), ("rules", new object[] { Rule("Rest", null) })) },
        { "Rules: 'rules[1].name' is missing.", Table(("rules", new object[] { Table(("text", "x")) })) },
        { "Rule 'a': 'rules[2].whem' is not known. Did you mean 'when'?", Table(("rules", new object[] { Rule("b", null), Table(("name", "a"), ("whem", 1)) })) },
        { "'value' and 'levels' are both given", Table(("rules", new object[] { Table(("name", "a"), ("value", "x"), ("levels", Array.Empty<object>())) })) },
        { "'rules[1]' is 'text', but has to be a table", Table(("rules", new object[] { "text" })) },
    };

    [Theory]
    [MemberData(nameof(BadSets))]
    public void A_bad_set_is_refused_with_rule_and_key(string message, Dictionary<string, object?> values)
    {
        SegmentationException error = Assert.Throws<SegmentationException>(() => RuleSet.FromDictionary(values));
        Assert.Equal(ErrorIds.InvalidRules, error.ErrorId);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lint_finds_gaps_overlaps_dead_and_shadowed_rules_and_unknown_texts()
    {
        RuleSet set = RuleSet.FromDictionary(Table(("rules", new object[]
        {
            Rule("top", Compare("A", ">=", Table(("quantile", .5)))),
            Rule("richest", Compare("A", ">=", 30)),
            Rule("nobody", Compare("A", ">", 100)),
            Rule("gold", Compare("Tier", "==", "gold")),
        })));
        RuleLint lint = set.Lint(Of(("A", new[] { 0, 10, 20, 30, Missing }), ("Tier", new[] { "Gold", "Gold", "Gold", "Gold", "Gold" })));
        Assert.Equal(3, lint.UncoveredCount);
        Assert.Equal(0.6, lint.UncoveredShare);
        Assert.Equal(new ResolvedThreshold("top", "A", 0.5, 15), Assert.Single(lint.Thresholds));
        Assert.Equal(new RuleOverlap("top", "richest", 1), Assert.Single(lint.Overlaps));
        Assert.True(lint.Rules[1].IsShadowed);
        Assert.Equal(["top"], lint.Rules[1].ShadowedBy);
        Assert.True(lint.Rules[2].IsDead);
        Assert.Equal(
            [
                "No rule matches 3 of 5 customers; they get no name.",
                "Rule 'richest' never comes first: all its matches (1 customer) match 'top' before it.",
                "Rule 'nobody' matches nobody.",
                "Rule 'gold' matches nobody.",
                "Rules 'top' and 'richest' both match 1 customer: their order decides.",
                "Rule 'gold': no customer has 'gold' in 'Tier'. Did you mean 'Gold'?",
            ],
            lint.Findings);
    }

    [Fact]
    public void Lint_has_nothing_to_say_about_a_clean_set()
    {
        RuleSet set = RuleSet.FromDictionary(Table(("rules", new object[] { Rule("low", Compare("A", "<", 1)), Rule("high", Compare("A", ">=", 1)) })));
        Assert.Empty(set.Lint(Of(("A", new double[] { 0, 1 }))).Findings);
    }

    [Fact]
    public void Absent_columns_are_an_error_unless_allowed_and_then_reported()
    {
        Dictionary<string, object?> values = Table(("rules", new object[] { Rule("a", Compare("Clv", ">", 1)), Rule("b", null) }));
        ProfileTable table = Of(("A", new double[] { 1 }));
        Assert.Throws<SegmentationException>(() => RuleSet.FromDictionary(values).Evaluate(table));
        values["allow_absent_columns"] = true;
        RuleSet set = RuleSet.FromDictionary(values);
        Assert.Equal([1], set.Evaluate(table).FirstMatch);
        Assert.Equal(["Clv"], set.Evaluate(table).AbsentColumns);
        Assert.Contains("The profiles have no Clv: comparisons with them match nobody.", set.Lint(table).Findings);
    }

    [Fact]
    public void An_empty_base_is_no_error()
    {
        RuleLint lint = s_five.Lint(s_customers.Select([]));
        Assert.Equal(0, lint.CustomerCount);
        Assert.True(double.IsNaN(lint.UncoveredShare));
    }

    private static Dictionary<string, object?> Named(int id, string name, object when) => Table(("id", id), ("name", name), ("when", when));

    private static Dictionary<string, object?> All(params object[] parts) => Table(("all", parts));
}
