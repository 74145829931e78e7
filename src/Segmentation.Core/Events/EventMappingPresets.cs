using System;
using System.Collections.Generic;
using System.Linq;

namespace Segmentation.Events;

/// <summary>
/// Mappings for well-known sources, as data. Their columns other than customer and time may be absent. In JSON Lines, nested
/// members are addressed by dotted paths.
/// </summary>
public static class EventMappingPresets
{
    private const string Text = """
        Canonical
          event_id: event_id
          customer_id: customer_id, internal_customer_id
          event_type: event_type
          timestamp: timestamp
          product_id: product_id
          product_name: product_name
          product_category: product_category
          category_level_1: category_level_1
          category_level_2: category_level_2
          category_level_3: category_level_3
          product_price: product_price
          quantity: quantity
          order_id: order_id
          total_amount: total_amount, order_total
          discount_amount: discount_amount
          currency: currency
          page_url: page_url
          page_title: page_title
          search_query: search_query
          session_id: session_id
          device_type: device_type
          browser: browser
          referrer: referrer
          cart_id: cart_id
          channel: channel
          campaign: campaign
          custom_type: custom_type
          extra: extra
        Bloomreach
          event_id: event_id, id
          customer_id: internal_customer_id, customer_id, customer_ids.registered, customer_ids.cookie
          event_type: type, event_type
          timestamp: timestamp
          product_id: properties.product_id, product_id, properties.item_id, item_id
          product_name: properties.title, title, properties.product_name, product_name
          category_level_1: properties.category_1, category_1, properties.category_level_1, category_level_1
          category_level_2: properties.category_2, category_2, properties.category_level_2, category_level_2
          category_level_3: properties.category_3, category_3, properties.category_level_3, category_level_3
          product_price: properties.price, price
          quantity: properties.total_quantity, total_quantity, properties.quantity, quantity
          order_id: properties.purchase_id, purchase_id, properties.order_id, order_id
          total_amount: properties.total_price, total_price, properties.total_amount, total_amount
          discount_amount: properties.discount_value, discount_value
          currency: properties.currency, currency
          page_url: properties.location, location
          search_query: properties.query, query
          session_id: properties.session_id, session_id
          device_type: properties.device, device
          browser: properties.browser, browser
          referrer: properties.referrer, referrer
          campaign: properties.utm_campaign, utm_campaign
        GA4
          event_id: event_id
          customer_id: user_id, user_pseudo_id
          event_type: event_name
          timestamp: event_timestamp
          product_id: item_id, items.item_id
          product_name: item_name, items.item_name
          category_level_1: item_category, items.item_category
          category_level_2: item_category2, items.item_category2
          category_level_3: item_category3, items.item_category3
          product_price: price, items.price
          quantity: quantity, items.quantity
          order_id: ecommerce.transaction_id, ecommerce_transaction_id, transaction_id
          total_amount: ecommerce.purchase_revenue, ecommerce_purchase_revenue, purchase_revenue, value
          currency: currency
          page_url: page_location
          page_title: page_title
          search_query: search_term
          session_id: ga_session_id, session_id
          device_type: device.category, device_category
          browser: device.web_info.browser, device_web_info_browser, browser
          referrer: page_referrer
          channel: traffic_source.medium, traffic_source_medium, medium
          campaign: traffic_source.name, traffic_source_name, campaign
        Segment
          event_id: messageId, message_id
          customer_id: userId, user_id, anonymousId, anonymous_id
          event_type: event
          timestamp: timestamp, originalTimestamp, original_timestamp, receivedAt
          product_id: properties.product_id, product_id, properties.sku, sku
          product_name: properties.name, product_name
          product_category: properties.category, category
          product_price: properties.price, price
          quantity: properties.quantity, quantity
          order_id: properties.order_id, order_id
          total_amount: properties.total, total, properties.revenue, revenue
          discount_amount: properties.discount, discount
          currency: properties.currency, currency
          page_url: context.page.url, context_page_url
          page_title: context.page.title, context_page_title
          search_query: properties.query, query
          cart_id: properties.cart_id, cart_id
          referrer: context.page.referrer, context_page_referrer
          campaign: context.campaign.name, context_campaign_name
          device_type: context.device.type, context_device_type
        Rees46
          customer_id: user_id
          event_type: event_type
          timestamp: event_time
          product_id: product_id
          product_category: category_code
          product_price: price
          session_id: user_session
          order_id: user_session
        OnlineRetail
          customer_id: CustomerID, Customer ID, CustomerId
          timestamp: InvoiceDate
          order_id: InvoiceNo, Invoice
          product_id: StockCode
          product_name: Description
          quantity: Quantity
          product_price: UnitPrice, Price
        Cdnow
          customer_id: customer_id
          timestamp: date
          quantity: cds
          total_amount: dollars
        """;

    private static readonly EventMapping[] _all = Parse();

    /// <summary>The names of the presets.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. _all.Select(mapping => mapping.Name!)];

    /// <summary>All presets.</summary>
    public static IReadOnlyList<EventMapping> All => _all;

    /// <summary>The preset of a name, without regard to case.</summary>
    /// <exception cref="SegmentationException"><c>InvalidMapping</c> when there is none, naming the nearest.</exception>
    public static EventMapping Get(string name) =>
        Array.Find(_all, mapping => string.Equals(mapping.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new SegmentationException(
            ErrorIds.InvalidMapping,
            ErrorKind.InvalidArgument,
            $"There is no preset '{name}'.{NameKey.Hint(name, Names)}",
            "Presets: " + string.Join(", ", Names) + ".",
            name);

    private static EventMapping[] Parse()
    {
        List<EventMapping> mappings = [];
        Dictionary<EventField, FieldMapping> fields = [];
        foreach (string line in Text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (!line.StartsWith(' '))
            {
                fields = [];
                mappings.Add(Settings(line, fields));
                continue;
            }

            string[] parts = line.Split(':', 2, StringSplitOptions.TrimEntries);
            _ = EventFieldNames.TryParse(parts[0], out EventField field);
            fields.Add(field, new FieldMapping(parts[1].Split(',', StringSplitOptions.TrimEntries)));
        }

        return [.. mappings];
    }

    // Session of a purchase stands for its order at Rees46: the log has one row per product bought and no order id.
    private static EventMapping Settings(string name, Dictionary<EventField, FieldMapping> fields)
    {
        EventMapping mapping = new() { Name = name, Fields = fields, OptionalColumns = true };
        return name switch
        {
            "GA4" => mapping with { DateFormats = [EventMapping.UnixMicroseconds, EventMapping.IsoFormat] },
            "Rees46" => mapping with { CategorySeparator = "." },
            "OnlineRetail" => mapping with { Shape = RowShape.OrderLine, Refunds = new RefundRules { OrderIdPrefix = "C" } },
            "Cdnow" => mapping with { Shape = RowShape.Order },
            _ => mapping,
        };
    }
}
