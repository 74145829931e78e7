using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Segmentation.Profiles;
using Segmentation.Rfm;
using Xunit;

namespace Segmentation.Tests.Rfm;

/// <summary>
/// The 995 customers of the data set <c>rfm_data_orders</c> of the R package <c>rfm</c> (MIT) as of 2006-12-31, reduced to
/// days, orders and revenue, against what that package makes of them.
/// </summary>
public sealed class OrdersRfmTests
{
    private static readonly RfmSegmentation s_result = RfmSegmentation.Apply(
        Customers(), new RfmOptions { Method = RfmMethod.RCompatible }, RfmSegmentSet.TenRanges);

    [Fact]
    public void Cut_points_and_score_counts_are_those_of_R()
    {
        RfmScores scores = s_result.Scores;
        Assert.Equal(995, scores.ScoredCount);
        Assert.Equal([115, 181, 297.4, 482], Rounded(scores.Recency));
        Assert.Equal([4, 5, 6, 8], Rounded(scores.Frequency));
        Assert.Equal([255.8, 382, 506.4, 666], Rounded(scores.Monetary));
        Assert.Equal([197, 200, 199, 199, 200], scores.Recency.ScoreCounts);
        Assert.Equal([268, 187, 176, 244, 120], scores.Frequency.ScoreCounts);
        Assert.Equal([200, 200, 198, 202, 195], scores.Monetary.ScoreCounts);
        Assert.Equal(["343", "412", "323", "544", "433"], Enumerable.Range(0, 5).Select(scores.Code));
    }

    [Fact]
    public void Segments_are_those_of_R() => Assert.Equal(
        [
            ("Potential Loyalist", 342), ("Loyal", 170), ("Lost", 148), ("New", 104), ("About To Sleep", 102),
            ("Can't Lose", 47), ("Champions", 35), ("At Risk", 28), ("Need Attention", 10), ("Promising", 9),
        ],
        s_result.Sizes.OrderByDescending(size => size.Count).Select(size => (size.Name, size.Count)));

    private static double[] Rounded(RfmDimension dimension) => [.. dimension.CutPoints.Select(cut => Math.Round(cut, 9))];

    private static ProfileTable Customers()
    {
        using Stream stream = typeof(OrdersRfmTests).Assembly.GetManifestResourceStream("rfm-orders.csv")!;
        using StreamReader reader = new(stream);
        double[][] rows = [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => line.Split(',').Select(f => double.Parse(f, CultureInfo.InvariantCulture)).ToArray())];
        string[] names = ["DaysSinceLastPurchase", "OrderCount", "NetRevenue"];
        return new ProfileTable(
            [.. rows.Select((_, i) => i.ToString("D4", CultureInfo.InvariantCulture))],
            new DateTimeOffset(2006, 12, 31, 0, 0, 0, TimeSpan.Zero),
            [.. names.Select(name => new ProfileColumn(name, name, ProfileUnit.Number, ""))],
            names.Select((name, i) => (name, Values: rows.Select(row => row[i]).ToArray()))
                .ToDictionary(c => c.name, c => c.Values),
            new Dictionary<string, TextValues>());
    }
}
