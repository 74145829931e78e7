using System;
using System.Collections.Generic;
using System.Linq;

namespace Segmentation.Reporting.Charts;

/// <summary>Draws any chart as SVG. Colours are classes, so that light, dark and print choose them.</summary>
internal static class ChartWriter
{
    /// <summary>Writes the chart.</summary>
    /// <param name="markup">Where to.</param>
    /// <param name="chart">The chart.</param>
    /// <param name="at">Where its corner is on a sheet; null in a page.</param>
    public static void Write(Markup markup, Chart chart, (double X, double Y)? at = null)
    {
        (double across, double down) = Size(chart);
        string width = Figures.Coordinate(across);
        string height = Figures.Coordinate(down);
        markup.Open(
            "svg",
            ("class", chart.IsLarge ? "chart large" : "chart"),
            ("x", at is { } place ? Figures.Coordinate(place.X) : null),
            ("y", at is { } corner ? Figures.Coordinate(corner.Y) : null),
            ("viewBox", $"0 0 {width} {height}"),
            ("width", width),
            ("height", height),
            ("role", "img"),
            ("aria-labelledby", $"{chart.Id}-title {chart.Id}-desc"));
        markup.Element("title", chart.Title, ("id", chart.Id + "-title"));
        markup.Element("desc", chart.Description, ("id", chart.Id + "-desc"));
        DrawAxes(markup, chart);
        foreach (Mark mark in chart.Marks)
        {
            Draw(markup, chart, mark);
        }

        DrawLegend(markup, chart);
        markup.CloseLine();
    }

    /// <summary>How large the whole chart is.</summary>
    public static (double Width, double Height) Size(Chart chart) => (
        chart.Margin.Left + chart.Plot.Width + chart.Margin.Right,
        chart.Margin.Top + chart.Plot.Height + chart.Margin.Bottom + LegendOf(chart).Height);

    private static void DrawLegend(Markup markup, Chart chart)
    {
        double top = chart.Margin.Top + chart.Plot.Height + chart.Margin.Bottom;
        foreach ((LegendEntry entry, string text, double x, double y) in LegendOf(chart).Places)
        {
            markup.Empty(
                "rect",
                ("class", entry.Tone + " key"),
                ("x", Figures.Coordinate(x)),
                ("y", Figures.Coordinate(top + y)),
                ("width", "11"),
                ("height", "11"));
            Text(markup, x + 17, top + y + 10, text, Palette.Axis, Anchor.Start);
        }
    }

    // From left to right, on a new line where the chart ends.
    private static (double Height, List<(LegendEntry Entry, string Text, double X, double Y)> Places) LegendOf(
        Chart chart)
    {
        const double size = ChartText.Size - 1;
        double width = chart.Margin.Left + chart.Plot.Width + chart.Margin.Right;
        List<(LegendEntry, string, double, double)> places = [];
        double x = 2;
        double y = LegendGap;
        foreach (LegendEntry entry in chart.Legend)
        {
            string text = ChartText.Fit(entry.Text, width - 24, size);
            double needed = 17 + ChartText.Width(text, size);
            if (x > 2 && x + needed > width)
            {
                (x, y) = (2, y + LegendLine);
            }

            places.Add((entry, text, x, y));
            x += needed + 14;
        }

        return (places.Count == 0 ? 0 : y + LegendLine, places);
    }

    private const double LegendGap = 10;
    private const double LegendLine = 20;

    private static double AtX(Chart chart, double value) =>
        chart.X.Scale.Place(value, chart.Margin.Left, chart.Margin.Left + chart.Plot.Width);

    private static double AtY(Chart chart, double value) =>
        chart.Y.Scale.Place(value, chart.Margin.Top + chart.Plot.Height, chart.Margin.Top);

