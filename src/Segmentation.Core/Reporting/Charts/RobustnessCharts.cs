using System;
using System.Collections.Generic;
using System.Linq;

namespace Segmentation.Reporting.Charts;

/// <summary>How sound each segment is, by more than its verdict.</summary>
internal static class RobustnessCharts
{
    // The colours turn at the threshold of a pattern and end at a perfect score.
    private const double Middle = 0.60;
    private const double PerStep = 5;

    private static readonly (string Label, Func<ReportRobustness, double?> Value)[] s_measures =
    [
        ("mean Jaccard", r => r.BootstrapJaccard),
        ("5 % quantile", r => r.BootstrapJaccardP5),
        ("share recovered", r => (double?)r.RecoveredCount / r.ReplicateCount),
        ("share not dissolved", r => 1 - ((double?)r.DissolvedCount / r.ReplicateCount)),
    ];

    /// <summary>Segments down, measures across; null when no segment was assessed.</summary>
    public static Chart? HeatMap(SegmentReport report)
    {
        List<ReportSegment> rows = [.. report.Segments.Where(s => s.Robustness?.BootstrapJaccard is not null)];
        if (rows.Count == 0)
        {
            return null;
        }

        List<Mark> marks = [];
        List<string> words = [];
        for (int row = 0; row < rows.Count; row++)
        {
            for (int column = 0; column < s_measures.Length; column++)
            {
                double? value = s_measures[column].Value(rows[row].Robustness!);
                double? step = (value - Middle) * PerStep;
                string text = Figures.Number(value, 2);
                words.Add($"{rows[row].SegmentId} {s_measures[column].Label} {text}");
                marks.Add(new Rectangle(
                    column - 0.5,
                    row - 0.5,
                    column + 0.5,
                    row + 0.5,
                    Palette.Cell(-step),
                    $"{rows[row].SegmentId} {Figures.Short(rows[row].Name, 60)}, {s_measures[column].Label}: {text}"));
                marks.Add(new Label(column, row, text, Palette.CellText(-step), Anchor.Middle, Dy: 4));
            }
        }

        List<string> labels = [.. rows.Select(s => Figures.Short($"{s.SegmentId} {s.Name}", 34))];
        return new Chart
        {
            Id = "chart-robustness-measures",
            Title = "Robustness measures by segment",
            Description = "Heat map, blue above 0.60 and orange below. " + string.Join("; ", words) + ".",
            X = new Axis(Scale.Bands([.. s_measures.Select(m => m.Label)]), Opposite: true),
            Y = new Axis(Scale.Bands(labels).Reversed()),
            Plot = (s_measures.Length * 124, rows.Count * 30),
            Margin = (26, 4, 4, 12 + (6.4 * labels.Max(l => l.Length))),
            Marks = marks,
        };
    }

    /// <summary>The mean silhouette of each segment; null when it is known for none.</summary>
    public static Chart? Silhouettes(SegmentReport report)
    {
        List<BarRow> rows =
        [
            .. report.Segments.Where(s => s.Silhouette is not null).Select(s => new BarRow(
                $"{s.SegmentId} {Figures.Short(s.Name, 60)}",
                s.Silhouette!.Value,
                Figures.Number(s.Silhouette, 2),
                s.Silhouette < 0 ? "c-v-unstable" : Palette.Bar)),
        ];
        if (rows.Count == 0)
        {
            return null;
        }

        double low = Math.Min(0, Math.Floor(rows.Min(r => r.Value) * 10) / 10);
        List<Tick> ticks = [.. new[] { low, 0, 0.5, 1 }.Distinct().Select(t => new Tick(t, Figures.Number(t, 1)))];
        return BarChart.Of("chart-silhouettes", "Mean silhouette by segment", rows, new Scale(low, 1, ticks));
    }
}
