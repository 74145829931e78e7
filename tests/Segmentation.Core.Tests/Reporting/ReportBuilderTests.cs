using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Clustering;
using Segmentation.Events;
using Segmentation.Profiles;
using Segmentation.Reporting;
using Segmentation.Segments;
using Xunit;

namespace Segmentation.Tests.Reporting;

public sealed class ReportBuilderTests
{
    [Fact]
    public void A_report_carries_what_identifies_the_run()
    {
        IReadOnlyList<Segment> segments = SampleSegments.Tested();
        SegmentReport report = Reports.Of(segments);
        Assert.Equal(segments[0].Run.RunId, report.Run.RunId);
        Assert.Equal(42, report.Run.Seed);
        Assert.Equal(segments[0].Run.AsOf, report.Run.AsOf);
        Assert.Equal(3000, report.Run.CustomerCount);
        Assert.Equal(segments.Sum(s => s.TotalRevenue), report.Summary.TotalRevenue);
        Assert.Equal(1, report.Segments.Sum(s => s.RevenueShare!.Value), 9);
        Assert.Equal(5, Assert.Single(report.ClusterCounts, c => c.Chosen).ClusterCount);
    }

    [Fact]
    public void Rows_in_are_rows_used_and_rows_reported()
    {
        ReportIntake intake = Reports.Of(SampleSegments.Create()).Intake!;
        Assert.Equal(intake.RowsRead, intake.RowsUsed + intake.RowsSkipped.Sum(s => s.Count));
    }

    [Fact]
    public void Some_of_the_segments_are_reported_as_some()
    {
        SegmentReport report = Reports.Kind("filtered");
        Assert.Equal(3, report.Summary.SegmentsShown);
        Assert.Equal(5, report.Run.ClusterCount);
        Assert.All(report.Segments, s => Assert.Null(s.RevenueShare));
        Assert.Contains("3 of 5 segments shown", Reports.Html(report), StringComparison.Ordinal);
        Assert.Contains("3 of 5 segments shown", Reports.Markdown(report), StringComparison.Ordinal);
    }

    [Fact]
    public void A_negative_segment_leaves_no_revenue_shares()
    {
        List<Segment> segments = [.. SampleSegments.Create()];
        segments[1] = segments[1] with { TotalRevenue = -10m };
        Assert.All(Reports.Of(segments).Segments, s => Assert.Null(s.RevenueShare));
    }

    [Fact]
    public void A_total_with_an_unknown_part_is_unknown()
    {
        List<Segment> segments = [.. SampleSegments.Create()];
        segments[1] = segments[1] with { TotalRevenue = null };
        SegmentReport report = Reports.Of(segments);
        Assert.Null(report.Summary.TotalRevenue);
        Assert.Null(report.Summary.TotalClv);
        Assert.All(report.Segments, s => Assert.Null(s.RevenueShare));
    }

    [Fact]
    public void Figures_that_are_not_finite_are_absent()
    {
        List<Segment> segments = [.. SampleSegments.Create()];
        SegmentTrait trait = segments[0].Traits[0] with { EffectSize = double.PositiveInfinity, RestMean = double.NaN };
        segments[0] = segments[0] with { Traits = [trait] };
        SegmentReport report = Reports.Of(segments);
        Assert.Null(report.Segments[0].Traits[0].EffectSize);
        Assert.Null(report.Segments[0].Traits[0].RestMean);
        Assert.Null(report.Features.Single(f => f.Name == "DiscountShare").UpperBound);
        Assert.Equal(report.Segments[0].Traits, Reports.Read(Reports.Json(report)).Segments[0].Traits);
    }

