using System;
using System.Linq;
using Segmentation.Clustering;
using Xunit;

namespace Segmentation.Tests.Clustering;

public sealed class ClusterScoreTests
{
    [Theory]
    [InlineData("iris", false, 2, 0.681046, 513.9245, 0.404293)]
    [InlineData("iris", false, 3, 0.552819, 561.6278, 0.661972)]
    [InlineData("iris", true, 2, 0.581750, 251.3493, 0.593313)]
    [InlineData("iris", true, 3, 0.459948, 241.9044, 0.833595)]
    [InlineData("wine", false, 3, 0.571138, 561.8157, 0.534243)]
    [InlineData("wine", true, 3, 0.284859, 70.9400, 1.389188)]
    public void Scores_are_the_known_ones(
        string name, bool scaled, int clusters, double silhouette, double ch, double db)
    {
        FeatureMatrix matrix = ClusterData.Load(name).Matrix;
        matrix = scaled ? ClusterData.Scaled(matrix) : matrix;
        KMeansResult result = KMeans.Fit(matrix, new KMeansOptions { ClusterCount = clusters });
        Assert.Equal(silhouette, Silhouette.Compute(matrix, result.Labels)!.Mean, 1e-6);
        Assert.Equal(ch, ClusterIndices.CalinskiHarabasz(matrix, result)!.Value, 1e-4);
        Assert.Equal(db, ClusterIndices.DaviesBouldin(matrix, result)!.Value, 1e-6);
    }

    [Theory]
    [InlineData("s1", 0.711279)]
    [InlineData("s2", 0.626101)]
    public void Silhouette_of_five_thousand_rows_is_computed_on_all(string name, double silhouette)
    {
        FeatureMatrix matrix = ClusterData.Load(name).Matrix;
        SilhouetteScore score = Silhouette.Compute(
            matrix, KMeans.Fit(matrix, new KMeansOptions { ClusterCount = 15 }).Labels)!;
        Assert.Equal(silhouette, score.Mean, 5e-5);
        Assert.Equal(5000, score.SampleSize);
    }

    [Fact]
    public void Silhouette_agrees_with_the_definition()
    {
        (FeatureMatrix matrix, int[] labels) = ClusterData.Blobs(203, 3, 4, 3, 8);
        labels[0] = 4;
        SilhouetteScore score = Silhouette.Compute(matrix, labels)!;
        double[] expected = new double[203];
        for (int i = 0; i < 203; i++)
        {
            double[] means =
            [
                .. Enumerable.Range(0, 5).Select(c => Enumerable.Range(0, 203).Where(o => labels[o] == c && o != i)
                    .Select(o => Math.Sqrt(Enumerable.Range(0, 3).Sum(
                        j => Math.Pow(matrix.Values[(i * 3) + j] - matrix.Values[(o * 3) + j], 2))))
                    .DefaultIfEmpty(double.NaN).Average()),
            ];
            double own = means[labels[i]];
            double other = means.Where((_, c) => c != labels[i]).Min();
            expected[i] = double.IsNaN(own) ? 0 : (other - own) / Math.Max(own, other);
        }

        Assert.Equal(expected.Average(), score.Mean, 1e-6);
        Assert.All(
            Enumerable.Range(0, 5),
            c => Assert.Equal(expected.Where((_, i) => labels[i] == c).Average(), score.ClusterMeans[c]!.Value, 1e-6));
    }

    [Fact]
    public void Sampled_silhouette_says_so_is_near_the_exact_one_and_does_not_depend_on_threads()
    {
        (FeatureMatrix matrix, int[] labels) = ClusterData.Blobs(6000, 4, 3, 3, 4);
        SilhouetteScore exact = Silhouette.Compute(matrix, labels, maximumSample: 6000)!;
        SilhouetteScore one = Silhouette.Compute(matrix, labels, maximumSample: 1500, threadCount: 1)!;
        SilhouetteScore eight = Silhouette.Compute(matrix, labels, maximumSample: 1500, threadCount: 8)!;
        Assert.InRange(one.SampleSize, 1498, 1502);
        Assert.Equal(exact.Mean, one.Mean, 0.02);
        Assert.Equal(one.Mean, eight.Mean);
    }

    [Fact]
    public void There_is_no_score_for_one_cluster()
    {
        FeatureMatrix matrix = ClusterData.Of([1], [2], [3]);
        Assert.Null(Silhouette.Compute(matrix, [0, 0, 0]));
        KMeansResult one = KMeans.Fit(matrix, new KMeansOptions { ClusterCount = 1 });
        Assert.Null(ClusterIndices.CalinskiHarabasz(matrix, one));
        Assert.Null(ClusterIndices.DaviesBouldin(matrix, one));
    }

    [Fact]
    public void Largest_silhouette_chooses_the_number_with_reason()
    {
        ClusterCountChoice iris = Choose(ClusterData.Scaled(ClusterData.Load("iris").Matrix));
        Assert.Equal(2, iris.ClusterCount);
        ClusterCountChoice wine = Choose(ClusterData.Scaled(ClusterData.Load("wine").Matrix));
        Assert.Equal(3, wine.ClusterCount);
        Assert.StartsWith(
            "3 segments have the largest mean silhouette (0.285) of 2 to 10", wine.Reason, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(1, 10), wine.Scores.Select(s => s.Result.Sizes.Length));
        Assert.Same(wine.Scores[2], wine.Best);
    }

    [Fact]
    public void A_number_that_splits_off_outliers_is_passed_over_and_the_reason_says_so()
    {
        FeatureMatrix matrix = ClusterData.Blobs(300, 2, 2, 4, 6).Matrix;
        (matrix.Values[0], matrix.Values[1]) = (500, 500);
        ClusterCountChoice choice = Choose(matrix);
        Assert.True(choice.Best.Eligible || choice.Scores.All(s => !s.Eligible));
        Assert.Contains("fewer than 10 customers", choice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_range_ends_where_the_different_rows_end()
    {
        FeatureMatrix matrix = ClusterData.Of([.. Enumerable.Range(0, 60).Select(i => new[] { (double)(i % 4) })]);
        ClusterCountChoice choice = Choose(matrix);
        Assert.Equal([1, 2, 3, 4], choice.Scores.Select(s => s.Result.Sizes.Length));
        Assert.Equal(4, choice.ClusterCount);
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(5, 4)]
    [InlineData(0, 3)]
    public void An_empty_range_is_an_error(int minimum, int maximum)
    {
        SegmentationException error = Assert.Throws<SegmentationException>(() => ClusterCountSelection.Choose(
            ClusterData.Of([1], [2], [3]), minimum, maximum, new KMeansOptions { ClusterCount = 2 }));
        Assert.Equal(ErrorIds.InvalidOption, error.ErrorId);
    }

    private static ClusterCountChoice Choose(FeatureMatrix matrix) =>
        ClusterCountSelection.Choose(matrix, 2, 10, new KMeansOptions { ClusterCount = 2 });
}
