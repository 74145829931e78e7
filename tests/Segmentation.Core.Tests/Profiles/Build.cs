using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Segmentation.Events;
using Segmentation.Identity;
using Segmentation.Profiles;

namespace Segmentation.Tests.Profiles;

/// <summary>Short ways to make events and profiles of them.</summary>
internal static class Build
{
    public static EventRecord Event(string time, EventType type, string customer = "c") => new()
    {
        CustomerId = customer,
        Type = type,
        Timestamp = DateTimeOffset.Parse(time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
    };

    public static EventRecord Purchase(string time, decimal? amount, string? order = null, string customer = "c") =>
        Event(time, EventType.Purchase, customer) with { TotalAmount = amount, OrderId = order };

    public static EventRecord Refund(string time, decimal? amount, string? order = null, string customer = "c") =>
        Event(time, EventType.Refund, customer) with { TotalAmount = amount, OrderId = order };

    public static EventRecord Item(string time, decimal? amount, string? order = null, string customer = "c") =>
        Event(time, EventType.PurchaseItem, customer) with { TotalAmount = amount, OrderId = order };

    public static DateTimeOffset EndOf(string date) =>
        ProfileOptions.EndOfDay(DateOnly.ParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture));

    public static ProfileTable Table(
        IEnumerable<EventRecord> events,
        ProfileOptions? options = null,
        MergeMap? merges = null,
        int batchRows = 1000) =>
        ProfileBuilder.Build(new EventDataset(new RecordSource([.. events], batchRows), mergeMap: merges), options);

    /// <summary>The profile of the only customer, as of the end of a day.</summary>
    public static CustomerProfile One(string asOf, params EventRecord[] events) =>
        Table(events, new ProfileOptions { AsOf = EndOf(asOf) }).Profiles.Single();

    /// <summary>Everything a table says, as text: equal exactly when every bit is.</summary>
    public static string Print(ProfileTable table)
    {
        System.Text.StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{table.AsOf:O} {table.Report}\n");
        for (int row = 0; row < table.Count; row++)
        {
            text.Append(table.CustomerIds[row]);
            foreach (ProfileColumn column in table.Columns)
            {
                string? value = table.Numbers(column.Name) is { } numbers
                    ? BitConverter.DoubleToInt64Bits(numbers[row]).ToString("x", CultureInfo.InvariantCulture)
                    : table.Times(column.Name) is { } times
                        ? times[row].ToString(CultureInfo.InvariantCulture)
                        : table.Text(column.Name, row);
                text.Append('|').Append(value);
            }

            foreach (CategoryAffinity affinity in table.Affinities?.Of(row) ?? [])
            {
                text.Append(CultureInfo.InvariantCulture, $"|{affinity.Category} {affinity.Level} {affinity.Score:R} ");
                text.Append(CultureInfo.InvariantCulture, $"{affinity.ViewCount} {affinity.CartAddCount} ");
                text.Append(CultureInfo.InvariantCulture, $"{affinity.PurchaseCount} {affinity.Revenue}");
            }

            text.Append('\n');
        }

        return text.ToString();
    }
}
