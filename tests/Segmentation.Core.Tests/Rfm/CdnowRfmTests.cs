using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Segmentation.Profiles;
using Segmentation.Rfm;
using Xunit;

namespace Segmentation.Tests.Rfm;

/// <summary>The tenth sample of CDNOW at the end of its calibration period, against published numbers.</summary>
public sealed class CdnowRfmTests
{
    [Fact]
    public void The_R_compatible_mode_gives_the_published_cut_points_and_segments()
    {
        RfmOptions options = new() { Method = RfmMethod.RCompatible };
        RfmSegmentation result = RfmSegmentation.Apply(Customers(), options, RfmSegmentSet.TenRanges);
        Assert.Equal([100, 199, 220, 243], result.Scores.Recency.CutPoints);
        Assert.Equal([2, 2, 3, 4], result.Scores.Frequency.CutPoints);
        Assert.Equal([15.96, 28.99, 46.976, 94.722], result.Scores.Monetary.CutPoints.Select(cut => Math.Round(cut, 6)));
        Assert.Equal(
            [
                ("Potential Loyalist", 668), ("About To Sleep", 651), ("Lost", 446), ("Champions", 191), ("Promising", 187), ("New", 114),
                ("Loyal", 40), ("Can't Lose", 26), ("Others", 19), ("Need Attention", 9), ("At Risk", 6),
            ],
            result.Sizes.OrderByDescending(size => size.Count).Select(size => (size.Name, size.Count)));
    }

    [Fact]
    public void All_one_time_buyers_get_the_same_frequency_score()
    {
        ProfileTable customers = Customers();
        RfmSegmentation result = RfmSegmentation.Apply(customers);
        double[] orders = customers.Numbers("OrderCount")!;
        int[] ofOne = [.. result.Scores.Frequency.Scores.Where((_, row) => orders[row] == 1).Select(score => (int)score)];
        Assert.Equal(0.599, ofOne.Length / (double)customers.Count, 0.0005);
        Assert.Equal([1], ofOne.Distinct());
        Assert.Equal([1411, 0, 439, 214, 293], result.Scores.Frequency.ScoreCounts);
        Assert.Equal("No customer has frequency score 2: 1,411 of 2,357 customers share the value 1.", Assert.Single(result.Scores.Collapsed));
        Assert.Equal(result.Scores.Collapsed[0], Assert.Single(result.Profiles.Notes, note => note.Term == "RFM scores").Text);
        Assert.Equal(2357, result.Sizes.Sum(size => size.Count));
        Assert.DoesNotContain(result.Sizes, size => size.Name == "(no segment)");
    }

    // Recency is counted to 1997-09-30; purchases of one day are one purchase.
    private static ProfileTable Customers()
    {
        DateOnly asOf = new(1997, 9, 30);
        var lines = File.ReadLines(TestData.File("cdnow/cdnow_sample.csv")).Skip(1).Select(line => line.Split(','))
            .Select(f => (Id: f[1], Date: DateOnly.ParseExact(f[2], "yyyy-MM-dd", CultureInfo.InvariantCulture), Amount: double.Parse(f[4], CultureInfo.InvariantCulture)))
            .Where(row => row.Date <= asOf)
            .GroupBy(row => row.Id, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).ToList();
        Assert.Equal(2357, lines.Count);
        return new ProfileTable(
            [.. lines.Select(group => group.Key)],
            new DateTimeOffset(1997, 9, 30, 0, 0, 0, TimeSpan.Zero),
            [
                new ProfileColumn("DaysSinceLastPurchase", "", ProfileUnit.Days, ""), new ProfileColumn("OrderCount", "", ProfileUnit.Count, ""),
                new ProfileColumn("NetRevenue", "", ProfileUnit.Money, ""),
            ],
            new Dictionary<string, double[]>
            {
                ["DaysSinceLastPurchase"] = [.. lines.Select(group => (double)(asOf.DayNumber - group.Max(row => row.Date).DayNumber))],
                ["OrderCount"] = [.. lines.Select(group => (double)group.Select(row => row.Date).Distinct().Count())],
                ["NetRevenue"] = [.. lines.Select(group => group.Sum(row => row.Amount))],
            },
            new Dictionary<string, TextValues>());
    }
}
