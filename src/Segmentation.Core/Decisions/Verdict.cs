using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Segments;
using static System.FormattableString;

namespace Segmentation.Decisions;

/// <summary>The verdict over everything that was found about a segment.</summary>
public static class Verdict
{
    private const double ValueMaximum = 25;
    private const double ProfitMaximum = 20;
    private const double RobustnessMaximum = 25;
    private const double LookAlikeMaximum = 10;
    private const double DimensionMaximum = 5;
    private const double FullValueShare = 0.25;

    /// <summary>
    /// Usable is valid and actionable. The priority adds up to 25 points for value (all for a quarter of the value of
    /// the base), 20 for the chance that contact pays, 25 for robustness, 5 for each actionable dimension and 10 for
    /// look-alikes (all for a quarter of what they add in the base).
    /// </summary>
    public static SegmentDecision Of(Segment segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        bool? valid = segment.Validation?.IsValid;
        bool? actionable = segment.Actionability?.IsActionable;
        PriorityPart[] parts = [Value(segment), Profit(segment), Robustness(segment), Dimensions(segment), LookAlikes(segment)];
        return new SegmentDecision
        {
            IsUsable = valid == false || actionable == false ? false
                : valid is null || actionable is null ? null
                : true,
            Reasons = [.. Reasons(segment)],
            Priority = parts.Sum(p => p.Points) is { } sum && Array.Exists(parts, p => p.Points is not null) ? sum : null,
            PriorityParts = parts,
        };
    }

    /// <summary>What the verdicts over segments of one run come to.</summary>
    /// <param name="segments">The segments judged; filtered ones are still counted in the customers of the run.</param>
    public static DecisionSummary Summarize(IReadOnlyList<Segment> segments)
    {
        ArgumentNullException.ThrowIfNull(segments);
        Segment[] usable = [.. segments.Where(s => s.Decision?.IsUsable == true).OrderByDescending(s => s.Decision!.Priority)];
        Segment[] rejected = [.. segments.Where(s => s.Decision?.IsUsable == false)];
        int customers = segments.Select(s => s.Run).Distinct().Sum(run => run.CustomerCount);
        int reached = usable.Sum(s => s.Size);
        bool valued = segments.Any(s => s.TotalClv is not null);
        decimal total = segments.Sum(s => s.TotalClv ?? 0);
        decimal worth = usable.Sum(s => s.TotalClv ?? 0);
        return new DecisionSummary
        {
            SegmentCount = segments.Count,
            UsableCount = usable.Length,
            RejectedCount = rejected.Length,
            NotAssessedCount = segments.Count - usable.Length - rejected.Length,
            UsableShare = segments.Count > 0 ? (double)usable.Length / segments.Count : 0,
            CustomerCount = customers,
            UsableCustomerCount = reached,
            CustomerCoverage = customers > 0 ? (double)reached / customers : 0,
            TotalClv = valued ? total : null,
            UsableClv = valued ? worth : null,
            ValueCoverage = total > 0 ? (double)(worth / total) : null,
            LookAlikeValue = segments.Any(s => s.LookAlikes?.IncrementalValue is not null)
                ? segments.Sum(s => s.LookAlikes?.IncrementalValue ?? 0)
                : null,
            UsableSegments = usable,
            RejectedSegments = rejected,
        };
    }

    private static IEnumerable<string> Reasons(Segment segment)
    {
        if (segment.Validation is not { } validation)
        {
            yield return "Validity is not assessed: run Test-SegmentViability before.";
        }
        else
        {
            yield return validation.IsValid switch
            {
                true when validation.NotAssessed.Count > 0 => "It meets every criterion that rejects; "
                    + Invariant($"{Plural.Of(validation.NotAssessed.Count, "check")} that would warn ")
                    + "could not be assessed, and so neither passed nor failed.",
                true => "It meets every criterion that rejects.",
                false => "It misses a criterion that rejects.",
                null => "No criterion rejects it, but not all could be assessed.",
            };
            foreach (string reason in
                validation.RejectionReasons.Concat(validation.NotAssessed).Concat(validation.Warnings))
            {
                yield return reason;
            }
        }

        yield return segment.Actionability?.Reasoning ?? "Actionability is not assessed: run Test-SegmentActionability.";
    }

    private static PriorityPart Value(Segment segment)
    {
        double[]? values = segment.Run.Profiles?.Numbers("Clv") ?? segment.Run.Input.Find("Clv")?.Values;
        double total = values?.Where(double.IsFinite).Sum() ?? 0;
        if (segment.TotalClv is not { } worth || !(total > 0))
        {
            return new PriorityPart("Value", null, ValueMaximum, "There is no expected value.");
        }

        double share = Math.Clamp((double)worth / total, 0, 1);
        return new PriorityPart(
            "Value",
            ValueMaximum * Math.Min(1, share / FullValueShare),
            ValueMaximum,
            Invariant($"{share * 100:0} % of the value of the base; {FullValueShare * 100:0} % give all points."));
    }

    private static PriorityPart Profit(Segment segment) => segment.Viability?.ProfitProbability is { } chance
        ? new PriorityPart(
            "Profit", ProfitMaximum * chance, ProfitMaximum, Invariant($"Contact pays with a chance of {chance * 100:0} %."))
        : new PriorityPart("Profit", null, ProfitMaximum, "The chance that contact pays is not assessed.");

    private static PriorityPart Robustness(Segment segment) =>
        Validation.OverallRobustness(segment.Robustness) is { } robustness
            ? new PriorityPart(
                "Robustness",
                RobustnessMaximum * robustness,
                RobustnessMaximum,
                Invariant($"Least mean Jaccard {robustness:0.00}."))
            : new PriorityPart("Robustness", null, RobustnessMaximum, "Robustness is not assessed.");

    private static PriorityPart Dimensions(Segment segment) =>
        segment.Actionability is { IsActionable: not null } actionability
            ? new PriorityPart(
                "Actionability",
                DimensionMaximum * actionability.Dimensions.Count,
                4 * DimensionMaximum,
                actionability.Dimensions.Count == 0
                    ? "No dimension is actionable."
                    : string.Join(", ", actionability.Dimensions))
            : new PriorityPart("Actionability", null, 4 * DimensionMaximum, "Actionability is not assessed.");

    private static PriorityPart LookAlikes(Segment segment) => segment.LookAlikes is { } found
        ? new PriorityPart(
            "LookAlikes",
            LookAlikeMaximum * Math.Min(1, found.ShareOfBase / FullValueShare),
            LookAlikeMaximum,
            LookAlikeEvidence(found))
        : new PriorityPart("LookAlikes", null, LookAlikeMaximum, "Look-alikes are not assessed.");

    // No count of customers: reports withhold small ones.
    private static string LookAlikeEvidence(SegmentLookAlikes found)
    {
        string what = found.TopCategories.Count == 0
            ? "No member is like first buyers of another category: "
            : $"Some are like first buyers of {string.Join(", ", found.TopCategories.Select(FigureText.Clean))}: ";
        string value = found.IncrementalValue is { } adds
            ? Invariant($" ({adds:N0} in {found.HorizonDays:0.##} days, net of cost)")
            : "";
        return what + Invariant($"{found.ShareOfBase * 100:0} % of what contacting look-alikes adds in the base{value}; ")
            + Invariant($"{FullValueShare * 100:0} % give all points.");
    }
}
