using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Segmentation.Segments;

namespace Segmentation.Explanation;

/// <summary>
/// Explains a segment by rules: the same words for the same figures, without a network. Every sentence rests on a figure
/// of a stage; a stage that did not run is said to be missing, and adds nothing.
/// </summary>
public static class RulesExplainer
{
    /// <summary>Who wrote it.</summary>
    public const string Provider = "Rules";

    private const int MaximumCharacteristics = 5;

    /// <summary>The explanation of a segment.</summary>
    public static SegmentExplanation Explain(Segment segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        (ConfidenceLevel confidence, string why) = RulesConfidence.Of(segment);
        return new SegmentExplanation
        {
            ExecutiveSummary = Summary(segment),
            KeyCharacteristics = [.. Characteristics(segment).Take(MaximumCharacteristics)],
            RecommendedCampaign = Campaign(segment),
            BusinessHypothesis = Hypothesis(segment),
            ExpectedRoi = Roi(segment.Viability),
            Confidence = confidence,
            ConfidenceJustification = why,
            Provider = Provider,
        };
    }

    private static string Summary(Segment segment)
    {
        List<string> sentences =
        [
            $"\"{PlainName.Clean(segment.Name, 2 * PlainName.MaximumLength)}\" are {Say.Count(segment.Size, "customer")}, {Say.Percent(segment.Share)} of the base.",
        ];
        if (segment.AverageClv is { } clv)
        {
            sentences.Add($"Each is expected to be worth {Say.Money(clv)}, all of them {Say.Money(segment.TotalClv ?? 0)}.");
        }
        else if (segment.AverageRevenue is { } revenue)
        {
            sentences.Add($"Each has brought {Say.Money(revenue)}, all of them {Say.Money(segment.TotalRevenue ?? 0)}.");
        }

        string[] marks = [.. Marks(segment).Take(2)];
        sentences.Add(marks.Length == 0
            ? "Nothing sets them clearly apart from the other customers."
            : $"They differ from the others by {string.Join(" and ", marks)}.");
        sentences.Add(segment.Robustness?.Verdict switch
        {
            RobustnessVerdict.HighlyStable or RobustnessVerdict.Stable => "The segment comes back in resampled data.",
            RobustnessVerdict.Pattern => "The pattern comes back in resampled data, but who belongs to it is doubtful.",
            RobustnessVerdict.Unstable => "The segment falls apart in resampled data: do not build on it.",
            _ => "How far it can be trusted has not been assessed.",
        });
        if (segment.Actionability?.IsActionable is { } actionable)
        {
            sentences.Add(actionable
                ? $"There is something to act on: {string.Join(", ", segment.Actionability.Dimensions)}."
                : "Nothing was found to act on.");
        }

        return string.Join(' ', sentences);
    }

    private static IEnumerable<string> Marks(Segment segment) => segment.Traits.Select(trait =>
    {
        string name = $"\"{PlainName.Clean(EvidenceFields.Label(segment, trait))}\"";
        string word = trait.Unit is Profiles.ProfileUnit.Hour or Profiles.ProfileUnit.Weekday
            ? "another" : trait.EffectSize > 0 ? "higher" : "lower";
        return word + " " + name;
    });

    private static IEnumerable<string> Characteristics(Segment segment)
    {
        IEnumerable<string> traits = EvidencePack.Of(segment) is var pack
            ? segment.Traits.Select((_, i) => TraitLine(pack, i + 1)).OfType<string>()
            : [];
        IEnumerable<string> evidence = (segment.Actionability?.All ?? [])
            .Where(dimension => dimension.IsActionable == true)
            .SelectMany(dimension => dimension.Evidence.Where(e => e.IsCarrying).Take(1).Select(_ => dimension.Name))
            .Select(dimension => EvidenceLine(pack, dimension))
            .OfType<string>();
        return evidence.Concat(traits)
            .Append($"Size: {Say.Percent(segment.Share)} of the base")
            .Distinct(StringComparer.Ordinal);
    }

