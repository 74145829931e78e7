using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Segmentation.Events;

/// <summary>Checks nested dictionaries and makes a mapping of them.</summary>
internal static class EventMappingParser
{
    private static readonly string[] _keys =
    [
        "name", "shape", "fields", "event_types", "time_zone", "date_format", "decimal_separator", "group_separator",
        "category_separator", "refunds", "trim_ids", "missing_values", "optional_columns", "extra",
    ];

    private static readonly string[] _fieldKeys = ["column", "value", "default"];
    private static readonly string[] _refundKeys = ["order_id_prefix", "negative_quantity", "negative_amount"];
    private static readonly string[] _shapes = ["event", "order", "order_line"];

    public static EventMapping Parse(IReadOnlyDictionary<string, object?> values)
    {
        Dictionary<string, object?> settings = Known(values, _keys, "");
        RowShape shape = (RowShape)Choice(settings.GetValueOrDefault("shape") ?? "event", "shape", _shapes);
        EventMapping mapping = new()
        {
            Name = Text(settings.GetValueOrDefault("name"), "name"),
            Shape = shape,
            Fields = Fields(settings.GetValueOrDefault("fields"), shape),
            EventTypes = Types(settings.GetValueOrDefault("event_types")),
            TimeZone = Zone(Text(settings.GetValueOrDefault("time_zone"), "time_zone")),
            DateFormats = [.. Texts(settings.GetValueOrDefault("date_format"), "date_format").Select(DateFormat)],
            DecimalSeparator = Separator(settings.GetValueOrDefault("decimal_separator"), "decimal_separator", ".,") ?? '.',
            GroupSeparator = Separator(settings.GetValueOrDefault("group_separator"), "group_separator", "., '\u00A0\u202F"),
            CategorySeparator = Text(settings.GetValueOrDefault("category_separator"), "category_separator"),
            Refunds = Refunds(settings.GetValueOrDefault("refunds")),
            TrimIds = Flag(settings.GetValueOrDefault("trim_ids"), "trim_ids", false),
            MissingValues = Texts(settings.GetValueOrDefault("missing_values"), "missing_values"),
            OptionalColumns = Flag(settings.GetValueOrDefault("optional_columns"), "optional_columns", false),
        };
        return Check(Extra(mapping, settings.GetValueOrDefault("extra")));
    }

    private static EventMapping Check(EventMapping mapping)
    {
        if (mapping.GroupSeparator == mapping.DecimalSeparator)
        {
            throw Invalid("group_separator", "'group_separator' and 'decimal_separator' are the same.", "Give them different values.");
        }

        bool extra = mapping.ExtraAll || mapping.ExtraColumns.Count > 0;
        return extra && mapping.Fields.ContainsKey(EventField.Extra)
            ? throw Invalid("extra", "'extra' is given as a setting and as a field.", "Keep one of the two.")
            : mapping;
    }

    private static EventMapping Extra(EventMapping mapping, object? value)
    {
        IReadOnlyList<string> names = Texts(value, "extra");
        bool single = value is string && names.Count == 1;
        return single && string.Equals(names[0], "none", StringComparison.OrdinalIgnoreCase)
            ? mapping
            : single && string.Equals(names[0], "all", StringComparison.OrdinalIgnoreCase)
                ? mapping with { ExtraAll = true }
                : mapping with { ExtraColumns = names };
    }

    private static Dictionary<EventField, FieldMapping> Fields(object? value, RowShape shape)
    {
        Dictionary<EventField, FieldMapping> fields = [];
        foreach ((string name, object? source) in Pairs(value, "fields"))
        {
            if (!EventFieldNames.TryParse(name, out EventField field))
            {
                throw Unknown(name, "fields.", EventFieldNames.All);
            }

            string key = "fields." + EventFieldNames.NameOf(field);
            if (!fields.TryAdd(field, Field(source, key)))
            {
                throw Invalid(name, $"'{key}' is given twice.", "Keep one of the two; list several columns as [A, B].");
            }
        }

        Require(fields, EventField.CustomerId);
        Require(fields, EventField.Timestamp);
        if (shape == RowShape.Event)
        {
            Require(fields, EventField.EventType);
        }

        return fields;
    }

    private static void Require(Dictionary<EventField, FieldMapping> fields, EventField field)
    {
        if (!fields.ContainsKey(field))
        {
            string name = EventFieldNames.NameOf(field);
            string action = field == EventField.EventType
                ? "Name its column, give a constant such as event_type: { value: purchase }, or set shape: order or order_line."
                : "Name its column.";
            throw Invalid("fields." + name, $"'fields.{name}' is missing.", action);
        }
    }

    private static FieldMapping Field(object? value, string key)
    {
        if (!IsDictionary(value))
        {
            IReadOnlyList<string> columns = Texts(value, key);
            return columns.Count > 0 ? new FieldMapping(columns) : throw Wrong(key, value, "a column, [columns], or { value: … }");
        }

        Dictionary<string, object?> parts = Known(Pairs(value, key), _fieldKeys, key + ".");
        IReadOnlyList<string> names = Texts(parts.GetValueOrDefault("column"), key + ".column");
        string? constant = Text(parts.GetValueOrDefault("value"), key + ".value");
        string? fallback = Text(parts.GetValueOrDefault("default"), key + ".default");
        return (names.Count > 0) == (constant is null)
            ? new FieldMapping(names) { Default = constant ?? fallback }
            : throw Invalid(key, $"'{key}' needs either 'column' or 'value'.", "Give a column, or one value for all rows.");
    }

