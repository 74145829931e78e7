using System;
using System.Collections.Frozen;
using System.Collections.Generic;

namespace Segmentation.Events;

/// <summary>The snake_case names of event columns in files and mappings, and common other spellings.</summary>
public static class EventFieldNames
{
    private static readonly string[] _names =
    [
        "event_id", "customer_id", "event_type", "timestamp", "product_id", "product_name", "product_category",
        "category_level_1", "category_level_2", "category_level_3", "product_price", "quantity", "order_id", "total_amount",
        "discount_amount", "currency", "page_url", "page_title", "search_query", "session_id", "device_type", "browser",
        "referrer", "cart_id", "channel", "campaign", "custom_type", "extra",
    ];

    private static readonly FrozenDictionary<string, EventField> _fields = Collect();

    /// <summary>All names in the order of the enumeration.</summary>
    public static IReadOnlyList<string> All => _names;

    /// <summary>The name in files: <c>customer_id</c>.</summary>
    public static string NameOf(EventField field) => _names[(int)field];

    /// <summary>The column of a name, without regard to case, hyphens and underscores.</summary>
    public static bool TryParse(string name, out EventField field) => _fields.TryGetValue(NameKey.Of(name), out field);

    private static FrozenDictionary<string, EventField> Collect()
    {
        Dictionary<string, EventField> fields = new(StringComparer.Ordinal)
        {
            ["internalcustomerid"] = EventField.CustomerId,
            ["amount"] = EventField.TotalAmount,
            ["ordertotal"] = EventField.TotalAmount,
            ["price"] = EventField.ProductPrice,
            ["discount"] = EventField.DiscountAmount,
            ["type"] = EventField.EventType,
            ["time"] = EventField.Timestamp,
            ["category"] = EventField.ProductCategory,
        };
        for (int i = 0; i < _names.Length; i++)
        {
            fields.Add(NameKey.Of(_names[i]), (EventField)i);
        }

        return fields.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
