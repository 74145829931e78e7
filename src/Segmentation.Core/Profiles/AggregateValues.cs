using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;
using Segmentation.Events;

namespace Segmentation.Profiles;

/// <summary>The values that aggregates ask for, taken out of one event after another.</summary>
internal sealed class AggregateValues
{
    private readonly EventField[] _fields;
    private readonly byte[][] _names;
    private readonly string?[] _texts;
    private readonly bool _readsExtra;

    public AggregateValues(IReadOnlyList<ProfileAggregate> aggregates)
    {
        _fields =
        [
            .. aggregates.Select(a => EventFieldNames.TryParse(a.Source, out EventField field) ? field : EventField.Extra),
        ];
        _names = [.. aggregates.Select(a => Encoding.UTF8.GetBytes(a.Source))];
        _texts = new string?[_fields.Length];
        _readsExtra = _fields.Contains(EventField.Extra);
    }

    /// <summary>Whether the aggregate's source stores numbers; then <see cref="Number"/> applies.</summary>
    public bool IsNumber(int aggregate) => EventFields.KindOf(_fields[aggregate]) == EventFieldKind.Number;

    /// <summary>The number of an event, or null.</summary>
    public double? Number(EventBatch batch, int row, int aggregate) => batch.NumberOf(_fields[aggregate], row);

    /// <summary>Turns to an event.</summary>
    public void MoveTo(EventBatch batch, int row)
    {
        Array.Clear(_texts);
        for (int i = 0; i < _fields.Length; i++)
        {
            if (_fields[i] != EventField.Extra && !IsNumber(i))
            {
                _texts[i] = batch.TextOf(_fields[i], row);
            }
        }

        if (_readsExtra && batch.Texts(EventField.Extra) is { } column && !column[row].IsEmpty)
        {
            ReadExtra(column[row]);
        }
    }

    /// <summary>The text of the event turned to, or null.</summary>
    public string? Text(int aggregate) => _texts[aggregate];

    private void ReadExtra(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool wanted = false;
            for (int i = 0; i < _names.Length; i++)
            {
                if (_fields[i] == EventField.Extra && reader.ValueTextEquals(_names[i]))
                {
                    Utf8JsonReader value = reader;
                    value.Read();
                    _texts[i] = Value(ref value);
                    wanted = true;
                }
            }

            reader.Read();
            if (!wanted || reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            {
                reader.Skip();
            }
        }
    }

    private static string? Value(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString() is { Length: > 0 } text ? text : null,
        JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => Encoding.UTF8.GetString(reader.ValueSpan),
        _ => null,
    };
}
