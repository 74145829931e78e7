using System;
using System.Collections.Generic;
using System.Linq;

namespace Segmentation.Reporting.Charts;

/// <summary>How customers moved between the segments of two runs.</summary>
internal static class MigrationChart
{
    private const double NodeWidth = 10;
    private const double FlowWidth = 380;
    private const double LabelRoom = 275;

    /// <summary>Flows from the segments before to those after, as wide as the customers are many.</summary>
    public static Chart? Of(ReportMigration? migration)
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
            i => Palette.Kind(
                OriginOf(goals[i], moves, origins) is >= 0 and int known ? known : Palette.Kinds),
            Anchor.Start,
            NodeWidth + 6));
        marks.Add(new Label(0, 0, Shorten(migration.Before), Palette.Name, Anchor.End, NodeWidth, -14));
        marks.Add(new Label(FlowWidth, 0, Shorten(migration.After), Palette.Name, Anchor.Start, -NodeWidth, -14));
        long stayed = moves.Where(m => m.HasStayed).Sum(m => (long)m.CustomerCount!.Value);
        return new Chart
        {
            Id = "chart-migration",
            Title = "How customers moved between segments",
            Description = $"Flows. Of {Figures.Count(total)} customers {Figures.Count(stayed)} stayed in their "
                + "segment. " + string.Join("; ", moves.OrderByDescending(m => m.CustomerCount).Take(20).Select(InWords)) + ".",
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
            yield return new Ribbon(
                (NodeWidth, leaving[from]),
                (FlowWidth - NodeWidth, arriving[to]),
                size,
                Palette.Kind(origins.IndexOf(move.From ?? "(new)")) + " flow",
                InWords(move));
            leaving[from] += size;
            arriving[to] += size;
        }
    }

    // The earlier segment that a later one continues: where customers stay.
    private static int OriginOf(string goal, List<ReportMove> moves, List<string> origins) =>
        moves.Find(m => m.HasStayed && m.To == goal) is { } stay ? origins.IndexOf(stay.From!) : origins.IndexOf(goal);

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
                    x,
                    Tops[i],
                    x + NodeWidth,
                    Tops[i] + Heights[i],
                    tone(i),
                    $"{Figures.Short(names[i], 80)}: {count}");
                yield return new Label(
                    x, Tops[i] + (Heights[i] / 2), $"{name} {count}", Palette.Axis, anchor, dx, 4);
            }
        }
    }
}
