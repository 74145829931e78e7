using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Profiles;
using Segmentation.Rules;
using Xunit;
using static Segmentation.Tests.Rules.SampleTable;

namespace Segmentation.Tests.Rules;

public sealed class ConditionTests
{
    private static readonly ProfileTable s_table = Of(
        ("Spend", new[] { 10, 20, 30, 40, Missing }),
        ("Orders", new double[] { 1, 2, 2, 5, 7 }),
        ("Tier", new[] { "Gold", "Silver", null, "Gold", "Bronze" }));

    [Theory]
    [InlineData("<", 20.0, "0")]
    [InlineData("<=", 20.0, "01")]
    [InlineData(">", 20.0, "23")]
    [InlineData(">=", 20.0, "123")]
    [InlineData("==", 20.0, "1")]
    [InlineData("!=", 20.0, "023")]
    public void A_missing_number_meets_no_comparison(string op, double value, string rows)
    {
        Assert.Equal(rows, Matched(Compare("Spend", op, value)));
        string opposite = Matched(Table(("not", Compare("Spend", op, value))));
        Assert.Equal(string.Concat("0123".Except(rows)), opposite);
    }

    [Fact]
    public void Lists_ranges_and_missing_values_can_be_asked_for()
    {
        Assert.Equal("02", Matched(Compare("Spend", "in", new object[] { 10, 30.0 })));
        Assert.Equal("13", Matched(Compare("Spend", "not in", new object[] { 10, 30.0 })));
        Assert.Equal("12", Matched(Compare("Spend", "between", new object[] { 20, 30 })));
        Assert.Equal("03", Matched(Table(("not", Compare("Spend", "between", new object[] { 20, 30 })))));
        Assert.Equal("4", Matched(Table(("column", "Spend"), ("op", "is missing"))));
        Assert.Equal("0123", Matched(Table(("column", "Spend"), ("op", "is present"))));
        Assert.Equal("2", Matched(Table(("column", "Tier"), ("op", "is missing"))));
    }

    [Fact]
    public void Texts_are_compared_exactly()
    {
        Assert.Equal("03", Matched(Compare("Tier", "==", "Gold")));
        Assert.Equal("", Matched(Compare("Tier", "==", "gold")));
        Assert.Equal("14", Matched(Compare("Tier", "!=", "Gold")));
        Assert.Equal("034", Matched(Compare("Tier", "in", new object[] { "Gold", "Bronze" })));
        Assert.Equal("1", Matched(Compare("Tier", "not in", new object[] { "Gold", "Bronze" })));
    }

    [Fact]
    public void Conditions_combine_and_negate_as_in_SQL()
    {
        Dictionary<string, object?> rich = Compare("Spend", ">=", 30);
        Dictionary<string, object?> gold = Compare("Tier", "==", "Gold");
        Assert.Equal("3", Matched(Table(("all", new object[] { rich, gold }))));
        Assert.Equal("023", Matched(Table(("any", new object[] { rich, gold }))));

        // Customer 4 has no spend: not (spend >= 30 or gold) is not known for them, so it does not hold.
        Assert.Equal("1", Matched(Table(("not", Table(("any", new object[] { rich, gold }))))));
        Assert.Equal("014", Matched(Table(("not", Table(("all", new object[] { rich, gold }))))));
    }

    [Fact]
    public void Sums_and_means_of_columns_need_every_value()
    {
        Assert.Equal("23", Matched(Table(("sum", new object[] { "Spend", "Orders" }), ("op", ">"), ("value", 22))));
        Assert.Equal("123", Matched(Table(("mean", new object[] { "Spend", "Orders" }), ("op", ">="), ("value", 11))));
        Assert.Equal("4", Matched(Table(("sum", new object[] { "Spend", "Orders" }), ("op", "is missing"))));
    }

    [Fact]
    public void A_quantile_is_taken_over_the_customers_who_have_a_value()
    {
        // Type 7 over 10, 20, 30, 40: the 0.5 quantile is 25.
        Assert.Equal("23", Matched(Compare("Spend", ">=", Table(("quantile", 0.5)))));
        Assert.Equal("12", Matched(Compare("Spend", "between", new object[] { Table(("quantile", 0.25)), Table(("quantile", 0.75)) })));
    }

    [Fact]
    public void A_quantile_of_a_column_without_values_matches_nobody()
    {
        ProfileTable empty = Of(("Spend", new[] { Missing, Missing }));
        RuleSet set = One(Compare("Spend", "<=", Table(("quantile", 0.5))));
        Assert.Equal([-1, -1], set.Evaluate(empty).FirstMatch);
        Assert.Null(Assert.Single(set.Lint(empty).Thresholds).Value);
        SegmentationException error = Assert.Throws<SegmentationException>(() => set.Resolve(empty));
        Assert.Equal(ErrorIds.InvalidRules, error.ErrorId);
    }

