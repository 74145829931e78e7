using System.Linq;
using Segmentation.Clustering;
using Segmentation.Statistics;
using Segmentation.Tests.Clustering;
using Xunit;

namespace Segmentation.Tests.Statistics;

public sealed class AgreementTests
{
    private static readonly int[] First = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2];
    private static readonly int[] Second = [0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 0];

    [Fact]
    public void Toy_partitions_have_the_known_agreement()
    {
        Assert.Equal(0.3125, Agreement.AdjustedRand(First, Second), 1e-6);
        Assert.Equal(0.350066, Agreement.AdjustedMutualInformation(First, Second), 1e-6);
        Assert.Equal(0.488140, Agreement.NormalizedMutualInformation(First, Second), 1e-6);
        Assert.Equal(1.124670, Agreement.VariationOfInformation(First, Second), 1e-6);
        Assert.Equal(0.5, Agreement.FowlkesMallows(First, Second), 1e-6);
        Assert.Equal(0.571429, Agreement.AdjustedRand([0, 0, 1, 2], [0, 0, 1, 1]), 1e-6);
        double[,] jaccard = Agreement.JaccardMatrix(First, Second);
        Assert.All(Enumerable.Range(0, 3), i => Assert.Equal(0.6, jaccard[i, i], 1e-9));
        Assert.Equal(0.142857, jaccard[0, 1], 1e-6);
    }

    [Theory]
    [InlineData("iris", false, 0.730238, 0.755119, 0.758176, 0.526654)]
    [InlineData("iris", true, 0.620135, 0.655223, 0.659487, 0.747775)]
    [InlineData("wine", false, 0.371114, 0.422687, 0.428757, 1.240945)]
    [InlineData("wine", true, 0.897495, 0.874579, 0.875894, 0.270477)]
    public void Clusters_agree_with_the_classes_as_known(
        string name, bool scaled, double rand, double adjusted, double normalized, double variation)
    {
        (FeatureMatrix matrix, int[] classes) = ClusterData.Load(name);
        matrix = scaled ? ClusterData.Scaled(matrix) : matrix;
        int[] labels = KMeans.Fit(matrix, new KMeansOptions { ClusterCount = 3 }).Labels;
        Assert.Equal(rand, Agreement.AdjustedRand(classes, labels), 1e-6);
        Assert.Equal(adjusted, Agreement.AdjustedMutualInformation(classes, labels), 1e-6);
        Assert.Equal(normalized, Agreement.NormalizedMutualInformation(classes, labels), 1e-6);
        Assert.Equal(variation, Agreement.VariationOfInformation(classes, labels), 1e-6);
    }

    [Fact]
    public void Equal_partitions_agree_fully_whatever_the_names()
    {
        int[] renamed = [.. First.Select(label => 2 - label)];
        Assert.Equal(1, Agreement.AdjustedRand(First, renamed), 1e-12);
        Assert.Equal(1, Agreement.AdjustedMutualInformation(First, renamed), 1e-12);
        Assert.Equal(0, Agreement.VariationOfInformation(First, renamed), 1e-12);
    }

    [Fact]
    public void Trivial_partitions_agree_with_themselves()
    {
        Assert.Equal(1, Agreement.AdjustedRand([0, 0, 0], [0, 0, 0]));
        Assert.Equal(1, Agreement.AdjustedRand([0, 1, 2], [2, 1, 0]));
        Assert.Equal(1, Agreement.NormalizedMutualInformation([0, 0], [0, 0]));
    }
}
