using System;
using System.Collections.Generic;
using System.Text;

namespace Segmentation.Events;

/// <summary>
/// What one pass over a source keeps from row to row and from file to file: the codes of texts, the readers of times and
/// numbers, the meaning of event type names, and the count.
/// </summary>
internal sealed class EventIntake
{
    private readonly Utf8Codes?[] _codes = new Utf8Codes?[EventFields.Count];
    private readonly TextDictionary _typeNames = new();
    private readonly Utf8Codes _typeCodes;
    private readonly List<(EventType Type, int CustomCode)> _types = [];
    private readonly Dictionary<string, EventType> _namedTypes = new(StringComparer.Ordinal);
    private readonly TimeReader? _swappedTimes;

    /// <summary>Starts a pass.</summary>
    public EventIntake(EventMapping mapping, DateFormatChoice dates, IntakeTally tally)
    {
        Mapping = mapping;
        Tally = tally;
        Times = new TimeReader(dates.Formats, mapping.TimeZone);
        _swappedTimes = dates.Swapped.Count == 0 ? null : new TimeReader(dates.Swapped, mapping.TimeZone);
        Numbers = new NumberReader(mapping.DecimalSeparator, mapping.GroupSeparator);
        Customers = new Utf8Codes(Vocabulary.Customers);
        _typeCodes = new Utf8Codes(_typeNames);
        foreach ((string name, EventType type) in mapping.EventTypes)
        {
            _namedTypes[NameKey.Of(name)] = type;
        }
    }

    /// <summary>The mapping.</summary>
    public EventMapping Mapping { get; }

    /// <summary>The count of this pass.</summary>
    public IntakeTally Tally { get; }

    /// <summary>The texts behind the codes of this pass.</summary>
    public EventVocabulary Vocabulary { get; } = new();

    /// <summary>The codes of customers.</summary>
    public Utf8Codes Customers { get; }

    /// <summary>The reader of times.</summary>
    public TimeReader Times { get; }

    /// <summary>The reader of numbers.</summary>
    public NumberReader Numbers { get; }

    /// <summary>The codes of a coded column.</summary>
    public Utf8Codes Codes(EventField field) => _codes[(int)field] ??= new Utf8Codes(Vocabulary[field]);

    /// <summary>The type of a source's name, and the code of the name in the custom type column, or −1.</summary>
    public (EventType Type, int CustomCode) TypeOf(ReadOnlySpan<byte> name)
    {
        int code = _typeCodes.GetOrAdd(name);
        if (code == _types.Count)
        {
            string text = _typeNames[code];
            bool known = _namedTypes.TryGetValue(NameKey.Of(text), out EventType type) || EventTypeNames.TryParse(text, out type);
            bool named = type == EventType.Custom && !string.Equals(NameKey.Of(text), "custom", StringComparison.Ordinal);
            _types.Add((known ? type : EventType.Custom, named ? Vocabulary[EventField.CustomType].GetOrAdd(text) : -1));
        }

        return _types[code];
    }

    /// <summary>
    /// Stops when a time that cannot be read would be readable with day and month the other way round: then the order that
    /// the first rows showed is not the file's only one, and other rows may have been misread.
    /// </summary>
    public void RefuseSwappedTime(ReadOnlySpan<byte> text, string where)
    {
        if (_swappedTimes?.TryRead(text, out _, out _) == true)
        {
            throw DateFormatDetector.Ambiguous(
                $"{where}'{Encoding.UTF8.GetString(text)}' contradicts the order of day and month in the rows before it.");
        }
    }
}
