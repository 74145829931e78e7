using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Clustering;
using Segmentation.Profiles;
using Segmentation.Robustness;
using Segmentation.Rules;
using Segmentation.Segments;
using Segmentation.Statistics;
using Segmentation.Tests.Clustering;
using Xunit;

namespace Segmentation.Tests.Segments;

public sealed class SegmentationMethodTests
{
    [Fact]
    public void Rules_put_everybody_into_the_first_that_matches_and_keep_which()
    {
        ProfileTable profiles = SegmentData.Profiles(300);
        IReadOnlyList<Segment> segments = ByRules(
            profiles, Rule("big", "NetRevenue", ">=", 500), Rule("recent", "DaysSinceLastPurchase", "<", 40));
        SegmentationRun run = segments[0].Run;
        Assert.Equal("Rules", run.Method);
        Assert.Equal(300, segments.Sum(s => s.Size));
        Assert.Equal(["No rule matches", "big", "recent"], segments.Select(s => s.Name).Order(StringComparer.Ordinal));
        for (int row = 0; row < 300; row++)
        {
            string? expected = profiles.Numbers("NetRevenue")![row] >= 500 ? "big"
                : profiles.Numbers("DaysSinceLastPurchase")![row] < 40 ? "recent" : null;
            Assert.Equal(expected, run.MatchedRules![row]);
            Assert.Equal(expected ?? "No rule matches", segments[run.Labels[row]].Name);
        }

        Assert.Equal(segments.OrderByDescending(s => s.Size).Select(s => s.Size), segments.Select(s => s.Size));
        Assert.All(segments, s => Assert.Equal(run.Matrix.Columns, run.Centroids[run.Labels[0]].Length));
        Assert.Contains(run.RuleLint!.Findings, f => f.Contains("both match", StringComparison.Ordinal));
    }

    [Fact]
    public void A_rule_that_comes_late_is_measured_by_itself()
    {
        IReadOnlyList<Segment> segments = ByRules(
            SegmentData.Profiles(300), Rule("big", "NetRevenue", ">=", 500), Rule("recent", "DaysSinceLastPurchase", "<", 40));
        Segment big = segments.Single(s => s.Name == "big");
        Segment recent = segments.Single(s => s.Name == "recent");
        Assert.Equal((1.0, 1.0), (big.Rule!.Precision!.Value, big.Rule.Recall));
        Assert.Equal(1, recent.Rule!.Recall);
        Assert.InRange(recent.Rule.Precision!.Value, 0.01, 0.99);
        Assert.Equal("$_.NetRevenue -ge 500", big.Rule.Filter);
        Assert.Null(segments.Single(s => s.Name == "No rule matches").Rule);
    }

