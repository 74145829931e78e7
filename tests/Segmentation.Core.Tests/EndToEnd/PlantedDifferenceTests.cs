using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Decisions;
using Segmentation.Events;
using Segmentation.Identity;
using Segmentation.Profiles;
using Segmentation.Segments;
using Segmentation.Statistics;
using Segmentation.Synthetic;
using Segmentation.Tests.Decisions;
using Xunit;

namespace Segmentation.Tests.EndToEnd;

/// <summary>A difference planted in generated events comes out of the whole path as what it is, and nothing else does.</summary>
public sealed class PlantedDifferenceTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(42)]
    public void Customers_who_differ_only_in_hour_are_actionable_on_WHEN_alone(int seed)
    {
        EventDataset data = Twins(seed);
        ProfileTable profiles = ProfileBuilder.Build(data, new ProfileOptions());
        int[] truth = TruthOf(data, profiles.CustomerIds);

        IReadOnlyList<Segment> judged = ActionabilityTest.Test(DecisionData.Segments(profiles, truth), new ActionabilityOptions());

        Assert.All(judged, segment => Assert.Equal(["WHEN"], segment.Actionability!.Dimensions));
        Assert.Contains(judged[1].Actionability!.When.Evidence, e => e is { Feature: "EveningShare", IsCarrying: true, Difference: > 0.5 });
        Assert.Contains("evening", judged[1].Actionability!.When.Action, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Segments_found_by_the_hour_are_the_twins_and_actionable_on_WHEN_alone()
    {
        EventDataset data = Twins(42);
        IReadOnlyList<Segment> segments = Segmenter.Run(
            ProfileBuilder.Build(data, new ProfileOptions()),
            new SegmentationOptions { ClusterCount = 2, Features = ["EveningShare", "MorningShare"] });
        SegmentationRun run = segments[0].Run;

        Assert.InRange(Agreement.AdjustedRand(TruthOf(data, run.Input.Ids), run.Labels), 0.95, 1);
        Assert.All(
            ActionabilityTest.Test(segments, new ActionabilityOptions()),
            segment => Assert.Equal(["WHEN"], segment.Actionability!.Dimensions));
    }

    [Fact]
    public void Generated_customers_in_shuffled_segments_give_no_dimension_in_95_of_100_seeds()
    {
        EventDataset data = SyntheticEvents.Create(new SyntheticOptions { CustomerCount = 600 });
        ProfileTable profiles = ProfileBuilder.Build(
            data.WithMerges(IdentityResolver.Resolve(data.IdHistory, new IdentityOptions())), new ProfileOptions());
        int[] labels = [.. profiles.CustomerIds.Select((_, i) => i % 3)];
        int clean = 0;
        for (int seed = 0; seed < 100; seed++)
        {
            SeededRandom random = new(seed);
            for (int i = labels.Length - 1; i > 0; i--)
            {
                int j = random.NextInt32(i + 1);
                (labels[i], labels[j]) = (labels[j], labels[i]);
            }

            clean += ActionabilityTest.Test(DecisionData.Segments(profiles, labels), new ActionabilityOptions())
                .All(segment => segment.Actionability!.IsActionable == false) ? 1 : 0;
        }

        Assert.InRange(clean, 95, 100);
    }

    [Fact]
    public void Twins_are_there_only_when_asked_for() =>
        Assert.DoesNotContain(
            SyntheticEvents.Create(new SyntheticOptions()).Truth!.Archetypes.Values,
            name => name.EndsWith("_twin", StringComparison.Ordinal));

    private static EventDataset Twins(int seed)
    {
        EventDataset data = SyntheticEvents.Create(new SyntheticOptions
        {
            CustomerCount = 900,
            Seed = seed,
            ArchetypeWeights = new Dictionary<string, double>(StringComparer.Ordinal) { ["daytime_twin"] = 2, ["evening_twin"] = 1 },
        });
        return data.WithMerges(IdentityResolver.Resolve(data.IdHistory, new IdentityOptions()));
    }

    private static int[] TruthOf(EventDataset data, IEnumerable<string> ids) =>
        [.. ids.Select(id => data.Truth!.Archetypes[id] == "evening_twin" ? 1 : 0)];
}
