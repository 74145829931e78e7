using System;
using System.Linq;
using System.Threading;
using Segmentation.Clustering;
using Segmentation.Statistics;
using Xunit;

namespace Segmentation.Tests.Clustering;

public sealed class KMeansTests
{
    [Theory]
    [InlineData("iris", false, 2, 152.347952)]
    [InlineData("iris", false, 3, 78.851441)]
    [InlineData("iris", true, 2, 222.361705)]
    [InlineData("iris", true, 3, 139.820496)]
    [InlineData("wine", false, 3, 2370689.686783)]
    [InlineData("wine", true, 3, 1277.928489)]
    [InlineData("s1", false, 15, 8.917616e12)]
    [InlineData("s2", false, 15, 1.327911e13)]
    [InlineData("a1", false, 20, 12146257522)]
    [InlineData("unbalance", false, 8, 214492062848)]
    [InlineData("dim032", false, 16, 232535.109)]
    [InlineData("aggregation", false, 7, 10996.7561)]
    public void Best_known_solution_is_found_with_default_settings(
        string name, bool scaled, int clusters, double inertia)
    {
        FeatureMatrix matrix = ClusterData.Load(name).Matrix;
        matrix = scaled ? ClusterData.Scaled(matrix) : matrix;
        foreach (int seed in new[] { 42, 1, 7 })
        {
            KMeansResult result = KMeans.Fit(matrix, new KMeansOptions { ClusterCount = clusters, Seed = seed });
            Assert.InRange(result.Inertia / inertia, 1 - 1e-6, 1 + 1e-6);
            Assert.True(result.Converged);
        }
    }

    [Theory]
    [InlineData(2, 2145.504)]
    [InlineData(3, 1818.701)]
    [InlineData(4, 1602.899)]
    [InlineData(5, 1434.601)]
    [InlineData(6, 1329.363)]
    [InlineData(7, 1248.171)]
    [InlineData(8, 1174.605)]
    public void Survey_solution_is_at_least_as_good_as_the_best_published(int clusters, double withinSquares)
    {
        KMeansResult result = KMeans.Fit(ClusterData.LoadSurvey(), new KMeansOptions { ClusterCount = clusters });
        Assert.InRange(result.Inertia, 0, withinSquares * (1 + 1e-4));
    }

    [Theory]
    [InlineData("iris", false, 2, "97,53", null)]
    [InlineData("iris", false, 3, "62,50,38", 0.730238)]
    [InlineData("wine", false, 3, "69,62,47", 0.371114)]
    [InlineData("iris", true, 2, "100,50", null)]
    [InlineData("iris", true, 3, "53,50,47", 0.620135)]
    [InlineData("wine", true, 3, "65,62,51", 0.897495)]
    public void Sizes_and_agreement_with_the_classes_are_the_known_ones(
        string name, bool scaled, int clusters, string sizes, double? rand)
    {
        (FeatureMatrix matrix, int[] classes) = ClusterData.Load(name);
        matrix = scaled ? ClusterData.Scaled(matrix) : matrix;
        KMeansResult result = KMeans.Fit(matrix, new KMeansOptions { ClusterCount = clusters });
        Assert.Equal(sizes, string.Join(',', result.Sizes));
        Assert.Equal(rand ?? double.NaN, rand is null ? double.NaN : Agreement.AdjustedRand(classes, result.Labels), 1e-6);
    }

    /// <summary>Above 200,000 rows the starts are compared on a sample; the solution is still that of all rows.</summary>
    [Fact]
    public void Very_many_rows_are_clustered_whole_and_alike_on_any_number_of_threads()
    {
        (FeatureMatrix matrix, int[] classes) = ClusterData.Blobs(210_000, 3, 6, 8, 5);
        KMeansResult one = KMeans.Fit(matrix, new KMeansOptions { ClusterCount = 6, ThreadCount = 1 });
        KMeansResult eight = KMeans.Fit(matrix, new KMeansOptions { ClusterCount = 6, ThreadCount = 8 });
        Assert.Equal(one.Labels, eight.Labels);
        Assert.Equal(one.Inertia, eight.Inertia);
        Assert.True(one.Converged);
        Assert.Equal(10, one.Restarts);
        Assert.Equal(210_000, one.Sizes.Sum());
        Assert.True(one.Inertia <= LabelledSolution.Of(matrix, classes, 6).Inertia);
    }

