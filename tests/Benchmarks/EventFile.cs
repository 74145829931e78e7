using System;
using System.Globalization;
using System.IO;
using Segmentation.Statistics;

namespace Segmentation.Benchmarks;

/// <summary>Writes an event log as a shop's tracker would: in time order, customers interleaved, a few very busy.</summary>
internal static class EventFile
{
    private static readonly string[] s_categories =
        ["electronics", "clothing", "garden", "sports", "books", "beauty", "toys", "food", "automotive", "jewelry"];

    private static readonly string[] s_devices = ["desktop", "mobile", "tablet"];

    /// <summary>One session per <paramref name="eventsPerSession"/> events.</summary>
    public static void Write(string path, long events, int eventsPerSession, int eventsPerCustomer = 24)
    {
        int customers = (int)Math.Max(10, events / eventsPerCustomer);
        SeededRandom random = new(20_240_101);
        DateTime start = new(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        double secondsPerEvent = 365.0 * 86_400 / events;
        using StreamWriter writer = new(path, append: false, new System.Text.UTF8Encoding(false), 1 << 20);
        writer.NewLine = "\n";
        writer.WriteLine("event_type,customer_id,timestamp,session_id,order_id,product_id,category_level_1,"
            + "product_price,quantity,total_amount,device_type");
        char[] time = new char[19];
        int[] seen = new int[customers];
        for (long i = 0; i < events; i++)
        {
            // The square makes low numbers busy: the busiest tenth has a third of the events.
            double u = random.NextDouble();
            int customer = (int)(u * Math.Sqrt(u) * customers);
            int session = seen[customer]++ / eventsPerSession;
            int kind = random.NextInt32(100);
            int product = random.NextInt32(5_000);
            double price = 5 + (product * 37 % 20_000 / 100.0);
            int quantity = 1 + random.NextInt32(3);
            start.AddSeconds(i * secondsPerEvent).TryFormat(time, out _, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
            bool purchase = kind is >= 90 and < 96;
            bool money = kind >= 90;
            string type = kind < 62 ? "view_item"
                : kind < 70 ? "view_category"
                : kind < 74 ? "search"
                : kind < 86 ? "add_to_cart"
                : kind < 88 ? "remove_from_cart"
                : kind < 90 ? "checkout"
                : purchase ? "purchase"
                : kind < 97 ? "refund" : "session_start";
            money = money && kind < 97;
            writer.Write(type);
            writer.Write(",c");
            writer.Write(1_000_000 + customer);
            writer.Write(',');
            writer.Write(time);
            writer.Write(",s");
            writer.Write(customer);
            writer.Write('-');
            writer.Write(session);
            writer.Write(',');
            if (money)
            {
                writer.Write('o');
                writer.Write(i);
            }

            writer.Write(",p");
            writer.Write(product);
            writer.Write(',');
            writer.Write(s_categories[product % s_categories.Length]);
            writer.Write(',');
            writer.Write(price.ToString("0.00", CultureInfo.InvariantCulture));
            writer.Write(',');
            writer.Write(quantity);
            writer.Write(',');
            if (money)
            {
                writer.Write((price * quantity).ToString("0.00", CultureInfo.InvariantCulture));
            }

            writer.Write(',');
            writer.Write(s_devices[(customer + (random.NextInt32(4) == 0 ? 1 : 0)) % 3]);
            writer.Write('\n');
        }
    }
}
