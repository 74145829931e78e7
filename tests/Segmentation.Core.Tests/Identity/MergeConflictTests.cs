using System;
using System.Linq;
using Segmentation.Identity;
using Xunit;

namespace Segmentation.Tests.Identity;

public sealed class MergeConflictTests
{
    private static readonly string[] Fork = ["A>B@1", "A>C@2", "B>D@3"];
    private static readonly string[] Circle = ["A>B@1", "B>C@3", "C>A@2"];

    [Fact]
    public void A_fork_joins_all_its_ids_under_the_end_that_was_merged_into_last()
    {
        MergeMap map = Resolve(Fork, ConflictPolicy.Merge);
        Assert.Equal(["D", "D", "D", "D"], Resolved(map, "A", "B", "C", "D"));
        AssertFork(map);
    }

    [Fact]
    public void Ends_that_were_merged_into_at_the_same_time_go_by_the_smallest_id()
    {
        Assert.Equal("B", Resolve(["A>C@1", "A>B@1"], ConflictPolicy.Merge).Resolve("A"));
        Assert.Equal("C", Resolve(["A>C@1", "A>B"], ConflictPolicy.Merge).Resolve("A"));
    }

    [Fact]
    public void The_latest_merge_of_a_fork_can_be_made_to_count()
    {
        MergeMap map = Resolve(Fork, ConflictPolicy.Latest);
        Assert.Equal(["C", "D", "C", "D"], Resolved(map, "A", "B", "C", "D"));
        Assert.Equal(MergeReasons.NewerMergeWins, Assert.Single(map.Ledger, row => !row.Accepted).Reason);
        AssertFork(map);
    }

    [Fact]
    public void The_earliest_merge_of_a_fork_can_be_made_to_count()
    {
        MergeMap map = Resolve(Fork, ConflictPolicy.Earliest);
        Assert.Equal(["D", "D", "C", "D"], Resolved(map, "A", "B", "C", "D"));
        Assert.Equal(MergeReasons.OlderMergeWins, Assert.Single(map.Ledger, row => !row.Accepted).Reason);
        AssertFork(map);
    }

    [Fact]
    public void A_row_without_a_time_counts_as_the_oldest()
    {
        string[] rows = ["A>B", "A>C@2"];
        Assert.Equal("C", Resolve(rows, ConflictPolicy.Latest).Resolve("A"));
        Assert.Equal("B", Resolve(rows, ConflictPolicy.Earliest).Resolve("A"));
    }

    [Fact]
    public void A_repeated_row_counts_with_its_newest_or_oldest_time()
    {
        string[] rows = ["A>B@1", "A>C@2", "A>B@3"];
        Assert.Equal("B", Resolve(rows, ConflictPolicy.Latest).Resolve("A"));
        Assert.Equal("B", Resolve(rows, ConflictPolicy.Earliest).Resolve("A"));
    }

    [Fact]
    public void A_quarantined_id_stays_apart_and_the_rest_is_merged()
    {
        MergeMap map = Resolve(Fork, ConflictPolicy.Quarantine);
        Assert.Equal(["A", "D", "C", "D"], Resolved(map, "A", "B", "C", "D"));
        Assert.Equal(2, map.Ledger.Count(row => row.Reason == MergeReasons.Quarantined && !row.Accepted));
        AssertFork(map);
    }

    [Fact]
    public void A_fork_can_be_an_error_that_names_no_id_in_its_message()
    {
        SegmentationException error = Assert.Throws<SegmentationException>(
            () => Resolve(["customer-a>b@1", "customer-a>c@2"], ConflictPolicy.Error));
        Assert.Equal(ErrorIds.MergeConflict, error.ErrorId);
        Assert.DoesNotContain("customer-a", error.Message, StringComparison.Ordinal);
        Assert.Equal(["b", "c", "customer-a"], Assert.IsType<string[]>(error.Target));
        Assert.Equal("B", Resolve(["A>B@1", "A>B@2"], ConflictPolicy.Error).Resolve("A"));
    }

