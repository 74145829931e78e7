using System.Collections.Generic;

namespace Segmentation.Reporting.Charts;

/// <summary>A chart: two axes and marks on them, in data units, with words for those who cannot see it.</summary>
internal sealed record Chart
{
    /// <summary>Unique within the document.</summary>
    public required string Id { get; init; }

    /// <summary>What is shown.</summary>
    public required string Title { get; init; }

    /// <summary>What is to be seen, in words and numbers.</summary>
    public required string Description { get; init; }

    /// <summary>Left to right.</summary>
    public required Axis X { get; init; }

    /// <summary>Bottom to top.</summary>
    public required Axis Y { get; init; }

    /// <summary>The size of the plot without its margins.</summary>
    public required (double Width, double Height) Plot { get; init; }

    /// <summary>Whether the chart cannot shrink onto a phone: it is scrolled instead.</summary>
    public bool IsLarge { get; init; }

    /// <summary>The room around the plot, for labels.</summary>
    public (double Top, double Right, double Bottom, double Left) Margin { get; init; }

    /// <summary>What colours and lines mean, below the plot.</summary>
    public IReadOnlyList<LegendEntry> Legend { get; init => field = Listed.Of(value); } = [];

    /// <summary>What is shown, as a table; null where a table stands beside the chart already.</summary>
    public ChartTable? Data { get; init; }

    /// <summary>The marks, in drawing order.</summary>
    public required IReadOnlyList<Mark> Marks { get; init => field = Listed.Of(value); }
}

/// <summary>What a colour means.</summary>
/// <param name="Tone">The colour: a name of <see cref="Palette"/>.</param>
/// <param name="Text">The meaning.</param>
internal sealed record LegendEntry(string Tone, string Text);

/// <summary>The numbers of a chart; the first column names the row, the others hold figures.</summary>
internal sealed record ChartTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>One side of a chart.</summary>
/// <param name="Scale">The scale.</param>
/// <param name="Title">What is measured, when that needs saying.</param>
/// <param name="Grid">Whether the ticks reach through the plot.</param>
/// <param name="Above">Whether the labels of an x axis are above the plot.</param>
internal sealed record Axis(Scale Scale, string? Title = null, bool Grid = false, bool Above = false);

/// <summary>Something drawn in data units.</summary>
/// <param name="Tone">Its colour: a name of <see cref="Palette"/>.</param>
/// <param name="Tooltip">What it says when pointed at.</param>
internal abstract record Mark(string Tone, string? Tooltip);

/// <summary>A bar or a cell.</summary>
internal sealed record Rectangle(double X0, double Y0, double X1, double Y1, string Tone, string? Tooltip = null)
    : Mark(Tone, Tooltip)
{
    /// <summary>
    /// Whether its figure is written in it, beside the names of its row and column: a page leaves the tooltip out then.
    /// </summary>
    public bool IsLabelled { get; init; }
}

/// <summary>
/// A band from one side to the other that keeps its width in y; an end is its x, and the y of its first edge.
/// </summary>
internal sealed record Ribbon(
    (double X, double Y) From, (double X, double Y) To, double Size, string Tone, string? Tooltip = null)
    : Mark(Tone, Tooltip);

/// <summary>A line through points; after a point that is <see cref="Lift"/> it begins anew.</summary>
internal sealed record Path(IReadOnlyList<(double X, double Y)> Points, string Tone, string? Tooltip = null)
    : Mark(Tone, Tooltip)
{
    /// <summary>Ends a line, so that several can be one mark.</summary>
    public static readonly (double X, double Y) Lift = (double.NaN, double.NaN);
}

/// <summary>A filled shape with these corners.</summary>
internal sealed record Area(IReadOnlyList<(double X, double Y)> Points, string Tone, string? Tooltip = null)
    : Mark(Tone, Tooltip);

/// <summary>A point.</summary>
internal sealed record Dot(double X, double Y, double Radius, string Tone, string? Tooltip = null)
    : Mark(Tone, Tooltip);

/// <summary>A text: at a place in data units, moved by an offset on paper.</summary>
internal sealed record Label(
    double X, double Y, string Text, string Tone, Anchor Anchor = Anchor.Middle, double Dx = 0, double Dy = 0)
    : Mark(Tone, null);

/// <summary>Which part of a text is at its place.</summary>
internal enum Anchor
{
    /// <summary>Its start.</summary>
    Start,

    /// <summary>Its middle.</summary>
    Middle,

    /// <summary>Its end.</summary>
    End,
}
