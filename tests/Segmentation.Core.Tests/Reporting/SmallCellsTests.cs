using System.Collections.Generic;
using System.Linq;
using Segmentation.Profiles;
using Segmentation.Reporting;
using Segmentation.Segments;
using Xunit;

namespace Segmentation.Tests.Reporting;

public sealed class SmallCellsTests
{
    [Theory]
    [InlineData(new[] { 500, 40, 300, 9 }, new[] { 3 }, new[] { 1 })]
    [InlineData(new[] { 500, 40, 6, 7 }, new[] { 2, 3 }, new int[0])]
    [InlineData(new[] { 500, 40, 2, 3 }, new[] { 2, 3 }, new[] { 1 })]
    [InlineData(new[] { 500, 40, 10 }, new int[0], new int[0])]
    [InlineData(new[] { 500, 0, 40 }, new int[0], new int[0])]
    [InlineData(new[] { 9 }, new[] { 0 }, new int[0])]
    public void A_single_small_cell_takes_the_next_smallest_with_it(int[] sizes, int[] small, int[] hiding)
    {
        (HashSet<int> foundSmall, HashSet<int> foundHiding) = SmallCells.Choose(sizes, 10);
        Assert.Equal(small, foundSmall.Order());
        Assert.Equal(hiding, foundHiding.Order());
    }

