using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Segmentation.Segments;
using Segmentation.Statistics;
using static System.FormattableString;

namespace Segmentation.Decisions;

/// <summary>Judges what acting on segments costs and brings, and holds them against criteria.</summary>
public static class ViabilityTest
{
    /// <summary>Judges segments, each against the whole run it belongs to.</summary>
    /// <param name="segments">The segments.</param>
    /// <param name="assumptions">What is assumed about the campaign.</param>
    /// <param name="criteria">What a segment has to meet.</param>
    /// <param name="progress">Told about finished segments.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The segments given, in their order, with Viability, Validation and Decision.</returns>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.InvalidOption"/>: an assumption or a criterion out of range.
    /// </exception>
    public static IReadOnlyList<Segment> Test(
        IReadOnlyList<Segment> segments,
        ViabilityAssumptions assumptions,
        ValidationCriteria criteria,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(segments);
        Check(assumptions);
        Criteria.Check(criteria);
        Segment[] judged = new Segment[segments.Count];
        int done = 0;
        foreach ((RunColumns columns, int[] places) in RunColumns.ByRun(segments))
        {
            ValueBase value = ValueBase.Of(columns, assumptions, cancellationToken);
            ViabilityScores scores = new(columns, value);
            int[][] rows = columns.Rows();
            foreach (int place in places)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Segment segment = segments[place];
                int label = columns.LabelOf(segment);
                SegmentViability viability = Of(
                    segment, label, label < 0 ? [] : rows[label], columns, value, scores, assumptions, cancellationToken);
                Segment tested = segment with { Viability = viability };
                tested = tested with { Validation = Validation.Of(tested, criteria) };
                judged[place] = tested with { Decision = Verdict.Of(tested) };
                progress?.Report(new StageProgress(
                    "Judging viability", segment.SegmentId, ++done / (double)segments.Count));
            }
        }

        return judged;
    }

    private static SegmentViability Of(
        Segment segment,
        int label,
        int[] rows,
        RunColumns columns,
        ValueBase value,
        ViabilityScores scores,
        ViabilityAssumptions assumptions,
        CancellationToken cancellation)
    {
        decimal cost = (assumptions.ContactCost * segment.Size) + assumptions.FixedCost;
        (Interval80? worth, string reason) = value.Of(rows, cancellation);
        Interval80? profit = null;
        double? chance = null;
        if (worth is not null)
        {
            double deviation = assumptions.LiftStandardDeviation ?? (Math.Abs(assumptions.ExpectedLift) / 2);
            (profit, chance) = CampaignProfit.Of(
                worth, assumptions.ExpectedLift, deviation, assumptions.Margin, (double)cost);
        }

        double? breakEven = worth is null
            ? null
            : CampaignProfit.BreakEvenLift(worth.Mean, assumptions.Margin, (double)cost);
        StrategicImpact impact = StrategicImpact.Of(columns, value, rows);
        return new SegmentViability
        {
            Assumptions = assumptions,
            Targetability = scores.Targetability(segment, rows),
            SalesPriority = scores.SalesPriority(rows),
            PersonalizationOpportunity = scores.Personalization(label),
            TimingOpportunity = scores.Timing(label),
            CostToReach = cost,
            ExpectedValue = worth,
            ValueReason = reason,
            ExpectedProfit = profit,
            ExpectedRoi = profit is null || cost <= 0
                ? null
                : new Interval80(profit.Mean / (double)cost, profit.P10 / (double)cost, profit.P90 / (double)cost),
            ProfitProbability = chance,
            BreakEvenLift = breakEven,
            CostToClv = worth is { Mean: > 0 } ? (double)cost / worth.Mean : null,
            TestPlan = TestPlans.Of(value, rows, assumptions, profit),
            RevenueImpact = impact.Revenue,
            RetentionImpact = impact.Retention,
            SatisfactionImpact = impact.Satisfaction,
            StrategicImpact = impact.Overall,
            Goals = impact.Goals,
            IsViable = profit is null ? null : profit.Mean > 0,
            Reasons = [.. Reasons(assumptions, cost, reason, profit, chance, breakEven, worth?.P10 is not null), .. impact.Reasons],
        };
    }

    private static IEnumerable<string> Reasons(
        ViabilityAssumptions assumptions,
        decimal cost,
        string reason,
        Interval80? profit,
        double? chance,
        double? breakEven,
        bool valueHasInterval)
    {
        if (profit is null)
        {
            yield return $"Profit is not assessed. {reason}";
            yield break;
        }

        if (!valueHasInterval)
        {
            yield return "The interval holds the uncertainty of the lift alone: it is too narrow.";
        }

        yield return Invariant($"A lift of {assumptions.ExpectedLift * 100:0.##} % is expected to bring {profit.Mean:N0} ")
            + Invariant($"after a cost of {cost:N0}")
            + (profit.P10 is { } low && profit.P90 is { } high
                ? Invariant($" (80 % interval {low:N0} to {high:N0}; above 0 with a chance of {chance * 100:0} %).")
                : ".");
        yield return assumptions.Margin == 0 ? "Without a margin nothing can be won."
            : breakEven is { } least
            ? $"It breaks even at a lift of {Percent.Of(least, "0.##")}."
            : "No value is expected, so that no lift breaks even.";
        yield return reason;
    }

    private static void Check(ViabilityAssumptions assumptions)
    {
        ArgumentNullException.ThrowIfNull(assumptions);
        Require(assumptions.Margin is >= 0 and <= 1, "Margin", assumptions.Margin, "a share from 0 to 1");
        Require(assumptions.ContactCost >= 0, "ContactCost", assumptions.ContactCost, "0 or more");
        Require(assumptions.FixedCost >= 0, "FixedCost", assumptions.FixedCost, "0 or more");
        bool lift = assumptions.ExpectedLift >= -1 && double.IsFinite(assumptions.ExpectedLift);
        Require(lift, "ExpectedLift", assumptions.ExpectedLift, "-1 or more: -1 is no purchase at all, .1 is 10 % more");
        bool deviation = assumptions.LiftStandardDeviation is not { } sd || (sd >= 0 && double.IsFinite(sd));
        Require(deviation, "LiftStandardDeviation", assumptions.LiftStandardDeviation, "0 or more");
        Require(assumptions.HorizonDays is >= 1 and <= 36500, "HorizonDays", assumptions.HorizonDays, "1 to 36500 days");
        Require(assumptions.Alpha is > 0 and < 1, "Alpha", assumptions.Alpha, "between 0 and 1");
        Require(assumptions.Power is > 0 and < 1, "Power", assumptions.Power, "between 0 and 1");
    }

    private static void Require(bool condition, string name, object? value, string range)
    {
        if (!condition)
        {
            throw new SegmentationException(
                ErrorIds.InvalidOption,
                ErrorKind.InvalidArgument,
                Invariant($"{name} is {value}."),
                $"It has to be {range}.",
                name);
        }
    }
}
