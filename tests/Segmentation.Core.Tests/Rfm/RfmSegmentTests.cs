using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Segmentation.Profiles;
using Segmentation.Rfm;
using Xunit;
using static Segmentation.Tests.Rules.SampleTable;

namespace Segmentation.Tests.Rfm;

public sealed class RfmSegmentTests
{
    [Fact]
    public void The_default_set_covers_every_combination_exactly_once()
    {
        RfmLint lint = RfmLint.Check(RfmSegmentSet.Default);
        Assert.Equal(125, lint.CellCount);
        Assert.Empty(lint.UncoveredCells);
        Assert.Empty(lint.ContestedCells);
        Assert.Empty(lint.Findings);
        Assert.Equal(11, lint.Rules.Rules.Count);
        Assert.Equal(125, lint.Rules.Rules.Sum(rule => rule.MatchCount));
        Assert.All(RfmSegmentSet.Default.Rules.Rules, rule => Assert.True(rule.Description is not null && rule.Text is not null));
    }

    [Fact]
    public void The_ten_ranges_leave_10_combinations_open_and_58_to_their_order()
    {
        RfmLint lint = RfmLint.Check(RfmSegmentSet.TenRanges);
        Assert.Equal(10, lint.UncoveredCells.Count);
        Assert.Equal(58, lint.ContestedCells.Count);
        Assert.All(lint.ContestedCells, cell => Assert.InRange(cell.Segments.Count, 2, 5));
        Assert.Equal(5, lint.ContestedCells.Max(cell => cell.Segments.Count));
        Assert.StartsWith("10 of 125 combinations of scores belong to no segment: ", lint.Findings[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Scores_and_segment_become_columns()
    {
        double[] ramp = [1, 2, 3, 4, 5, Missing];
        RfmSegmentation result = RfmSegmentation.Apply(Of(
            ("DaysSinceLastPurchase", ramp), ("OrderCount", new double[] { 5, 4, 3, 2, 1, 0 }), ("NetRevenue", new double[] { 50, 40, 30, 20, 10, 0 })));
        Assert.Equal([5, 4, 3, 2, 1, Missing], result.Profiles.Numbers("RecencyScore")!);
        Assert.Equal([5, 4, 3, 2, 1, Missing], result.Profiles.Numbers("MonetaryScore")!);
        Assert.Equal("Champions", result.Profiles.Text("RfmSegment", 0));
        Assert.Equal("Lost", result.Profiles.Text("RfmSegment", 4));
        Assert.Null(result.Profiles.Text("RfmSegment", 5));
        Assert.Equal(5, result.Sizes.Sum(size => size.Count));
        Assert.Equal(["RecencyScore", "FrequencyScore", "MonetaryScore", "RfmSegment"], result.Profiles.Columns.Skip(3).Select(column => column.Name));
    }

    [Fact]
    public void Another_number_of_bins_needs_a_set_made_for_it()
    {
        double[] ramp = [1, 2, 3, 4];
        ProfileTable table = Of(("DaysSinceLastPurchase", ramp), ("OrderCount", ramp), ("NetRevenue", ramp));
        RfmSegmentation scoresOnly = RfmSegmentation.Apply(table, new RfmOptions { Bins = 4 });
        Assert.Null(scoresOnly.Segments);
        Assert.Null(scoresOnly.Profiles.Texts("RfmSegment"));
        Assert.Throws<SegmentationException>(() => RfmSegmentation.Apply(table, new RfmOptions { Bins = 4 }, RfmSegmentSet.TenRanges));
    }

    [Fact]
    public void Rules_over_the_sum_of_quartile_scores_can_be_written()
    {
        RfmSegmentSet set = RfmSegmentSet.FromDictionary(Table(
            ("name", "by sum"), ("bins", 4), ("otherwise", "Hibernating"),
            ("rules", new object[] { Sum("Champions", 10), Sum("Loyal", 8), Sum("Potential Loyalists", 6), Sum("At Risk", 5) })));
        double[] ramp = [1, 2, 3, 4];
        ProfileTable table = Of(("DaysSinceLastPurchase", new double[] { 4, 3, 2, 1 }), ("OrderCount", ramp), ("NetRevenue", ramp));
        RfmSegmentation result = RfmSegmentation.Apply(table, new RfmOptions { Bins = 4 }, set);
        Assert.Equal(
            ["Hibernating", "Potential Loyalists", "Loyal", "Champions"],
            Enumerable.Range(0, 4).Select(row => result.Profiles.Text("RfmSegment", row)));
        Assert.Equal(64, RfmLint.Check(set, result.Scores).CellCount);
    }

    [Fact]
    public void A_set_survives_being_written_and_read()
    {
        string written = JsonSerializer.Serialize(RfmSegmentSet.Default.ToDictionary());
        Assert.Equal(written, JsonSerializer.Serialize(RfmSegmentSet.FromDictionary(RfmSegmentSet.Default.ToDictionary()).ToDictionary()));
    }

    [Fact]
    public void Lint_finds_dead_and_shadowed_segments_with_their_customers()
    {
        RfmSegmentSet set = RfmSegmentSet.FromDictionary(Table(("bins", 3), ("rules", new object[]
        {
            Table(("name", "Recent"), ("recency", new object[] { 2, 3 })),
            Table(("name", "Best"), ("recency", 3), ("frequency", 3), ("monetary", 3)),
            Table(("name", "Nobody"), ("when", Compare("RecencyScore", ">", 3))),
        })));
        RfmScores scores = RfmScoring.Score([1, 2, 3], [3, 2, 1], [3, 2, 1], new RfmOptions { Bins = 3 });
        RfmLint lint = RfmLint.Check(set, scores);
        Assert.Equal(9, lint.UncoveredCells.Count);
        Assert.Equal(1, lint.UncoveredCells.Sum(cell => cell.Customers));
        Assert.Equal(1, Assert.Single(lint.ContestedCells).Customers);
        Assert.Equal(
            [
                "9 of 27 combinations of scores (1 customer) belong to no segment: 111, 112, 113, 121, 122, ….",
                "1 of 27 combinations of scores (1 customer) belong to several segments, so that their order decides: 333.",
                "Segment 'Best' stays empty: earlier segments take all its combinations.",
                "Segment 'Nobody' fits no combination of 1 to 3.",
            ],
            lint.Findings);
    }

    public static TheoryData<string, Dictionary<string, object?>> BadRules => new()
    {
        { "Rule 'x': 'rules[1].recency[2]' is '6', but has to be a whole number from 1 to 5.", Table(("name", "x"), ("recency", new object[] { 4, 6 })) },
        { "a list of the lowest and the highest score, in this order", Table(("name", "x"), ("recency", new object[] { 4, 3 })) },
        { "no condition is given", Table(("name", "x")) },
        { "'when' and 'recency' are both given", Table(("name", "x"), ("recency", 1), ("when", Compare("RecencyScore", ">", 3))) },
        { "'rules[1].recensy' is not known. Did you mean 'recency'?", Table(("name", "x"), ("recensy", 1)) },
    };

    [Theory]
    [MemberData(nameof(BadRules))]
    public void A_bad_segment_is_refused_with_its_place(string message, Dictionary<string, object?> rule)
    {
        SegmentationException error = Assert.Throws<SegmentationException>(() => RfmSegmentSet.FromDictionary(Table(("rules", new object[] { rule }))));
        Assert.Equal(ErrorIds.InvalidRules, error.ErrorId);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private static Dictionary<string, object?> Sum(string name, int least) => Rule(
        name, Table(("sum", new object[] { "RecencyScore", "FrequencyScore", "MonetaryScore" }), ("op", ">="), ("value", least)));
}
