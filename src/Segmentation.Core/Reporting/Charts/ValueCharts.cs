using System;
using System.Collections.Generic;
using System.Linq;

namespace Segmentation.Reporting.Charts;

/// <summary>What the value model forecast, and what came. A chart without data is null.</summary>
internal static class ValueCharts
{
    private const double LargestDot = 9;
    private const double SmallestDot = 3;

    /// <summary>By forecast chance to be active: how many were. On the diagonal the chances are right.</summary>
    public static Chart? Calibration(ReportValueBacktest? test)
    {
        List<ReportForecastBin> bins = Known(test?.Calibration);
        if (bins.Count == 0)
        {
            return null;
        }

        double most = bins.Max(b => b.CustomerCount ?? 0);
        Tick[] ticks =
            [.. Enumerable.Range(0, 5).Select(i => new Tick(i / 4.0, Figures.Plain(25 * i) + " %"))];
        return new Chart
        {
            Id = "chart-calibration",
            Title = "Chance to be active: forecast and outcome",
            Description = "Points. " + string.Join("; ", bins.Select(InWords)) + ".",
            X = new Axis(new Scale(0, 1, ticks), "Forecast chance"),
            Y = new Axis(new Scale(0, 1, ticks), Grid: true),
            Plot = (BarChart.Width - 66, 220),
            Margin = (12, 14, 44, 52),
            Marks =
            [
                new Path([(0, 0), (1, 1)], Palette.Threshold, "Forecast chance = share that was active"),
                new Path([.. bins.Select(b => (b.Expected!.Value, b.Actual!.Value))], Palette.Line),
                .. bins.Select(b => new Dot(
                    b.Expected!.Value,
                    b.Actual!.Value,
                    SmallestDot + ((LargestDot - SmallestDot) * Math.Sqrt((b.CustomerCount ?? 0) / Math.Max(most, 1))),
                    Palette.Vote,
                    InWords(b))),
            ],
            Legend =
            [
                new(Palette.Threshold, "as forecast"),
                new(Palette.Vote, "share that was active; the larger, the more customers"),
            ],
            Data = Table("Chance to be active", bins, 3),
        };

        static string InWords(ReportForecastBin bin) =>
            $"{bin.Label}: forecast {Figures.Percent(bin.Expected)}, came {Figures.Percent(bin.Actual)}" + Count(bin);
    }

    /// <summary>By repeat purchases before the split: expected and actual orders per customer.</summary>
    public static Chart? Orders(ReportValueBacktest? test)
    {
        List<ReportForecastBin> bins = Known(test?.ByFrequency);
        if (bins.Count == 0)
        {
            return null;
        }

        Scale y = Scale.Linear(
            [0, .. bins.SelectMany(b => new[] { b.Expected!.Value, b.Actual!.Value })], v => Figures.Free(v));
        return new Chart
        {
            Id = "chart-forecast-orders",
            Title = "Orders per customer: forecast and outcome",
            Description = "Bars and points. " + string.Join("; ", bins.Select(InWords)) + ".",
            X = new Axis(Scale.Bands([.. bins.Select(b => b.Label)]), "Repeat purchases before the split"),
            Y = new Axis(y, Grid: true),
            Plot = (BarChart.Width - 66, 220),
            Margin = (12, 14, 44, 52),
            Marks =
            [
                .. bins.Select((b, i) => new Rectangle(i - 0.3, 0, i + 0.3, b.Actual!.Value, Palette.Bar, InWords(b))),
                .. bins.Select((b, i) => new Dot(i, b.Expected!.Value, 5, Palette.Chosen, InWords(b))),
            ],
            Legend = [new(Palette.Bar, "what came"), new(Palette.Chosen, "forecast")],
            Data = Table("Repeat purchases", bins, 2),
        };

        static string InWords(ReportForecastBin bin) =>
            $"{bin.Label}: forecast {Figures.Number(bin.Expected, 2)}, came {Figures.Number(bin.Actual, 2)}"
            + Count(bin);
    }

    private static List<ReportForecastBin> Known(IReadOnlyList<ReportForecastBin>? bins) =>
        [.. (bins ?? []).Where(b => b.Expected is not null && b.Actual is not null)];

    private static string Count(ReportForecastBin bin) =>
        bin.CustomerCount is { } count ? $" ({Figures.Plural(count, "customer")})" : string.Empty;

    private static ChartTable Table(string first, List<ReportForecastBin> bins, int decimals) => new(
        [first, "Customers", "Forecast", "Outcome"],
        [
            .. bins.Select(b => (IReadOnlyList<string>)
            [
                b.Label,
                b.CustomerCount is { } count ? Figures.Count(count) : Figures.Withheld,
                Figures.Number(b.Expected, decimals),
                Figures.Number(b.Actual, decimals),
            ]),
        ]);
}
