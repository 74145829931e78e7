using System;
using System.Collections.Generic;
using System.Linq;

namespace Segmentation.Reporting.Charts;

/// <summary>A bar with its name and figure.</summary>
internal sealed record BarRow(string Name, double Value, string Text, string Tone)
{
    /// <summary>Where the value may as well be.</summary>
    public (double From, double To)? Interval { get; init; }

    /// <summary>What there is to add to the text where there is room.</summary>
    public string? Detail { get; init; }

    public string InWords => $"{Name}: {Text}{Detail}";
}

/// <summary>
/// Horizontal bars, each with its name and figure above it: long names need no margin, and the chart stays readable on
/// a phone.
/// </summary>
internal static class BarChart
{
    /// <summary>How wide a chart is that a phone can show whole.</summary>
    public const double Width = 400;

    private const double RowHeight = 40;

    // Where a bar lies in its row.
    private const double Top = 0.06;
    private const double Bottom = 0.34;

    /// <summary>The chart; without a scale the longest bar fills the width.</summary>
    public static Chart Of(string id, string title, IReadOnlyList<BarRow> rows, Scale? scale = null)
    {
        Scale x = scale ?? Scale.Exact([0, .. rows.Select(r => r.Value)]);
        List<Mark> marks = [];
        for (int i = 0; i < rows.Count; i++)
        {
            BarRow row = rows[i];
            marks.Add(new Rectangle(0, i + Top, row.Value, i + Bottom, row.Tone, row.InWords));
            if (row.Interval is { } interval)
            {
                const double middle = (Top + Bottom) / 2;
                marks.Add(new Path([(interval.From, i + middle), (interval.To, i + middle)], Palette.Interval));
                marks.Add(new Path([(interval.From, i + 0.10), (interval.From, i + 0.28)], Palette.Interval));
                marks.Add(new Path([(interval.To, i + 0.10), (interval.To, i + 0.28)], Palette.Interval));
            }

            string name = Figures.Short(row.Name, Math.Max(8, 50 - row.Text.Length));
            marks.Add(new Label(x.Minimum, i - 0.06, name, Palette.Name, Anchor.Start));
            marks.Add(new Label(x.Maximum, i - 0.06, row.Text, Palette.Value, Anchor.End));
        }

        return new Chart
        {
            Id = id,
            Title = title,
            Description = "Bars. " + string.Join("; ", rows.Select(r => r.InWords)) + ".",
            X = new Axis(x),
            Y = new Axis(Scale.Bands([.. rows.Select(r => r.Name)]).Reversed().Unlabelled()),
            Plot = (Width - 4, rows.Count * RowHeight),
            Margin = (0, 2, x.Ticks.Count > 0 ? 26 : 0, 2),
            Marks = marks,
        };
    }

    /// <summary>
    /// What bars on a scale from 0 to 1 fill, with short threshold lines that do not run through the names.
    /// </summary>
    public static IEnumerable<Mark> Tracks(int rows, IReadOnlyList<double> thresholds) =>
        from row in Enumerable.Range(0, rows)
        from mark in (Mark[])
        [
            new Rectangle(0, row + Top, 1, row + Bottom, Palette.Track),
            .. thresholds.Select(threshold => new Path(
                [(threshold, row + Top - 0.06), (threshold, row + Bottom + 0.1)],
                Palette.Threshold,
                "Threshold " + Figures.Number(threshold, 2))),
        ]
        select mark;
}