    [Fact]
    public void A_small_segment_cannot_be_found_by_subtraction_and_the_report_says_so()
    {
        SegmentReport report = Shared(SampleJudgements.Judged());
        List<ReportSegment> hidden = [.. report.Segments.Where(s => s.Size is null)];
        Assert.True(hidden.Count >= 2);
        Assert.True(report.Run.CustomerCount - report.Segments.Sum(s => s.Size ?? 0) >= 700);
        Assert.All(report.Segments, s => Assert.True(s.Size is null or >= 700));
        Assert.All(hidden, s =>
        {
            Assert.Null(s.Share);
            Assert.Null(s.TotalRevenue);
            Assert.Null(s.TotalClv);
            Assert.Null(s.Viability);
            Assert.Null(s.Validation);
            Assert.Null(s.Explanation);
        });
        Assert.NotEmpty(report.Privacy!.Withheld);
        string[] forms = [Reports.Html(report), Reports.Markdown(report), Reports.PlainText(report)];
        Assert.All(forms, text => Assert.Contains("withheld", text, System.StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("3 members without a value left out.", true)]
    [InlineData("1,204 of 1,622 members have bought.", false)]
    [InlineData("main category Shoes: 2.5 % of the members against 3 % of the rest", true)]
    [InlineData("main category Shoes: 25 % of the members against 3 % of the rest", false)]
    [InlineData("main device mobile: 99.5 % of the members against 30 % of the rest", true)]
    [InlineData("main channel mail: 30 % of the members against 0.2 % of the rest", true)]
    [InlineData("higher evening share: 1 % against 0.1 %", false)]
    public void A_text_about_few_customers_is_withheld(string text, bool withheld)
    {
        ReportSegment segment = Reports.Kind("judged").Segments[0] with { Size = 300 };
        ReportSegment told = segment with
        {
            Viability = segment.Viability! with { ValueReason = text, Reasons = [text, "It pays."] },
            Explanation = segment.Explanation! with { KeyCharacteristics = [text] },
        };
        ReportSegment shared = SmallCells.Withhold(Reports.Kind("judged") with { Segments = [told] }, 10).Segments[0];
        Assert.Equal(withheld ? 1 : 2, shared.Viability!.Reasons.Count);
        Assert.Equal(withheld, shared.Viability.ValueReason != text);
        Assert.Equal(withheld, shared.Explanation is null);
    }

    [Fact]
    public void Shares_of_words_rules_and_members_in_doubt_are_counts_too()
    {
        ReportSegment segment = Reports.Kind("judged").Segments[0] with { Size = 300 };
        ActionabilityEvidence evidence = segment.Actionability!.What.Evidence[0] with { Level = "Shoes", Text = "Shoes", SegmentValue = 0.02 };
        ReportSegment told = segment with
        {
            Actionability = segment.Actionability with { What = segment.Actionability.What with { Evidence = [evidence] } },
            Rule = new ReportRule { Words = "w", Filter = "f", Sql = "s", Precision = 0.99, Recall = 0.9 },
            Robustness = segment.Robustness! with { UnsureMemberShare = 0.01 },
        };
        ReportSegment shared = SmallTexts.Withhold(told, 2700, 10);
        Assert.Empty(shared.Actionability!.What.Evidence);
        Assert.Null(shared.Rule!.Precision ?? shared.Rule.Recall);
        Assert.Null(shared.Robustness!.UnsureMemberShare);
        ActionabilityEvidence yes = evidence with { Level = null, Unit = ProfileUnit.Number };
        ActionabilityEvidence mean = evidence with { Level = null, Unit = ProfileUnit.Share };
        SegmentActionability counted = told.Actionability! with { What = told.Actionability.What with { Evidence = [yes, mean] } };
        Assert.Equal(
            [mean], SmallTexts.Withhold(told with { Actionability = counted }, 2700, 10).Actionability!.What.Evidence);
        ReportSegment fine = SmallTexts.Withhold(told with { Rule = told.Rule with { Precision = 0.8 } }, 2700, 2);
        Assert.Equal(0.8, fine.Rule!.Precision);
        Assert.Single(fine.Actionability!.What.Evidence);
    }

    [Theory]
    [InlineData(true, 0.02, 0.5, false)]
    [InlineData(true, 0.99, 0.5, false)]
    [InlineData(true, 0.5, 0.001, false)]
    [InlineData(true, 0.5, 0.4, true)]
    [InlineData(null, 0.02, 0.5, true)]
    public void A_share_of_customers_is_a_count_and_a_mean_share_is_none(bool? counts, double here, double rest, bool shown)
    {
        ReportSegment segment = Reports.Kind("judged").Segments[0] with { Size = 300 };
        ReportTrait trait = new()
        {
            Feature = "Shop",
            Text = "more often shop Oslo",
            SegmentMean = here,
            RestMean = rest,
            IsShareOfCustomers = counts,
            Unit = ProfileUnit.Share,
        };
        Assert.Equal(shown, SmallTexts.Withhold(segment with { Traits = [trait] }, 2700, 10).Traits.Count == 1);
    }

    [Fact]
    public void What_rests_on_a_rule_that_tells_of_few_is_withheld_with_its_figures()
    {
        ReportSegment segment = Reports.Kind("judged").Segments[0] with
        {
            Size = 300,
            Rule = new ReportRule { Words = "w", Filter = "f", Sql = "s", Precision = 0.99, Recall = 0.9 },
        };
        Assert.NotNull(segment.Viability!.Targetability.Value);
        Assert.Null(SmallTexts.Withhold(segment, 2700, 10).Viability!.Targetability.Value);
        Assert.NotNull(SmallTexts.Withhold(segment, 2700, 2).Viability!.Targetability.Value);
    }

    [Fact]
    public void Customers_of_segments_that_are_not_shown_cannot_be_counted_by_subtraction()
    {
        IReadOnlyList<Segment> all = SampleJudgements.Judged();
        Segment smallest = all.MinBy(s => s.Size)!;
        SegmentReport report = ReportBuilder.Build(
            [.. all.Where(s => s != smallest)], new ReportOptions { MinimumCellSize = smallest.Size + 1 });
        Assert.Contains(report.Privacy!.Withheld, note => note.Term == "Segments that are not shown");
        Assert.True(report.Run.CustomerCount - report.Segments.Sum(s => s.Size ?? 0) > smallest.Size);
        Assert.Null(report.Summary.CustomersShown);
    }

    [Fact]
    public void A_segment_that_hides_another_says_nothing_against_the_rest()
    {
        IReadOnlyList<Segment> segments = SampleJudgements.Judged();
        SegmentReport report = ReportBuilder.Build(
            segments, new ReportOptions { MinimumCellSize = segments.Min(s => s.Size) + 1 });
        List<ReportSegment> hiding = [.. report.Segments.Where(s => s.Size is null && s.Traits.Count > 0)];
        Assert.NotEmpty(hiding);
        Assert.All(hiding, s =>
        {
            Assert.All(s.Traits, t => Assert.Null(t.RestMean ?? t.EffectSize));
            Assert.All(s.Actionability!.All, d => Assert.Empty(d.Evidence));
        });
        Assert.All(report.Segments, s => Assert.Null(s.SilhouetteQuantiles));
    }

    [Fact]
    public void Nothing_is_withheld_where_all_cells_are_large()
    {
        SegmentReport report = ReportBuilder.Build(SampleSegments.Valued(), new ReportOptions { MinimumCellSize = 5 });
        Assert.Empty(report.Privacy!.Withheld);
        Assert.All(report.Segments, s => Assert.NotNull(s.Size));
    }

    [Fact]
    public void Filtered_to_one_small_segment_even_the_totals_are_withheld()
    {
        SegmentReport report = Shared([SampleJudgements.Judged().MinBy(s => s.Size)!]);
        Assert.Null(report.Summary.CustomersShown);
        Assert.Null(report.Summary.TotalRevenue);
    }

    [Fact]
    public void A_report_holds_ids_only_when_asked_and_never_with_withheld_cells()
    {
        IReadOnlyList<Segment> segments = SampleSegments.Create();
        Assert.DoesNotContain("customer-0", Reports.Json(Reports.Of(segments)), System.StringComparison.Ordinal);
        SegmentReport asked = ReportBuilder.Build(segments, new ReportOptions { IncludeCustomerIds = true });
        Assert.Equal(segments[0].CustomerIds, asked.Segments[0].CustomerIds);
        Assert.Contains("customer-000017", Reports.Html(asked), System.StringComparison.Ordinal);
        Assert.Equal(ErrorIds.InvalidOption, Assert.Throws<SegmentationException>(() => ReportBuilder.Build(
            segments, new ReportOptions { IncludeCustomerIds = true, MinimumCellSize = 5 })).ErrorId);
        Assert.Equal(ErrorIds.TooFewCustomers, Assert.Throws<SegmentationException>(() => ReportBuilder.Build(
            segments, new ReportOptions { MinimumCellSize = 5000 })).ErrorId);
    }

    private static SegmentReport Shared(IReadOnlyList<Segment> segments) =>
        ReportBuilder.Build(segments, new ReportOptions { MinimumCellSize = 700 });
}
