using System;
using System.Collections.Generic;
using System.Globalization;
using Segmentation.Events;
using Segmentation.Statistics;
using Segmentation.Tests.Profiles;

namespace Segmentation.Tests.LookAlikes;

/// <summary>A made-up shop in which looking at a category does, or does not, make a first purchase likelier.</summary>
internal static class Shop
{
    public static readonly DateTimeOffset Start = new(2024, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Events of 180 days; who looks in the first 120 may buy in the last 60.</summary>
    /// <param name="customers">How many customers.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="effect">What log(1 + views) adds to the log-odds of a first purchase; 0 is chance alone.</param>
    /// <param name="categories">The names of the categories.</param>
    /// <param name="amounts">Whether purchases state an amount.</param>
    public static List<EventRecord> Events(
        int customers, int seed, double effect, IReadOnlyList<string> categories, bool amounts = true)
    {
        List<EventRecord> events = [];
        for (int i = 0; i < customers; i++)
        {
            SeededRandom random = SeededRandom.ForStream(seed, i);
            string id = string.Create(CultureInfo.InvariantCulture, $"c{i:D5}");
            events.Add(At(id, EventType.Search, 0, null));
            foreach (string category in categories)
            {
                int views = random.NextInt32(0, 6);
                for (int v = 0; v < views; v++)
                {
                    events.Add(At(id, EventType.ViewItem, 1 + random.NextInt32(110), category));
                }

                bool buyer = random.NextDouble() < 0.15;
                double chance = 1 / (1 + Math.Exp(2.5 - (effect * (Math.Log(1 + views) - 1.1))));
                bool buys = random.NextDouble() < chance;
                if (buyer || buys)
                {
                    int day = buyer ? 1 + random.NextInt32(110) : 125 + random.NextInt32(50);
                    events.Add(At(id, EventType.Purchase, day, category) with
                    {
                        TotalAmount = amounts ? 20 + random.NextInt32(10) : null,
                    });
                }
            }
        }

        events.Add(At("c00000", EventType.Search, 180, null));
        return events;
    }

    public static EventDataset Dataset(IEnumerable<EventRecord> events) => new(new RecordSource([.. events]));

    private static EventRecord At(string customer, EventType type, int day, string? category) => new()
    {
        CustomerId = customer,
        Type = type,
        Timestamp = Start.AddDays(day),
        ProductCategory = category,
    };
}
