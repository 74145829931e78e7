using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Decisions;
using Segmentation.LookAlikes;
using Segmentation.Profiles;
using Segmentation.Segments;
using Segmentation.Tests.Decisions;
using Xunit;

namespace Segmentation.Tests.LookAlikes;

/// <summary>Look-alikes of segments: all of them, each once, and what they do to the priority.</summary>
public sealed class SegmentOpportunitiesTests
{
    private static readonly string[] s_categories = ["Books", "Garden", "Music"];
    private readonly LookAlikeResult _found;
    private readonly IReadOnlyList<Segment> _segments;

    public SegmentOpportunitiesTests()
    {
        _found = LookAlikeSearch.Of(
            Shop.Dataset(Shop.Events(1500, 1, effect: 1.5, s_categories)),
            new LookAlikeOptions { HorizonDays = 60, Top = 5, ContactCost = 0.01m });
        ProfileTable profiles = ProfileBuilder.Build(
            Shop.Dataset(Shop.Events(1500, 1, effect: 1.5, s_categories)), new ProfileOptions());
        int[] labels = [.. Enumerable.Range(0, profiles.Count).Select(i => i < 200 ? 0 : 1)];
        _segments = ViabilityTest.Test(
            DecisionData.Segments(profiles, labels), new ViabilityAssumptions(), new ValidationCriteria());
    }

    [Fact]
    public void Segments_share_all_look_alikes_and_not_just_the_listed_ones()
    {
        IReadOnlyList<Segment> judged = SegmentOpportunities.AddTo(_segments, _found.Opportunities);

        Assert.Equal(_found.Total!.Customers, judged.Sum(s => s.LookAlikes!.Customers));
        Assert.True(_found.Total.Customers > 15);
        Assert.Equal(_found.Total.ExpectedFirstPurchases, judged.Sum(s => s.LookAlikes!.ExpectedFirstPurchases), 1e-9);
        Assert.Equal((double)_found.Total.IncrementalValue!.Value, (double)judged.Sum(s => s.LookAlikes!.IncrementalValue!.Value), .02);
        Assert.Equal(1, judged.Sum(s => s.LookAlikes!.ShareOfBase), 1e-4);
        Assert.All(judged, s => Assert.Equal(60, s.LookAlikes!.HorizonDays));
        Assert.All(judged, s => Assert.InRange(s.LookAlikes!.TopCategories.Count, 1, 3));
    }

    [Fact]
    public void They_count_for_the_priority_up_to_ten_points_and_are_named_where_missing()
    {
        IReadOnlyList<Segment> judged = SegmentOpportunities.AddTo(_segments, _found.Opportunities);

        PriorityPart without = _segments[0].Decision!.PriorityParts.Single(p => p.Name == "LookAlikes");
        PriorityPart part = judged[0].Decision!.PriorityParts.Single(p => p.Name == "LookAlikes");
        Assert.Null(without.Points);
        Assert.Contains("not assessed", without.Evidence, StringComparison.Ordinal);
        Assert.Equal(10 * Math.Min(1, judged[0].LookAlikes!.ShareOfBase / .25), part.Points!.Value, 1e-9);
        Assert.Equal(10, judged[1].Decision!.PriorityParts.Single(p => p.Name == "LookAlikes").Points);
        Assert.Equal(part.Points!.Value, judged[0].Decision!.Priority!.Value - _segments[0].Decision!.Priority!.Value, 1e-9);
        Assert.Equal(100, judged[0].Decision!.PriorityParts.Sum(p => p.Maximum));
        Assert.Equal(
            judged.Sum(s => s.LookAlikes!.IncrementalValue), Verdict.Summarize(judged).LookAlikeValue);
    }

    [Fact]
    public void Nothing_assessed_changes_nothing_and_two_searches_do_not_add_up()
    {
        CategoryOpportunity[] none = [.. _found.Opportunities.Select(o => o with { Total = null })];
        CategoryOpportunity other = _found.Opportunities[0] with { Check = _found.Check with { FittedCases = 1 } };

        Assert.Same(_segments[0], SegmentOpportunities.AddTo(_segments, none)[0]);
        Assert.Equal(ErrorIds.InvalidOption, Assert.Throws<SegmentationException>(
            () => SegmentOpportunities.AddTo(_segments, [_found.Opportunities[0], other])).ErrorId);
    }
}
