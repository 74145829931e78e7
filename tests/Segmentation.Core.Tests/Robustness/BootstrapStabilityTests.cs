using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Segmentation.Clustering;
using Segmentation.Robustness;
using Segmentation.Segments;
using Segmentation.Statistics;
using Segmentation.Tests.Clustering;
using Xunit;

namespace Segmentation.Tests.Robustness;

public sealed class BootstrapStabilityTests
{
    /// <summary>
    /// Mean Jaccard by ascending size, the mean of five seeds of 100 replicates as the reference figures are.
    /// </summary>
    [Theory]
    [InlineData("iris", FeatureScaling.None, 2, new[] { 0.995, 0.997 })]
    [InlineData("iris", FeatureScaling.None, 3, new[] { 0.951, 1.000, 0.962 })]
    [InlineData("iris", FeatureScaling.ZScore, 3, new[] { 0.908, 0.996, 0.910 })]
    [InlineData("wine", FeatureScaling.ZScore, 3, new[] { 0.983, 0.973, 0.961 })]
    [InlineData("wine", FeatureScaling.ZScore, 4, new[] { 0.545, 0.708, 0.971, 0.930 })]
    public void Mean_overlaps_are_the_known_ones(string name, FeatureScaling scaling, int clusters, double[] expected)
    {
        IReadOnlyList<Segment> segments = Segmenter.Run(
            ClusterData.Table(ClusterData.Load(name).Matrix),
            name,
            new() { ClusterCount = clusters, Transform = FeatureTransform.None, Scaling = scaling });
        double[] means = new double[clusters];
        for (int seed = 0; seed < 5; seed++)
        {
            IReadOnlyList<Segment> tested = BootstrapStability.Test(segments, new() { Seed = seed });
            double[] overlaps = [.. tested.OrderBy(s => s.Size).Select(s => s.Robustness!.BootstrapJaccard!.Value)];
            means = [.. means.Select((m, i) => m + (overlaps[i] / 5))];
        }

        Assert.All(Enumerable.Range(0, clusters), i => Assert.Equal(expected[i], means[i], 0.03));
    }

    [Fact]
    public void A_surplus_segment_is_exposed_and_the_others_are_not()
    {
        IReadOnlyList<Segment> tested = BootstrapStability.Test(Wine(4), new());
        Segment smallest = tested.MinBy(s => s.Size)!;
        Assert.Equal(RobustnessVerdict.Unstable, smallest.Verdict);
        Assert.Contains("do not build on it", smallest.Robustness!.Reasons[0], StringComparison.Ordinal);
        Assert.Equal(2, tested.Count(s => s.Verdict == RobustnessVerdict.HighlyStable));
    }

    [Fact]
    public void Figures_belong_together()
    {
        SegmentRobustness result = BootstrapStability.Test(Wine(4), new() { Replicates = 50, Seed = 3 })
            .MinBy(s => s.Size)!.Robustness!;
        Assert.Equal(50, result.ReplicateCount);
        Assert.Equal(178, result.SampleSize);
        Assert.Equal(3, result.Seed);
        Assert.Equal(
            result.BootstrapJaccardStandardDeviation!.Value / Math.Sqrt(50), result.BootstrapJaccardStandardError);
        Assert.True(result.BootstrapJaccardP5 < result.BootstrapJaccard);
        Assert.InRange(result.DissolvedCount!.Value + result.RecoveredCount!.Value, 1, 50);
        Assert.Contains(
            result.Reasons, r => r.Contains("178 customers are few for 13 features", StringComparison.Ordinal));
    }

    [Fact]
    public void Threads_do_not_change_anything()
    {
        SegmentRobustness[] Test(int threads) =>
            [.. BootstrapStability.Test(Wine(3), new() { ThreadCount =
                threads, Replicates = 40 }).Select(s => s.Robustness!)];
        SegmentRobustness[] one = Test(1);
        foreach (int threads in new[] { 2, 8 })
        {
            SegmentRobustness[] other = Test(threads);
            Assert.Equal(one.Select(r => r.BootstrapJaccard), other.Select(r => r.BootstrapJaccard));
            Assert.Equal(one.SelectMany(r => r.Reasons), other.SelectMany(r => r.Reasons));
        }
    }

    [Fact]
    public void A_filtered_pipe_is_tested_against_the_whole_run()
    {
        IReadOnlyList<Segment> all = BootstrapStability.Test(Wine(3), new() { Replicates = 20 });
        Segment some = Assert.Single(BootstrapStability.Test([Wine(3)[1]], new() { Replicates = 20 }));
        Assert.Equal(all[1].Robustness!.BootstrapJaccard, some.Robustness!.BootstrapJaccard);
        Assert.Equal("S2", some.SegmentId);
    }

