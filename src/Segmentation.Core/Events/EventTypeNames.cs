using System;
using System.Collections.Frozen;
using System.Collections.Generic;

namespace Segmentation.Events;

/// <summary>
/// The snake_case names of event types in files, and the other names by which shops and trackers know them. Names are
/// compared without regard to case, blanks, hyphens and underscores: <c>Order Completed</c> is <c>order_completed</c>.
/// </summary>
public static class EventTypeNames
{
    private static readonly string[] _names =
    [
        "custom", "session_start", "session_end", "view_category", "view_item", "search", "add_to_cart",
        "remove_from_cart", "checkout", "purchase", "purchase_item", "refund", "refund_item", "delivery_events",
    ];

    private static readonly (EventType Type, string Names)[] _aliases =
    [
        (EventType.SessionStart, "session_started visit_start visit_started login session_begin"),
        (EventType.SessionEnd, "session_ended visit_end logout"),
        (EventType.ViewCategory, "category_view category_viewed view_item_list product_list_viewed view_list"),
        (EventType.ViewItem, "view product_view product_viewed view_product item_view item_viewed product_detail detail"),
        (EventType.Search, "search_query products_searched view_search_results site_search"),
        (EventType.AddToCart, "cart add cart_add product_added added_to_cart cart_update add_cart"),
        (EventType.RemoveFromCart, "cart_remove product_removed removed_from_cart remove remove_cart"),
        (EventType.Checkout, "begin_checkout checkout_started start_checkout initiate_checkout"),
        (EventType.Purchase, "order order_completed order_placed transaction buy sale purchased ecommerce_purchase"),
        (EventType.PurchaseItem, "order_item order_line_item purchased_item"),
        (EventType.Refund, "order_refunded return returned refunded order_cancelled cancellation"),
        (EventType.RefundItem, "return_item refunded_item"),
        (EventType.DeliveryEvents, "delivery delivery_event shipment shipped delivered order_delivered order_shipped"),
    ];

    private static readonly FrozenDictionary<string, EventType> _types = Collect();

    /// <summary>All names in the order of the enumeration.</summary>
    public static IReadOnlyList<string> All => _names;

    /// <summary>The name in files: <c>add_to_cart</c>.</summary>
    public static string NameOf(EventType type) => _names[(int)type];

    /// <summary>
    /// The type of a name or known alias; false when the name is unknown, which makes the event a custom one. A page view of
    /// unknown kind (<c>page_view</c>) is deliberately unknown: counting it as a product view would inflate interest.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> name, out EventType type) =>
        _types.TryGetValue(NameKey.Of(name), out type);

    private static FrozenDictionary<string, EventType> Collect()
    {
        Dictionary<string, EventType> types = new(StringComparer.Ordinal);
        for (int i = 0; i < _names.Length; i++)
        {
            types.Add(NameKey.Of(_names[i]), (EventType)i);
        }

        foreach ((EventType type, string names) in _aliases)
        {
            foreach (string name in names.Split(' '))
            {
                types.Add(NameKey.Of(name), type);
            }
        }

        return types.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
