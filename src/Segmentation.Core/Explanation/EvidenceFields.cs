using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Segmentation.Profiles;
using Segmentation.Segments;

namespace Segmentation.Explanation;

/// <summary>The allow-list: which aggregates of a segment a chat model may see, and how they are rounded.</summary>
public static class EvidenceFields
{
    private const int MaximumTraits = 6;
    private const int MaximumEvidence = 3;

    /// <summary>
    /// Every field there is; <c>n</c> stands for a number and <c>WHAT</c> for any of the four dimensions.
    /// </summary>
    public static IReadOnlyList<string> Allowed { get; } =
    [
        "segment.name", "segment.customers", "segment.share", "segment.averageRevenue", "segment.totalRevenue",
        "segment.averageClv", "segment.totalClv", "base.customers", "base.segments", "base.asOf", "base.currency",
        "trait.n.name", "trait.n.is", "trait.n.segment", "trait.n.others", "trait.n.times",
        "trust.verdict", "trust.structure", "trust.jaccard",
        "validation.valid", "validation.failed",
        "viability.margin", "viability.contactCost", "viability.expectedLift", "viability.horizon",
        "viability.costToReach", "viability.intervalLevel",
        "viability.profit", "viability.profitLow", "viability.profitHigh",
        "viability.roi", "viability.roiLow", "viability.roiHigh", "viability.profitProbability",
        "viability.breakEvenLift", "viability.costToClv", "viability.viable", "viability.goals",
        "viability.revenueImpact", "viability.retentionImpact", "viability.satisfactionImpact",
        "viability.targetability", "viability.salesPriority", "viability.personalization", "viability.timing",
        "test.baseRate", "test.customersPerArm", "test.requiredPerArm", "test.minimumDetectableLift",
        "test.worthTesting",
        "WHAT.actionable", "WHAT.n.name", "WHAT.n.level", "WHAT.n.segment", "WHAT.n.others", "WHAT.n.times",
        "WHAT.n.higherBy",
        "decision.usable", "decision.priority", "request.campaignBudget", "request.goal",
    ];

    internal static IEnumerable<EvidenceFact> Of(Segment segment, EvidenceNames names) =>
    [
        .. Base(segment, names),
        .. segment.Traits.Take(MaximumTraits).SelectMany((trait, i) => Trait(trait, i + 1, segment, names)),
        .. Trust(segment),
        .. segment.Viability is { } viability ? Viability(viability) : [],
        .. segment.Viability?.TestPlan is { } plan ? Test(plan) : [],
        .. segment.Actionability is { } actionability
            ? actionability.All.SelectMany(dimension => Dimension(dimension, segment, names))
            : [],
        .. Flag("decision.usable", segment.Decision?.IsUsable),
        .. Number("decision.priority", EvidenceUnit.Number, segment.Decision?.Priority),
    ];

    /// <summary>The feature in business words.</summary>
    internal static string Label(Segment segment, SegmentTrait trait) =>
        Label(segment, trait.Feature) + (trait.Category is null ? string.Empty : " " + trait.Category);

    internal static string Label(Segment segment, string feature) =>
        segment.Run.Profiles?.Columns.FirstOrDefault(
            c => string.Equals(c.Name, feature, StringComparison.OrdinalIgnoreCase))?.Label
        ?? segment.Run.Input.Columns.FirstOrDefault(
            c => string.Equals(c.Name, feature, StringComparison.OrdinalIgnoreCase))?.Label
        ?? feature;

