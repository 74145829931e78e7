using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Segmentation.Clustering;
using Segmentation.Events;
using Segmentation.Profiles;
using Segmentation.Robustness;
using Segmentation.Segments;
using Segmentation.Statistics;
using Segmentation.Synthetic;
using Segmentation.Tests.Clustering;
using Xunit;

namespace Segmentation.Tests.Robustness;

public sealed class RobustnessSuiteTests
{
    private static readonly RobustnessOptions s_quick = new() { Replicates = 20, Splits = 10 };

    [Fact]
    public void The_default_tests_fill_their_figures_and_no_others()
    {
        IReadOnlyList<Segment> tested = RobustnessSuite.Test(TrustData.Of("wine", 3), s_quick);
        Assert.All(tested, s =>
        {
            SegmentRobustness found = s.Robustness!;
            Assert.Equal(found.BootstrapJaccard, s.BootstrapJaccard);
            Assert.InRange(found.SeedJaccard!.Value, 0.8, 1);
            Assert.InRange(found.NoiseJaccard!.Value, 0.7, 1);
            Assert.NotEmpty(found.FeatureDrops!);
            Assert.InRange(found.PredictionStrength!.Value, 0.7, 1);
            Assert.Null(found.TimeJaccard);
            Assert.Null(found.SeedScore);
            Assert.Null(found.SeedTier);
            Assert.Null(found.Solution!.ClusterCounts);
            Assert.Equal(20, found.Solution.SeedAgreements!.Count);
            Assert.Empty(found.Solution.NotAssessed);
        });
    }

    [Fact]
    public void Threads_change_nothing()
    {
        IReadOnlyList<Segment> segments = TrustData.Of("wine", 3);
        RobustnessOptions options = s_quick with { Null = true, NullReplicates = 3, NullPairs = 2, Pairs = 3 };
        string One(int threads) => string.Join('\n', RobustnessSuite
            .Test(segments, options with { ThreadCount = threads, Tests = RobustnessTests.All })
            .Select(s => s.Robustness!)
            .Select(r => FormattableString.Invariant(
                $"{r.BootstrapJaccard:R} {r.SeedJaccard:R} {r.NoiseJaccard:R} {r.PredictionStrength:R} {r.NullExcess:R} ")
                + string.Join(' ', r.Reasons) + r.MemberConfidence
                + string.Join(' ', r.FeatureDrops!.Select(d => d.Jaccard))
                + string.Join(' ', r.Solution!.ClusterCounts!.Select(c => c.Stability))));
        string expected = One(1);
        Assert.Equal(expected, One(2));
        Assert.Equal(expected, One(8));
    }

    [Fact]
    public void A_feature_that_makes_the_segments_carries_them()
    {
        FeatureMatrix matrix = ClusterData.Blobs(300, 3, 1, 0, 4).Matrix;
        for (int i = 0; i < 300; i++)
        {
            matrix.Values[i * 3] += 12 * (i % 2);
        }

        IReadOnlyList<Segment> tested =
            RobustnessSuite.Test(TrustData.Of(matrix, 2, FeatureScaling.None), s_quick);
        Assert.All(tested, s => Assert.Equal(["x1"], s.CarrierFeatures!));
        Assert.All(tested, s => Assert.Contains("Without x1 it dissolves.", s.Robustness!.Reasons));
        Assert.All(tested, s => Assert.True(s.Robustness!.NoiseJaccard > 0.95));
    }

    [Fact]
    public void Features_that_move_together_are_left_out_together()
    {
        double[] noise = ClusterData.Blobs(400, 3, 1, 0, 2).Matrix.Values;
        double[] values = [.. Enumerable.Range(0, 400).SelectMany(i => new[]
        {
            (10 * (i % 2)) + noise[3 * i],
            (10 * (i % 2)) + noise[3 * i] + (2 * noise[(3 * i) + 1]),
            (10 * (i / 2 % 2)) + noise[(3 * i) + 2],
        })];
        Segment tested = RobustnessSuite.Test(TrustData.Of(new FeatureMatrix(400, 3, values), 4), s_quick)[0];
        Assert.Equal(2, tested.Robustness!.FeatureDrops!.Count);
        Assert.Contains(tested.Robustness!.FeatureDrops!, d => d.Features.SequenceEqual(["x1", "x2"]));
    }

    [Fact]
    public void A_single_feature_cannot_be_left_out()
    {
        FeatureMatrix line = ClusterData.Blobs(200, 1, 2, 9, 2).Matrix;
        Segment tested = RobustnessSuite.Test(TrustData.Of(line, 2), s_quick)[0];
        Assert.Null(tested.Robustness!.FeatureDrops);
        Assert.Null(tested.CarrierFeatures);
        Assert.StartsWith("Feature drop", Assert.Single(tested.Robustness.Solution!.NotAssessed), StringComparison.Ordinal);
    }

