using System;
using System.Linq;
using Segmentation.Events;
using Segmentation.Profiles;
using Xunit;
using static Segmentation.Tests.Profiles.Build;

namespace Segmentation.Tests.Profiles;

public sealed class PurchaseProfileTests
{
    [Fact]
    public void Lines_of_one_order_are_one_order_and_one_purchase_day()
    {
        CustomerProfile profile = One(
            "2024-03-31",
            Purchase("2024-01-10T09:00", 10, "o1"),
            Purchase("2024-01-10T09:00", 15, "o1"),
            Purchase("2024-01-10T18:00", 5, "o2"),
            Purchase("2024-01-20T09:00", 30, "o3"));
        Assert.Equal(3, profile.OrderCount);
        Assert.Equal(60, profile.GrossRevenue);
        Assert.Equal(20, profile.AverageOrderValue);
        Assert.Equal(1, profile.Frequency);
        Assert.Equal(10, profile.RecencyDays);
        Assert.Equal(81, profile.TDays);
        Assert.Equal(71, profile.DaysSinceLastPurchase);
        Assert.Equal(30, profile.MonetaryValue);
    }

    [Fact]
    public void Purchases_without_an_order_id_count_one_each() =>
        Assert.Equal(2, One("2024-01-31", Purchase("2024-01-10", 1), Purchase("2024-01-10", 1)).OrderCount);

    [Fact]
    public void Refund_lowers_net_revenue_but_not_order_count()
    {
        CustomerProfile profile = One(
            "2024-03-31",
            Purchase("2024-01-10", 100, "o1"),
            Purchase("2024-01-12", 50, "o2"),
            Refund("2024-01-15", 30, "o1"));
        Assert.Equal(2, profile.OrderCount);
        Assert.Equal(150, profile.GrossRevenue);
        Assert.Equal(30, profile.RefundAmount);
        Assert.Equal(120, profile.NetRevenue);
        Assert.Equal(1, profile.RefundCount);
        Assert.Equal(0.5, profile.RefundRate);
        Assert.Equal(0.2, profile.RefundShare);
        Assert.Equal(50, profile.MonetaryValue);
    }

    [Fact]
    public void Refund_of_an_order_lowers_the_day_of_that_order()
    {
        CustomerProfile profile = One(
            "2024-03-31",
            Purchase("2024-01-10", 100, "o1"),
            Purchase("2024-01-12", 50, "o2"),
            Purchase("2024-01-20", 70, "o3"),
            Refund("2024-01-25", 20, "o2"));
        Assert.Equal((30m + 70m) / 2, profile.MonetaryValue);
    }

    [Fact]
    public void Refund_without_a_known_order_lowers_the_last_purchase_day_before_it()
    {
        CustomerProfile profile = One(
            "2024-03-31",
            Refund("2024-01-05", 500),
            Purchase("2024-01-10", 100),
            Purchase("2024-01-12", 50),
            Refund("2024-01-15", 20, "unknown"),
            Purchase("2024-01-20", 70));
        Assert.Equal((30m + 70m) / 2, profile.MonetaryValue);
        Assert.Equal(220m - 520m, profile.NetRevenue);
    }

    [Fact]
    public void More_refunds_than_orders_give_a_rate_of_one_and_stop_nothing()
    {
        CustomerProfile profile = One(
            "2024-03-31",
            Purchase("2024-01-10", 100, "o1"),
            Refund("2024-01-11", 80, "o1"),
            Refund("2024-01-12", 80, "o1"),
            Refund("2024-01-13", -5, "older"));
        Assert.Equal(2, profile.RefundCount);
        Assert.Equal(1, profile.RefundRate);
        Assert.Equal(1, profile.RefundShare);
        Assert.Equal(-65, profile.NetRevenue);
        Assert.Equal(0, profile.Frequency);
    }

    [Fact]
    public void Refunds_alone_leave_what_needs_an_order_missing()
    {
        CustomerProfile profile = One(
            "2024-03-31", Refund("2024-01-11", 80, "o1"), Event("2024-01-12", EventType.DeliveryEvents));
        Assert.Equal(0, profile.OrderCount);
        Assert.Equal(80, profile.RefundAmount);
        Assert.Null(profile.RefundRate);
        Assert.Null(profile.AverageOrderValue);
        Assert.Null(profile.Frequency);
        Assert.Null(profile.TDays);
        Assert.Null(profile.PreferredWeekday);
        Assert.Equal(0, profile.DaysActive);
        Assert.Equal("no_purchase", profile.BehaviorType);
    }

    [Fact]
    public void Two_orders_within_a_day_are_no_monthly_habit()
    {
        CustomerProfile profile = One("2024-01-11", Purchase("2024-01-10T10:00", 50), Purchase("2024-01-11T10:00", 50));
        Assert.Equal(2 / (30 / 30.4375), profile.PurchasesPerMonth!.Value, 12);
    }

    [Fact]
    public void Orders_per_month_count_up_to_the_as_of_day()
    {
        CustomerProfile profile = One("2024-12-31", Purchase("2024-01-01", 50), Purchase("2024-01-02", 50));
        Assert.Equal(2 / (365 / 30.4375), profile.PurchasesPerMonth!.Value, 12);
    }

