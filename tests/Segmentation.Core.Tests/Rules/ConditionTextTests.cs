using System.Collections.Generic;
using System.Globalization;
using Segmentation.Profiles;
using Segmentation.Rules;
using Xunit;
using static Segmentation.Tests.Rules.SampleTable;

namespace Segmentation.Tests.Rules;

public sealed class ConditionTextTests
{
    private static readonly Condition s_valuable = Condition.FromDictionary(Table(("all", new object[]
    {
        Compare("NetRevenue", ">=", 200),
        Table(("any", new object[] { Compare("DaysSinceLastPurchase", "<", 30.5), Compare("home city", "==", "L'Aquila") })),
    })));

    [Fact]
    public void A_condition_reads_as_a_sentence()
    {
        Assert.Equal("NetRevenue is at least 200 and (DaysSinceLastPurchase is below 30.5 or home city is L'Aquila)", s_valuable.ToString());
        ProfileColumn[] columns = [new("NetRevenue", "net revenue", ProfileUnit.Money, "")];
        Assert.StartsWith("net revenue is at least 200 and", ConditionText.InWords(s_valuable, columns), System.StringComparison.Ordinal);
    }

    [Fact]
    public void A_condition_is_a_filter_in_PowerShell_where_a_missing_value_never_matches()
    {
        Assert.Equal(
            "$_.NetRevenue -ge 200 -and (($null -ne $_.DaysSinceLastPurchase -and $_.DaysSinceLastPurchase -lt 30.5) -or $_.'home city' -ceq 'L''Aquila')",
            ConditionText.PowerShell(s_valuable));
    }

    [Fact]
    public void A_condition_is_standard_SQL() => Assert.Equal(
        "\"NetRevenue\" >= 200 AND (\"DaysSinceLastPurchase\" < 30.5 OR \"home city\" = 'L''Aquila')", ConditionText.Sql(s_valuable));

    [Theory]
    [InlineData("in", "A is 1, 2 or 3", "$_.A -in (1, 2, 3)", "\"A\" IN (1, 2, 3)")]
    [InlineData("not in", "A is neither 1, 2 nor 3", "($null -ne $_.A -and $_.A -notin (1, 2, 3))", "\"A\" NOT IN (1, 2, 3)")]
    public void Lists_are_printed(string op, string words, string powerShell, string sql)
    {
        Condition condition = Condition.FromDictionary(Compare("A", op, new object[] { 1, 2, 3 }));
        Assert.Equal(words, condition.ToString());
        Assert.Equal(powerShell, ConditionText.PowerShell(condition));
        Assert.Equal(sql, ConditionText.Sql(condition));
    }

    [Fact]
    public void Sums_means_ranges_and_missing_values_are_printed()
    {
        Condition mean = Condition.FromDictionary(Table(("mean", new object[] { "A", "B" }), ("op", "between"), ("value", new object[] { 1, 2 })));
        Assert.Equal("the mean of A and B is from 1 to 2", mean.ToString());
        Assert.Equal(
            "($null -ne $_.A -and $null -ne $_.B -and (($_.A + $_.B) / 2) -ge 1 -and (($_.A + $_.B) / 2) -le 2)",
            ConditionText.PowerShell(mean));
        Assert.Equal("((\"A\" + \"B\") / 2.0) BETWEEN 1 AND 2", ConditionText.Sql(mean));
        Condition missing = Condition.FromDictionary(Table(("sum", new object[] { "A", "B" }), ("op", "is missing")));
        Assert.Equal("($null -eq $_.A -or $null -eq $_.B)", ConditionText.PowerShell(missing));
        Assert.Equal("(\"A\" + \"B\") IS NULL", ConditionText.Sql(missing));
    }

    [Fact]
    public void Always_and_never_are_printed()
    {
        Assert.Equal("always", Condition.Always.ToString());
        Assert.Equal("never", Condition.Always.Negate().ToString());
        Assert.Equal("$true", ConditionText.PowerShell(Condition.Always));
        Assert.Equal("1 = 0", ConditionText.Sql(Condition.Always.Negate()));
    }

    [Fact]
    public void A_quantile_has_words_but_needs_a_value_to_become_a_filter()
    {
        RuleSet set = RuleSet.FromDictionary(Table(("rules", new object[] { Rule("top", Compare("A", ">=", Table(("quantile", 0.07)))) })));
        Assert.Equal("A is at least the 7 % quantile of the base", set.Rules[0].When.ToString());
        Assert.Throws<SegmentationException>(() => ConditionText.Sql(set.Rules[0].When));
        RuleSet resolved = set.Resolve(Of(("A", new double[] { 0, 100 })));
        Assert.Equal("$_.A -ge 7.000000000000001", ConditionText.PowerShell(resolved.Rules[0].When));
    }

    [Fact]
    public void Numbers_are_printed_alike_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Condition condition = Condition.FromDictionary(Compare("A", "<", -1234.5));
            Assert.Equal("\"A\" < -1234.5", ConditionText.Sql(condition));
            Assert.Equal("A is below -1234.5", condition.ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
