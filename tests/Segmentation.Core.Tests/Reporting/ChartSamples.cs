using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Clustering;
using Segmentation.Profiles;
using Segmentation.Reporting;
using Segmentation.Segments;

namespace Segmentation.Tests.Reporting;

/// <summary>A report in which every stage ran, so that every chart has something to show.</summary>
internal static class ChartSamples
{
    public static readonly string[] Hostile =
    [
        "<script>alert(1)</script> & \"quotes\" 'single'",
        "\u202Eright to left\u202C \u05E7\u05D1\u05D5\u05E6\u05EA \u05DC\u05E7\u05D5\u05D7\u05D5\u05EA \u05E0\u05D0\u05DE\u05E0\u05D9\u05DD \u05DE\u05D0\u05D5\u05D3 \u05D5\u05D9\u05E7\u05E8\u05D9\u05DD",
        "\uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66 families \uD83C\uDF89\uD83C\uDF89\uD83C\uDF89\uD83C\uDF89\uD83C\uDF89\uD83C\uDF89\uD83C\uDF89\uD83C\uDF89\uD83C\uDF89\uD83C\uDF89\uD83C\uDF89\uD83C\uDF89\uD83C\uDF89",
        new string('W', 10_000),
        "\u6771\u4EAC\u306E\u5FE0\u5B9F\u306A\u9867\u5BA2\u3068\u5927\u962A\u306E\u65B0\u898F\u9867\u5BA2\u3068\u540D\u53E4\u5C4B\u306E\u4F11\u7720\u9867\u5BA2\u3068\u672D\u5E4C\u306E\u5B66\u751F",
        "=cmd|' /C calc'!A0",
        "Z" + new string('\u0301', 9_999),
        "",
        "lone \uD800 surrogate, \0 zero, \u0007 bell, \uFFFE no character",
    ];

    /// <summary>The report; every third segment lacks what can be missing, every fourth loses money.</summary>
    public static SegmentReport Of(int count = 5, bool hostile = false)
    {
        List<Segment> segments =
            [.. SampleSegments.Tested(count).Select((s, i) => Judged(hostile ? s with { Name = Name(i) } : s, i))];
        SegmentationRun run = segments[0].Run;
        run = run with
        {
            Candidates =
            [
                .. run.Candidates.Select(c => c with
                {
                    CalinskiHarabasz = 900 - (40 * Math.Abs(c.ClusterCount - 4)),
                    DaviesBouldin = 0.9 + (0.07 * Math.Abs(c.ClusterCount - count)),
                    Gap = 0.3 + (0.05 * Math.Min(c.ClusterCount, 6)),
                    GapStandardError = 0.02,
                    PredictionStrength = 1.1 - (0.09 * c.ClusterCount),
                }),
            ],
            ClusterCountChoices =
            [
                new(ClusterCountCriterion.Silhouette, count, "0.420 is the largest"),
                new(ClusterCountCriterion.CalinskiHarabasz, 4, "900 is the largest"),
                new(ClusterCountCriterion.DaviesBouldin, count, "0.900 is the smallest"),
                new(ClusterCountCriterion.Elbow, 4, "the inertia bends most"),
                new(ClusterCountCriterion.Gap, 6, "7 adds no gap beyond its standard error"),
                new(ClusterCountCriterion.PredictionStrength, 3, "the last of at least 0.8, with 0.830"),
            ],
            Profiles = Profiled(run),
        };
        SegmentReport report = ReportBuilder.Build(
            [.. segments.Select(s => s with { Run = run })], new ReportOptions { Migration = Moves(segments) });
        return report with
        {
            ValueBacktest = Backtest(),
            ClusterCountStability =
            [
                .. Enumerable.Range(2, 9).Select(k => new ReportClusterCountStability(k, 0.95 - (0.06 * k), 0.9)),
            ],
        };
    }

    /// <summary>A test of a value model; nobody had a chance between 10 and 30 %.</summary>
    public static ReportValueBacktest Backtest() => new()
    {
        Source = "events.csv",
        SplitAt = new DateTimeOffset(2025, 3, 31, 0, 0, 0, TimeSpan.Zero),
        AsOf = new DateTimeOffset(2025, 6, 30, 0, 0, 0, TimeSpan.Zero),
        HoldoutDays = 91,
        Method = "Full",
        MethodReason = "enough repeat buyers",
        Statement = "365 days ahead",
        Verdict = ["Expected 100 orders where 90 came."],
        Cautions = [],
        Forecasters = [],
        ByFrequency = [new("0", 400, 0.3, 0.1), new("7+", 40, 1.8, 1.6)],
        Calibration = [new("0 to 10 %", 400, 0.05, 0.07), new("10 to 30 %", 0), new("30 to 40 %", 100, 0.35, 0.3)],
    };

    private static string Name(int index) => Hostile[index % Hostile.Length];