    [Fact]
    public void Members_in_the_middle_are_surer_than_those_on_the_border()
    {
        IReadOnlyList<Segment> tested = RobustnessSuite.Test(
            TrustData.Of("wine", 4), s_quick with { Tests = RobustnessTests.Bootstrap });
        Segment weak = tested.MinBy(s => s.Size)!;
        foreach (Segment segment in tested)
        {
            MemberConfidence members = segment.Robustness!.MemberConfidence!;
            Assert.Equal(segment.CustomerIds, members.CustomerIds);
            Assert.Equal(members.Consensus.Average(c => (double)c), members.Mean, 1e-6);
            Assert.All(members.Margin, m => Assert.InRange(m, 0, 1));
            Assert.True(ReferenceEquals(segment, weak) || members.Mean > weak.Robustness!.MemberConfidence!.Mean);
        }
    }

    [Fact]
    public void Time_windows_without_events_are_not_assessed_and_say_why()
    {
        Segment tested = RobustnessSuite.Test(
            TrustData.Of("wine", 3), s_quick with { Tests = RobustnessTests.Bootstrap | RobustnessTests.TimeWindow })[0];
        Assert.Null(tested.Robustness!.TimeJaccard);
        Assert.Contains(tested.Robustness.Reasons, r => r.Contains("no events to rebuild", StringComparison.Ordinal));
    }

    [Fact]
    public void Earlier_profiles_are_rebuilt_from_events_until_then()
    {
        IReadOnlyList<Segment> tested = RobustnessSuite.Test(
            FromEvents(out List<(DateTimeOffset? From, DateTimeOffset AsOf)> asked),
            s_quick with { Tests = RobustnessTests.Default | RobustnessTests.TimeWindow, WindowDays = [30, 90] });
        SolutionRobustness solution = tested[0].Robustness!.Solution!;
        Assert.Equal(3, solution.TimeWindows!.Count);
        Assert.Equal(4, asked.Count);
        DateTimeOffset asOf = tested[0].Run.AsOf!.Value;
        Assert.Equal([asOf.AddDays(-30), asOf.AddDays(-90), asOf.AddDays(-90)], solution.TimeWindows.Select(w => w.AsOf));
        Migration month = solution.TimeWindows[0].Migration!;
        Assert.Equal(solution.TimeWindows[0].CustomerCount, month.CustomerCount);
        Assert.InRange(month.StayRate!.Value, 0.3, 1);
        Assert.Null(solution.TimeWindows[2].Migration);
        Assert.NotNull(solution.TimeWindows[2].From);
        Segment known = tested.First(s => s.Robustness!.TimeJaccard is not null);
        SegmentRobustness found = known.Robustness!;
        double expected = (0.4 * found.FeatureDrops!.Average(d => d.Jaccard)) + (0.3 * found.TimeJaccard!.Value)
            + (0.2 * found.BootstrapJaccard!.Value) + (0.1 * found.NoiseJaccard!.Value);
        Assert.Equal(expected, found.SeedScore!.Value, 1e-12);
        Assert.True(found.Verdict <= BootstrapStability.Test([known], s_quick)[0].Verdict);
    }

    [Fact]
    public void A_window_before_all_events_is_not_assessed()
    {
        IReadOnlyList<Segment> tested = RobustnessSuite.Test(
            FromEvents(out _), s_quick with { Tests = RobustnessTests.TimeWindow, WindowDays = [5000] });
        Assert.All(tested, s =>
        {
            Assert.Equal(RobustnessVerdict.NotAssessed, s.Verdict);
            Assert.Null(s.Robustness!.TimeJaccard);
            Assert.Contains(s.Robustness.Reasons, r => r.StartsWith("Not assessed: Time windows", StringComparison.Ordinal));
        });
    }

    [Fact]
    public void Single_starts_alone_can_refute_but_not_confirm()
    {
        Segment tested = RobustnessSuite.Test(
            TrustData.Of("wine", 3), s_quick with { Tests = RobustnessTests.Seed })[0];
        Assert.Equal(RobustnessVerdict.NotAssessed, tested.Verdict);
        Assert.NotNull(tested.Robustness!.SeedJaccard);
        Assert.Contains("only they can confirm", tested.Robustness.Reasons[0], StringComparison.Ordinal);
    }

    /// <summary>Scores by spread within a segment call heavy-tailed groups unstable and shapeless data stable.</summary>
    [Fact]
    public void Heavy_tails_are_no_instability_and_narrow_noise_no_stability()
    {
        SeededRandom random = new(7);
        double[] tailed = new double[600 * 2];
        for (int i = 0; i < 600; i++)
        {
            tailed[2 * i] = (20 * (i % 3)) - Math.Log(1 - random.NextDouble());
            tailed[(2 * i) + 1] = (30 * (i % 2)) - Math.Log(1 - random.NextDouble());
        }

        IReadOnlyList<Segment> real = BootstrapStability.Test(
            TrustData.Of(new FeatureMatrix(600, 2, tailed), 6, FeatureScaling.None), s_quick);
        Assert.All(real, s => Assert.Equal(RobustnessVerdict.HighlyStable, s.Verdict));
        FeatureMatrix cloud = ClusterData.Blobs(600, 3, 1, 0, 9).Matrix;
        double[] narrow = [.. cloud.Values.Select(v => 100 + v)];
        IReadOnlyList<Segment> none = BootstrapStability.Test(
            TrustData.Of(cloud with { Values = narrow }, 3, FeatureScaling.None), s_quick);
        Assert.Contains(none, s => s.Verdict < RobustnessVerdict.Stable);
    }

