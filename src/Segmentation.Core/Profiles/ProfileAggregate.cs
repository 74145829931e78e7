using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Events;

namespace Segmentation.Profiles;

/// <summary>How the values of a customer's events become one figure.</summary>
public enum AggregateKind
{
    /// <summary>The sum of the numbers; missing without one.</summary>
    Sum,

    /// <summary>The mean of the numbers; missing without one.</summary>
    Mean,

    /// <summary>The smallest number; missing without one.</summary>
    Min,

    /// <summary>The largest number; missing without one.</summary>
    Max,

    /// <summary>The value of the newest event that has one; of several at the same moment the last in ordinal order.</summary>
    Last,

    /// <summary>The number of events that have a value; 0 without one.</summary>
    Count,

    /// <summary>The number of different values, compared exactly; 0 without one.</summary>
    Distinct,

    /// <summary>The most frequent value; of several the first in ordinal order.</summary>
    Mode,

    /// <summary>The events that have the value asked for, as a share of those that have any; missing without one.</summary>
    Share,
}

/// <summary>One more profile column, made of an event field or of an extra property of the events.</summary>
public sealed record ProfileAggregate
{
    private static readonly string[] s_keys = ["source", "aggregate", "value", "types", "unit", "label"];
    private static readonly string[] s_kinds = Enum.GetNames<AggregateKind>();
    private static readonly string[] s_units = Enum.GetNames<ProfileUnit>();

    /// <summary>The column's name: letters, digits and underscores, and not that of a built-in column.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// An event field such as <c>product_price</c>, else the name of an extra property,
    /// compared exactly.
    /// </summary>
    public required string Source { get; init; }

    /// <summary>How the values become one figure.</summary>
    public required AggregateKind Kind { get; init; }

    /// <summary>The value whose share is asked for, compared exactly; for <see cref="AggregateKind.Share"/> alone.</summary>
    public string? Value { get; init; }

    /// <summary>The types of event that count; empty is all.</summary>
    public IReadOnlyList<EventType> Types { get; init => field = Listed.Of(value); } = [];

    /// <summary>
    /// What the figure measures. Null is a count for <c>Count</c> and <c>Distinct</c>, a text for <c>Last</c> and
    /// <c>Mode</c>, a share for <c>Share</c>, else a plain number. <c>Last</c> with a unit other than text is a number.
    /// </summary>
    public ProfileUnit? Unit { get; init; }

    /// <summary>The name in business words; null is made of the other parts.</summary>
    public string? Label { get; init; }

    /// <summary>Whether the figure is a text.</summary>
    internal bool IsText =>
        Kind == AggregateKind.Mode || (Kind == AggregateKind.Last && (Unit ?? ProfileUnit.Text) == ProfileUnit.Text);

    /// <summary>Whether the values have to be numbers.</summary>
    internal bool NeedsNumbers =>
        !IsText && Kind is not (AggregateKind.Count or AggregateKind.Distinct or AggregateKind.Share);

    /// <summary>
    /// Aggregates from nested dictionaries, as a script or YAML gives them: column name → <c>source</c>,
    /// <c>aggregate</c> and, where wanted, <c>types</c>, <c>unit</c>, <c>label</c>.
    /// </summary>
    /// <exception cref="SegmentationException"><see cref="ErrorIds.InvalidOption"/>.</exception>
    public static IReadOnlyList<ProfileAggregate> FromDictionary(IReadOnlyDictionary<string, object?> aggregates)
    {
        ArgumentNullException.ThrowIfNull(aggregates);
        List<ProfileAggregate> list = [];
        foreach ((string name, object? value) in aggregates)
        {
            list.Add(Read(name, new Setting(value, $"Aggregate '{name}'", ErrorIds.InvalidOption)));
        }

        Validate(list);
        return list;
    }

    internal static void Validate(IReadOnlyList<ProfileAggregate> aggregates)
    {
        HashSet<string> names = new(ProfileColumns.All.Select(column => column.Name), StringComparer.OrdinalIgnoreCase)
        {
            nameof(CustomerProfile.CustomerId),
        };
        foreach (ProfileAggregate aggregate in aggregates)
        {
            if (aggregate.Name.Length == 0 || !aggregate.Name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
                || char.IsAsciiDigit(aggregate.Name[0]))
            {
                throw Invalid(aggregate, "its name is not made of letters, digits and underscores");
            }

            if (!names.Add(aggregate.Name))
            {
                throw Invalid(aggregate, "there is a column of this name already");
            }

            if (aggregate.Kind == AggregateKind.Share == string.IsNullOrEmpty(aggregate.Value))
            {
                throw Invalid(aggregate, "a share, and only a share, has a 'value' to look for");
            }

            if (EventFieldNames.TryParse(aggregate.Source, out EventField field)
                && (EventFields.KindOf(field) == EventFieldKind.Key || field == EventField.Extra))
            {
                throw Invalid(aggregate, $"'{aggregate.Source}' cannot be aggregated");
            }
        }
    }

    internal ProfileColumn Declare()
    {
        ProfileUnit unit = IsText ? ProfileUnit.Text
            : Unit ?? (NeedsNumbers ? ProfileUnit.Number
                : Kind == AggregateKind.Share ? ProfileUnit.Share : ProfileUnit.Count);
        string kind = Kind == AggregateKind.Share ? $"share of {Value}" : Kind.ToString().ToLowerInvariant();
        string of = Kind == AggregateKind.Share ? "in" : "of";
        string types = Types.Count == 0 ? "all events" : string.Join(", ", Types.Select(EventTypeNames.NameOf)) + " events";
        return new ProfileColumn(Name, Label ?? $"{kind} {of} {Source}", unit, $"The {kind} {of} {Source} over {types}.")
        {
            IsAggregate = true,
        };
    }

    private static ProfileAggregate Read(string name, Setting setting)
    {
        Dictionary<string, Setting> table = setting.Table(s_keys);
        Setting source = table.GetValueOrDefault("source")
            ?? throw setting.Missing("source", "Name an event field or an extra property.");
        Setting kind = table.GetValueOrDefault("aggregate")
            ?? throw setting.Missing("aggregate", $"Valid here: {string.Join(", ", s_kinds)}.");
        return new ProfileAggregate
        {
            Name = name,
            Source = source.Text(),
            Kind = (AggregateKind)kind.Choice(s_kinds),
            Value = table.GetValueOrDefault("value")?.Text(),
            Types = table.TryGetValue("types", out Setting? types)
                ? [.. types.List().Select(type => (EventType)type.Choice(EventTypeNames.All))]
                : [],
            Unit = table.TryGetValue("unit", out Setting? unit) ? (ProfileUnit)unit.Choice(s_units) : null,
            Label = table.GetValueOrDefault("label")?.Text(),
        };
    }

    private static SegmentationException Invalid(ProfileAggregate aggregate, string problem) => new(
        ErrorIds.InvalidOption,
        ErrorKind.InvalidArgument,
        $"Aggregate '{aggregate.Name}': {problem}.",
        "Correct the aggregate.",
        aggregate.Name);
}
