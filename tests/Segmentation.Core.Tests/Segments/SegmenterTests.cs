using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Segmentation.Clustering;
using Segmentation.Events;
using Segmentation.Identity;
using Segmentation.Profiles;
using Segmentation.Segments;
using Segmentation.Statistics;
using Segmentation.Synthetic;
using Segmentation.Tests.Clustering;
using Xunit;

namespace Segmentation.Tests.Segments;

public sealed class SegmenterTests
{
    private static readonly SegmentationOptions Raw =
        new() { Transform = FeatureTransform.None, Scaling = FeatureScaling.None };

    [Fact]
    public void An_attribute_that_is_a_word_tells_by_its_leading_category_and_rare_ones_tell_nothing()
    {
        (ProfileTable profiles, int[] groups) = SegmentData.ProfilesWithGroups(600);
        int[] tiers = [.. groups.Select((group, i) => i % 10 == 9 ? -1 : i < 15 ? 2 : group == 0 && i % 4 != 0 ? 1 : 0)];
        ProfileTable joined = profiles.With(
            [],
            [
                (new ProfileColumn("tier", "tier", ProfileUnit.Text, "") { IsAttribute = true },
                    new TextValues(tiers, ["basic", "gold", "rare"])),
            ]);

        IReadOnlyList<Segment> segments = Segmenter.Run(joined, new SegmentationOptions { ClusterCount = 3 });

        Segment loyal = segments.Single(s => s.CustomerIds.Contains(profiles.CustomerIds[300]));
        SegmentTrait trait = Assert.Single(loyal.Traits, t => t.Feature == "tier");
        int[] members = [.. Enumerable.Range(0, 600).Where(i => loyal.CustomerIds.Contains(profiles.CustomerIds[i]) && tiers[i] >= 0)];
        Assert.Equal("gold", trait.Category);
        Assert.Equal((double)members.Count(i => tiers[i] == 1) / members.Length, trait.SegmentMean, 12);
        Assert.StartsWith("more often tier gold (", trait.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(segments.SelectMany(s => s.Traits), t => t.Category == "rare");
        Assert.All(segments.SelectMany(s => s.Traits).Where(t => t.Category is not null), t => Assert.True(t.EffectSize > 0));
    }

    [Fact]
    public void Raw_iris_gives_the_known_segments()
    {
        IReadOnlyList<Segment> segments = Iris(Raw with { ClusterCount = 3 });
        Assert.Equal([62, 50, 38], segments.Select(s => s.Size));
        SegmentationRun run = segments[0].Run;
        Assert.Equal(78.851441, run.Inertia, 1e-6);
        Assert.Equal(0.552819, run.Silhouette!.Value, 1e-6);
        Assert.Equal(150, run.SilhouetteSampleSize);
        Assert.Equal("3 segments were asked for.", run.ClusterCountReason);
        Assert.Single(run.Candidates);
    }

    [Fact]
    public void Scaled_iris_gives_the_known_inertia()
    {
        SegmentationRun run = Iris(new() { ClusterCount = 3, Transform = FeatureTransform.None })[0].Run;
        Assert.Equal(139.820496, run.Inertia, 1e-6);
    }

    [Fact]
    public void Segments_partition_the_customers()
    {
        IReadOnlyList<Segment> segments = Iris(new());
        Assert.Equal(150, segments.SelectMany(s => s.CustomerIds).Distinct().Count());
        Assert.Equal(150, segments.Sum(s => s.Size));
        Assert.Equal(1, segments.Sum(s => s.Share), 1e-12);
        Assert.Equal(segments.Select((_, i) => $"S{i + 1}"), segments.Select(s => s.SegmentId));
        Assert.All(segments, s => Assert.Equal(s.CustomerIds.Order(StringComparer.Ordinal), s.CustomerIds));
        foreach ((Segment segment, int index) in segments.Select((s, i) => (s, i)))
        {
            int[] rows = [.. segment.CustomerIds.Select(id => int.Parse(id, CultureInfo.InvariantCulture))];
            Assert.All(rows, row => Assert.Equal(index, segment.Run.Labels[row]));
        }
    }

    [Fact]
    public void Equal_runs_have_equal_ids_on_any_number_of_threads_and_other_runs_have_others()
    {
        string Id(SegmentationOptions options) => Iris(options)[0].Run.RunId;
        Assert.Matches("^[0-9a-f]{12}$", Id(new()));
        Assert.Equal(Id(new() { ThreadCount = 1 }), Id(new() { ThreadCount = 8 }));
        Assert.NotEqual(Id(new()), Id(new() { Seed = 1 }));
        Assert.NotEqual(Id(new()), Id(new() { Features = ["x1", "x2"] }));
    }

    [Fact]
    public void Everything_is_the_same_at_any_number_of_threads_and_in_any_culture()
    {
        string Describe(int threads) => string.Join('\n', Profiles(1500, new() { ThreadCount = threads }).Select(s =>
            FormattableString.Invariant($"{s.Name} {s.Size} {s.TotalRevenue} {s.Run.Inertia:R} ")
                + s.Run.ClusterCountReason + string.Join('|', s.Traits)));
        string expected = Describe(1);
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            Assert.Equal(expected, Describe(2));
            Assert.Equal(expected, Describe(8));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Profile_segments_carry_value_names_and_traits_with_numbers()
    {
        IReadOnlyList<Segment> segments = Profiles(1500, new() { ClusterCount = 3 });
        Assert.Equal(3, segments.Select(s => s.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(segments, s => Assert.NotEmpty(s.Traits));
        Assert.All(segments, s => Assert.All(s.Traits, t => Assert.True(Math.Abs(t.EffectSize) >= 0.3)));
        Segment best = segments.MaxBy(s => s.AverageRevenue)!;
        Assert.Contains(
            best.Traits,
            t => t.Feature == "NetRevenue" && Regex.IsMatch(t.Text, @"^far higher net revenue \(\d.* against \d"));
        Segment lapsed =
            segments.MaxBy(s => s.Traits.FirstOrDefault(t => t.Feature == "DaysSinceLastPurchase")?.EffectSize ?? -9)!;
        Assert.Contains("iscount-driven", lapsed.Name, StringComparison.Ordinal);
        ProfileTable profiles = SegmentData.Profiles(1500);
        Assert.Equal((decimal)profiles.Numbers("NetRevenue")!.Sum(), segments.Sum(s => s.TotalRevenue!.Value), 6);
        Assert.Null(best.TotalClv);
        Assert.Same(best.Run, lapsed.Run);
    }

    [Fact]
    public void Planted_groups_are_found_and_redundant_columns_left_out_with_the_reason()
    {
        (ProfileTable profiles, int[] groups) = SegmentData.ProfilesWithGroups(1500);
        SegmentationRun run = Segmenter.Run(profiles, new())[0].Run;
        Assert.Equal(3, run.ClusterCount);
        Assert.True(Agreement.AdjustedRand(groups, run.Labels) > 0.95);
        Assert.Contains(
            run.DroppedFeatures,
            d => d.Name == "PageViewCount" && d.Reason.Contains("moves with", StringComparison.Ordinal));
        Assert.Contains(
            run.DroppedFeatures, d => d.Name == "CampaignShare" && d.Reason == "the data has no such column");
        Assert.Equal(profiles.AsOf, run.AsOf);
    }

    [Fact]
    public void Archetypes_of_generated_customers_are_found_again()
    {
        EventDataset events = SyntheticEvents.Create(new() { CustomerCount = 2000, Seed = 42 });
        events = events.WithMerges(IdentityResolver.Resolve(events.IdHistory));
        ProfileTable profiles = ProfileBuilder.Build(events);
        string[] archetypes = [.. profiles.CustomerIds.Select(id => events.Truth!.Archetypes[id])];
        string[] names = [.. archetypes.Distinct()];
        IReadOnlyList<Segment> segments = Segmenter.Run(profiles, new() { ClusterCount = 10 });
        int[] truth = [.. archetypes.Select(a => Array.IndexOf(names, a))];
        Assert.True(Agreement.AdjustedRand(truth, segments[0].Run.Labels) > 0.75);
        Assert.Equal(10, segments.Select(s => s.Name).Distinct().Count());
    }

    [Fact]
    public void Profiles_without_any_known_revenue_are_segmented_by_the_rest()
    {
        ProfileTable profiles = SegmentData.Profiles(300);
        double[] unknown = [.. Enumerable.Repeat(double.NaN, 300)];
        profiles = profiles.With([(new ProfileColumn("NetRevenue", "net revenue", ProfileUnit.Money, ""), unknown)]);
        IReadOnlyList<Segment> segments = Segmenter.Run(profiles, new());
        Assert.All(segments, s => Assert.DoesNotContain(s.Traits, t => t.Feature == "NetRevenue"));
        Assert.All(segments, s => Assert.Null(s.TotalRevenue));
    }

    [Fact]
    public void Clv_is_totalled_when_the_profiles_have_it()
    {
        ProfileTable profiles = SegmentData.Profiles(300);
        double[] clv = [.. Enumerable.Range(0, 300).Select(i => i % 10 == 0 ? double.NaN : 2.5)];
        profiles = profiles.With([(new ProfileColumn("Clv", "expected value", ProfileUnit.Money, ""), clv)]);
        Assert.Equal(675m, Segmenter.Run(profiles, new()).Sum(s => s.TotalClv));
    }

    [Theory]
    [InlineData(2, 4)]
    [InlineData(3, 8)]
    [InlineData(2, 15)]
    [InlineData(6, 15)]
    public void Names_are_unique(int columns, int clusters)
    {
        for (int seed = 0; seed < 10; seed++)
        {
            FeatureTable table = ClusterData.Table(ClusterData.Blobs(600, columns, clusters, 6, seed).Matrix);
            string[] names = [.. Segmenter.Run(table, "blobs", new() { ClusterCount = clusters }).Select(s => s.Name)];
            Assert.Equal(clusters, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
            Assert.DoesNotContain(names, n => Regex.IsMatch(n, @"\(\d+\)$"));
        }
    }

    [Fact]
    public void Undeclared_columns_are_named_plainly()
    {
        FeatureTable table = new(
            [.. Enumerable.Range(0, 40).Select(i => i.ToString("D2", null))],
            [
                new FeatureColumn(
                    "Income", [.. Enumerable.Range(0, 40).Select(i => i < 30 ? 10.0 + (i % 3) : 90 + (i % 3))]),
            ]);
        IReadOnlyList<Segment> segments = Segmenter.Run(table, "people", new() { ClusterCount = 2 });
        Assert.Equal(["Very low Income", "Very high Income"], segments.Select(s => s.Name));
        Assert.Equal("far higher Income (90.9 against 11)", segments[1].Traits.Single().Text);
        Assert.Null(segments[0].TotalRevenue);
    }

    [Fact]
    public void Rows_without_any_value_are_left_out_and_listed()
    {
        FeatureTable iris = ClusterData.Table(ClusterData.Load("iris").Matrix);
        foreach (FeatureColumn column in iris.Columns)
        {
            (column.Values[7], column.Values[9]) = (double.NaN, double.PositiveInfinity);
        }

        iris.Columns[0].Values[3] = double.NaN;
        SegmentationRun run = Segmenter.Run(iris, "iris", new())[0].Run;
        Assert.Equal(["000007", "000009"], run.SkippedIds);
        Assert.Equal(148, run.CustomerCount);
        Assert.Equal(1, run.Features[0].MissingCount);
        Assert.Equal(148, run.Input.Ids.Count);
    }

    [Fact]
    public void One_segment_can_be_asked_for()
    {
        Segment all = Assert.Single(Iris(new() { ClusterCount = 1 }));
        Assert.Equal("All customers", all.Name);
        Assert.Equal(150, all.Size);
        Assert.Null(all.Run.Silhouette);
    }

    [Fact]
    public void Bad_input_gives_a_clear_error()
    {
        FeatureTable Table(params double[] values) => new(
            [.. Enumerable.Range(0, values.Length).Select(i => $"c{i}")], [new FeatureColumn("a", values)]);
        void Throws(string id, FeatureTable table, SegmentationOptions options) =>
            Assert.Equal(id, Assert.Throws<SegmentationException>(() => Segmenter.Run(table, "test", options)).ErrorId);
        Throws(ErrorIds.NoCustomers, Table(), new());
        Throws(ErrorIds.NoCustomers, Table(double.NaN, double.NaN), new());
        Throws(ErrorIds.TooFewCustomers, Table(1), new());
        Throws(ErrorIds.TooFewCustomers, Table(1, 2, 3), new() { ClusterCount = 5 });
        Throws(ErrorIds.NoVariation, Table(4, 4, 4, 4), new());
        Throws(ErrorIds.NoVariation, Table(1, 2, 1, 2, 1, 2), new() { ClusterCount = 3 });
        Throws(ErrorIds.UnknownFeature, Table(1, 2, 3), new() { Features = ["b"] });
        Throws(ErrorIds.InvalidOption, Table(1, 2, 3), new() { MinimumClusterCount = 1 });
        Throws(ErrorIds.InvalidOption, Table(1, 2, 3), new() { ClusterCount = 0 });
        Throws(ErrorIds.InvalidOption, Table(1, 2, 3), new() { Transform = FeatureTransform.Cyclic });
        Throws(ErrorIds.UnexpectedInput, new(["x", "x"], [new FeatureColumn("a", [1, 2])]), new());
        SegmentationException one = Assert.Throws<SegmentationException>(() => Segmenter.Run(Table(1), "test", new()));
        Assert.Equal("There is 1 customer, too few for 2 segments.", one.Message);
    }

    [Fact]
    public void Two_customers_are_enough_for_two_segments()
    {
        FeatureTable table = new(["a", "b"], [new FeatureColumn("x", [1, 5])]);
        Assert.Equal(2, Segmenter.Run(table, "test", new()).Count);
    }

    private static IReadOnlyList<Segment> Iris(SegmentationOptions options) =>
        Segmenter.Run(ClusterData.Table(ClusterData.Load("iris").Matrix), "iris", options);

    private static IReadOnlyList<Segment> Profiles(int customers, SegmentationOptions options) =>
        Segmenter.Run(SegmentData.Profiles(customers), options);
}
