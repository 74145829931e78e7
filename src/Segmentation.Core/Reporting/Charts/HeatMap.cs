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
    /// <summary>How wide the largest is that a page shows without scrolling.</summary>
    public const double FullWidth = 960;

    private const double LabelWidth = 128;
    private const double Height = 32;
    private const double Size = ChartText.LargeSize;

    /// <summary>
    /// The chart, with names on up to two lines and headings on up to four. Where a text is wider than its cell, all
    /// are left to the tooltips and the table. Cells of nobody are the ground the others lie on.
    /// </summary>
    /// <param name="texts">Identity and words.</param>
    /// <param name="rows">The names of the rows, from the top.</param>
    /// <param name="columns">The names of the columns.</param>
    /// <param name="cell">The cell in a row and a column.</param>
    /// <param name="width">The width of a cell.</param>
    public static Chart Of(
        HeatMapTexts texts,
        IReadOnlyList<string> rows,
        IReadOnlyList<string> columns,
        Func<int, int, HeatCell> cell,
        double width)
    {
        HeatCell[][] cells =
            [.. rows.Select((_, row) => columns.Select((_, column) => cell(row, column)).ToArray())];
        bool legible = cells.All(r => r.All(c => c.IsQuiet || ChartText.Width(Shown(c), Size) <= width - 2));
        List<Mark> marks = [new Rectangle(-0.5, -0.5, columns.Count - 0.5, rows.Count - 0.5, Palette.Level(0))];
        for (int row = 0; row < rows.Count; row++)
        {
            for (int column = 0; column < columns.Count; column++)
            {
                marks.AddRange(MarksOf(cells[row][column], row, column, legible));
            }
        }

        string[] names = [.. rows.Select(r => ChartText.Wrap(r, LabelWidth, Size, lines: 2))];
        string[] headings = [.. columns.Select(c => ChartText.Wrap(c, width - 2, Size, lines: 4))];
        return new Chart
        {
            Id = texts.Id,
            Title = texts.Title,
            Description = "Heat map. " + texts.Description,
            X = new Axis(Scale.Bands(headings), Above: true),
            Y = new Axis(Scale.Bands(names).Reversed()),
            Plot = (columns.Count * width, rows.Count * Height),
            Margin = (
                13 + (13 * headings.Max(h => h.Split('\n').Length)),
                4,
                4,
                Math.Ceiling(14 + names.Max(n => n.Split('\n').Max(line => ChartText.Width(line, Size))))),
            IsLarge = true,
            Marks = marks,
            Data = new ChartTable(
                [texts.RowName, .. columns],
                [
                    .. cells.Select((line, row) => (IReadOnlyList<string>)
                        [rows[row], .. line.Select(c => c.Text.Length == 0 ? Figures.Unknown : c.Text)]),
                ]),
        };
    }

    private static string Shown(HeatCell cell) => cell.Text == Figures.Withheld ? Figures.Unknown : cell.Text;

    private static IEnumerable<Mark> MarksOf(HeatCell cell, int row, int column, bool legible)
    {
        if (cell.IsQuiet && cell.Tone == Palette.Level(0))
        {
            yield break;
        }

        yield return new Rectangle(
            column - 0.5, row - 0.5, column + 0.5, row + 0.5, cell.Tone, cell.IsQuiet ? null : cell.Tooltip)
        {
            IsLabelled = !cell.IsQuiet && legible,
        };
        if (!cell.IsQuiet && legible)
        {
            yield return new Label(column, row, Shown(cell), cell.TextTone, Anchor.Middle, Dy: 4);
        }
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
