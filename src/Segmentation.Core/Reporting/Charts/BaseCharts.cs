using System;
using System.Collections.Generic;
using System.Linq;
using static System.FormattableString;

namespace Segmentation.Reporting.Charts;

/// <summary>What is told of all customers at once: scores and times. A chart without data is null.</summary>
internal static class BaseCharts
{
    private static readonly string[] s_weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    /// <summary>Customers by recency score (up) and frequency score (right).</summary>
    public static Chart? RfmCounts(SegmentReport report) => RfmGrid(
        report,
        "chart-rfm",
        "Customers by recency and frequency score",
        cell => cell.CustomerCount,
        cell => cell is null ? "0" : cell.CustomerCount is { } n ? Figures.Count(n) : Figures.Withheld);

    /// <summary>Net revenue per customer by recency score (up) and frequency score (right).</summary>
    public static Chart? RfmValues(SegmentReport report) =>
        report.RfmGrid?.Any(c => c.AverageRevenue is not null) != true ? null : RfmGrid(
            report,
            "chart-rfm-value",
            "Net revenue per customer by recency and frequency score",
            cell => (double?)cell.AverageRevenue,
            cell => cell?.AverageRevenue is { } value ? Figures.Money(value) : string.Empty);

    /// <summary>All customers by the weekday and hour at which each of them acts most.</summary>
    public static Chart? Activity(SegmentReport report)
    {
        Dictionary<(int, int), ReportActivityCell> cells = (report.Activity ?? [])
            .Where(c => c.Weekday is not null && c.Hour is not null)
            .ToDictionary(c => (c.Weekday!.Value, c.Hour!.Value));
        if (cells.Count == 0)
        {
            return null;
        }

        int[] hours = From(cells.Keys.Select(key => key.Item2));
        int most = cells.Values.Max(c => c.CustomerCount ?? 0);
        ReportActivityCell peak = cells.Values.MaxBy(c => c.CustomerCount ?? 0)!;
        return HeatMap.Of(
            new HeatMapTexts(
                "chart-activity",
                "Customers by the weekday and hour at which each acts most",
                $"Each customer counts once, in local time. Most, {Figures.Count(most)}, on "
                    + $"{s_weekdays[peak.Weekday!.Value]} at {Figures.Plain(peak.Hour!.Value)}:00. {OtherHours(hours)}",
                "Weekday"),
            s_weekdays,
            [.. hours.Select(h => Figures.Plain(h))],
            (row, column) =>
            {
                ReportActivityCell? cell = cells.GetValueOrDefault((row, hours[column]));
                double? level = cell is null ? 0 : (double?)cell.CustomerCount / Math.Max(most, 1);
                string text = cell is null ? "0" : cell.CustomerCount is { } n
                    ? Figures.Count(n)
                    : Figures.Withheld;
                return new HeatCell(
                    text,
                    Palette.Level(level),
                    Palette.LevelText(level),
                    Invariant($"{s_weekdays[row]} {hours[column]:00}:00: {text}"),
                    cell is null);
            },
            34) with
        {
            Legend = HeatMap.Levels("nobody", Figures.Count(most)),
        };
    }

    /// <summary>The share of each segment's members that act most on each weekday.</summary>
    public static Chart? Weekdays(SegmentReport report) => ActivityOf(
        report,
        ("chart-weekdays", "Members by the weekday on which each acts most, in %", string.Empty),
        [.. Enumerable.Range(0, 7)],
        day => s_weekdays[day],
        cell => cell.Hour is null ? cell.Weekday : null,
        44);

    /// <summary>The share of each segment's members that act most at each hour.</summary>
    public static Chart? Hours(SegmentReport report)
    {
        int[] hours = From(
            report.Segments.SelectMany(s => s.Activity ?? []).Where(c => c.Weekday is null).Select(c => c.Hour!.Value));
        return ActivityOf(
            report,
            ("chart-hours", "Members by the hour at which each acts most, in %", OtherHours(hours)),
            hours,
            hour => Figures.Plain(hour),
            cell => cell.Weekday is null ? cell.Hour : null,
            28);
    }

