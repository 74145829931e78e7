using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.RegularExpressions;

namespace Segmentation.Reporting;

/// <summary>
/// Writes markup that is HTML and XML at once. Whatever is not markup goes through one escape; a character that no
/// document may hold becomes U+FFFD.
/// </summary>
internal sealed partial class Markup(TextWriter writer)
{
    private readonly Stack<string> _open = new();

    public Markup Open(string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Start(name, attributes);
        writer.Write('>');
        _open.Push(name);
        return this;
    }

    public Markup Close()
    {
        writer.Write("</");
        writer.Write(_open.Pop());
        writer.Write('>');
        return this;
    }

    /// <summary>Closes, and ends the line: between blocks, where white space has no meaning.</summary>
    public Markup CloseLine()
    {
        Close();
        writer.Write('\n');
        return this;
    }

    /// <summary>An element that holds text.</summary>
    public Markup Element(string name, string text, params ReadOnlySpan<(string Name, string? Value)> attributes) =>
        Open(name, attributes).Text(text).Close();

    /// <summary>An element that holds nothing.</summary>
    public Markup Empty(string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Start(name, attributes);
        writer.Write("/>");
        return this;
    }

    public Markup Text(string text)
    {
        // A line does not break between a number and its percent sign.
        writer.Write(Escape(text.Contains(" %", StringComparison.Ordinal) ? Percent().Replace(text, "\u00A0%") : text, quotes: false));
        return this;
    }

    /// <summary>Text of our own that is markup already.</summary>
    public Markup Raw(string markup)
    {
        writer.Write(markup);
        return this;
    }

    [GeneratedRegex("(?<=[0-9]) %", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Percent();

    private static string Escape(string text, bool quotes)
    {
        StringBuilder result = new(text.Length + 16);
        foreach (Rune rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => result.Append("&amp;"),
                '<' => result.Append("&lt;"),
                '>' => result.Append("&gt;"),
                '"' when quotes => result.Append("&quot;"),
                '\t' or '\n' or '\r' => result.Append(' '),
                < 0x20 or (>= 0x7F and < 0xA0) or 0xFFFE or 0xFFFF => result.Append('\uFFFD'),
                _ => result.Append(rune.ToString()),
            };
        }

        return result.ToString();
    }

    /// <summary>
    /// The direction to declare for a text: by its own letters where some run from right to left, else none, which is
    /// left to right.
    /// </summary>
    public static (string Name, string? Value) Direction(string text)
    {
        foreach (char c in text)
        {
            if (c is (>= '\u0590' and <= '\u08FF') or '\u200F' or (>= '\u202A' and <= '\u202E')
                or (>= '\u2066' and <= '\u2069') or (>= '\uFB1D' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC')
                || char.IsSurrogate(c))
            {
                return ("dir", "auto");
            }
        }

        return ("dir", null);
    }

    private void Start(string name, ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        writer.Write('<');
        writer.Write(name);
        foreach ((string attribute, string? value) in attributes)
        {
            if (value is not null)
            {
                writer.Write(' ');
                writer.Write(attribute);
                writer.Write("=\"");
                writer.Write(Escape(value, quotes: true));
                writer.Write('"');
            }
        }
    }
}
