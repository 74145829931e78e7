using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Segments;

namespace Segmentation.Reporting.Charts;

/// <summary>The charts of a report: data to marks. A chart without data is null.</summary>
internal static class ReportCharts
{
    private const double Width = BarChart.Width;
    // Thresholds of Hennig (2007): below .60, .75 and .85 a segment is unstable, a pattern, stable.
    private static readonly double[] s_thresholds = [0.60, 0.75, 0.85];

    public static Chart Sizes(SegmentReport report) => BarChart.Of(
        "chart-size",
        "Customers by segment",
        [
            .. report.Segments.Select(s => new BarRow(
                Name(s),
                s.Size ?? 0,
                s.Size is null ? Figures.Withheld : $"{Figures.Count(s.Size)} \u00B7 {Figures.Percent(s.Share)}",
                Palette.Bar)),
        ]);

    public static Chart Shares(SegmentReport report) => BarChart.Of(
        "chart-share",
        "Share of customers by segment",
        [
            .. report.Segments.Select(s => new BarRow(
                Name(s),
                s.Share ?? 0,
                s.Share is null ? Figures.Withheld : Figures.Percent(s.Share),
                Palette.Bar)),
        ],
        new Scale(0, 1, [new Tick(0, "0 %"), new Tick(0.25, "25 %"), new Tick(0.5, "50 %"), new Tick(1, "100 %")]));

    /// <summary>Revenue, or expected value where there is no revenue.</summary>
    public static Chart? Values(SegmentReport report)
    {
        if (report.Segments.All(s => s.TotalRevenue is not null))
        {
            return BarChart.Of(
                "chart-revenue",
                "Net revenue by segment",
                [
                    .. report.Segments.Select(s => new BarRow(
                        Name(s),
                        (double)s.TotalRevenue!,
                        Figures.Money(s.TotalRevenue)
                            + (s.RevenueShare is { } share ? $" \u00B7 {Figures.Percent(share)}" : string.Empty),
                        Palette.Bar)),
                ]);
        }

        return report.Segments.All(s => s.TotalClv is not null)
            ? BarChart.Of(
                "chart-clv",
                "Expected value by segment",
                [
                    .. report.Segments.Select(s => new BarRow(
                        Name(s), (double)s.TotalClv!, Figures.Money(s.TotalClv), Palette.Bar)),
                ])
            : null;
    }

    public static Chart? Robustness(SegmentReport report)
    {
        List<BarRow> rows =
        [
            .. from segment in report.Segments
               let found = segment.Robustness
               where found?.BootstrapJaccard is not null
               let mean = found.BootstrapJaccard!.Value
               let error = found.BootstrapJaccardStandardError
               select new BarRow(
                   Name(segment),
                   mean,
                   $"{Figures.Number(mean, 2)} \u00B7 {Figures.Verdict(found.Verdict)}",
                   "c-" + Palette.Of(found.Verdict))
               {
                   Interval = error is { } se ? (Math.Max(0, mean - se), Math.Min(1, mean + se)) : null,
                   Detail = error is { } e ? $" (standard error {Figures.Number(e, 3)})" : null,
               },
        ];
        if (rows.Count == 0)
        {
            return null;
        }

        List<Tick> ticks = [new(0, "0"), .. s_thresholds.Select(t => new Tick(t, Figures.Number(t, 2))), new(1, "1")];
        Chart bars = BarChart.Of("chart-robustness", "Mean bootstrap Jaccard by segment", rows, new Scale(0, 1, ticks));
        return bars with
        {
            Description = bars.Description
                + " Thresholds: pattern from 0.60, stable from 0.75, highly stable from 0.85.",
            Marks = [.. BarChart.Tracks(rows.Count, s_thresholds), .. bars.Marks],
        };
    }

    public static Chart? Silhouette(SegmentReport report) => ByClusterCount(
        report,
        "chart-silhouette",
        "Mean silhouette",
        c => c.Silhouette,
        v => Figures.Number(v, 2),
        v => Figures.Number(v, 3));

    public static Chart? Inertia(SegmentReport report) => ByClusterCount(
        report, "chart-inertia", "Inertia", c => c.Inertia, v => Figures.Free(v), v => Figures.Free(v));

    /// <summary>What more was asked to choose the number of segments: one small chart each.</summary>
    public static IEnumerable<Chart?> OtherCriteria(SegmentReport report) =>
    [
        ByClusterCount(
            report, "chart-gap", "Gap statistic", c => c.Gap, v => Figures.Number(v, 2), v => Figures.Number(v, 3)),
        ByClusterCount(
            report,
            "chart-strength",
            "Prediction strength",
            c => c.PredictionStrength,
            v => Figures.Number(v, 2),
            v => Figures.Number(v, 3)),
        ByClusterCount(report, "chart-bic", "BIC", c => c.Bic, v => Figures.Free(v), v => Figures.Free(v)),
    ];

