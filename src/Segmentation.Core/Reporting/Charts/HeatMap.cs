using System;
using System.Collections.Generic;
using System.Linq;

namespace Segmentation.Reporting.Charts;

/// <summary>A cell of a heat map: the text says what the colour says.</summary>
/// <param name="Text">What is written in the cell and in the table.</param>
/// <param name="Tone">The colour.</param>
/// <param name="TextTone">The colour of the text.</param>
/// <param name="Tooltip">What it says when pointed at.</param>
/// <param name="IsQuiet">Whether text and tooltip are left to the table: for cells of nobody.</param>
internal sealed record HeatCell(
    string Text, string Tone, string TextTone, string Tooltip, bool IsQuiet = false);

/// <summary>What a heat map is about.</summary>
internal sealed record HeatMapTexts(string Id, string Title, string Description, string RowName = "Segment");

/// <summary>Rows and columns of coloured cells.</summary>
internal static class HeatMap
{
    private const double LabelWidth = 240;

    /// <summary>The chart. A text that is wider than its cell is left to the tooltip and the table.</summary>
    /// <param name="texts">Identity and words.</param>
    /// <param name="rows">The names of the rows, from the top.</param>
    /// <param name="columns">The names of the columns.</param>
    /// <param name="cell">The cell in a row and a column.</param>
    /// <param name="width">The width of a cell.</param>
    /// <param name="headings">A second line above the columns; null for none.</param>
    public static Chart Of(
        HeatMapTexts texts,
        IReadOnlyList<string> rows,
        IReadOnlyList<string> columns,
        Func<int, int, HeatCell> cell,
        double width,
        IReadOnlyList<string>? headings = null)
    {
        const double size = ChartText.LargeSize;
        List<Mark> marks = [];
        List<IReadOnlyList<string>> table = [];
        for (int row = 0; row < rows.Count; row++)
        {
            List<string> line = [rows[row]];
            for (int column = 0; column < columns.Count; column++)
            {
                HeatCell found = cell(row, column);
                line.Add(found.Text.Length == 0 ? Figures.Unknown : found.Text);
                marks.Add(new Rectangle(
                    column - 0.5, row - 0.5, column + 0.5, row + 0.5, found.Tone, found.IsQuiet ? null : found.Tooltip));
                if (!found.IsQuiet && ChartText.Width(found.Text, size) <= width - 2)
                {
                    marks.Add(new Label(column, row, found.Text, found.TextTone, Anchor.Middle, Dy: 4));
                }
            }

            table.Add(line);
        }

        marks.AddRange((headings ?? []).Select((text, column) => new Label(
            column, -0.5, ChartText.Fit(text, width - 6, size), Palette.Axis, Anchor.Middle, Dy: -8)));
        List<string> labels = [.. rows.Select(r => ChartText.Fit(r, LabelWidth, size))];
        return new Chart
        {
            Id = texts.Id,
            Title = texts.Title,
            Description = "Heat map. " + texts.Description,
            X = new Axis(
                Scale.Bands([.. columns.Select(c => ChartText.Fit(c, width - 2, size))]),
                Opposite: true,
                Offset: headings is null ? 0 : 16),
            Y = new Axis(Scale.Bands(labels).Reversed()),
            Plot = (columns.Count * width, rows.Count * 30),
            Margin = (headings is null ? 26 : 42, 4, 4, 14 + labels.Max(l => ChartText.Width(l, size))),
            IsLarge = true,
            Marks = marks,
            Data = new ChartTable([texts.RowName, .. columns], table),
        };
    }

    /// <summary>What shades from nothing to the largest value mean.</summary>
    public static IReadOnlyList<LegendEntry> Levels(string none, string most) =>
    [
        new(Palette.Level(0), none),
        new(Palette.Level(0.25), "up to a quarter of the most"),
        new(Palette.Level(0.5), "up to half"),
        new(Palette.Level(0.75), "up to three quarters"),
        new(Palette.Level(1), "up to the most, " + most),
    ];
}
