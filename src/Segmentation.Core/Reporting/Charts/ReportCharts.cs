using System;
using System.Collections.Generic;
using System.Linq;

namespace Segmentation.Reporting.Charts;

/// <summary>
/// How large the segments are, what they are worth and what they look like. A chart without data is null.
/// </summary>
internal static class ReportCharts
{
    // Columns narrower than this are headed by the id alone.
    private const double NamedWidth = 70;

    public static Chart Sizes(SegmentReport report) => BarChart.Of(
        "chart-size",
        "Customers by segment",
        [
            .. report.Segments.Select(s => new BarRow(
                ChartText.Name(s),
                s.Size,
                s.Size is { } size
                    ? $"{Figures.Count(size)} \u00B7 {Figures.Percent(s.Share)}"
                    : Figures.Withheld,
                Palette.Bar)),
        ]);

    public static Chart Shares(SegmentReport report) => BarChart.Of(
        "chart-share",
        "Share of customers by segment",
        [
            .. report.Segments.Select(s => new BarRow(
                ChartText.Name(s),
                s.Share,
                s.Share is null ? Figures.Withheld : Figures.Percent(s.Share),
                Palette.Bar)),
        ],
        Scale.Within([0, .. report.Segments.Select(s => s.Share ?? 0)], v => Figures.Free(100 * v) + " %"));

    /// <summary>Revenue, or expected value where there is no revenue.</summary>
    public static Chart? Values(SegmentReport report) =>
        report.Segments.Any(s => s.TotalRevenue is not null)
            ? Money(
                report,
                "chart-revenue",
                "Net revenue by segment",
                s => s.TotalRevenue,
                0,
                s => s.RevenueShare is { } share ? $" \u00B7 {Figures.Percent(share)}" : string.Empty)
            : ExpectedValues(report);

    public static Chart? AverageValues(SegmentReport report) => Money(
        report, "chart-average-revenue", "Net revenue per customer by segment", s => s.AverageRevenue, 2);

    public static Chart? ExpectedValues(SegmentReport report) =>
        Money(report, "chart-clv", "Expected value (CLV) by segment", s => s.TotalClv, 0);

    public static Chart? AverageExpectedValues(SegmentReport report) => Money(
        report, "chart-average-clv", "Expected value (CLV) per customer by segment", s => s.AverageClv, 2);

    public static Chart? AverageOrderValues(SegmentReport report) =>
        Money(report, "chart-order-value", "Average order value by segment", s => s.AverageOrderValue, 2);

    /// <summary>The share of each segment as a slice; where there are many, the smallest are one slice.</summary>
    public static Chart? Pie(SegmentReport report)
    {
        List<ReportSegment> known = [.. report.Segments.Where(s => s.Share > 0).OrderByDescending(s => s.Share)];
        if (known.Count == 0)
        {
            return null;
        }

        int single = known.Count > Palette.Kinds ? Palette.Kinds - 1 : known.Count;
        List<(string Name, double Share)> slices =
            [.. known.Take(single).Select(s => (ChartText.Name(s), s.Share!.Value))];
        if (known.Count > single)
        {
            slices.Add(($"{Figures.Count((long)known.Count - single)} smaller segments",
                known.Skip(single).Sum(s => s.Share!.Value)));
        }

        double shown = slices.Sum(s => s.Share);
        if (shown < 0.9995)
        {
            slices.Add(("Not shown here", 1 - shown));
        }

        string[] words = [.. slices.Select(s => $"{s.Name}: {Figures.Percent(s.Share)}")];
        string[] tones = [.. slices.Select((s, i) => Palette.Kind(i < single ? i : Palette.Kinds))];
        double from = 0;
        List<Mark> marks = [];
        for (int i = 0; i < slices.Count; i++)
        {
            marks.Add(new Area(Slice(from, from + slices[i].Share), tones[i] + " slice", words[i]));
            from += slices[i].Share;
        }

        return new Chart
        {
            Id = "chart-pie",
            Title = "Share of customers by segment",
            Description = "Pie, from the top clockwise. " + string.Join("; ", words) + ".",
            X = new Axis(new Scale(-1, 1, [])),
            Y = new Axis(new Scale(-1, 1, [])),
            Plot = (260, 260),
            Margin = (4, (BarChart.Width - 260) / 2, 4, (BarChart.Width - 260) / 2),
            Marks = marks,
            Legend = [.. slices.Select((s, i) => new LegendEntry(tones[i], $"{Figures.Percent(s.Share)} {s.Name}"))],
            Data = new ChartTable(
                ["Segment", "Share"],
                [.. slices.Select(s => (IReadOnlyList<string>)[s.Name, Figures.Percent(s.Share)])]),
        };
    }

