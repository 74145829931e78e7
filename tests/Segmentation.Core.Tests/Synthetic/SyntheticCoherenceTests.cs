using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Events;
using Segmentation.Synthetic;
using Xunit;

namespace Segmentation.Tests.Synthetic;

public sealed class SyntheticCoherenceTests(SyntheticShop shop) : IClassFixture<SyntheticShop>
{
    private static readonly EventType[] OutsideVisits =
        [EventType.DeliveryEvents, EventType.Refund, EventType.RefundItem, EventType.Custom];

    [Fact]
    public void Every_event_type_occurs()
    {
        HashSet<EventType> found = [.. shop.Events.Select(e => e.Type)];
        Assert.Equal(Enum.GetValues<EventType>().Order(), found.Order());
    }

    [Fact]
    public void Customers_have_about_150_events_on_average() =>
        Assert.InRange(shop.Events.Count / (double)SyntheticShop.Options.CustomerCount, 120, 170);

    [Fact]
    public void All_events_are_inside_the_window()
    {
        Assert.All(shop.Events, e => Assert.InRange(
            e.Timestamp, SyntheticShop.Options.Start, SyntheticShop.Options.End.AddTicks(-1)));
        Assert.Equal(SyntheticShop.Options.CustomerCount, shop.Customers.Count);
    }

    [Fact]
    public void What_is_ordered_was_viewed_and_carted_before_in_the_same_visit()
    {
        foreach (IGrouping<string, EventRecord> visit in Visits())
        {
            EventRecord? order = visit.SingleOrDefault(e => e.Type == EventType.Purchase);
            if (order is null)
            {
                continue;
            }

            Assert.All(
                visit.Where(e => e.Type is EventType.ViewItem or EventType.AddToCart or EventType.Checkout),
                e => Assert.True(e.Timestamp < order.Timestamp));
            HashSet<string> viewed = ProductsOf(visit, EventType.ViewItem);
            HashSet<string> carted = ProductsOf(visit, EventType.AddToCart);
            HashSet<string> ordered = ProductsOf(visit, EventType.PurchaseItem);
            Assert.NotEmpty(ordered);
            Assert.Subset(viewed, carted);
            Assert.Subset(carted, ordered);
        }
    }

    [Fact]
    public void An_order_is_the_sum_of_its_lines_less_the_discount()
    {
        ILookup<string, EventRecord> lines = shop.Events
            .Where(e => e.Type == EventType.PurchaseItem)
            .ToLookup(e => e.OrderId!);
        Assert.All(lines.SelectMany(order => order), line =>
            Assert.Equal(line.ProductPrice * (decimal)line.Quantity!.Value, line.TotalAmount));
        EventRecord[] orders = [.. shop.Events.Where(e => e.Type == EventType.Purchase)];
        Assert.All(orders, order => Assert.Equal(
            lines[order.OrderId!].Sum(line => line.TotalAmount) - order.DiscountAmount, order.TotalAmount));
        Assert.Equal(orders.Length, orders.Select(order => order.OrderId).Distinct().Count());
        Assert.Equal(orders.Length, lines.Count);
        Assert.Contains(lines.SelectMany(order => order), line => line.Quantity > 1);
    }

    [Fact]
    public void A_refund_follows_an_order_of_the_same_customer_and_is_not_more_than_it()
    {
        foreach (IGrouping<string, EventRecord> customer in shop.Customers)
        {
            EventRecord[] refunds = [.. customer.Where(e => e.Type == EventType.Refund)];
            foreach (EventRecord refund in refunds)
            {
                EventRecord order = customer.Single(e => e.Type == EventType.Purchase && e.OrderId == refund.OrderId);
                Assert.InRange(refund.TotalAmount!.Value, 0.01m, order.TotalAmount!.Value);
                Assert.InRange((refund.Timestamp - order.Timestamp).TotalDays, 3, 13);
                Assert.Contains(customer, e => e.Type == EventType.RefundItem && e.OrderId == refund.OrderId);
            }

            Assert.Equal(refunds.Length, refunds.Select(e => e.OrderId).Distinct().Count());
        }
    }

