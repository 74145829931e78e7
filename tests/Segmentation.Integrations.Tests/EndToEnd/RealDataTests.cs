using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Segmentation.Events;
using Segmentation.Integrations.Files;
using Segmentation.Profiles;
using Segmentation.Reporting;
using Segmentation.Robustness;
using Segmentation.Segments;
using Xunit;

namespace Segmentation.Tests.EndToEnd;

/// <summary>Real files through all stages: nothing is lost between file and report.</summary>
public sealed class RealDataTests
{
    private static readonly RobustnessOptions s_fewReplicates = new() { Replicates = 10 };

    [Fact]
    public void Online_retail_keeps_its_rows_orders_and_money_from_file_to_segments()
    {
        EventDataset data = Open("online-retail/online_retail.csv.gz", "OnlineRetail");
        ProfileTable profiles = ProfileBuilder.Build(data, new ProfileOptions());

        Assert.Equal(541_909, data.RowsRead);
        Assert.Equal(541_909, data.RowsUsed + data.RowsSkipped.Sum(s => s.Count));
        Assert.Equal(135_080, data.RowsSkipped.Single(s => s.Reason.Contains("customer", StringComparison.Ordinal)).Count);
        Assert.Equal(4_372, profiles.Count);
        Assert.Equal(8_911_407.90, profiles.Numbers("GrossRevenue")!.Sum(), 2);
        Assert.Equal(18_536, profiles.Numbers("OrderCount")!.Where(x => x > 0).Sum());
        Assert.Equal(4_339, profiles.Numbers("OrderCount")!.Count(x => x > 0));

        IReadOnlyList<Segment> segments = Segmenter.Run(profiles, new SegmentationOptions { ClusterCount = 5 });
        Assert.Equal(5, segments.Count);
        Assert.Equal(4_372, segments.Sum(s => s.Size));
        Assert.Equal(profiles.Numbers("NetRevenue")!.Sum(), (double)segments.Sum(s => s.TotalRevenue)!.Value, 2);
        Assert.Equal(5, segments.Select(s => s.Name).Distinct().Count());

        SegmentReport report = ReportBuilder.Build(BootstrapStability.Test(segments, s_fewReplicates));
        using MemoryStream stream = new();
        JsonReport.Write(report, stream);
        using MemoryStream again = new(stream.ToArray());
        using MemoryStream twice = new();
        JsonReport.Write(JsonReport.Read(again), twice);
        Assert.Equal(stream.ToArray(), twice.ToArray());
        using StringWriter page = new();
        HtmlReport.Write(report, page);
        Assert.InRange(page.ToString().Length, 10_000, 400_000);
    }

    [Fact]
    public void Cdnow_sample_gives_the_published_totals_and_summaries()
    {
        EventDataset data = Open("cdnow/cdnow_sample.csv", "Cdnow");
        ProfileTable profiles = ProfileBuilder.Build(data, new ProfileOptions());
        Assert.Equal(2_357, profiles.Count);
        Assert.Equal(6_919, data.EventCount);
        Assert.Equal(244_091.94, profiles.Numbers("NetRevenue")!.Sum(), 2);

        ProfileTable calibration = ProfileBuilder.Build(
            data, new ProfileOptions { AsOf = ProfileOptions.EndOfDay(new DateOnly(1997, 9, 30)) });
        Dictionary<int, double[]> published = File.ReadLines(TestData.File("cdnow/cdnow_customers_summary.csv"))
            .Skip(1)
            .Select(line => line.Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray())
            .ToDictionary(cells => (int)cells[0]);
        Assert.Equal(2_357, published.Count);
        foreach (CustomerProfile profile in calibration.Profiles)
        {
            double[] expected = published[int.Parse(profile.CustomerId, CultureInfo.InvariantCulture)];
            Assert.Equal(expected[1], profile.Frequency!.Value);
            Assert.Equal(expected[2], profile.RecencyDays!.Value / 7.0, 0.0051);
            Assert.Equal(expected[3], profile.TDays!.Value / 7.0, 0.0051);
        }
    }

    [Fact]
    public void Clickstreams_are_read_whole_with_their_sessions()
    {
        EventDataset rees46 = Open("ecommerce/rees46_2019_oct_sample.csv", "Rees46");
        Assert.Equal((1_000, 1_000), (rees46.RowsRead, rees46.EventCount));

        EventMapping mapping = EventMapping.FromDictionary(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["fields"] = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["customer_id"] = "user_id",
                ["timestamp"] = "timestamp",
                ["event_type"] = "event",
                ["session_id"] = "session_id",
                ["device_type"] = "platform",
                ["channel"] = "acquisition_channel",
            },
        });
        EventDataset ecom = EventFiles.Open(
            [TestData.File("ecommerce/ecom.csv.gz")], new EventFileOptions { Mapping = mapping });
        ProfileTable profiles = ProfileBuilder.Build(ecom, new ProfileOptions());
        Assert.Equal(31_106, ecom.EventCount);
        Assert.Equal(3_605, profiles.Numbers("SessionCount")!.Sum());
    }

    private static EventDataset Open(string file, string preset) => EventFiles.Open(
        [TestData.File(file)], new EventFileOptions { Mapping = EventMappingPresets.Get(preset) });
}
