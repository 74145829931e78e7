using System;
using System.Linq;
using Segmentation.Events;
using Segmentation.Profiles;
using Xunit;
using static Segmentation.Tests.Profiles.Build;

namespace Segmentation.Tests.Profiles;

public sealed class TimeProfileTests
{
    [Fact]
    public void The_shoppers_own_clock_decides_day_and_hour()
    {
        // 23:30 on Friday in New York is Saturday 04:30 in UTC.
        CustomerProfile profile = One("2024-03-31", Event("2024-01-05T23:30-05:00", EventType.Purchase));
        Assert.Equal(4, profile.PreferredWeekday);
        Assert.Equal(23, profile.PreferredHour);
        Assert.Equal(0, profile.WeekendShare);
        Assert.Equal(1, profile.EveningShare);
        Assert.Equal(86, profile.DaysSinceLastPurchase);
        Assert.Equal(new DateTimeOffset(2024, 1, 6, 4, 30, 0, TimeSpan.Zero), profile.LastPurchase);
    }

    [Fact]
    public void A_time_zone_overrides_the_offsets_and_knows_daylight_saving()
    {
        TimeZoneInfo berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        ProfileTable table = Table(
            [
                Event("2024-03-30T23:30Z", EventType.ViewItem, "winter"),
                Event("2024-03-31T22:30Z", EventType.ViewItem, "summer"),
                Event("2024-03-31T00:59Z", EventType.ViewItem, "before"),
                Event("2024-03-31T01:00-08:00", EventType.ViewItem, "after"),
            ],
            new ProfileOptions { TimeZone = berlin, AsOf = ProfileOptions.EndOfDay(new DateOnly(2024, 4, 1), berlin) });
        Assert.Equal([11, 1, 0, 0], table.Profiles.Select(p => p.PreferredHour));
        Assert.Equal([1, 1, 0, 1], table.Profiles.Select(p => p.DaysSinceLastEvent));
    }

    [Fact]
    public void Shares_of_the_day_add_up_and_weekends_are_local()
    {
        CustomerProfile profile = One(
            "2024-03-31",
            Event("2024-01-06T05:59", EventType.ViewItem),
            Event("2024-01-07T06:00", EventType.ViewItem),
            Event("2024-01-08T12:00", EventType.ViewItem),
            Event("2024-01-09T18:00", EventType.ViewItem));
        Assert.Equal(0.25, profile.NightShare);
        Assert.Equal(0.25, profile.MorningShare);
        Assert.Equal(0.25, profile.AfternoonShare);
        Assert.Equal(0.25, profile.EveningShare);
        Assert.Equal(0.5, profile.WeekendShare);
        Assert.Equal(5, profile.PreferredHour);
        Assert.Equal(0, profile.PreferredWeekday);
    }

    [Fact]
    public void The_average_hour_goes_round_midnight()
    {
        CustomerProfile profile = One(
            "2024-03-31", Event("2024-01-06T23:00", EventType.ViewItem), Event("2024-01-07T02:00", EventType.ViewItem));
        Assert.Equal(0.5, profile.HourMean!.Value, 4);
        Assert.Equal(Math.Cos(1.5 * Math.PI / 12), profile.HourConcentration!.Value, 6);
    }

    [Fact]
    public void Opposite_hours_have_no_average()
    {
        CustomerProfile profile = One(
            "2024-03-31", Event("2024-01-06T06:00", EventType.ViewItem), Event("2024-01-07T18:00", EventType.ViewItem));
        Assert.Null(profile.HourMean);
        Assert.Equal(0, profile.HourConcentration!.Value, 6);
    }

    [Theory]
    [InlineData(6.5, 0.900968867902419, "2024-01-07", "2024-01-08")]
    [InlineData(2.0, 1, "2024-01-03", "2024-01-10")]
    [InlineData(null, 0, "2024-01-01", "2024-01-02", "2024-01-03", "2024-01-04", "2024-01-05", "2024-01-06", "2024-01-07")]
    public void The_average_weekday_goes_round_the_week(double? mean, double concentration, params string[] days)
    {
        CustomerProfile profile = One("2024-03-31", [.. days.Select(day => Purchase(day, 1))]);
        Assert.Equal(mean, profile.WeekdayMean);
        Assert.Equal(concentration, profile.WeekdayConcentration!.Value, 12);
    }

    [Fact]
    public void Dates_without_times_say_nothing_about_hours()
    {
        CustomerProfile profile = One("2024-03-31", Purchase("2024-01-06", 1), Purchase("2024-01-07", 1));
        Assert.Null(profile.PreferredHour);
        Assert.Null(profile.NightShare);
        Assert.Null(profile.HourMean);
        Assert.Null(profile.HourConcentration);
        Assert.Equal(5, profile.PreferredWeekday);
    }

    [Fact]
    public void Orders_by_date_alone_do_not_become_acts_at_midnight_where_visits_have_times()
    {
        CustomerProfile profile = One(
            "2024-03-31", Purchase("2024-01-06", 1), Purchase("2024-01-07", 1), Event("2024-01-07T15:00", EventType.ViewItem));
        Assert.Equal(0, profile.NightShare);
        Assert.Equal(1, profile.AfternoonShare);
        Assert.Equal(15, profile.PreferredHour);
        Assert.Equal(6, profile.PreferredWeekday);
    }

