using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Segmentation.Clustering;
using Segmentation.Events;
using Segmentation.Profiles;
using Segmentation.Segments;

namespace Segmentation.Tests;

/// <summary>Segments made by hand, as a run over events would leave them, for tests of what comes after.</summary>
internal static class SampleSegments
{
    private static readonly string[] s_names =
    [
        "Occasional discount buyers", "Loyal regulars", "High-value frequent buyers", "Lapsed one-time buyers",
        "New evening browsers", "Weekend families", "Gift buyers", "Bulk orders", "Returners", "Window shoppers",
    ];

    private static readonly RobustnessVerdict[] s_verdicts =
    [
        RobustnessVerdict.HighlyStable, RobustnessVerdict.Stable, RobustnessVerdict.HighlyStable,
        RobustnessVerdict.Pattern, RobustnessVerdict.Unstable,
    ];

    private static readonly double[] s_jaccards = [0.912, 0.803, 0.957, 0.688, 0.541];

    /// <summary>All segments of one run, without robustness.</summary>
    public static IReadOnlyList<Segment> Create(int count = 5, int customers = 3000, bool revenue = true)
    {
        SegmentationRun run = Run(count, customers);
        List<Segment> segments = [];
        for (int label = 0; label < count; label++)
        {
            List<string> members = [.. run.Input.Ids.Where((_, row) => run.Labels[row] == label)];
            decimal average = 48.5m + (label * label * 71.37m);
            segments.Add(new Segment
            {
                SegmentId = "S" + Text(label + 1),
                Name = s_names[label % s_names.Length],
                Size = members.Count,
                Share = (double)members.Count / customers,
                TotalRevenue = revenue ? average * members.Count : null,
                AverageRevenue = revenue ? average : null,
                Traits = Traits(label),
                CustomerIds = members,
                Run = run,
            });
        }

        return segments;
    }

    /// <summary>The same with what the robustness test adds.</summary>
    public static IReadOnlyList<Segment> Tested(int count = 5, int customers = 3000) =>
        [.. Create(count, customers).Select((segment, i) => segment with { Robustness = Robustness(i) })];

    /// <summary>The same with an expected value, as a value model would add.</summary>
    public static IReadOnlyList<Segment> Valued() =>
        [.. Tested().Select(s => s with { TotalClv = s.TotalRevenue * 0.4m, AverageClv = s.AverageRevenue * 0.4m })];

    private static SegmentRobustness Robustness(int index)
    {
        RobustnessVerdict verdict = s_verdicts[index % s_verdicts.Length];
        double mean = s_jaccards[index % s_jaccards.Length];
        return new SegmentRobustness
        {
            Verdict = verdict,
            Reasons = ["Mean bootstrap Jaccard " + mean.ToString("0.00", CultureInfo.InvariantCulture) + ", 100 times"],
            BootstrapJaccard = mean,
            BootstrapJaccardStandardDeviation = 0.17 * (1 - mean) + 0.05,
            BootstrapJaccardP5 = mean - 0.14,
            BootstrapJaccardStandardError = ((0.17 * (1 - mean)) + 0.05) / 10,
            DissolvedCount = (int)(30 * (1 - mean)),
            RecoveredCount = (int)(100 * mean),
            ReplicateCount = 100,
            SampleSize = 3000,
            Seed = 42,
        };
    }

    private static List<SegmentTrait> Traits(int label) =>
    [
        new SegmentTrait
        {
            Feature = "NetRevenue",
            Text = label % 2 == 0 ? "far higher net revenue" : "lower net revenue",
            EffectSize = label % 2 == 0 ? 1.84 : -0.92,
            SegmentMean = 48.5 + (label * label * 71.37),
            RestMean = 211.4,
            SegmentMedian = 40.25,
            Unit = ProfileUnit.Money,
        },
        new SegmentTrait
        {
            Feature = "RecencyDays",
            Text = "bought more recently",
            EffectSize = -0.71,
            SegmentMean = 21.4,
            RestMean = 88.9,
            SegmentMedian = 12,
            Unit = ProfileUnit.Days,
        },
        new SegmentTrait
        {
            Feature = "RefundShare",
            Text = "fewer refunds",
            EffectSize = -0.33,
            SegmentMean = 0.021,
            RestMean = 0.064,
            SegmentMedian = 0,
            Unit = ProfileUnit.Share,
        },
    ];

