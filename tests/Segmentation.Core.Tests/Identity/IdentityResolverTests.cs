using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Segmentation.Identity;
using Xunit;

namespace Segmentation.Tests.Identity;

public sealed class IdentityResolverTests
{
    [Fact]
    public void A_chain_leads_to_its_end_and_the_end_knows_all_its_past_ids()
    {
        MergeMap map = Resolve("A>B@1", "B>C@2", "X>Y@1");
        Assert.Equal("C", map.Resolve("A"));
        Assert.Equal("C", map.Resolve("B"));
        Assert.Equal("C", map.Resolve("C"));
        Assert.Equal("Z", map.Resolve("Z"));
        Assert.Equal(["A", "B"], map.MergedIdsOf("C"));
        Assert.Empty(map.MergedIdsOf("A"));
        Assert.Equal(3, map.MergedIdCount);
        Assert.Equal(2, map.MergedCustomerCount);
        Assert.Equal(2, map.LongestChain);
        Assert.Equal([new(2, 1), new(3, 1)], map.ComponentSizes);
        Assert.Empty(map.Conflicts);
    }

    [Fact]
    public void An_empty_history_merges_nobody()
    {
        MergeMap map = IdentityResolver.Resolve([]);
        Assert.Equal("A", map.Resolve("A"));
        Assert.Equal(0, map.MergedIdCount);
        Assert.Equal(0, map.LongestChain);
        Assert.Empty(map.Ledger);
        Assert.Empty(map.ComponentSizes);
    }

    [Fact]
    public void Each_row_has_a_ledger_entry_that_says_what_became_of_it()
    {
        IdHistoryEntry[] history = Rows("A>B@1", "A>B@1", "A>B@3", "C>C@1", ">D@1", "E> @1", "F>G@9", "H>I");
        MergeMap map = IdentityResolver.Resolve(history, new IdentityOptions { AsOf = Time(5) });
        Assert.Equal(history, map.Ledger.Select(row => row.Entry));
        Assert.Equal(
            [
                (true, MergeReasons.Merged),
                (true, MergeReasons.Duplicate),
                (true, MergeReasons.Duplicate),
                (false, MergeReasons.SelfMerge),
                (false, MergeReasons.BlankId),
                (false, MergeReasons.BlankId),
                (false, MergeReasons.AfterAsOf),
                (true, MergeReasons.Merged),
            ],
            map.Ledger.Select(row => (row.Accepted, row.Reason)));
        Assert.Equal(Time(5), map.AsOf);
        Assert.Equal(2, map.MergedIdCount);
    }

    [Fact]
    public void Repeating_all_rows_changes_nothing()
    {
        IdHistoryEntry[] history = RandomHistory(new Random(1), ids: 60, rows: 50);
        MergeMap once = IdentityResolver.Resolve(history);
        MergeMap twice = IdentityResolver.Resolve([.. history, .. history]);
        Assert.Equal(Mapping(once, 60), Mapping(twice, 60));
        Assert.Equal(once.Conflicts.Count, twice.Conflicts.Count);
    }

    [Fact]
    public void Ids_that_differ_only_in_case_or_blanks_are_different_ids()
    {
        MergeMap map = Resolve("a>B@1");
        Assert.Equal("A", map.Resolve("A"));
        Assert.Equal("a ", map.Resolve("a "));
    }

    [Theory]
    [InlineData(ConflictPolicy.Merge, CyclePolicy.Merge)]
    [InlineData(ConflictPolicy.Merge, CyclePolicy.Break)]
    [InlineData(ConflictPolicy.Latest, CyclePolicy.Merge)]
    [InlineData(ConflictPolicy.Latest, CyclePolicy.Break)]
    [InlineData(ConflictPolicy.Earliest, CyclePolicy.Break)]
    [InlineData(ConflictPolicy.Quarantine, CyclePolicy.Break)]
    public void The_order_of_the_rows_does_not_matter(ConflictPolicy conflicts, CyclePolicy cycles)
    {
        IdentityOptions options = new() { ConflictPolicy = conflicts, OnCycle = cycles };
        Random random = new(7);
        IdHistoryEntry[] history = RandomHistory(random, ids: 40, rows: 60);
        MergeMap expected = IdentityResolver.Resolve(history, options);
        Assert.NotEmpty(expected.Conflicts);
        for (int i = 0; i < 100; i++)
        {
            random.Shuffle(history);
            MergeMap map = IdentityResolver.Resolve(history, options);
            Assert.Equal(Mapping(expected, 40), Mapping(map, 40));
            Assert.Equal(expected.Conflicts.Select(Text), map.Conflicts.Select(Text));
            Assert.Equal(expected.LongestChain, map.LongestChain);
            Assert.Equal(Accepted(expected), Accepted(map));
        }
    }

    [Fact]
    public void A_chain_of_a_million_merges_is_followed_to_its_end()
    {
        const int count = 1_000_000;
        MergeMap map = IdentityResolver.Resolve(Chain(count));
        Assert.Equal(Id(count), map.Resolve(Id(0)));
        Assert.Equal(count, map.LongestChain);
        Assert.Equal(count, map.MergedIdsOf(Id(count)).Count);
    }