    [Fact]
    public void Quantiles_are_resolved_before_rules_are_told()
    {
        Rule top = new("top", "top", new Comparison(
            Measure.Of("NetRevenue"), ComparisonOperator.GreaterOrEqual, [Operand.Quantile(0.8)]));
        Segment segment = ByRules(SegmentData.Profiles(300), top).Single(s => s.Name == "top");
        Assert.Equal(60, segment.Size);
        Assert.StartsWith("$_.NetRevenue -ge ", segment.Rule!.Filter, StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_that_match_nobody_or_are_missing_or_all_count_are_refused()
    {
        ProfileTable profiles = SegmentData.Profiles(30);
        AssertInvalid(() => ByRules(profiles, Rule("none", "NetRevenue", ">", 1e12)));
        AssertInvalid(() => Segmenter.Run(profiles, new SegmentationOptions { Method = SegmentationMethod.Rules }));
        RuleSet all = Set(Rule("some", "NetRevenue", ">", 1)) with { Matching = RuleMatching.All };
        AssertInvalid(() => Segmenter.Run(
            profiles, new SegmentationOptions { Method = SegmentationMethod.Rules, Rules = all }));
        SegmentationException unknown = Assert.Throws<SegmentationException>(
            () => ByRules(profiles, Rule("typo", "NetRevenu", ">", 1)));
        Assert.Equal(ErrorIds.UnknownFeature, unknown.ErrorId);
    }

    [Fact]
    public void Rules_of_other_objects_see_their_texts()
    {
        FeatureTable table = new(["a", "b", "c"], [new FeatureColumn("Spend", [1, 2, 3])])
        {
            Texts = new Dictionary<string, TextValues>(StringComparer.OrdinalIgnoreCase)
            {
                ["Country"] = new([0, 1, 0], ["DE", "FR"]),
            },
        };
        Rule german = new("de", "German", new Comparison(
            Measure.Of("Country"), ComparisonOperator.Equal, [Operand.Of("DE")]));
        IReadOnlyList<Segment> segments = Segmenter.Run(
            table, "objects", new SegmentationOptions { Method = SegmentationMethod.Rules, Rules = Set(german) });
        Assert.Equal(["a", "c"], segments[0].CustomerIds);
        Assert.Equal("German", segments[0].Name);
    }

    [Fact]
    public void Rfm_names_the_scored_and_keeps_those_without_a_purchase_apart()
    {
        ProfileTable profiles = SegmentData.Profiles(300);
        double[] days = [.. profiles.Numbers("DaysSinceLastPurchase")!.Select((v, i) => i < 9 ? double.NaN : v)];
        profiles = profiles.With([(profiles.Columns.First(c => c.Name == "DaysSinceLastPurchase"), days)]);
        IReadOnlyList<Segment> segments = Segmenter.Run(
            profiles, new SegmentationOptions { Method = SegmentationMethod.Rfm });
        Assert.Equal(300, segments.Sum(s => s.Size));
        Assert.Equal(9, segments.Single(s => s.Name == "Without a purchase").Size);
        Assert.Contains(segments, s => s.Name == "Champions");
        Assert.Equal(
            ["DaysSinceLastPurchase", "OrderCount", "NetRevenue"], segments[0].Run.Features.Select(f => f.Name));
        Assert.All(segments, s => Assert.NotNull(s.Rule));
    }

    [Fact]
    public void A_mixture_tells_a_wide_cloud_from_a_narrow_one_inside_it()
    {
        SeededRandom random = new(4);
        int[] classes = [.. Enumerable.Range(0, 900).Select(i => i % 3 == 0 ? 1 : 0)];
        double[] values = [.. classes.SelectMany(c => new[] { Draw(ref random, c), Draw(ref random, c) })];
        MixtureResult mixture = GaussianMixture.Fit(
            new FeatureMatrix(900, 2, values), MixtureShape.Diagonal, new KMeansOptions { ClusterCount = 2 });
        Assert.True(Agreement.AdjustedRand(classes, mixture.Labels) > 0.6);
        Assert.All(mixture.Probabilities, p => Assert.InRange(p, 0.5, 1));
        Assert.True(mixture.Converged);

        static double Draw(ref SeededRandom random, int c) => random.NextNormal() * (c == 1 ? 0.3 : 4);
    }

    [Fact]
    public void A_mixture_finds_the_species_of_iris_better_than_k_means_and_on_any_number_of_threads()
    {
        (FeatureMatrix iris, int[] classes) = ClusterData.Load("iris");
        KMeansOptions options = new() { ClusterCount = 3, ThreadCount = 1 };
        MixtureResult one = GaussianMixture.Fit(iris, MixtureShape.Full, options);
        MixtureResult four = GaussianMixture.Fit(iris, MixtureShape.Full, options with { ThreadCount = 4 });
        Assert.True(Agreement.AdjustedRand(classes, one.Labels) > 0.85);
        Assert.Equal(one.Labels, four.Labels);
        Assert.Equal(one.LogLikelihood, four.LogLikelihood);
    }

    [Fact]
    public void The_mixture_with_the_smallest_criterion_is_taken()
    {
        FeatureTable clouds = ClusterData.Table(ClusterData.Blobs(600, 3, 4, 9, 3).Matrix);
        SegmentationRun run = Segmenter.Run(
            clouds, "clouds", new SegmentationOptions { Method = SegmentationMethod.GaussianMixture, MaximumClusterCount = 6 })[0].Run;
        Assert.Equal(4, run.ClusterCount);
        Assert.Equal(4, run.Candidates.MinBy(c => c.Bic)!.ClusterCount);
        Assert.Contains("smallest BIC", run.ClusterCountReason, StringComparison.Ordinal);
    }

    [Fact]
    public void All_criteria_vote_and_are_told_side_by_side()
    {
        FeatureTable clouds = ClusterData.Table(ClusterData.Blobs(600, 3, 4, 9, 3).Matrix);
        SegmentationRun run = Segmenter.Run(
            clouds,
            "clouds",
            new SegmentationOptions { Criteria = [ClusterCountCriterion.All], MaximumClusterCount = 7 })[0].Run;
        Assert.Equal(4, run.ClusterCount);
        Assert.Equal(7, run.ClusterCountChoices.Count);
        Assert.Contains("of 7 votes", run.ClusterCountReason, StringComparison.Ordinal);
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], run.Candidates.Select(c => c.ClusterCount));
        Assert.All(run.Candidates, c => Assert.NotNull(c.Gap));
        Assert.All(run.Candidates.Skip(1), c => Assert.NotNull(c.PredictionStrength));
        Assert.All(run.Candidates.Skip(1), c => Assert.NotNull(c.Stability));
        Assert.Equal(1, run.Candidates.Single(c => c.ClusterCount == 4).Stability!.Value, 0.01);
    }

