using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Segmentation.Events;

namespace Segmentation.Integrations.Files;

/// <summary>One event file looked at: its layout, its header and its first rows.</summary>
/// <param name="Input">The file.</param>
/// <param name="Format">The layout.</param>
/// <param name="Delimiter">The delimiter of delimited text.</param>
/// <param name="HasSeparatorHint">Whether a line <c>sep=;</c> stands before the header.</param>
/// <param name="Header">The columns; for JSON Lines the dotted paths of the first rows.</param>
/// <param name="Sample">The first rows, each as long as the header.</param>
internal sealed record EventFile(
    InputFile Input,
    EventFileFormat Format,
    char Delimiter,
    bool HasSeparatorHint,
    IReadOnlyList<string> Header,
    IReadOnlyList<IReadOnlyList<string>> Sample)
{
    private static readonly EventMapping _noMapping = new() { Fields = new Dictionary<EventField, FieldMapping>() };

    private const int SampleRows = 1000;
    private const int LongestHeader = 1024 * 1024;

    /// <summary>Looks at a file.</summary>
    /// <exception cref="SegmentationException">Everything that is wrong with the file or its header.</exception>
    public static EventFile Inspect(string path, EventFileOptions options)
    {
        InputFile input = InputFile.Open(path, options.Encoding);
        try
        {
            string start = ReadStart(input);
            if (start.AsSpan().Trim().IsEmpty)
            {
                throw FileErrors.Empty(input.Name, path);
            }

            EventFileFormat format = options.Format == EventFileFormat.Detect ? FormatOf(input, start) : options.Format;
            return format == EventFileFormat.JsonLines ? InspectJson(input, options) : InspectDelimited(input, start, options);
        }
        catch (InvalidDataException exception)
        {
            throw FileErrors.Damaged(input.Name, path, 0, exception);
        }
    }

    /// <summary>All rows as texts in the order of the header: for small files.</summary>
    public IEnumerable<TextRow> Rows(EventFileOptions options) => Format == EventFileFormat.JsonLines
        ? JsonLinesFile.TextRows(this, options, new ColumnPlan(_noMapping, Header, Input.Name))
        : DelimitedFile.TextRows(this, options).Skip(1);

    /// <summary>The sample's values of a field's columns: the first column with a value in each row.</summary>
    public IEnumerable<string> SampleOf(FieldMapping source)
    {
        int[] columns = [.. source.Columns.Select(IndexOf).Where(index => index >= 0)];
        return Sample.Select(row => columns.Select(column => row[column]).FirstOrDefault(value => value.Length > 0) ?? "");
    }

    private int IndexOf(string column)
    {
        for (int i = 0; i < Header.Count; i++)
        {
            if (string.Equals(Header[i].Trim(), column.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }

    // The first line, longer when it has quoted line breaks.
    private static string ReadStart(InputFile input)
    {
        using StreamReader reader = new(input.OpenText(out _), Encoding.UTF8);
        StringBuilder start = new();
        bool quoted = false;
        for (int c = reader.Read(); c >= 0 && start.Length < LongestHeader; c = reader.Read())
        {
            quoted ^= c == '"';
            if (c is '\n' or '\r' && !quoted && start.Length > 0)
            {
                break;
            }

            start.Append((char)c);
        }

        return start.ToString();
    }

    private static EventFileFormat FormatOf(InputFile input, string start)
    {
        ReadOnlySpan<char> text = start.AsSpan().TrimStart();
        return text[0] switch
        {
            '{' => EventFileFormat.JsonLines,
            '[' => throw FileErrors.WrongFormat(
                input.Name, input.Path, "this is a JSON array, which would have to be read whole.",
                "Write it as JSON Lines, one object per line: jq -c '.[]' file.json > file.jsonl"),
            'P' when text.StartsWith("PK\u0003\u0004", StringComparison.Ordinal) => throw FileErrors.WrongFormat(
                input.Name, input.Path, "this is a zip archive or an Excel workbook.", "Save it as CSV, or unpack it."),
            _ => EventFileFormat.Delimited,
        };
    }

    private static EventFile InspectDelimited(InputFile input, string start, EventFileOptions options)
    {
        bool hint = start.Length == 5 && start.StartsWith("sep=", StringComparison.OrdinalIgnoreCase);
        char delimiter = options.Delimiter ?? (hint ? start[4] : DelimitedFile.DelimiterOf(start));
        EventFile file = new(input, EventFileFormat.Delimited, delimiter, hint, [], []);
        (IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> sample) = DelimitedFile.ReadSample(file, options, SampleRows);
        return sample.Count > 0
            ? file with { Header = header, Sample = sample }
            : throw FileErrors.NoRows(input.Name, input.Path);
    }

    private static EventFile InspectJson(InputFile input, EventFileOptions options)
    {
        EventFile file = new(input, EventFileFormat.JsonLines, default, false, [], []);
        (IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> sample) = JsonLinesFile.ReadSample(file, options, SampleRows);
        return file with { Header = header, Sample = sample };
    }
}

/// <summary>One row as texts.</summary>
/// <param name="Line">The physical line at which it starts.</param>
/// <param name="Values">The values in the order of the header.</param>
/// <param name="Problem">Why the row could not be taken apart; else null.</param>
internal readonly record struct TextRow(long Line, IReadOnlyList<string> Values, string? Problem = null);
