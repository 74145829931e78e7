using System;
using System.Linq;
using Segmentation.Clustering;
using Segmentation.Profiles;
using Segmentation.Rules;
using Segmentation.Segments;
using Segmentation.Tests.Clustering;
using Xunit;

namespace Segmentation.Tests.Segments;

public sealed class RuleTreeTests
{
    [Theory]
    [InlineData("iris", FeatureScaling.None, 1.0365, 0.9733)]
    [InlineData("iris", FeatureScaling.ZScore, 1.0979, 0.9267)]
    [InlineData("wine", FeatureScaling.ZScore, 1.0470, 0.9326)]
    public void Price_and_agreement_are_the_known_ones(string data, FeatureScaling scaling, double price, double agreement)
    {
        RuleTree tree = Run(data, scaling).RuleTree!;
        Assert.Equal(price, tree.PriceOfExplainability, 5e-5);
        Assert.Equal(agreement, tree.Agreement, 5e-5);
    }

    [Fact]
    public void A_tree_in_words_names_segments_by_the_ids_they_keep()
    {
        SegmentationRun run = Segmenter.Run(SegmentData.Profiles(200), new() { ClusterCount = 3 })[0].Run;
        Assert.Contains("S1 (", run.RuleTree!.ToString(), System.StringComparison.Ordinal);
        SegmentationRun kept = run with { SegmentIds = ["S7", "S2", "S9"] };
        string text = kept.RuleTree!.ToString();
        Assert.Contains("S7 (", text, System.StringComparison.Ordinal);
        Assert.Contains("S9 (", text, System.StringComparison.Ordinal);
        Assert.DoesNotContain("S1 (", text, System.StringComparison.Ordinal);
    }

    [Fact]
    public void Raw_iris_is_told_by_two_thresholds_on_the_petal_length()
    {
        RuleTree tree = Run("iris", FeatureScaling.None).RuleTree!;
        Assert.Equal(81.7314, tree.Cost, 5e-5);
        Comparison first = Assert.IsType<Comparison>(tree.Root.Condition);
        Comparison second = Assert.IsType<Comparison>(tree.Root.Above!.Condition);
        Assert.Equal("x3", first.Measure.ToString());
        Assert.Equal("x3", second.Measure.ToString());
        Assert.InRange(first.Operands[0].Number, 1.9, 2.9);
        Assert.InRange(second.Operands[0].Number, 5.1, 5.19);
        Assert.Equal(50, tree.Root.Below!.Count);
        Assert.Equal("$_.x3 -gt 2 -and $_.x3 -le 5.1", tree.Rules[0].Filter.Replace("($null -ne $_.x3 -and ", "", StringComparison.Ordinal).TrimEnd(')'));
    }

    [Fact]
    public void Rules_select_exactly_the_members_of_their_leaf_also_where_values_are_missing()
    {
        (ProfileTable profiles, _) = SegmentData.ProfilesWithGroups(600);
        double[] values = [.. profiles.Numbers("DaysSinceLastPurchase")!];
        double[] shares = [.. profiles.Numbers("DiscountShare")!];
        for (int i = 0; i < values.Length; i += 7)
        {
            (values[i], shares[i]) = (double.NaN, i % 2 == 0 ? double.NaN : shares[i]);
        }

        ProfileColumn Column(string name) => profiles.Columns.First(c => c.Name == name);
        profiles = profiles.With([(Column("DaysSinceLastPurchase"), values), (Column("DiscountShare"), shares)]);
        Segment[] segments =
            [.. Segmenter.Run(profiles, new SegmentationOptions { ClusterCount = 6 })];
        RuleTree tree = segments[0].Run.RuleTree!;
        RuleSet rules = new()
        {
            Name = "leaves",
            Rules = [.. tree.Rules.Select((rule, i) => new Rule($"{i}", $"{i}", rule.Condition))],
        };
        RuleEvaluation found = rules.Evaluate(profiles);
        Assert.Equal(tree.Labels, found.FirstMatch);
        Assert.Equal(600, found.MatchCounts.Sum());
        Assert.All(tree.Rules.Zip(found.MatchCounts), pair => Assert.Equal(pair.First.MatchCount, pair.Second));
        Assert.Same(segments[2].Run.RuleTree!.Rules[2], segments[2].Rule);
    }

    [Fact]
    public void Precision_and_recall_are_of_the_members()
    {
        SegmentationRun run = Run("iris", FeatureScaling.None);
        foreach ((SegmentRule rule, int s) in run.RuleTree!.Rules.Select((rule, s) => (rule, s)))
        {
            int both = run.Labels.Where((label, row) => label == s && run.RuleTree.Labels[row] == s).Count();
            Assert.Equal((double)both / run.Labels.Count(label => label == s), rule.Recall, 1e-12);
            Assert.Equal((double)both / run.RuleTree.Labels.Count(label => label == s), rule.Precision!.Value, 1e-12);
        }
    }

    [Fact]
    public void Nothing_to_cut_gives_no_tree()
    {
        FeatureTable hours = new(
            [.. Enumerable.Range(0, 40).Select(i => $"c{i}")],
            [new FeatureColumn("PreferredHour", [.. Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? 1.0 : 13)])]);
        ProfileTable profiles = new(
            hours.Ids,
            DateTimeOffset.UnixEpoch,
            [new ProfileColumn("PreferredHour", "preferred hour", ProfileUnit.Hour, "")],
            hours.Columns.ToDictionary(c => c.Name, c => c.Values),
            new System.Collections.Generic.Dictionary<string, TextValues>());
        Segment segment = Segmenter.Run(
            profiles, new SegmentationOptions { ClusterCount = 2, Features = ["PreferredHour"] })[0];
        Assert.Null(segment.Run.RuleTree);
        Assert.Null(segment.Rule);
    }

    private static SegmentationRun Run(string data, FeatureScaling scaling) => Segmenter.Run(
        ClusterData.Table(ClusterData.Load(data).Matrix),
        data,
        new SegmentationOptions { ClusterCount = 3, Transform = FeatureTransform.None, Scaling = scaling })[0].Run;
}
