using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Unicode;
using System.Threading;
using CsvHelper;
using Segmentation.Events;

namespace Segmentation.Integrations.Files;

/// <summary>Reads delimited text, row by row, as UTF-8 spans.</summary>
internal static class DelimitedFile
{
    private const int BufferSize = 256 * 1024;
    private const int RowsBetweenChecks = 1024;

    /// <summary>The delimiter that a header has most of, outside quotes; a comma when it has none.</summary>
    public static char DelimiterOf(string header)
    {
        const string Candidates = ",;\t|";
        Span<int> counts = stackalloc int[Candidates.Length];
        bool quoted = false;
        foreach (char c in header)
        {
            quoted ^= c == '"';
            int index = quoted ? -1 : Candidates.IndexOf(c, StringComparison.Ordinal);
            if (index >= 0)
            {
                counts[index]++;
            }
        }

        int best = 0;
        for (int i = 1; i < counts.Length; i++)
        {
            best = counts[i] > counts[best] ? i : best;
        }

        return Candidates[best];
    }

    /// <summary>The header and the first rows as texts; rows with another number of fields are left out.</summary>
    public static (IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows) ReadSample(
        EventFile file, EventFileOptions options, int count)
    {
        IReadOnlyList<string> header = [];
        List<IReadOnlyList<string>> rows = [];
        bool anyRow = false;
        foreach (TextRow row in TextRows(file, options))
        {
            if (header.Count == 0)
            {
                header = row.Values;
                continue;
            }

            anyRow = true;
            if (row.Values.Count == header.Count)
            {
                rows.Add(row.Values);
            }

            if (rows.Count == count)
            {
                break;
            }
        }

        if (anyRow && rows.Count == 0)
        {
            rows.Add([.. header.Select(_ => "")]);
        }

        return (header, rows);
    }

    /// <summary>All records as texts, the header first.</summary>
    public static IEnumerable<TextRow> TextRows(EventFile file, EventFileOptions options)
    {
        foreach (CsvReader reader in Rows(file, options, file.Input.OpenText(out _)))
        {
            string[] values = [.. Enumerable.Range(0, reader.FieldCount).Select(i => Decode(reader.GetSpan(i)))];
            bool wrongCount = file.Header.Count > 0 && values.Length != file.Header.Count;
            yield return new TextRow(reader.LineNumber, values, wrongCount ? SkipReason.WrongFieldCount : null);
        }
    }

    /// <summary>Reads all rows into batches.</summary>
    public static IEnumerable<EventBatch> Read(
        EventFile file, EventFileOptions options, EventIntake intake, BatchCursor cursor, CancellationToken cancellationToken)
    {
        ColumnPlan plan = new(intake.Mapping, file.Header, file.Input.Name);
        using MappedRowReader mapped = new(intake, plan, file.Input.Name);
        RowBuffer decoded = new();
        Stream text = file.Input.OpenText(out FileStream stored);
        bool isHeader = true;
        int untilCheck = RowsBetweenChecks;
        foreach (CsvReader reader in Rows(file, options, text))
        {
            if (isHeader)
            {
                isHeader = false;
                continue;
            }

            if (--untilCheck == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                cursor.ReportPosition(stored.Position);
                untilCheck = RowsBetweenChecks;
            }

            ReadRow(reader, file, options, mapped, cursor.Batch, decoded);
            if (cursor.IsFull)
            {
                yield return cursor.Take();
            }
        }
    }

    private static void ReadRow(
        CsvReader reader, EventFile file, EventFileOptions options, MappedRowReader mapped, EventBatch batch, RowBuffer decoded)
    {
        ReadOnlySpan<byte> raw = reader.RawRecord;
        if (reader.FieldCount != file.Header.Count)
        {
            mapped.SkipUnread(
                SkipReason.WrongFieldCount,
                reader.LineNumber,
                string.Create(
                    CultureInfo.InvariantCulture, $"{reader.FieldCount} fields where the header has {file.Header.Count}"));
        }
        else if (raw.Contains((byte)0))
        {
            mapped.SkipUnread(SkipReason.NulByte, reader.LineNumber);
        }
        else if (Utf8.IsValid(raw))
        {
            CsvRowValues row = new(reader);
            mapped.Read(ref row, batch, reader.LineNumber);
        }
        else if (options.Latin1Fallback)
        {
            decoded.Clear();
            for (int i = 0; i < reader.FieldCount; i++)
            {
                decoded.Set(i, Encoding.Latin1.GetString(reader.GetSpan(i)));
            }

            BufferedRow row = new(decoded);
            mapped.Read(ref row, batch, reader.LineNumber);
        }
        else
        {
            mapped.SkipUnread(SkipReason.InvalidText, reader.LineNumber);
        }
    }

    // All records, the header first. One reader is handed out again and again: each is valid until the next.
    private static IEnumerable<CsvReader> Rows(EventFile file, EventFileOptions options, Stream text)
    {
        bool unclosed = false;
        CsvReaderOptions settings = new()
        {
            HasHeader = false,
            Separator = file.Delimiter,
            TrackLineNumbers = true,
            MaxRecordSize = options.MaximumRowBytes,
            BufferSize = BufferSize,
            OnMalformedRecord = record => unclosed |= record.Reason == CsvMalformedReason.UnterminatedQuote,
        };
        using CsvReader reader = CsvReader.Create(text, settings, leaveOpen: false);
        if (file.HasSeparatorHint)
        {
            reader.Read();
        }

        while (Advance(reader, file, options))
        {
            if (unclosed)
            {
                throw FileErrors.UnclosedQuote(file.Input.Name, file.Input.Path, reader.LineNumber);
            }

            yield return reader;
        }
    }

    private static bool Advance(CsvReader reader, EventFile file, EventFileOptions options)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException exception)
        {
            throw FileErrors.RowTooLong(
                file.Input.Name, file.Input.Path, exception.LineNumber, options.MaximumRowBytes, exception);
        }
    }

    private static string Decode(ReadOnlySpan<byte> text) =>
        Utf8.IsValid(text) ? Encoding.UTF8.GetString(text) : Encoding.Latin1.GetString(text);

    /// <summary>The current record of a reader.</summary>
    private readonly struct CsvRowValues(CsvReader reader) : IRowValues
    {
        public ReadOnlySpan<byte> Text(int column) => reader.GetSpan(column);

        public bool TryGetNumber(int column, out double value)
        {
            value = 0;
            return false;
        }

        public bool TryGetTime(int column, out DateTimeOffset value, out TimeOffsetKind kind)
        {
            value = default;
            kind = TimeOffsetKind.None;
            return false;
        }
    }
}
