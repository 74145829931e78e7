using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Clustering;
using Segmentation.Decisions;
using Segmentation.Profiles;
using Segmentation.Segments;
using Segmentation.Statistics;
using Segmentation.Tests.Segments;
using Xunit;

namespace Segmentation.Tests.Decisions;

public sealed class ActionabilityTests
{
    private static readonly ActionabilityOptions s_options = new();

    [Fact]
    public void A_segment_that_differs_only_in_hour_is_actionable_on_WHEN_alone()
    {
        (ProfileTable profiles, int[] labels) = DecisionData.Base(1500, seed: 3, eveningGroup: true);
        Segment evening = ActionabilityTest.Test(DecisionData.Segments(profiles, labels), s_options)[0];
        Assert.Equal(["WHEN"], evening.Actionability!.Dimensions);
        ActionabilityEvidence hour = evening.Actionability.When.Evidence.Single(e => e.Feature == "HourMean");
        Assert.InRange(hour.SegmentValue, 19.5, 20.5);
        Assert.InRange(hour.Difference, 8, 10);
        Assert.True(hour.DifferenceLower < hour.Difference && hour.Difference < hour.DifferenceUpper);
        Assert.True(hour.IsCarrying);
        Assert.Null(hour.ClusteredOn);
        Assert.Equal(false, evening.Actionability.What.IsActionable);
        Assert.Contains("evening", evening.Actionability.When.Action, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_shuffled_base_gives_no_dimension_in_95_of_100_seeds()
    {
        int clean = 0;
        for (int seed = 0; seed < 100; seed++)
        {
            (ProfileTable profiles, int[] labels) = DecisionData.Base(600, seed, eveningGroup: true);
            SeededRandom random = new(1000 + seed);
            for (int i = labels.Length - 1; i > 0; i--)
            {
                int j = random.NextInt32(i + 1);
                (labels[i], labels[j]) = (labels[j], labels[i]);
            }

            IReadOnlyList<Segment> judged = ActionabilityTest.Test(DecisionData.Segments(profiles, labels), s_options);
            clean += judged.All(s => s.Actionability!.IsActionable == false) ? 1 : 0;
        }

        Assert.InRange(clean, 95, 100);
    }

    [Fact]
    public void Figures_that_the_segments_were_made_on_say_so_and_those_that_follow_them_too()
    {
        IReadOnlyList<Segment> segments = Segmenter.Run(
            SegmentData.Profiles(900),
            new SegmentationOptions { ClusterCount = 3, Features = ["OrderCount", "DiscountShare"] });
        IReadOnlyList<Segment> judged = ActionabilityTest.Test(segments, s_options);
        ActionabilityEvidence[] all = [.. judged.SelectMany(s => s.Actionability!.All).SelectMany(d => d.Evidence)];
        Assert.All(all.Where(e => e.Feature == "OrderCount"), e => Assert.Equal("OrderCount", e.ClusteredOn));
        Assert.All(all.Where(e => e.Feature == "NetRevenue"), e => Assert.Equal("OrderCount", e.ClusteredOn));
    }

    [Fact]
    public void Confidence_is_low_where_all_evidence_is_made_by_the_clustering()
    {
        (ProfileTable profiles, int[] labels) = DecisionData.Base(900, seed: 3, eveningGroup: true);
        double[] hours = profiles.Numbers("HourMean")!;
        FittedFeature feature = new(
            "HourMean", "hour", FeatureTransform.Cyclic, FeatureScaling.ZScore, 1, 0, 24, 0, [0, 0], [1, 1], 24);
        double turn = Math.PI / 12;
        FeatureMatrix matrix = new(
            900, 2, [.. hours.SelectMany(h => new[] { Math.Cos(h * turn), Math.Sin(h * turn) })]);
        Segment evening = ActionabilityTest.Test(DecisionData.Segments(profiles, labels, [feature], matrix), s_options)[0];
        Assert.Equal(["WHEN"], evening.Actionability!.Dimensions);
        Assert.Equal(ConfidenceLevel.Low, evening.Actionability.Confidence);
        Assert.All(evening.Actionability.When.Evidence, e => Assert.Equal("HourMean", e.ClusteredOn));
    }

    [Fact]
    public void One_segment_has_nobody_to_be_compared_with()
    {
        (ProfileTable profiles, int[] labels) = DecisionData.Base(300, seed: 1);
        Segment only = ActionabilityTest.Test(DecisionData.Segments(profiles, [.. labels.Select(_ => 0)]), s_options)[0];
        Assert.Null(only.Actionability!.IsActionable);
        Assert.Equal(ConfidenceLevel.NotAssessed, only.Actionability.Confidence);
        Assert.Contains("only one segment", only.Actionability.Reasoning, StringComparison.Ordinal);
        Assert.Null(only.ProductionReady);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("a\u0000b\u001b[31mc\nd\r\ne")]
    public void A_category_name_with_markup_or_control_characters_stays_on_one_line(string name)
    {
        Segment segment = WithCategory(name);
        string text = segment.Actionability!.What.Text + segment.Actionability.What.Action;
        Assert.DoesNotContain(text, char.IsControl);
        Assert.True(segment.Actionability.What.IsActionable);
    }

    [Fact]
    public void A_category_name_of_ten_thousand_characters_is_cut()
    {
        Segment segment = WithCategory(new string('x', 10_000));
        Assert.InRange(segment.Actionability!.What.Text.Length, 10, 1000);
        Assert.EndsWith("…", segment.Actionability.What.Evidence[0].Level, StringComparison.Ordinal);
    }

    [Fact]
    public void The_number_of_threads_changes_nothing()
    {
        (ProfileTable profiles, int[] labels) = DecisionData.Base(600, seed: 9, eveningGroup: true);
        IReadOnlyList<Segment> segments = DecisionData.Segments(profiles, labels);
        string[] Texts(int threads) =>
        [
            .. ActionabilityTest.Test(segments, s_options with { ThreadCount = threads })
                .SelectMany(s => s.Actionability!.All).SelectMany(d => d.Evidence).Select(e => $"{e.Text} {e.AdjustedPValue:R}"),
        ];
        Assert.Equal(Texts(1), Texts(4));
    }

    [Fact]
    public void Dimensions_flow_into_validation_so_that_a_segment_can_be_ready_for_production()
    {
        (ProfileTable profiles, int[] labels) = DecisionData.Base(1500, seed: 3, eveningGroup: true);
        ValidationCriteria criteria = new() { MinimumTotalClv = null, MinimumRoi = null, MinimumRobustness = null };
        IReadOnlyList<Segment> viable = ViabilityTest.Test(
            DecisionData.Segments(profiles, labels), new ViabilityAssumptions(), criteria);
        Assert.Null(viable[0].Validation!.IsValid);
        IReadOnlyList<Segment> judged = ActionabilityTest.Test(viable, s_options);
        Assert.True(judged[0].ProductionReady);
        Assert.False(judged[1].Actionability!.What.IsActionable);
        Assert.Equal(CheckOutcome.Passed, judged[0].Validation!.Checks.Single(c => c.Criterion == "MinimumDimensions").Outcome);
    }

    private static Segment WithCategory(string name)
    {
        (ProfileTable profiles, int[] labels) = DecisionData.Base(900, seed: 2, category: name);
        int[] codes = [.. profiles.Texts("TopCategory")!.Codes.Select((code, i) => labels[i] == 0 ? 1 : code)];
        ProfileTable planted = profiles.With(
            [], [(profiles.Columns.Single(c => c.Name == "TopCategory"), profiles.Texts("TopCategory")! with { Codes = codes })]);
        return ActionabilityTest.Test(DecisionData.Segments(planted, labels), s_options)[0];
    }
}
