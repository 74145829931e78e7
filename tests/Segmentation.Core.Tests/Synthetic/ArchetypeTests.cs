using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Events;
using Segmentation.Synthetic;
using Xunit;

namespace Segmentation.Tests.Synthetic;

public sealed class ArchetypeTests(SyntheticShop shop) : IClassFixture<SyntheticShop>
{
    [Fact]
    public void Each_archetype_has_about_its_share_of_the_customers()
    {
        Assert.Equal(10, Archetypes.All.Count(archetype => archetype.Weight > 0));
        foreach (Archetype archetype in Archetypes.All)
        {
            double share = (double)shop.ByArchetype[archetype.Name].Count() / SyntheticShop.Options.CustomerCount;
            double error = Math.Sqrt(archetype.Weight * (1 - archetype.Weight) / SyntheticShop.Options.CustomerCount);
            Assert.InRange(share, archetype.Weight - (4 * error), archetype.Weight + (4 * error));
        }
    }

    [Fact]
    public void High_value_active_customers_spend_most_and_come_in_the_evening()
    {
        double[] revenues = [.. shop.ByArchetype.Select(group => MeanRevenue(group.Key))];
        Assert.Equal(revenues.Max(), MeanRevenue("high_value_active"));
        Assert.InRange(ShareOfVisits("high_value_active", IsEvening), 0.55, 0.75);
        Assert.InRange(ShareOfVisits("high_intent_browser", IsEvening), 0.15, 0.35);
    }

    [Fact]
    public void Dormant_customers_stop_in_the_first_third_of_the_window()
    {
        DateTimeOffset third = SyntheticShop.Options.Start
            + ((SyntheticShop.Options.End - SyntheticShop.Options.Start) / 3);
        Assert.All(shop.EventsOf("high_value_dormant", EventType.SessionEnd), e => Assert.True(e.Timestamp < third));
        Assert.True(MeanOrder("high_value_dormant") > 4 * MeanOrder("frequent_low_value"));
    }

    [Fact]
    public void Frequent_low_value_customers_order_most_often_and_cheapest()
    {
        Dictionary<string, double> orders = shop.ByArchetype.ToDictionary(group => group.Key, group => MeanOrders(group.Key), StringComparer.Ordinal);
        Assert.Equal("frequent_low_value", orders.MaxBy(pair => pair.Value).Key);
        IEnumerable<string> buyers = orders.Keys.Where(name => orders[name] > 0);
        Assert.Equal("frequent_low_value", buyers.MinBy(MeanOrder));
    }

    [Fact]
    public void Browsers_look_at_much_search_much_and_buy_little()
    {
        double visits = shop.EventsOf("high_intent_browser", EventType.SessionStart).Count();
        Assert.InRange(shop.EventsOf("high_intent_browser", EventType.Search).Count() / visits, 0.55, 0.75);
        Assert.InRange(shop.EventsOf("high_intent_browser", EventType.ViewItem).Count() / visits, 3.5, 4.5);
        Assert.InRange(shop.EventsOf("high_intent_browser", EventType.Purchase).Count() / visits, 0.02, 0.15);
    }

    [Fact]
    public void Cart_abandoners_fill_carts_and_leave_them()
    {
        double views = shop.EventsOf("cart_abandoner", EventType.ViewItem).Count();
        Assert.InRange(shop.EventsOf("cart_abandoner", EventType.AddToCart).Count() / views, 0.5, 0.7);
        Assert.InRange(Abandonment("cart_abandoner"), 0.75, 0.95);
        Assert.InRange(Abandonment("frequent_low_value"), 0.15, 0.45);
    }

    [Fact]
    public void One_time_buyers_buy_exactly_once()
    {
        Assert.All(
            shop.ByArchetype["one_time_buyer"],
            customer => Assert.Single(customer, e => e.Type == EventType.Purchase));
    }

    [Fact]
    public void Discount_hunters_order_at_a_discount_of_10_to_30_percent_and_follow_campaigns()
    {
        Assert.InRange(DiscountedOrders("discount_hunter"), 0.8, 1.0);
        Assert.InRange(DiscountedOrders("high_value_active"), 0.0, 0.15);
        Assert.InRange(ShareOfVisits("discount_hunter", e => e.Campaign is not null), 0.5, 1.0);
        Assert.InRange(ShareOfVisits("high_value_active", e => e.Campaign is not null), 0.0, 0.2);
        foreach (EventRecord order in shop.Events.Where(e => e.DiscountAmount > 0))
        {
            decimal share = order.DiscountAmount!.Value / (order.TotalAmount!.Value + order.DiscountAmount.Value);
            Assert.InRange(share, 0.095m, 0.30m); // rounded down to the cent
        }
    }

