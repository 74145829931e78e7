using System;
using System.Collections.Generic;
using Segmentation.Profiles;
using Segmentation.Segments;

namespace Segmentation.Tests;

/// <summary>A segment with everything the stages can say about it, made by hand.</summary>
internal static class ExplainableSegments
{
    /// <summary>The name of the category that marks the segment.</summary>
    public static Segment Create(string category = "Garden tools", string name = "Loyal garden buyers")
    {
        Segment segment = SampleSegments.Tested(3, 2000)[0] with
        {
            Name = name, Size = 640, Share = 0.32, TotalClv = 79_360m, AverageClv = 124m,
        };
        return segment with
        {
            Viability = Viability(),
            Actionability = Actionability(category),
            Validation = new SegmentValidation { Criteria = new ValidationCriteria(), Checks = [] },
            Decision = new SegmentDecision { IsUsable = true, Reasons = [], Priority = 71.5, PriorityParts = [] },
        };
    }

    public static SegmentViability Viability() => new()
    {
        Assumptions = new ViabilityAssumptions { Margin = 0.35, ContactCost = 0.05m, ExpectedLift = 0.10, HorizonDays = 365 },
        Targetability = new ViabilityScore(0.7, ""),
        SalesPriority = new ViabilityScore(0.55, ""),
        PersonalizationOpportunity = new ViabilityScore(0.6, ""),
        TimingOpportunity = new ViabilityScore(null, ""),
        CostToReach = 32,
        ValueReason = "",
        ExpectedProfit = new Interval80(2745, -310, 5900),
        ExpectedRoi = new Interval80(85.8, -9.7, 184.4),
        ProfitProbability = 0.88,
        BreakEvenLift = 0.0012,
        CostToClv = 0.0004,
        TestPlan = new SegmentTestPlan
        {
            BaseRate = 0.41, CustomersPerArm = 320, RequiredPerArm = 2240, MinimumDetectableLift = 0.27,
            Alpha = 0.05, Power = 0.8, IsWorthTesting = false, Reason = "",
        },
        RevenueImpact = ImpactLevel.High,
        RetentionImpact = ImpactLevel.Low,
        SatisfactionImpact = ImpactLevel.NotAssessed,
        StrategicImpact = ImpactLevel.High,
        Goals = [StrategicGoal.IncreaseRevenue],
        IsViable = true,
        Reasons = [],
    };

    public static SegmentActionability Actionability(string category) => new()
    {
        What = new ActionabilityDimension
        {
            Name = "WHAT", IsActionable = true, Text = "", Action = "Offer what they buy more of than others.",
            Evidence = [Evidence("TopCategory", category, 0.48, 0.2)],
        },
        When = Silent("WHEN"),
        How = Silent("HOW"),
        Who = Silent("WHO"),
        Confidence = ConfidenceLevel.Medium,
        Reasoning = "",
        RecommendedAction = "Offer what they buy more of than others.",
    };

    private static ActionabilityDimension Silent(string name) =>
        new() { Name = name, IsActionable = false, Text = "", Evidence = [] };

    private static ActionabilityEvidence Evidence(string feature, string level, double own, double rest) => new()
    {
        Feature = feature, Level = level, Text = "", Unit = ProfileUnit.Text, SegmentValue = own, RestValue = rest,
        Lift = own / rest, Difference = own - rest, DifferenceLower = own - rest - 0.05,
        DifferenceUpper = own - rest + 0.05, EffectSize = 0.6, PValue = 1e-9, AdjustedPValue = 1e-8, IsCarrying = true,
    };
}
