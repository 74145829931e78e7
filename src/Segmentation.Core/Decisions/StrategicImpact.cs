using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Segments;
using static System.FormattableString;

namespace Segmentation.Decisions;

/// <summary>
/// The effect on revenue, retention and satisfaction, by the segment's share of what is at stake in the whole base:
/// expected value, past revenue at risk of churn, refunded orders. A quarter is high, a tenth medium.
/// </summary>
internal sealed record StrategicImpact(
    ImpactLevel Revenue,
    ImpactLevel Retention,
    ImpactLevel Satisfaction,
    IReadOnlyList<StrategicGoal> Goals,
    IReadOnlyList<string> Reasons)
{
    private const double HighShare = 0.25;
    private const double MediumShare = 0.10;
    private const double NotableRatio = 1.25;

    /// <summary>The largest of the three.</summary>
    public ImpactLevel Overall => (ImpactLevel)Math.Max((int)Revenue, Math.Max((int)Retention, (int)Satisfaction));

    /// <summary>The impact of a segment.</summary>
    public static StrategicImpact Of(RunColumns columns, ValueBase value, int[] rows)
    {
        List<StrategicGoal> goals = [];
        List<string> reasons = [];
        ImpactLevel revenue = Level(value.Forecast?.Clv, rows, "of the value expected of everybody", reasons);
        if (revenue >= ImpactLevel.Medium)
        {
            goals.Add(StrategicGoal.IncreaseRevenue);
        }

        double[]? churn = value.Forecast?.ProbabilityActive is { } active ? Array.ConvertAll(active, p => 1 - p) : null;
        double[]? past = columns.Numbers("RevenueLast365Days") ?? columns.Numbers("NetRevenue");
        double[]? atRisk = churn is null || past is null
            ? null
            : [.. past.Zip(churn, (amount, risk) => Math.Max(0, amount) * risk)];
        ImpactLevel retention = Level(atRisk, rows, "of the past revenue at risk of churn", reasons);
        if (retention >= ImpactLevel.Medium && Mean(churn!, rows) >= Mean(churn!, null))
        {
            goals.Add(StrategicGoal.ReduceChurn);
        }

        double[]? refunds = columns.Numbers("RefundCount");
        double[]? orders = columns.Numbers("OrderCount");
        ImpactLevel satisfaction = Level(refunds, rows, "of all refunded orders", reasons);
        if (satisfaction >= ImpactLevel.Medium && orders is not null
            && Rate(refunds!, orders, rows) >= NotableRatio * Rate(refunds!, orders, null))
        {
            goals.Add(StrategicGoal.IncreaseSatisfaction);
        }

        return new StrategicImpact(revenue, retention, satisfaction, goals, reasons);
    }

    private static ImpactLevel Level(double[]? stakes, int[] rows, string of, List<string> reasons)
    {
        double total = stakes?.Where(double.IsFinite).Sum() ?? 0;
        if (stakes is null || !(total > 0))
        {
            return ImpactLevel.NotAssessed;
        }

        double share = rows.Where(row => double.IsFinite(stakes[row])).Sum(row => stakes[row]) / total;
        reasons.Add(Invariant($"The segment has {share * 100:0} % {of}."));
        return share >= HighShare ? ImpactLevel.High : share >= MediumShare ? ImpactLevel.Medium : ImpactLevel.Low;
    }

    private static double Mean(double[] values, int[]? rows) =>
        (rows is null ? values : rows.Select(row => values[row])).Where(double.IsFinite).DefaultIfEmpty(0).Average();

    private static double Rate(double[] refunds, double[] orders, int[]? rows)
    {
        int[] all = rows ?? [.. Enumerable.Range(0, orders.Length)];
        double bought = all.Where(row => double.IsFinite(orders[row])).Sum(row => orders[row]);
        double returned = all.Where(row => double.IsFinite(refunds[row])).Sum(row => refunds[row]);
        return bought > 0 ? returned / bought : 0;
    }
}