    [Fact]
    public void Quarters_are_those_of_the_last_year_and_of_customers_known_for_a_year()
    {
        CustomerProfile known = One(
            "2024-12-31",
            Event("2023-05-01T10:00", EventType.ViewItem),
            Event("2024-01-02T10:00", EventType.ViewItem),
            Event("2024-11-30T10:00", EventType.ViewItem),
            Event("2024-12-01T10:00", EventType.ViewItem),
            Event("2024-12-31T10:00", EventType.ViewItem));
        Assert.Equal(
            [0.25, 0, 0, 0.75],
            [known.Quarter1Share, known.Quarter2Share, known.Quarter3Share, known.Quarter4Share]);
        CustomerProfile recent = One("2024-12-31", Event("2024-01-02T10:00", EventType.ViewItem));
        Assert.Null(recent.Quarter1Share);
        CustomerProfile silent = One("2024-12-31", Event("2022-01-02T10:00", EventType.ViewItem));
        Assert.Null(silent.Quarter1Share);
    }

    [Fact]
    public void The_default_as_of_is_the_newest_event_and_not_today()
    {
        ProfileTable table = Table(
            [Purchase("2011-05-01T10:00+02:00", 1), Purchase("2011-05-21T00:30+02:00", 1, customer: "d")]);
        Assert.Equal(DateTimeOffset.Parse("2011-05-21T00:30+02:00", null), table.AsOf);
        Assert.Equal([20, 0], table.Profiles.Select(p => p.DaysSinceLastPurchase));
    }

    [Fact]
    public void The_as_of_is_inclusive_to_the_tick_and_later_events_are_counted()
    {
        DateTimeOffset end = EndOf("2024-01-31");
        ProfileTable table = Table(
            [
                Purchase("2024-01-31", 1) with { Timestamp = end },
                Purchase("2024-02-01", 2) with { Timestamp = end.AddTicks(1) },
                Purchase("2024-02-01", 4, customer: "later"),
            ],
            new ProfileOptions { AsOf = end });
        Assert.Equal(["c"], table.CustomerIds);
        Assert.Equal(1, table.Profiles.Single().GrossRevenue);
        Assert.Equal((3, 1, 2), (table.Report!.EventsRead, table.Report.EventsUsed, table.Report.EventsAfterAsOf));
    }

    [Fact]
    public void T_never_falls_below_recency_for_shoppers_ahead_of_the_as_of_clock()
    {
        CustomerProfile profile = Table(
            [Purchase("2024-01-10T10:00+13:00", 1), Purchase("2024-02-01T01:00+13:00", 1)],
            new ProfileOptions { AsOf = DateTimeOffset.Parse("2024-01-31T13:00Z", null) }).Profiles.Single();
        Assert.Equal(22, profile.RecencyDays);
        Assert.Equal(22, profile.TDays);
        Assert.Equal(0, profile.DaysSinceLastPurchase);
    }

    [Fact]
    public void Changing_offsets_count_each_local_date_once()
    {
        CustomerProfile profile = One(
            "2024-03-31",
            Purchase("2024-01-11T01:00+13:00", 1),
            Purchase("2024-01-10T13:00Z", 2),
            Purchase("2024-01-11T02:30+13:00", 4));
        Assert.Equal(2, profile.DaysActive);
        Assert.Equal(1, profile.Frequency);
        Assert.Equal(5, profile.MonetaryValue);
    }

    [Fact]
    public void Tenure_and_seen_cover_all_events()
    {
        CustomerProfile profile = One(
            "2024-01-31",
            Event("2024-01-02T23:00", EventType.DeliveryEvents),
            Event("2024-01-05T01:00", EventType.ViewItem));
        Assert.Equal(29, profile.TenureDays);
        Assert.Equal(26, profile.DaysSinceLastEvent);
        Assert.Equal(1, profile.DaysActive);
        Assert.Equal(new DateTimeOffset(2024, 1, 2, 23, 0, 0, TimeSpan.Zero), profile.FirstSeen);
        Assert.Equal(new DateTimeOffset(2024, 1, 5, 1, 0, 0, TimeSpan.Zero), profile.LastSeen);
        Assert.Null(profile.FirstPurchase);
        Assert.Null(profile.LastPurchase);
    }

    [Fact]
    public void The_end_of_a_day_is_its_last_tick_in_the_zone_asked_for()
    {
        DateOnly day = new(2024, 7, 1);
        TimeZoneInfo berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        Assert.Equal(new DateTimeOffset(2024, 7, 2, 0, 0, 0, TimeSpan.Zero).AddTicks(-1), ProfileOptions.EndOfDay(day));
        Assert.Equal(
            new DateTimeOffset(2024, 7, 1, 22, 0, 0, TimeSpan.Zero).AddTicks(-1), ProfileOptions.EndOfDay(day, berlin));
    }
}