    [Theory]
    [InlineData("s1", 15)]
    [InlineData("wine", 4)]
    public void Labels_are_the_same_on_any_number_of_threads(string name, int clusters)
    {
        FeatureMatrix matrix = ClusterData.Load(name).Matrix;
        KMeansResult[] results =
        [
            .. new[] { 1, 2, 8 }.Select(t => KMeans.Fit(
                matrix, new KMeansOptions { ClusterCount = clusters, ThreadCount = t })),
        ];
        Assert.All(results, r => Assert.Equal(results[0].Labels, r.Labels));
        Assert.All(results, r => Assert.Equal(results[0].Inertia, r.Inertia));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(null)]
    public void Structureless_data_over_many_blocks_gives_the_same_bytes_on_any_number_of_threads(int? restarts)
    {
        FeatureMatrix matrix = ClusterData.Blobs(20_011, 5, 1, 1, 3).Matrix;
        KMeansResult[] results =
        [
            .. new[] { 1, 2, 8 }.Select(t => KMeans.Fit(
                matrix,
                new KMeansOptions { ClusterCount = 6, ThreadCount = t, Restarts = restarts, MaximumIterations = 40 })),
        ];
        Assert.All(results, r => Assert.Equal(results[0].Labels, r.Labels));
        Assert.All(results, r => Assert.Equal(results[0].Centroids, r.Centroids));
        Assert.All(results, r => Assert.Equal(results[0].Inertia, r.Inertia));
    }

    [Theory]
    [InlineData("iris", 3)]
    [InlineData("s2", 15)]
    [InlineData("unbalance", 8)]
    public void Order_of_the_rows_does_not_change_the_partition(string name, int clusters)
    {
        FeatureMatrix matrix = ClusterData.Load(name).Matrix;
        int[] order = [.. Enumerable.Range(0, matrix.Rows)];
        new Random(5).Shuffle(order);
        int[] labels = KMeans.Fit(matrix, new KMeansOptions { ClusterCount = clusters }).Labels;
        int[] permuted =
            KMeans.Fit(ClusterData.Permute(matrix, order), new KMeansOptions { ClusterCount = clusters }).Labels;
        Assert.Equal(1, Agreement.AdjustedRand([.. order.Select(i => labels[i])], permuted));
    }

    [Fact]
    public void Clusters_are_ordered_by_size_then_by_first_row_whatever_the_seed()
    {
        FeatureMatrix matrix = ClusterData.Of([0], [100], [1], [101], [200], [2]);
        foreach (int seed in Enumerable.Range(0, 20))
        {
            KMeansResult result = KMeans.Fit(matrix, new KMeansOptions { ClusterCount = 3, Seed = seed });
            Assert.Equal([0, 1, 0, 1, 2, 0], result.Labels);
            Assert.Equal([1, 100.5, 200], result.Centroids.Select(c => c[0]));
        }
    }

    [Fact]
    public void As_many_clusters_as_rows_leave_nothing_within()
    {
        FeatureMatrix matrix = ClusterData.Blobs(40, 3, 4, 5, 1).Matrix;
        KMeansResult result = KMeans.Fit(matrix, new KMeansOptions { ClusterCount = 40 });
        Assert.Equal(0, result.Inertia, 1e-12);
        Assert.Equal(Enumerable.Range(0, 40), result.Labels);
    }

    [Fact]
    public void One_cluster_is_the_mean_of_all()
    {
        KMeansResult result =
            KMeans.Fit(ClusterData.Of([0, 1], [2, 3], [4, 8]), new KMeansOptions { ClusterCount = 1 });
        Assert.Equal([2, 4], result.Centroids[0]);
        Assert.Equal(34, result.Inertia, 1e-12);
    }

    [Fact]
    public void Duplicate_rows_share_a_cluster_and_no_cluster_is_empty()
    {
        FeatureMatrix matrix = ClusterData.Of(
            [.. Enumerable.Range(0, 300).Select(i => new[] { (double)(i % 3), i % 3 == 2 ? 1 : 0 })]);
        KMeansResult result = KMeans.Fit(matrix, new KMeansOptions { ClusterCount = 3 });
        Assert.Equal([100, 100, 100], result.Sizes);
        Assert.Equal(0, result.Inertia, 1e-12);
    }