    private static IEnumerable<EvidenceFact> Base(Segment segment, EvidenceNames names) =>
    [
        Text("segment.name", names.Send(segment.Name, own: true)),
        .. Number("segment.customers", EvidenceUnit.Count, segment.Size),
        .. Number("segment.share", EvidenceUnit.Share, segment.Share),
        .. Number("segment.averageRevenue", EvidenceUnit.Money, (double?)segment.AverageRevenue),
        .. Number("segment.totalRevenue", EvidenceUnit.Money, (double?)segment.TotalRevenue),
        .. Number("segment.averageClv", EvidenceUnit.Money, (double?)segment.AverageClv),
        .. Number("segment.totalClv", EvidenceUnit.Money, (double?)segment.TotalClv),
        .. Number("base.customers", EvidenceUnit.Count, segment.Run.CustomerCount),
        .. Number("base.segments", EvidenceUnit.Count, segment.Run.ClusterCount),
        .. segment.Run.AsOf is { } asOf
            ? [Text("base.asOf", asOf.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))]
            : Array.Empty<EvidenceFact>(),
        .. segment.Run.Profiles?.Report?.Currencies is [{ Length: 3 } currency] && currency.All(char.IsAsciiLetter)
            ? [Text("base.currency", currency.ToUpperInvariant())]
            : Array.Empty<EvidenceFact>(),
    ];

    private static IEnumerable<EvidenceFact> Trait(SegmentTrait trait, int n, Segment segment, EvidenceNames names)
    {
        string prefix = string.Create(CultureInfo.InvariantCulture, $"trait.{n}.");
        bool sameDirection = trait.SegmentMean > trait.RestMean == trait.EffectSize > 0;
        EvidenceUnit unit = UnitOf(trait.Unit);
        yield return Text(prefix + "name", names.Send(Label(segment, trait)));
        yield return Text(
            prefix + "is", unit == EvidenceUnit.Hour ? "different" : trait.EffectSize > 0 ? "higher" : "lower");
        if (!sameDirection && unit != EvidenceUnit.Hour)
        {
            // The difference is one of typical members; a few extreme ones turn the means around.
            yield break;
        }

        foreach (EvidenceFact fact in Pair(prefix, trait.Unit, trait.SegmentMean, trait.RestMean))
        {
            yield return fact;
        }
    }

    private static IEnumerable<EvidenceFact> Trust(Segment segment) =>
    [
        .. segment.Robustness is { } robustness
            ? (EvidenceFact[])
            [
                Text("trust.verdict", robustness.Verdict.ToString()),
                Text("trust.structure", robustness.Structure.ToString()),
                .. Number("trust.jaccard", EvidenceUnit.Share, robustness.BootstrapJaccard),
            ]
            : [],
        .. segment.Validation is { } validation
            ? (EvidenceFact[])
            [
                .. Flag("validation.valid", validation.IsValid),
                .. validation.Checks.Any(c => c.Outcome == CheckOutcome.Failed)
                    ? [Text("validation.failed", string.Join(", ", validation.Checks
                        .Where(c => c.Outcome == CheckOutcome.Failed).Select(c => c.Criterion)))]
                    : Array.Empty<EvidenceFact>(),
            ]
            : [],
    ];

    private static IEnumerable<EvidenceFact> Viability(SegmentViability viability) =>
    [
        .. Number("viability.margin", EvidenceUnit.Share, viability.Assumptions.Margin),
        .. Number("viability.contactCost", EvidenceUnit.Money, (double)viability.Assumptions.ContactCost),
        .. Number("viability.expectedLift", EvidenceUnit.Ratio, viability.Assumptions.ExpectedLift),
        .. Number("viability.horizon", EvidenceUnit.Days, viability.Assumptions.HorizonDays),
        .. Number("viability.costToReach", EvidenceUnit.Money, (double)viability.CostToReach),
        .. Number("viability.intervalLevel", EvidenceUnit.Share, viability.ExpectedProfit?.P10 is null ? null : 0.8),
        .. Number("viability.profit", EvidenceUnit.Money, viability.ExpectedProfit?.Mean),
        .. Number("viability.profitLow", EvidenceUnit.Money, viability.ExpectedProfit?.P10),
        .. Number("viability.profitHigh", EvidenceUnit.Money, viability.ExpectedProfit?.P90),
        .. Number("viability.roi", EvidenceUnit.Ratio, viability.ExpectedRoi?.Mean),
        .. Number("viability.roiLow", EvidenceUnit.Ratio, viability.ExpectedRoi?.P10),
        .. Number("viability.roiHigh", EvidenceUnit.Ratio, viability.ExpectedRoi?.P90),
        .. Number("viability.profitProbability", EvidenceUnit.Share, viability.ProfitProbability),
        .. Number("viability.breakEvenLift", EvidenceUnit.Ratio, viability.BreakEvenLift),
        .. Number("viability.costToClv", EvidenceUnit.Ratio, viability.CostToClv),
        .. Flag("viability.viable", viability.IsViable),
        .. viability.Goals.Count > 0
            ? [Text("viability.goals", string.Join(", ", viability.Goals))]
            : Array.Empty<EvidenceFact>(),
        Text("viability.revenueImpact", viability.RevenueImpact.ToString()),
        Text("viability.retentionImpact", viability.RetentionImpact.ToString()),
        Text("viability.satisfactionImpact", viability.SatisfactionImpact.ToString()),
        .. Number("viability.targetability", EvidenceUnit.Share, viability.Targetability.Value),
        .. Number("viability.salesPriority", EvidenceUnit.Share, viability.SalesPriority.Value),
        .. Number("viability.personalization", EvidenceUnit.Share, viability.PersonalizationOpportunity.Value),
        .. Number("viability.timing", EvidenceUnit.Share, viability.TimingOpportunity.Value),
    ];

    private static IEnumerable<EvidenceFact> Test(SegmentTestPlan plan) =>
    [
        .. Number("test.baseRate", EvidenceUnit.Share, plan.BaseRate),
        .. Number("test.customersPerArm", EvidenceUnit.Count, plan.CustomersPerArm),
        .. Number(
            "test.requiredPerArm",
            EvidenceUnit.Count,
            plan.RequiredPerArm is { } required ? Math.Ceiling(required) : null),
        .. Number("test.minimumDetectableLift", EvidenceUnit.Ratio, plan.MinimumDetectableLift),
        .. Flag("test.worthTesting", plan.IsWorthTesting),
    ];

    private static IEnumerable<EvidenceFact> Dimension(
        ActionabilityDimension dimension, Segment segment, EvidenceNames names)
    {
        foreach (EvidenceFact fact in Flag(dimension.Name + ".actionable", dimension.IsActionable))
        {
            yield return fact;
        }

        int n = 0;
        foreach (ActionabilityEvidence evidence in dimension.Evidence.Where(e => e.IsCarrying).Take(MaximumEvidence))
        {
            string prefix = string.Create(CultureInfo.InvariantCulture, $"{dimension.Name}.{++n}.");
            yield return Text(prefix + "name", names.Send(Label(segment, evidence.Feature)));
            if (evidence.Level is { } level)
            {
                yield return Text(prefix + "level", names.Send(level));
            }

            ProfileUnit unit = evidence.Level is null ? evidence.Unit : ProfileUnit.Share;
            foreach (EvidenceFact fact in Pair(prefix, unit, evidence.SegmentValue, evidence.RestValue))
            {
                yield return fact;
            }

            foreach (EvidenceFact fact in Number(prefix + "higherBy", EvidenceUnit.Ratio, evidence.Lift - 1))
            {
                yield return fact;
            }
        }
    }

    private static IEnumerable<EvidenceFact> Pair(string prefix, ProfileUnit unit, double segment, double others) =>
        unit == ProfileUnit.Weekday
            ? [Text(prefix + "segment", Weekday(segment)), Text(prefix + "others", Weekday(others))]
            :
            [
                .. Number(prefix + "segment", UnitOf(unit), segment),
                .. Number(prefix + "others", UnitOf(unit), others),
                .. unit != ProfileUnit.Hour && others > 0 && segment > 0
                    ? Number(prefix + "times", EvidenceUnit.Ratio, segment / others)
                    : [],
            ];

    private static string Weekday(double value) =>
        CultureInfo.InvariantCulture.DateTimeFormat.GetDayName((DayOfWeek)(((int)Math.Round(value) + 1) % 7));

    private static EvidenceUnit UnitOf(ProfileUnit unit) => unit switch
    {
        ProfileUnit.Count => EvidenceUnit.Count,
        ProfileUnit.Money => EvidenceUnit.Money,
        ProfileUnit.Days => EvidenceUnit.Days,
        ProfileUnit.Share => EvidenceUnit.Share,
        ProfileUnit.Hour or ProfileUnit.Weekday => EvidenceUnit.Hour,
        _ => EvidenceUnit.Number,
    };

    private static EvidenceFact Text(string name, string text) => new(name, EvidenceUnit.Text, null, text);

    private static EvidenceFact[] Flag(string name, bool? value) =>
        value is { } flag ? [new EvidenceFact(name, EvidenceUnit.Flag, flag ? 1 : 0, null)] : [];

    private static EvidenceFact[] Number(string name, EvidenceUnit unit, double? value) =>
        value is { } number && double.IsFinite(number) && Math.Abs(number) < 1e15
            ? [new EvidenceFact(name, unit, Rounded(number, unit), null)]
            : [];

    /// <summary>Four significant digits are enough for words, but money keeps its units and cents.</summary>
    private static double Rounded(double value, EvidenceUnit unit)
    {
        if (unit == EvidenceUnit.Money)
        {
            return Math.Round(value, Math.Abs(value) < 1000 ? 2 : 0);
        }

        if (value == 0 || unit == EvidenceUnit.Hour || Math.Abs(value) >= 1000)
        {
            return Math.Round(value, unit == EvidenceUnit.Hour ? 1 : 0);
        }

        int digits = Math.Clamp(3 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 8);
        return Math.Round(value, digits);
    }
}