    private static string? TraitLine(EvidencePack pack, int n)
    {
        string prefix = string.Create(CultureInfo.InvariantCulture, $"trait.{n}.");
        return pack.Find(prefix + "name")?.Text is not { } name ? null
            : $"{char.ToUpperInvariant(pack.Find(prefix + "is")!.Text![0])}{pack.Find(prefix + "is")!.Text![1..]} \"{pack.Names.Show(name)}\""
                + Against(pack, prefix);
    }

    private static string? EvidenceLine(EvidencePack pack, string dimension)
    {
        string prefix = dimension + ".1.";
        if (pack.Find(prefix + "name")?.Text is not { } name)
        {
            return null;
        }

        string level = pack.Find(prefix + "level")?.Text is { } text ? $" \"{pack.Names.Show(text)}\"" : "";
        return $"{dimension}: \"{pack.Names.Show(name)}\"{level}{Against(pack, prefix)}";
    }

    private static string Against(EvidencePack pack, string prefix) =>
        (pack.Find(prefix + "segment"), pack.Find(prefix + "others")) is ({ } own, { } others)
            ? $": {Say.Fact(own)} against {Say.Fact(others)}"
            : "";

    private static string? Campaign(Segment segment)
    {
        if (segment.Actionability is not { IsActionable: true } actionability)
        {
            return null;
        }

        string action = PlainName.Clean(
            actionability.RecommendedAction
                ?? string.Join(" ", actionability.All.Select(dimension => dimension.Action).OfType<string>()),
            600);
        string goal = segment.Viability is not { Goals: [StrategicGoal first, ..] } ? "" : first switch
        {
            StrategicGoal.ReduceChurn => " Aim: fewer customers who leave.",
            StrategicGoal.IncreaseSatisfaction => " Aim: more satisfied customers.",
            _ => " Aim: more revenue.",
        };
        string viable = segment.Viability?.IsViable == false ? " At the assumed cost and lift it is not expected to pay." : "";
        return action.Length == 0 ? null : action + goal + viable;
    }

    private static string? Hypothesis(Segment segment)
    {
        if (segment.Viability is not { } viability || segment.Actionability?.IsActionable == false)
        {
            return null;
        }

        ViabilityAssumptions assumed = viability.Assumptions;
        string text = $"Members who are contacted spend {Say.Percent(assumed.ExpectedLift)} more over "
            + $"{Say.Count(assumed.HorizonDays, "day")} than members who are not.";
        text += viability.BreakEvenLift is { } breakEven
            ? $" Refuted when the upper end of the measured lift's confidence interval is below {Say.Percent(breakEven)}, where the contact no longer pays."
            : " Refuted when the measured lift's confidence interval lies below that.";
        return text + (viability.TestPlan switch
        {
            null => "",
            { IsWorthTesting: true } plan => $" A test with {Say.Count(plan.CustomersPerArm, "customer")} per arm can tell.",
            { MinimumDetectableLift: { } least } => $" A test at this size can only tell a lift of {Say.Percent(least)} or more.",
            _ => " A test at this size cannot tell.",
        });
    }

    private static string? Roi(SegmentViability? viability)
    {
        if (viability?.ExpectedRoi is not { } roi)
        {
            return null;
        }

        string interval = roi is { P10: { } low, P90: { } high }
            ? $" (80 % interval {Say.Number(low)} to {Say.Number(high)})"
            : " (no interval could be made)";
        string gain = roi.Mean < 0 ? "Expected loss" : "Expected profit";
        string chance = viability.ProfitProbability is { } p ? $" The chance that it pays is {Say.Percent(p)}." : "";
        string sign = roi.P10 < 0 && roi.P90 > 0 ? " The interval holds negative results too: it can go either way." : "";
        return $"{gain} of {Say.Number(Math.Abs(roi.Mean))} per unit of cost{interval}.{chance}{sign}"
            + $" Assumes a margin of {Say.Percent(viability.Assumptions.Margin)}, {Say.Money(viability.Assumptions.ContactCost)} per contact"
            + $" and a lift of {Say.Percent(viability.Assumptions.ExpectedLift)}.";
    }
}