    [Fact]
    public void Far_outliers_and_many_clusters_leave_no_cluster_empty()
    {
        FeatureMatrix matrix = ClusterData.Blobs(200, 2, 3, 4, 9).Matrix;
        matrix.Values[0] = 1e6;
        foreach (int seed in Enumerable.Range(0, 20))
        {
            KMeansResult result = KMeans.Fit(matrix, new KMeansOptions { ClusterCount = 50, Seed = seed });
            Assert.DoesNotContain(0, result.Sizes);
            Assert.Equal(200, result.Sizes.Sum());
        }
    }

    [Theory]
    [InlineData(1e-9, 0)]
    [InlineData(1e12, 0)]
    [InlineData(1, 1e7)]
    public void Unit_and_offset_of_the_data_do_not_change_the_labels(double unit, double offset)
    {
        FeatureMatrix matrix = ClusterData.Load("iris").Matrix;
        FeatureMatrix moved = matrix with { Values = [.. matrix.Values.Select(v => (v * unit) + offset)] };
        KMeansResult expected = KMeans.Fit(matrix, new KMeansOptions { ClusterCount = 3 });
        KMeansResult result = KMeans.Fit(moved, new KMeansOptions { ClusterCount = 3 });
        Assert.Equal(expected.Labels, result.Labels);
        Assert.Equal(expected.Inertia, result.Inertia / unit / unit, 1e-5);
    }

    [Fact]
    public void Inertia_is_the_sum_of_squared_distances_to_the_means_of_the_labels()
    {
        FeatureMatrix matrix = ClusterData.Blobs(500, 7, 4, 2, 2).Matrix;
        KMeansResult result = KMeans.Fit(matrix, new KMeansOptions { ClusterCount = 5 });
        double inertia = 0;
        for (int i = 0; i < matrix.Rows; i++)
        {
            double[] distances =
            [
                .. result.Centroids.Select(c => c.Select((v, j) => Math.Pow(v - matrix.Values[(i * 7) + j], 2)).Sum()),
            ];
            Assert.Equal(distances.Min(), distances[result.Labels[i]]);
            inertia += distances.Min();
        }

        Assert.Equal(inertia, result.Inertia, 1e-9);
    }

    [Fact]
    public void Fewer_rows_than_clusters_is_an_error()
    {
        SegmentationException error = Assert.Throws<SegmentationException>(
            () => KMeans.Fit(ClusterData.Of([1], [2]), new KMeansOptions { ClusterCount = 3 }));
        Assert.Equal(ErrorIds.TooFewCustomers, error.ErrorId);
        Assert.Contains("2 customers", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Fewer_different_rows_than_clusters_is_an_error(int different)
    {
        FeatureMatrix matrix =
            ClusterData.Of([.. Enumerable.Range(0, 50).Select(i => new[] { (double)(i % different), 7 })]);
        SegmentationException error = Assert.Throws<SegmentationException>(
            () => KMeans.Fit(matrix, new KMeansOptions { ClusterCount = 3 }));
        Assert.Equal(ErrorIds.NoVariation, error.ErrorId);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_matrix_with_a_hole_is_an_error(double hole)
    {
        SegmentationException error = Assert.Throws<SegmentationException>(
            () => KMeans.Fit(ClusterData.Of([1], [hole], [3]), new KMeansOptions { ClusterCount = 2 }));
        Assert.Equal(ErrorIds.UnexpectedInput, error.ErrorId);
    }

    [Theory]
    [InlineData(0, 10, 300, 1, 1)]
    [InlineData(2, 0, 300, 1, 1)]
    [InlineData(2, 10, 0, 1, 1)]
    [InlineData(2, 10, 300, -1, 1)]
    [InlineData(2, 10, 300, 1, 0)]
    public void Options_out_of_range_are_errors(
        int clusters, int restarts, int iterations, double tolerance, int threads)
    {
        KMeansOptions options = new()
        {
            ClusterCount = clusters,
            Restarts = restarts,
            MaximumIterations = iterations,
            Tolerance = tolerance,
            ThreadCount = threads,
        };
        SegmentationException error = Assert.Throws<SegmentationException>(
            () => KMeans.Fit(ClusterData.Of([1], [2], [3]), options));
        Assert.Equal(ErrorIds.InvalidOption, error.ErrorId);
    }

    [Fact]
    public void Cancelling_stops_the_search()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        FeatureMatrix matrix = ClusterData.Blobs(1000, 3, 2, 1, 1).Matrix;
        Assert.ThrowsAny<OperationCanceledException>(
            () => KMeans.Fit(matrix, new KMeansOptions { ClusterCount = 3 }, null, source.Token));
    }
}
