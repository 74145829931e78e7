using System;
using System.Collections.Generic;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Segmentation.Events;

/// <summary>Writes events that are objects into batches.</summary>
public static class EventRecordWriter
{
    private static readonly JsonSerializerOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Appends one event to a batch that has room for it.</summary>
    public static void Append(EventBatch batch, EventRecord record)
    {
        int row = batch.Count++;
        batch.Customers[row] = batch.Vocabulary.Customers.GetOrAdd(record.CustomerId);
        batch.Types[row] = record.Type;
        batch.UtcTicks[row] = record.Timestamp.UtcTicks;
        batch.OffsetMinutes[row] = (short)record.Timestamp.Offset.TotalMinutes;
        Number(EventField.ProductPrice, (double?)record.ProductPrice);
        Number(EventField.Quantity, record.Quantity);
        Number(EventField.TotalAmount, (double?)record.TotalAmount);
        Number(EventField.DiscountAmount, (double?)record.DiscountAmount);
        Text(EventField.EventId, record.EventId);
        Text(EventField.OrderId, record.OrderId);
        Text(EventField.ProductId, record.ProductId);
        Text(EventField.ProductName, record.ProductName);
        Text(EventField.ProductCategory, record.ProductCategory);
        Text(EventField.CategoryLevel1, record.CategoryLevel1);
        Text(EventField.CategoryLevel2, record.CategoryLevel2);
        Text(EventField.CategoryLevel3, record.CategoryLevel3);
        Text(EventField.Currency, record.Currency);
        Text(EventField.SessionId, record.SessionId);
        Text(EventField.CartId, record.CartId);
        Text(EventField.DeviceType, record.DeviceType);
        Text(EventField.Browser, record.Browser);
        Text(EventField.Channel, record.Channel);
        Text(EventField.Campaign, record.Campaign);
        Text(EventField.Referrer, record.Referrer);
        Text(EventField.PageUrl, record.PageUrl);
        Text(EventField.PageTitle, record.PageTitle);
        Text(EventField.SearchQuery, record.SearchQuery);
        Text(EventField.CustomType, record.CustomType);
        Text(EventField.Extra, record.Extra is { Count: > 0 } extra ? ToJson(extra) : null);

        void Number(EventField field, double? value)
        {
            if (value is { } number)
            {
                batch.SetNumber(field, row, number);
            }
        }

        void Text(EventField field, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                batch.SetText(field, row, value);
            }
        }
    }

    private static string ToJson(IReadOnlyDictionary<string, string> extra) => JsonSerializer.Serialize(extra, _json);
}
