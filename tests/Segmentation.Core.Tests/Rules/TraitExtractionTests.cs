using System.Collections.Generic;
using System.Linq;
using Segmentation.Profiles;
using Segmentation.Rules;
using Xunit;
using static Segmentation.Tests.Rules.SampleTable;

namespace Segmentation.Tests.Rules;

public sealed class TraitExtractionTests
{
    [Fact]
    public void The_default_traits_are_fifteen_over_the_four_dimensions()
    {
        RuleSet traits = TraitExtraction.DefaultTraits;
        TraitExtraction.Validate(traits);
        Assert.Equal(
            [
                "high_value_customer", "churn_risk", "high_value_dormant", "purchase_behavior_type", "cart_abandoner",
                "category_specialist", "discount_sensitive", "browser_not_buyer", "weekend_shopper", "early_bird_shopper",
                "night_owl_shopper", "seasonal_shopper", "mobile_first", "desktop_loyalist", "high_engagement",
            ],
            traits.Rules.Select(rule => rule.Id));
        Assert.Equal([4, 4, 4, 3], TraitExtraction.Dimensions.Select(dimension => traits.Rules.Count(rule => rule.Dimension == dimension)).OrderDescending());
        Assert.All(traits.Rules, rule => Assert.NotNull(rule.Description));
    }

    [Theory]
    [InlineData("high_value_customer", "NetRevenue", 200, 199.99)]
    [InlineData("high_value_customer", "Clv", 500, 499.99)]
    [InlineData("churn_risk", "PChurn90", 0.6, 0.59)]
    [InlineData("weekend_shopper", "PreferredWeekday", 5, 4)]
    [InlineData("early_bird_shopper", "PreferredHour", 8, 9)]
    [InlineData("night_owl_shopper", "PreferredHour", 21, 20)]
    [InlineData("mobile_first", "MobileShare", 0.7, 0.69)]
    [InlineData("desktop_loyalist", "MobileShare", 0.2, 0.21)]
    public void A_trait_with_one_threshold_fires_exactly_from_it(string trait, string column, double fires, double doesNot)
    {
        CustomerTraitTable traits = TraitExtraction.Apply(Of((column, new[] { fires, doesNot, Missing })));
        Assert.Contains(trait, traits.Of(0).Select(t => t.Id));
        Assert.DoesNotContain(trait, traits.Of(1).Select(t => t.Id));
        Assert.Empty(traits.Of(2));
    }

    [Theory]
    [InlineData("high_value_dormant", "DaysSinceLastPurchase", 60, 59, "NetRevenue", 200, 199)]
    [InlineData("cart_abandoner", "CartAddCount", 2, 1, "CartAbandonmentRate", 0.5, 0.49)]
    [InlineData("category_specialist", "TopCategoryShare", 0.7, 0.69, "OrderCount", 2, 1)]
    [InlineData("browser_not_buyer", "ItemViewCount", 10, 9, "OrderCount", 1, 2)]
    [InlineData("high_engagement", "SessionCount", 10, 9, "PageViewCount", 30, 29)]
    public void A_trait_with_two_thresholds_needs_both(string trait, string a, double aYes, double aNo, string b, double bYes, double bNo)
    {
        CustomerTraitTable traits = TraitExtraction.Apply(Of((a, new[] { aYes, aNo, aYes }), (b, new[] { bYes, bYes, bNo })));
        Assert.Equal([true, false, false], Enumerable.Range(0, 3).Select(row => traits.Of(row).Any(t => t.Id == trait)));
    }

    [Fact]
    public void Traits_with_three_thresholds_need_all()
    {
        CustomerTraitTable traits = TraitExtraction.Apply(Of(
            ("OrderCount", new double[] { 2, 1, 2, 2, 2 }),
            ("AverageOrderValue", new double[] { 50, 50, 51, 50, 50 }),
            ("PurchasesPerMonth", new[] { 0.5, 0.5, 0.5, 0.4, 0.3 }),
            ("TenureDays", new double[] { 90, 90, 90, 90, 90 })));
        Assert.Equal(["0", "4"], Rows(traits, "discount_sensitive", "seasonal_shopper"));
    }

