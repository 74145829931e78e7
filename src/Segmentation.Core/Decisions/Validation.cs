using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Segmentation.Segments;
using static System.FormattableString;

namespace Segmentation.Decisions;

/// <summary>Holds what is known about a segment against criteria.</summary>
public static class Validation
{
    private const string AskRobustness = "run Test-SegmentRobustness before";
    private const string AskValue = "there is no expected value";

    /// <summary>Every criterion that is not switched off, in a fixed order.</summary>
    /// <param name="segment">The segment with whatever was found about it.</param>
    /// <param name="criteria">The thresholds.</param>
    public static SegmentValidation Of(Segment segment, ValidationCriteria criteria) =>
        new() { Criteria = criteria, Checks = [.. Checks(segment, criteria).OfType<ValidationCheck>()] };

    /// <summary>
    /// The figure held against <see cref="ValidationCriteria.MinimumRobustness"/>: the least of the mean Jaccards that
    /// the verdict is made of (bootstrap, earlier windows, single starts), never a mean of unlike things. Null unless
    /// bootstrap or earlier windows were tested: single starts alone confirm nothing.
    /// </summary>
    public static double? OverallRobustness(SegmentRobustness? robustness) =>
        robustness is null || (robustness.BootstrapJaccard ?? robustness.TimeJaccard) is null
            ? null
            : new[] { robustness.BootstrapJaccard, robustness.TimeJaccard, robustness.SeedJaccard }.Min();

    private static IEnumerable<ValidationCheck?> Checks(Segment segment, ValidationCriteria criteria)
    {
        SegmentRobustness? robustness = segment.Robustness;
        SegmentViability? viability = segment.Viability;
        SegmentActionability? actionability = segment.Actionability;
        string whyNoRobustness = robustness?.Reasons is [{ } first, ..] ? first : AskRobustness;
        yield return AtLeast("MinimumSize", "Size", segment.Size, criteria.MinimumSize, true, "");
        yield return AtMost("MaximumShare", "Share of all customers", segment.Share, criteria.MaximumShare, true, "");
        yield return AtLeast(
            "MinimumTotalClv", "Total value", (double?)segment.TotalClv, (double?)criteria.MinimumTotalClv, true, AskValue);
        yield return AtLeast(
            "MinimumAverageClv",
            "Value per member",
            (double?)segment.AverageClv,
            (double?)criteria.MinimumAverageClv,
            false,
            AskValue);
        yield return AtLeast(
            "MinimumFeatureStability",
            "Stability without features",
            robustness?.FeatureDrops is { Count: > 0 } drops ? drops.Average(d => d.Jaccard) : null,
            criteria.MinimumFeatureStability,
            false,
            robustness is null ? AskRobustness : "left-out features were not tested");
        yield return AtLeast(
            "MinimumTimeConsistency",
            "Consistency over time",
            robustness?.TimeJaccard,
            criteria.MinimumTimeConsistency,
            false,
            robustness is null ? AskRobustness : "earlier windows were not tested: Test-SegmentRobustness -Window");
        yield return AtLeast(
            "MinimumRobustness",
            "Robustness",
            OverallRobustness(robustness),
            criteria.MinimumRobustness,
            true,
            whyNoRobustness);
        string noViability = viability is null ? "run Test-SegmentViability before" : viability.ValueReason;
        yield return AtLeast(
            "MinimumRoi",
            "Expected return on cost",
            viability?.ExpectedRoi?.Mean,
            criteria.MinimumRoi,
            true,
            viability is { CostToReach: 0 } ? "contact costs nothing" : noViability);
        yield return AtMost(
            "MaximumCostToClv", "Cost / value", viability?.CostToClv, criteria.MaximumCostToClv, false, noViability);
        yield return AtLeast(
            "MinimumDimensions",
            "Number of actionable dimensions",
            actionability?.IsActionable is null ? null : actionability.Dimensions.Count,
            criteria.MinimumDimensions,
            true,
            actionability is null ? "run Test-SegmentActionability after" : actionability.Reasoning);
        yield return AtLeast(
            "MinimumViabilityScore",
            "Mean of the viability scores",
            MeanScore(viability),
            criteria.MinimumViabilityScore,
            false,
            viability is null ? noViability : "no score could be computed");
    }

    private static double? MeanScore(SegmentViability? viability) => viability is null
        ? null
        : new[]
        {
            viability.Targetability.Value,
            viability.SalesPriority.Value,
            viability.PersonalizationOpportunity.Value,
            viability.TimingOpportunity.Value,
        }.Average();

    private static ValidationCheck? AtLeast(
        string criterion, string label, double? figure, double? threshold, bool rejects, string missing) =>
        Check(criterion, label, figure, threshold, figure >= threshold, "at least", rejects, missing);

    private static ValidationCheck? AtMost(
        string criterion, string label, double? figure, double? threshold, bool rejects, string missing) =>
        Check(criterion, label, figure, threshold, figure <= threshold, "at most", rejects, missing);

    private static ValidationCheck? Check(
        string criterion,
        string label,
        double? figure,
        double? threshold,
        bool met,
        string bound,
        bool rejects,
        string missing)
    {
        if (threshold is null)
        {
            return null;
        }

        if (figure is null)
        {
            string why = $"{label} is not assessed: {missing.TrimEnd('.')}.";
            return new ValidationCheck(criterion, CheckOutcome.NotAssessed, null, threshold, rejects, why);
        }

        CheckOutcome outcome = met ? CheckOutcome.Passed : rejects ? CheckOutcome.Failed : CheckOutcome.Warned;
        string verb = met ? "is" : "is not";
        string reason = $"{label} {Told(figure.Value, threshold.Value)} {verb} {bound} {Invariant($"{threshold:#,0.##}")}.";
        return new ValidationCheck(criterion, outcome, figure, threshold, rejects, reason);
    }

    /// <summary>The figure with as many digits as tell it from the threshold and from 0.</summary>
    private static string Told(double figure, double threshold)
    {
        string text = figure.ToString("#,0.##", CultureInfo.InvariantCulture);
        for (int digits = 3; digits <= 15 && IsTaken(0) | IsTaken(threshold); digits++)
        {
            text = figure.ToString("#,0." + new string('#', digits), CultureInfo.InvariantCulture);
        }

        return text;

        bool IsTaken(double other) =>
            figure != other && text == other.ToString("#,0.##", CultureInfo.InvariantCulture);
    }
}
