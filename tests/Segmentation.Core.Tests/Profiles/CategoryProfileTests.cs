using System.Collections.Generic;
using System.Linq;
using Segmentation.Events;
using Segmentation.Profiles;
using Xunit;
using static Segmentation.Tests.Profiles.Build;

namespace Segmentation.Tests.Profiles;

public sealed class CategoryProfileTests
{
    [Fact]
    public void Scores_are_shares_of_the_engagement_within_a_level()
    {
        CustomerProfile profile = One(
            "2024-03-31",
            Event("2024-01-01", EventType.ViewItem) with { CategoryLevel1 = "b", CategoryLevel2 = "b1" },
            Event("2024-01-01", EventType.ViewCategory) with { ProductCategory = "a" },
            Event("2024-01-01", EventType.AddToCart) with { CategoryLevel1 = "a", CategoryLevel2 = "b1" },
            Purchase("2024-01-01", 12.5m) with { CategoryLevel1 = "b", CategoryLevel3 = "deep" },
            Event("2024-01-01", EventType.Search) with { CategoryLevel1 = "ignored" });
        IReadOnlyList<CategoryAffinity> affinities = profile.CategoryAffinities;
        Assert.Equal(
            [
                new CategoryAffinity("b", 1, 6 / 9f, 1, 0, 1, 12.5m),
                new CategoryAffinity("a", 1, 3 / 9f, 1, 1, 0, 0),
                new CategoryAffinity("b1", 2, 1, 1, 1, 0, 0),
                new CategoryAffinity("deep", 3, 1, 0, 0, 1, 12.5m),
            ],
            affinities);
        Assert.Equal("b", profile.TopCategory);
        Assert.Equal("b1", profile.TopCategory2);
        Assert.Equal("deep", profile.TopCategory3);
        Assert.Equal(6.0 / 9, profile.TopCategoryShare);
        Assert.Equal(2, profile.CategoryCount);
        Assert.Equal(45.0 / 81, profile.CategoryConcentration!.Value, 12);
    }

    [Fact]
    public void An_order_counts_in_its_own_category_or_in_that_of_its_details_but_not_in_both()
    {
        CustomerProfile profile = One(
            "2024-03-31",
            Item("2024-01-01T09:59", 9, "o1") with { CategoryLevel1 = "a" },
            Purchase("2024-01-01T10:00", 10, "o1") with { CategoryLevel1 = "a" },
            Purchase("2024-01-02T10:00", 30, "o2"),
            Item("2024-01-02T10:00", 20, "o2") with { CategoryLevel1 = "b" },
            Item("2024-01-02T10:00", 10, "o2") with { CategoryLevel1 = "b" });
        Assert.Equal(
            [new CategoryAffinity("b", 1, 10 / 15f, 0, 0, 2, 30), new CategoryAffinity("a", 1, 5 / 15f, 0, 0, 1, 10)],
            profile.CategoryAffinities);
        Assert.Equal(40, profile.GrossRevenue);
    }

    [Fact]
    public void Equal_engagement_goes_to_the_first_name_in_ordinal_order()
    {
        CustomerProfile profile = One(
            "2024-03-31",
            Event("2024-01-01", EventType.ViewItem) with { CategoryLevel1 = "b" },
            Event("2024-01-02", EventType.ViewItem) with { CategoryLevel1 = "a" },
            Event("2024-01-03", EventType.ViewItem) with { CategoryLevel1 = "B" });
        Assert.Equal("B", profile.TopCategory);
        Assert.Equal("B a b", string.Join(' ', profile.CategoryAffinities.Select(affinity => affinity.Category)));
    }

    [Fact]
    public void Without_categories_nothing_is_said_about_them()
    {
        CustomerProfile profile = One("2024-03-31", Event("2024-01-01", EventType.ViewItem));
        Assert.Null(profile.TopCategory);
        Assert.Null(profile.CategoryCount);
        Assert.Null(profile.CategoryConcentration);
        Assert.Empty(profile.CategoryAffinities);
    }

    [Fact]
    public void Many_categories_are_kept_apart()
    {
        EventRecord[] views =
        [
            .. Enumerable.Range(0, 500).Select(
                i => Event("2024-01-01T10:00", EventType.ViewItem) with { CategoryLevel1 = "k" + (i % 250) }),
        ];
        CustomerProfile profile = One("2024-03-31", views);
        Assert.Equal(250, profile.CategoryCount);
        Assert.All(profile.CategoryAffinities, affinity => Assert.Equal(2, affinity.ViewCount));
        Assert.Equal(1 / 250.0, profile.CategoryConcentration!.Value, 12);
    }
}
