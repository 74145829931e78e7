using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading;
using CsvHelper;
using Segmentation.Events;

namespace Segmentation.Integrations.Files;

/// <summary>How event files are written.</summary>
public sealed record EventFileWriterOptions
{
    /// <summary>
    /// The layout; <see cref="EventFileFormat.Detect"/>: by the extension, JSON Lines for .jsonl and .ndjson.
    /// </summary>
    public EventFileFormat Format { get; init; }

    /// <summary>Whether an existing file is replaced.</summary>
    public bool Force { get; init; }
}

/// <summary>
/// Writes datasets as CSV or JSON Lines that the preset <c>Canonical</c> reads back to the same events: snake_case
/// columns (only those that any event has), invariant numbers that read back exactly, ISO 8601 times with the shopper's
/// offset, UTF-8 without byte order mark, line feeds. A name that ends in .gz is compressed. Values are written as they
/// are: texts that a spreadsheet would take for formulas are not changed, as they could not be read back.
/// </summary>
public static class EventFileWriter
{
    private static readonly JsonWriterOptions _jsonOptions =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>
    /// Writes all events, with merges applied, and returns how many. The file appears whole or not at all.
    /// </summary>
    /// <param name="dataset">The events; for CSV they are read twice, first to see which columns there are.</param>
    /// <param name="path">The absolute path.</param>
    /// <param name="options">How to write.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancellationToken">Stops writing and leaves nothing behind.</param>
    /// <exception cref="SegmentationException"><c>FileExists</c>, <c>PathIsDirectory</c>,
    /// <c>FileNotReadable</c>.</exception>
    public static long Write(
        EventDataset dataset,
        string path,
        EventFileWriterOptions? options = null,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        options ??= new EventFileWriterOptions();
        bool compress = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        bool isJson = IsJson(compress ? path[..^3] : path, options.Format);
        long count = 0;
        AtomicFile.Write(path, options.Force, Content, cancellationToken);
        return count;

        void Content(Stream file)
        {
            using Stream? compressed = compress
                ? new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true)
                : null;
            count = isJson
                ? WriteJson(dataset, compressed ?? file, progress, cancellationToken)
                : WriteCsv(dataset, compressed ?? file, progress, cancellationToken);
        }
    }

    private static bool IsJson(string path, EventFileFormat format) => format switch
    {
        EventFileFormat.Delimited => false,
        EventFileFormat.JsonLines => true,
        _ => Path.GetExtension(path).ToUpperInvariant() is ".JSONL" or ".NDJSON" or ".JSON",
    };

    private static long WriteCsv(
        EventDataset dataset, Stream stream, IProgress<StageProgress>? progress, CancellationToken cancellationToken)
    {
        EventField[] fields = PresentFields(dataset, progress, cancellationToken);
        CsvWriterOptions settings = new() { NewLine = "\n", HasHeader = false };
        using CsvWriter writer = CsvWriter.Create(stream, settings, leaveOpen: true);
        writer.WriteRecord((ReadOnlySpan<string>)[.. fields.Select(EventFieldNames.NameOf)]);
        long count = 0;
        Span<char> buffer = stackalloc char[64];
        foreach (EventBatch batch in Batches(dataset, "Writing events", progress, cancellationToken))
        {
            for (int row = 0; row < batch.Count; row++)
            {
                foreach (EventField field in fields)
                {
                    writer.WriteField(Format(dataset, batch, row, field, buffer));
                }

                writer.EndRecord();
            }

            count += batch.Count;
        }

        return count;
    }

    private static long WriteJson(
        EventDataset dataset, Stream stream, IProgress<StageProgress>? progress, CancellationToken cancellationToken)
    {
        using Utf8JsonWriter writer = new(stream, _jsonOptions);
        long count = 0;
        Span<char> buffer = stackalloc char[64];
        foreach (EventBatch batch in Batches(dataset, "Writing events", progress, cancellationToken))
        {
            EventField[] fields = [.. Enum.GetValues<EventField>().Where(field => IsPresent(batch, field))];
            for (int row = 0; row < batch.Count; row++)
            {
                writer.WriteStartObject();
                foreach (EventField field in fields)
                {
                    ReadOnlySpan<char> text = Format(dataset, batch, row, field, buffer);
                    if (text.Length > 0)
                    {
                        WriteMember(writer, field, text);
                    }
                }

                writer.WriteEndObject();
                writer.Flush();
                stream.WriteByte((byte)'\n');
                writer.Reset();
            }

            count += batch.Count;
        }

        return count;
    }

    private static void WriteMember(Utf8JsonWriter writer, EventField field, ReadOnlySpan<char> text)
    {
        writer.WritePropertyName(EventFieldNames.NameOf(field));
        if (EventFields.KindOf(field) == EventFieldKind.Number || field == EventField.Extra)
        {
            writer.WriteRawValue(text);
        }
        else
        {
            writer.WriteStringValue(text);
        }
    }

    private static ReadOnlySpan<char> Format(
        EventDataset dataset, EventBatch batch, int row, EventField field, Span<char> buffer)
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        int length;
        switch (field)
        {
            case EventField.CustomerId:
                string id = batch.Vocabulary.Customers[batch.Customers[row]];
                return dataset.MergeMap?.Resolve(id) ?? id;
            case EventField.EventType:
                return EventTypeNames.NameOf(batch.Types[row]);
            case EventField.Timestamp:
                TimeSpan offset = TimeSpan.FromMinutes(batch.OffsetMinutes[row]);
                DateTimeOffset time = new DateTimeOffset(batch.UtcTicks[row], TimeSpan.Zero).ToOffset(offset);
                time.TryFormat(buffer, out length, "yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz", invariant);
                return buffer[..length];
            default:
                if (EventFields.KindOf(field) != EventFieldKind.Number)
                {
                    return batch.TextOf(field, row);
                }

                if (batch.NumberOf(field, row) is not { } number)
                {
                    return default;
                }

                number.TryFormat(buffer, out length, default, invariant);
                return buffer[..length];
        }
    }

    private static EventField[] PresentFields(
        EventDataset dataset, IProgress<StageProgress>? progress, CancellationToken cancellationToken)
    {
        bool[] present = new bool[EventFields.Count];
        foreach (EventBatch batch in Batches(dataset, "Looking for columns", progress, cancellationToken))
        {
            for (int i = 0; i < present.Length; i++)
            {
                present[i] |= IsPresent(batch, (EventField)i);
            }
        }

        return [.. Enum.GetValues<EventField>()
            .Where(field => present[(int)field] || EventFields.KindOf(field) == EventFieldKind.Key)];
    }

    private static bool IsPresent(EventBatch batch, EventField field) => EventFields.KindOf(field) switch
    {
        EventFieldKind.Coded => batch.Codes(field) is not null,
        EventFieldKind.Text => batch.Texts(field) is not null,
        EventFieldKind.Number => batch.Numbers(field) is not null,
        _ => true,
    };

    private static IEnumerable<EventBatch> Batches(
        EventDataset dataset, string activity, IProgress<StageProgress>? progress, CancellationToken cancellationToken)
    {
        IntakeTally tally = new();
        long rows = 0;
        int batches = 0;
        foreach (EventBatch batch in dataset.Read(tally, cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return batch;
            rows += batch.Count;
            if (++batches % 32 == 0)
            {
                string status = string.Create(CultureInfo.InvariantCulture, $"{rows} events");
                progress?.Report(new StageProgress(activity, status, tally.Fraction));
            }
        }
    }
}
