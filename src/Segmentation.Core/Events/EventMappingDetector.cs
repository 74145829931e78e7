using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Segmentation.Events;

/// <summary>Proposes a mapping from column names and sample values.</summary>
public static class EventMappingDetector
{
    // Names by which a field goes, best first; compared without case, blanks, hyphens and underscores.
    private static readonly (EventField Field, string Names)[] _synonyms =
    [
        (EventField.CustomerId, "customer_id internal_customer_id customerid user_id userid client_id visitor_id member_id shopper_id "
            + "customer_key customer_no customer_number user_pseudo_id anonymous_id account_id customer user visitor client buyer_id "
            + "contact_id profile_id person_id household_key kunde kundennummer kunden_id"),
        (EventField.Timestamp, "timestamp event_timestamp event_time occurred_at created_at datetime date_time time ts event_date order_date "
            + "invoice_date purchase_date transaction_date order_purchase_timestamp purchased_at date day datum"),
        (EventField.EventType, "event_type event_name event action activity type behavior behaviour interaction"),
        (EventField.EventId, "event_id message_id hit_id row_id"),
        (EventField.OrderId, "order_id invoice_no invoice invoice_id order_no order_number transaction_id purchase_id receipt_id basket_id "
            + "orderid bestellnummer"),
        (EventField.ProductId, "product_id item_id sku stock_code article_id product_code product item asin upc"),
        (EventField.ProductName, "product_name item_name title description product_title"),
        (EventField.ProductCategory, "product_category category category_code category_name item_category department"),
        (EventField.CategoryLevel1, "category_level_1 category_1"),
        (EventField.CategoryLevel2, "category_level_2 category_2 subcategory"),
        (EventField.CategoryLevel3, "category_level_3 category_3"),
        (EventField.ProductPrice, "product_price unit_price price item_price preis"),
        (EventField.Quantity, "quantity qty units item_count menge cds"),
        (EventField.TotalAmount, "total_amount amount order_total total revenue sales order_value total_price payment_value dollars value "
            + "purchase_amount spend net_revenue sum betrag umsatz"),
        (EventField.DiscountAmount, "discount_amount discount"),
        (EventField.Currency, "currency currency_code"),
        (EventField.SessionId, "session_id user_session visit_id session sessionid"),
        (EventField.DeviceType, "device_type device device_category platform"),
        (EventField.Browser, "browser"),
        (EventField.Channel, "channel acquisition_channel source_medium medium traffic_source"),
        (EventField.Campaign, "campaign utm_campaign campaign_name"),
        (EventField.Referrer, "referrer referer page_referrer"),
        (EventField.PageUrl, "page_url url page_location page"),
        (EventField.PageTitle, "page_title"),
        (EventField.SearchQuery, "search_query query search_term"),
        (EventField.CartId, "cart_id"),
        (EventField.CustomType, "custom_type"),
    ];

    /// <summary>Proposes a mapping.</summary>
    /// <param name="header">The column names; for JSON Lines the dotted paths of the first rows.</param>
    /// <param name="sampleRows">Rows from the start of the source, each as long as the header.</param>
    /// <param name="sourceName">The source, for messages.</param>
    /// <exception cref="SegmentationException">
    /// <c>MappingNotRecognized</c> when no customer or time column is found; <c>AmbiguousDates</c> when the sample does not
    /// show whether day or month comes first.
    /// </exception>
    public static EventMappingProposal Propose(
        IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> sampleRows, string sourceName = "input")
    {
        EventMappingProposal proposal = ProposePreset(header) ?? ProposeByNames(header, sampleRows, sourceName);
        string column = FirstPresent(header, proposal.Mapping.Fields[EventField.Timestamp].Columns) ?? "";
        int index = IndexOf(header, column);
        DateFormatChoice dates = DateFormatDetector.Choose(
            proposal.Mapping, sampleRows.Select(row => row[index]), $"{sourceName}, column '{column}'");
        return dates.Formats.Count == 0 || proposal.Mapping.DateFormats.Count > 0
            ? proposal
            : proposal with { Mapping = proposal.Mapping with { DateFormats = dates.Formats } };
    }

    // A preset fits when its customer, time and event type columns and most of the header are its own.
    private static EventMappingProposal? ProposePreset(IReadOnlyList<string> header)
    {
        (EventMapping? best, double bestScore) = (null, 0.6);
        foreach (EventMapping preset in EventMappingPresets.All)
        {
            HashSet<string> known = [.. preset.Fields.Values.SelectMany(source => source.Columns)];
            bool hasKeys = HasColumn(EventField.CustomerId) && HasColumn(EventField.Timestamp)
                && (preset.Shape == RowShape.Event ? HasColumn(EventField.EventType) : HasAmount());
            double score = header.Count(known.Contains) / (double)header.Count;
            if (hasKeys && score > bestScore)
            {
                (best, bestScore) = (preset, score);
            }

            bool HasColumn(EventField field) =>
                preset.Fields.TryGetValue(field, out FieldMapping? source) && FirstPresent(header, source.Columns) is not null;

            bool HasAmount() => HasColumn(EventField.TotalAmount) || HasColumn(EventField.ProductPrice);
        }

        if (best is null)
        {
            return null;
        }

        List<ProposedField> fields = [];
        Dictionary<EventField, FieldMapping> present = [];
        foreach ((EventField field, FieldMapping source) in best.Fields)
        {
            string[] columns = [.. source.Columns.Where(name => IndexOf(header, name) >= 0)];
            if (columns.Length > 0)
            {
                present.Add(field, source with { Columns = columns });
                fields.Add(new ProposedField(field, columns[0], $"preset {best.Name}"));
            }
        }

        return new EventMappingProposal(
            best with { Fields = present }, $"the header is that of preset {best.Name}", fields, Unmatched(header, fields));
    }

