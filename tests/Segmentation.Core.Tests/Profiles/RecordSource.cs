using System;
using System.Collections.Generic;
using System.Threading;
using Segmentation.Events;

namespace Segmentation.Tests.Profiles;

/// <summary>Events from objects, in batches of any size.</summary>
internal sealed class RecordSource(IReadOnlyList<EventRecord> records, int batchRows = 1000) : IEventSource
{
    public string Description => "records";

    public IEnumerable<EventBatch> Read(IntakeTally tally, CancellationToken cancellationToken)
    {
        EventVocabulary vocabulary = new();
        for (int start = 0; start < records.Count; start += batchRows)
        {
            EventBatch batch = new(vocabulary, batchRows);
            for (int i = start; i < Math.Min(records.Count, start + batchRows); i++)
            {
                Set(batch, batch.Count++, records[i]);
                tally.RowsRead++;
            }

            yield return batch;
        }
    }

    private static void Set(EventBatch batch, int row, EventRecord record)
    {
        batch.Customers[row] = batch.Vocabulary.Customers.GetOrAdd(record.CustomerId);
        batch.Types[row] = record.Type;
        batch.UtcTicks[row] = record.Timestamp.UtcTicks;
        batch.OffsetMinutes[row] = (short)record.Timestamp.Offset.TotalMinutes;
        Number(EventField.TotalAmount, (double?)record.TotalAmount);
        Number(EventField.Quantity, record.Quantity);
        Number(EventField.DiscountAmount, (double?)record.DiscountAmount);
        Text(EventField.OrderId, record.OrderId);
        Text(EventField.ProductId, record.ProductId);
        Text(EventField.ProductCategory, record.ProductCategory);
        Text(EventField.CategoryLevel1, record.CategoryLevel1);
        Text(EventField.CategoryLevel2, record.CategoryLevel2);
        Text(EventField.CategoryLevel3, record.CategoryLevel3);
        Text(EventField.SessionId, record.SessionId);
        Text(EventField.CartId, record.CartId);
        Text(EventField.DeviceType, record.DeviceType);
        Text(EventField.Channel, record.Channel);
        Text(EventField.Campaign, record.Campaign);
        Text(EventField.Currency, record.Currency);
        Text(EventField.Extra, record.Extra is { } extra ? System.Text.Json.JsonSerializer.Serialize(extra) : null);

        void Number(EventField field, double? value)
        {
            if (value is { } number)
            {
                batch.SetNumber(field, row, number);
            }
        }

        void Text(EventField field, string? value)
        {
            if (value is not null)
            {
                batch.SetText(field, row, value);
            }
        }
    }
}
