using System.Linq;
using Segmentation.Events;
using Segmentation.Profiles;
using Xunit;
using static Segmentation.Tests.Profiles.Build;

namespace Segmentation.Tests.Profiles;

public sealed class VisitProfileTests
{
    [Fact]
    public void Abandonment_is_by_visit_and_not_by_subtraction()
    {
        // Three adds bought together in one visit and one add left behind in another: half, not 1 − 1/4.
        CustomerProfile profile = One(
            "2024-03-31",
            In("s1", "2024-01-01T10:00", EventType.AddToCart),
            In("s1", "2024-01-01T10:01", EventType.AddToCart),
            In("s1", "2024-01-01T10:02", EventType.AddToCart),
            In("s1", "2024-01-01T10:05", EventType.Purchase),
            In("s2", "2024-01-02T10:00", EventType.AddToCart),
            In("s3", "2024-01-03T10:00", EventType.ViewItem),
            In("s4", "2024-01-04T10:00", EventType.Purchase));
        Assert.Equal(0.5, profile.CartAbandonmentRate);
        Assert.Equal(4, profile.SessionCount);
        Assert.Equal(0.5, profile.ConversionRate);
        Assert.Equal(0.25, profile.ViewsPerSession);
        Assert.Equal(4, profile.CartAddCount);
    }

    [Fact]
    public void More_purchases_than_adds_are_no_negative_abandonment()
    {
        CustomerProfile profile = One(
            "2024-03-31",
            In("s1", "2024-01-01T10:00", EventType.AddToCart),
            In("s2", "2024-01-02T10:00", EventType.Purchase),
            In("s3", "2024-01-03T10:00", EventType.Purchase));
        Assert.Equal(1, profile.CartAbandonmentRate);
    }

    [Fact]
    public void A_cart_bought_in_a_later_visit_is_not_abandoned()
    {
        CustomerProfile profile = One(
            "2024-03-31",
            In("s1", "2024-01-01T10:00", EventType.AddToCart) with { CartId = "k1" },
            In("s2", "2024-01-02T10:00", EventType.Purchase) with { CartId = "k1" },
            In("s2", "2024-01-02T10:01", EventType.AddToCart) with { CartId = "k2" },
            In("s3", "2024-01-03T10:01", EventType.AddToCart) with { CartId = "k3" },
            In("s3", "2024-01-03T10:02", EventType.Purchase));
        Assert.Equal(1.0 / 3, profile.CartAbandonmentRate!.Value, 12);
    }

    [Fact]
    public void Long_ids_that_differ_only_at_their_end_are_visits_of_their_own()
    {
        string[] ids =
        [
            .. from length in (int[])[1, 251, 252, 253, 300, 70_000]
               from end in (string[])["a", "b", "é", "\U0001F600"]
               select new string('x', length - 1) + end,
        ];
        CustomerProfile profile = One(
            "2024-03-31", [.. ids.Concat(ids).Select(id => In(id, "2024-01-01T10:00", EventType.ViewItem))]);
        Assert.Equal(ids.Length, profile.SessionCount);
    }

    [Fact]
    public void Without_session_ids_a_visit_ends_after_thirty_minutes_of_inactivity()
    {
        CustomerProfile profile = One(
            "2024-03-31",
            Event("2024-01-01T10:00", EventType.ViewItem),
            Event("2024-01-01T10:30", EventType.AddToCart),
            Event("2024-01-01T11:00:01", EventType.ViewItem),
            Event("2024-01-01T11:10", EventType.Purchase),
            Event("2024-01-05T11:10", EventType.DeliveryEvents),
            Refund("2024-01-06", 3));
        Assert.Equal(2, profile.SessionCount);
        Assert.Equal(0.5, profile.ConversionRate);
        Assert.Equal(1, profile.CartAbandonmentRate);
    }

    [Fact]
    public void Orders_alone_make_no_visits()
    {
        CustomerProfile profile = One("2024-03-31", Purchase("2024-01-01", 1), Purchase("2024-01-02", 1));
        Assert.Null(profile.SessionCount);
        Assert.Null(profile.ConversionRate);
        Assert.Null(profile.ViewsPerSession);
        Assert.Null(profile.CartAbandonmentRate);
        Assert.Null(profile.PageViewCount);
        Assert.Null(profile.CartAddCount);
        Assert.Null(profile.SearchCount);
    }

    [Fact]
    public void Orders_that_belong_to_no_visit_leave_conversion_missing_instead_of_zero()
    {
        CustomerProfile profile = One(
            "2024-03-31", In("s1", "2024-01-01", EventType.AddToCart), Purchase("2024-01-01T10:00", 20));
        Assert.Equal(1, profile.SessionCount);
        Assert.Null(profile.ConversionRate);
        Assert.Null(profile.CartAbandonmentRate);
    }

    [Fact]
    public void Types_are_counted_apart()
    {
        EventType[] types =
        [
            EventType.SessionStart, EventType.SessionEnd, EventType.ViewCategory, EventType.ViewItem,
            EventType.ViewItem, EventType.Search, EventType.AddToCart, EventType.RemoveFromCart,
            EventType.RemoveFromCart, EventType.Checkout, EventType.Custom,
        ];
        CustomerProfile profile = One("2024-03-31", [.. types.Select(type => In("s", "2024-01-01T12:00", type))]);
        Assert.Equal(11, profile.EventCount);
        Assert.Equal(1, profile.SessionCount);
        Assert.Equal(3, profile.PageViewCount);
        Assert.Equal(2, profile.ItemViewCount);
        Assert.Equal(1, profile.SearchCount);
        Assert.Equal(1, profile.CartAddCount);
        Assert.Equal(2, profile.CartRemoveCount);
        Assert.Equal(1, profile.CheckoutCount);
        Assert.Equal(1, profile.DaysActive);
    }

