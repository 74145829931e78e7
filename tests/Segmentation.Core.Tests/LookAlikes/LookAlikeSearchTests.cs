using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Segmentation.Events;
using Segmentation.LookAlikes;
using Segmentation.Profiles;
using Xunit;

namespace Segmentation.Tests.LookAlikes;

/// <summary>Chances of first purchases, their check, and what acting adds.</summary>
public sealed class LookAlikeSearchTests
{
    private static readonly string[] s_categories = ["Books", "Garden", "Music"];
    private static readonly LookAlikeOptions s_options = new() { HorizonDays = 60, Top = 10_000 };

    [Fact]
    public void A_planted_effect_is_found_and_its_chances_are_calibrated()
    {
        LookAlikeResult found = Search(Shop.Events(1500, 1, effect: 1.5, s_categories));

        Assert.Equal(LookAlikeStatus.Assessed, found.Check.Status);
        Assert.True(found.Check.AucLower > 0.6, $"AUC from {found.Check.AucLower}");
        Assert.True(found.Check.Brier < found.Check.BaseBrier);
        Assert.InRange(found.Check.CalibrationZ!.Value, -3, 3);
        Assert.Equal(10, found.Check.Calibration.Count);
        Assert.Equal(found.Check.CheckedCases, found.Check.Calibration.Sum(bin => bin.Cases));
        Assert.Equal(3, found.Opportunities.Count);
        Assert.All(found.Opportunities, o => Assert.Contains(
            o.Customers.Take(20), c => c.Reason.Contains("viewed it", StringComparison.Ordinal)));
    }

    [Fact]
    public void Chances_are_checked_on_a_later_time_too()
    {
        LookAlikeResult found = Search(Shop.Events(1500, 1, effect: 1.5, s_categories));

        Assert.Equal(LookAlikeStatus.Assessed, found.LaterCheck.Status);
        Assert.Equal(Shop.Start.AddDays(120), found.LaterCheck.SplitAt);
        Assert.True(found.LaterCheck.AucLower > 0.6, $"AUC from {found.LaterCheck.AucLower}");
        Assert.InRange(found.LaterCheck.CalibrationZ!.Value, -3, 3);
        Assert.StartsWith("Skill on a later time", found.LaterCheck.Verdict, StringComparison.Ordinal);
        Assert.Equal(found.LaterCheck.CheckedCases, found.LaterCheck.Calibration.Sum(bin => bin.Cases));
    }

