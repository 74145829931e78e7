using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using Segmentation.Events;
using Segmentation.Identity;
using Segmentation.Profiles;
using Xunit;
using static Segmentation.Tests.Profiles.Build;

namespace Segmentation.Tests.Profiles;

public sealed class ProfileInvarianceTests
{
    private static readonly List<EventRecord> s_events = RandomEvents.Make(20_000, 700, seed: 11);
    private static readonly List<EventRecord> s_busy =
        [.. s_events.Select((e, i) => e with { CustomerId = s_events[i % 9].CustomerId })];

    private static readonly string s_expected = Print(Table(s_events));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_order_of_the_rows_does_not_show(int seed) =>
        Assert.Equal(s_expected, Print(Table(RandomEvents.Shuffle(s_events, seed))));

    [Fact]
    public void The_order_of_many_events_of_one_moment_does_not_show()
    {
        DateTimeOffset moment = s_events[0].Timestamp;
        List<EventRecord> events = [.. s_events.Select(e => e with { CustomerId = "c", Timestamp = moment })];
        string expected = Print(Table(events));
        Assert.Equal(expected, Print(Table(RandomEvents.Shuffle(events, 5))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void The_number_of_threads_does_not_show(int threads) =>
        Assert.Equal(s_expected, Print(Table(s_events, new ProfileOptions { ThreadCount = threads })));

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(60_000)]
    public void The_size_of_the_batches_does_not_show(int rows) =>
        Assert.Equal(s_expected, Print(Table(s_events, batchRows: rows)));

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public void The_culture_does_not_show(string name)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);
            Assert.Equal(s_expected, Print(Table(s_events)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(8, 400_000)]
    public void Rows_past_the_budget_spill_and_give_the_same_profiles(int threads, long budget)
    {
        int made = 0;
        MemoryStream spill = new();
        ProfileOptions options = new()
        {
            ThreadCount = threads,
            MemoryBudgetBytes = budget,
            CreateSpillStream = () =>
            {
                made++;
                return spill;
            },
        };
        Assert.Equal(Print(Table(s_busy)), Print(Table(s_busy, options)));
        Assert.Equal(1, made);
        Assert.False(spill.CanRead);
    }

    [Fact]
    public void A_key_longer_than_a_block_is_kept_exactly()
    {
        string size = new('x', 70_000);
        List<EventRecord> events =
        [
            .. s_events.Take(300).Select((e, i) => e with
            {
                CustomerId = "c", Type = EventType.ViewItem, SessionId = size + (i % 3),
            }),
        ];
        ProfileOptions options = new() { MemoryBudgetBytes = 1, CreateSpillStream = () => new MemoryStream() };
        ProfileTable table = Table(events, options);
        Assert.Equal(3, table.Profiles.Single().SessionCount);
        Assert.Equal(300, table.Profiles.Single().EventCount);
    }

    [Fact]
    public void Merged_ids_count_as_one_customer_whatever_their_order()
    {
        Dictionary<string, string> canonical = Enumerable.Range(0, 300).ToDictionary(
            i => Name(i * 2),
            i => i % 5 == 0 ? "never seen itself " + (i / 50) : Name(699 - (i / 2 * 2)),
            StringComparer.Ordinal);
        MergeMap merges = new(canonical, null, [], []);
        List<EventRecord> renamed = [.. s_events.Select(e => e with { CustomerId = merges.Resolve(e.CustomerId) })];
        ProfileTable merged = Table(s_events, merges: merges);
        Assert.Equal(Print(Table(renamed)), Print(merged));
        CustomerProfile one = merged.Profiles.First(p => p.CustomerId.StartsWith("never", StringComparison.Ordinal));
        Assert.Equal(10, one.MergedIds.Count);
        Assert.Empty(merged.Profiles.First(p => p.CustomerId == Name(1)).MergedIds);

        static string Name(int i) => "customer " + i.ToString(CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Customers_come_in_ordinal_order()
    {
        string[] ids =
            ["b", "a", "ab", "a\u0000", "B", "\u00E9", "\u732B", "aaaaaaaaaaaz", "aaaaaaaaaaab", "", "10", "9"];
        ProfileTable table = Table(ids.Select(id => Event("2024-01-01", EventType.Search, id)));
        Assert.Equal(ids.Order(StringComparer.Ordinal), table.CustomerIds, StringComparer.Ordinal);
    }

    [Fact]
    public void Revenue_and_events_are_conserved()
    {
        ProfileTable table = Table(s_events);
        decimal gross = s_events.Where(e => e.Type == EventType.Purchase).Sum(e => e.TotalAmount ?? 0);
        Assert.Equal((double)gross, table.Numbers("GrossRevenue")!.Sum(), 6);
        Assert.Equal(s_events.Count, table.Numbers("EventCount")!.Sum());
        Assert.Equal(s_events.Count, table.Intake!.EventCount);
    }

    [Fact]
    public void Customers_below_the_minimum_are_left_out_and_counted()
    {
        ProfileTable table = Table(
            [Purchase("2024-01-01", 1), Purchase("2024-01-02", 1), Purchase("2024-01-02", 1, customer: "rare")],
            new ProfileOptions { MinimumEvents = 2 });
        Assert.Equal(["c"], table.CustomerIds);
        Assert.Equal((1, 1L), (table.Report!.CustomersBelowMinimum, table.Report.EventsBelowMinimum));
    }

    [Fact]
    public void An_error_in_the_source_or_a_cancellation_comes_through_on_any_number_of_threads()
    {
        foreach (int threads in new[] { 1, 2, 8 })
        {
            ProfileOptions options = new() { ThreadCount = threads };
            Assert.Throws<FormatException>(() => ProfileBuilder.Build(new EventDataset(new FailingSource()), options));
            using CancellationTokenSource cancelled = new();
            cancelled.Cancel();
            Assert.ThrowsAny<OperationCanceledException>(() => ProfileBuilder.Build(
                new EventDataset(new RecordSource(s_events)), options, cancellationToken: cancelled.Token));
            Assert.Throws<IOException>(() => Table(s_busy, options with
            {
                MemoryBudgetBytes = 1,
                CreateSpillStream = () => throw new IOException("disk full"),
            }));
        }
    }

    [Fact]
    public void Nothing_to_profile_is_said_clearly()
    {
        Assert.Equal(ErrorIds.NoCustomers, Assert.Throws<SegmentationException>(() => Table([])).ErrorId);
        SegmentationException early = Assert.Throws<SegmentationException>(
            () => Table([Purchase("2024-01-01", 1)], new ProfileOptions { AsOf = EndOf("2023-01-01") }));
        Assert.Contains("2023-01-01", early.Message, StringComparison.Ordinal);
        Assert.Throws<SegmentationException>(
            () => Table([Purchase("2024-01-01", 1)], new ProfileOptions { MinimumEvents = 2 }));
        Assert.Equal(
            ErrorIds.InvalidOption,
            Assert.Throws<SegmentationException>(() => Table([], new ProfileOptions { ThreadCount = 0 })).ErrorId);
    }

    private sealed class FailingSource : IEventSource
    {
        public string Description => "fails";

        public IEnumerable<EventBatch> Read(IntakeTally tally, CancellationToken cancellationToken)
        {
            foreach (EventBatch batch in new RecordSource(s_events).Read(tally, cancellationToken).Take(3))
            {
                yield return batch;
            }

            throw new FormatException();
        }
    }
}