    [Fact]
    public void Columns_are_found_in_any_case_and_hashtables_are_read_too()
    {
        Hashtable when = new() { ["Column"] = "spend", ["OP"] = ">", ["Value"] = 25m };
        Assert.Equal("23", Matched(when));
    }

    [Fact]
    public void A_wrong_type_names_rule_and_column()
    {
        SegmentationException text = Assert.Throws<SegmentationException>(() => Matched(Compare("Spend", "==", "much")));
        Assert.Equal(ErrorIds.InvalidRules, text.ErrorId);
        Assert.Equal("Rule 'r': 'Spend' holds numbers, but is compared with the text 'much'.", text.Message);
        SegmentationException number = Assert.Throws<SegmentationException>(() => Matched(Compare("Tier", "==", 3)));
        Assert.Equal("Rule 'r': 'Tier' holds texts, but is compared like a number.", number.Message);
        Assert.Throws<SegmentationException>(() => Matched(Table(("sum", new object[] { "Spend", "Tier" }), ("op", ">"), ("value", 1))));
    }

    [Fact]
    public void An_unknown_column_names_the_nearest()
    {
        SegmentationException error = Assert.Throws<SegmentationException>(() => Matched(Compare("Spent", ">", 3)));
        Assert.Equal(ErrorIds.UnknownFeature, error.ErrorId);
        Assert.Equal("Rule 'r': the profiles have no column 'Spent'. Did you mean 'Spend'?", error.Message);
    }

    [Fact]
    public void Nothing_is_suggested_for_a_word_that_shares_no_letter_with_what_is_known()
    {
        SegmentationException error = Assert.Throws<SegmentationException>(() => Matched(Compare("Spend", "ge", 1)));
        Assert.DoesNotContain("Did you mean", error.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, Dictionary<string, object?>> BadConditions => new()
    {
        { "'rules[1].when.op' is '=>', which is not known.", Compare("Spend", "=>", 1) },
        { "'rules[1].when.colum' is not known. Did you mean 'column'?", Table(("colum", "Spend"), ("op", ">"), ("value", 1)) },
        { "'rules[1].when.op' is missing.", Table(("column", "Spend"), ("value", 1)) },
        { "'rules[1].when.value' is missing.", Table(("column", "Spend"), ("op", ">")) },
        { "'rules[1].when.value' is '200', but has to be a number or { quantile: … }", Compare("Spend", ">=", "200") },
        { "'rules[1].when.value' is a list, but has to be a single value", Compare("Spend", ">=", new object[] { 1 }) },
        { "'rules[1].when.value' is '3', but has to be a list of two", Compare("Spend", "between", 3) },
        { "starts above its end", Compare("Spend", "between", new object[] { 5, 3 }) },
        { "'rules[1].when.value[1].quantile' is '80', but has to be from 0 to 1", Compare("Spend", "in", new object[] { Table(("quantile", 80)) }) },
        { "'value' is not used here", Compare("Spend", "is missing", 1) },
        { "has none", Table(("op", ">")) },
        { "has all and any", Table(("all", Array.Empty<object>()), ("any", Array.Empty<object>())) },
        { "'op' cannot stand beside 'not'", Table(("not", Compare("Spend", ">", 1)), ("op", ">")) },
        { "'rules[1].when.all' is a table, but has to be a list of conditions", Table(("all", Compare("Spend", ">", 1))) },
        { "'rules[1].when.all[1].any[2].op' is 'x'", Table(("all", new object[] { Table(("any", new object[] { Compare("Spend", ">", 1), Compare("Spend", "x", 1) })) })) },
    };

    [Theory]
    [MemberData(nameof(BadConditions))]
    public void A_bad_condition_is_refused_with_its_place(string message, Dictionary<string, object?> when)
    {
        SegmentationException error = Assert.Throws<SegmentationException>(() => One(when));
        Assert.Equal(ErrorIds.InvalidRules, error.ErrorId);
        Assert.StartsWith("Rule 'r': ", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.RecommendedAction);
    }

    private static RuleSet One(object when) => RuleSet.FromDictionary(Table(("rules", new object[] { Rule("r", when) })));

    private static string Matched(object when) =>
        string.Concat(One(when).Evaluate(s_table).FirstMatch.Select((first, row) => first == 0 ? row.ToString("D", null) : ""));
}
