using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Clv;
using Segmentation.Events;
using Segmentation.Tests.Reporting;
using Xunit;

namespace Segmentation.Tests.Clv;

/// <summary>What a user sees of value on good and on bad data.</summary>
public sealed class ValueMeasurementTests
{
    private static readonly DateTimeOffset s_start = new(2025, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Without_any_purchase_there_is_no_value_and_the_reason_is_told()
    {
        ValueMeasurement found = Of([View("a", 0), View("a", 40), View("b", 80)]);

        Assert.Equal(ValueMethod.None, found.Method);
        Assert.Null(found.Backtest);
        Assert.Contains("No customer", string.Join(" ", found.Verdict), StringComparison.Ordinal);
        Assert.True(double.IsNaN(found.Total.Mean));
    }

    [Fact]
    public void One_purchase_per_customer_fits_no_model()
    {
        ValueMeasurement found = Of([.. Enumerable.Range(0, 300).Select(i => Bought($"c{i}", i % 90, 10))]);

        Assert.Equal(ValueMethod.Heuristic, found.Method);
        Assert.Null(found.Model.Purchases);
        Assert.Contains("second day", found.MethodReason, StringComparison.Ordinal);
    }

    [Fact]
    public void Purchases_of_a_single_day_leave_no_time_to_test()
    {
        SegmentationException error = Assert.Throws<SegmentationException>(
            () => Of([.. Enumerable.Range(0, 50).Select(i => Bought($"c{i}", 0, 10))]));

        Assert.Equal(ErrorIds.InvalidOption, error.ErrorId);
    }

    [Fact]
    public void Fifty_customers_are_too_few_for_a_model_and_the_gate_says_so()
    {
        ValueMeasurement found = Of(Base(50));

        Assert.Equal(ValueMethod.Heuristic, found.Method);
        Assert.Contains("drop-out cannot be told from chance", found.MethodReason, StringComparison.Ordinal);
        Assert.Contains(found.Verdict, line => line.StartsWith("Method Heuristic", StringComparison.Ordinal));
    }

    [Fact]
    public void Negative_and_zero_totals_and_refunds_beyond_purchases_are_noted()
    {
        List<EventRecord> events = [.. Base(200)];
        events.AddRange(Enumerable.Range(0, 20).Select(i => Bought($"c{i}", 100 + i, i % 2 == 0 ? 0 : -5)));
        events.Add(Refund("c0", 120, 10_000));

        ValueMeasurement found = Of(events);

        Assert.True(double.IsFinite(found.Total.Mean));
        Assert.Contains(found.Notes, note => note.Id == "NonPositiveSpend");
    }

    [Fact]
    public void One_extreme_spender_is_reported()
    {
        List<EventRecord> events = [.. Base(200), Bought("whale", 3, 1_000_000), Bought("whale", 90, 1_000_000)];

        Assert.Contains(Of(events).Notes, note => note.Id == "ExtremeSpender");
    }

    [Fact]
    public void The_far_future_is_no_error_and_nobody_is_expected_to_buy_much()
    {
        ValueMeasurement found = ValueMeasurement.Of(Data(Base(200)), new ValueMeasurementOptions
        {
            Profiles = new() { AsOf = s_start.AddYears(20) },
            HoldoutDays = 365,
        });

        Assert.Equal(0, found.Backtest!.ActualOrders);
        Assert.True(found.Total.Mean >= 0);
        Assert.Contains(found.Notes, note => note.Id == "LongSilence");
        Assert.DoesNotContain(Of(Base(200)).Notes, note => note.Id == "LongSilence");
    }

    [Fact]
    public void As_of_before_the_first_event_is_an_error_with_an_id()
    {
        SegmentationException error = Assert.Throws<SegmentationException>(() => ValueMeasurement.Of(
            Data(Base(200)), new ValueMeasurementOptions { Profiles = new() { AsOf = s_start.AddYears(-1) } }));

        Assert.Equal(ErrorIds.NoCustomers, error.ErrorId);
    }

    [Fact]
    public void The_verdict_speaks_of_the_model_in_use_and_of_no_other()
    {
        ValueMeasurement found = Of(Base(700));
        string[] others =
        [
            .. Enum.GetNames<PurchaseModelKind>().Where(name => name != found.ModelKind.ToString()),
        ];

        Assert.Equal(found.ModelKind.ToString(), found.Chosen!.Name);
        Assert.StartsWith(found.Chosen.Name + " expected ", found.Verdict[0], StringComparison.Ordinal);
        Assert.DoesNotContain(found.Verdict, line => others.Any(name => line.Split(' ').Contains(name)));
        Assert.Equal(found.Backtest!.Verdict, found.Verdict);
    }

    [Fact]
    public void The_default_holdout_is_a_third_and_is_stated()
    {
        ValueMeasurement found = Of(Base(200));

        Assert.Equal((int)((found.AsOf - s_start).TotalDays / 3), found.HoldoutDays);
        Assert.StartsWith("a third", found.HoldoutReason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100_000)]
    public void A_holdout_that_does_not_fit_is_refused(int days)
    {
        SegmentationException error = Assert.Throws<SegmentationException>(() => ValueMeasurement.Of(
            Data(Base(200)), new ValueMeasurementOptions { HoldoutDays = days }));

        Assert.Equal(ErrorIds.InvalidOption, error.ErrorId);
    }

    [Fact]
    public void A_report_has_a_backtest_section_where_it_was_measured_and_only_there()
    {
        string with = Reports.Html(Reports.Kind("measured"));
        string without = Reports.Html(Reports.Kind("tested"));

        Assert.Contains("Forecasts against what came", with, StringComparison.Ordinal);
        Assert.Contains("PastRate", with, StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"value\"", without, StringComparison.Ordinal);
    }

    internal static ValueMeasurement Sample() => Of(Base(200));

    private static ValueMeasurement Of(IReadOnlyList<EventRecord> events) =>
        ValueMeasurement.Of(Data(events), new ValueMeasurementOptions());

    private static EventDataset Data(IReadOnlyList<EventRecord> events) =>
        new(new InMemoryEventSource(events, "test"));

    private static EventRecord[] Base(int customers)
    {
        Random random = new(7);
        return
        [
            .. Enumerable.Range(0, customers).SelectMany(i =>
            {
                int first = i == 0 ? 0 : random.Next(60);
                int orders = 1 + random.Next(4);
                return Enumerable.Range(0, orders).Select(n =>
                    Bought($"c{i}", Math.Min(120, first + (n * (5 + random.Next(30)))), 20 + random.Next(30)));
            }),
        ];
    }

    private static EventRecord View(string customer, int day) => new()
    {
        CustomerId = customer, Type = EventType.ViewCategory, Timestamp = s_start.AddDays(day),
    };

    private static EventRecord Bought(string customer, int day, decimal total) => new()
    {
        CustomerId = customer, Type = EventType.Purchase, Timestamp = s_start.AddDays(day), TotalAmount = total,
    };

    private static EventRecord Refund(string customer, int day, decimal total) => new()
    {
        CustomerId = customer, Type = EventType.Refund, Timestamp = s_start.AddDays(day), TotalAmount = total,
    };
}
