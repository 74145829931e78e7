using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading;
using Segmentation.Identity;

namespace Segmentation.Events;

/// <summary>Events as objects, made from columns.</summary>
public static class EventRecords
{
    /// <summary>Enumerates a dataset as objects, with merges applied.</summary>
    public static IEnumerable<EventRecord> From(EventDataset dataset, CancellationToken cancellationToken)
    {
        foreach (EventBatch batch in dataset.Read(new IntakeTally(), cancellationToken))
        {
            for (int row = 0; row < batch.Count; row++)
            {
                yield return From(batch, row, dataset.MergeMap);
            }
        }
    }

    /// <summary>One row of a batch as an object.</summary>
    public static EventRecord From(EventBatch batch, int row, MergeMap? mergeMap = null)
    {
        string sourceId = batch.Vocabulary.Customers[batch.Customers[row]];
        string customerId = mergeMap?.Resolve(sourceId) ?? sourceId;
        TimeSpan offset = TimeSpan.FromMinutes(batch.OffsetMinutes[row]);
        return new EventRecord
        {
            EventId = batch.TextOf(EventField.EventId, row),
            CustomerId = customerId,
            SourceCustomerId = string.Equals(customerId, sourceId, StringComparison.Ordinal) ? null : sourceId,
            Type = batch.Types[row],
            Timestamp = new DateTimeOffset(batch.UtcTicks[row], TimeSpan.Zero).ToOffset(offset),
            TotalAmount = (decimal?)batch.NumberOf(EventField.TotalAmount, row),
            OrderId = batch.TextOf(EventField.OrderId, row),
            ProductId = batch.TextOf(EventField.ProductId, row),
            ProductName = batch.TextOf(EventField.ProductName, row),
            ProductCategory = batch.TextOf(EventField.ProductCategory, row),
            CategoryLevel1 = batch.TextOf(EventField.CategoryLevel1, row),
            CategoryLevel2 = batch.TextOf(EventField.CategoryLevel2, row),
            CategoryLevel3 = batch.TextOf(EventField.CategoryLevel3, row),
            ProductPrice = (decimal?)batch.NumberOf(EventField.ProductPrice, row),
            Quantity = batch.NumberOf(EventField.Quantity, row),
            DiscountAmount = (decimal?)batch.NumberOf(EventField.DiscountAmount, row),
            Currency = batch.TextOf(EventField.Currency, row),
            SessionId = batch.TextOf(EventField.SessionId, row),
            CartId = batch.TextOf(EventField.CartId, row),
            DeviceType = batch.TextOf(EventField.DeviceType, row),
            Browser = batch.TextOf(EventField.Browser, row),
            Channel = batch.TextOf(EventField.Channel, row),
            Campaign = batch.TextOf(EventField.Campaign, row),
            Referrer = batch.TextOf(EventField.Referrer, row),
            PageUrl = batch.TextOf(EventField.PageUrl, row),
            PageTitle = batch.TextOf(EventField.PageTitle, row),
            SearchQuery = batch.TextOf(EventField.SearchQuery, row),
            CustomType = batch.TextOf(EventField.CustomType, row),
            Extra = batch.TextOf(EventField.Extra, row) is { } json
                ? JsonSerializer.Deserialize<Dictionary<string, string>>(json)
                : null,
        };
    }
}