    /// <summary>Standardised means: features down, segments across.</summary>
    public static Chart? Profile(SegmentReport report)
    {
        List<ReportSegment> segments = [.. report.Segments.Where(s => s.Profile is { Count: > 0 })];
        if (segments.Count == 0)
        {
            return null;
        }

        double width = Math.Clamp((HeatMap.FullWidth - 160) / segments.Count, 40, 104);
        return HeatMap.Of(
            new HeatMapTexts(
                "chart-profile",
                "Standardised mean of each feature by segment",
                "Means of the members in standard deviations from the average customer. "
                    + string.Join(' ', segments.Select(s => ChartText.Name(s) + ": " + Extremes(s.Profile!) + ".")),
                "Feature"),
            [.. segments[0].Profile!.Select(p => p.Label)],
            [.. segments.Select(s => width >= NamedWidth ? ChartText.Name(s) : s.SegmentId)],
            (row, column) =>
            {
                ReportProfileValue value = segments[column].Profile![row];
                double? z = value.StandardizedMean;
                return new HeatCell(
                    Figures.Difference(z, 1),
                    Palette.Cell(z),
                    Palette.CellText(z),
                    $"{segments[column].SegmentId}, {value.Label}: {Figures.Difference(z, 2)}");
            },
            width) with
        {
            Legend =
            [
                new(Palette.Cell(-2), "2 SD below average and more"),
                new(Palette.Cell(-1), "about 1 below"),
                new(Palette.Cell(0), "average"),
                new(Palette.Cell(1), "about 1 above"),
                new(Palette.Cell(2), "2 SD above and more"),
            ],
            Data = ProfileTable(segments),
        };
    }

    private static ChartTable ProfileTable(List<ReportSegment> segments) => new(
        ["Feature", .. segments.Select(s => ChartText.Name(s))],
        [
            .. segments[0].Profile!.Select((p, row) => (IReadOnlyList<string>)
            [
                p.Label,
                .. segments.Select(s => Figures.Difference(s.Profile![row].StandardizedMean, 2)),
            ]),
        ]);

    private static Chart? Money(
        SegmentReport report,
        string id,
        string title,
        Func<ReportSegment, decimal?> value,
        int decimals,
        Func<ReportSegment, string>? more = null) =>
        report.Segments.All(s => value(s) is null)
            ? null
            : BarChart.Of(
                id,
                title,
                [
                    .. report.Segments.Select(s => new BarRow(
                        ChartText.Name(s),
                        (double?)value(s),
                        value(s) is { } amount ? Figures.Money(amount, decimals) + more?.Invoke(s) : "not known",
                        Palette.Bar)),
                ]);

    // From the top, clockwise; a circle is drawn as steps of a hundredth.
    private static List<(double X, double Y)> Slice(double from, double to)
    {
        int steps = Math.Max(2, (int)Math.Ceiling((to - from) * 100));
        return
        [
            (0, 0),
            .. Enumerable.Range(0, steps + 1).Select(i => 2 * Math.PI * (from + ((to - from) * i / steps)))
                .Select(angle => (Math.Sin(angle), Math.Cos(angle))),
        ];
    }

    private static string Extremes(IReadOnlyList<ReportProfileValue> profile)
    {
        List<ReportProfileValue> known = [.. profile.Where(p => p.StandardizedMean is not null)];
        if (known.Count == 0)
        {
            return "no feature varies";
        }

        ReportProfileValue low = known.MinBy(p => p.StandardizedMean)!;
        ReportProfileValue high = known.MaxBy(p => p.StandardizedMean)!;
        return $"highest in {high.Label} ({Figures.Difference(high.StandardizedMean, 1)}), "
            + $"lowest in {low.Label} ({Figures.Difference(low.StandardizedMean, 1)})";
    }
}
