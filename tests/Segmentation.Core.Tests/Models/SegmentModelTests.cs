using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using Segmentation.Clustering;
using Segmentation.Models;
using Segmentation.Profiles;
using Segmentation.Rules;
using Segmentation.Segments;
using Segmentation.Tests.Segments;
using Xunit;

namespace Segmentation.Tests.Models;

public sealed class SegmentModelTests
{
    public static TheoryData<SegmentationMethod> Methods => [.. Enum.GetValues<SegmentationMethod>()];

    [Theory]
    [MemberData(nameof(Methods))]
    public void The_training_customers_come_out_as_they_were_after_a_round_trip(SegmentationMethod method)
    {
        ProfileTable profiles = SegmentData.Profiles(400);
        IReadOnlyList<Segment> segments = Run(profiles, method);
        SegmentModel model = RoundTrip(SegmentModel.Of(segments));
        IReadOnlyList<SegmentMembership> scored = new SegmentScorer(model).Score(profiles);
        SegmentationRun run = segments[0].Run;
        for (int row = 0; row < 400; row++)
        {
            Assert.Equal(profiles.CustomerIds[row], scored[row].CustomerId);
            Assert.Equal(segments[run.Labels[row]].SegmentId, scored[row].SegmentId);
            Assert.Equal(segments[run.Labels[row]].Name, scored[row].Name);
            Assert.Empty(scored[row].OutOfRange);
            if (method == SegmentationMethod.GaussianMixture)
            {
                Assert.Equal(run.MembershipProbabilities![row], scored[row].Confidence);
            }
        }

        Assert.Equal(method is SegmentationMethod.Rules or SegmentationMethod.Rfm, scored[0].Confidence is null);
    }

    [Fact]
    public void Making_a_model_tells_how_far_it_has_come_and_can_be_stopped()
    {
        IReadOnlyList<Segment> segments = SampleSegments.Create(customers: 200_000);
        List<StageProgress> seen = [];
        _ = SegmentModel.Of(segments, "salt", new Listener(seen.Add), TestContext.Current.CancellationToken);
        Assert.Equal(["0 customers", "65,536 customers", "131,072 customers", "196,608 customers"], seen.Select(p => p.Status));

        using CancellationTokenSource stop = new();
        seen.Clear();
        Assert.ThrowsAny<OperationCanceledException>(() => SegmentModel.Of(
            segments,
            "salt",
            new Listener(p =>
            {
                seen.Add(p);
                stop.Cancel();
            }),
            stop.Token));
        Assert.Single(seen);
    }

    private sealed class Listener(Action<StageProgress> hear) : IProgress<StageProgress>
    {
        public void Report(StageProgress value) => hear(value);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Writing_what_was_read_gives_the_same_bytes(SegmentationMethod method)
    {
        SegmentModel model = SegmentModel.Of(Run(SegmentData.Profiles(200), method));
        byte[] bytes = Bytes(model);
        SegmentModel read = SegmentModelJson.Read(new MemoryStream(bytes));
        Assert.Equal(bytes, Bytes(read));
        for (int s = 0; s < model.Segments.Count; s++)
        {
            Assert.Equal(Bits(model.Segments[s].Centroid), Bits(read.Segments[s].Centroid));
            Assert.Equal(model.Segments[s].CustomerIds, read.Segments[s].CustomerIds);
        }

        for (int f = 0; f < model.Features.Count; f++)
        {
            Assert.Equal(Bits(Numbers(model.Features[f])), Bits(Numbers(read.Features[f])));
            Assert.Equal(Bits(model.Distributions[f].Values), Bits(read.Distributions[f].Values));
        }
    }

    [Fact]
    public void Order_blocks_and_threads_change_nothing()
    {
        ProfileTable profiles = SegmentData.Profiles(300);
        SegmentModel one = SegmentModel.Of(Segmenter.Run(profiles, Options(SegmentationMethod.KMeans) with { ThreadCount = 1 }));
        SegmentModel four = SegmentModel.Of(Segmenter.Run(profiles, Options(SegmentationMethod.KMeans) with { ThreadCount = 4 }));
        Assert.Equal(Bytes(one), Bytes(four));
        SegmentScorer scorer = new(one);
        int[] reversed = [.. Enumerable.Range(0, 300).Reverse()];
        IReadOnlyList<SegmentMembership> whole = scorer.Score(profiles);
        IReadOnlyList<SegmentMembership> piped =
            scorer.Score([.. reversed.Select(row => new CustomerProfile(profiles, row))]);
        for (int i = 0; i < 300; i++)
        {
            Assert.Equal(whole[reversed[i]] with { OutOfRange = [] }, piped[i] with { OutOfRange = [] });
        }
    }

