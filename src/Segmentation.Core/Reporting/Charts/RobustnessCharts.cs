using System;
using System.Collections.Generic;
using System.Linq;

namespace Segmentation.Reporting.Charts;

/// <summary>How far each segment can be trusted. A chart without data is null.</summary>
internal static class RobustnessCharts
{
    // Thresholds of Hennig (2007): below .60, .75 and .85 a segment is unstable, a pattern, stable.
    private static readonly double[] s_thresholds = [0.60, 0.75, 0.85];

    private static readonly (string Label, Func<ReportRobustness, double?> Value)[] s_measures =
    [
        ("mean Jaccard", r => r.BootstrapJaccard),
        ("5 % quantile", r => r.BootstrapJaccardP5),
        ("recovered", r => (double?)r.RecoveredCount / r.ReplicateCount),
        ("not dissolved", r => 1 - ((double?)r.DissolvedCount / r.ReplicateCount)),
        ("single starts", r => r.SeedJaccard),
        ("with noise", r => r.NoiseJaccard),
        ("earlier times", r => r.TimeJaccard),
        ("member certainty", r => r.MemberConfidence),
    ];

    /// <summary>The mean bootstrap Jaccard of each segment against the thresholds.</summary>
    public static Chart? Bars(SegmentReport report)
    {
        if (report.Segments.All(s => s.Robustness?.BootstrapJaccard is null))
        {
            return null;
        }

        List<BarRow> rows = [.. report.Segments.Where(s => s.Robustness is not null).Select(Row)];
        List<Tick> ticks = [new(0, "0"), .. s_thresholds.Select(t => new Tick(t, Figures.Number(t, 2))), new(1, "1")];
        Chart bars = BarChart.Of("chart-robustness", "Mean bootstrap Jaccard by segment", rows, new Scale(0, 1, ticks));
        return bars with
        {
            Description = bars.Description
                + " Thresholds: pattern from 0.60, stable from 0.75, highly stable from 0.85.",
            Marks =
            [
                .. BarChart.Tracks(rows.Count),
                .. s_thresholds.Select(t => BarChart.Ruler(
                    rows.Count, t, Palette.Threshold, "Threshold " + Figures.Number(t, 2))),
                .. bars.Marks,
            ],
            Legend =
            [
                new("c-v-high", "highly stable"),
                new("c-v-stable", "stable"),
                new("c-v-pattern", "pattern"),
                new("c-v-unstable", "unstable"),
                new(Palette.Threshold, "thresholds"),
                new(Palette.Interval, "standard error"),
            ],
        };
    }

    /// <summary>Segments down, measures across; a measure that was taken for no segment has no column.</summary>
    public static Chart? HeatMapOf(SegmentReport report)
    {
        List<ReportSegment> rows = [.. report.Segments.Where(s => s.Robustness is not null)];
        (string Label, Func<ReportRobustness, double?> Value)[] measures =
            [.. s_measures.Where(m => rows.Exists(r => m.Value(r.Robustness!) is not null))];
        if (measures.Length == 0)
        {
            return null;
        }

        return HeatMap.Of(
            new HeatMapTexts(
                "chart-robustness-measures",
                "Robustness measures by segment",
                "All from 0 to 1, higher is sounder; blue above 0.60 and orange below. "
                    + string.Join("; ", rows.Select(r => ChartText.Name(r) + " " + string.Join(
                        ", ", measures.Select(m => $"{m.Label} {Figures.Number(m.Value(r.Robustness!), 2)}")))) + "."),
            [.. rows.Select(r => ChartText.Name(r))],
            [.. measures.Select(m => m.Label)],
            (row, column) =>
            {
                double? value = measures[column].Value(rows[row].Robustness!);
                double? tone = Tone(value);
                string text = Figures.Number(value, 2);
                return new HeatCell(
                    text,
                    Palette.Cell(tone),
                    Palette.CellText(tone),
                    $"{rows[row].SegmentId}, {measures[column].Label}: {text}");
            },
            64) with
        {
            Legend =
            [
                new(Palette.Cell(Tone(0)), "below 0.40"),
                new(Palette.Cell(Tone(0.5)), "below 0.60"),
                new(Palette.Cell(Tone(0.6)), "from 0.60"),
                new(Palette.Cell(Tone(0.75)), "from 0.75"),
                new(Palette.Cell(Tone(0.85)), "from 0.85"),
            ],
        };
    }

    // The colours turn at the thresholds of the verdicts.
    private static double? Tone(double? value) => value switch
    {
        null => null,
        >= 0.85 => -2,
        >= 0.75 => -1,
        >= 0.60 => -0.5,
        >= 0.40 => 1,
        _ => 2,
    };

    /// <summary>The silhouette of each segment: its mean, and every member's where the spread is known.</summary>
    public static Chart? Silhouettes(SegmentReport report)
    {
        if (report.Segments.All(s => s.Silhouette is null))
        {
            return null;
        }

        List<BarRow> rows =
        [
            .. report.Segments.Select(s => new BarRow(
                ChartText.Name(s),
                s.Silhouette,
                s.Silhouette is null ? "not known" : Figures.Number(s.Silhouette, 2),
                s.Silhouette < 0 ? "c-v-unstable" : Palette.Bar)
            {
                Quantiles = s.SilhouetteQuantiles,
                Detail = s.SilhouetteQuantiles is { Count: > 20 } q
                    ? $" (5 % of the members below {Figures.Number(q[1], 2)}, half below {Figures.Number(q[10], 2)})"
                    : null,
            }),
        ];
        double least = rows.Min(r => Math.Min(r.Value ?? 0, r.Quantiles is { Count: > 0 } q ? q[0] : 0));
        double low = Math.Min(0, Math.Floor(least * 4) / 4);
        List<Tick> ticks = [.. new[] { low, 0, 0.5, 1 }.Distinct().Select(t => new Tick(t, Figures.Number(t, 2)))];
        Chart chart = BarChart.Of(
            "chart-silhouettes", "Silhouette by segment", rows, new Scale(low, 1, ticks));
        return rows.Exists(r => r.Quantiles is not null)
            ? chart with
            {
                Legend =
                [
                    new(Palette.Spread, "every member, the best on top"),
                    new(Palette.Interval, "mean"),
                ],
            }
            : chart;
    }

    private static BarRow Row(ReportSegment segment)
    {
        ReportRobustness found = segment.Robustness!;
        double? mean = found.BootstrapJaccard;
        double? error = found.BootstrapJaccardStandardError;
        return new BarRow(
            ChartText.Name(segment),
            mean,
            mean is null
                ? Figures.Verdict(found.Verdict)
                : $"{Figures.Number(mean, 2)} \u00B7 {Figures.Verdict(found.Verdict)}",
            "c-" + Palette.Of(found.Verdict))
        {
            Interval = mean is { } m && error is { } se ? (Math.Max(0, m - se), Math.Min(1, m + se)) : null,
            Detail = error is { } e ? $" (standard error {Figures.Number(e, 3)})" : null,
        };
    }
}
