using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Segmentation.Clv;

namespace Segmentation.Tests.Clv;

/// <summary>The CDNOW data: calibration 1997-01-01 to 1997-09-30, holdout 39 weeks.</summary>
internal static class Cdnow
{
    public static readonly BgNbd PublishedBg = new(0.243, 4.414, 0.793, 2.426);

    public static readonly ParetoNbd PublishedPareto = new(0.553, 10.578, 0.606, 11.669);

    private static readonly DateTime Split = new(1997, 9, 30);

    /// <summary>The published calibration summary, in weeks of two decimals.</summary>
    public static PurchaseHistories Summary()
    {
        double[][] rows = [.. File
            .ReadLines(TestData.File("cdnow/cdnow_customers_summary_with_transactions.csv"))
            .Skip(1)
            .Select(line => line.Split(',').Select(Number).ToArray())];
        return new PurchaseHistories(
            [.. rows.Select(r => r[1])],
            [.. rows.Select(r => r[2] * 7)],
            [.. rows.Select(r => r[3] * 7)],
            [.. rows.Select(r => r[1] > 0 ? r[4] : double.NaN)]);
    }

    /// <summary>Calibration histories and holdout outcomes, from the log.</summary>
    public static (PurchaseHistories Calibration, double[] Orders, double[] Revenue) FromLog(
        string file = "cdnow_sample.csv")
    {
        List<double[]> rows = [];
        int first = file == "cdnow_sample.csv" ? 1 : 0;
        IEnumerable<IGrouping<string, (DateTime Day, double Amount)>> customers = File
            .ReadLines(TestData.File("cdnow/" + file))
            .Skip(1)
            .Select(line => line.Split(','))
            .GroupBy(
                f => f[first],
                f => (Day(f[first + 1]), Number(f[first + 3])),
                StringComparer.Ordinal);
        foreach (IGrouping<string, (DateTime Day, double Amount)> customer in customers)
        {
            (DateTime Day, double Amount)[] days = [.. customer
                .GroupBy(o => o.Day)
                .Select(g => (g.Key, g.Sum(o => o.Amount)))
                .OrderBy(d => d.Key)];
            (DateTime Day, double Amount)[] past = [.. days.Where(d => d.Day <= Split)];
            (DateTime Day, double Amount)[] future = [.. days.Where(d => d.Day > Split)];
            rows.Add(
            [
                past.Length - 1,
                (past[^1].Day - past[0].Day).TotalDays,
                (Split - past[0].Day).TotalDays,
                past.Length > 1 ? past.Skip(1).Average(d => d.Amount) : double.NaN,
                past.Sum(d => d.Amount),
                future.Length,
                future.Sum(d => d.Amount),
            ]);
        }

        double[] Column(int i) => [.. rows.Select(r => r[i])];
        return (new PurchaseHistories(Column(0), Column(1), Column(2), Column(3), Column(4)), Column(5), Column(6));
    }

    private static DateTime Day(string text) =>
        DateTime.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