    [Fact]
    public void Gaps_are_measured_between_purchase_days()
    {
        CustomerProfile profile = One(
            "2024-03-31",
            Purchase("2024-01-01T08:00", 1),
            Purchase("2024-01-01T22:00", 1),
            Purchase("2024-01-03T07:00", 1),
            Purchase("2024-01-07T07:00", 1),
            Purchase("2024-01-17T07:00", 1),
            Purchase("2024-01-21T07:00", 1));
        Assert.Equal(5, profile.GapMeanDays);
        Assert.Equal(2, profile.GapMinDays);
        Assert.Equal(10, profile.GapMaxDays);
        Assert.Equal(4, profile.GapMedianDays);
        double deviation = Math.Sqrt((9 + 1 + 25 + 1) / 3.0);
        Assert.Equal(deviation, profile.GapStdDays!.Value, 12);
        Assert.Equal(deviation / 5, profile.GapCv!.Value, 12);
        Assert.Equal(1 - (deviation / 10), profile.Regularity!.Value, 12);
        Assert.Equal("irregular", profile.BehaviorType);
    }

    [Theory]
    [InlineData("no_purchase", "")]
    [InlineData("one_time", "2024-01-01 2024-01-01")]
    [InlineData("new_repeater", "2024-01-01 2024-01-31")]
    [InlineData("regular", "2024-01-01 2024-01-31 2024-03-01")]
    [InlineData("irregular", "2024-01-01 2024-01-02 2024-03-01")]
    [InlineData("long_cycle", "2024-01-01 2024-04-10 2024-07-20")]
    [InlineData("irregular", "2023-01-01 2023-01-02 2024-07-20 2024-07-21")]
    public void Behaviour_follows_one_rule(string expected, string days)
    {
        EventRecord[] purchases =
        [
            Event("2023-01-01", EventType.Search),
            .. days.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(day => Purchase(day, 1)),
        ];
        Assert.Equal(expected, One("2024-12-31", purchases).BehaviorType);
    }

    [Fact]
    public void One_gap_has_a_length_but_no_variation()
    {
        CustomerProfile profile = One("2024-03-31", Purchase("2024-01-01", 1), Purchase("2024-01-11", 1));
        Assert.Equal(10, profile.GapMeanDays);
        Assert.Equal(10, profile.GapMedianDays);
        Assert.Null(profile.GapStdDays);
        Assert.Null(profile.GapCv);
        Assert.Null(profile.Regularity);
    }

    [Fact]
    public void Windows_end_with_the_as_of_day_and_count_a_refund_when_it_is_made()
    {
        CustomerProfile profile = One(
            "2024-12-31",
            Purchase("2024-12-02", 10, "in30"),
            Purchase("2024-12-01", 20, "in90"),
            Purchase("2024-01-02", 40, "in365"),
            Purchase("2024-01-01", 80, "before"),
            Refund("2024-12-31", 50, "before"));
        Assert.Equal((1, 2, 3), (profile.OrdersLast30Days, profile.OrdersLast90Days, profile.OrdersLast365Days));
        Assert.Equal(
            (-40m, -20m, 20m), (profile.RevenueLast30Days, profile.RevenueLast90Days, profile.RevenueLast365Days));
    }

    [Fact]
    public void Details_count_pieces_and_products_but_never_money()
    {
        CustomerProfile profile = One(
            "2024-03-31",
            Purchase("2024-01-01", 100, "o1") with { Quantity = 3, ProductId = "a" },
            Item("2024-01-01", 100, "o1") with { Quantity = 3, ProductId = "a" },
            Purchase("2024-01-02", 50, "o2"),
            Item("2024-01-02", 50, "o2") with { Quantity = 2, ProductId = "b" },
            Event("2024-01-03", EventType.RefundItem) with { OrderId = "o2", TotalAmount = 50 });
        Assert.Equal(150, profile.GrossRevenue);
        Assert.Equal(150, profile.NetRevenue);
        Assert.Equal(2, profile.OrderCount);
        Assert.Equal(5, profile.UnitCount);
        Assert.Equal(2, profile.ProductCount);
    }

    [Fact]
    public void Discount_share_counts_orders()
    {
        CustomerProfile profile = One(
            "2024-03-31",
            Purchase("2024-01-01", 1, "o1") with { DiscountAmount = 2 },
            Purchase("2024-01-01", 1, "o1") with { DiscountAmount = 2 },
            Purchase("2024-01-02", 1, "o2") with { DiscountAmount = 0 },
            Purchase("2024-01-03", 1) with { DiscountAmount = 1 },
            Purchase("2024-01-04", 1));
        Assert.Equal(0.5, profile.DiscountShare);
    }

    [Fact]
    public void Without_any_amount_money_is_missing_and_counted()
    {
        ProfileTable table = Table([Purchase("2024-01-01", null), Purchase("2024-01-09", null)]);
        CustomerProfile profile = table.Profiles.Single();
        Assert.Null(profile.GrossRevenue);
        Assert.Null(profile.NetRevenue);
        Assert.Null(profile.MonetaryValue);
        Assert.Null(profile.AverageOrderValue);
        Assert.Null(profile.DiscountShare);
        Assert.Null(profile.ProductCount);
        Assert.Null(profile.UnitCount);
        Assert.Equal(2, profile.OrderCount);
        Assert.Equal(1, profile.Frequency);
        Assert.Equal(2, table.Report!.PurchasesWithoutAmount);
    }

    [Fact]
    public void Free_purchases_are_purchases()
    {
        CustomerProfile profile = One("2024-03-31", Purchase("2024-01-01", 0), Purchase("2024-01-02", 10));
        Assert.Equal(1, profile.Frequency);
        Assert.Equal(10, profile.MonetaryValue);
    }

    [Fact]
    public void Several_currencies_are_reported()
    {
        ProfileTable table = Table(
            [Purchase("2024-01-01", 1) with { Currency = "USD" }, Purchase("2024-01-02", 1) with { Currency = "EUR" }]);
        Assert.Equal(["EUR", "USD"], table.Report!.Currencies);
    }
}
