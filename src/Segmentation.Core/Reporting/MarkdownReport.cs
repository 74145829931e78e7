using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace Segmentation.Reporting;

/// <summary>
/// Reports as a short Markdown summary, for mail and chat: the question, the answer and the segments in a table.
/// </summary>
public static class MarkdownReport
{
    /// <summary>Writes the summary, with "\n" as line ends.</summary>
    /// <param name="report">The report.</param>
    /// <param name="writer">Where to; it stays open.</param>
    public static void Write(SegmentReport report, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(report);
        writer.Write($"# {Escape(report.Title)}\n\n{Escape(ReportText.Question(report))}\n\n");
        foreach ((string term, string text) in ReportText.Asked(report))
        {
            writer.Write($"- {term}: {Escape(text)}\n");
        }

        writer.Write('\n');
        foreach (string finding in ReportText.Findings(report).Concat(ReportText.Advice(report)))
        {
            writer.Write($"- {Escape(finding)}\n");
        }

        writer.Write('\n');
        WriteTable(report, writer);
        foreach (ReportSegment segment in report.Segments)
        {
            WriteSegment(segment, writer);
        }

        writer.Write($"Run {Escape(report.Run.RunId)}, {Escape(report.Run.ClusterCountReason)}\n");
    }

    private static void WriteTable(SegmentReport report, TextWriter writer)
    {
        List<(string Heading, Func<ReportSegment, string> Cell)> columns = [.. ReportText.Columns(report)];
        WriteRow(writer, columns.Select(c => c.Heading));
        WriteRow(writer, columns.Select(c => c.Heading is "Segment" or "Trust" or "Decision" ? "---" : "---:"));
        foreach (ReportSegment segment in report.Segments)
        {
            WriteRow(writer, columns.Select(c => Escape(c.Cell(segment))));
        }

        writer.Write('\n');
    }

    private static void WriteRow(TextWriter writer, IEnumerable<string> cells) =>
        writer.Write($"| {string.Join(" | ", cells)} |\n");

    private static void WriteSegment(ReportSegment segment, TextWriter writer)
    {
        if (segment.Traits.Count == 0)
        {
            return;
        }

        writer.Write($"**{Escape(ReportText.Name(segment))}**\n\n");
        foreach (ReportTrait trait in segment.Traits)
        {
            string effect = trait.EffectSize is { } size ? $" ({Figures.Difference(size, 1)} SD)" : string.Empty;
            writer.Write($"- {Escape(trait.Text)}{effect}\n");
        }

        writer.Write('\n');
    }

    // What Markdown or HTML would read as markup is shown as it is.
    private static string Escape(string text)
    {
        StringBuilder result = new(text.Length + 8);
        foreach (char c in text)
        {
            if (c is '<')
            {
                result.Append("&lt;");
            }
            else if (c is '&')
            {
                result.Append("&amp;");
            }
            else
            {
                if ("\\`*_[]|#~!".Contains(c, StringComparison.Ordinal))
                {
                    result.Append('\\');
                }

                result.Append(char.IsControl(c) ? ' ' : c);
            }
        }

        return result.ToString();
    }
}