    private static void DrawAxes(Markup markup, Chart chart)
    {
        double left = chart.Margin.Left;
        double top = chart.Margin.Top;
        double right = left + chart.Plot.Width;
        double bottom = top + chart.Plot.Height;
        foreach (Tick tick in chart.X.Scale.Ticks)
        {
            double x = AtX(chart, tick.At);
            DrawGrid(markup, chart.X, (x, top), (x, bottom));
            double y = chart.X.Opposite ? top - 8 - chart.X.Offset : bottom + 18 + chart.X.Offset;

            // A label at the end of the axis stays within the chart.
            double half = ChartText.Width(tick.Label, ChartText.LargeSize) / 2;
            double inside = Math.Min(Math.Max(x, half), Math.Max(half, right + chart.Margin.Right - half));
            Text(markup, inside, y, tick.Label, Palette.Axis, Anchor.Middle);
        }

        foreach (Tick tick in chart.Y.Scale.Ticks)
        {
            double y = AtY(chart, tick.At);
            DrawGrid(markup, chart.Y, (left, y), (right, y));
            (double x, Anchor anchor) = chart.Y.Opposite
                ? (right + 8 + chart.Y.Offset, Anchor.Start)
                : (left - 8 - chart.Y.Offset, Anchor.End);
            Text(markup, x, y + 4, tick.Label, Palette.Axis, anchor);
        }

        if (chart.X.Title is { } title)
        {
            Text(markup, (left + right) / 2, bottom + 38, title, Palette.Axis, Anchor.Middle);
        }

        if (chart.Y.Title is { } heading)
        {
            Text(markup, 0, top - 12, heading, Palette.Axis, Anchor.Start);
        }
    }

    private static void DrawGrid(Markup markup, Axis axis, (double X, double Y) from, (double X, double Y) to)
    {
        if (axis.Grid)
        {
            Polyline(markup, [from, to], Palette.Grid, null);
        }
    }

    private static void Draw(Markup markup, Chart chart, Mark mark)
    {
        switch (mark)
        {
            case Rectangle r:
                (double x0, double x1) = Ordered(AtX(chart, r.X0), AtX(chart, r.X1));
                (double y0, double y1) = Ordered(AtY(chart, r.Y0), AtY(chart, r.Y1));
                WithTooltip(
                    markup,
                    "rect",
                    r.Tooltip,
                    ("class", r.Tone),
                    ("x", Figures.Coordinate(x0)),
                    ("y", Figures.Coordinate(y0)),
                    ("width", Figures.Coordinate(x1 - x0)),
                    ("height", Figures.Coordinate(y1 - y0)));
                break;
            case Path path:
                Polyline(
                    markup, [.. path.Points.Select(p => (AtX(chart, p.X), AtY(chart, p.Y)))], path.Tone, path.Tooltip);
                break;
            case Area area:
                WithTooltip(
                    markup,
                    "polygon",
                    area.Tooltip,
                    ("class", area.Tone),
                    ("points", Points([.. area.Points.Select(p => (AtX(chart, p.X), AtY(chart, p.Y)))])));
                break;
            case Dot dot:
                WithTooltip(
                    markup,
                    "circle",
                    dot.Tooltip,
                    ("class", dot.Tone),
                    ("cx", Figures.Coordinate(AtX(chart, dot.X))),
                    ("cy", Figures.Coordinate(AtY(chart, dot.Y))),
                    ("r", Figures.Coordinate(dot.Radius)));
                break;
            case Label label:
                Text(
                    markup,
                    AtX(chart, label.X) + label.Dx,
                    AtY(chart, label.Y) + label.Dy,
                    label.Text,
                    label.Tone,
                    label.Anchor);
                break;
        }
    }

    private static void Polyline(
        Markup markup, IReadOnlyList<(double X, double Y)> points, string tone, string? tooltip) =>
        WithTooltip(
            markup,
            "polyline",
            tooltip,
            ("class", tone),
            ("points", Points(points)));

    private static string Points(IReadOnlyList<(double X, double Y)> points) =>
        string.Join(' ', points.Select(p => Figures.Coordinate(p.X) + "," + Figures.Coordinate(p.Y)));

    private static void Text(Markup markup, double x, double y, string text, string tone, Anchor anchor) =>
        markup.Element(
            "text",
            text,
            ("class", tone),
            ("x", Figures.Coordinate(x)),
            ("y", Figures.Coordinate(y)),
            ("text-anchor", anchor switch
            {
                Anchor.Start => null,
                Anchor.Middle => "middle",
                _ => "end",
            }));

    private static void WithTooltip(
        Markup markup, string name, string? tooltip, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        if (tooltip is null)
        {
            markup.Empty(name, attributes);
            return;
        }

        markup.Open(name, attributes).Element("title", tooltip).Close();
    }

    private static (double Low, double High) Ordered(double a, double b) => (Math.Min(a, b), Math.Max(a, b));
}
