using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using Segmentation.Activation;
using Segmentation.Clustering;
using Segmentation.Comparisons;
using Segmentation.Models;
using Segmentation.Segments;
using Xunit;

namespace Segmentation.Tests.Comparisons;

public sealed class SegmentationComparerTests
{
    [Fact]
    public void A_segmentation_compared_with_itself_is_steady()
    {
        IReadOnlyList<Segment> segments = Make(Blocks(40, 30, 20));
        SegmentationComparison found = SegmentationComparer.Compare(segments, segments);
        Assert.Equal(DriftVerdict.Steady, found.Verdict);
        Assert.All(found.Lineage, row => Assert.Equal((LineageChange.Continued, 1.0), (row.Change, row.Jaccard)));
        Assert.Equal(1, found.StayRate);
        Assert.Equal(0, found.SizeStability);
        Assert.Empty(found.Changes);
        Assert.Equal(segments.Select(s => s.SegmentId), found.Segments.Select(s => s.SegmentId));
        Assert.All(found.Features, f => Assert.Equal((0.0, 0.0), (f.PopulationStability, f.KolmogorovSmirnov)));
    }

    [Fact]
    public void It_tells_how_far_it_has_come_and_can_be_stopped_at_every_step()
    {
        IReadOnlyList<Segment> segments = Make(Blocks(40, 30, 20));
        SegmentModel hashed = SegmentModel.Of(segments, "salt");
        Watcher all = new();
        SegmentationComparer.Compare(hashed, segments, "salt", all, TestContext.Current.CancellationToken);
        Assert.True(all.Seen.Count > 4);
        Assert.All(all.Seen, seen => Assert.Equal("Comparing segmentations", seen.Activity));
        Assert.Equal(all.Seen.Select(seen => seen.Fraction).Order(), all.Seen.Select(seen => seen.Fraction));

        for (int last = 1; last < all.Seen.Count; last++)
        {
            using CancellationTokenSource stop = new();
            Watcher some = new(last, stop);
            Assert.ThrowsAny<OperationCanceledException>(
                () => SegmentationComparer.Compare(hashed, segments, "salt", some, stop.Token));
            Assert.Equal(last, some.Seen.Count);
        }
    }

    // Remembers what it was told, and stops the work when it was told so often.
    private sealed class Watcher(int last = int.MaxValue, CancellationTokenSource? stop = null) : IProgress<StageProgress>
    {
        public List<StageProgress> Seen { get; } = [];

        public void Report(StageProgress value)
        {
            Seen.Add(value);
            if (Seen.Count == last)
            {
                stop!.Cancel();
            }
        }
    }

    [Fact]
    public void Ids_and_names_go_with_the_customers_not_with_the_sizes()
    {
        // The small one has grown and is numbered first now; twenty customers are new.
        IReadOnlyList<Segment> before = Make(Blocks(40, 30));
        IReadOnlyList<Segment> after = Make([.. Rows(0, 40, 1), .. Rows(40, 70, 0), .. Rows(70, 90, 0)], "b");
        SegmentationComparison found = SegmentationComparer.Compare(before, after);
        Assert.Equal(["S2", "S1"], found.Segments.Select(s => s.SegmentId));
        Assert.Equal(["a1", "a0"], found.Segments.Select(s => s.Name));
        Assert.Equal(["b0", "b1"], found.Lineage.Select(row => row.FreshName));
        Assert.Equal((70, 20, 0), (found.CommonCount, found.JoinedCount, found.GoneCount));
        Assert.Equal(20, found.Lineage[0].Entered);
        Assert.All(found.Segments, s => Assert.Equal(found.Segments[0].Run, s.Run));
        Assert.Equal(["S2", "S1"], found.Segments[0].Run.SegmentIds);
    }

    [Fact]
    public void A_split_gives_new_ids_and_an_id_is_never_used_again()
    {
        IReadOnlyList<Segment> before = Make(Blocks(60, 40));
        IReadOnlyList<Segment> after = Make([.. Rows(0, 30, 1), .. Rows(30, 60, 2), .. Rows(60, 100, 0)], "b");
        SegmentationComparison found = SegmentationComparer.Compare(before, after);
        Assert.Equal(["S2", "S3", "S4"], found.Segments.Select(s => s.SegmentId));
        Assert.Equal(
            [LineageChange.Continued, LineageChange.Split, LineageChange.Split, LineageChange.Split],
            found.Lineage.Select(row => row.Change));
        Assert.Equal(["S1"], found.Lineage[1].FromSegmentIds);
        Assert.Equal(["S3", "S4"], found.Lineage[3].ToSegmentIds);

        // Back together: S1 is gone for good, and the model remembers.
        SegmentModel model = SegmentModel.Of(found.Segments);
        Assert.Equal(4, model.LastSegmentNumber);
        SegmentationComparison next = SegmentationComparer.Compare(model, Make(Blocks(60, 40), "c"));
        Assert.Equal(["S5", "S2"], next.Segments.Select(s => s.SegmentId));
        Assert.Equal(LineageChange.Merged, next.Lineage[0].Change);
        Assert.Equal(["S3", "S4"], next.Lineage[0].FromSegmentIds);
        Assert.Equal([LineageChange.Merged, LineageChange.Merged], next.Lineage.Skip(2).Select(row => row.Change));
    }