    [Fact]
    public void Weekend_shoppers_come_on_both_days_of_the_weekend_in_their_own_time_zone()
    {
        Assert.InRange(ShareOfVisits("weekend_shopper", e => IsOn(e, DayOfWeek.Saturday)), 0.38, 0.50);
        Assert.InRange(ShareOfVisits("weekend_shopper", e => IsOn(e, DayOfWeek.Sunday)), 0.38, 0.50);
        Assert.InRange(
            ShareOfVisits("cart_abandoner", e => IsOn(e, DayOfWeek.Saturday) || IsOn(e, DayOfWeek.Sunday)), 0.25, 0.32);
        Assert.InRange(ShareOfVisits("weekend_shopper", IsEvening), 0.5, 0.7);
    }

    [Fact]
    public void Single_event_customers_have_one_event()
    {
        Assert.NotEmpty(shop.ByArchetype["single_event"]);
        Assert.All(shop.ByArchetype["single_event"], customer => Assert.Single(customer));
        Assert.All(
            shop.Customers.Where(customer => shop.Dataset.Truth!.Archetypes[customer.Key] != "single_event"),
            customer => Assert.True(customer.Count() > 5));
    }

    [Fact]
    public void Refund_heavy_customers_give_back_two_to_four_of_their_orders()
    {
        foreach (IGrouping<string, EventRecord> customer in shop.ByArchetype["refund_heavy"])
        {
            int orders = customer.Count(e => e.Type == EventType.Purchase);
            int refunds = customer.Count(e => e.Type == EventType.Refund);
            Assert.InRange(refunds, Math.Min(2, orders), Math.Min(4, orders));
        }

        double others = shop.EventsOf("frequent_low_value", EventType.Refund).Count()
            / (double)shop.EventsOf("frequent_low_value", EventType.Purchase).Count();
        Assert.InRange(others, 0.005, 0.04);
    }

    [Fact]
    public void Weights_choose_the_archetypes()
    {
        SyntheticOptions options = new()
        {
            CustomerCount = 200,
            ArchetypeWeights = new Dictionary<string, double>(StringComparer.Ordinal)
            {
                ["weekend_shopper"] = 3,
                ["single_event"] = 1,
            },
        };
        Dictionary<string, int> counts = SyntheticEvents.Create(options).Truth!.Archetypes.Values
            .CountBy(name => name, StringComparer.Ordinal)
            .ToDictionary(StringComparer.Ordinal);
        Assert.Equal(["single_event", "weekend_shopper"], counts.Keys.Order(StringComparer.Ordinal));
        Assert.InRange(counts["weekend_shopper"], 125, 175);
    }

    private static bool IsEvening(EventRecord e) => e.Timestamp.Hour is >= 18 and < 23;

    private static bool IsOn(EventRecord e, DayOfWeek day) => e.Timestamp.DayOfWeek == day;

    private double ShareOfVisits(string archetype, Func<EventRecord, bool> condition) =>
        shop.EventsOf(archetype, EventType.SessionStart).Average(e => condition(e) ? 1.0 : 0.0);

    private double MeanOrders(string archetype) =>
        shop.ByArchetype[archetype].Average(customer => customer.Count(e => e.Type == EventType.Purchase));

    private double MeanOrder(string archetype) =>
        (double)shop.EventsOf(archetype, EventType.Purchase).Average(e => e.TotalAmount!.Value);

    private double MeanRevenue(string archetype) =>
        (double)shop.EventsOf(archetype, EventType.Purchase).Sum(e => e.TotalAmount!.Value)
        / shop.ByArchetype[archetype].Count();

    private double DiscountedOrders(string archetype) =>
        shop.EventsOf(archetype, EventType.Purchase).Average(e => e.DiscountAmount > 0 ? 1.0 : 0.0);

    private double Abandonment(string archetype)
    {
        int carts = shop.EventsOf(archetype, EventType.AddToCart).Select(e => e.CartId).Distinct().Count();
        return 1 - (shop.EventsOf(archetype, EventType.Purchase).Count() / (double)carts);
    }
}