    [Fact]
    public void Cancelling_stops_every_test()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(
            () => RobustnessSuite.Test(TrustData.Of("wine", 3), new() { Null = true }, null, source.Token));
    }

    [Fact]
    public void Earlier_windows_are_the_same_on_any_number_of_threads()
    {
        IReadOnlyList<Segment> segments = FromEvents(out _);
        string One(int threads) => string.Join('\n', RobustnessSuite
            .Test(segments, new() { Tests = RobustnessTests.TimeWindow, WindowDays = [30, 60], ThreadCount = threads })
            .Select(s => s.Robustness!)
            .SelectMany(r => r.TimeWindows!.Select(w => FormattableString.Invariant(
                $"{w.AsOf:O} {w.Stayed:R} {w.Jaccard:R} {r.Solution!.TimeWindows![0].Migration!.Kappa:R}"))));
        string expected = One(1);
        Assert.Equal(expected, One(2));
        Assert.Equal(expected, One(8));
    }

    [Fact]
    public void A_run_after_a_cancelled_one_finds_the_same()
    {
        IReadOnlyList<Segment> segments = TrustData.Of("wine", 3);
        string Of(IReadOnlyList<Segment> tested) => string.Join('\n', tested.Select(s => FormattableString.Invariant(
            $"{s.Robustness!.BootstrapJaccard:R} {s.Robustness.SeedJaccard:R} {s.Robustness.NoiseJaccard:R}")));
        string expected = Of(RobustnessSuite.Test(segments, s_quick));
        using CancellationTokenSource source = new();
        Assert.ThrowsAny<OperationCanceledException>(() => RobustnessSuite.Test(
            segments, s_quick, new Stopping(source), source.Token));
        Assert.Equal(expected, Of(RobustnessSuite.Test(segments, s_quick)));
    }

    [Fact]
    public void Every_test_tells_how_far_it_is()
    {
        Recording heard = new();
        RobustnessSuite.Test(
            FromEvents(out _),
            s_quick with { Tests = RobustnessTests.All, Null = true, NullReplicates = 2, NullPairs = 1, Pairs = 2, Splits = 2, Replicates = 2 },
            heard);
        foreach (string part in new[]
        {
            "replicate", "random start", "feature drop", "noise", "split", "null data set", "profiles of 30 days", "segments, pair",
        })
        {
            Assert.Contains(heard.Texts, text => text.Contains(part, StringComparison.Ordinal));
        }
    }

    private sealed class Stopping(CancellationTokenSource source) : IProgress<StageProgress>
    {
        public void Report(StageProgress value) => source.Cancel();
    }

    private sealed class Recording : IProgress<StageProgress>
    {
        public System.Collections.Concurrent.ConcurrentBag<string> Texts { get; } = [];

        public void Report(StageProgress value) => Texts.Add(value.ToString()!);
    }

    [Fact]
    public void Options_out_of_range_are_errors()
    {
        foreach (RobustnessOptions options in new RobustnessOptions[]
            { new() { Splits = 0 }, new() { NullReplicates = 0 }, new() { WindowDays = [] }, new() { WindowDays = [0] } })
        {
            Assert.Equal(
                ErrorIds.InvalidOption,
                Assert.Throws<SegmentationException>(
                    () => RobustnessSuite.Test(TrustData.Of("wine", 3), options)).ErrorId);
        }
    }

    private static IReadOnlyList<Segment> FromEvents(out List<(DateTimeOffset? From, DateTimeOffset AsOf)> asked)
    {
        EventDataset data = SyntheticEvents.Create(new SyntheticOptions { CustomerCount = 150, Seed = 11 });
        List<(DateTimeOffset? From, DateTimeOffset AsOf)> calls = [];
        asked = calls;
        return Segmenter.Run(ProfileBuilder.Build(data), new()
        {
            ClusterCount = 3,
            Rebuild = (from, asOf, token) =>
            {
                calls.Add((from, asOf));
                ProfileTable table = ProfileBuilder.Build(data, new() { From = from, AsOf = asOf }, null, token);
                Assert.Equal(asOf, table.AsOf);
                Assert.Equal(
                    table.Report!.EventsRead,
                    table.Report.EventsUsed + table.Report.EventsAfterAsOf + table.Report.EventsBeforeFrom);
                return table;
            },
        });
    }
}
