using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Clustering;
using Segmentation.Events;
using Segmentation.Identity;
using Segmentation.Profiles;
using Segmentation.Segments;
using Segmentation.Synthetic;
using Segmentation.Tests.Clustering;
using Xunit;

namespace Segmentation.Tests.Segments;

public sealed class SegmentNameTests
{
    private static readonly Lazy<ProfileTable> s_shop = new(() =>
    {
        EventDataset events = SyntheticEvents.Create(new() { CustomerCount = 2000, Seed = 42 });
        return ProfileBuilder.Build(events.WithMerges(IdentityResolver.Resolve(events.IdHistory)));
    });

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(10)]
    public void Names_are_short_unique_and_say_nothing_twice(int clusters)
    {
        string[] names = [.. Segmenter.Run(s_shop.Value, new() { ClusterCount = clusters }).Select(s => s.Name)];
        Assert.Equal(clusters, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(names, name =>
        {
            Assert.InRange(name.Length, 5, 48);
            string[] stems = [.. name.ToLowerInvariant().Split(' ', '-').Select(w => w.Length > 4 ? w[..4] : w)];
            Assert.Equal(stems.Length, stems.Distinct().Count());
            Assert.DoesNotMatch("[()]", name);
        });
    }

    [Fact]
    public void Few_orders_and_few_visits_are_one_thing()
    {
        string[] names = Names(
            (["OrderCount", "SessionCount", "MobileShare"], [[-1.5, -1.2, 0.9], [1.5, 1.2, -0.9]]));
        Assert.Equal(["Mobile occasional buyers", "Desktop frequent buyers"], names);
    }

    [Fact]
    public void Many_visits_and_few_orders_are_browsing() => Assert.Equal(
        ["Browsers", "Frequent buyers"],
        Names((["OrderCount", "SessionCount"], [[-1, 1], [1, -1]])));

    [Fact]
    public void Only_those_who_bought_once_are_called_so_and_of_those_who_never_did_no_purchases_are_told()
    {
        string[] features = ["OrderCount", "AverageOrderValue", "EveningShare"];
        double[][] effects = [[-1, 1, 0.5], [1, -1, -0.5]];
        Assert.Equal("Big-basket one-time buyers", Names((features, effects), means: [1.1, 5], medians: [1, 5])[0]);
        Assert.Equal("Evening non-buyers", Names((features, effects), means: [0, 5], medians: [0, 5])[0]);
        Assert.Equal("Big-basket occasional buyers", Names((features, effects), means: [1.6, 5], medians: [1, 5])[0]);
    }

    [Fact]
    public void Segments_with_the_same_strongest_traits_are_told_apart_by_what_differs_between_them()
    {
        string[] features = ["DaysSinceLastPurchase", "OrderCount", "DiscountShare", "MobileShare"];
        string[] names = Names((features, [[1, -0.9, 0.6, 0.5], [1, -0.9, -0.6, 0.5], [-1, 0.9, 0, 0]]));
        Assert.Equal(
            [
                "Lapsed discount-driven occasional buyers", "Lapsed full-price occasional buyers", "Recent frequent buyers",
            ],
            names);
    }

    [Fact]
    public void What_extreme_members_turn_around_is_not_in_a_name()
    {
        string[] names = Names((["NetRevenue", "MobileShare"], [[1, 0.5], [-1, -0.5]]), means: [10, 20]);
        Assert.Equal("Mobile customers", names[0]);
    }

    [Fact]
    public void Answers_are_named_by_what_most_members_say()
    {
        double[] yes = [.. Enumerable.Range(0, 100).Select(i => i < 50 ? 1.0 : 0)];
        double[] mixed = [.. Enumerable.Range(0, 100).Select(i => i < 15 || i >= 95 ? 1.0 : 0)];
        FeatureTable table = new(
            [.. Enumerable.Range(0, 100).Select(i => i.ToString("D3", null))],
            [new FeatureColumn("tasty", yes), new FeatureColumn("cheap", mixed)]);
        IReadOnlyList<Segment> segments = Segmenter.Run(
            table, "answers", new() { ClusterCount = 2, Transform = FeatureTransform.None, Scaling = FeatureScaling.None });
        Assert.Equal(["Not tasty, less often cheap", "Tasty, more often cheap"], segments
            .Select(s => s.Name.Replace("not cheap", "less often cheap", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Contains(
            segments.SelectMany(s => s.Traits), t => t.Text == "more often tasty (100 % against 0 %)");
    }

    [Fact]
    public void Value_and_churn_scores_of_a_table_describe_and_do_not_divide()
    {
        FeatureTable table = ClusterData.Table(ClusterData.Blobs(60, 2, 2, 8, 3).Matrix);
        FeatureColumn[] more =
        [
            .. table.Columns,
            new FeatureColumn("Clv", [.. table.Columns[0].Values.Select(v => v * v)]),
            new FeatureColumn("PChurn90", [.. table.Columns[1].Values.Select(v => 1 / (1 + (v * v)))]),
            new FeatureColumn("Nearly", [.. table.Columns[0].Values.Select((v, i) => v + (0.001 * (i % 2)))]),
        ];
        SegmentationRun run = Segmenter.Run(table with { Columns = more }, "rows", new() { ClusterCount = 2 })[0].Run;
        Assert.Equal(["x1", "x2"], run.Features.Select(f => f.Name));
        Assert.Equal(
            "it is computed from the other columns", run.DroppedFeatures.Single(d => d.Name == "Clv").Reason);
        Assert.StartsWith(
            "it moves with", run.DroppedFeatures.Single(d => d.Name == "Nearly").Reason, StringComparison.Ordinal);
        SegmentationOptions asked = new() { ClusterCount = 2, Features = ["x1", "Clv"] };
        Assert.Equal(2, Segmenter.Run(table with { Columns = more }, "rows", asked)[0].Run.Features.Count);
    }

    private static string[] Names(
        (string[] Features, double[][] Effects) data, double[]? means = null, double[]? medians = null) =>
        SegmentNames.For(
        [
            .. data.Effects.Select((effects, s) => effects.Select((effect, f) => new SegmentDifference(
                data.Features[f],
                data.Features[f],
                ProfileUnit.Number,
                false,
                effect,
                f == 0 && means is not null ? means[s] : 10 + effect,
                f == 0 && means is not null ? means[1 - s] : 10,
                f == 0 && medians is not null ? medians[s] : 10 + effect)).ToArray()),
        ]);
}