    // From the first hour at which somebody acts to the last.
    private static int[] From(IEnumerable<int> hours)
    {
        int[] known = [.. hours];
        return known.Length == 0 ? [] : [.. Enumerable.Range(known.Min(), known.Max() - known.Min() + 1)];
    }

    private static string OtherHours(int[] hours) =>
        hours.Length is 0 or 24 ? string.Empty : "Nobody acts most at an hour that is not shown. ";

    private static Chart? RfmGrid(
        SegmentReport report,
        string id,
        string title,
        Func<ReportRfmCell, double?> value,
        Func<ReportRfmCell?, string> text)
    {
        if (report.RfmGrid is not { Count: > 0 } cells)
        {
            return null;
        }

        int bins = cells.Max(c => Math.Max(c.RecencyScore, c.FrequencyScore));
        double most = cells.Max(c => value(c) ?? 0);
        ILookup<(int, int), ReportRfmCell> at = cells.ToLookup(c => (c.RecencyScore, c.FrequencyScore));
        string words = string.Join("; ", cells.Select(
            c => Invariant($"recency {c.RecencyScore}, frequency {c.FrequencyScore}: {text(c)}")));
        return HeatMap.Of(
            new HeatMapTexts(
                id, title, Invariant($"{bins} of {bins} is most recent and most often. {words}."), "Recency"),
            [.. Enumerable.Range(0, bins).Select(i => $"recency {Figures.Plain(bins - i)}")],
            [.. Enumerable.Range(1, bins).Select(f => $"frequency {Figures.Plain(f)}")],
            (row, column) =>
            {
                ReportRfmCell? cell = at[(bins - row, column + 1)].FirstOrDefault();
                double? level = cell is null ? 0 : value(cell) / (most > 0 ? most : 1);
                return new HeatCell(
                    text(cell),
                    Palette.Level(level),
                    Palette.LevelText(level),
                    Invariant(
                        $"recency {bins - row}, frequency {column + 1}: {(cell is null ? "nobody" : text(cell))}"),
                    cell is null);
            },
            68) with
        {
            Legend = HeatMap.Levels("nobody", Figures.Free(Math.Round(most, 0))),
        };
    }

    private static Chart? ActivityOf(
        SegmentReport report,
        (string Id, string Title, string Note) about,
        int[] columns,
        Func<int, string> name,
        Func<ReportActivityCell, int?> column,
        double width)
    {
        List<(ReportSegment Segment, Dictionary<int, int?> Counts)> rows =
        [
            .. report.Segments.Select(s => (s, (s.Activity ?? []).Where(c => column(c) is not null)
                .ToDictionary(c => column(c)!.Value, c => c.CustomerCount))).Where(r => r.Item2.Count > 0),
        ];
        if (rows.Count == 0)
        {
            return null;
        }

        double Share(int row, int at) =>
            (double)rows[row].Counts.GetValueOrDefault(at, 0).GetValueOrDefault()
                / Math.Max(1, rows[row].Counts.Values.Sum() ?? 1);
        double most = Enumerable.Range(0, rows.Count).Max(row => columns.Max(at => Share(row, at)));
        return HeatMap.Of(
            new HeatMapTexts(
                about.Id,
                about.Title,
                "Percent of the members of each segment, in local time. " + about.Note + string.Join(
                    "; ",
                    rows.Select(r => $"{ChartText.Name(r.Segment)} mostly "
                        + name(r.Counts.MaxBy(c => c.Value ?? 0).Key))) + "."),
            [.. rows.Select(r => ChartText.Name(r.Segment))],
            [.. columns.Select(name)],
            (row, at) =>
            {
                bool withheld = rows[row].Counts.TryGetValue(columns[at], out int? count) && count is null;
                double? level = withheld ? null : Share(row, columns[at]) / (most > 0 ? most : 1);
                string text = withheld ? Figures.Withheld : Figures.Number(100 * Share(row, columns[at]), 0);
                return new HeatCell(
                    text,
                    Palette.Level(level),
                    Palette.LevelText(level),
                    $"{name(columns[at])}: {(withheld ? text : text + " %")}",
                    level is 0);
            },
            width) with
        {
            Legend = HeatMap.Levels("nobody", Figures.Percent(most) + " of a segment"),
        };
    }
}
