using System;
using System.Linq;
using Segmentation.Clustering;
using Xunit;

namespace Segmentation.Tests.Clustering;

public sealed class ClusterCountCriteriaTests
{
    private const double MonteCarlo = 0.03;

    [Theory]
    [InlineData(false, new[] { 0.981, 0.781, 0.568, 0.622, 0.528 })]
    [InlineData(true, new[] { 1.000, 0.701, 0.514, 0.504, 0.429 })]
    public void Prediction_strength_of_iris_is_the_known_one(bool scaled, double[] expected)
    {
        FeatureMatrix matrix = ClusterData.Load("iris").Matrix;
        matrix = scaled ? ClusterData.Scaled(matrix) : matrix;
        PredictionStrengthOptions many = new() { Splits = 200 };
        double[] found = [.. Enumerable.Range(2, 5).Select(k => PredictionStrength.Of(matrix, k, many)!.Mean)];
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, MonteCarlo));
    }

    [Fact]
    public void Gap_of_scaled_iris_is_the_known_one()
    {
        FeatureMatrix iris = ClusterData.Scaled(ClusterData.Load("iris").Matrix);

        // The known figures are of z-scores by the sample deviation.
        double sample = Math.Sqrt((iris.Rows - 1.0) / iris.Rows);
        FeatureMatrix matrix = iris with { Values = [.. iris.Values.Select(v => v * sample)] };
        GapResult gap = GapStatistic.Of(matrix, 6, new GapOptions { DistancePower = 1, References = 100 })!;
        double[] logs = [4.534565, 4.021316, 3.806577, 3.699263, 3.589284, 3.520895];
        double[] gaps = [0.2230, 0.4670, 0.4869, 0.4421, 0.4611, 0.4532];
        Assert.All(logs.Zip(gap.Scores).Take(3), pair => Assert.Equal(pair.First, pair.Second.LogDispersion, 1e-6));

        // From four clusters on several solutions have almost the same sum of squares, and not the same log W.
        Assert.All(logs.Zip(gap.Scores), pair => Assert.Equal(pair.First, pair.Second.LogDispersion, 0.002));
        Assert.All(gaps.Zip(gap.Scores), pair => Assert.Equal(pair.First, pair.Second.Gap, MonteCarlo));
        Assert.Equal(2, gap.SmallestWithinError);
        Assert.Equal(3, gap.Largest);
    }

    [Fact]
    public void Gap_and_prediction_strength_see_one_cloud_where_there_is_one()
    {
        FeatureMatrix cloud = ClusterData.Blobs(600, 4, 1, 0, 5).Matrix;
        Assert.Equal(1, GapStatistic.Of(cloud, 6)!.SmallestWithinError);
        Assert.All(
            Enumerable.Range(2, 4), k => Assert.True(PredictionStrength.Of(cloud, k)!.Mean < PredictionStrength.Threshold));
    }

    [Fact]
    public void Gap_and_prediction_strength_see_the_clouds_that_there_are()
    {
        FeatureMatrix clouds = ClusterData.Blobs(900, 3, 4, 12, 3).Matrix;
        GapResult gap = GapStatistic.Of(clouds, 6)!;
        Assert.Equal(4, gap.SmallestWithinError);
        Assert.Equal(4, gap.Largest);
        Assert.Equal(1, PredictionStrength.Of(clouds, 4)!.Mean, 0.01);
        Assert.True(PredictionStrength.Of(clouds, 5)!.Mean < PredictionStrength.Threshold);
    }

    [Fact]
    public void Criteria_do_not_depend_on_the_number_of_threads()
    {
        FeatureMatrix matrix = ClusterData.Blobs(3000, 3, 3, 4, 8).Matrix;
        GapResult one = GapStatistic.Of(matrix, 4, new GapOptions { References = 8, ThreadCount = 1 })!;
        GapResult four = GapStatistic.Of(matrix, 4, new GapOptions { References = 8, ThreadCount = 4 })!;
        Assert.Equal(2000, one.SampleSize);
        Assert.Equal(one.Scores, four.Scores);
        PredictionStrengthOptions options = new() { Splits = 8, MaximumSample = 1000 };
        Assert.Equal(
            PredictionStrength.Of(matrix, 3, options with { ThreadCount = 1 }),
            PredictionStrength.Of(matrix, 3, options with { ThreadCount = 4 }));
    }

    [Theory]
    [InlineData("iris", false, new[] { .983, .874, .849, .803, .757 })]
    [InlineData("wine", true, new[] { .668, .901, .752, .698, .629 })]
    public void Stability_is_the_known_one(string name, bool scaled, double[] expected)
    {
        FeatureMatrix matrix = ClusterData.Load(name).Matrix;
        matrix = scaled ? ClusterData.Scaled(matrix) : matrix;
        Assert.All(Enumerable.Range(0, expected.Length), i => Assert.Equal(
            expected[i], ClusterStability.Of(matrix, i + 2, new() { Pairs = 200 })!.Mean, MonteCarlo));
    }

    [Fact]
    public void Stability_does_not_depend_on_the_number_of_threads()
    {
        FeatureMatrix matrix = ClusterData.Blobs(3000, 3, 3, 4, 8).Matrix;
        ClusterStabilityScore? Of(int threads) =>
            ClusterStability.Of(matrix, 3, new() { Pairs = 6, ThreadCount = threads });
        Assert.Equal(2000, Of(1)!.SampleSize);
        Assert.Equal(Of(1), Of(2));
        Assert.Equal(Of(1), Of(8));
    }

    [Fact]
    public void What_cannot_be_computed_is_null()
    {
        Assert.Null(ClusterStability.Of(ClusterData.Of([0], [1], [5], [9]), 2));
        FeatureMatrix alike = ClusterData.Of([1, 2], [1, 2], [1, 2]);
        Assert.Null(GapStatistic.Of(alike, 3));
        Assert.Null(PredictionStrength.Of(alike, 2));
        FeatureMatrix few = ClusterData.Of([0], [1], [5], [9]);
        Assert.Equal(3, GapStatistic.Of(few, 8)!.Scores.Count);
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        FeatureMatrix few = ClusterData.Of([0], [1], [5], [9]);
        SegmentationException gap = Assert.Throws<SegmentationException>(
            () => GapStatistic.Of(few, 2, new GapOptions { References = 1 }));
        Assert.Equal(ErrorIds.InvalidOption, gap.ErrorId);
        SegmentationException strength = Assert.Throws<SegmentationException>(
            () => PredictionStrength.Of(few, 0));
        Assert.Equal(ErrorIds.InvalidOption, strength.ErrorId);
    }
}
