using System.Collections.Generic;
using System.Linq;
using Segmentation.Reporting.Charts;
using Segmentation.Segments;

namespace Segmentation.Reporting.Html;

/// <summary>A column of a table.</summary>
/// <param name="Header">Its heading.</param>
/// <param name="Class">How its cells look: <c>n</c> for numbers, which is how cells without a class look.</param>
internal sealed record Column(string Header, string? Class = null);

/// <summary>The parts pages are made of.</summary>
internal static class Parts
{
    /// <summary>
    /// A table whose first column names the row: a heading without a scope beside cells is one of its row. It scrolls by itself where the screen is too narrow.
    /// </summary>
    public static void Table(
        Markup html,
        string caption,
        IReadOnlyList<Column> columns,
        IEnumerable<IReadOnlyList<string>> rows,
        bool sortable = true)
    {
        html.Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", caption));
        html.Open("table", ("class", sortable ? "sort" : null)).Element("caption", caption);
        html.Open("thead").Open("tr");
        foreach (Column column in columns)
        {
            html.Element("th", column.Header, ("scope", "col"), ("class", column.Class));
        }

        html.Close().CloseLine();
        html.Open("tbody").Raw("\n");
        foreach (IReadOnlyList<string> row in rows)
        {
            html.Open("tr").Element("th", row[0], Markup.Direction(row[0]));
            for (int i = 1; i < row.Count; i++)
            {
                string? style = columns[i].Class;
                html.Element("td", row[i], ("class", style is "n" ? null : style ?? "text"));
            }

            html.CloseLine();
        }

        html.Close().Close().CloseLine();
    }

    /// <summary>Terms and what there is to say about each.</summary>
    public static void Facts(Markup html, string style, IEnumerable<(string Term, string Text)> facts)
    {
        html.Open("dl", ("class", style));
        foreach ((string term, string text) in facts)
        {
            html.Element("dt", term).Element("dd", text, Markup.Direction(text));
        }

        html.CloseLine();
    }

    /// <summary>Sentences, one below the other; nothing without any.</summary>
    public static void List(Markup html, IReadOnlyList<string> items)
    {
        if (items.Count == 0)
        {
            return;
        }

        html.Open("ul");
        foreach (string item in items)
        {
            html.Element("li", item, Markup.Direction(item));
        }

        html.CloseLine();
    }

    /// <summary>Figures with what they are.</summary>
    public static void Stats(Markup html, string style, IEnumerable<(string Term, string Figure)> stats)
    {
        html.Open("dl", ("class", style));
        foreach ((string term, string figure) in stats)
        {
            html.Open("div").Element("dt", term).Element("dd", figure).Close();
        }

        html.CloseLine();
    }

    /// <summary>A verdict, told by words and by a row of dots as well as by colour.</summary>
    public static void Badge(Markup html, RobustnessVerdict verdict)
    {
        string? dots = verdict switch
        {
            RobustnessVerdict.HighlyStable => "\u25CF\u25CF\u25CF\u25CF",
            RobustnessVerdict.Stable => "\u25CF\u25CF\u25CF\u25CB",
            RobustnessVerdict.Pattern => "\u25CF\u25CF\u25CB\u25CB",
            RobustnessVerdict.Unstable => "\u25CF\u25CB\u25CB\u25CB",
            _ => null,
        };
        html.Open("span", ("class", "badge b-" + Palette.Of(verdict)));
        if (dots is not null)
        {
            html.Element("span", dots, ("aria-hidden", "true"));
        }

        html.Text(Figures.Verdict(verdict)).Close();
    }

    /// <summary>A chart under its title; a wide one scrolls by itself instead of shrinking.</summary>
    public static void Figure(Markup html, Chart chart, string? style = "card")
    {
        html.Open("figure", ("class", style)).Element("figcaption", chart.Title);
        if (chart.IsLarge)
        {
            html.Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", chart.Title));
            ChartWriter.Write(html, chart);
            html.Close();
        }
        else
        {
            ChartWriter.Write(html, chart);
        }

        ChartLegend.WriteList(html, chart);
        if (chart.Data is { } data)
        {
            html.Open("details").Element("summary", "The same as a table");
            Table(
                html,
                chart.Title + ", as a table",
                [.. data.Columns.Select((name, i) => new Column(Figures.Short(name, 60), i == 0 ? null : "n"))],
                data.Rows);
            html.CloseLine();
        }

        html.CloseLine();
    }

    /// <summary>Several charts beside each other where there is room.</summary>
    public static void Row(Markup html, params IReadOnlyList<Chart?> charts)
    {
        if (charts.All(chart => chart is null))
        {
            return;
        }

        html.Open("div", ("class", "grid"));
        Stack(html, charts);
        html.CloseLine();
    }

    /// <summary>Charts below each other, for wide ones.</summary>
    public static void Stack(Markup html, params IReadOnlyList<Chart?> charts)
    {
        foreach (Chart? chart in charts)
        {
            if (chart is not null)
            {
                Figure(html, chart);
            }
        }
    }
}
