using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Unicode;
using System.Threading;
using Segmentation.Events;

namespace Segmentation.Integrations.Files;

/// <summary>Reads JSON Lines: one object per line, nested members by dotted paths.</summary>
internal static class JsonLinesFile
{
    private const int RowsBetweenChecks = 1024;

    /// <summary>The paths met in the first rows, and the rows.</summary>
    public static (IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows) ReadSample(
        EventFile file, EventFileOptions options, int count)
    {
        EventMapping everything = new() { Fields = new Dictionary<EventField, FieldMapping>(), ExtraAll = true };
        ColumnPlan plan = new(everything, [], file.Input.Name);
        List<TextRow> rows = [.. TextRows(file, options, plan).Where(row => row.Problem is null).Take(count)];
        List<string> header = [.. plan.Header];
        return (header, [.. rows.Select(row => (IReadOnlyList<string>)[.. header.Select((_, i) => row.Values.ElementAtOrDefault(i) ?? "")])]);
    }

    /// <summary>All rows as texts, in the order of a plan's columns, which may grow while reading.</summary>
    public static IEnumerable<TextRow> TextRows(EventFile file, EventFileOptions options, ColumnPlan plan)
    {
        JsonRowParser parser = new(plan);
        RowBuffer buffer = new();
        using LineReader lines = new(file.Input.OpenText(out _), file.Input, options.MaximumRowBytes);
        while (ReadTexts(lines, parser, buffer, plan) is { } row)
        {
            if (row.Values.Count > 0 || row.Problem is not null)
            {
                yield return row;
            }
        }
    }

    private static TextRow? ReadTexts(LineReader lines, JsonRowParser parser, RowBuffer buffer, ColumnPlan plan)
    {
        if (!lines.TryRead(out ReadOnlySpan<byte> line))
        {
            return null;
        }

        if (line.Trim(" \t"u8).Length == 0)
        {
            return new TextRow(lines.LineNumber, []);
        }

        return Utf8.IsValid(line) && parser.TryParse(line, buffer)
            ? new TextRow(lines.LineNumber, [.. Enumerable.Range(0, plan.Header.Count).Select(i => Encoding.UTF8.GetString(buffer[i]))])
            : new TextRow(lines.LineNumber, [], SkipReason.InvalidJson);
    }

    /// <summary>Reads all rows into batches.</summary>
    public static IEnumerable<EventBatch> Read(
        EventFile file, EventFileOptions options, EventIntake intake, BatchCursor cursor, CancellationToken cancellationToken)
    {
        List<string> columns = [.. intake.Mapping.Fields.Values.SelectMany(source => source.Columns)];
        ColumnPlan plan = new(
            intake.Mapping, [.. columns.Concat(intake.Mapping.ExtraColumns).Distinct(StringComparer.Ordinal)], file.Input.Name);
        using MappedRowReader mapped = new(intake, plan, file.Input.Name);
        JsonRowParser parser = new(plan);
        RowBuffer buffer = new();
        using LineReader lines = new(file.Input.OpenText(out FileStream stored), file.Input, options.MaximumRowBytes);
        int untilCheck = RowsBetweenChecks;
        while (ReadRow(lines, options, parser, buffer, mapped, cursor))
        {
            if (--untilCheck == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                cursor.ReportPosition(stored.Position);
                untilCheck = RowsBetweenChecks;
            }

            if (cursor.IsFull)
            {
                yield return cursor.Take();
            }
        }
    }

    private static bool ReadRow(
        LineReader lines, EventFileOptions options, JsonRowParser parser, RowBuffer buffer, MappedRowReader mapped, BatchCursor cursor)
    {
        if (!lines.TryRead(out ReadOnlySpan<byte> line))
        {
            return false;
        }

        if (line.Trim(" \t"u8).Length == 0)
        {
            return true;
        }

        if (!Utf8.IsValid(line))
        {
            if (!options.Latin1Fallback)
            {
                mapped.SkipUnread(SkipReason.InvalidText, lines.LineNumber);
                return true;
            }

            line = Encoding.UTF8.GetBytes(Encoding.Latin1.GetString(line));
        }

        if (line.Contains((byte)0))
        {
            mapped.SkipUnread(SkipReason.NulByte, lines.LineNumber);
        }
        else if (!parser.TryParse(line, buffer))
        {
            mapped.SkipUnread(parser.FoundNul ? SkipReason.NulByte : SkipReason.InvalidJson, lines.LineNumber);
        }
        else
        {
            BufferedRow row = new(buffer);
            mapped.Read(ref row, cursor.Batch, lines.LineNumber);
        }

        return true;
    }
}
