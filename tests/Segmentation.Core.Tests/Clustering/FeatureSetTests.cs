using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Clustering;
using Segmentation.Models;
using Segmentation.Profiles;
using Segmentation.Segments;
using Segmentation.Tests.Segments;
using Xunit;

namespace Segmentation.Tests.Clustering;

public sealed class FeatureSetTests
{
    [Fact]
    public void What_is_declared_is_what_is_done()
    {
        FeatureSet set = Read(
            "OrderCount",
            Table(("column", "NetRevenue"), ("transform", "log"), ("weight", 2), ("winsorize", 0)),
            Table(("column", "DaysSinceLastPurchase"), ("transform", "rank"), ("missing", "upper"), ("scaling", "none"), ("winsorize", 0)));
        SegmentationRun run = Segmenter.Run(
            SegmentData.Profiles(300), new() { ClusterCount = 3, FeatureSet = set })[0].Run;
        Assert.Equal(["OrderCount", "NetRevenue", "DaysSinceLastPurchase"], run.Features.Select(f => f.Name));
        Assert.Equal([FeatureTransform.Log1p, FeatureTransform.Log1p, FeatureTransform.Rank], run.Features.Select(f => f.Transform));
        Assert.Equal([1, 2, 1], run.Features.Select(f => f.Weight));
        Assert.Equal(double.PositiveInfinity, run.Features[1].UpperBound);
        double[] revenue = Column(run, 1);
        Assert.Equal(4, revenue.Sum(v => v * v) / 300, 1e-9);
        double[] ranks = Column(run, 2);
        Assert.Equal((0, 1), (ranks.Min(), ranks.Max()));
    }

    [Fact]
    public void A_weight_moves_the_segments_towards_its_feature()
    {
        FeatureTable cloud = ClusterData.Table(ClusterData.Blobs(300, 2, 1, 0, 4).Matrix);
        double Separation(double weight)
        {
            FeatureSet set = Read(Table(("column", "x1"), ("weight", weight)), "x2");
            int[] labels = Segmenter.Run(cloud, "cloud", new() { ClusterCount = 3, FeatureSet = set })[0].Run.Labels;
            double[] x = cloud.Columns[0].Values;
            double mean = x.Average();
            return x.Zip(labels).GroupBy(p => p.Second)
                .Sum(g => g.Count() * Math.Pow(g.Average(p => p.First) - mean, 2)) / x.Sum(v => Math.Pow(v - mean, 2));
        }

        Assert.True(Separation(5) > Separation(0.2) + 0.5);
    }

    [Fact]
    public void Ranks_of_equal_values_are_equal_and_new_values_lie_between()
    {
        FeatureTable table = new(["a", "b", "c", "d", "e"], [new FeatureColumn("x", [1, 2, 2, 2, 10])]);
        EncodedFeatures encoded = FeatureEncoder.Fit(
            table, [new("x", FeatureTransform.Rank) { Winsorize = 0, Scaling = FeatureScaling.None }]);
        Assert.Equal([0, .5, .5, .5, 1], encoded.Matrix.Values);
        FeatureTable later = new(["f", "g", "h"], [new FeatureColumn("x", [-5, 6, 99])]);
        Assert.Equal([0, .875, 1], FeatureEncoder.Apply(encoded.Features, later).Values);
    }

    [Fact]
    public void The_default_is_a_set_too_and_gives_the_same_segments()
    {
        ProfileTable profiles = SegmentData.Profiles(300);
        SegmentationRun byDefault = Segmenter.Run(profiles, new() { ClusterCount = 4 })[0].Run;
        Assert.Equal("default", byDefault.FeatureSet!.Name);
        FeatureSet again = FeatureSet.FromDictionary(byDefault.FeatureSet.ToDictionary());
        Assert.Equal(byDefault.FeatureSet.Features, again.Features);
        SegmentationRun declared = Segmenter.Run(profiles, new() { ClusterCount = 4, FeatureSet = again })[0].Run;
        Assert.Equal(byDefault.Labels, declared.Labels);
        Assert.Equal(byDefault.Matrix.Values, declared.Matrix.Values);
        Assert.Equal(byDefault.DroppedFeatures, declared.DroppedFeatures);
    }

    [Fact]
    public void What_a_run_declared_makes_the_same_features_again()
    {
        ProfileTable profiles = SegmentData.Profiles(300);
        SegmentationRun run = Segmenter.Run(profiles, new()
        {
            ClusterCount = 3, Features = ["NetRevenue", "MobileShare"], Scaling = FeatureScaling.Robust,
        })[0].Run;
        SegmentationRun again = Segmenter.Run(profiles, new() { ClusterCount = 3, FeatureSet = run.FeatureSet })[0].Run;
        Assert.Equal(run.Matrix.Values, again.Matrix.Values);
        Assert.NotEqual(run.RunId, again.RunId);
    }

