using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Profiles;

namespace Segmentation.Attributes;

/// <summary>What the values of an attribute are.</summary>
public enum AttributeKind
{
    /// <summary>Numbers.</summary>
    Number,

    /// <summary>Dates; profiles get the whole days from the date to their as-of moment.</summary>
    Date,

    /// <summary>Yes or no, as 1 and 0.</summary>
    Boolean,

    /// <summary>Words.</summary>
    Text,
}

/// <summary>What is known beforehand about one attribute. What is not declared is inferred or not checked.</summary>
/// <param name="Name">The column's name in the file, compared without case, blanks, hyphens and underscores.</param>
public sealed record AttributeDeclaration(string Name)
{
    /// <summary>The name in business words; null takes the column's name with blanks.</summary>
    public string? Label { get; init; }

    /// <summary>What the values are; null infers it.</summary>
    public AttributeKind? Kind { get; init; }

    /// <summary>What the numbers measure.</summary>
    public ProfileUnit Unit { get; init; } = ProfileUnit.Number;

    /// <summary>The smallest number allowed; null is no limit.</summary>
    public double? Minimum { get; init; }

    /// <summary>The largest number allowed; null is no limit.</summary>
    public double? Maximum { get; init; }

    /// <summary>The texts allowed, compared exactly; null allows all.</summary>
    public IReadOnlyList<string>? Allowed { get; init => field = Listed.Of(value); }

    /// <summary>
    /// Whether profiles also get a yes/no column for each text, so that it can be a feature: the texts of
    /// <see cref="Allowed"/>, or else all that occur.
    /// </summary>
    public bool Categories { get; init; }

    /// <summary>The .NET format of dates; null reads ISO 8601.</summary>
    public string? DateFormat { get; init; }

    /// <summary>Whether the column must be there and every customer needs a value.</summary>
    public bool Required { get; init; }

    /// <summary>Whether every customer needs a value of their own.</summary>
    public bool Unique { get; init; }
}

/// <summary>What is known beforehand about a file of customer attributes.</summary>
public sealed record AttributeSchema
{
    private static readonly string[] s_keys = ["id", "only_declared", "columns"];
    private static readonly string[] s_kinds = ["number", "date", "boolean", "text"];

    private static readonly string[] s_columnKeys =
        ["name", "label", "kind", "unit", "min", "max", "allowed", "categories", "date_format", "required", "unique"];

    /// <summary>
    /// The column with the customer's id; null looks for <c>customer_id</c>, <c>customer</c> or <c>id</c>.
    /// </summary>
    public string? IdColumn { get; init; }

    /// <summary>Whether columns without a declaration are left out.</summary>
    public bool OnlyDeclared { get; init; }

    /// <summary>The declared columns.</summary>
    public IReadOnlyList<AttributeDeclaration> Columns { get; init => field = Listed.Of(value); } = [];

    /// <summary>
    /// A file of customers with nine columns: id, age, location, tier, orders per year, average order value, days since
    /// the last
    /// engagement, and past open and click rates.
    /// </summary>
    public static AttributeSchema Customers { get; } =
        FromDictionary(PlainJson.Resource("Segmentation.Attributes.customers.json"));

    /// <summary>Reads a schema from nested dictionaries; the form is described in <c>docs/rules.md</c>.</summary>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.InvalidAttributes"/>: an unknown key or a wrong value; the message names the column.
    /// </exception>
    public static AttributeSchema FromDictionary(IReadOnlyDictionary<string, object?> values)
    {
        Setting setting = new(values, "Attributes", ErrorIds.InvalidAttributes);
        Dictionary<string, Setting> table = setting.Table(s_keys);
        return new AttributeSchema
        {
            IdColumn = table.GetValueOrDefault("id")?.Text(),
            OnlyDeclared = table.GetValueOrDefault("only_declared")?.Flag() ?? false,
            Columns = table.TryGetValue("columns", out Setting? columns) ? [.. columns.List().Select(ReadColumn)] : [],
        };
    }

    private static AttributeDeclaration ReadColumn(Setting setting)
    {
        setting = setting.IsTable && setting.TryText("name") is { } given
            ? setting.Named($"Attribute '{given}'")
            : setting;
        Dictionary<string, Setting> table = setting.Table(s_columnKeys);
        Setting name = table.GetValueOrDefault("name") ?? throw setting.Missing("name", "Name the column.");
        bool categories = table.GetValueOrDefault("categories")?.Flag() ?? false;
        if (categories && table.TryGetValue("kind", out Setting? other) && other.Choice(s_kinds) != (int)AttributeKind.Text)
        {
            throw other.Invalid("only texts have categories", "Declare the kind 'text', or leave categories out.");
        }

        return new AttributeDeclaration(name.Text())
        {
            Categories = categories,
            Label = table.GetValueOrDefault("label")?.Text(),
            Kind = table.TryGetValue("kind", out Setting? kind)
                ? (AttributeKind)kind.Choice(s_kinds)
                : categories ? AttributeKind.Text : null,
            Unit = table.TryGetValue("unit", out Setting? unit)
                ? Enum.GetValues<ProfileUnit>()[unit.Choice(Enum.GetNames<ProfileUnit>())]
                : ProfileUnit.Number,
            Minimum = table.GetValueOrDefault("min")?.Number(),
            Maximum = table.GetValueOrDefault("max")?.Number(),
            Allowed = table.GetValueOrDefault("allowed")?.Texts(),
            DateFormat = table.GetValueOrDefault("date_format")?.Text(),
            Required = table.GetValueOrDefault("required")?.Flag() ?? false,
            Unique = table.GetValueOrDefault("unique")?.Flag() ?? false,
        };
    }
}