    [Fact]
    public void Equally_near_centroids_are_told_apart_as_in_training()
    {
        // The row at 2 lies exactly between the centroids 0 and 4, whatever their sizes.
        double[] values = [0, 0, 4, 4, 4, -1, 1, 5, 3, 2, 2, 1.5, 2.5, 0, 4, 2];
        FeatureTable table = new(
            [.. values.Select((_, i) => $"c{i:D2}")], [new FeatureColumn("X", values), new FeatureColumn("Y", [.. values.Select((_, i) => (double)(i % 2))])]);
        IReadOnlyList<Segment> segments = Segmenter.Run(
            table, "rows", new SegmentationOptions { ClusterCount = 2, Transform = FeatureTransform.None });
        IReadOnlyList<SegmentMembership> scored = new SegmentScorer(SegmentModel.Of(segments)).Score(table);
        Assert.Equal(segments[0].Run.Labels.Select(label => segments[label].SegmentId), scored.Select(m => m.SegmentId));
    }

    [Fact]
    public void A_customer_of_a_segment_that_was_left_out_is_in_none_and_the_note_says_why()
    {
        ProfileTable profiles = SegmentData.Profiles(300);
        IReadOnlyList<Segment> segments = Run(profiles, SegmentationMethod.KMeans);
        SegmentModel model = RoundTrip(SegmentModel.Of([segments[0], segments[2]]));
        IReadOnlyList<SegmentMembership> scored = new SegmentScorer(model).Score(profiles);
        SegmentMembership[] none = [.. scored.Where(m => m.SegmentId is null)];
        Assert.Equal(segments[1].CustomerIds, none.Select(m => m.CustomerId));
        Assert.All(none, m => Assert.Contains(segments[1].Name, m.Note, StringComparison.Ordinal));
    }

    [Fact]
    public void Margin_and_confidence_follow_from_the_distances()
    {
        FeatureTable table = new(
            ["a", "b", "c", "d"], [new FeatureColumn("X", [0, 2, 10, 12]), new FeatureColumn("Y", [0, 0.5, 0, 0.5])]);
        SegmentationOptions options = new() { ClusterCount = 2, Transform = FeatureTransform.None, Scaling = FeatureScaling.None };
        SegmentModel model = SegmentModel.Of(Segmenter.Run(table, "rows", options));
        FeatureTable middle = new(
            ["m", "n"], [new FeatureColumn("X", [6, 5]), new FeatureColumn("Y", [0.25, 0.25])]);
        IReadOnlyList<SegmentMembership> scored = new SegmentScorer(model).Score(middle);
        Assert.Equal(0, scored[0].Margin!.Value, 1e-12);
        Assert.Equal(0.5, scored[0].Confidence!.Value, 1e-12);
        Assert.Equal(4, scored[1].Distance!.Value, 1e-12);
        Assert.Equal(6, scored[1].SecondDistance!.Value, 1e-12);
        Assert.Equal(1.0 / 3, scored[1].Margin!.Value, 1e-12);

        // Each row is 1 and .25 from its centroid: a spread of (1 + 1/16) / 2 per column.
        double spread = (1 + 0.0625) / 2;
        Assert.Equal(1 / (1 + Math.Exp(-20 / (2 * spread))), scored[1].Confidence!.Value, 1e-12);
    }