    [Fact]
    public void What_held_earlier_and_holds_no_more_gives_no_chances()
    {
        LookAlikeResult found = Search(Shop.Events(2500, 1, effect: -1.5, s_categories, effectBefore: 1.5));

        Assert.Equal(LookAlikeStatus.Assessed, found.Check.Status);
        Assert.True(found.LaterCheck.HasFailed);
        Assert.Null(found.Total);
        Assert.All(found.Opportunities, AssertNothingGiven);
        Assert.All(found.Opportunities, o => Assert.Contains("no skill on a later time", o.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Too_few_first_purchases_earlier_are_said_and_refuse_nothing()
    {
        LookAlikeResult found = Search(Shop.Events(1500, 1, effect: 1.5, s_categories, effectBefore: double.NaN));

        Assert.Equal(LookAlikeStatus.Assessed, found.Check.Status);
        Assert.Equal(LookAlikeStatus.NotAssessed, found.LaterCheck.Status);
        Assert.False(found.LaterCheck.HasFailed);
        Assert.Contains("30 first purchases in each of the last two", found.LaterCheck.Verdict, StringComparison.Ordinal);
        Assert.NotNull(found.Total);
    }

    [Fact]
    public void From_a_source_category_only_its_buyers_are_looked_at()
    {
        List<EventRecord> events = Shop.Events(4000, 1, effect: 1.5, s_categories);
        LookAlikeResult found = Search(events, s_options with { SourceCategory = "books" });
        HashSet<string> buyers =
        [
            .. events.Where(e => e is { Type: EventType.Purchase, ProductCategory: "Books" }).Select(e => e.CustomerId),
        ];

        Assert.Equal(["Garden", "Music"], found.Opportunities.Select(o => o.Category).Order(StringComparer.Ordinal));
        Assert.All(found.Opportunities, o =>
        {
            Assert.Equal("Books", o.SourceCategory);
            Assert.Equal(buyers.Count, o.Buyers + o.Candidates);
            Assert.Equal(LookAlikeStatus.Assessed, o.Status);
            Assert.All(o.Customers, c => Assert.Contains(c.CustomerId, buyers));
            Assert.True(o.PastCandidates < buyers.Count);
        });
        Assert.Equal(ErrorIds.InvalidOption, Assert.Throws<SegmentationException>(() => Search(
            events, s_options with { SourceCategory = "Books", Categories = ["BOOKS"] })).ErrorId);
        Assert.Equal(ErrorIds.InvalidOption, Assert.Throws<SegmentationException>(() => Search(
            events, s_options with { SourceCategory = "Nowhere" })).ErrorId);
    }

    [Fact]
    public void Where_first_purchases_are_chance_alone_no_chances_are_given()
    {
        int assessed = 0;
        for (int seed = 0; seed < 20; seed++)
        {
            LookAlikeResult found = Search(Shop.Events(800, seed, effect: 0, s_categories));
            assessed += found.Check.Status == LookAlikeStatus.Assessed ? 1 : 0;
            if (found.Check.Status == LookAlikeStatus.NotAssessed)
            {
                Assert.Null(found.Total);
                Assert.All(found.Opportunities, AssertNothingGiven);
                Assert.Contains("no skill", found.Check.Verdict, StringComparison.Ordinal);
            }
        }

        Assert.True(assessed <= 2, $"{assessed} of 20 shuffled shops passed the check");
    }

    [Fact]
    public void Nobody_buys_for_certain_and_what_comes_anyway_is_not_counted()
    {
        LookAlikeOptions options = s_options with { Margin = 0.5, ExpectedLift = 0.2, ContactCost = 0.01m };
        LookAlikeResult found = Search(Shop.Events(1500, 1, effect: 1.5, s_categories), options);

        Assert.All(found.Opportunities, opportunity =>
        {
            double value = (double)opportunity.PurchaseValue!.Value;
            LookAlikeCustomer[] alike = [.. opportunity.Customers.Where(c => c.IsLookAlike)];
            Assert.Equal(PurchaseValueBasis.Category, opportunity.PurchaseValueBasis);
            Assert.InRange(value, 20, 30);
            Assert.NotEmpty(alike);
            Assert.Equal(opportunity.Candidates, opportunity.Customers.Count);
            Assert.Equal(opportunity.LookAlikes, alike.Length);
            Assert.Equal(opportunity.ExpectedFirstPurchases!.Value, opportunity.Customers.Sum(c => c.Probability), 6);
            Assert.Equal(opportunity.LookAlikeFirstPurchases!.Value, alike.Sum(c => c.Probability), 6);
            Assert.True(opportunity.LookAlikeFirstPurchases < alike.Length);
            double expected = alike.Sum(c => (c.Probability * 0.2 * value * 0.5) - 0.01);
            Assert.Equal(expected, (double)opportunity.IncrementalValue!.Value, 0.1);
        });
    }

    [Fact]
    public void The_total_counts_each_customer_once_with_the_best_category()
    {
        LookAlikeResult found = Search(Shop.Events(1500, 1, effect: 1.5, s_categories));
        LookAlikeCustomer[][] best =
        [
            .. found.Opportunities.SelectMany(o => o.Customers).Where(c => c.IsLookAlike).GroupBy(c => c.CustomerId)
                .Select(g => g.OrderByDescending(c => c.IncrementalValue).ToArray()),
        ];

        Assert.Contains(best, customer => customer.Length > 1);
        Assert.Equal(best.Length, found.Total!.Customers);
        Assert.Equal((double)best.Sum(c => c[0].IncrementalValue!.Value), (double)found.Total.IncrementalValue!.Value, 5.0);
        Assert.True(found.Total.IncrementalValue < found.Opportunities.Sum(o => o.IncrementalValue));
    }

    [Fact]
    public void A_category_with_few_first_purchases_says_so_and_has_no_chances()
    {
        List<EventRecord> events = Shop.Events(1500, 1, effect: 1.5, s_categories);
        events.Add(events[0] with
        {
            Type = EventType.Purchase, ProductCategory = "Rare", Timestamp = Shop.Start.AddDays(150), TotalAmount = 9,
        });
        LookAlikeResult found = Search(events);
        CategoryOpportunity rare = found.Opportunities[^1];

        Assert.Equal("Rare", rare.Category);
        Assert.Equal(1, rare.Buyers);
        Assert.Equal(1, rare.PastFirstPurchases);
        AssertNothingGiven(rare);
        Assert.StartsWith("Not assessed: 1 first purchase in the 60 days", rare.Reason, StringComparison.Ordinal);
        Assert.Equal(LookAlikeStatus.Assessed, found.Opportunities[0].Status);
    }

    [Fact]
    public void One_category_alone_works_and_without_amounts_there_is_no_value()
    {
        LookAlikeResult found = Search(Shop.Events(2500, 3, effect: 1.5, ["Books"], amounts: false));
        CategoryOpportunity only = Assert.Single(found.Opportunities);

        Assert.Equal(LookAlikeStatus.Assessed, only.Status);
        Assert.Equal(PurchaseValueBasis.None, only.PurchaseValueBasis);
        Assert.Null(only.PurchaseValue);
        Assert.Null(only.IncrementalValue);
        Assert.Null(found.Total!.IncrementalValue);
        Assert.Equal(only.LookAlikes, found.Total.Customers);
        Assert.All(only.Customers, c => Assert.Equal(0, c.Similarity));
    }

    [Fact]
    public void Hostile_names_stay_as_they_are_and_can_be_asked_for()
    {
        string[] names = ["<script>alert(1)</script>", "=1+1\u001b[31m", new string('x', 10_000), "İıß 書"];
        LookAlikeResult all = Search(Shop.Events(1000, 5, effect: 2, names));
        LookAlikeResult one = Search(Shop.Events(1000, 5, effect: 2, names), s_options with { Categories = [names[1]] });

        Assert.Equal(names.Order(StringComparer.Ordinal), all.Opportunities.Select(o => o.Category).Order(StringComparer.Ordinal));
        CategoryOpportunity asked = Assert.Single(one.Opportunities);
        CategoryOpportunity same = all.Opportunities.Single(o => o.Category == names[1]);
        Assert.Equal(names[1], asked.Category);
        Assert.Equal(same.ExpectedFirstPurchases, asked.ExpectedFirstPurchases);
    }

    [Fact]
    public void Neither_the_order_of_rows_nor_threads_change_a_bit()
    {
        List<EventRecord> events = Shop.Events(600, 7, effect: 2, s_categories);
        string one = Print(Search(events, s_options with { Profiles = new ProfileOptions { ThreadCount = 1 } }));
        events.Reverse();
        string other = Print(Search(events, s_options with { Profiles = new ProfileOptions { ThreadCount = 4 } }));

        Assert.Equal(one, other);
    }

    [Fact]
    public void Without_categories_there_is_one_clear_error()
    {
        SegmentationException error = Assert.Throws<SegmentationException>(() => Search(
            [.. Shop.Events(50, 1, 1, s_categories).Select(e => e with { ProductCategory = null })]));
        Assert.Equal(ErrorIds.MissingColumn, error.ErrorId);
        Assert.Contains("no category of level 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_short_history_and_a_long_horizon_are_refused()
    {
        List<EventRecord> day = [.. Shop.Events(50, 1, 1, s_categories).Where(e => e.Timestamp < Shop.Start.AddDays(2))];
        foreach (SegmentationException error in new[]
        {
            Assert.Throws<SegmentationException>(() => Search(day, new LookAlikeOptions())),
            Assert.Throws<SegmentationException>(() => Search(
                Shop.Events(50, 1, 1, s_categories), s_options with { HorizonDays = 61 })),
        })
        {
            Assert.Equal(ErrorIds.InvalidOption, error.ErrorId);
            Assert.Contains("third", error.RecommendedAction, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Options_out_of_range_and_unknown_categories_are_refused()
    {
        LookAlikeOptions[] wrong =
        [
            s_options with { Level = 4 }, s_options with { Margin = 0 }, s_options with { Margin = double.NaN },
            s_options with { ExpectedLift = double.NaN }, s_options with { ContactCost = -1 },
            s_options with { MinimumRatio = 0 }, s_options with { HorizonDays = 0 }, s_options with { Top = -1 },
            s_options with { Categories = ["Nowhere"] },
        ];
        List<EventRecord> events = Shop.Events(50, 1, 1, s_categories);
        Assert.All(wrong, options => Assert.Equal(
            ErrorIds.InvalidOption, Assert.Throws<SegmentationException>(() => Search(events, options)).ErrorId));
    }

    [Fact]
    public void A_cancelled_search_ends() => Assert.ThrowsAny<OperationCanceledException>(() => LookAlikeSearch.Of(
        Shop.Dataset(Shop.Events(50, 1, 1, s_categories)), s_options, cancellation: new CancellationToken(true)));

    private static LookAlikeResult Search(IReadOnlyList<EventRecord> events, LookAlikeOptions? options = null) =>
        LookAlikeSearch.Of(Shop.Dataset(events), options ?? s_options);

    private static void AssertNothingGiven(CategoryOpportunity opportunity)
    {
        Assert.Equal(LookAlikeStatus.NotAssessed, opportunity.Status);
        Assert.Null(opportunity.LookAlikes);
        Assert.Null(opportunity.ExpectedFirstPurchases);
        Assert.Null(opportunity.IncrementalValue);
        Assert.Empty(opportunity.Customers);
    }

    private static string Print(LookAlikeResult found) => string.Join('\n', found.Opportunities
        .SelectMany(o => o.Customers.Select(c => FormattableString.Invariant($"{c with { }}"))
            .Append(FormattableString.Invariant($"{o.ExpectedFirstPurchases:R} {o.IncrementalValue} {o.Check.Auc:R}"))));
}
