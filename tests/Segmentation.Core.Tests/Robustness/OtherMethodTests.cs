using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Clustering;
using Segmentation.Events;
using Segmentation.Profiles;
using Segmentation.Robustness;
using Segmentation.Rules;
using Segmentation.Segments;
using Segmentation.Synthetic;
using Segmentation.Tests.Clustering;
using Segmentation.Tests.Segments;
using Xunit;

namespace Segmentation.Tests.Robustness;

/// <summary>Robustness of segments that k-means did not make.</summary>
public sealed class OtherMethodTests
{
    private static readonly RobustnessOptions s_quick = new() { Replicates = 20 };

    [Fact]
    public void Cut_points_of_rfm_scores_are_estimated_anew_on_resampled_customers()
    {
        IReadOnlyList<Segment> tested = RobustnessSuite.Test(Rfm(300), s_quick);
        Assert.All(tested.Where(s => s.Size >= 5), s =>
        {
            SegmentRobustness found = s.Robustness!;
            Assert.NotEqual(RobustnessVerdict.NotAssessed, found.Verdict);
            Assert.InRange(found.BootstrapJaccard!.Value, 0.2, 1);
            Assert.True(found.BootstrapJaccardStandardDeviation > 0);
            Assert.InRange(found.NoiseJaccard!.Value, 0.3, 1);
            Assert.Equal(s.Size, found.MemberConfidence!.Consensus.Count);
            Assert.All(found.MemberConfidence.Margin, m => Assert.True(float.IsNaN(m)));
            Assert.Null(found.SeedJaccard);
            Assert.Null(found.FeatureDrops);
        });
    }

    [Fact]
    public void More_customers_make_rfm_segments_surer()
    {
        double Mean(int customers) =>
            RobustnessSuite.Test(Rfm(customers), s_quick).Average(s => s.Robustness!.BootstrapJaccard ?? 1);
        Assert.True(Mean(3000) > Mean(200) + 0.02);
    }

    [Fact]
    public void A_quantile_is_estimated_and_a_number_is_not()
    {
        Segment top = Tested(Operand.Quantile(0.8));
        Assert.InRange(top.BootstrapJaccard!.Value, 0.8, 0.999);
        Segment above = Tested(Operand.Of(500));
        Assert.Null(above.BootstrapJaccard);
        Assert.Equal(RobustnessVerdict.NotAssessed, above.Verdict);
        Assert.Contains(above.Robustness!.Reasons, r => r.Contains("thresholds of the rules are fixed", StringComparison.Ordinal));
        Assert.InRange(above.Robustness.NoiseJaccard!.Value, 0.5, 0.999);

        static Segment Tested(Operand operand) => RobustnessSuite.Test(
            ByRule(SegmentData.Profiles(400), "NetRevenue", operand), s_quick).Single(s => s.Name == "rule");
    }

    [Fact]
    public void A_threshold_that_nobody_is_near_can_move()
    {
        FeatureTable table = ClusterData.Table(ClusterData.Of([.. Enumerable.Range(0, 100).Select(i => new[] { i < 50 ? 1.0 + (i / 1e3) : 9 + (i / 1e3) })]));
        IReadOnlyList<Segment> halves = Segmenter.Run(table, "test", Options(RuleOf("x1", Operand.Of(5))));
        Assert.All(RobustnessSuite.Test(halves, s_quick), s => Assert.InRange(s.Robustness!.NoiseJaccard!.Value, 0.95, 1));
    }

    [Fact]
    public void Nulls_do_not_apply_to_what_was_declared()
    {
        Segment tested = RobustnessSuite.Test(Rfm(300), s_quick with { Null = true })[0];
        Assert.Equal(StructureClass.NotAssessed, tested.Structure);
        Assert.Contains(
            tested.Robustness!.Reasons, r => r.Contains("declared, not found", StringComparison.Ordinal));
    }

    [Fact]
    public void Earlier_windows_say_how_many_stayed_and_do_not_blame_ageing()
    {
        IReadOnlyList<Segment> tested = RobustnessSuite.Test(
            FromEvents(new() { Method = SegmentationMethod.Rfm }),
            s_quick with { Tests = RobustnessTests.Bootstrap | RobustnessTests.TimeWindow, WindowDays = [30, 60] });
        Assert.Equal(2, tested[0].Robustness!.Solution!.TimeWindows!.Count);
        Assert.All(tested, s => Assert.Null(s.Robustness!.TimeJaccard));
        Assert.Contains(tested, s => s.Robustness!.TimeWindows!.Any(w => w.Stayed > 0));
        Assert.Contains(
            tested[0].Robustness!.Reasons, r => r.Contains("DaysSinceLastPurchase grows by itself", StringComparison.Ordinal));
    }

