using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Segmentation.Events;
using Segmentation.Profiles;
using Xunit;

namespace Segmentation.Tests.Profiles;

/// <summary>The CDNOW sample against its published summaries.</summary>
public sealed class CdnowProfileTests
{
    [Fact]
    public void Calibration_summary_of_all_2357_customers_is_met_exactly()
    {
        ProfileTable table = Build.Table(Transactions(), new ProfileOptions { AsOf = Build.EndOf("1997-09-30") });
        Dictionary<int, CustomerProfile> profiles = table.Profiles.ToDictionary(
            profile => int.Parse(profile.CustomerId, CultureInfo.InvariantCulture));
        string[][] published = Rows("cdnow/cdnow_customers_summary.csv");
        string[][] withSpend = Rows("cdnow/cdnow_customers_summary_with_transactions.csv");
        Assert.Equal(2357, published.Length);
        Assert.Equal(2357, profiles.Count);
        for (int i = 0; i < published.Length; i++)
        {
            CustomerProfile profile = profiles[(int)Number(published[i][0])];
            Assert.Equal((int)Number(published[i][1]), profile.Frequency);
            Assert.Equal(Number(published[i][2]), Math.Round(profile.RecencyDays!.Value / 7.0, 2));
            Assert.Equal(Number(published[i][3]), Math.Round(profile.TDays!.Value / 7.0, 2));
            CustomerProfile spender = profiles[(int)Number(withSpend[i][0])];
            Assert.Equal(
                decimal.Parse(withSpend[i][4], CultureInfo.InvariantCulture),
                Math.Round(spender.MonetaryValue ?? 0, 2, MidpointRounding.AwayFromZero));
        }
    }

    [Fact]
    public void The_whole_log_adds_up_to_the_cent()
    {
        ProfileTable table = Build.Table(Transactions());
        ProfileSummary summary = ProfileSummary.Of(table);
        Assert.Equal(2357, summary.CustomerCount);
        Assert.Equal(6919, summary.OrderCount);
        Assert.Equal(244_091.94m, Math.Round(summary.NetRevenue!.Value, 6));
        Assert.Equal(6696, table.Numbers("DaysActive")!.Sum());
        Assert.Null(summary.SessionCount);
        Assert.Null(summary.AverageClv);
    }

    private static IEnumerable<EventRecord> Transactions() => Rows("cdnow/cdnow_sample.csv").Select(Transaction);

    private static EventRecord Transaction(string[] row) => new()
    {
        CustomerId = row[1],
        Type = EventType.Purchase,
        Timestamp = new DateTimeOffset(
            DateTime.ParseExact(row[2], "yyyy-MM-dd", CultureInfo.InvariantCulture), TimeSpan.Zero),
        TotalAmount = decimal.Parse(row[4], CultureInfo.InvariantCulture),
    };

    private static string[][] Rows(string file) =>
        [.. File.ReadLines(TestData.File(file)).Skip(1).Select(line => line.Split(','))];

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
