using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Segmentation.Profiles;
using Segmentation.Statistics;

namespace Segmentation.Tests.Segments;

/// <summary>Profiles of three planted groups: loyal spenders, lapsed bargain hunters, and browsers.</summary>
internal static class SegmentData
{
    public static ProfileTable Profiles(int customers) => ProfilesWithGroups(customers).Profiles;

    public static (ProfileTable Profiles, int[] Groups) ProfilesWithGroups(int customers)
    {
        SeededRandom random = new(11);
        int[] groups = new int[customers];
        Dictionary<string, double[]> numbers = new(StringComparer.Ordinal);
        (string Name, string Label, ProfileUnit Unit)[] columns =
        [
            ("NetRevenue", "net revenue", ProfileUnit.Money),
            ("OrderCount", "orders", ProfileUnit.Count),
            ("AverageOrderValue", "order value", ProfileUnit.Money),
            ("DaysSinceLastPurchase", "days since the last purchase", ProfileUnit.Days),
            ("ItemViewCount", "item views", ProfileUnit.Count),
            ("PageViewCount", "page views", ProfileUnit.Count),
            ("DiscountShare", "share of discounted orders", ProfileUnit.Share),
            ("MobileShare", "share of mobile visits", ProfileUnit.Share),
        ];
        foreach ((string name, _, _) in columns)
        {
            numbers[name] = new double[customers];
        }

        for (int i = 0; i < customers; i++)
        {
            int group = groups[i] = i % 3;
            double orders = Math.Round(Draw(ref random, [20, 4, 1], group));
            double value = Draw(ref random, [80, 25, 40], group);
            double views = Math.Round(Draw(ref random, [60, 10, 90], group));
            numbers["OrderCount"][i] = orders;
            numbers["AverageOrderValue"][i] = value;
            numbers["NetRevenue"][i] = Math.Round(orders * value, 2);
            numbers["DaysSinceLastPurchase"][i] = Draw(ref random, [6, 200, 30], group);
            numbers["ItemViewCount"][i] = views;
            numbers["PageViewCount"][i] = 2 * views;
            numbers["DiscountShare"][i] = Math.Clamp(0.1 + (group == 1 ? 0.6 : 0) + (0.08 * random.NextNormal()), 0, 1);
            numbers["MobileShare"][i] = Math.Clamp(0.3 + (group == 2 ? 0.5 : 0) + (0.1 * random.NextNormal()), 0, 1);
        }

        ProfileTable profiles = new(
            [.. Enumerable.Range(0, customers).Select(i => i.ToString("D6", CultureInfo.InvariantCulture))],
            new DateTimeOffset(2024, 12, 31, 0, 0, 0, TimeSpan.Zero),
            [.. columns.Select(c => new ProfileColumn(c.Name, c.Label, c.Unit, ""))],
            numbers,
            new Dictionary<string, TextValues>(StringComparer.Ordinal));
        return (profiles, groups);
    }

    private static double Draw(ref SeededRandom random, double[] typical, int group) =>
        typical[group] * Math.Exp(0.3 * random.NextNormal());
}
