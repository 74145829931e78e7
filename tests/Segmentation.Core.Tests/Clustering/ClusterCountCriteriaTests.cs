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
        double[] found = [.. Enumerable.Range(2, 5).Select(k => PredictionStrength.Of(matrix, k)!.Mean)];
        Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, MonteCarlo));
    }

    [Fact]
    public void Gap_of_scaled_iris_is_the_known_one()
    {
        FeatureMatrix matrix = ClusterData.Scaled(ClusterData.Load("iris").Matrix);
        GapResult gap = GapStatistic.Of(matrix, 6, new GapOptions { DistancePower = 1, References = 100 })!;
        double[] logs = [4.534565, 4.021316, 3.806577, 3.699263, 3.589284, 3.520895];
        double[] gaps = [0.2230, 0.4670, 0.4869, 0.4421, 0.4611, 0.4532];
        Assert.All(logs.Zip(gap.Scores), pair => Assert.Equal(pair.First, pair.Second.LogDispersion, 1e-6));
        Assert.All(gaps.Zip(gap.Scores), pair => Assert.Equal(pair.First, pair.Second.Gap, MonteCarlo));
        Assert.Equal(2, gap.SmallestWithinError);
        Assert.Equal(3, gap.Largest);
    }
}
