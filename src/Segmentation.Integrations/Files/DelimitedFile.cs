using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.ExceptionServices;
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
    private const int BlocksAhead = 8;
    private const int RecordsPrefetched = 8;

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

    /// <summary>Reads all rows into batches: one thread takes records apart, the calling one maps them.</summary>
    public static IEnumerable<EventBatch> Read(
        EventFile file, EventFileOptions options, EventIntake intake, BatchCursor cursor,
        CancellationToken cancellationToken)
    {
        ColumnPlan plan = new(intake.Mapping, file.Header, file.Input.Name);
        using MappedRowReader mapped = new(intake, plan, file.Input.Name);
        ConcurrentQueue<RecordBlock> free = new();
        foreach (RecordBlock block in ReadAhead.Of(
            Blocks(file, options, [.. plan.Used], free), BlocksAhead, cancellationToken))
        {
            for (int next = 0; next < block.Count;)
            {
                next = Map(block, next, mapped, cursor);
                if (cursor.IsFull)
                {
                    yield return cursor.Take();
                }
            }

            cursor.ReportPosition(block.FilePosition);
            block.Clear();
            free.Enqueue(block);
        }
    }

    // Maps records until the block ends or the batch is full; returns the next one.
    private static int Map(RecordBlock block, int next, MappedRowReader mapped, BatchCursor cursor)
    {
        while (next < block.Count && !cursor.IsFull)
        {
            // What a record will look up is fetched while those before it are mapped.
            if (next + RecordsPrefetched < block.Count && block[next + RecordsPrefetched].Problem is null)
            {
                RecordBlock.Row later = block.Values(next + RecordsPrefetched);
                mapped.Prefetch(ref later);
            }

            ref readonly RecordBlock.Origin origin = ref block[next];
            if (origin.Problem is { } problem)
            {
                mapped.SkipUnread(problem, origin.Line, origin.Detail);
            }
            else
            {
                RecordBlock.Row row = block.Values(next);
                mapped.Read(ref row, cursor.Batch, origin.Line);
            }

            next++;
        }

        return next;
    }

    private static IEnumerable<RecordBlock> Blocks(
        EventFile file, EventFileOptions options, int[] columns, ConcurrentQueue<RecordBlock> free)
    {
        RecordBlock block = new(columns);
        bool isHeader = true;
        ExceptionDispatchInfo? failure;
        Stream text = file.Input.OpenText(out FileStream stored);
        using IEnumerator<CsvReader> records = Rows(file, options, text).GetEnumerator();
        while (TryNext(records, out failure))
        {
            if (isHeader)
            {
                isHeader = false;
                continue;
            }

            AddRecord(records.Current, file, options, block);
            if (block.IsFull)
            {
                block.FilePosition = stored.Position;
                yield return block;
                block = free.TryDequeue(out RecordBlock? used) ? used : new RecordBlock(columns);
            }
        }

        // What was read before an error is mapped first, so that the error can say how much it was.
        yield return block;
        failure?.Throw();
    }

    private static bool TryNext(IEnumerator<CsvReader> records, out ExceptionDispatchInfo? failure)
    {
        failure = null;
        try
        {
            return records.MoveNext();
        }
        catch (Exception exception)
        {
            failure = ExceptionDispatchInfo.Capture(exception);
            return false;
        }
    }

    private static void AddRecord(CsvReader reader, EventFile file, EventFileOptions options, RecordBlock block)
    {
        ReadOnlySpan<byte> raw = reader.RawRecord;
        if (reader.FieldCount != file.Header.Count)
        {
            block.AddProblem(
                reader.LineNumber,
                SkipReason.WrongFieldCount,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{reader.FieldCount} fields where the header has {file.Header.Count}"));
        }
        else if (raw.Contains((byte)0))
        {
            block.AddProblem(reader.LineNumber, SkipReason.NulByte, null);
        }
        else if (Utf8.IsValid(raw))
        {
            block.Add(reader.LineNumber, raw);
            ReadOnlySpan<int> columns = block.Columns;
            for (int i = 0; i < columns.Length; i++)
            {
                block.Set(i, raw, reader.GetSpan(columns[i]));
            }
        }
        else if (options.Latin1Fallback)
        {
            block.Add(reader.LineNumber, raw);
            for (int i = 0; i < block.Columns.Length; i++)
            {
                string decoded = Encoding.Latin1.GetString(reader.GetSpan(block.Columns[i]));
                block.Set(i, raw, Encoding.UTF8.GetBytes(decoded));
            }
        }
        else
        {
            block.AddProblem(reader.LineNumber, SkipReason.InvalidText, null);
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
            DetectSeparatorHint = false,
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
}
