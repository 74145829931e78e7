using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Segmentation.Reporting.Charts;

/// <summary>Draws any chart as SVG. Colours are classes, so that light, dark and print choose them.</summary>
internal static class ChartWriter
{
    private const double LabelLine = 13;

    /// <summary>Writes the chart: with its legend on a sheet, without it in a page, which lists it.</summary>
    /// <param name="markup">Where to.</param>
    /// <param name="chart">The chart.</param>
    /// <param name="at">Where its corner is on a sheet; null in a page.</param>
    public static void Write(Markup markup, Chart chart, (double X, double Y)? at = null)
    {
        (double across, double down) = Size(chart, withLegend: at is not null);
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
        List<Caption> captions = [];
        DrawAxes(markup, chart, captions);
        Rectangle[] cells = at is null ? [.. chart.Marks.OfType<Rectangle>().Where(r => r.IsLabelled)] : [];
        foreach (Mark mark in chart.Marks)
        {
            if (cells.Length == 0 || mark is not Rectangle { IsLabelled: true })
            {
                Draw(markup, chart, mark, captions);
            }
            else if (ReferenceEquals(mark, cells[0]))
            {
                DrawCells(markup, chart, cells);
            }
        }

        DrawCaptions(markup, captions);
        if (at is not null)
        {
            ChartLegend.Write(markup, chart, down - ChartLegend.Height(chart));
        }

        markup.CloseLine();
    }

    /// <summary>How large the whole chart is.</summary>
    public static (double Width, double Height) Size(Chart chart, bool withLegend = true) => (
        chart.Margin.Left + chart.Plot.Width + chart.Margin.Right,
        chart.Margin.Top + chart.Plot.Height + chart.Margin.Bottom + (withLegend ? ChartLegend.Height(chart) : 0));

    private static double AtX(Chart chart, double value) =>
        chart.X.Scale.Place(value, chart.Margin.Left, chart.Margin.Left + chart.Plot.Width);

    private static double AtY(Chart chart, double value) =>
        chart.Y.Scale.Place(value, chart.Margin.Top + chart.Plot.Height, chart.Margin.Top);

    private static void DrawAxes(Markup markup, Chart chart, List<Caption> captions)
    {
        double left = chart.Margin.Left;
        double top = chart.Margin.Top;
        double right = left + chart.Plot.Width;
        double bottom = top + chart.Plot.Height;
        foreach (Tick tick in chart.X.Scale.Ticks)
        {
            double x = AtX(chart, tick.At);
            DrawGrid(markup, chart.X, (x, top), (x, bottom));
            string[] lines = tick.Label.Split('\n');
            double y = chart.X.Above ? top - 8 - ((lines.Length - 1) * LabelLine) : bottom + 18;
            foreach ((int line, string text) in lines.Index())
            {
                // A label at the end of the axis stays within the chart.
                double half = ChartText.Width(text, ChartText.LargeSize) / 2;
                double inside = Math.Min(Math.Max(x, half), Math.Max(half, right + chart.Margin.Right - half));
                captions.Add(new(inside, y + (line * LabelLine), text, Palette.Axis, Anchor.Middle));
            }
        }

        foreach (Tick tick in chart.Y.Scale.Ticks)
        {
            double y = AtY(chart, tick.At);
            DrawGrid(markup, chart.Y, (left, y), (right, y));
            string[] lines = tick.Label.Split('\n');
            foreach ((int line, string text) in lines.Index())
            {
                double middle = y + 4 + ((line - ((lines.Length - 1) / 2.0)) * LabelLine);
                captions.Add(new(left - 8, middle, text, Palette.Axis, Anchor.End));
            }
        }

        if (chart.X.Title is { } title)
        {
            captions.Add(new((left + right) / 2, bottom + 38, title, Palette.Axis, Anchor.Middle));
        }

        if (chart.Y.Title is { } heading)
        {
            captions.Add(new(0, top - 12, heading, Palette.Axis, Anchor.Start));
        }
    }

    private static void DrawGrid(Markup markup, Axis axis, (double X, double Y) from, (double X, double Y) to)
    {
        if (axis.Grid)
        {
            Line(markup, [from, to], Palette.Grid);
        }
    }

