using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Reflection;
using Segmentation.Events;
using Segmentation.Clv;
using Segmentation.Profiles;
using Xunit;
using static Segmentation.Tests.Profiles.Build;

namespace Segmentation.Tests.Profiles;

public sealed class ProfileTableTests
{
    private static readonly string[] s_others =
        [
            "CustomerId", "RecencyScore", "FrequencyScore", "MonetaryScore", "RfmSegment", "Traits", "ValueDrivers", "Attributes",
            "Aggregates", "MergedIds", "CategoryAffinities", .. ValueColumns.Declare(new ValueOptions()).Select(c => c.Name),
        ];

    [Fact]
    public void Each_column_has_a_property_and_each_property_a_column_in_the_same_order()
    {
        IEnumerable<string> properties = typeof(CustomerProfile)
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => property.Name)
            .Except(s_others, StringComparer.Ordinal);
        Assert.Equal(ProfileColumns.All.Select(column => column.Name), properties, StringComparer.Ordinal);
    }

    [Fact]
    public void Each_figure_is_declared_once_with_label_and_definition()
    {
        IReadOnlyList<ProfileColumn> all = ProfileColumns.All;
        Assert.Equal(Enum.GetNames<ProfileFigure>(), all.Select(column => column.Name), StringComparer.Ordinal);
        Assert.Equal(all.Count, all.Select(column => column.Label).Distinct(StringComparer.Ordinal).Count());
        Assert.All(ProfileColumns.All, column => Assert.EndsWith(".", column.Description, StringComparison.Ordinal));
        Assert.Equal("NetRevenue", ProfileColumns.Find("netrevenue")!.Name);
        Assert.Null(ProfileColumns.Find("nothing"));
    }

    [Fact]
    public void Each_column_is_filled_or_missing_in_the_table_by_its_unit()
    {
        ProfileTable table = Table(RandomEvents.Make(2_000, 20, seed: 3));
        foreach (ProfileColumn column in table.Columns)
        {
            Assert.Equal(column.Unit == ProfileUnit.Text, table.Texts(column.Name) is not null);
            Assert.Equal(column.Unit == ProfileUnit.Time, table.Times(column.Name) is not null);
            Assert.Equal(
                column.Unit is not (ProfileUnit.Text or ProfileUnit.Time), table.Numbers(column.Name) is not null);
            double[] numbers = table.Numbers(column.Name) ?? [];
            if (column.Unit == ProfileUnit.Share)
            {
                Assert.All(numbers.Where(value => !double.IsNaN(value)), value => Assert.InRange(value, 0, 1));
            }
        }
    }

    [Fact]
    public void Properties_show_what_the_table_has()
    {
        ProfileTable table = Table(RandomEvents.Make(2_000, 20, seed: 3));
        CustomerProfile profile = table.Profiles.ElementAt(7);
        foreach (ProfileColumn column in table.Columns)
        {
            object? shown = typeof(CustomerProfile).GetProperty(column.Name)!.GetValue(profile);
            object? expected = column.Unit switch
            {
                ProfileUnit.Text => table.Text(column.Name, 7),
                ProfileUnit.Time => table.Time(column.Name, 7),
                _ => table.Number(column.Name, 7),
            };
            Assert.Equal(expected is null, shown is null);
            if (expected is double number)
            {
                Assert.Equal(number, Convert.ToDouble(shown, System.Globalization.CultureInfo.InvariantCulture), 9);
            }
            else
            {
                Assert.Equal(expected, shown);
            }
        }
    }

    [Fact]
    public void Value_columns_show_once_a_model_added_them()
    {
        ProfileTable table = Table([Purchase("2024-01-01", 1)]);
        CustomerProfile before = table.Profiles.Single();
        Assert.Null(before.Clv);
        Assert.Null(before.ValueMethod);
        ProfileColumn value = new("Clv", "value", ProfileUnit.Money, "d.");
        ProfileColumn method = new("ValueMethod", "method", ProfileUnit.Text, "d.");
        ProfileTable scored = table.With([(value, [12.5])], [(method, new TextValues([0], ["Full"]))]);
        CustomerProfile after = scored.Profiles.Single();
        Assert.Equal(12.5m, after.Clv);
        Assert.Equal("Full", after.ValueMethod);
        Assert.Equal(1, after.NetRevenue);
        Assert.NotNull(after.FirstSeen);
    }

    [Fact]
    public void Filtered_and_sorted_profiles_come_back_as_a_table_in_ordinal_order()
    {
        ProfileTable table = Table(RandomEvents.Make(2_000, 20, seed: 3));
        CustomerProfile[] some = [.. table.Profiles.Where((_, i) => i % 3 == 0).Reverse()];
        ProfileTable back = ProfileTable.From(some);
        IEnumerable<string> ids = some.Select(p => p.CustomerId).Order(StringComparer.Ordinal);
        Assert.Equal(ids, back.CustomerIds, StringComparer.Ordinal);
        Assert.Equal(some[^1].NetRevenue, back.Profiles.First().NetRevenue);
        Assert.Equal(some[^1].LastSeen, back.Profiles.First().LastSeen);
        Assert.Equal(some[^1].CategoryAffinities, back.Profiles.First().CategoryAffinities);
    }

    [Fact]
    public void Tables_of_the_same_moment_join_and_of_different_moments_do_not()
    {
        ProfileOptions options = new() { AsOf = EndOf("2024-12-31") };
        List<EventRecord> events = RandomEvents.Make(2_000, 20, seed: 3);
        ProfileTable whole = Table(events, options);
        ProfileTable[] halves =
        [
            Table(events.Where(e => whole.CustomerIds.ToList().IndexOf(e.CustomerId) % 2 == 0), options),
            Table(events.Where(e => whole.CustomerIds.ToList().IndexOf(e.CustomerId) % 2 == 1), options),
        ];
        ProfileTable joined = ProfileTable.From([.. halves[1].Profiles, .. halves[0].Profiles]);
        Assert.Equal(
            Print(ProfileTable.From([.. whole.Profiles])).Split('\n')[1..], Print(joined).Split('\n')[1..]);

        ProfileTable later = Table([Purchase("2025-01-01", 1)]);
        SegmentationException error = Assert.Throws<SegmentationException>(
            () => ProfileTable.From([.. whole.Profiles, .. later.Profiles]));
        Assert.Contains("different moments", error.Message, StringComparison.Ordinal);
        Assert.Throws<SegmentationException>(() => ProfileTable.From([.. whole.Profiles, .. whole.Profiles]));
        Assert.Throws<SegmentationException>(() => ProfileTable.From([]));
    }

    [Fact]
    public void Columns_without_any_value_share_one_array()
    {
        ProfileTable table = Table([Purchase("2024-01-01", 1)]);
        Assert.Same(table.Numbers("SessionCount"), table.Numbers("MobileShare"));
    }

    [Fact]
    public void Summary_adds_up_and_averages_what_is_known()
    {
        ProfileSummary summary = ProfileSummary.Of(Table(
            [
                Purchase("2024-01-01", 10, "a"),
                Purchase("2024-01-02", 30, "b"),
                Refund("2024-01-03", 8, "b"),
                Event("2024-01-01T10:00", EventType.ViewItem, "viewer") with { SessionId = "s" },
            ]));
        Assert.Equal(2, summary.CustomerCount);
        Assert.Equal(0.5, summary.ShareWithPurchase);
        Assert.Equal(0.5, summary.ShareWithRepeatPurchase);
        Assert.Equal((40m, 32m, 16m), (summary.GrossRevenue, summary.NetRevenue, summary.AverageNetRevenue));
        Assert.Equal((2L, 1.0, 20m), (summary.OrderCount, summary.AverageOrderCount, summary.AverageOrderValue));
        Assert.Equal((1L, 0.5), (summary.SessionCount, summary.AverageSessionCount));
        Assert.Equal(0.5, summary.AverageRefundRate);
        Assert.Null(summary.AverageCartAbandonmentRate);
    }

    [Fact]
    public void Counts_are_given_where_a_pass_ends_in_time_and_a_stopped_pass_is_not_tried_again()
    {
        EventRecord[] events = [Purchase("2024-01-01", 1), Purchase("2024-01-02", 2), Purchase("2024-01-03", 3)];
        EventDataset data = new(new RecordSource(events, batchRows: 1));
        using CancellationTokenSource stopped = new();
        stopped.Cancel();

        Assert.Null(data.SummaryWithin(stopped.Token));
        Assert.Null(data.SummaryWithin(CancellationToken.None));
        Assert.Equal(3, data.EventCount);
        Assert.Equal(3, data.SummaryWithin(stopped.Token)!.EventCount);
        Assert.Equal(3, new EventDataset(new RecordSource(events)).SummaryWithin(CancellationToken.None)!.EventCount);
    }
}
