using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace Segmentation.Help;

/// <summary>One example of a page.</summary>
internal sealed record PageExample(string Title, string Code, IReadOnlyList<string> Remarks);

/// <summary>One page of docs/cmdlets: prose only; syntax and types come from the compiled cmdlet.</summary>
internal sealed partial class CmdletPage
{
    private readonly Dictionary<string, List<string>> _sections;

    private CmdletPage(string name, Dictionary<string, List<string>> sections)
    {
        Name = name;
        _sections = sections;
        Examples = [.. Parts("EXAMPLES").Select(part => ExampleOf(part.Title, part.Lines))];
        Parameters = Parts("PARAMETERS").ToDictionary(
            part => part.Title.TrimStart('-'),
            part => (IReadOnlyList<string>)Paragraphs(part.Lines),
            StringComparer.Ordinal);
    }

    public string Name { get; }

    public IReadOnlyList<string> Synopsis => Paragraphs(Section("SYNOPSIS"));

    public IReadOnlyList<string> Description => Paragraphs(Section("DESCRIPTION"));

    public IReadOnlyList<PageExample> Examples { get; }

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Parameters { get; }

    public IReadOnlyList<(string Type, IReadOnlyList<string> Text)> Inputs => Typed("INPUTS");

    public IReadOnlyList<(string Type, IReadOnlyList<string> Text)> Outputs => Typed("OUTPUTS");

    public IReadOnlyList<string> Notes => Paragraphs(Section("NOTES"));

    public IReadOnlyList<string> Links => [.. Section("RELATED LINKS")
        .Select(line => LinkPattern().Match(line))
        .Where(match => match.Success)
        .Select(match => match.Groups[1].Value)];

    public static CmdletPage Read(string path)
    {
        Dictionary<string, List<string>> sections = new(StringComparer.Ordinal);
        string current = string.Empty;
        bool inCode = false;
        foreach (string line in File.ReadLines(path))
        {
            inCode ^= line.StartsWith("```", StringComparison.Ordinal);
            if (!inCode && line.StartsWith("## ", StringComparison.Ordinal))
            {
                current = line[3..].Trim();
                sections[current] = [];
            }
            else if (current.Length > 0)
            {
                sections[current].Add(line.TrimEnd());
            }
        }

        return new CmdletPage(Path.GetFileNameWithoutExtension(path), sections);
    }

    [GeneratedRegex(@"^[-*]?\s*\[([^\]]+)\]")]
    private static partial Regex LinkPattern();

    [GeneratedRegex(@"\[([^\]]+)\]\([^)]*\)")]
    private static partial Regex InlineLinkPattern();

    private List<string> Section(string name) => _sections.GetValueOrDefault(name) ?? [];

    private List<(string Title, List<string> Lines)> Parts(string section)
    {
        List<(string Title, List<string> Lines)> parts = [];
        bool inCode = false;
        foreach (string line in Section(section))
        {
            inCode ^= line.StartsWith("```", StringComparison.Ordinal);
            if (!inCode && line.StartsWith("### ", StringComparison.Ordinal))
            {
                parts.Add((line[4..].Trim(), []));
            }
            else if (parts.Count > 0)
            {
                parts[^1].Lines.Add(line);
            }
        }

        return parts;
    }

    private IReadOnlyList<(string Type, IReadOnlyList<string> Text)> Typed(string section) =>
        [.. Parts(section).Select(part => (part.Title, (IReadOnlyList<string>)Paragraphs(part.Lines)))];

    private static PageExample ExampleOf(string title, List<string> lines)
    {
        int open = lines.FindIndex(line => line.StartsWith("```", StringComparison.Ordinal));
        int close = open < 0 ? -1 : lines.FindIndex(open + 1, line => line.StartsWith("```", StringComparison.Ordinal));
        return close < 0
            ? new PageExample(title, string.Empty, Paragraphs(lines))
            : new PageExample(title, string.Join('\n', lines[(open + 1)..close]), Paragraphs(lines[(close + 1)..]));
    }

    /// <summary>
    /// Lines joined to paragraphs; bullets and code keep their lines. Markup that a console cannot show is removed.
    /// </summary>
    private static List<string> Paragraphs(IReadOnlyList<string> lines)
    {
        List<string> paragraphs = [];
        bool open = false;
        foreach (string raw in lines.Where(line => !line.StartsWith("```", StringComparison.Ordinal)))
        {
            string line = InlineLinkPattern().Replace(raw, "$1")
                .Replace("`", string.Empty, StringComparison.Ordinal)
                .Replace("**", string.Empty, StringComparison.Ordinal);
            bool continues = open && line.Length > 0 && !line.StartsWith("- ", StringComparison.Ordinal);
            if (continues)
            {
                paragraphs[^1] += " " + line.Trim();
            }
            else if (line.Length > 0)
            {
                paragraphs.Add(line);
            }

            open = line.Length > 0;
        }

        return paragraphs;
    }
}
