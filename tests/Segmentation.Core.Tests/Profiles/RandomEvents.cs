using System;
using System.Collections.Generic;
using System.Globalization;
using Segmentation.Events;

namespace Segmentation.Tests.Profiles;

/// <summary>
/// Seeded events with everything that can go wrong in them: ties, shared ids, refunds, many offsets, odd texts.
/// </summary>
internal static class RandomEvents
{
    public static List<EventRecord> Make(int count, int customers, int seed)
    {
        Random random = new(seed);
        string[] categories = ["books", "Books", "games", "\u00E9toffe", "toys", "ıspanak"];
        string[] devices = ["mobile", "desktop", "TABLET", "iOS"];
        DateTimeOffset start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
        List<EventRecord> events = [];
        for (int i = 0; i < count; i++)
        {
            string customer = "customer " + random.Next(customers).ToString(CultureInfo.InvariantCulture);
            EventType type = (EventType)random.Next(14);
            TimeSpan offset = TimeSpan.FromHours(random.Next(-11, 13));
            DateTimeOffset time = start.AddMinutes(random.Next(200_000) / 7 * 7);
            events.Add(new EventRecord
            {
                CustomerId = customer,
                Type = type,
                Timestamp = time.ToOffset(offset),
                TotalAmount = Maybe(0.9) ? random.Next(10_000) / 100m : null,
                Quantity = Maybe(0.5) ? random.Next(1, 9) / 3.0 : null,
                DiscountAmount = Maybe(0.3) ? random.Next(500) / 100m : null,
                OrderId = Maybe(0.8) ? "order " + random.Next(200).ToString(CultureInfo.InvariantCulture) : null,
                SessionId = Maybe(0.9) ? "session " + random.Next(50).ToString(CultureInfo.InvariantCulture) : null,
                CartId = Maybe(0.4) ? "\u732B" + random.Next(30).ToString(CultureInfo.InvariantCulture) : null,
                ProductId = Maybe(0.7) ? "p" + random.Next(300).ToString(CultureInfo.InvariantCulture) : null,
                CategoryLevel1 = Maybe(0.5) ? categories[random.Next(categories.Length)] : null,
                ProductCategory = Maybe(0.5) ? categories[random.Next(categories.Length)] : null,
                CategoryLevel2 = Maybe(0.5) ? categories[random.Next(categories.Length)] : null,
                CategoryLevel3 = Maybe(0.2) ? categories[random.Next(categories.Length)] : null,
                DeviceType = Maybe(0.7) ? devices[random.Next(devices.Length)] : null,
                Channel = Maybe(0.5) ? devices[random.Next(devices.Length)] : null,
                Campaign = Maybe(0.1) ? "spring" : null,
            });
        }

        return events;

        bool Maybe(double probability) => random.NextDouble() < probability;
    }

    public static List<EventRecord> Shuffle(IEnumerable<EventRecord> events, int seed)
    {
        EventRecord[] shuffled = [.. events];
        new Random(seed).Shuffle(shuffled);
        return [.. shuffled];
    }
}