    [Fact]
    public void A_segment_taken_in_by_one_that_continues_was_merged_and_a_scattered_one_retired()
    {
        IReadOnlyList<Segment> before = Make(Blocks(60, 20, 20));
        int[] after = [.. Rows(0, 60, 0), .. Rows(60, 80, 0), .. Rows(80, 90, 0), .. Rows(90, 100, 1)];
        SegmentationComparison found = SegmentationComparer.Compare(before, Make([.. after, .. Rows(100, 130, 1)], "b"));
        Assert.Equal(["S1", "S2"], found.Lineage[0].FromSegmentIds);
        Assert.Equal(LineageChange.Merged, found.Lineage.Single(row => row.SegmentId == "S2").Change);
        Assert.Equal(LineageChange.Split, found.Lineage.Single(row => row.SegmentId == "S3").Change);
        Assert.Equal(LineageChange.Split, found.Lineage[1].Change);
    }

    [Fact]
    public void A_pair_above_one_half_is_found_where_the_best_assignment_would_miss_it()
    {
        // J(S1, S1) = 102/198 = .515, the cross pairs 49/151 + 47/149 = .64, and nothing in both second ones.
        int[] before = [.. Rows(0, 102, 0), .. Rows(102, 151, 0), .. Rows(151, 198, 1)];
        int[] after = [.. Rows(0, 102, 0), .. Rows(102, 151, 1), .. Rows(151, 198, 0)];
        SegmentationComparison found = SegmentationComparer.Compare(Make(before), Make(after, "b"));
        Assert.Equal(LineageChange.Continued, found.Lineage[0].Change);
        Assert.Equal(102.0 / 198, found.Lineage[0].Jaccard, 1e-12);
    }

    [Fact]
    public void The_migration_is_that_of_the_known_table()
    {
        int[,] table = { { 80, 15, 5 }, { 10, 70, 20 }, { 0, 10, 90 } };
        List<int> before = [];
        List<int> after = [];
        for (int a = 0; a < 3; a++)
        {
            for (int b = 0; b < 3; b++)
            {
                before.AddRange(Enumerable.Repeat(a, table[a, b]));
                after.AddRange(Enumerable.Repeat(b, table[a, b]));
            }
        }

        SegmentationComparison found = SegmentationComparer.Compare(Make([.. before]), Make([.. after], "b"));
        Assert.Equal(table, found.Migration.Counts);
        Assert.Equal(0.8, found.StayRate!.Value, 1e-12);
        Assert.Equal(0.7, found.Migration.Kappa!.Value, 1e-12);
        Assert.Equal(8.5365853659, found.Migration.MarginalHomogeneity!.Statistic, 1e-9);
        Assert.Equal(9.3333333333, found.Migration.Symmetry!.Statistic, 1e-9);
        Assert.Equal(DriftVerdict.Shifted, found.Verdict);
        Assert.Equal(300, found.Flows.Sum(f => f.Count));
        Assert.Equal(("S1", "S2", 15), Ends(found.Flows.Single(f => f.FromSegmentId == "S1" && f.ToSegmentId == "S2")));
        Assert.Equal(60, found.Changes.Count(c => c.Change == MemberChangeKind.Entered));
        Assert.Equal(60, found.Members.Count(m => m.Move == MoveKind.Moved));
    }

    [Fact]
    public void The_order_of_customers_changes_nothing()
    {
        int[] labels = [.. Enumerable.Range(0, 120).Select(i => i * 7 % 3)];
        IReadOnlyList<Segment> before = Make(Blocks(50, 40, 30));
        SegmentationComparison one = SegmentationComparer.Compare(before, Make(labels, "b"));
        SegmentationComparison two = SegmentationComparer.Compare(before, Make(labels, "b", reversed: true));
        Assert.Equal(one.Members, two.Members);
        Assert.Equal(one.Flows, two.Flows);
        Assert.Equal(one.Reasons, two.Reasons);
        Assert.Equal(one.Lineage.Select(row => row.Text), two.Lineage.Select(row => row.Text));
    }

