using System;
using System.Buffers;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CsvHelper;
using Segmentation.Activation;

namespace Segmentation.Integrations.Files;

/// <summary>Writes members one by one, as CSV or JSON Lines.</summary>
internal sealed class MemberWriter : IDisposable
{
    private const int Full = 1 << 16;

    private static readonly JsonWriterOptions s_jsonOptions =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Stream _stream;
    private readonly IReadOnlyList<string> _properties;
    private readonly bool _safe;
    private readonly CsvWriter? _csv;

    // Flushing the writer would flush the file with each line, so lines are gathered first.
    private readonly ArrayBufferWriter<byte> _lines = new();
    private readonly Utf8JsonWriter? _json;

    public MemberWriter(Stream stream, MemberFileOptions options, IReadOnlyList<string> properties)
        : this(stream, options, ["customer_id", "segment_id", "segment_name", "holdout", .. properties], properties)
    {
    }

    private MemberWriter(
        Stream stream, MemberFileOptions options, string[] columns, IReadOnlyList<string> properties)
    {
        _stream = stream;
        _properties = properties;
        _safe = !options.Raw;
        if (options.JsonLines)
        {
            _json = new Utf8JsonWriter(_lines, s_jsonOptions);
            return;
        }

        if (options.ByteOrderMark)
        {
            stream.Write(Encoding.UTF8.Preamble);
        }

        _csv = CsvWriter.Create(stream, new CsvWriterOptions { NewLine = "\n", HasHeader = false }, leaveOpen: true);
        _csv.WriteRecord((ReadOnlySpan<string>)[.. columns.Select(Cell)]);
    }

    /// <summary>Ids that have an apostrophe before them now.</summary>
    public long ChangedIds { get; private set; }

    /// <summary>Writes who entered and left.</summary>
    public static void WriteChanges(Stream stream, MemberFileOptions options, IReadOnlyList<MemberChange> changes)
    {
        using MemberWriter writer = new(stream, options, ["customer_id", "segment_name", "change"], []);
        foreach (MemberChange change in changes)
        {
            writer.Write(change.CustomerId, change.SegmentName, change.Change == MemberChangeKind.Left);
        }
    }

    public void Write(SegmentMember member)
    {
        if (_csv is not null)
        {
            ChangedIds += _safe && SpreadsheetText.IsRisky(member.CustomerId) ? 1 : 0;
            _csv.WriteField(Cell(member.CustomerId));
            _csv.WriteField(Cell(member.SegmentId));
            _csv.WriteField(Cell(member.SegmentName));
            _csv.WriteField(member.Holdout ? "true" : "false");
            foreach (object? value in member.Values)
            {
                _csv.WriteField(value is string text ? Cell(text) : TextOf(value));
            }

            _csv.EndRecord();
            return;
        }

        _json!.WriteStartObject();
        _json.WriteString("customer_id", member.CustomerId);
        _json.WriteString("segment_id", member.SegmentId);
        _json.WriteString("segment_name", member.SegmentName);
        _json.WriteBoolean("holdout", member.Holdout);
        for (int i = 0; i < _properties.Count; i++)
        {
            _json.WritePropertyName(_properties[i]);
            switch (member.Values[i])
            {
                case null:
                    _json.WriteNullValue();
                    break;
                case double number:
                    _json.WriteNumberValue(number);
                    break;
                default:
                    _json.WriteStringValue(TextOf(member.Values[i]));
                    break;
            }
        }

        EndLine();
    }

    public void Dispose()
    {
        _csv?.Dispose();
        _json?.Dispose();
        WriteLines();
    }

    private void Write(string customerId, string segmentName, bool left)
    {
        string change = left ? "left" : "entered";
        if (_csv is not null)
        {
            _csv.WriteField(Cell(customerId));
            _csv.WriteField(Cell(segmentName));
            _csv.WriteField(change);
            _csv.EndRecord();
            return;
        }

        _json!.WriteStartObject();
        _json.WriteString("customer_id", customerId);
        _json.WriteString("segment_name", segmentName);
        _json.WriteString("change", change);
        EndLine();
    }

    private void EndLine()
    {
        _json!.WriteEndObject();
        _json.Flush();
        _lines.Write("\n"u8);
        _json.Reset();
        if (_lines.WrittenCount >= Full)
        {
            WriteLines();
        }
    }

    private void WriteLines()
    {
        _stream.Write(_lines.WrittenSpan);
        _lines.ResetWrittenCount();
    }

    private string Cell(string text) => _safe ? SpreadsheetText.Neutralize(text) : text;

    private static string TextOf(object? value) => value switch
    {
        null => string.Empty,
        DateTimeOffset time => time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? string.Empty,
    };
}
