using System.Collections.Generic;
using System.Linq;

namespace Segmentation.Events;

/// <summary>A mapping as nested dictionaries; only what differs from the defaults.</summary>
internal static class EventMappingFormatter
{
    public static IReadOnlyDictionary<string, object?> Format(EventMapping mapping)
    {
        OrderedDictionary<string, object?> result = [];
        if (mapping.Name is not null)
        {
            result["name"] = mapping.Name;
        }

        result["shape"] = NameOf(mapping.Shape);
        OrderedDictionary<string, object?> fields = [];
        foreach ((EventField field, FieldMapping source) in mapping.Fields.OrderBy(pair => pair.Key))
        {
            fields[EventFieldNames.NameOf(field)] = Format(source);
        }

        result["fields"] = fields;
        if (mapping.EventTypes.Count > 0)
        {
            OrderedDictionary<string, object?> types = [];
            foreach ((string name, EventType type) in mapping.EventTypes)
            {
                types[name] = EventTypeNames.NameOf(type);
            }

            result["event_types"] = types;
        }

        AddSettings(mapping, result);
        return result;
    }

    public static string NameOf(RowShape shape) => shape switch
    {
        RowShape.Order => "order",
        RowShape.OrderLine => "order_line",
        _ => "event",
    };

    private static object? Format(FieldMapping source)
    {
        if (source.Columns.Count > 0 && source.Default is null)
        {
            return source.Columns.Count == 1 ? source.Columns[0] : source.Columns.Cast<object?>().ToList();
        }

        OrderedDictionary<string, object?> result = [];
        if (source.Columns.Count == 0)
        {
            result["value"] = source.Default;
            return result;
        }

        result["column"] = source.Columns.Count == 1 ? source.Columns[0] : source.Columns.Cast<object?>().ToList();
        result["default"] = source.Default;
        return result;
    }

    private static void AddSettings(EventMapping mapping, OrderedDictionary<string, object?> result)
    {
        Add("time_zone", mapping.TimeZone);
        Add("date_format", mapping.DateFormats.Count == 1 ? mapping.DateFormats[0] : OrNull(mapping.DateFormats));
        Add("decimal_separator", mapping.DecimalSeparator == '.' ? null : mapping.DecimalSeparator.ToString());
        Add("group_separator", mapping.GroupSeparator?.ToString());
        Add("category_separator", mapping.CategorySeparator);
        Add("missing_values", OrNull(mapping.MissingValues));
        Add("trim_ids", mapping.TrimIds ? true : null);
        Add("optional_columns", mapping.OptionalColumns ? true : null);
        Add("extra", mapping.ExtraAll ? "all" : OrNull(mapping.ExtraColumns));
        OrderedDictionary<string, object?> refunds = [];
        if (mapping.Refunds.OrderIdPrefix is not null)
        {
            refunds["order_id_prefix"] = mapping.Refunds.OrderIdPrefix;
        }

        if (!mapping.Refunds.NegativeQuantity)
        {
            refunds["negative_quantity"] = false;
        }

        if (!mapping.Refunds.NegativeAmount)
        {
            refunds["negative_amount"] = false;
        }

        Add("refunds", refunds.Count == 0 ? null : refunds);

        void Add(string key, object? value)
        {
            if (value is not null)
            {
                result[key] = value;
            }
        }
    }

    private static List<object?>? OrNull(IReadOnlyList<string> values) =>
        values.Count == 0 ? null : [.. values];
}