    [Fact]
    public void A_model_keeps_the_set_and_scores_ranks_exactly()
    {
        ProfileTable profiles = SegmentData.Profiles(300);
        FeatureSet set = Read(Table(("column", "NetRevenue"), ("transform", "rank"), ("weight", 3)), "ItemViewCount");
        IReadOnlyList<Segment> segments = Segmenter.Run(profiles, new() { ClusterCount = 4, FeatureSet = set });
        using System.IO.MemoryStream stream = new();
        SegmentModelJson.Write(SegmentModel.Of(segments), stream);
        stream.Position = 0;
        SegmentModel read = SegmentModelJson.Read(stream);
        Assert.Equal(segments[0].Run.FeatureSet!.Features, read.FeatureSet!.Features);
        Assert.Equal(3, read.FeatureSet.Features[0].Weight);
        SegmentMembership[] members = [.. new SegmentScorer(read).Score(profiles)];
        Assert.All(members.Select((m, i) => (m, i)), pair => Assert.Equal(
            segments[segments[0].Run.Labels[pair.i]].SegmentId, pair.m.SegmentId));
    }

    [Fact]
    public void Of_a_group_only_what_moves_with_nothing_earlier_is_used()
    {
        double[] x = [.. Enumerable.Range(0, 50).Select(i => (double)i)];
        FeatureTable table = new([.. x.Select(v => $"{v}")], [new("x", x), new("twice", [.. x.Select(v => 2 * v)])]);
        FeatureSet grouped = Read(
            Table(("column", "x"), ("group", "size")), Table(("column", "twice"), ("group", "size")));
        SegmentationRun run = Segmenter.Run(table, "test", new() { ClusterCount = 2, FeatureSet = grouped })[0].Run;
        Assert.Equal("twice", Assert.Single(run.DroppedFeatures).Name);
        run = Segmenter.Run(table, "test", new() { ClusterCount = 2, FeatureSet = Read("x", "twice") })[0].Run;
        Assert.Empty(run.DroppedFeatures);
    }

    [Fact]
    public void By_default_neither_derived_nor_correlated_columns_count_twice()
    {
        string[] names = [.. FeatureSet.Default.Features.Select(f => f.Column)];
        string[] derived = ["NetRevenue", "Clv", "PActive90", "PChurn90", "ExpectedPurchases", "RecencyScore"];
        Assert.Empty(names.Intersect(derived, StringComparer.OrdinalIgnoreCase));
        SegmentationRun run = Segmenter.Run(SegmentData.Profiles(300), new() { ClusterCount = 3 })[0].Run;
        Assert.DoesNotContain("PageViewCount", run.Features.Select(f => f.Name));
        Assert.Contains(run.DroppedFeatures, d => d.Name == "PageViewCount" && d.Reason.Contains("moves with", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("transform", "square", "Feature 'x': 'features[1].transform' is 'square', which is not known")]
    [InlineData("weight", 0, "features[1].weight' is '0', but has to be a number above 0")]
    [InlineData("weight", "heavy", "has to be a number above 0")]
    [InlineData("winsorize", 0.5, "has to be a share from 0 to below 0.5")]
    [InlineData("period", 24, "")]
    [InlineData("maximum_correlation", 0.5, "no 'group'")]
    [InlineData("wieght", 2, "'features[1].wieght' is not known. Did you mean 'weight'?")]
    public void What_is_wrong_is_said_with_its_place(string key, object value, string message)
    {
        Dictionary<string, object?> feature = Table(("column", "x"), (key, value));
        if (key == "period")
        {
            feature["transform"] = "log";
            message = "the transform is not cyclic";
        }

        SegmentationException error = Assert.Throws<SegmentationException>(() => Read(feature));
        Assert.Equal(ErrorIds.InvalidFeatureSet, error.ErrorId);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_twice_or_none_and_choices_beside_the_set_are_refused()
    {
        Assert.Equal(ErrorIds.InvalidFeatureSet, Assert.Throws<SegmentationException>(() => Read("x", "X")).ErrorId);
        Assert.Equal(ErrorIds.InvalidFeatureSet, Assert.Throws<SegmentationException>(() => Read()).ErrorId);
        ProfileTable profiles = SegmentData.Profiles(60);
        AssertError(ErrorIds.InvalidOption, new() { FeatureSet = Read("NetRevenue"), Scaling = FeatureScaling.None });
        AssertError(ErrorIds.UnknownFeature, new() { FeatureSet = Read("NetRevenu") });
        AssertError(ErrorIds.InvalidFeatureSet, new() { FeatureSet = Read(Table(("column", "NetRevenue"), ("transform", "cyclic"))) });

        void AssertError(string id, SegmentationOptions options) => Assert.Equal(
            id, Assert.Throws<SegmentationException>(() => Segmenter.Run(profiles, options)).ErrorId);
    }

    private static double[] Column(SegmentationRun run, int column) =>
        [.. Enumerable.Range(0, run.Matrix.Rows).Select(i => run.Matrix.Values[(i * run.Matrix.Columns) + column])];

    private static FeatureSet Read(params object?[] features) => FeatureSet.FromDictionary(
        new Dictionary<string, object?>(StringComparer.Ordinal) { ["name"] = "test", ["features"] = features });

    private static Dictionary<string, object?> Table(params (string Key, object? Value)[] values) =>
        values.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
}
