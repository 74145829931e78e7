using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using static System.FormattableString;

namespace Segmentation.Reporting.Charts;

/// <summary>What is told of many customers at once: scores, times, moves. A chart without data is null.</summary>
internal static class BaseCharts
{
    private const double NodeWidth = 10;
    private const double FlowWidth = 380;
    private const double LabelRoom = 220;
    private const int CurveSteps = 10;

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

        int most = cells.Values.Max(c => c.CustomerCount ?? 0);
        ReportActivityCell peak = cells.Values.MaxBy(c => c.CustomerCount ?? 0)!;
        return HeatMap.Of(
            new HeatMapTexts(
                "chart-activity",
                "Customers by the weekday and hour at which each acts most",
                $"Each customer counts once, in local time. Most, {Figures.Count(most)}, on "
                    + $"{s_weekdays[peak.Weekday!.Value]} at {Figures.Plain(peak.Hour!.Value)}:00.",
                "Weekday"),
            s_weekdays,
            [.. Enumerable.Range(0, 24).Select(h => Figures.Plain(h))],
            (row, column) =>
            {
                ReportActivityCell? cell = cells.GetValueOrDefault((row, column));
                double? level = cell is null ? 0 : (double?)cell.CustomerCount / Math.Max(most, 1);
                string text = cell is null ? "0" : cell.CustomerCount is { } n
                    ? Figures.Count(n)
                    : Figures.Withheld;
                return new HeatCell(
                    text,
                    Palette.Level(level),
                    Palette.LevelText(level),
                    Invariant($"{s_weekdays[row]} {column:00}:00: {text}"),
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
        "chart-weekdays",
        "Members by the weekday on which each acts most",
        s_weekdays,
        cell => cell.Hour is null ? cell.Weekday : null,
        66);

    /// <summary>The share of each segment's members that act most at each hour.</summary>
    public static Chart? Hours(SegmentReport report) => ActivityOf(
        report,
        "chart-hours",
        "Members by the hour at which each acts most",
        [.. Enumerable.Range(0, 24).Select(h => Figures.Plain(h))],
        cell => cell.Weekday is null ? cell.Hour : null,
        38);

    /// <summary>Flows from the segments before to those after, as wide as the customers are many.</summary>
    public static Chart? Migration(ReportMigration? migration)
    {
        if (migration is null || migration.Moves.All(m => m.CustomerCount is not > 0))
        {
            return null;
        }

        List<ReportMove> moves = [.. migration.Moves.Where(m => m.CustomerCount > 0)];
        List<string> origins = [.. moves.Select(m => m.From ?? "(new)").Distinct(StringComparer.Ordinal)];
        List<string> goals = [.. moves.Select(m => m.To ?? "(gone)").Distinct(StringComparer.Ordinal)];
        long total = moves.Sum(m => (long)m.CustomerCount!.Value);
        double height = Math.Max(240, 24.0 * Math.Max(origins.Count, goals.Count));
        Side before = Side.Of(origins, moves.Select(m => (m.From ?? "(new)", m.CustomerCount!.Value)), total, height);
        Side after = Side.Of(goals, moves.Select(m => (m.To ?? "(gone)", m.CustomerCount!.Value)), total, height);
        double tallest = Math.Max(before.Height, after.Height);
        List<Mark> marks = [.. Flows(moves, before, after, origins)];
        marks.AddRange(before.Marks(0, origins, i => Palette.Kind(i), Anchor.End, -6));
        marks.AddRange(after.Marks(
            FlowWidth - NodeWidth,
            goals,
            i => origins.IndexOf(goals[i]) is >= 0 and int known ? Palette.Kind(known) : Palette.Kind(Palette.Kinds),
            Anchor.Start,
            NodeWidth + 6));
        marks.Add(new Label(0, 0, Shorten(migration.Before), Palette.Name, Anchor.End, NodeWidth, -14));
        marks.Add(new Label(FlowWidth, 0, Shorten(migration.After), Palette.Name, Anchor.Start, -NodeWidth, -14));
        long stayed = moves.Where(m => m.From is not null && m.From == m.To).Sum(m => (long)m.CustomerCount!.Value);
        return new Chart
        {
            Id = "chart-migration",
            Title = "How customers moved between segments",
            Description = $"Flows. Of {Figures.Count(total)} customers {Figures.Count(stayed)} stayed in their segment. "
                + string.Join("; ", moves.OrderByDescending(m => m.CustomerCount).Take(20).Select(InWords)) + ".",
            X = new Axis(new Scale(0, FlowWidth, [])),
            Y = new Axis(new Scale(tallest, 0, [])),
            Plot = (FlowWidth, tallest),
            Margin = (30, LabelRoom, 4, LabelRoom),
            IsLarge = true,
            Marks = marks,
            Data = new ChartTable(
                ["From", "To", "Customers"],
                [
                    .. migration.Moves.Select(m => (IReadOnlyList<string>)
                    [
                        m.From ?? "(new)",
                        m.To ?? "(gone)",
                        m.CustomerCount is { } n ? Figures.Count(n) : Figures.Withheld,
                    ]),
                ]),
        };
    }

    private static string Shorten(string text) => ChartText.Fit(text, LabelRoom - 10, ChartText.LargeSize);

    private static string InWords(ReportMove move) =>
        $"{Figures.Short(move.From ?? "(new)", 60)} to {Figures.Short(move.To ?? "(gone)", 60)}: "
        + Figures.Count(move.CustomerCount!.Value);

    private static IEnumerable<Mark> Flows(List<ReportMove> moves, Side before, Side after, List<string> origins)
    {
        double[] leaving = [.. before.Tops];
        double[] arriving = [.. after.Tops];
        foreach (ReportMove move in moves)
        {
            int from = before.IndexOf(move.From ?? "(new)");
            int to = after.IndexOf(move.To ?? "(gone)");
            double size = move.CustomerCount!.Value * before.Unit;
            yield return new Area(
                Ribbon(leaving[from], arriving[to], size),
                Palette.Kind(origins.IndexOf(move.From ?? "(new)")) + " flow",
                InWords(move));
            leaving[from] += size;
            arriving[to] += size;
        }
    }

    private static List<(double X, double Y)> Ribbon(double from, double to, double size)
    {
        List<(double X, double Y)> upper =
        [
            .. Enumerable.Range(0, CurveSteps + 1).Select(i => (double)i / CurveSteps).Select(t => (
                NodeWidth + ((FlowWidth - (2 * NodeWidth)) * t),
                from + ((to - from) * t * t * (3 - (2 * t))))),
        ];
        return [.. upper, .. Enumerable.Reverse(upper).Select(p => (p.X, p.Y + size))];
    }

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
            new HeatMapTexts(id, title, Invariant($"5 of 5 is most recent and most often; scores to {bins}. {words}."), "Recency"),
            [.. Enumerable.Range(0, bins).Select(i => $"recency {Figures.Plain(bins - i)}")],
            [.. Enumerable.Range(1, bins).Select(f => $"freq. {Figures.Plain(f)}")],
            (row, column) =>
            {
                ReportRfmCell? cell = at[(bins - row, column + 1)].FirstOrDefault();
                double? level = cell is null ? 0 : value(cell) / (most > 0 ? most : 1);
                return new HeatCell(
                    text(cell),
                    Palette.Level(level),
                    Palette.LevelText(level),
                    Invariant($"recency {bins - row}, frequency {column + 1}: {(cell is null ? "nobody" : text(cell))}"),
                    cell is null);
            },
            68) with
        {
            Legend = HeatMap.Levels(
                "nobody", Figures.Free(Math.Round(most, 0))),
        };
    }

