using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Segmentation.Events;
using Segmentation.Statistics;
using Segmentation.Tests.Profiles;

namespace Segmentation.Tests.LookAlikes;

/// <summary>A made-up shop in which looking at a category does, or does not, make a first purchase likelier.</summary>
internal static class Shop
{
    public static readonly DateTimeOffset Start = new(2024, 1, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// Events of 180 days: early buyers in the first 58, and others who may buy first between day 60 and 120, and if not
    /// then between 120 and 180, by what they have looked at before.
    /// </summary>
    /// <param name="customers">How many customers.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="effect">What log(1 + views) adds to the log-odds of a first purchase; 0 is chance alone.</param>
    /// <param name="categories">The names of the categories.</param>
    /// <param name="amounts">Whether purchases state an amount.</param>
    /// <param name="effectBefore">The same until day 120: NaN is no purchase; null where nothing changes.</param>
    public static List<EventRecord> Events(
        int customers,
        int seed,
        double effect,
        IReadOnlyList<string> categories,
        bool amounts = true,
        double? effectBefore = null)
    {
        List<EventRecord> events = [];
        for (int i = 0; i < customers; i++)
        {
            SeededRandom random = SeededRandom.ForStream(seed, i);
            string id = string.Create(CultureInfo.InvariantCulture, $"c{i:D5}");
            events.AddRange(new[] { 0, 60, 120 }.Select(day => At(id, EventType.Search, day, null)));
            foreach (string category in categories)
            {
                int[] views = [.. Enumerable.Range(0, random.NextInt32(0, 6)).Select(_ => 1 + random.NextInt32(55))];
                events.AddRange(views.Select(day => At(id, EventType.ViewItem, day, category)));
                bool Buys(double strength) => random.NextDouble()
                    < 1 / (1 + Math.Exp(2.5 - (strength * (Math.Log(1 + views.Length) - 1.1))));
                int day = random.NextDouble() < 0.15 ? 1 + random.NextInt32(57)
                    : Buys(effectBefore ?? effect) ? 62 + random.NextInt32(56)
                    : Buys(effect) ? 122 + random.NextInt32(56)
                    : 0;
                if (day > 0)
                {
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
