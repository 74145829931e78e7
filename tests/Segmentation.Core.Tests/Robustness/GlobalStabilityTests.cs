using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Clustering;
using Segmentation.Robustness;
using Segmentation.Segments;
using Segmentation.Statistics;
using Segmentation.Tests.Clustering;
using Xunit;

namespace Segmentation.Tests.Robustness;

public sealed class GlobalStabilityTests
{
    [Theory]
    [InlineData("iris", false, new[] { .983, .874, .849, .803, .757 })]
    [InlineData("wine", true, new[] { .668, .901, .752, .698, .629 })]
    public void Stability_over_the_number_of_segments_is_the_known_one(string name, bool scaled, double[] expected)
    {
        FeatureMatrix matrix = ClusterData.Load(name).Matrix;
        IReadOnlyList<ClusterCountStability> found =
            GlobalStability.Over(scaled ? ClusterData.Scaled(matrix) : matrix, 2, 6, new() { Splits = 1 });
        Assert.All(Enumerable.Range(0, 5), i => Assert.Equal(expected[i], found[i].Stability, 0.03));
        Assert.All(found, f => Assert.Equal(100, f.Agreements.Count));
    }

    /// <summary>Known medians are about .96 and .87 to .91: with two and three segments any way of starting finds them.</summary>
    [Fact]
    public void Stability_of_few_segments_of_the_survey_is_the_known_one()
    {
        IReadOnlyList<ClusterCountStability> found =
            GlobalStability.Over(ClusterData.LoadSurvey(), 2, 3, new() { Splits = 1 });
        double[] medians = [.. found.Select(count => Descriptive.Median([.. count.Agreements]))];
        Assert.Equal(.96, medians[0], 0.03);
        Assert.InRange(medians[1], .87 - 0.03, .91 + 0.03);
    }

    /// <summary>
    /// Known for four and five segments are about .76 to .84 and .66 to .72, with the best of ten starts from random rows.
    /// Such starts often end in a worse solution, on which two samples then differ. The starts here, drawn by distance and
    /// repeated until three agree, find the better one, so the same samples agree more.
    /// </summary>
    [Theory]
    [InlineData(4, .76, .84)]
    [InlineData(5, .66, .72)]
    public void Stability_of_more_segments_of_the_survey_is_the_known_one_from_starts_as_poor(
        int clusters, double least, double most)
    {
        FeatureMatrix survey = ClusterData.LoadSurvey();
        double[] poor = new double[60];
        System.Threading.Tasks.Parallel.For(0, poor.Length, pair =>
        {
            SeededRandom random = SeededRandom.ForStream(3, pair);
            int[] first = RandomStarts.Labels(survey, clusters, starts: 10, ref random);
            poor[pair] = Agreement.AdjustedRand(first, RandomStarts.Labels(survey, clusters, starts: 10, ref random));
        });
        double deviation = Descriptive.SampleDeviation(poor) / Math.Sqrt(poor.Length);
        double mean = Descriptive.Mean(poor);
        Assert.InRange(mean, least - 0.03 - deviation, most + 0.03 + deviation);
        double ours = GlobalStability.Over(survey, clusters, clusters, new() { Splits = 1, Pairs = 60 })[0].Stability;
        Assert.True(ours > mean);
    }

    [Theory]
    [InlineData(false, new[] { .981, .781, .568, .622, .528 })]
    [InlineData(true, new[] { 1.000, .701, .514, .504, .429 })]
    public void Prediction_strength_of_iris_is_the_known_one(bool scaled, double[] expected)
    {
        FeatureMatrix matrix = ClusterData.Load("iris").Matrix;
        IReadOnlyList<ClusterCountStability> found =
            GlobalStability.Over(scaled ? ClusterData.Scaled(matrix) : matrix, 2, 6, new() { Pairs = 1, Splits = 200 });
        Assert.All(Enumerable.Range(0, 5), i => Assert.Equal(expected[i], found[i].PredictionStrength, 0.05));
    }

    [Fact]
    public void Two_segments_are_the_most_that_halves_of_scaled_iris_agree_on() => Assert.Equal(
        2,
        GlobalStability.Over(ClusterData.Scaled(ClusterData.Load("iris").Matrix), 2, 6, new() { Pairs = 1 })
            .Last(count => count.PredictionStrength >= PredictionStrength.Threshold).ClusterCount);

    [Fact]
    public void A_structureless_cloud_is_unstable_at_every_number_of_segments()
    {
        IReadOnlyList<ClusterCountStability> found = GlobalStability.Over(
            ClusterData.Blobs(2000, 3, 1, 0, 3).Matrix, 2, 4, new() { Splits = 1, Pairs = 40 });
        Assert.All(found, f => Assert.InRange(f.Stability, 0.2, 0.6));
    }

    [Fact]
    public void Parents_of_iris_segments_have_the_known_entropy()
    {
        IReadOnlyList<ClusterCountStability> found =
            GlobalStability.Over(ClusterData.Load("iris").Matrix, 2, 5, new() { Pairs = 2, Splits = 1 });
        Assert.Null(found[0].ParentEntropies);
        double[][] expected = [[0, 0, .280], [0, 0, 0, .610], [0, 0, 0, .391, .650]];
        for (int i = 0; i < expected.Length; i++)
        {
            double[] sorted = [.. found[i + 1].ParentEntropies!.Order()];
            Assert.All(Enumerable.Range(0, sorted.Length), s => Assert.Equal(expected[i][s], sorted[s], 0.001));
        }
    }

    [Fact]
    public void A_range_that_the_data_do_not_allow_is_an_error()
    {
        FeatureMatrix few = ClusterData.Blobs(12, 2, 2, 3, 1).Matrix;
        foreach ((int minimum, int maximum) in new[] { (1, 3), (3, 2), (2, 5) })
        {
            SegmentationException error = Assert.Throws<SegmentationException>(
                () => GlobalStability.Over(few, minimum, maximum, new()));
            Assert.Equal(ErrorIds.InvalidOption, error.ErrorId);
        }
    }
}