    [Fact]
    public void A_visit_is_one_id_one_device_and_one_channel_from_start_to_end()
    {
        foreach (IGrouping<string, EventRecord> visit in Visits())
        {
            Assert.Single(visit.Select(e => (e.CustomerId, e.DeviceType, e.Browser, e.Channel, e.Campaign)).Distinct());
            if (visit.Count() > 1)
            {
                Assert.Equal(EventType.SessionStart, visit.MinBy(e => e.Timestamp)!.Type);
                Assert.Equal(EventType.SessionEnd, visit.MaxBy(e => e.Timestamp)!.Type);
            }
        }
    }

    [Fact]
    public void Events_of_visits_have_a_session_id_and_events_between_visits_have_none()
    {
        Assert.All(shop.Events, e => Assert.Equal(OutsideVisits.Contains(e.Type), e.SessionId is null));
        Assert.Equal(shop.Events.Count, shop.Events.Select(e => e.EventId).Distinct().Count());
        Assert.All(
            shop.Events.Where(e => e.Type is EventType.AddToCart or EventType.RemoveFromCart or EventType.Purchase),
            e => Assert.NotNull(e.CartId));
    }

    [Fact]
    public void A_product_has_one_name_one_category_path_and_a_price_that_hardly_moves()
    {
        ILookup<string, EventRecord> products = shop.Events
            .Where(e => e.ProductId is not null)
            .ToLookup(e => e.ProductId!);
        Assert.InRange(products.Count, 300, 360);
        foreach (IGrouping<string, EventRecord> product in products)
        {
            Assert.Single(product
                .Select(e => (e.ProductName, e.CategoryLevel1, e.CategoryLevel2, e.CategoryLevel3))
                .Distinct());
            Assert.True(product.Max(e => e.ProductPrice) <= product.Min(e => e.ProductPrice) * 1.06m / 0.95m);
        }
    }

    [Fact]
    public void Customers_keep_to_their_categories_devices_browsers_and_hours()
    {
        Assert.True(MeanTopShare(e => e.CategoryLevel1) > TopShare(shop.Events, e => e.CategoryLevel1) + 0.15);
        Assert.True(MeanTopShare(e => e.DeviceType) > TopShare(shop.Events, e => e.DeviceType) + 0.15);
        Assert.True(MeanTopShare(e => e.Browser) > TopShare(shop.Events, e => e.Browser) + 0.15);
        Assert.True(MeanTopShare(e => e.Channel) > TopShare(shop.Events, e => e.Channel) + 0.15);
        Assert.True(MeanTopShare(e => Hours(e)) > TopShare(shop.Events, e => Hours(e)) + 0.05);
        Assert.Single(shop.Customers.First().Select(e => e.Timestamp.Offset).Distinct());
    }

    [Fact]
    public void Business_follows_the_year()
    {
        SyntheticOptions year = new()
        {
            CustomerCount = 400,
            Start = new DateTimeOffset(2023, 1, 1, 0, 0, 0, TimeSpan.Zero),
            End = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero),
            ArchetypeWeights = new Dictionary<string, double>(StringComparer.Ordinal) { ["cart_abandoner"] = 1 },
        };
        Dictionary<int, int> visits = SyntheticEvents.Create(year).Events
            .Where(e => e.Type == EventType.SessionStart)
            .CountBy(e => e.Timestamp.Month)
            .ToDictionary();
        Assert.Equal(12, visits.Count);
        Assert.True(visits[12] > 1.2 * visits[5]);
        Assert.True(visits[8] < visits[10]);
    }

    private static string Hours(EventRecord e) => ((e.Timestamp.Hour + 3) / 6).ToString("d", null);

    private static HashSet<string> ProductsOf(IEnumerable<EventRecord> events, EventType type) =>
        [.. events.Where(e => e.Type == type).Select(e => e.ProductId!)];

    private static double TopShare(IEnumerable<EventRecord> events, Func<EventRecord, string?> value)
    {
        Dictionary<string, int> counts = events.Select(value).OfType<string>().CountBy(text => text).ToDictionary();
        return counts.Values.Max() / (double)counts.Values.Sum();
    }

    private double MeanTopShare(Func<EventRecord, string?> value) => shop.Customers
        .Where(customer => customer.Count(e => value(e) is not null) > 40)
        .Average(customer => TopShare(customer, value));

    private IEnumerable<IGrouping<string, EventRecord>> Visits() =>
        shop.Events.Where(e => e.SessionId is not null).GroupBy(e => e.SessionId!);
}
