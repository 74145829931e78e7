using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Segmentation.Clustering;
using Segmentation.Profiles;
using Segmentation.Segments;
using Segmentation.Statistics;

namespace Segmentation.Tests.Decisions;

/// <summary>Segments with known members over profiles with planted differences.</summary>
internal static class DecisionData
{
    public static IReadOnlyList<Segment> Segments(
        ProfileTable profiles, int[] labels, IReadOnlyList<FittedFeature>? features = null, FeatureMatrix? matrix = null)
    {
        int count = labels.Max() + 1;
        SegmentationRun run = new()
        {
            RunId = "0",
            Method = "Rules",
            Seed = 1,
            AsOf = profiles.AsOf,
            Source = "test",
            ClusterCount = count,
            ClusterCountReason = "",
            Candidates = [],
            Inertia = 0,
            Silhouette = null,
            SilhouetteSampleSize = 0,
            Features = features ?? [],
            DroppedFeatures = [],
            Labels = labels,
            Centroids = [.. Enumerable.Range(0, count).Select(_ => Array.Empty<double>())],
            Input = new FeatureTable(profiles.CustomerIds, []),
            Matrix = matrix ?? new FeatureMatrix(labels.Length, 0, []),
            Profiles = profiles,
            DeclaredRules = new SegmentRule?[count],
        };
        double[]? clv = profiles.Numbers("Clv");
        return
        [
            .. Enumerable.Range(0, count).Select(s =>
            {
                int[] rows = [.. Enumerable.Range(0, labels.Length).Where(row => labels[row] == s)];
                decimal? total = clv is null ? null : (decimal)rows.Sum(row => double.IsNaN(clv[row]) ? 0 : clv[row]);
                return new Segment
                {
                    SegmentId = "S" + (s + 1).ToString(CultureInfo.InvariantCulture),
                    Name = "segment " + s.ToString(CultureInfo.InvariantCulture),
                    Size = rows.Length,
                    Share = rows.Length / (double)labels.Length,
                    TotalClv = total,
                    AverageClv = total / Math.Max(1, rows.Length),
                    Traits = [],
                    CustomerIds = [.. rows.Select(row => profiles.CustomerIds[row])],
                    Run = run,
                };
            }),
        ];
    }

    /// <summary>
    /// A base whose customers differ in nothing but chance, with figures of all four dimensions; the first group of each
    /// three shops in the evening where <paramref name="eveningGroup"/> says so.
    /// </summary>
    public static (ProfileTable Profiles, int[] Labels) Base(int customers, int seed, bool eveningGroup = false, string? category = null)
    {
        SeededRandom random = new(seed);
        int[] labels = [.. Enumerable.Range(0, customers).Select(i => i % 3)];
        (string Name, ProfileUnit Unit)[] columns =
        [
            ("NetRevenue", ProfileUnit.Money), ("OrderCount", ProfileUnit.Count), ("AverageOrderValue", ProfileUnit.Money),
            ("DaysSinceLastPurchase", ProfileUnit.Days), ("DiscountShare", ProfileUnit.Share),
            ("CartAbandonmentRate", ProfileUnit.Share), ("MobileShare", ProfileUnit.Share), ("HourMean", ProfileUnit.Hour),
            ("EveningShare", ProfileUnit.Share), ("MorningShare", ProfileUnit.Share), ("WeekendShare", ProfileUnit.Share),
            ("PreferredWeekday", ProfileUnit.Weekday), ("PreferredHour", ProfileUnit.Hour), ("SessionCount", ProfileUnit.Count),
        ];
        Dictionary<string, double[]> numbers = columns.ToDictionary(c => c.Name, _ => new double[customers], StringComparer.Ordinal);
        string[] categories = ["books", category ?? "garden", "toys"];
        int[] main = new int[customers];
        for (int i = 0; i < customers; i++)
        {
            bool evening = eveningGroup && labels[i] == 0;
            double orders = 1 + Math.Floor(-3 * Math.Log(1 - random.NextDouble()));
            double basket = 40 * Math.Exp(.5 * random.NextNormal());
            double hour = ((evening ? 20 : 11) + (2 * random.NextNormal()) + 24) % 24;
            numbers["OrderCount"][i] = orders;
            numbers["AverageOrderValue"][i] = basket;
            numbers["NetRevenue"][i] = orders * basket;
            numbers["DaysSinceLastPurchase"][i] = 200 * random.NextDouble();
            numbers["DiscountShare"][i] = random.NextDouble();
            numbers["CartAbandonmentRate"][i] = random.NextDouble();
            numbers["MobileShare"][i] = random.NextDouble();
            numbers["HourMean"][i] = hour;
            numbers["PreferredHour"][i] = Math.Floor(hour);
            numbers["EveningShare"][i] = hour is >= 18 ? .8 : .1;
            numbers["MorningShare"][i] = hour is >= 6 and < 12 ? .8 : .1;
            numbers["WeekendShare"][i] = random.NextDouble();
            numbers["PreferredWeekday"][i] = random.NextInt32(7);
            numbers["SessionCount"][i] = 1 + random.NextInt32(30);
            main[i] = random.NextInt32(3);
        }

        ProfileTable profiles = new(
            [.. Enumerable.Range(0, customers).Select(i => i.ToString("D6", CultureInfo.InvariantCulture))],
            new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero),
            [
                .. columns.Select(c => new ProfileColumn(c.Name, c.Name, c.Unit, "")),
                new ProfileColumn("TopCategory", "main category", ProfileUnit.Text, ""),
                new ProfileColumn("PrimaryDevice", "main device", ProfileUnit.Text, ""),
            ],
            numbers,
            new Dictionary<string, TextValues>(StringComparer.Ordinal)
            {
                ["TopCategory"] = new(main, categories),
                ["PrimaryDevice"] = new([.. main.Select(_ => random.NextInt32(2))], ["desktop", "mobile"]),
            });
        return (profiles, labels);
    }

    /// <summary>Purchase histories as a shop has them, with the columns the value model needs.</summary>
    public static ProfileTable Buyers(int customers, int seed)
    {
        (ProfileTable profiles, _) = Base(customers, seed);
        SeededRandom random = new(seed + 1);
        double[] frequency = new double[customers];
        double[] recency = new double[customers];
        double[] observed = new double[customers];
        double[] spend = new double[customers];
        for (int i = 0; i < customers; i++)
        {
            observed[i] = 100 + random.NextInt32(260);
            double rate = -.02 * Math.Log(1 - random.NextDouble());
            double lifetime = -300 * Math.Log(1 - random.NextDouble());
            List<double> times = [];
            for (double t = Wait(); t < Math.Min(lifetime, observed[i]); t += Wait())
            {
                times.Add(Math.Ceiling(t));
            }

            times = [.. times.Distinct().Where(t => t <= observed[i])];
            frequency[i] = times.Count;
            recency[i] = times.Count > 0 ? times[^1] : 0;
            spend[i] = times.Count > 0 ? 50 * Math.Exp(.6 * random.NextNormal()) : double.NaN;
            double Wait() => -Math.Log(1 - random.NextDouble()) / rate;
        }

        static ProfileColumn Column(string name, ProfileUnit unit) => new(name, name, unit, "");
        return profiles.With(
        [
            (Column("Frequency", ProfileUnit.Count), frequency),
            (Column("RecencyDays", ProfileUnit.Days), recency),
            (Column("TDays", ProfileUnit.Days), observed),
            (Column("MonetaryValue", ProfileUnit.Money), spend),
        ]);
    }
}
