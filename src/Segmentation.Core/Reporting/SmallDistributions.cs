using System;
using System.Collections.Generic;
using System.Linq;

namespace Segmentation.Reporting;

/// <summary>Withholds small cells of what charts show of many customers at once: times, scores, moves.</summary>
internal static class SmallDistributions
{
    /// <summary>The report without them; what was withheld is noted.</summary>
    public static SegmentReport Withhold(SegmentReport report, int minimum, List<ReportNote> notes)
    {
        bool someSegments = report.Segments.Any(s => s.Size is null);
        List<ReportSegment> segments = [.. report.Segments.Select(s => s with { Activity = Activity(s.Activity, minimum) })];
        bool someTimes = segments.SelectMany(s => s.Activity ?? []).Any(c => c.CustomerCount is null);
        if (someTimes)
        {
            notes.Add(new("Weekdays and hours of segments", "The counts of a few customers, and some to hide them."));
        }

        // The grid is the sum of the segments: with it, what they withhold could be found.
        bool grid = report.Activity is not null
            && (someSegments || someTimes || report.Activity.Any(c => c.CustomerCount < minimum));
        if (grid)
        {
            notes.Add(new("Weekdays and hours of all customers", "All of it: some cells are about few customers."));
        }

        return report with
        {
            Segments = segments,
            Activity = grid ? null : report.Activity,
            RfmGrid = Rfm(report.RfmGrid, minimum, notes),
            Migration = Moves(report.Migration, minimum, notes),
        };
    }

    // Weekdays add up to the members, and so do hours: each of the two hides its own.
    private static IReadOnlyList<ReportActivityCell>? Activity(IReadOnlyList<ReportActivityCell>? cells, int minimum) =>
        cells is null ? null :
        [
            .. Hidden([.. cells.Where(c => c.Hour is null)], minimum, Count, Without),
            .. Hidden([.. cells.Where(c => c.Hour is not null)], minimum, Count, Without),
        ];

    private static int Count(ReportActivityCell cell) => cell.CustomerCount ?? 0;

    private static ReportActivityCell Without(ReportActivityCell cell) => cell with { CustomerCount = null };

    private static List<ReportRfmCell>? Rfm(
        IReadOnlyList<ReportRfmCell>? cells, int minimum, List<ReportNote> notes)
    {
        if (cells is null)
        {
            return null;
        }

        List<ReportRfmCell> shown = Hidden(
            cells,
            minimum,
            cell => cell.CustomerCount ?? 0,
            cell => cell with { CustomerCount = null, AverageRevenue = null });
        Note(notes, "Recency and frequency scores", "cell", shown.Count(c => c.CustomerCount is null));
        return shown;
    }

    private static ReportMigration? Moves(ReportMigration? migration, int minimum, List<ReportNote> notes)
    {
        if (migration is null)
        {
            return null;
        }

        // Sizes before and after are known: what is withheld needs company on both sides.
        IReadOnlyList<ReportMove> moves = migration.Moves;
        int[] counts = [.. moves.Select(m => m.CustomerCount ?? 0)];
        HashSet<int> hidden = [.. Enumerable.Range(0, counts.Length).Where(i => counts[i] > 0 && counts[i] < minimum)];
        int[][] lines =
        [
            .. moves.Select((m, i) => (m.From, i)).GroupBy(p => p.From, p => p.i, StringComparer.Ordinal).Select(g => g.ToArray()),
            .. moves.Select((m, i) => (m.To, i)).GroupBy(p => p.To, p => p.i, StringComparer.Ordinal).Select(g => g.ToArray()),
        ];
        for (int before = -1; before != hidden.Count;)
        {
            before = hidden.Count;
            foreach (int[] line in lines)
            {
                int[] inLine = [.. line.Where(hidden.Contains)];
                if (inLine.Length == 1 || (inLine.Length > 1 && inLine.Sum(i => counts[i]) < minimum))
                {
                    int[] others = [.. line.Where(i => counts[i] > 0 && !hidden.Contains(i)).OrderBy(i => counts[i])];
                    hidden.UnionWith(others.Take(1));
                }
            }
        }

        Note(notes, "Migration", "move", hidden.Count, migration.Lineage is null ? "" : "; what became of each segment");
        return (hidden.Count == 0 ? migration : WithoutCounts(migration)) with
        {
            Moves = [.. moves.Select((m, i) => hidden.Contains(i) ? m with { CustomerCount = null } : m)],
        };
    }

    // Counts and shares of who moved, taken together with the moves that are shown, would give away those that are not.
    // The first sentence of the verdict has no figures.
    private static ReportMigration WithoutCounts(ReportMigration migration) => migration with
    {
        Statement = migration.Statement is { } text ? text.Split(". ")[0].TrimEnd('.') + "." : null,
        Reasons = null,
        CommonCount = null,
        JoinedCount = null,
        GoneCount = null,
        Lineage = null,
    };

    private static List<T> Hidden<T>(IReadOnlyList<T> cells, int minimum, Func<T, int> count, Func<T, T> without)
    {
        (HashSet<int> small, HashSet<int> hiding) = SmallCells.Choose([.. cells.Select(count)], minimum);
        return [.. cells.Select((cell, i) => small.Contains(i) || hiding.Contains(i) ? without(cell) : cell)];
    }

    private static void Note(List<ReportNote> notes, string term, string one, int count, string more = "")
    {
        if (count > 0)
        {
            notes.Add(new(term, $"{Figures.Plural(count, one)} about few customers, or hiding one that is{more}."));
        }
    }
}
