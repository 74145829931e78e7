using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Segmentation.Reporting;

/// <summary>Reports as a short plain text, for mail and chat that know no markup.</summary>
public static class TextReport
{
    private const int NameWidth = 34;

    /// <summary>Writes the summary, with "\n" as line ends.</summary>
    /// <param name="report">The report.</param>
    /// <param name="writer">Where to; it stays open.</param>
    public static void Write(SegmentReport report, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(report);
        string title = Line(report.Title);
        writer.Write($"{title}\n{new string('=', Math.Clamp(title.Length, 3, 78))}\n\n");
        writer.Write($"{Line(ReportText.Question(report))}\n\n");
        foreach ((string term, string text) in ReportText.Asked(report))
        {
            writer.Write($"{term}: {Line(text)}\n");
        }

        writer.Write('\n');
        foreach (string finding in ReportText.Findings(report).Concat(ReportText.Advice(report)))
        {
            writer.Write($"* {Line(finding)}\n");
        }

        writer.Write('\n');
        WriteTable(report, writer);
        foreach (ReportSegment segment in report.Segments.Where(s => s.Traits.Count > 0))
        {
            writer.Write($"\n{Line(ReportText.Name(segment))}\n");
            foreach (ReportTrait trait in segment.Traits)
            {
                writer.Write($"  - {Line(trait.Text)}\n");
            }
        }

        writer.Write($"\nRun {Line(report.Run.RunId)}, {Line(report.Run.ClusterCountReason)}\n");
    }

    private static void WriteTable(SegmentReport report, TextWriter writer)
    {
        List<(string Heading, Func<ReportSegment, string> Cell)> columns = [.. ReportText.Columns(report)];
        List<string[]> rows =
        [
            [.. columns.Select(c => c.Heading)],
            .. report.Segments.Select(s => columns.Select(c => Line(Figures.Short(c.Cell(s), NameWidth))).ToArray()),
        ];
        int[] widths = [.. columns.Select((_, i) => rows.Max(r => r[i].Length))];
        foreach (string[] row in rows)
        {
            IEnumerable<string> cells = row.Select((cell, i) =>
                i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]));
            writer.Write(string.Join("  ", cells).TrimEnd() + "\n");
        }
    }

    // One line, without anything that a terminal or a mail program could take for a command.
    private static string Line(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