    [Fact]
    public void Earlier_windows_judge_rules_that_do_not_age()
    {
        IReadOnlyList<Segment> tested = RobustnessSuite.Test(
            FromEvents(Options(RuleOf("AverageOrderValue", Operand.Quantile(0.5)))),
            s_quick with { Tests = RobustnessTests.TimeWindow, WindowDays = [30] });
        Assert.All(tested, s => Assert.InRange(s.Robustness!.TimeJaccard!.Value, 0.3, 1));
        Assert.All(tested, s => Assert.NotEqual(RobustnessVerdict.NotAssessed, s.Verdict));
    }

    [Fact]
    public void A_mixture_is_fitted_again()
    {
        IReadOnlyList<Segment> tested = RobustnessSuite.Test(Mixture("iris", 2), s_quick);
        Assert.All(tested, s =>
        {
            Assert.Equal(RobustnessVerdict.HighlyStable, s.Verdict);
            Assert.InRange(s.Robustness!.SeedJaccard!.Value, 0.5, 1);
            Assert.InRange(s.Robustness.NoiseJaccard!.Value, 0.3, 1);
            Assert.NotEmpty(s.Robustness.FeatureDrops!);
            Assert.Null(s.Robustness.PredictionStrength);
            Assert.InRange(s.Robustness.MemberConfidence!.Mean, 0.95, 1);
            Assert.All(s.Robustness.MemberConfidence.Margin, m => Assert.InRange(m, 0, 1));
        });
    }

    [Fact]
    public void Too_many_components_are_unstable()
    {
        FeatureTable cloud = ClusterData.Table(ClusterData.Blobs(400, 3, 1, 0, 5).Matrix);
        IReadOnlyList<Segment> cut = Segmenter.Run(
            cloud, "cloud", new() { Method = SegmentationMethod.GaussianMixture, ClusterCount = 4 });
        Assert.Contains(RobustnessSuite.Test(cut, s_quick), s => s.Verdict == RobustnessVerdict.Unstable);
    }

    [Fact]
    public void Threads_change_nothing()
    {
        foreach (IReadOnlyList<Segment> segments in new[]
        {
            Rfm(300), Mixture("iris", 3), FromEvents(Options(RuleOf("AverageOrderValue", Operand.Quantile(0.5)))),
        })
        {
            string One(int threads) => string.Join('\n', RobustnessSuite
                .Test(segments, s_quick with { ThreadCount = threads, Replicates = 8, Tests = RobustnessTests.All })
                .Select(s => s.Robustness!)
                .Select(r => FormattableString.Invariant(
                    $"{r.BootstrapJaccard:R} {r.SeedJaccard:R} {r.NoiseJaccard:R} {r.TimeJaccard:R} {r.MemberConfidence} ")
                    + string.Join(' ', r.Reasons)
                    + string.Join(' ', (r.TimeWindows ?? []).Select(w => FormattableString.Invariant($"{w.Stayed:R}")))));
            string expected = One(1);
            Assert.Equal(expected, One(2));
            Assert.Equal(expected, One(8));
        }
    }

    private static IReadOnlyList<Segment> Rfm(int customers) => Segmenter.Run(
        SegmentData.Profiles(customers), new() { Method = SegmentationMethod.Rfm });

    private static IReadOnlyList<Segment> Mixture(string name, int components) => Segmenter.Run(
        ClusterData.Table(ClusterData.Load(name).Matrix),
        name,
        new() { Method = SegmentationMethod.GaussianMixture, ClusterCount = components, Transform = FeatureTransform.None });

    private static IReadOnlyList<Segment> ByRule(ProfileTable profiles, string column, Operand operand) =>
        Segmenter.Run(profiles, Options(RuleOf(column, operand)));

    private static IReadOnlyList<Segment> FromEvents(SegmentationOptions options)
    {
        EventDataset data = SyntheticEvents.Create(new SyntheticOptions { CustomerCount = 200, Seed = 11 });
        return Segmenter.Run(ProfileBuilder.Build(data), options with
        {
            Rebuild = (from, asOf, token) => ProfileBuilder.Build(data, new() { From = from, AsOf = asOf }, null, token),
        });
    }

    private static SegmentationOptions Options(Rule rule) => new()
    {
        Method = SegmentationMethod.Rules,
        Rules = new RuleSet { Name = "test", Otherwise = "others", Rules = [rule] },
    };

    private static Rule RuleOf(string column, Operand operand) => new(
        "rule", "rule", new Comparison(Measure.Of(column), ComparisonOperator.GreaterOrEqual, [operand]));
}