    private static SegmentationRun Run(int count, int customers)
    {
        FittedFeature[] features =
        [
            Feature("RecencyDays", "recency"),
            Feature("Frequency", "order count"),
            Feature("NetRevenue", "net revenue"),
            Feature("AverageOrderValue", "average order value"),
            Feature("SessionCount", "sessions"),
            Feature("DiscountShare", "share bought at a discount", FeatureTransform.None),
            Feature("PreferredHour", "preferred hour", FeatureTransform.Cyclic),
        ];
        const int columns = 8;
        Random random = new(7);
        int[] labels = new int[customers];
        double[] values = new double[customers * columns];
        List<string> ids = [];
        for (int row = 0; row < customers; row++)
        {
            ids.Add("customer-" + row.ToString("D6", CultureInfo.InvariantCulture));
            labels[row] = row < count ? row : (int)(count * Math.Pow(random.NextDouble(), 1.7));
            for (int j = 0; j < columns; j++)
            {
                double centre = 1.6 * Math.Sin((1.7 * labels[row]) + (j * 2.3));
                values[(row * columns) + j] = centre + ((random.NextDouble() + random.NextDouble() - 1) * 1.5);
            }
        }

        DateTimeOffset asOf = new(2025, 6, 30, 21, 14, 0, TimeSpan.Zero);
        return new SegmentationRun
        {
            RunId = "9f2c41d07ab3",
            Method = "KMeans",
            Seed = 42,
            AsOf = asOf,
            Source = "orders-2025.csv.gz",
            ClusterCount = count,
            ClusterCountReason = $"{Text(count)} segments have the highest mean silhouette of 2 to 10.",
            Candidates =
            [
                .. Enumerable.Range(2, 9).Select(k => new ClusterCountCandidate(
                    k, 24_000.0 / k, 0.42 - (0.03 * Math.Abs(k - count)), 0.31 / k)),
            ],
            Inertia = 4812.25,
            Silhouette = 0.42,
            SilhouetteSampleSize = customers,
            Features = features,
            DroppedFeatures = [new DroppedFeature("CartAbandonCount", "the same value for every customer")],
            Labels = labels,
            Centroids = [.. Enumerable.Range(0, count).Select(_ => new double[columns])],
            Input = new FeatureTable(ids, []),
            Matrix = new FeatureMatrix(customers, columns, values),
            Profiles = new ProfileTable(
                ids,
                asOf,
                [],
                new Dictionary<string, double[]>(StringComparer.Ordinal),
                new Dictionary<string, TextValues>(StringComparer.Ordinal),
                intake: Intake(customers, asOf)),
        };
    }

    private static IntakeSummary Intake(int customers, DateTimeOffset asOf) => new()
    {
        Source = "orders-2025.csv.gz",
        RowsRead = 541_909,
        RowsUsed = 404_311,
        RowsSkipped =
        [
            new SkippedRows(
                "no customer id", 135_080, ["orders-2025.csv.gz:623: empty", "orders-2025.csv.gz:1444: empty"]),
            new SkippedRows("unreadable date", 2_518, ["orders-2025.csv.gz:1003: customer-000017 has 32.13.2024"]),
        ],
        EventCount = 404_311,
        CustomerCount = customers,
        FirstEvent = asOf.AddDays(-373),
        LastEvent = asOf,
    };

    private static FittedFeature Feature(
        string name, string label, FeatureTransform transform = FeatureTransform.Log1p) => new(
        name,
        label,
        transform,
        FeatureScaling.ZScore,
        1,
        transform == FeatureTransform.Log1p ? 0 : double.NegativeInfinity,
        transform == FeatureTransform.Log1p ? 1874.0625 : double.PositiveInfinity,
        0,
        transform == FeatureTransform.Cyclic ? [0.1, 0.2] : [1.0 / 3],
        transform == FeatureTransform.Cyclic ? [0.7, 0.6] : [2.0 / 3],
        transform == FeatureTransform.Cyclic ? 24 : null);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