    [Theory]
    [InlineData("s", "S")]
    [InlineData("s", "s ")]
    [InlineData("s", "\uFF53")]
    [InlineData("\u00E9", "e\u0301")]
    public void Session_ids_that_only_look_alike_stay_apart(string one, string other)
    {
        string padding = new('x', 300);
        CustomerProfile profile = One(
            "2024-03-31",
            In(one, "2024-01-01T10:00", EventType.ViewItem),
            In(other, "2024-01-01T10:00", EventType.ViewItem),
            In(one, "2024-01-01T10:00", EventType.ViewItem),
            In(one + padding, "2024-01-01T10:00", EventType.ViewItem),
            In(other + padding, "2024-01-01T10:00", EventType.ViewItem),
            In(one + padding, "2024-01-01T10:00", EventType.ViewItem));
        Assert.Equal(4, profile.SessionCount);
    }

    [Fact]
    public void Device_channel_and_campaign_are_shares_of_events()
    {
        CustomerProfile profile = One(
            "2024-03-31",
            Event("2024-01-01T10:00", EventType.ViewItem) with
            {
                DeviceType = "Mobile", Channel = "web", Campaign = "x",
            },
            Event("2024-01-01T10:01", EventType.ViewItem) with { DeviceType = "desktop", Channel = "app" },
            Event("2024-01-01T10:02", EventType.ViewItem) with { DeviceType = "IOS" },
            Event("2024-01-01T10:03", EventType.ViewItem));
        Assert.Equal("IOS", profile.PrimaryDevice);
        Assert.Equal(2.0 / 3, profile.MobileShare!.Value, 12);
        Assert.Equal("app", profile.PrimaryChannel);
        Assert.Equal(0.25, profile.CampaignShare);
        Assert.Equal(1.0 / 3, profile.PrimaryDeviceShare!.Value, 12);
        Assert.Equal(0.5, profile.PrimaryChannelShare);
    }

    [Fact]
    public void Where_nothing_is_stated_there_is_no_share()
    {
        CustomerProfile profile = One("2024-03-31", Purchase("2024-01-01T10:00", 5));
        Assert.Null(profile.PrimaryDeviceShare);
        Assert.Null(profile.PrimaryChannelShare);
        Assert.Null(profile.CampaignOrderShare);
        Assert.Null(profile.CampaignRevenueShare);
        Assert.Null(profile.CampaignConversionRate);
    }

    [Fact]
    public void A_purchase_is_from_a_campaign_that_any_event_of_its_visit_names()
    {
        CustomerProfile profile = One(
            "2024-03-31",
            In("s1", "2024-01-01T10:00", EventType.SessionStart) with { Campaign = "spring" },
            In("s1", "2024-01-01T10:05", EventType.Purchase) with { TotalAmount = 30, OrderId = "o1" },
            In("s1", "2024-01-01T10:06", EventType.Purchase) with { TotalAmount = 10, OrderId = "o1" },
            In("s2", "2024-01-02T10:00", EventType.Purchase) with { TotalAmount = 40, OrderId = "o2" },
            In("s2", "2024-01-02T10:01", EventType.ViewItem) with { Campaign = "late" },
            In("s3", "2024-01-03T10:00", EventType.Purchase) with { TotalAmount = 15, OrderId = "o3" },
            In("s4", "2024-01-04T10:00", EventType.ViewItem) with { Campaign = "spring" },
            Purchase("2024-01-05T10:00", 5) with { Campaign = "mail" });
        Assert.Equal(3.0 / 4, profile.CampaignOrderShare);
        Assert.Equal(0.85, profile.CampaignRevenueShare!.Value, 12);
        Assert.Equal(2.0 / 3, profile.CampaignConversionRate!.Value, 12);
    }

    [Fact]
    public void Campaigns_without_orders_or_money_leave_their_shares_missing()
    {
        CustomerProfile[] profiles =
        [
            .. Table(
            [
                In("s1", "2024-01-01T10:00", EventType.ViewItem) with { Campaign = "x", CustomerId = "a" },
                In("s2", "2024-01-01T10:00", EventType.Purchase) with { CustomerId = "b", Campaign = "x" },
                In("s3", "2024-01-01T10:00", EventType.Purchase) with { CustomerId = "c", TotalAmount = 10, Campaign = "x" },
                In("s4", "2024-01-02T10:00", EventType.Purchase) with { CustomerId = "c", TotalAmount = -5 },
                In("s5", "2024-01-02T10:00", EventType.Purchase) with { CustomerId = "d", TotalAmount = 5 },
            ]).Profiles,
        ];
        Assert.Equal([null, 1, 0.5, 0], profiles.Select(p => p.CampaignOrderShare));
        Assert.Equal([null, null, null, 0], profiles.Select(p => p.CampaignRevenueShare));
        Assert.Equal([0, 1, 1, null], profiles.Select(p => p.CampaignConversionRate));
    }

    private static EventRecord In(string session, string time, EventType type) =>
        Event(time, type) with { SessionId = session };
}