    [Fact]
    public void Time_is_in_a_report_only_when_given()
    {
        Assert.Null(Reports.Of(SampleSegments.Create()).GeneratedAt);
        DateTimeOffset moment = new(2025, 7, 1, 8, 0, 0, TimeSpan.FromHours(2));
        SegmentReport report = ReportBuilder.Build(SampleSegments.Create(), new ReportOptions { GeneratedAt = moment });
        Assert.Equal(moment, Reports.Read(Reports.Json(report)).GeneratedAt);
        Assert.Contains("Made 2025-07-01 06:00 UTC", Reports.Html(report), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Reports.Kinds), MemberType = typeof(Reports))]
    public void No_customer_id_is_in_a_report(string kind)
    {
        SegmentReport report = Reports.Kind(kind);
        foreach (string text in (string[])[Reports.Json(report), Reports.Html(report), Reports.Markdown(report)])
        {
            Assert.DoesNotContain("customer-0", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("orders.csv:12: customer 4711 has no date", "orders.csv:12")]
    [InlineData(@"C:\data\orders.csv:7: 4711", @"C:\data\orders.csv:7")]
    [InlineData("orders.csv:99", "orders.csv:99")]
    [InlineData("row 3: 4711", "row 3")]
    [InlineData("customer 4711 has no date", null)]
    [InlineData("4711", null)]
    public void Of_a_skipped_row_only_its_place_is_told(string example, string? place)
    {
        IReadOnlyList<Segment> segments = SampleSegments.Create();
        ProfileTable profiles = segments[0].Run.Profiles!;
        IntakeSummary intake = profiles.Intake! with { RowsSkipped = [new SkippedRows("no date", 1, [example])] };
        ProfileTable table = new(
            profiles.CustomerIds,
            profiles.AsOf,
            [],
            new Dictionary<string, double[]>(StringComparer.Ordinal),
            new Dictionary<string, TextValues>(StringComparer.Ordinal),
            intake: intake);
        SegmentationRun run = segments[0].Run with { Profiles = table };
        SegmentReport report = Reports.Of([.. segments.Select(s => s with { Run = run })]);
        Assert.Equal(place is null ? [] : [place], report.Intake!.RowsSkipped[0].Locations);
    }

    [Fact]
    public void Input_that_is_no_one_run_is_an_error()
    {
        IReadOnlyList<Segment> segments = SampleSegments.Create();
        Segment other = segments[1] with { Run = segments[1].Run with { RunId = "other" } };
        foreach (Segment[] wrong in (Segment[][])[[], [segments[0], other], [segments[0], segments[0]]])
        {
            SegmentationException error = Assert.Throws<SegmentationException>(() => ReportBuilder.Build(wrong));
            Assert.Equal(ErrorIds.UnexpectedInput, error.ErrorId);
            Assert.NotNull(error.RecommendedAction);
        }
    }

    [Fact]
    public void Profiles_are_in_standard_deviations_whatever_the_scaling_and_weight()
    {
        // Two segments of two; columns: 0 0 4 4 (mean 2, deviation 2), the same times 10 plus 5, and a constant.
        IReadOnlyList<Segment> sample = SampleSegments.Create(2, 4);
        SegmentationRun run = sample[0].Run with
        {
            Features = [sample[0].Run.Features[0], sample[0].Run.Features[1], sample[0].Run.Features[2]],
            Labels = [0, 0, 1, 1],
            Matrix = new FeatureMatrix(4, 3, [0, 5, 0.1, 0, 5, 0.1, 4, 45, 0.1, 4, 45, 0.1]),
        };
        IReadOnlyList<string> ids = run.Input.Ids;
        SegmentReport report = Reports.Of(
        [
            sample[1] with { Run = run, CustomerIds = [ids[2], ids[3]] },
            sample[0] with { Run = run, CustomerIds = [ids[0], ids[1]] },
        ]);
        Assert.Equal([1.0, 1.0, null], report.Segments[0].Profile!.Select(p => p.StandardizedMean));
        Assert.Equal([-1.0, -1.0, null], report.Segments[1].Profile!.Select(p => p.StandardizedMean));
    }

    [Fact]
    public void A_run_without_feature_values_has_no_profile_and_no_heat_map()
    {
        IReadOnlyList<Segment> segments = SampleSegments.Create();
        SegmentationRun run = segments[0].Run with { Matrix = new FeatureMatrix(0, 0, []) };
        SegmentReport report = Reports.Of([.. segments.Select(s => s with { Run = run })]);
        Assert.All(report.Segments, s => Assert.Null(s.Profile));
        Assert.DoesNotContain("chart-profile", Reports.Html(report), StringComparison.Ordinal);
    }
}
