using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Segmentation.Reporting.Html;

namespace Segmentation.Reporting.Charts;

/// <summary>One picture of several charts under one heading: SVG with fixed light colours.</summary>
internal static class ChartSheet
{
    private const double Padding = 24;
    private const double Column = 460;
    private const double Caption = 26;
    private const double CaptionSize = 14;
    private const double TitleSize = 19;
    private const double Line = 18;

    /// <summary>Writes the picture.</summary>
    /// <param name="markup">Where to.</param>
    /// <param name="title">What it is called.</param>
    /// <param name="about">What it is of.</param>
    /// <param name="charts">The charts, in reading order.</param>
    public static void Write(Markup markup, string title, string about, IReadOnlyList<Chart> charts)
    {
        int columns = Math.Max(charts.Count switch { 1 => 1, < 6 => 2, _ => 3 }, charts.Max(Span));
        double across = (columns * (Column + Padding)) - Padding;
        string[] lines = ChartText.Wrap(about, across, ChartText.LargeSize, lines: 3).Split('\n');
        double top = Padding + 24 + (lines.Length * Line) + 22;
        List<(Chart Chart, double X, double Y)> placed = [.. Placed(charts, columns, top)];
        string width = Figures.Coordinate(across + (2 * Padding));
        string height = Figures.Coordinate(placed.Max(p => p.Y + Caption + Size(p.Chart).Height) + Padding);
        markup.Raw("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        markup.Open(
            "svg",
            ("xmlns", "http://www.w3.org/2000/svg"),
            ("viewBox", $"0 0 {width} {height}"),
            ("width", width),
            ("height", height),
            ("role", "img"),
            ("aria-labelledby", "sheet-title"));
        markup.Element("title", title, ("id", "sheet-title"));
        markup.Element("style", Style());
        markup.Empty("rect", ("class", "sheet"), ("width", width), ("height", height));
        Text(markup, title, "t-title", across, TitleSize, (Padding, Padding + 16));
        foreach ((int i, string line) in lines.Index())
        {
            Text(markup, line, "t-axis", across, ChartText.LargeSize, (Padding, Padding + 22 + ((i + 1) * Line)));
        }

        foreach ((Chart chart, double x, double y) in placed)
        {
            double room = (Span(chart) * (Column + Padding)) - Padding;
            Text(markup, chart.Title, "t-heading", room, CaptionSize, (x, y + 12));
            ChartWriter.Write(markup, chart, (x, y + Caption));
        }

        markup.CloseLine();
    }

    private static (double Width, double Height) Size(Chart chart) => ChartWriter.Size(chart);

    // How many columns a chart is wide.
    private static int Span(Chart chart) => (int)Math.Ceiling((Size(chart).Width + Padding) / (Column + Padding));

    // In rows, from left to right; a row is as high as its highest chart.
    private static IEnumerable<(Chart Chart, double X, double Y)> Placed(
        IReadOnlyList<Chart> charts, int columns, double top)
    {
        int used = 0;
        double y = top;
        double height = 0;
        foreach (Chart chart in charts)
        {
            int span = Span(chart);
            if (used > 0 && used + span > columns)
            {
                (used, y, height) = (0, y + height + Padding, 0);
            }

            yield return (chart, Padding + (used * (Column + Padding)), y);
            used += span;
            height = Math.Max(height, Caption + Size(chart).Height);
        }
    }

    private static void Text(
        Markup markup, string text, string tone, double room, double size, (double X, double Y) at) =>
        ChartWriter.Text(markup, at.X, at.Y, ChartText.Fit(text, room, size), tone, Anchor.Start);

    // Few programs but browsers know variables: their light values stand in their places.
    private static string Style()
    {
        string css = ReportStyle.ChartCss;
        int start = css.IndexOf(":root {", StringComparison.Ordinal);
        int end = css.IndexOf('}', start);
        string rules = css[css.IndexOf("/* Charts", StringComparison.Ordinal)..];
        StringBuilder style = new("\n.sheet { fill: var(--surface); }\n"
            + "text { font-family: \"Segoe UI\", Roboto, Arial, \"Liberation Sans\", sans-serif; }\n"
            + "svg .t-title { font-size: 19px; font-weight: 600; }\n"
            + "svg .t-heading { font-size: 14px; font-weight: 600; }\n");
        style.Append(rules);
        foreach (string line in css[start..end].Split(';'))
        {
            int name = line.IndexOf("--", StringComparison.Ordinal);
            int colon = line.IndexOf(':', Math.Max(name, 0));
            if (name >= 0 && colon > 0)
            {
                style.Replace($"var({line[name..colon]})", line[(colon + 1)..].Trim());
            }
        }

        return style.ToString();
    }
}