    private static Chart? ActivityOf(
        SegmentReport report,
        string id,
        string title,
        string[] columns,
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
        double most = Enumerable.Range(0, rows.Count).Max(r => Enumerable.Range(0, columns.Length).Max(c => Share(r, c)));
        return HeatMap.Of(
            new HeatMapTexts(
                id,
                title,
                "Percent of the members of each segment, in local time. " + string.Join("; ", rows.Select((r, i) =>
                    ChartText.Name(r.Segment) + " mostly "
                    + columns[r.Counts.MaxBy(c => c.Value ?? 0).Key])) + "."),
            [.. rows.Select(r => ChartText.Name(r.Segment))],
            columns,
            (row, at) =>
            {
                bool withheld = rows[row].Counts.TryGetValue(at, out int? count) && count is null;
                double? level = withheld ? null : Share(row, at) / (most > 0 ? most : 1);
                string text = withheld
                    ? Figures.Unknown
                    : Share(row, at).ToString("P0", CultureInfo.InvariantCulture).Replace(" ", "", StringComparison.Ordinal);
                return new HeatCell(
                    text,
                    Palette.Level(level),
                    Palette.LevelText(level),
                    $"{columns[at]}: {(withheld ? Figures.Withheld : text)}",
                    level is 0);
            },
            width) with
        {
            Legend = HeatMap.Levels("nobody", Figures.Percent(most) + " of a segment"),
        };
    }

    /// <summary>The segments on one side of the flows, from the top.</summary>
    private sealed record Side(List<string> Names, double[] Tops, double[] Heights, double Height, double Unit)
    {
        private const double LeastSlot = 18;
        private const double Gap = 6;

        public static Side Of(
            List<string> names, IEnumerable<(string Name, int Count)> counts, long total, double height)
        {
            ILookup<string, int> byName = counts.ToLookup(c => c.Name, c => c.Count, StringComparer.Ordinal);
            double unit = height / total;
            double[] heights = [.. names.Select(n => byName[n].Sum() * unit)];
            double[] tops = new double[names.Count];
            double y = 0;
            for (int i = 0; i < names.Count; i++)
            {
                // A thin node has room for its name all the same.
                double slot = Math.Max(LeastSlot, heights[i]);
                tops[i] = y + ((slot - heights[i]) / 2);
                y += slot + Gap;
            }

            return new Side(names, tops, heights, y - Gap, unit);
        }

        public int IndexOf(string name) => Names.IndexOf(name);

        public IEnumerable<Mark> Marks(
            double x, List<string> names, Func<int, string> tone, Anchor anchor, double dx)
        {
            for (int i = 0; i < names.Count; i++)
            {
                string count = Figures.Count((long)Math.Round(Heights[i] / Unit));
                double room = LabelRoom - 16 - ChartText.Width(count, ChartText.LargeSize);
                string name = ChartText.Fit(names[i], room, ChartText.LargeSize);
                yield return new Rectangle(
                    x, Tops[i], x + NodeWidth, Tops[i] + Heights[i], tone(i), $"{Figures.Short(names[i], 80)}: {count}");
                yield return new Label(
                    x, Tops[i] + (Heights[i] / 2), $"{name} {count}", Palette.Axis, anchor, dx, 4);
            }
        }
    }
}
