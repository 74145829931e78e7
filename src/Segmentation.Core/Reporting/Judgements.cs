using System.Linq;
using Segmentation.Segments;

namespace Segmentation.Reporting;

/// <summary>
/// What later stages found about a segment, as a document can hold it: a figure that is no number is not known.
/// </summary>
internal static class Judgements
{
    public static SegmentValidation Of(SegmentValidation found) => found with
    {
        Checks = [.. found.Checks.Select(c => c with { Figure = Finite(c.Figure), Threshold = Finite(c.Threshold) })],
    };

    public static SegmentViability Of(SegmentViability found) => found with
    {
        Targetability = Of(found.Targetability),
        SalesPriority = Of(found.SalesPriority),
        PersonalizationOpportunity = Of(found.PersonalizationOpportunity),
        TimingOpportunity = Of(found.TimingOpportunity),
        ExpectedValue = Of(found.ExpectedValue),
        ExpectedProfit = Of(found.ExpectedProfit),
        ExpectedRoi = Of(found.ExpectedRoi),
        ProfitProbability = Finite(found.ProfitProbability),
        BreakEvenLift = Finite(found.BreakEvenLift),
        CostToClv = Finite(found.CostToClv),
        TestPlan = found.TestPlan is { } plan
            ? plan with
            {
                RequiredPerArm = Finite(plan.RequiredPerArm),
                MinimumDetectableLift = Finite(plan.MinimumDetectableLift),
            }
            : null,
    };

    public static SegmentActionability Of(SegmentActionability found) => found with
    {
        What = Of(found.What),
        When = Of(found.When),
        How = Of(found.How),
        Who = Of(found.Who),
    };

    public static SegmentDecision Of(SegmentDecision found) => found with
    {
        Priority = Finite(found.Priority),
        PriorityParts = [.. found.PriorityParts.Select(part => part with { Points = Finite(part.Points) })],
    };

    private static ViabilityScore Of(ViabilityScore score) => score with { Value = Finite(score.Value) };

    private static Interval80? Of(Interval80? found) => found is { } known && double.IsFinite(known.Mean)
        ? known with { P10 = Finite(known.P10), P90 = Finite(known.P90) }
        : null;

    private static ActionabilityDimension Of(ActionabilityDimension dimension) => dimension with
    {
        Evidence =
        [
            .. dimension.Evidence
                .Where(e => double.IsFinite(
                    e.SegmentValue + e.RestValue + e.Difference + e.DifferenceLower + e.DifferenceUpper
                    + e.EffectSize + e.PValue + e.AdjustedPValue))
                .Select(e => e with { Lift = Finite(e.Lift) }),
        ],
    };

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