    [Fact]
    public void Segments_of_several_runs_are_tested_run_by_run_in_their_order()
    {
        Segment[] mixed = [Wine(3)[0], Wine(4)[3], Wine(3)[2]];
        IReadOnlyList<Segment> tested = BootstrapStability.Test(mixed, new() { Replicates = 20 });
        Assert.Equal(mixed.Select(s => s.Name), tested.Select(s => s.Name));
        IReadOnlyList<Segment> four = BootstrapStability.Test(Wine(4), new() { Replicates = 20 });
        Assert.Equal(four[3].Robustness!.BootstrapJaccard, tested[1].Robustness!.BootstrapJaccard);
        Assert.Empty(BootstrapStability.Test([], new()));
    }

    [Fact]
    public void A_large_base_is_sampled_and_the_reasons_say_so()
    {
        FeatureTable table = ClusterData.Table(ClusterData.Blobs(3000, 3, 4, 8, 2).Matrix);
        IReadOnlyList<Segment> tested = BootstrapStability.Test(
            Segmenter.Run(table, "blobs", new() { ClusterCount = 4 }), new() { MaximumSample = 500, Replicates = 30 });
        Assert.All(tested, s => Assert.Equal(500, s.Robustness!.SampleSize));
        Assert.All(tested, s => Assert.Contains("Each replicate drew 500 of 3,000 customers.", s.Robustness!.Reasons));
        Assert.All(tested, s => Assert.Equal(RobustnessVerdict.HighlyStable, s.Verdict));
    }

    [Fact]
    public void What_cannot_be_assessed_says_why()
    {
        Segment one = Assert.Single(BootstrapStability.Test(Wine(1), new()));
        Assert.Equal(RobustnessVerdict.NotAssessed, one.Verdict);
        Assert.Equal(["There is only one segment: nothing to find again."], one.Robustness!.Reasons);
        Assert.Null(one.Robustness.BootstrapJaccard);
        FeatureTable few = ClusterData.Table(ClusterData.Blobs(19, 2, 2, 9, 1).Matrix);
        IReadOnlyList<Segment> tested =
            BootstrapStability.Test(Segmenter.Run(few, "few", new() { ClusterCount = 2 }), new());
        Assert.All(tested, s => Assert.Equal(
            ["19 customers are too few to test 2 segments: 20 are needed."], s.Robustness!.Reasons));
    }

    [Fact]
    public void A_tiny_segment_is_not_assessed_while_the_others_are()
    {
        FeatureMatrix matrix = ClusterData.Blobs(60, 2, 1, 1, 1).Matrix;
        (matrix.Values[0], matrix.Values[1]) = (80, 80);
        IReadOnlyList<Segment> tested = BootstrapStability.Test(
            Segmenter.Run(
                ClusterData.Table(matrix), "outlier", new() { ClusterCount = 2, Transform = FeatureTransform.None }),
            new());
        Assert.Equal(1, tested[1].Size);
        Assert.Equal(RobustnessVerdict.NotAssessed, tested[1].Verdict);
        Assert.NotEqual(RobustnessVerdict.NotAssessed, tested[0].Verdict);
    }

    /// <summary>
    /// Known and stated: bootstrap stability alone takes three independent exponential features, which have no
    /// structure at
    /// all, for highly stable segments.
    /// </summary>
    [Fact]
    public void Independent_exponentials_fool_the_bootstrap_alone()
    {
        SeededRandom random = new(1);
        double[] values = new double[2000 * 3];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = -Math.Log(1 - random.NextDouble());
        }

        IReadOnlyList<Segment> segments = Segmenter.Run(
            ClusterData.Table(new FeatureMatrix(2000, 3, values)),
            "exponentials",
            new() { ClusterCount = 4, Transform = FeatureTransform.None });
        Assert.All(
            BootstrapStability.Test(segments, new() { Replicates = 40 }),
            s => Assert.Equal(RobustnessVerdict.HighlyStable, s.Verdict));
    }

    [Fact]
    public void Progress_ends_at_one_and_cancelling_stops()
    {
        List<StageProgress> reports = [];
        BootstrapStability.Test(Wine(3), new() { Replicates = 20 }, new Recorder(reports));
        Assert.Equal(1, reports[^1].Fraction);
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => BootstrapStability.Test(Wine(3), new(), null, source.Token));
    }

    [Fact]
    public void Options_below_one_are_errors()
    {
        foreach (RobustnessOptions options in new RobustnessOptions[]
            { new() { Replicates = 0 }, new() { MaximumSample = 0 }, new() { MaximumRestarts = 0 } })
        {
            SegmentationException error =
                Assert.Throws<SegmentationException>(() => BootstrapStability.Test(Wine(3), options));
            Assert.Equal(ErrorIds.InvalidOption, error.ErrorId);
        }
    }

    private static IReadOnlyList<Segment> Wine(int clusters) => Segmenter.Run(
        ClusterData.Table(ClusterData.Load("wine").Matrix),
        "wine",
        new() { ClusterCount = clusters, Transform = FeatureTransform.None });

    private sealed class Recorder(List<StageProgress> reports) : IProgress<StageProgress>
    {
        public void Report(StageProgress value) => reports.Add(value);
    }
}
