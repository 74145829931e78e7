using System;
using System.Collections.Generic;
using System.Linq;

namespace Segmentation.Reporting.Charts;

/// <summary>A row with its name and figure; without a value the row says so and shows no mark.</summary>
internal sealed record BarRow(string Name, double? Value, string Text, string Tone)
{
    /// <summary>Where the value may as well be.</summary>
    public (double From, double To)? Interval { get; init; }

    /// <summary>How the single values are spread: ascending quantiles, drawn instead of a bar.</summary>
    public IReadOnlyList<double>? Quantiles { get; init; }

    /// <summary>Whether the value is a place on the scale, not an amount that starts at 0.</summary>
    public bool IsPoint { get; init; }

    /// <summary>What there is to add to the text where there is room.</summary>
    public string? Detail { get; init; }

    public string InWords => $"{Name}: {Text}{Detail}";
}

/// <summary>
/// Horizontal bars or points, each with its name and figure above it: long names need no margin, and the chart stays
/// readable on a phone.
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
        Scale x = scale ?? Scale.Exact([0, .. rows.Select(r => r.Value ?? 0)]);
        List<Mark> marks = x.Minimum < 0 && x.Maximum > 0 ? [Ruler(rows.Count, 0, Palette.Zero)] : [];
        for (int i = 0; i < rows.Count; i++)
        {
            BarRow row = rows[i];
            marks.AddRange(MarksOf(row, i));
            double room = Width - 16 - ChartText.Width(row.Text, ChartText.Size);
            string name = ChartText.Fit(row.Name, room, ChartText.Size);
            marks.Add(new Label(x.Minimum, i - 0.1, name, Palette.Name, Anchor.Start));
            marks.Add(new Label(x.Maximum, i - 0.1, row.Text, Palette.Value, Anchor.End));
        }

        return new Chart
        {
            Id = id,
            Title = title,
            Description = (rows.Any(r => r.IsPoint) ? "Points. " : "Bars. ")
                + string.Join("; ", rows.Select(r => r.InWords)) + ".",
            X = new Axis(x),
            Y = new Axis(Scale.Bands([.. rows.Select(r => r.Name)]).Reversed().Unlabelled()),
            Plot = (Width - 4, rows.Count * RowHeight),
            Margin = (0, 2, x.Ticks.Count > 0 ? 26 : 0, 2),
            Marks = marks,
            Data = new ChartTable(
                ["Segment", title],
                [.. rows.Select(r => (IReadOnlyList<string>)[r.Name, r.Text + r.Detail])]),
        };
    }

    /// <summary>What bars on a scale from 0 to 1 fill.</summary>
    public static IEnumerable<Mark> Tracks(int rows) =>
        Enumerable.Range(0, rows).Select(row => new Rectangle(0, row + Top, 1, row + Bottom, Palette.Track));

    /// <summary>A value marked in every row, by short lines that do not run through the names.</summary>
    public static Mark Ruler(int rows, double at, string tone, string? tooltip = null) => new Path(
        [
            .. Enumerable.Range(0, rows).SelectMany(
                row => new[] { (at, row + Top - 0.06), (at, row + Bottom + 0.1), Path.Lift }),
        ],
        tone,
        tooltip);

    private static IEnumerable<Mark> MarksOf(BarRow row, int i)
    {
        const double middle = (Top + Bottom) / 2;
        if (row.Value is not { } value)
        {
            yield break;
        }

        if (row.Quantiles is { Count: > 1 } quantiles)
        {
            // The silhouette as it is drawn by custom: every member's value, the largest on top.
            double height = Bottom + 0.08 - Top;
            List<(double, double)> points = [(0, i + Bottom + 0.08)];
            points.AddRange(quantiles.Select((q, at) =>
                (q, i + Bottom + 0.08 - (height * at / (quantiles.Count - 1)))));
            points.Add((0, i + Top));
            yield return new Area(points, Palette.Spread, row.InWords);
            yield return new Path([(value, i + Top - 0.02), (value, i + Bottom + 0.1)], Palette.Interval);
        }
        else if (!row.IsPoint)
        {
            yield return new Rectangle(0, i + Top, value, i + Bottom, row.Tone, row.InWords);
        }

        if (row.Interval is { } interval)
        {
            yield return new Path(
                [
                    (interval.From, i + 0.10), (interval.From, i + 0.28), Path.Lift,
                    (interval.From, i + middle), (interval.To, i + middle), Path.Lift,
                    (interval.To, i + 0.10), (interval.To, i + 0.28),
                ],
                Palette.Interval);
        }

        if (row.IsPoint)
        {
            yield return new Dot(value, i + middle, 5, row.Tone, row.InWords);
        }
    }
}
