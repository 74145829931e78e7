using System;
using System.Linq;
using Segmentation.Clustering;
using Segmentation.Tests.Robustness;
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

    [Theory]
    [InlineData("iris", true, 2)]
    [InlineData("wine", true, 3)]
    [InlineData("aggregation", true, 4)]
    public void By_default_all_criteria_are_computed_and_the_silhouette_decides(string name, bool scaled, int clusters)
    {
        FeatureMatrix matrix = ClusterData.Load(name).Matrix;
        ClusterCountChoice choice = ClusterCountSelection.Choose(
            scaled ? ClusterData.Scaled(matrix) : matrix, 2, 8, new KMeansOptions { ClusterCount = 2 });
        Assert.Equal(clusters, choice.ClusterCount);
        Assert.Equal(7, choice.Choices.Count);
        Assert.All(choice.Scores.Skip(1), s => Assert.NotNull(s.Gap));
        Assert.All(choice.Scores.Skip(1), s => Assert.NotNull(s.PredictionStrength));
        Assert.All(choice.Scores.Skip(1), s => Assert.NotNull(s.Stability));
        Assert.StartsWith($"{clusters} segments have the largest mean silhouette", choice.Reason, StringComparison.Ordinal);
        Assert.Contains("agree", choice.Reason, StringComparison.Ordinal);
    }

    /// <summary>More groups than the range allows are still groups, whatever gap statistic and clouds say of few.</summary>
    [Theory]
    [InlineData("s1")]
    [InlineData("s2")]
    public void Many_groups_are_not_called_no_structure(string name) => Assert.False(ClusterCountSelection.Choose(
        ClusterData.Scaled(ClusterData.Load(name).Matrix), 2, 10, new KMeansOptions { ClusterCount = 2 })
        .FoundNoStructure);

    [Theory]
    [InlineData(300)]
    [InlineData(2000)]
    public void Independent_exponentials_have_no_structure_by_default(int rows) => Assert.All(
        Enumerable.Range(1, 5),
        seed => AssertNoStructure(TrustData.Exponentials(rows, seed)));

    [Theory]
    [InlineData(2, 0)]
    [InlineData(4, 0)]
    [InlineData(4, 2)]
    [InlineData(3, 6)]
    public void One_normal_cloud_has_no_structure_by_default_however_long_it_is(int columns, double common)
    {
        for (int seed = 1; seed <= 3; seed++)
        {
            FeatureMatrix matrix = ClusterData.Blobs(1200, columns + 1, 1, 0, seed).Matrix;
            AssertNoStructure(ClusterData.Scaled(ClusterData.Of(
            [
                .. Enumerable.Range(0, 1200).Select(i => Enumerable.Range(0, columns).Select(j =>
                    matrix.Values[(i * (columns + 1)) + j] + (common * matrix.Values[(i * (columns + 1)) + columns]))
                    .ToArray()),
            ])));
        }
    }

    [Fact]
    public void The_default_choice_does_not_depend_on_the_number_of_threads()
    {
        FeatureMatrix matrix = ClusterData.Blobs(1500, 3, 3, 3, 8).Matrix;
        string Of(int threads) => string.Join('\n', ClusterCountSelection.Choose(
            matrix, 2, 6, new KMeansOptions { ClusterCount = 2, ThreadCount = threads }) is var choice
                ? choice.Choices.Select(c => c.ToString()).Append(choice.Reason)
                    .Concat(choice.Scores.Select(s => $"{s.Gap} {s.PredictionStrength} {s.Stability}"))
                : []);
        string expected = Of(1);
        Assert.Equal(expected, Of(2));
        Assert.Equal(expected, Of(8));
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

    private static void AssertNoStructure(FeatureMatrix matrix)
    {
        ClusterCountChoice choice =
            ClusterCountSelection.Choose(matrix, 2, 8, new KMeansOptions { ClusterCount = 2 });
        Assert.True(choice.FoundNoStructure, choice.Reason);
        Assert.Equal(1, choice.ClusterCount);
        Assert.StartsWith("No structure found: ", choice.Reason, StringComparison.Ordinal);
    }
}