    [Fact]
    public void A_circle_of_a_hundred_thousand_merges_is_broken_once()
    {
        const int count = 100_000;
        IdHistoryEntry[] history = Chain(count);
        history[^1] = new IdHistoryEntry(Id(count - 1), Id(0));
        MergeMap map = IdentityResolver.Resolve(history, new IdentityOptions { OnCycle = CyclePolicy.Break });
        Assert.Equal(count, Assert.Single(map.Conflicts).Ids.Count);
        Assert.Equal(1, map.Ledger.Count(row => !row.Accepted));
        Assert.Equal(count - 1, map.MergedIdCount);
        Assert.Equal(count - 1, map.LongestChain);
    }

    [Fact]
    public void Components_of_random_histories_are_those_of_a_breadth_first_search()
    {
        Random random = new(11);
        for (int round = 0; round < 50; round++)
        {
            int ids = random.Next(2, 200);
            IdHistoryEntry[] history = RandomHistory(random, ids, random.Next(0, 2 * ids));
            MergeMap map = IdentityResolver.Resolve(history);
            Dictionary<string, int> expected = Components(history, ids);
            for (int i = 0; i < ids; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    Assert.Equal(
                        expected[Id(i)] == expected[Id(j)],
                        string.Equals(map.Resolve(Id(i)), map.Resolve(Id(j)), StringComparison.Ordinal));
                }
            }
        }
    }

    [Fact]
    public void A_later_as_of_time_only_joins_more()
    {
        IdHistoryEntry[] history = RandomHistory(new Random(3), ids: 80, rows: 90);
        MergeMap earlier = IdentityResolver.Resolve(history, new IdentityOptions { AsOf = Time(0) });
        for (int hour = 1; hour <= 21; hour++)
        {
            MergeMap later = IdentityResolver.Resolve(history, new IdentityOptions { AsOf = Time(hour) });
            foreach (IGrouping<string, int> customer in Enumerable.Range(0, 80).GroupBy(i => earlier.Resolve(Id(i))))
            {
                Assert.Single(customer.Select(i => later.Resolve(Id(i))).Distinct());
            }

            earlier = later;
        }

        Assert.Equal(Mapping(IdentityResolver.Resolve(history), 80), Mapping(earlier, 80));
    }

    [Fact]
    public void As_of_a_time_before_a_merge_the_ids_are_still_two_customers()
    {
        IdHistoryEntry[] history = Rows("A>B@2", "B>C@5");
        Assert.Equal("A", At(1).Resolve("A"));
        Assert.Equal("B", At(2).Resolve("A"));
        Assert.Equal("C", At(5).Resolve("A"));
        MergeMap At(int hour) => IdentityResolver.Resolve(history, new IdentityOptions { AsOf = Time(hour) });
    }

    [Fact]
    public void The_id_seen_first_can_be_made_to_survive()
    {
        Dictionary<string, DateTimeOffset> firstSeen = new() { ["B"] = Time(1), ["C"] = Time(2) };
        IdentityOptions options = new() { FirstSeen = firstSeen };
        MergeMap map = IdentityResolver.Resolve(Rows("A>B@3", "B>C@4", "X>Y@1"), options);
        Assert.Equal("B", map.Resolve("A"));
        Assert.Equal("B", map.Resolve("C"));
        Assert.Equal("Y", map.Resolve("X"));
    }

    [Fact]
    public void Work_stops_when_asked_to()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => IdentityResolver.Resolve(Rows("A>B"), null, source.Token));
    }

    private static MergeMap Resolve(params string[] rows) => IdentityResolver.Resolve(Rows(rows));

    private static IdHistoryEntry[] Rows(params string[] rows) => MergeRows.Parse(rows);

    private static DateTimeOffset Time(int hour) => MergeRows.Time(hour);

    private static string Id(int number) => number.ToString("d7", CultureInfo.InvariantCulture);

    private static IdHistoryEntry[] Chain(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new IdHistoryEntry(Id(i), Id(i + 1)))];

    private static string Text(MergeConflict conflict) =>
        $"{conflict.Kind} {string.Join(',', conflict.Ids)} {conflict.Resolution}";

    private static string[] Mapping(MergeMap map, int ids) =>
        [.. Enumerable.Range(0, ids).Select(i => map.Resolve(Id(i)))];

    private static string[] Accepted(MergeMap map) =>
        [.. map.Ledger.Where(row => row.Accepted).Select(row => row.Entry.ToString()).Order(StringComparer.Ordinal)];

    private static IdHistoryEntry[] RandomHistory(Random random, int ids, int rows)
    {
        IdHistoryEntry[] history = new IdHistoryEntry[rows];
        for (int i = 0; i < rows; i++)
        {
            DateTimeOffset? time = random.Next(8) == 0 ? null : Time(random.Next(20));
            history[i] = new IdHistoryEntry(Id(random.Next(ids)), Id(random.Next(ids)), time);
        }

        return history;
    }

    private static Dictionary<string, int> Components(IdHistoryEntry[] history, int ids)
    {
        ILookup<string, string> neighbours = history
            .SelectMany(row => new[] { (row.PastId, row.CustomerId), (row.CustomerId, row.PastId) })
            .ToLookup(pair => pair.Item1, pair => pair.Item2);
        Dictionary<string, int> components = [];
        for (int i = 0; i < ids; i++)
        {
            Queue<string> queue = new([Id(i)]);
            while (queue.TryDequeue(out string? id))
            {
                if (components.TryAdd(id, i))
                {
                    foreach (string neighbour in neighbours[id])
                    {
                        queue.Enqueue(neighbour);
                    }
                }
            }
        }

        return components;
    }
}
