using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Segmentation.Segments;

namespace Segmentation.Reporting;

/// <summary>What later stages found about a segment, in words: the same in every form of a report.</summary>
internal static class JudgementText
{
    public static string Decision(bool? usable) => usable switch
    {
        true => "Use it",
        false => "Leave it",
        _ => "Not decided",
    };

    public static string Viable(bool? viable) => viable switch
    {
        true => "Acting on it is expected to pay.",
        false => "Acting on it is not expected to pay.",
        _ => "Whether acting on it pays cannot be told.",
    };

    public static string Actionable(bool? actionable) => actionable switch
    {
        true => "actionable",
        false => "nothing to act on",
        _ => "not assessed",
    };

    /// <summary>The verdict over all criteria, with what speaks against it.</summary>
    public static string Valid(SegmentValidation found)
    {
        int passed = found.Checks.Count(c => c.Outcome == CheckOutcome.Passed);
        string verdict = found.IsValid switch
        {
            true => "Yes",
            false => "No",
            _ => "Not decided",
        };
        IEnumerable<string> reasons = found.RejectionReasons.Concat(found.Warnings);
        return $"{verdict}: {Figures.Count(passed)} of {Figures.Plural(found.Checks.Count, "criterion", "criteria")} met, "
            + $"{Figures.Count(found.Warnings.Count)} with a warning, {Figures.Count(found.NotAssessed.Count)} not "
            + $"assessed. {string.Join(" ", reasons)}".TrimEnd();
    }

    /// <summary>The figures of viability that stand out.</summary>
    public static IEnumerable<(string Term, string Figure)> Money(SegmentViability found)
    {
        yield return ("cost to reach", Figures.Money(found.CostToReach));
        if (found.ExpectedValue is { } value)
        {
            yield return ("expected value", Range(value, 0));
        }

        if (found.ExpectedProfit is { } profit)
        {
            yield return ("expected profit", Range(profit, 0));
        }

        if (found.ExpectedRoi is { } roi)
        {
            yield return ("return on cost", Range(roi, 2));
        }

        if (found.ProfitProbability is { } chance)
        {
            yield return ("chance of profit", Figures.Percent(chance));
        }

        if (found.BreakEvenLift is { } lift)
        {
            yield return ("break-even lift", Figures.Percent(lift));
        }

        if (found.CostToClv is { } ratio)
        {
            yield return ("cost of value", Figures.Percent(ratio));
        }
    }

    public static IEnumerable<(string Name, ViabilityScore Score)> Scores(SegmentViability found) =>
    [
        ("Can be addressed", found.Targetability),
        ("Deserves sales' attention", found.SalesPriority),
        ("Can be personalised", found.PersonalizationOpportunity),
        ("Gains from timing", found.TimingOpportunity),
    ];

    /// <summary>Effects, the test that could prove them, and what all of it assumes.</summary>
    public static IEnumerable<(string Term, string Text)> Effects(SegmentViability found)
    {
        yield return ("Effect on",
            $"revenue {Level(found.RevenueImpact)}, retention {Level(found.RetentionImpact)}, satisfaction "
            + Level(found.SatisfactionImpact));
        if (found.Goals.Count > 0)
        {
            yield return ("Serves", string.Join(", ", found.Goals.Select(g => Words(g.ToString()).ToLowerInvariant())));
        }

        if (!found.Reasons.Contains(found.ValueReason, StringComparer.Ordinal))
        {
            yield return ("Value", found.ValueReason);
        }

        if (found.TestPlan is { } plan)
        {
            yield return ("Test",
                $"{(plan.IsWorthTesting ? "Worth testing" : "A test could not tell")}: {plan.Reason} "
                + $"{Figures.Count(plan.CustomersPerArm)} per arm, smallest lift to be told "
                + $"{Figures.Percent(plan.MinimumDetectableLift)}, at {Figures.Percent(plan.Alpha)} significance and "
                + $"{Figures.Percent(plan.Power)} power.");
        }

        ViabilityAssumptions assumed = found.Assumptions;
        string spread = assumed.LiftStandardDeviation is { } deviation ? $" (SD {Figures.Percent(deviation)})" : "";
        string once = assumed.FixedCost == 0 ? "" : $" and {Figures.Money(assumed.FixedCost, 2)} for the campaign";
        yield return ("Assumes",
            $"margin {Figures.Percent(assumed.Margin)}, lift {Figures.Percent(assumed.ExpectedLift)}{spread}, "
            + $"{Figures.Money(assumed.ContactCost, 2)} per contact{once}, "
            + $"{Figures.Plural(assumed.HorizonDays, "day")} ahead");
    }

    /// <summary>What an explanation says beside its summary.</summary>
    /// <param name="found">The explanation.</param>
    /// <param name="action">What is recommended already; a campaign that says the same is not told again.</param>
    public static IEnumerable<(string Term, string Text)> Explained(SegmentExplanation found, string? action)
    {
        if (found.RecommendedCampaign is { } campaign && campaign != action)
        {
            yield return ("Campaign", campaign);
        }

        if (found.BusinessHypothesis is { } hypothesis)
        {
            yield return ("Hypothesis", hypothesis);
        }

        if (found.ExpectedRoi is { } roi)
        {
            yield return ("Return", roi);
        }

        yield return ("Confidence", $"{Words(found.Confidence.ToString())}: {found.ConfidenceJustification}");
        string author = found.Model is { } model ? $"{found.Provider}, {model}" : found.Provider;
        string replaced = found.Fallbacks.Count == 0
            ? ""
            : " Replaced by the rules' text: "
                + string.Join("; ", found.Fallbacks.Select(f => $"{f.Field} ({f.Reason})")) + ".";
        yield return ("Written by", $"{author}.{replaced}");
    }

    /// <summary>A difference with its strength, and what keeps a reader from taking it for more than it is.</summary>
    /// <param name="evidence">The difference.</param>
    /// <param name="claim">What is said already: figures that stand there are not told again.</param>
    public static string Evidence(ActionabilityEvidence evidence, string claim) =>
        $"{(claim.Contains(evidence.Text, StringComparison.OrdinalIgnoreCase) ? Label(evidence.Text) : evidence.Text)}; effect {Figures.Difference(evidence.EffectSize, 2)}, adjusted p {Chance(evidence.AdjustedPValue)}"
        + (evidence.ClusteredOn is { } feature ? $"; by construction, as segmented on {feature}" : string.Empty)
        + (evidence.IsCarrying ? string.Empty : "; does not carry the claim");

    private static string Chance(double p) => p < 0.001 ? "<0.001" : Figures.Number(p, 3);

    private static string Label(string text) => text.Split(": ")[0];

    /// <summary>A name in one word as words: <c>MinimumSize</c> is "Minimum size".</summary>
    public static string Words(string name)
    {
        StringBuilder words = new(name.Length + 8);
        foreach (char c in name)
        {
            bool starts = char.IsUpper(c) && words.Length > 0;
            _ = starts ? words.Append(' ').Append(char.ToLowerInvariant(c)) : words.Append(c);
        }

        return words.ToString();
    }

    private static string Range(Interval80 found, int decimals)
    {
        string mean = Figures.Number(found.Mean, decimals);
        return found is { P10: { } low, P90: { } high }
            ? $"{mean} ({Figures.Number(low, decimals)} to {Figures.Number(high, decimals)})"
            : mean;
    }

    private static string Level(ImpactLevel level) => Words(level.ToString()).ToLowerInvariant();
}
