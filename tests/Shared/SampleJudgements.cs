using System.Collections.Generic;
using System.Linq;
using Segmentation.Profiles;
using Segmentation.Segments;

namespace Segmentation.Tests;

/// <summary>What later stages would say about the sample segments.</summary>
internal static class SampleJudgements
{
    /// <summary>The sample segments with everything that stages can add.</summary>
    public static IReadOnlyList<Segment> Judged() => [.. SampleSegments.Valued().Select(Judge)];

    /// <summary>One segment with everything that stages can add.</summary>
    public static Segment Judge(Segment segment, int index) => segment with
    {
        Steps =
        [
            new RunStep("Import-CustomerEvent", [new RunSetting("Path", "'june.csv'", true)]),
            new RunStep(
                "Invoke-Segmentation",
                [
                    new RunSetting("ClusterCount", "5", true), new RunSetting("Method", "KMeans", false),
                    new RunSetting("RulePath", "'it''s <mine>.yaml'", true, new string('a', 64)),
                ]),
        ],
        Validation = Validation(index),
        Viability = Viability(segment, index),
        Actionability = Actionability(index),
        Explanation = Explanation(segment, index),
        Decision = new SegmentDecision
        {
            IsUsable = index == 3 ? null : index != 4,
            Reasons = index == 4 ? ["Overall robustness 0.22 is below 0.60."] : ["Valid.", "WHAT and WHO are actionable."],
            Priority = index == 3 ? null : 78.5 - (13 * index),
            PriorityParts =
            [
                new PriorityPart("Size", 20, 20, "at least 500 members"),
                new PriorityPart("Value", index == 3 ? null : 15, 25, "expected value per member"),
            ],
        },
    };

    private static SegmentValidation Validation(int index) => new()
    {
        Criteria = new ValidationCriteria(),
        Checks =
        [
            new ValidationCheck("MinimumSize", CheckOutcome.Passed, 600, 10, true, "600 members; at least 10 needed."),
            new ValidationCheck(
                "MinimumRobustness",
                index == 4 ? CheckOutcome.Failed : CheckOutcome.Passed,
                index == 4 ? 0.22 : 0.81,
                0.6,
                true,
                index == 4 ? "Overall robustness 0.22 is below 0.60." : "Overall robustness 0.81; at least 0.60 needed."),
            new ValidationCheck(
                "MaximumCostToClv", CheckOutcome.Warned, 0.41, 0.3, false, "Cost is 41 % of the value; 30 % is too much."),
            new ValidationCheck(
                "MinimumTimeConsistency", CheckOutcome.NotAssessed, null, 0.3, false, "Earlier windows were not tested."),
        ],
    };

    private static SegmentViability Viability(Segment segment, int index) => new()
    {
        Assumptions = new ViabilityAssumptions(),
        Targetability = new ViabilityScore(0.74, "1,204 of 1,622 members have bought in the last 90 days"),
        SalesPriority = new ViabilityScore(0.31, "31st percentile of value per member"),
        PersonalizationOpportunity = new ViabilityScore(null, "no categories in the data"),
        TimingOpportunity = new ViabilityScore(0.52, "half of the members buy at a preferred hour"),
        CostToReach = 5m * segment.Size,
        ExpectedValue = new Interval80(41_200.5, 36_000, 47_500),
        ValueReason = "The value model of each member, summed.",
        ExpectedProfit = index == 3 ? null : new Interval80(1236.4 - (900 * index), -310.2 - (900 * index), 2790.8),
        ExpectedRoi = index == 3 ? null : new Interval80(0.41 - (0.3 * index), -0.1 - (0.3 * index), 0.93),
        ProfitProbability = index == 3 ? null : 0.84 - (0.2 * index),
        BreakEvenLift = 0.071,
        CostToClv = 0.41,
        TestPlan = new SegmentTestPlan
        {
            BaseRate = 0.37,
            CustomersPerArm = segment.Size / 2,
            RequiredPerArm = 2650,
            MinimumDetectableLift = 0.18,
            Alpha = 0.05,
            Power = 0.8,
            IsWorthTesting = false,
            Reason = "A lift of 10 % needs 2,650 per arm.",
        },
        RevenueImpact = ImpactLevel.High,
        RetentionImpact = ImpactLevel.Medium,
        SatisfactionImpact = ImpactLevel.NotAssessed,
        StrategicImpact = ImpactLevel.High,
        Goals = [StrategicGoal.IncreaseRevenue, StrategicGoal.ReduceChurn],
        IsViable = index == 3 ? null : index < 2,
        Reasons = ["Expected profit with its range, at a lift of 10 % and a margin of 30 %."],
    };

    private static SegmentActionability Actionability(int index) => new()
    {
        What = new ActionabilityDimension
        {
            Name = "WHAT",
            IsActionable = index != 4,
            Text = "Buys the category Kitchen more than others.",
            Action = index == 4 ? null : "Lead with Kitchen.",
            Evidence =
            [
                new ActionabilityEvidence
                {
                    Feature = "KitchenShare",
                    Text = "38 % of spend on Kitchen against 21 %",
                    Unit = ProfileUnit.Share,
                    SegmentValue = 0.38,
                    RestValue = 0.21,
                    Lift = 1.81,
                    Difference = 0.17,
                    DifferenceLower = 0.14,
                    DifferenceUpper = 0.2,
                    EffectSize = 0.44,
                    PValue = 0.0001,
                    AdjustedPValue = 0.0004,
                    IsCarrying = true,
                },
            ],
        },
        When = new ActionabilityDimension { Name = "WHEN", Text = "No times of day in the data.", Evidence = [] },
        How = new ActionabilityDimension
        {
            Name = "HOW",
            IsActionable = false,
            Text = "Uses devices as everybody else does.",
            Evidence = [],
        },
        Who = new ActionabilityDimension
        {
            Name = "WHO",
            IsActionable = index != 4,
            Text = "Brings more revenue per member than others.",
            Action = index == 4 ? null : "Serve them first.",
            Evidence = [],
        },
        Confidence = index == 4 ? ConfidenceLevel.Low : ConfidenceLevel.High,
        Reasoning = "Two of four dimensions differ beyond chance.",
        RecommendedAction = index == 4 ? null : "Lead with Kitchen; serve them first.",
    };

    private static SegmentExplanation Explanation(Segment segment, int index) => new()
    {
        ExecutiveSummary = "They are " + segment.Name + ", and matter for what they spend.",
        KeyCharacteristics = ["Higher net revenue", "Bought recently"],
        RecommendedCampaign = index == 4 ? null : "Early access to new Kitchen ranges.",
        BusinessHypothesis = index == 4 ? null : "Early access raises repeat purchases by 10 % in 90 days.",
        ExpectedRoi = "0.41 back per unit spent, between \u22120.10 and 0.93.",
        Confidence = ConfidenceLevel.Medium,
        ConfidenceJustification = "Stable, but the interval of the return holds 0.",
        Provider = "Rules",
        Fallbacks = index == 1 ? [new ExplanationFallback("ExpectedRoi", "it named a figure that is not known")] : [],
        Usage = index == 1 ? new ChatUsage(1, 812, 240, 0.002m) : null,
    };
}