    [Fact]
    public void No_structure_is_an_answer_that_a_given_number_overrides()
    {
        FeatureTable cloud = ClusterData.Table(ClusterData.Blobs(500, 3, 1, 0, 6).Matrix);
        SegmentationOptions options = new() { Criteria = [ClusterCountCriterion.All], MaximumClusterCount = 5 };
        Segment everybody = Assert.Single(Segmenter.Run(cloud, "cloud", options));
        Assert.True(everybody.Run.FoundNoStructure);
        Assert.StartsWith("No structure found", everybody.Run.ClusterCountReason, StringComparison.Ordinal);
        Assert.Equal(500, everybody.Size);
        Assert.Equal(3, Segmenter.Run(cloud, "cloud", options with { ClusterCount = 3 }).Count);
    }

    [Fact]
    public void No_structure_is_an_answer_without_asking_for_criteria()
    {
        FeatureTable cloud = ClusterData.Table(ClusterData.Blobs(500, 3, 1, 0, 6).Matrix);
        Segment everybody = Assert.Single(Segmenter.Run(cloud, "cloud", new()));
        Assert.True(everybody.Run.FoundNoStructure);
        Assert.Equal(7, everybody.Run.ClusterCountChoices.Count);
    }

    [Fact]
    public void Only_criteria_that_were_named_are_computed()
    {
        SegmentationRun run = Segmenter.Run(
            SegmentData.Profiles(200), new SegmentationOptions { Criteria = [ClusterCountCriterion.Silhouette] })[0].Run;
        Assert.All(run.Candidates, c => Assert.Null(c.Gap ?? c.PredictionStrength ?? c.Stability));
        Assert.False(run.FoundNoStructure);
    }

    private static IReadOnlyList<Segment> ByRules(ProfileTable profiles, params Rule[] rules) => Segmenter.Run(
        profiles, new SegmentationOptions { Method = SegmentationMethod.Rules, Rules = Set(rules) });

    private static RuleSet Set(params Rule[] rules) => new() { Name = "test", Rules = rules };

    private static Rule Rule(string name, string column, string op, double value) => new(
        name,
        name,
        Condition.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["column"] = column,
            ["op"] = op,
            ["value"] = value,
        }));

    private static void AssertInvalid(Action action) =>
        Assert.Equal(ErrorIds.InvalidRules, Assert.Throws<SegmentationException>(action).ErrorId);
}