    private static EventMappingProposal ProposeByNames(
        IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows, string sourceName)
    {
        Dictionary<EventField, FieldMapping> mapping = [];
        List<ProposedField> fields = [];
        foreach ((EventField field, string names) in _synonyms)
        {
            int column = Match(header, rows, field, names.Split(' '), fields);
            if (column >= 0)
            {
                mapping.Add(field, new FieldMapping(header[column]));
                fields.Add(new ProposedField(field, header[column], "by its name" + (NeedsCheck(field) ? " and values" : "")));
            }
        }

        foreach (EventField key in new[] { EventField.CustomerId, EventField.Timestamp })
        {
            if (!mapping.ContainsKey(key))
            {
                throw NotRecognized(key, header, sourceName);
            }
        }

        RowShape shape = Shape(mapping);
        if (shape != RowShape.Event)
        {
            fields.Add(new ProposedField(EventField.EventType, null, "no event type column but amounts: each row is a purchase"));
        }
        else if (!mapping.ContainsKey(EventField.EventType))
        {
            throw NotRecognized(EventField.EventType, header, sourceName);
        }

        EventMapping proposed = new() { Shape = shape, Fields = mapping };
        return new EventMappingProposal(proposed, "by column names and values", fields, Unmatched(header, fields));
    }

    private static RowShape Shape(Dictionary<EventField, FieldMapping> mapping) =>
        mapping.ContainsKey(EventField.EventType) ? RowShape.Event
        : mapping.ContainsKey(EventField.OrderId)
            && (mapping.ContainsKey(EventField.ProductId) || mapping.ContainsKey(EventField.ProductPrice)) ? RowShape.OrderLine
        : mapping.ContainsKey(EventField.TotalAmount) || mapping.ContainsKey(EventField.ProductPrice) ? RowShape.Order
        : RowShape.Event;

    private static int Match(
        IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows, EventField field, string[] names, List<ProposedField> taken)
    {
        foreach (string name in names)
        {
            string key = NameKey.Of(name);
            for (int i = 0; i < header.Count; i++)
            {
                string column = header[i];
                string last = column[(column.LastIndexOf('.') + 1)..];
                bool sameName = string.Equals(NameKey.Of(column), key, StringComparison.Ordinal)
                    || string.Equals(NameKey.Of(last), key, StringComparison.Ordinal);
                bool isFree = taken.TrueForAll(other => !string.Equals(other.Column, column, StringComparison.Ordinal));
                if (sameName && isFree && Fits(field, rows, i))
                {
                    return i;
                }
            }
        }

        return -1;
    }

    private static bool NeedsCheck(EventField field) =>
        field is EventField.CustomerId or EventField.Timestamp || EventFields.KindOf(field) == EventFieldKind.Number;

    // Whether the sample values look like the field: numbers, dates, or for customers anything that is not always empty.
    private static bool Fits(EventField field, IReadOnlyList<IReadOnlyList<string>> rows, int column)
    {
        string[] values = [.. rows.Select(row => row[column]).Where(value => value.Length > 0)];
        if (values.Length == 0)
        {
            return rows.Count == 0 || !NeedsCheck(field);
        }

        if (field == EventField.Timestamp)
        {
            return values.Count(value => value.AsSpan().ContainsAnyInRange('0', '9') && value.Length >= 6) * 2 > values.Length;
        }

        NumberReader point = new('.', null);
        NumberReader comma = new(',', '.');
        return EventFields.KindOf(field) != EventFieldKind.Number
            || values.Count(value => IsNumber(value, point) || IsNumber(value, comma)) * 2 > values.Length;
    }

    private static bool IsNumber(string value, NumberReader reader) => reader.TryRead(Encoding.UTF8.GetBytes(value), out _);

    private static string? FirstPresent(IReadOnlyList<string> header, IReadOnlyList<string> columns) =>
        columns.FirstOrDefault(name => IndexOf(header, name) >= 0);

    private static int IndexOf(IReadOnlyList<string> header, string name)
    {
        for (int i = 0; i < header.Count; i++)
        {
            if (string.Equals(header[i], name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }

    private static List<string> Unmatched(IReadOnlyList<string> header, List<ProposedField> fields) =>
        [.. header.Where(name => !fields.Exists(field => string.Equals(field.Column, name, StringComparison.OrdinalIgnoreCase)))];

    private static SegmentationException NotRecognized(EventField field, IReadOnlyList<string> header, string sourceName) => new(
        ErrorIds.MappingNotRecognized,
        ErrorKind.InvalidData,
        $"{sourceName}: no column looks like '{EventFieldNames.NameOf(field)}'. "
            + $"Columns found: {string.Join(", ", header.Select(name => $"'{name}'"))}.",
        "Give a mapping: which column is customer_id, timestamp, and event_type or total_amount.",
        sourceName);
}