    [Fact]
    public void Values_come_from_levels_and_columns()
    {
        CustomerTraitTable traits = TraitExtraction.Apply(Of(
            ("PChurn90", new[] { 0.8, 0.6, 0.1 }), ("BehaviorType", new[] { "regular", null, "one_time" })));
        Assert.Equal(["Likely to leave (high)", "Purchase rhythm (regular)"], traits.Of(0).Select(trait => trait.ToString()));
        Assert.Equal(["Likely to leave (moderate)"], traits.Of(1).Select(trait => trait.ToString()));
        Assert.Equal("one_time", Assert.Single(traits.Of(2)).Value);
    }

    [Fact]
    public void The_summary_counts_traits_shares_and_dimensions()
    {
        CustomerTraitTable traits = TraitExtraction.Apply(Of(
            ("NetRevenue", new double[] { 300, 10, 500, 20 }), ("MobileShare", new[] { 0.9, 0.5, 0.1, Missing })));
        TraitSummary summary = traits.Summary;
        Assert.Equal((4, 2, 1.0), (summary.CustomerCount, summary.CustomersWithoutTraits, summary.AverageTraitsPerCustomer));
        TraitCount valuable = summary.Traits[0];
        Assert.Equal(("high_value_customer", 2, 0.5), (valuable.Id, valuable.Count, valuable.Share));
        Assert.Equal([("WHAT", 0L), ("WHEN", 0L), ("HOW", 2L), ("WHO", 2L)], TraitExtraction.Dimensions.Select(d => (d, summary.DimensionCounts[d])));
        Assert.Contains("PChurn90", summary.AbsentColumns);
        Assert.DoesNotContain("MobileShare", summary.AbsentColumns);
        Assert.True(traits.Has(0, 0));
    }

    [Theory]
    [InlineData("PCA group", "WHO", "technical word 'PCA'")]
    [InlineData("embedding_7", "WHO", "technical word 'embedding'")]
    [InlineData("Latent demand", "WHO", "technical word 'Latent'")]
    [InlineData("cluster_3", "WHO", "technical word 'cluster'")]
    [InlineData("second component", "WHO", "technical word 'component'")]
    [InlineData("this; that", "WHO", "has a semicolon in its name")]
    [InlineData("fine", "WHY", "has the dimension 'WHY'")]
    [InlineData("fine", null, "has no dimension")]
    public void Traits_need_business_names_and_a_dimension(string name, string? dimension, string message)
    {
        RuleSet set = RuleSet.FromDictionary(Table(("rules", new object[] { Table(("name", name), ("dimension", dimension)) })));
        SegmentationException error = Assert.Throws<SegmentationException>(() => TraitExtraction.Apply(Of(("A", new double[] { 1 })), set));
        Assert.Equal(ErrorIds.InvalidRules, error.ErrorId);
        Assert.Contains(message, error.Message, System.StringComparison.Ordinal);
    }

    [Fact]
    public void Traits_become_a_text_column_of_the_profiles()
    {
        ProfileTable profiles = Of(("NetRevenue", new double[] { 300, 10, 500, 400 }), ("MobileShare", new[] { 0.9, 0.5, 0.5, 0.8 }));
        ProfileTable with = TraitExtraction.Apply(profiles).AddTo(profiles);
        Assert.Equal(
            ["High-value customer; Mobile first", null, "High-value customer", "High-value customer; Mobile first"],
            Enumerable.Range(0, 4).Select(row => with.Text("Traits", row)));
        Assert.Equal(2, with.Texts("Traits")!.Texts.Count);
    }

    [Fact]
    public void Thresholds_of_own_traits_can_be_quantiles()
    {
        RuleSet set = RuleSet.FromDictionary(Table(("rules", new object[]
        {
            Table(("name", "Top fifth"), ("dimension", "WHO"), ("when", Compare("A", ">=", Table(("quantile", 0.8))))),
        })));
        double[] values = [.. Enumerable.Range(0, 101).Select(i => (double)i)];
        Assert.Equal(21, TraitExtraction.Apply(Of(("A", values)), set).Summary.Traits[0].Count);
    }

    private static IEnumerable<string> Rows(CustomerTraitTable traits, params string[] ids) => ids.Select(id => string.Concat(
        Enumerable.Range(0, traits.CustomerIds.Count).Where(row => traits.Of(row).Any(t => t.Id == id))));
}