    [Fact]
    public void Drift_of_a_feature_is_told_in_index_and_distance()
    {
        IReadOnlyList<Segment> before = Make(Blocks(500, 500));
        IReadOnlyList<Segment> after = Make(Blocks(500, 500), "b", shift: 400);
        SegmentationComparison found = SegmentationComparer.Compare(before, after);
        FeatureDrift feature = found.Features.Single();
        Assert.Equal(DriftVerdict.Drifted, feature.Drift);
        Assert.Equal(0.4, feature.KolmogorovSmirnov!.Value, 1e-12);
        Assert.Equal(400, feature.MedianAfter - feature.MedianBefore);
        Assert.Equal(DriftVerdict.Drifted, found.Verdict);

        // The same through a model: exact up to a thousand different values.
        SegmentationComparison byModel = SegmentationComparer.Compare(SegmentModel.Of(before), after);
        Assert.Equal(feature, byModel.Features.Single());
        Assert.Equal(found.Reasons, byModel.Reasons);
    }

    [Fact]
    public void A_few_customers_are_not_called_changed_for_what_chance_brings()
    {
        SegmentationComparison found = SegmentationComparer.Compare(Make(Blocks(10, 10)), Make(Blocks(10, 10), "b", shift: 2));
        FeatureDrift feature = found.Features.Single();
        Assert.True(feature.PopulationStability > 0.1 || feature.KolmogorovSmirnov >= 0.1);
        Assert.Equal(DriftVerdict.Steady, feature.Drift);
    }

    [Fact]
    public void Hashed_ids_are_compared_with_their_salt_only()
    {
        IReadOnlyList<Segment> before = Make(Blocks(40, 30));
        IReadOnlyList<Segment> after = Make([.. Rows(0, 41, 0), .. Rows(41, 70, 1)], "b");
        SegmentModel model = SegmentModel.Of(before, "secret");
        SegmentationComparison found = SegmentationComparer.Compare(model, after, "secret");
        Assert.Equal(SegmentationComparer.Compare(before, after).Members, found.Members);
        foreach (string? salt in new[] { null, "other" })
        {
            SegmentationException error = Assert.Throws<SegmentationException>(
                () => SegmentationComparer.Compare(model, after, salt));
            Assert.Equal(ErrorIds.InvalidOption, error.ErrorId);
        }
    }

    [Fact]
    public void Two_segmentations_without_a_common_customer_are_refused()
    {
        SegmentationException error = Assert.Throws<SegmentationException>(() => SegmentationComparer.Compare(
            Make(Blocks(10, 10)), Make(Blocks(10, 10), "b", prefix: "x")));
        Assert.Equal(ErrorIds.NoCommonCustomers, error.ErrorId);
        Assert.Contains("20 customers before", error.Message, StringComparison.Ordinal);
    }

    private static (string? From, string? To, int Count) Ends(SegmentFlow flow) =>
        (flow.FromSegmentId, flow.ToSegmentId, flow.Count);

    private static int[] Blocks(params int[] sizes) =>
        [.. sizes.SelectMany((size, label) => Enumerable.Repeat(label, size))];

    private static IEnumerable<int> Rows(int from, int to, int label) => Enumerable.Repeat(label, to - from);

    /// <summary>Segments of customers 0, 1, … with these labels and their number, shifted, as the one feature.</summary>
    private static Segment[] Make(
        int[] labels, string names = "a", double shift = 0, string prefix = "c", bool reversed = false)
    {
        int[] rows = [.. Enumerable.Range(0, labels.Length)];
        rows = reversed ? [.. rows.Reverse()] : rows;
        int count = labels.Max() + 1;
        string[] ids = [.. rows.Select(row => prefix + row.ToString("D6", CultureInfo.InvariantCulture))];
        double[] values = [.. rows.Select(row => row + shift)];
        SegmentationRun run = new()
        {
            RunId = names,
            Method = "KMeans",
            Seed = 42,
            AsOf = null,
            Source = "test",
            ClusterCount = count,
            ClusterCountReason = "",
            Candidates = [],
            Inertia = 1,
            Silhouette = null,
            SilhouetteSampleSize = 0,
            Features =
            [
                new FittedFeature(
                    "X", "x", FeatureTransform.None, FeatureScaling.None, 1, double.NegativeInfinity,
                    double.PositiveInfinity, 0, [0], [1], null),
            ],
            DroppedFeatures = [],
            Labels = [.. rows.Select(row => labels[row])],
            Centroids = [.. Enumerable.Range(0, count).Select(c => new double[] { c })],
            Input = new FeatureTable(ids, [new FeatureColumn("X", values)]),
            Matrix = new FeatureMatrix(ids.Length, 1, values),
            SegmentNames = [.. Enumerable.Range(0, count).Select(c => names + c.ToString(CultureInfo.InvariantCulture))],
        };
        return
        [
            .. run.SegmentIds.Select((id, s) =>
            {
                string[] members = [.. ids.Where((_, i) => run.Labels[i] == s).Order(StringComparer.Ordinal)];
                return new Segment
                {
                    SegmentId = id,
                    Name = run.SegmentNames[s],
                    Size = members.Length,
                    Share = (double)members.Length / ids.Length,
                    Traits = [],
                    CustomerIds = members,
                    Run = run,
                };
            }),
        ];
    }
}