    [Fact]
    public void Values_outside_of_the_training_range_are_named_with_how_far()
    {
        FeatureTable table = new(
            ["a", "b", "c", "d"], [new FeatureColumn("X", [0, 2, 10, 12]), new FeatureColumn("Y", [0, 1, double.NaN, 1])]);
        SegmentModel model = SegmentModel.Of(
            Segmenter.Run(table, "rows", new SegmentationOptions { ClusterCount = 2 }));
        FeatureTable rows = new(
            ["far", "missing", "empty"],
            [new FeatureColumn("X", [18, double.NaN, double.NaN]), new FeatureColumn("Y", [-1, double.NaN, double.NaN])]);
        IReadOnlyList<SegmentMembership> scored = new SegmentScorer(model).Score(rows.Select([0, 1]));
        OutOfRangeFeature[] far = [.. scored[0].OutOfRange];
        Assert.Equal(("Y", -1.0, 1.0), (far[0].Feature, far[0].Value!.Value, far[0].Excess!.Value));
        Assert.Equal(("X", 18.0, 0.5), (far[1].Feature, far[1].Value!.Value, far[1].Excess!.Value));
        Assert.Null(scored[1].SegmentId);
        Assert.Contains("no value", scored[1].Note, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_does_not_fit_names_what_is_missing()
    {
        SegmentModel model = SegmentModel.Of(Run(SegmentData.Profiles(200), SegmentationMethod.KMeans));
        FeatureTable other = new(["a"], [new FeatureColumn("Income", [1])]);
        SegmentationException error = Assert.Throws<SegmentationException>(() => new SegmentScorer(model).Score(other));
        Assert.Equal(ErrorIds.ModelMismatch, error.ErrorId);
        Assert.Contains("OrderCount", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"seed\": 42", "\"seed\": 43", "was changed")]
    [InlineData("\"exported\": true", "\"exported\": false", "was changed")]
    [InlineData("\"seed\": 42", "\"seed\": 42, \"code\": \"Remove-Item\"", "was changed")]
    [InlineData("\"seed\": 42,", "", "was changed")]
    [InlineData("\"schemaVersion\": 1", "\"schemaVersion\": 2", "version 2")]
    [InlineData("\"schemaVersion\": 1", "\"schemaVersion\": \"x\"", "version unknown")]
    [InlineData("segmentation-model", "segmentation-report", "no segmentation model")]
    public void A_file_that_was_edited_or_is_of_another_kind_is_refused(string from, string to, string expected)
    {
        string text = Encoding.UTF8.GetString(Bytes(SegmentModel.Of(Run(SegmentData.Profiles(60), SegmentationMethod.KMeans))));
        Assert.Contains(from, text, StringComparison.Ordinal);
        int at = text.IndexOf(from, StringComparison.Ordinal);
        AssertInvalid(text[..at] + to + text[(at + from.Length)..], expected);
    }

    [Fact]
    public void A_file_that_was_cut_off_is_refused_wherever_it_ends()
    {
        string text = Encoding.UTF8.GetString(Bytes(SegmentModel.Of(Run(SegmentData.Profiles(60), SegmentationMethod.Rules)))).TrimEnd();
        for (int length = 0; length < text.Length; length += 997)
        {
            AssertInvalid(text[..length], "cut off");
        }

        AssertInvalid("[]", "no segmentation model");
    }

    [Fact]
    public void Hashed_members_hold_no_plain_id()
    {
        IReadOnlyList<Segment> segments = Run(SegmentData.Profiles(60), SegmentationMethod.KMeans);
        SegmentModel model = SegmentModel.Of(segments, "secret");
        Assert.All(model.Segments.SelectMany(s => s.CustomerIds), id => Assert.Matches("^[0-9a-f]{64}$", id));
        Assert.NotNull(model.SaltFingerprint);
        Assert.Throws<SegmentationException>(() => SegmentModel.Of(segments, ""));
    }

    internal static IReadOnlyList<Segment> Run(ProfileTable profiles, SegmentationMethod method) =>
        Segmenter.Run(profiles, Options(method));

    private static SegmentationOptions Options(SegmentationMethod method) => new()
    {
        Method = method,
        ClusterCount = method is SegmentationMethod.KMeans or SegmentationMethod.GaussianMixture ? 3 : null,
        Rules = method != SegmentationMethod.Rules ? null : new RuleSet
        {
            Name = "test",
            Otherwise = "Others",
            Rules =
            [
                new Rule("big", "Big", new Comparison(
                    Measure.Of("NetRevenue"), ComparisonOperator.GreaterOrEqual, [Operand.Quantile(0.7)])),
                new Rule("recent", "Recent", new Comparison(
                    Measure.Of("DaysSinceLastPurchase"), ComparisonOperator.Less, [Operand.Of(40)])),
            ],
        },
    };

    private static SegmentModel RoundTrip(SegmentModel model) => SegmentModelJson.Read(new MemoryStream(Bytes(model)));

    private static byte[] Bytes(SegmentModel model)
    {
        using MemoryStream stream = new();
        SegmentModelJson.Write(model, stream);
        return stream.ToArray();
    }

    private static long[] Bits(IEnumerable<double> values) => [.. values.Select(BitConverter.DoubleToInt64Bits)];

    private static double[] Numbers(FittedFeature feature) =>
        [feature.Weight, feature.LowerBound, feature.UpperBound, feature.MissingValue, .. feature.Center, .. feature.Scale];

    private static void AssertInvalid(string text, string expected)
    {
        SegmentationException error = Assert.Throws<SegmentationException>(
            () => SegmentModelJson.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "'model.json'"));
        Assert.Equal(ErrorIds.InvalidModel, error.ErrorId);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }
}
