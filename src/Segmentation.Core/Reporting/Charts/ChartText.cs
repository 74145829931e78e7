using System;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Segmentation.Reporting.Charts;

/// <summary>
/// Text that has to fit: nothing measures fonts here, so widths are those of a common sans-serif, rounded up.
/// </summary>
internal static class ChartText
{
    /// <summary>The size of labels beside marks where a phone shows the chart, in pixels.</summary>
    public const double Size = 14;

    /// <summary>The size of labels in a chart that is scrolled instead of shrunk, in pixels.</summary>
    public const double LargeSize = 12;

    private const int LongestElement = 12;

    /// <summary>About how wide a text is, in pixels.</summary>
    public static double Width(string text, double size) => text.EnumerateRunes().Sum(Advance) * size;

    /// <summary>The text on one line, cut with an ellipsis where it would be wider.</summary>
    public static string Fit(string text, double width, double size)
    {
        StringBuilder kept = new();
        double used = 0;
        double end = Advance(new Rune('\u2026')) * size;
        TextElementEnumerator elements = StringInfo.GetTextElementEnumerator(text);
        int cut = 0;
        while (elements.MoveNext())
        {
            string element = elements.GetTextElement();
            element = element.Length > LongestElement ? element[..1] : element;
            string shown = string.Concat(element.EnumerateRunes().Where(r => !Steers(r))
                .Select(r => (Rune.IsControl(r) ? Rune.ReplacementChar : r).ToString()));
            used += Width(shown, size);
            if (used > width)
            {
                kept.Length = cut;
                return Isolated(kept.ToString().TrimEnd() + "\u2026");
            }

            kept.Append(shown);
            if (used + end <= width)
            {
                cut = kept.Length;
            }
        }

        return Isolated(kept.ToString());
    }

    /// <summary>
    /// The text on up to so many lines, divided by line feeds after spaces and hyphens; the last is cut where there is
    /// more.
    /// </summary>
    public static string Wrap(string text, double width, double size, int lines)
    {
        if (lines < 2 || Width(text, size) <= width)
        {
            return Fit(text, width, size);
        }

        double used = 0;
        int end = 0;
        int at = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            used += Advance(rune) * size;
            at += rune.Utf16SequenceLength;
            if (used > width && rune.Value != ' ')
            {
                break;
            }

            end = rune.Value is ' ' or '-' ? at : end;
        }

        return end == 0 || end == text.Length
            ? Fit(text, width, size)
            : Fit(text[..end].TrimEnd(), width, size) + "\n" + Wrap(text[end..].TrimStart(), width, size, lines - 1);
    }

    /// <summary>A segment by id and name, for a place this wide.</summary>
    public static string Name(ReportSegment segment, double width, double size)
    {
        string id = Fit(segment.SegmentId, width / 2, size);
        return id + " " + Fit(segment.Name, width - Width(id + " ", size), size);
    }

    /// <summary>A segment by id and name, where there is room.</summary>
    public static string Name(ReportSegment segment) => Name(segment, 480, LargeSize);

    // A right-to-left name must not turn what stands around it.
    private static string Isolated(string text) =>
        text.EnumerateRunes().Any(IsRightToLeft) ? "\u2068" + text + "\u2069" : text;

    private static bool IsRightToLeft(Rune rune) =>
        rune.Value is (>= 0x590 and < 0x900) or (>= 0xFB1D and < 0xFE00) or (>= 0xFE70 and < 0xFF00)
            or (>= 0x10800 and < 0x11000) or (>= 0x1E800 and < 0x1F000);

    // Controls of direction would reach beyond the text.
    private static bool Steers(Rune rune) =>
        rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x200E or 0x200F;

    private static double Advance(Rune rune)
    {
        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format:
                return 0;
            case UnicodeCategory.UppercaseLetter when rune.IsAscii:
                return rune.Value is 'M' or 'W' ? 0.95 : rune.Value is 'I' or 'J' ? 0.5 : 0.72;
            default:
                return rune.Value switch
                {
                    ' ' or '\u00A0' or '.' or ',' or ':' or ';' or '\'' or '|' or '!' or 'i' or 'j' or 'l' or '\u00B7' => 0.27,
                    'f' or 't' or 'r' or '(' or ')' or '-' or '/' or '"' or '[' or ']' => 0.36,
                    'm' or 'w' or '@' or '%' or '\u2026' => 0.95,
                    < 0x80 => 0.58,
                    >= 0xFDF0 and <= 0xFDFF => 3,
                    >= 0x1100 and < 0x1200 or >= 0x2E80 and < 0xE000 or >= 0xF900 and < 0xFB00 or >= 0xFE30 => 1.25,
                    _ => 0.75,
                };
        }
    }
}
