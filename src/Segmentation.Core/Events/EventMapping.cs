using System;
using System.Collections.Generic;

namespace Segmentation.Events;

/// <summary>What one row of a source stands for.</summary>
public enum RowShape
{
    /// <summary>One event of any type.</summary>
    Event,

    /// <summary>One order with its total.</summary>
    Order,

    /// <summary>
    /// One line of an order. Each is a purchase of its own amount that carries the order id; orders are counted by
    /// distinct order id.
    /// </summary>
    OrderLine,
}

/// <summary>
/// How the columns of rows become events: immutable, made from nested dictionaries (<see cref="FromDictionary"/>) so
/// that YAML files and hashtables share one check, and back (<see cref="ToDictionary"/>) so that it can be shown and
/// saved.
/// </summary>
public sealed record EventMapping
{
    /// <summary>
    /// A date format that stands for ISO 8601: <c>2026-02-03</c>, <c>2026-02-03 14:05:06.123+01:00</c>, <c>… UTC</c>.
    /// </summary>
    public const string IsoFormat = "iso";

    /// <summary>A date format that stands for seconds since 1970-01-01 UTC.</summary>
    public const string UnixSeconds = "unix_seconds";

    /// <summary>A date format that stands for milliseconds since 1970-01-01 UTC.</summary>
    public const string UnixMilliseconds = "unix_milliseconds";

    /// <summary>A date format that stands for microseconds since 1970-01-01 UTC.</summary>
    public const string UnixMicroseconds = "unix_microseconds";

    /// <summary>What to call it; null when it has no name.</summary>
    public string? Name { get; init; }

    /// <summary>What one row stands for.</summary>
    public RowShape Shape { get; init; }

    /// <summary>Where each field comes from.</summary>
    public required IReadOnlyDictionary<EventField, FieldMapping> Fields { get; init; }

    /// <summary>
    /// The source's names of event types, compared like <see cref="EventTypeNames"/>. Names not listed are looked up
    /// there; names unknown there make custom events that keep the name.
    /// </summary>
    public IReadOnlyDictionary<string, EventType> EventTypes { get; init; } =
        new Dictionary<string, EventType>(StringComparer.Ordinal);

    /// <summary>
    /// The IANA time zone of times without an offset, and of the shopper where times are given in UTC; null is UTC. A
    /// local time that occurs twice, or never, when clocks change counts as standard time.
    /// </summary>
    public string? TimeZone { get; init; }

    /// <summary>
    /// The date formats, tried in order: exact .NET formats, <see cref="IsoFormat"/> or a Unix unit. Empty: ISO 8601,
    /// or what the first rows of the source show beyond doubt.
    /// </summary>
    public IReadOnlyList<string> DateFormats { get; init => field = Listed.Of(value); } = [];

    /// <summary>The decimal separator, <c>.</c> or <c>,</c>.</summary>
    public char DecimalSeparator { get; init; } = '.';

    /// <summary>
    /// The separator of groups of three digits; null: numbers with one are unreadable, never misread.
    /// </summary>
    public char? GroupSeparator { get; init; }

    /// <summary>
    /// Splits <see cref="EventField.ProductCategory"/> into levels 1–3 (deeper levels stay in the third); null: not
    /// split.
    /// </summary>
    public string? CategorySeparator { get; init; }

    /// <summary>Which rows are refunds.</summary>
    public RefundRules Refunds { get; init; } = new();

    /// <summary>Whether blanks around ids are removed. Off: <c>"A"</c> and <c>"A "</c> are two customers.</summary>
    public bool TrimIds { get; init; }

    /// <summary>Texts that count as no value, besides the empty one: <c>NULL</c>, <c>NA</c>.</summary>
    public IReadOnlyList<string> MissingValues { get; init => field = Listed.Of(value); } = [];

    /// <summary>Whether mapped columns other than customer and time may be absent. Presets allow it.</summary>
    public bool OptionalColumns { get; init; }

    /// <summary>Whether all columns that no field uses are kept in <see cref="EventField.Extra"/>.</summary>
    public bool ExtraAll { get; init; }

    /// <summary>The columns kept in <see cref="EventField.Extra"/> by name.</summary>
    public IReadOnlyList<string> ExtraColumns { get; init => field = Listed.Of(value); } = [];

    /// <summary>Makes a mapping of nested dictionaries, lists and scalars, as YAML or a hashtable gives them.</summary>
    /// <exception cref="SegmentationException"><c>InvalidMapping</c>, naming the key and the nearest valid
    /// one.</exception>
    public static EventMapping FromDictionary(IReadOnlyDictionary<string, object?> values) =>
        EventMappingParser.Parse(values);

    /// <summary>
    /// The mapping as nested dictionaries, lists and strings; <see cref="FromDictionary"/> reads it back.
    /// </summary>
    public IReadOnlyDictionary<string, object?> ToDictionary() => EventMappingFormatter.Format(this);
}

/// <summary>Where a field comes from: the first column with a value, else the default; or one constant value.</summary>
public sealed record FieldMapping
{
    /// <summary>Creates a mapping to columns, tried in order.</summary>
    public FieldMapping(params IReadOnlyList<string> columns) => Columns = columns;

    /// <summary>The columns, tried in order; empty for a constant.</summary>
    public IReadOnlyList<string> Columns { get; init => field = Listed.Of(value); }

    /// <summary>
    /// What rows get in which no column has a value; a constant when there are no columns; null: nothing.
    /// </summary>
    public string? Default { get; init; }

    /// <summary>The same value in every row.</summary>
    public static FieldMapping Constant(string value) => new() { Default = value };
}

/// <summary>Which purchases are in fact refunds. Their amount and quantity become positive.</summary>
public sealed record RefundRules
{
    /// <summary>What order ids of refunds and cancellations begin with; null: nothing.</summary>
    public string? OrderIdPrefix { get; init; }

    /// <summary>Whether a negative quantity makes a refund. Where not, such rows are skipped and counted.</summary>
    public bool NegativeQuantity { get; init; } = true;

    /// <summary>Whether a negative amount makes a refund. Where not, such rows are skipped and counted.</summary>
    public bool NegativeAmount { get; init; } = true;
}
