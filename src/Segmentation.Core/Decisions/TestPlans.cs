using System;
using System.Linq;
using Segmentation.Clv;
using Segmentation.Segments;
using Segmentation.Statistics;
using static System.FormattableString;

namespace Segmentation.Decisions;

/// <summary>Whether an experiment with two equal arms inside a segment can tell the expected lift from chance.</summary>
internal static class TestPlans
{
    /// <summary>The plan; null without a base rate.</summary>
    public static SegmentTestPlan? Of(ValueBase value, int[] rows, ViabilityAssumptions assumptions, Interval80? profit)
    {
        double[] active = value.Forecast is { } forecast
            ? [.. rows.Select(row => forecast.OrderChance[row]).Where(double.IsFinite)]
            : [];
        if (active.Length < 2)
        {
            return null;
        }

        SegmentTestPlan plan = Of(Descriptive.Mean(active), active.Length / 2, assumptions, profit?.P90 ?? profit?.Mean);
        return value.Model!.Method == ValueMethod.Heuristic
            ? plan with { Reason = plan.Reason + " The rate is that of the heuristic: a rough one." }
            : plan;
    }

    /// <summary>The plan for a base rate and an arm.</summary>
    /// <param name="baseRate">The share that buys without contact.</param>
    /// <param name="perArm">Customers per arm.</param>
    /// <param name="assumptions">Lift, level and power.</param>
    /// <param name="bestProfit">Profit in the good case; null when it is not known.</param>
    public static SegmentTestPlan Of(
        double baseRate, int perArm, ViabilityAssumptions assumptions, double? bestProfit)
    {
        double target = baseRate * (1 + assumptions.ExpectedLift);
        double? required = target is >= 0 and <= 1 && target != baseRate
            ? TestPower.CustomersPerArm(baseRate, target, assumptions.Alpha, assumptions.Power)
            : null;
        double? least = baseRate > 0
            ? (TestPower.DetectableShare(baseRate, perArm, assumptions.Alpha, assumptions.Power) / baseRate) - 1
            : null;
        bool large = required <= perArm;
        string rate = Invariant($"{baseRate * 100:0.#} % are expected to buy within {assumptions.HorizonDays} days");
        string reason = required switch
        {
            null when target > 1 =>
                Invariant($"{rate}; a lift of {assumptions.ExpectedLift * 100:0.##} % would be more than everybody."),
            null => $"{rate}; there is no difference to find.",
            { } n when !large => Invariant($"{rate}; to find the lift takes {Math.Ceiling(n):N0} customers per arm, there are ")
                + Invariant($"{perArm:N0}") + (least is { } smallest
                    ? Invariant($", which find {smallest * 100:0.#} % or more.")
                    : ", which find nothing."),
            { } n => Invariant($"{rate}; {perArm:N0} customers per arm are enough, {Math.Ceiling(n):N0} are needed."),
        };
        bool pays = bestProfit is not <= 0;
        return new SegmentTestPlan
        {
            BaseRate = baseRate,
            CustomersPerArm = perArm,
            RequiredPerArm = required,
            MinimumDetectableLift = least,
            Alpha = assumptions.Alpha,
            Power = assumptions.Power,
            IsWorthTesting = large && pays,
            Reason = large && !pays ? $"{reason} But even in the good case it does not pay." : reason,
        };
    }
}