    /// <summary>Standardised means: features down, segments across.</summary>
    public static Chart? Profile(SegmentReport report)
    {
        List<ReportSegment> segments = [.. report.Segments.Where(s => s.Profile is { Count: > 0 })];
        if (segments.Count == 0)
        {
            return null;
        }

        List<string> labels = [.. segments[0].Profile!.Select(p => Figures.Short(p.Label, 30))];
        double cell = Math.Clamp(620.0 / segments.Count, 58, 124);
        List<Mark> marks = [];
        for (int column = 0; column < segments.Count; column++)
        {
            if (cell > 90)
            {
                string name = Figures.Short(segments[column].Name, (int)(cell / 7.2));
                marks.Add(new Label(column, -0.5, name, Palette.Axis, Anchor.Middle, Dy: -8));
            }

            for (int row = 0; row < labels.Count; row++)
            {
                ReportProfileValue value = segments[column].Profile![row];
                double? z = value.StandardizedMean;
                marks.Add(new Rectangle(
                    column - 0.5,
                    row - 0.5,
                    column + 0.5,
                    row + 0.5,
                    Palette.Cell(z),
                    $"{Name(segments[column])}, {value.Label}: {Figures.Difference(z, 2)}"));
                marks.Add(new Label(
                    column, row, Figures.Difference(z, 1), Palette.CellText(z), Anchor.Middle, Dy: 4));
            }
        }

        return new Chart
        {
            Id = "chart-profile",
            Title = "Standardised mean of each feature by segment",
            Description = "Heat map; the table below it has the same numbers. "
                + string.Join(' ', segments.Select(s => Name(s) + ": " + Extremes(s.Profile!) + ".")),
            X = new Axis(
                Scale.Bands([.. segments.Select(s => Figures.Short(s.SegmentId, 8))]),
                Opposite: true,
                Offset: cell > 90 ? 16 : 0),
            Y = new Axis(Scale.Bands(labels).Reversed()),
            Plot = (segments.Count * cell, labels.Count * 30),
            Margin = (cell > 90 ? 42 : 26, 4, 4, 12 + (6.4 * labels.Max(l => l.Length))),
            Marks = marks,
        };
    }

    private static Chart? ByClusterCount(
        SegmentReport report,
        string id,
        string title,
        Func<ReportClusterCount, double?> score,
        Func<double, string> tick,
        Func<double, string> exact)
    {
        List<ReportClusterCount> scored =
            [.. report.ClusterCounts.Where(c => score(c) is not null).OrderBy(c => c.ClusterCount)];
        if (scored.Count < 2)
        {
            return null;
        }

        Scale y = Scale.Linear(scored.Select(c => score(c)!.Value), tick);
        List<Mark> marks =
        [
            .. scored.Where(c => c.Chosen).Select(c =>
                new Path([(c.ClusterCount, y.Minimum), (c.ClusterCount, y.Maximum)], Palette.Threshold)),
            new Path([.. scored.Select(c => ((double)c.ClusterCount, score(c)!.Value))], Palette.Line),
            .. scored.Select(c => new Dot(
                c.ClusterCount,
                score(c)!.Value,
                c.Chosen ? 6 : 4,
                c.Chosen ? Palette.Chosen : Palette.Dot,
                $"{Figures.Plural(c.ClusterCount, "segment")}: {InWords(c)}")),
        ];
        int first = scored[0].ClusterCount;
        int last = scored[^1].ClusterCount;
        int every = 1 + ((last - first) / 12);
        return new Chart
        {
            Id = id,
            Title = title + " by number of segments",
            Description = "Line. "
                + string.Join("; ", scored.Select(c => $"{Figures.Plain(c.ClusterCount)}: {InWords(c)}")) + ".",
            X = new Axis(
                new Scale(first - 0.3, last + 0.3,
                [
                    .. scored.Where(c => (c.ClusterCount - first) % every == 0)
                        .Select(c => new Tick(c.ClusterCount, Figures.Plain(c.ClusterCount))),
                ]),
                "Number of segments"),
            Y = new Axis(y, Grid: true),
            Plot = (Width - 66, 170),
            Margin = (10, 10, 44, 56),
            Marks = marks,
        };

        string InWords(ReportClusterCount c) => exact(score(c)!.Value) + (c.Chosen ? " (chosen)" : string.Empty);
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

    private static string Name(ReportSegment segment) => $"{segment.SegmentId} {Figures.Short(segment.Name, 60)}";
}
