using System;
using System.Linq;
using Segmentation.Profiles;
using Segmentation.Rfm;
using Xunit;
using static Segmentation.Tests.Rules.SampleTable;

namespace Segmentation.Tests.Rfm;

public sealed class RfmScoringTests
{
    private static readonly double[] s_ramp = [.. Enumerable.Range(1, 10).Select(i => (double)i)];

    [Fact]
    public void The_most_recent_the_most_frequent_and_the_most_generous_score_highest()
    {
        RfmScores scores = RfmScoring.Score(s_ramp, s_ramp, s_ramp);
        Assert.Equal([5, 5, 4, 4, 3, 3, 2, 2, 1, 1], scores.Recency.Scores.Select(score => (int)score));
        Assert.Equal([1, 1, 2, 2, 3, 3, 4, 4, 5, 5], scores.Frequency.Scores.Select(score => (int)score));
        Assert.Equal(["511", "511", "422", "422", "333", "333", "244", "244", "155", "155"], Enumerable.Range(0, 10).Select(scores.Code));
        Assert.Empty(scores.Collapsed);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(10)]
    public void Bins_of_a_smooth_column_are_equally_filled(int bins)
    {
        double[] values = [.. Enumerable.Range(0, 840).Select(i => (double)i)];
        RfmScores scores = RfmScoring.Score(values, values, values, new RfmOptions { Bins = bins });
        Assert.All(scores.Monetary.ScoreCounts, count => Assert.InRange(count, (840 / bins) - 1, (840 / bins) + 1));
        Assert.Equal(bins == 10 ? "10-1-1" : FormattableString.Invariant($"{bins}11"), scores.Code(0));
    }

    [Fact]
    public void Equal_values_get_equal_scores_whatever_the_order_of_rows()
    {
        Random random = new(3);
        double[] values = [.. Enumerable.Range(0, 500).Select(_ => (double)random.Next(6))];
        double[] shuffled = [.. values];
        random.Shuffle(shuffled);
        foreach (RfmMethod method in Enum.GetValues<RfmMethod>())
        {
            RfmScores a = RfmScoring.Score(values, values, values, new RfmOptions { Method = method });
            RfmScores b = RfmScoring.Score(shuffled, shuffled, shuffled, new RfmOptions { Method = method });
            var byValue = values.Zip(a.Frequency.Scores).Concat(shuffled.Zip(b.Frequency.Scores)).ToLookup(pair => pair.First, pair => pair.Second);
            Assert.All(byValue, group => Assert.Single(group.Distinct()));
        }
    }

    [Fact]
    public void Empty_scores_are_reported_with_the_value_that_many_share()
    {
        double[] frequency = [1, 1, 1, 1, 1, 1, 2, 3, 4, 5];
        RfmScores scores = RfmScoring.Score(s_ramp, frequency, s_ramp);
        Assert.Equal([1, 1, 1, 1, 1, 1], scores.Frequency.Scores.Take(6).Select(score => (int)score));
        Assert.Equal([2, 3], scores.Frequency.EmptyScores);
        Assert.Equal("No customer has frequency score 2, 3: 6 of 10 customers share the value 1.", Assert.Single(scores.Collapsed));
    }

    [Fact]
    public void Customers_without_a_purchase_have_no_score_and_do_not_move_the_others()
    {
        double[] recency = [.. s_ramp, Missing, 5];
        double[] monetary = [.. s_ramp, 99, Missing];
        double[] frequency = [.. s_ramp, 0, 5];
        RfmScores scores = RfmScoring.Score(recency, frequency, monetary);
        Assert.Equal((10, 2), (scores.ScoredCount, scores.UnscoredCount));
        Assert.Null(scores.Code(10));
        Assert.Equal(0, scores.Monetary.Scores[11]);
        Assert.Equal("511", scores.Code(0));
    }

    [Fact]
    public void Given_cut_points_keep_the_meaning_of_scores()
    {
        // Cut-points as published for a base of 995 customers, and the codes of its first rows.
        RfmCutPoints cuts = new([115, 181, 297.4, 482], [4, 5, 6, 8], [255.8, 382, 506.4, 666]);
        RfmScores scores = RfmScoring.Score(
            [205, 140], [6, 3], [472, 340], new RfmOptions { Method = RfmMethod.RCompatible, CutPoints = cuts });
        Assert.Equal(["343", "412"], Enumerable.Range(0, 2).Select(scores.Code));
        Assert.Equal(cuts.Recency, scores.CutPoints.Recency);
        RfmCutPoints own = RfmScoring.Score(s_ramp, s_ramp, s_ramp).CutPoints;
        Assert.Equal("155", RfmScoring.Score([999], [999], [999], new RfmOptions { CutPoints = own }).Code(0));
    }

    [Fact]
    public void Bad_options_are_refused()
    {
        Assert.Equal(ErrorIds.InvalidOption, Error(new RfmOptions { Bins = 2 }).ErrorId);
        Assert.Equal(ErrorIds.InvalidOption, Error(new RfmOptions { Bins = 11 }).ErrorId);
        Assert.Contains("recency cut-points do not fit 5 scores", Error(new RfmOptions { CutPoints = new([1], [1], [1]) }).Message, StringComparison.Ordinal);
        Assert.Equal(ErrorIds.InvalidOption, Error(new RfmOptions { CutPoints = new([4, 3, 2, 1], [1, 2, 3, 4], [1, 2, 3, 4]) }).ErrorId);
        Assert.Throws<SegmentationException>(() => RfmScoring.Score([1], [1, 2], [1]));
    }

    [Fact]
    public void A_missing_column_names_the_nearest()
    {
        ProfileTable table = Of(("DaysSinceLastPurchase", s_ramp), ("Orders", s_ramp), ("NetRevenue", s_ramp));
        SegmentationException error = Assert.Throws<SegmentationException>(() => RfmScoring.Score(table, new RfmOptions { FrequencyColumn = "Order" }));
        Assert.Equal(ErrorIds.UnknownFeature, error.ErrorId);
        Assert.Contains("Did you mean 'Orders'?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_and_one_customer_can_be_scored()
    {
        Assert.Equal(0, RfmScoring.Score([], [], []).ScoredCount);
        Assert.Equal("511", RfmScoring.Score([3], [1], [20]).Code(0));
    }

    private static SegmentationException Error(RfmOptions options) =>
        Assert.Throws<SegmentationException>(() => RfmScoring.Score(s_ramp, s_ramp, s_ramp, options));
}