    private static Dictionary<string, EventType> Types(object? value)
    {
        Dictionary<string, EventType> types = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, object? target) in Pairs(value, "event_types"))
        {
            string key = "event_types." + name;
            string text = Text(target, key) ?? "";
            types[name] = EventTypeNames.TryParse(text, out EventType type) ? type : throw Unknown(text, key + ": ", EventTypeNames.All);
        }

        return types;
    }

    private static RefundRules Refunds(object? value)
    {
        Dictionary<string, object?> parts = Known(Pairs(value, "refunds"), _refundKeys, "refunds.");
        return new RefundRules
        {
            OrderIdPrefix = Text(parts.GetValueOrDefault("order_id_prefix"), "refunds.order_id_prefix"),
            NegativeQuantity = Flag(parts.GetValueOrDefault("negative_quantity"), "refunds.negative_quantity", true),
            NegativeAmount = Flag(parts.GetValueOrDefault("negative_amount"), "refunds.negative_amount", true),
        };
    }

    private static string? Zone(string? id)
    {
        if (id is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(id, out _))
        {
            throw Invalid("time_zone", $"'time_zone' is '{id}', which is not a known time zone.", "Use an IANA name such as Europe/Berlin.");
        }

        return id;
    }

    private static string DateFormat(string format)
    {
        string key = NameKey.Of(format);
        string[] known = [EventMapping.IsoFormat, EventMapping.UnixSeconds, EventMapping.UnixMilliseconds, EventMapping.UnixMicroseconds];
        if (known.FirstOrDefault(name => string.Equals(NameKey.Of(name), key, StringComparison.Ordinal)) is { } name)
        {
            return name;
        }

        return format.Contains('d', StringComparison.Ordinal) && format.Contains('M', StringComparison.Ordinal) && format.Contains('y', StringComparison.Ordinal)
            ? format
            : throw Invalid("date_format", $"'date_format' is '{format}', which names no day, month and year.",
                "Use a .NET format such as dd/MM/yyyy HH:mm, iso, unix_seconds, unix_milliseconds or unix_microseconds.");
    }

    private static char? Separator(object? value, string key, string allowed)
    {
        string? text = value is string given ? given : Text(value, key);
        return text switch
        {
            null => null,
            { Length: 1 } when allowed.Contains(text[0], StringComparison.Ordinal) => text[0],
            _ => throw Wrong(key, value, "one of " + string.Join(' ', allowed.Select(c => $"'{c}'"))),
        };
    }

    private static bool Flag(object? value, string key, bool otherwise) => value switch
    {
        null => otherwise,
        bool flag => flag,
        string text when bool.TryParse(text, out bool flag) => flag,
        _ => throw Wrong(key, value, "true or false"),
    };

    private static int Choice(object value, string key, string[] choices)
    {
        string text = Text(value, key) ?? "";
        int index = Array.FindIndex(choices, choice => string.Equals(NameKey.Of(choice), NameKey.Of(text), StringComparison.Ordinal));
        return index >= 0 ? index : throw Unknown(text, key + ": ", choices);
    }

    private static string? Text(object? value, string key) => value switch
    {
        null => null,
        string text => text.Length > 0 ? text : null,
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw Wrong(key, value, "a text"),
    };

    private static IReadOnlyList<string> Texts(object? value, string key) => value switch
    {
        IEnumerable list and not string when !IsDictionary(value) => [.. list.Cast<object?>().Select(item => Text(item, key)).OfType<string>()],
        _ => Text(value, key) is { } text ? [text] : [],
    };

    private static bool IsDictionary(object? value) => value is IDictionary or IReadOnlyDictionary<string, object?>;

    private static IEnumerable<KeyValuePair<string, object?>> Pairs(object? value, string key) => value switch
    {
        null => [],
        IReadOnlyDictionary<string, object?> typed => typed,
        IDictionary untyped => untyped.Keys.Cast<object>().Select(name => KeyValuePair.Create(Text(name, key) ?? "", untyped[name])),
        _ => throw Wrong(key, value, "a table of names and values"),
    };

    private static Dictionary<string, object?> Known(
        IEnumerable<KeyValuePair<string, object?>> values, string[] keys, string prefix)
    {
        Dictionary<string, object?> known = new(StringComparer.Ordinal);
        foreach ((string name, object? value) in values)
        {
            string? key = Array.Find(keys, key => string.Equals(NameKey.Of(key), NameKey.Of(name), StringComparison.Ordinal));
            if (key is null && prefix.Length == 0 && EventFieldNames.TryParse(name, out EventField field))
            {
                throw Invalid(name, $"'{name}' is a field, not a setting.", $"Put it under 'fields': fields: {{ {EventFieldNames.NameOf(field)}: … }}.");
            }

            known[key ?? throw Unknown(name, prefix, keys)] = value;
        }

        return known;
    }

    private static SegmentationException Unknown(string name, string prefix, IEnumerable<string> valid) => Invalid(
        name,
        $"'{prefix}{name}' is not known.{NameKey.Hint(name, valid)}",
        "Valid here: " + string.Join(", ", valid) + ".");

    private static SegmentationException Wrong(string key, object? value, string expected) => Invalid(
        key, $"'{key}' is '{value}', but has to be {expected}.", "Correct the value.");

    private static SegmentationException Invalid(string key, string message, string action) => new(
        ErrorIds.InvalidMapping, ErrorKind.InvalidArgument, "Mapping: " + message, action, key);
}
