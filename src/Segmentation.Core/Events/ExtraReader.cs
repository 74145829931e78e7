using System;
using System.Buffers;
using System.Collections.Generic;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Segmentation.Events;

/// <summary>Collects what no field takes as one JSON object of names to texts.</summary>
internal sealed class ExtraReader : IDisposable
{
    private static readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ColumnPlan _plan;
    private readonly FieldSource _source;
    private readonly ArrayBufferWriter<byte> _buffer = new(256);
    private readonly Utf8JsonWriter _writer;

    private ExtraReader(ColumnPlan plan, FieldSource source)
    {
        _plan = plan;
        _source = source;
        _writer = new Utf8JsonWriter(_buffer, _options);
    }

    /// <summary>The object of the row read last; empty when there is nothing.</summary>
    public ReadOnlySpan<byte> Json => _buffer.WrittenSpan;

    /// <summary>Whether the row read last had a value that is no JSON object.</summary>
    public bool Failed { get; private set; }

    /// <summary>The column that had it.</summary>
    public int FailedColumn { get; private set; }

    /// <summary>A reader, or null when the mapping keeps no extras.</summary>
    public static ExtraReader? Create(EventMapping mapping, ColumnPlan plan, FieldSource source) =>
        source.IsMapped || mapping.ExtraAll || plan.Extra.Count > 0 ? new ExtraReader(plan, source) : null;

    /// <summary>Collects the extras of a row.</summary>
    public bool TryRead<TRow>(ref TRow row)
        where TRow : struct, IRowValues
    {
        _buffer.ResetWrittenCount();
        _writer.Reset();
        Failed = false;
        if (_source.IsMapped)
        {
            ReadOnlySpan<byte> json = _source.Text(ref row, out int column);
            Failed = json.Length > 0 && !TryCopy(json);
            FailedColumn = column;
            return !Failed;
        }

        bool any = false;
        for (int i = 0; i < _plan.Extra.Count; i++)
        {
            int column = _plan.Extra[i];
            ReadOnlySpan<byte> text = row.Text(column);
            if (text.Length > 0)
            {
                Begin(ref any);
                _writer.WriteString(_plan.Header[column], text);
            }
        }

        End(any);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _writer.Dispose();

    // Copies a JSON object; members that are not texts become their JSON text.
    private bool TryCopy(ReadOnlySpan<byte> json)
    {
        try
        {
            Utf8JsonReader reader = new(json);
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            if (document.RootElement.ValueKind != JsonValueKind.Object || reader.Read())
            {
                return false;
            }

            // A name that is given twice counts once, with its last value.
            OrderedDictionary<string, string> members = [];
            foreach (JsonProperty member in document.RootElement.EnumerateObject())
            {
                if (member.Value.ValueKind != JsonValueKind.Null)
                {
                    members[member.Name] = member.Value.ValueKind == JsonValueKind.String
                        ? member.Value.GetString()!
                        : member.Value.GetRawText();
                }
            }

            bool any = false;
            foreach ((string name, string value) in members)
            {
                Begin(ref any);
                _writer.WriteString(name, value);
            }

            End(any);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private void Begin(ref bool any)
    {
        if (!any)
        {
            _writer.WriteStartObject();
            any = true;
        }
    }

    private void End(bool any)
    {
        if (any)
        {
            _writer.WriteEndObject();
            _writer.Flush();
        }
    }
}