    private static void Draw(Markup markup, Chart chart, Mark mark, List<Caption> captions)
    {
        switch (mark)
        {
            case Rectangle r:
                WithTooltip(markup, "path", r.Tooltip, ("class", r.Tone), ("d", Outline(chart, r)));
                break;
            case Ribbon ribbon:
                WithTooltip(markup, "path", ribbon.Tooltip, ("class", ribbon.Tone), ("d", Outline(chart, ribbon)));
                break;
            case Path path:
                Line(
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
                captions.Add(new(
                    AtX(chart, label.X) + label.Dx,
                    AtY(chart, label.Y) + label.Dy,
                    label.Text,
                    label.Tone,
                    label.Anchor));
                break;
        }
    }

    // All cells of a colour are one shape.
    private static void DrawCells(Markup markup, Chart chart, Rectangle[] cells)
    {
        foreach (IGrouping<string, Rectangle> alike in cells.GroupBy(cell => cell.Tone, StringComparer.Ordinal))
        {
            markup.Empty(
                "path", ("class", alike.Key), ("d", string.Concat(alike.Select(cell => Outline(chart, cell)))));
        }
    }

    private static string Outline(Chart chart, Rectangle r)
    {
        (double x0, double x1) = Ordered(AtX(chart, r.X0), AtX(chart, r.X1));
        (double y0, double y1) = Ordered(AtY(chart, r.Y0), AtY(chart, r.Y1));
        string across = Figures.Coordinate(x1 - x0);
        return $"M{Figures.Coordinate(x0)} {Figures.Coordinate(y0)}h{across}v{Figures.Coordinate(y1 - y0)}h-{across}z";
    }

    // Both edges leave and arrive level: cubic curves with their control points at the thirds.
    private static string Outline(Chart chart, Ribbon r)
    {
        string[] x = [.. new double[] { 0, 1, 2, 3 }.Select(i =>
            Figures.Coordinate(AtX(chart, r.From.X + ((r.To.X - r.From.X) * i / 3))))];
        string[] y = [.. new[] { r.From.Y, r.To.Y, r.To.Y + r.Size, r.From.Y + r.Size }.Select(v =>
            Figures.Coordinate(AtY(chart, v)))];
        return $"M{x[0]} {y[0]}C{x[1]} {y[0]} {x[2]} {y[1]} {x[3]} {y[1]}V{y[2]}"
            + $"C{x[2]} {y[2]} {x[1]} {y[3]} {x[0]} {y[3]}z";
    }

    /// <summary>A line through points, begun anew where one is not a number.</summary>
    public static void Line(
        Markup markup, IReadOnlyList<(double X, double Y)> points, string tone, string? tooltip = null)
    {
        StringBuilder drawn = new();
        bool lifted = true;
        foreach ((double x, double y) in points)
        {
            if (!double.IsNaN(x))
            {
                drawn.Append(lifted ? 'M' : 'L')
                    .Append(Figures.Coordinate(x)).Append(' ').Append(Figures.Coordinate(y));
            }

            lifted = double.IsNaN(x);
        }

        WithTooltip(markup, "path", tooltip, ("class", tone), ("d", drawn.ToString()));
    }

    private static string Points(IReadOnlyList<(double X, double Y)> points) =>
        string.Join(' ', points.Select(p => Figures.Coordinate(p.X) + "," + Figures.Coordinate(p.Y)));

    public static void Text(Markup markup, double x, double y, string text, string tone, Anchor anchor) =>
        DrawCaptions(markup, [new(x, y, text, tone, anchor)]);

    // Over everything else; those that look alike say so once.
    private static void DrawCaptions(Markup markup, IReadOnlyList<Caption> captions)
    {
        foreach (IGrouping<(string Tone, Anchor Anchor), Caption> alike in captions.GroupBy(c => (c.Tone, c.Anchor)))
        {
            bool single = alike.Skip(1).FirstOrDefault() is null;
            string? anchor = alike.Key.Anchor switch
            {
                Anchor.Start => null,
                Anchor.Middle => "middle",
                _ => "end",
            };
            if (!single)
            {
                markup.Open("g", ("class", alike.Key.Tone), ("text-anchor", anchor));
            }

            foreach (Caption caption in alike)
            {
                markup.Element(
                    "text",
                    caption.Text,
                    ("class", single ? caption.Tone : null),
                    ("x", Figures.Coordinate(caption.X)),
                    ("y", Figures.Coordinate(caption.Y)),
                    ("text-anchor", single ? anchor : null));
            }

            if (!single)
            {
                markup.Close();
            }
        }
    }

    private sealed record Caption(double X, double Y, string Text, string Tone, Anchor Anchor);

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
