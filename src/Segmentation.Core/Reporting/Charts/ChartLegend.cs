using System;
using System.Collections.Generic;

namespace Segmentation.Reporting.Charts;

/// <summary>What the colours and lines of a chart mean: on a picture below the plot, on a page as a list.</summary>
internal static class ChartLegend
{
    private const double Gap = 10;
    private const double Line = 20;
    private const double KeyWidth = 12;

    /// <summary>How high the legend of a picture is.</summary>
    public static double Height(Chart chart) => Places(chart).Height;

    /// <summary>Writes the legend into a picture.</summary>
    /// <param name="markup">Where to.</param>
    /// <param name="chart">The chart.</param>
    /// <param name="top">Where the room for the legend begins.</param>
    public static void Write(Markup markup, Chart chart, double top)
    {
        foreach ((LegendEntry entry, string text, double x, double y) in Places(chart).Entries)
        {
            Key(markup, entry.Tone, x, top + y);
            ChartWriter.Text(markup, x + KeyWidth + 6, top + y + 10, text, Palette.Axis, Anchor.Start);
        }
    }

    /// <summary>Writes the legend beside a picture, as a list that wraps as the page does.</summary>
    public static void WriteList(Markup html, Chart chart)
    {
        if (chart.Legend.Count == 0)
        {
            return;
        }

        html.Open("ul", ("class", "keys"));
        foreach (LegendEntry entry in chart.Legend)
        {
            html.Open("li").Open("svg", ("width", "12"), ("height", "12"), ("aria-hidden", "true"));
            Key(html, entry.Tone, 0, 0);
            html.Close().Text(entry.Text).Close();
        }

        html.CloseLine();
    }

    // A key looks like what it stands for: a line, a point or a patch of colour.
    private static void Key(Markup markup, string tone, double x, double y)
    {
        switch (tone)
        {
            case Palette.Line or Palette.Interval or Palette.Threshold or Palette.Zero:
                ChartWriter.Line(markup, [(x, y + (KeyWidth / 2)), (x + KeyWidth, y + (KeyWidth / 2))], tone);
                break;
            case Palette.Dot or Palette.Chosen or Palette.Vote:
                markup.Empty(
                    "circle",
                    ("class", tone),
                    ("cx", Figures.Coordinate(x + (KeyWidth / 2))),
                    ("cy", Figures.Coordinate(y + (KeyWidth / 2))),
                    ("r", "5"));
                break;
            default:
                markup.Empty(
                    "rect",
                    ("class", tone + " key"),
                    ("x", Figures.Coordinate(x + 0.5)),
                    ("y", Figures.Coordinate(y + 0.5)),
                    ("width", "11"),
                    ("height", "11"));
                break;
        }
    }

    // From left to right, on a new line where the chart ends.
    private static (double Height, List<(LegendEntry Entry, string Text, double X, double Y)> Entries) Places(
        Chart chart)
    {
        const double size = ChartText.LargeSize;
        double width = chart.Margin.Left + chart.Plot.Width + chart.Margin.Right;
        List<(LegendEntry, string, double, double)> places = [];
        double x = 2;
        double y = Gap;
        foreach (LegendEntry entry in chart.Legend)
        {
            string text = ChartText.Fit(entry.Text, width - KeyWidth - 12, size);
            double needed = KeyWidth + 6 + ChartText.Width(text, size);
            if (x > 2 && x + needed > width)
            {
                (x, y) = (2, y + Line);
            }

            places.Add((entry, text, x, y));
            x += needed + 14;
        }

        return (places.Count == 0 ? 0 : y + Line, places);
    }
}
