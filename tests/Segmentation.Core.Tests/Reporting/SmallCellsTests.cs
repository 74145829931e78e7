using System.Collections.Generic;
using System.Linq;
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