    private static Segment Judged(Segment segment, int i) => segment with
    {
        TotalRevenue = i % 4 == 3 ? -segment.TotalRevenue / 3 : i % 3 == 2 ? null : segment.TotalRevenue,
        TotalClv = i % 3 == 2 ? null : segment.TotalRevenue * 0.4m,
        AverageClv = i % 3 == 2 ? null : segment.AverageRevenue * 0.4m,
        Silhouette = 0.5 - (0.1 * (i % 6)),
        SilhouetteQuantiles = i % 5 == 4
            ? null
            : [.. Enumerable.Range(0, 21).Select(q => 0.5 - (0.1 * (i % 6)) + (0.5 * Math.Sin((q - 10) / 10.0)))],
        Viability = Viability(i),
        Actionability = Actionability(i),
        Decision = new SegmentDecision
        {
            IsUsable = i % 3 == 2 ? null : i % 2 == 0,
            Reasons = [],
            Priority = 50,
            PriorityParts = [],
        },
    };

    private static SegmentViability Viability(int i) => new()
    {
        Assumptions = new ViabilityAssumptions(),
        Targetability = new ViabilityScore(0.2 + (0.15 * (i % 5)), "by the strongest trait"),
        SalesPriority = new ViabilityScore(i % 3 == 2 ? null : 0.9 - (0.1 * (i % 7)), "value rank"),
        PersonalizationOpportunity = new ViabilityScore(0.5, "category shares"),
        TimingOpportunity = new ViabilityScore(0.1 * (i % 10), "concentration of hours"),
        CostToReach = 2000,
        ValueReason = "the value model",
        ExpectedProfit = i % 3 == 2 ? null : new Interval80(9000 - (4000 * i), 2000 - (5000 * i), 15_000 - (3000 * i)),
        ExpectedRoi = i % 3 == 2
            ? null
            : new Interval80(1.8 - (0.8 * (i % 5)), i % 2 == 0 ? 0.4 - (0.8 * (i % 5)) : null,
                i % 2 == 0 ? 3 - (0.8 * (i % 5)) : null),
        RevenueImpact = ImpactLevel.High,
        RetentionImpact = ImpactLevel.Low,
        SatisfactionImpact = ImpactLevel.NotAssessed,
        StrategicImpact = ImpactLevel.High,
        Goals = [StrategicGoal.IncreaseRevenue],
        IsViable = i % 2 == 0,
        Reasons = [],
    };

    private static SegmentActionability Actionability(int i) => new()
    {
        What = Dimension("WHAT", i % 2 == 0),
        When = Dimension("WHEN", i % 3 == 0 ? null : true),
        How = Dimension("HOW", false),
        Who = Dimension("WHO", i % 4 != 1),
        Confidence = ConfidenceLevel.Medium,
        Reasoning = "two dimensions",
    };

    private static ActionabilityDimension Dimension(string name, bool? actionable) => new()
    {
        Name = name,
        IsActionable = actionable,
        Text = actionable == true ? "Buys at a discount twice as often." : "Nothing stands out.",
        Evidence = actionable is null ? [] :
        [
            new ActionabilityEvidence
            {
                Feature = "DiscountShare",
                IsCarrying = actionable == true,
                Text = "share bought at a discount 42 % against 21 %",
                Unit = ProfileUnit.Share,
                SegmentValue = 0.42,
                RestValue = 0.21,
                Difference = 0.21,
                DifferenceLower = 0.18,
                DifferenceUpper = 0.24,
                EffectSize = 0.46,
                PValue = 1e-9,
                AdjustedPValue = 1e-8,
            },
        ],
    };

    private static ProfileTable Profiled(SegmentationRun run)
    {
        int rows = run.Labels.Length;
        double[] Column(Func<int, double> value) => [.. Enumerable.Range(0, rows).Select(value)];
        ProfileTable given = run.Profiles!;
        return new ProfileTable(
            given.CustomerIds,
            given.AsOf,
            [],
            new Dictionary<string, double[]>(StringComparer.Ordinal)
            {
                ["PreferredWeekday"] = Column(r => (r * r) % 11 % 7),
                ["PreferredHour"] = Column(r => r % 40 == 0 ? double.NaN : 8 + (r * 7 % 13)),
                ["RecencyScore"] = Column(r => r % 50 == 0 ? double.NaN : 1 + (r % 5)),
                ["FrequencyScore"] = Column(r => r % 50 == 0 ? double.NaN : 1 + (r * r / 7 % (1 + (r % 5)))),
                ["NetRevenue"] = Column(r => r % 17 * 31.5),
                ["GrossRevenue"] = Column(r => r % 17 * 35.5),
                ["OrderCount"] = Column(r => r % 17),
            },
            new Dictionary<string, TextValues>(StringComparer.Ordinal),
            intake: given.Intake);
    }

    private static ReportMigration Moves(List<Segment> segments) => new()
    {
        Before = "2025-05-31",
        After = "2025-06-30",
        Moves =
        [
            .. from i in Enumerable.Range(0, segments.Count)
               from j in Enumerable.Range(0, segments.Count)
               let count = i == j ? segments[i].Size : segments[i].Size / (9 + (3 * i) + (5 * j))
               where count > 0
               select new ReportMove(
                   $"{segments[i].SegmentId} {segments[i].Name}", $"{segments[j].SegmentId} {segments[j].Name}", count, i == j),
            new ReportMove(null, $"{segments[0].SegmentId} {segments[0].Name}", 120),
            new ReportMove($"{segments[^1].SegmentId} {segments[^1].Name}", null, 75),
        ],
    };
}