    [Fact]
    public void A_circle_joins_its_ids_under_the_one_merged_into_last()
    {
        MergeMap map = Resolve(Circle, cycles: CyclePolicy.Merge);
        Assert.Equal(["C", "C", "C"], Resolved(map, "A", "B", "C"));
        MergeConflict conflict = Assert.Single(map.Conflicts);
        Assert.Equal(MergeConflictKind.Cycle, conflict.Kind);
        Assert.Equal(["A", "B", "C"], conflict.Ids);
        Assert.All(map.Ledger, row => Assert.True(row.Accepted));
    }

    [Fact]
    public void A_circle_can_be_broken_at_its_newest_merge()
    {
        MergeMap map = Resolve(Circle, cycles: CyclePolicy.Break);
        Assert.Equal(["B", "B", "B"], Resolved(map, "A", "B", "C"));
        MergeLedgerEntry broken = Assert.Single(map.Ledger, row => !row.Accepted);
        Assert.Equal(("B", MergeReasons.CycleBroken), (broken.Entry.PastId, broken.Reason));
        Assert.Equal(2, map.LongestChain);
    }

    [Fact]
    public void Circles_that_share_ids_are_broken_until_none_is_left_and_nobody_is_lost()
    {
        string[] rows = ["A>B@1", "B>A@2", "B>C@3", "C>B@4", "C>D@5", "D>A@6"];
        MergeMap map = Resolve(rows, cycles: CyclePolicy.Break);
        Assert.Single(Resolved(map, "A", "B", "C", "D").Distinct());
        IdHistoryEntry[] left = [.. map.Ledger.Where(row => row.Accepted).Select(row => row.Entry)];
        Assert.DoesNotContain(IdentityResolver.Resolve(left).Conflicts, c => c.Kind == MergeConflictKind.Cycle);
        Assert.Equal(MergeReasons.CycleBroken, map.Ledger[^1].Reason);
    }

    [Fact]
    public void What_hangs_on_a_circle_goes_with_it_to_the_end_of_the_chain()
    {
        MergeMap map = Resolve([.. Circle, "C>E@9", "X>A@1"]);
        Assert.Equal(["E", "E", "E", "E"], Resolved(map, "A", "B", "C", "X"));
        Assert.Equal([MergeConflictKind.Fork, MergeConflictKind.Cycle], map.Conflicts.Select(c => c.Kind));
    }

    [Fact]
    public void A_circle_can_be_an_error_that_names_no_id_in_its_message()
    {
        SegmentationException error = Assert.Throws<SegmentationException>(
            () => Resolve(["customer-a>b", "b>customer-a"], cycles: CyclePolicy.Error));
        Assert.Equal(ErrorIds.MergeCycle, error.ErrorId);
        Assert.DoesNotContain("customer-a", error.Message, StringComparison.Ordinal);
        Assert.Equal(["b", "customer-a"], Assert.IsType<string[]>(error.Target));
    }

    [Fact]
    public void A_self_merge_is_no_circle()
    {
        MergeMap map = Resolve(["A>A@1", "A>B@2"], cycles: CyclePolicy.Error);
        Assert.Equal("B", map.Resolve("A"));
    }

    private static MergeMap Resolve(
        string[] rows,
        ConflictPolicy conflicts = ConflictPolicy.Merge,
        CyclePolicy cycles = CyclePolicy.Merge) =>
        IdentityResolver.Resolve(
            MergeRows.Parse(rows), new IdentityOptions { ConflictPolicy = conflicts, OnCycle = cycles });

    private static string[] Resolved(MergeMap map, params string[] ids) => [.. ids.Select(map.Resolve)];

    private static void AssertFork(MergeMap map)
    {
        MergeConflict conflict = Assert.Single(map.Conflicts);
        Assert.Equal(MergeConflictKind.Fork, conflict.Kind);
        Assert.Equal(["A", "B", "C"], conflict.Ids);
        Assert.Equal(3, map.Ledger.Count);
    }
}
