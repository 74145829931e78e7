using System;
using System.Linq;

namespace Segmentation.Clv;

/// <summary>
/// The managers' rule: who has been silent for longer than a threshold is lost (Wübben and von Wangenheim 2008 found it
/// hard to beat for telling active from inactive customers; it says nothing about how many orders will come).
/// </summary>
/// <param name="ThresholdDays">The longest silence of a customer that still counts as active.</param>
public sealed record HiatusRule(double ThresholdDays)
{
    /// <summary>Whether a customer counts as lost.</summary>
    public bool IsLapsed(double recencyDays, double tDays) => tDays - recencyDays > ThresholdDays;

    /// <summary>The share of customers that the rule puts on the right side.</summary>
    public double Accuracy(PurchaseHistories histories, double[] holdoutOrders)
    {
        ArgumentNullException.ThrowIfNull(histories);
        ArgumentNullException.ThrowIfNull(holdoutOrders);
        return Enumerable.Range(0, histories.Count).Average(i =>
            histories.SilenceDays(i) > ThresholdDays == (holdoutOrders[i] <= 0) ? 1.0 : 0);
    }

    /// <summary>
    /// The rule with the threshold that would have been right most often in a holdout (the shortest of several equal
    /// ones). Its accuracy on that holdout flatters it.
    /// </summary>
    public static HiatusRule Learn(PurchaseHistories histories, double[] holdoutOrders)
    {
        ArgumentNullException.ThrowIfNull(histories);
        ArgumentNullException.ThrowIfNull(holdoutOrders);
        double[] gaps = [.. Enumerable.Range(0, histories.Count).Select(histories.SilenceDays)];
        int[] order = [.. Enumerable.Range(0, gaps.Length)];
        Array.Sort(gaps, order);
        int right = holdoutOrders.Count(orders => orders <= 0);
        (int Right, double Threshold) best = (right, 0);
        for (int i = 0; i < gaps.Length; i++)
        {
            right += holdoutOrders[order[i]] > 0 ? 1 : -1;
            if (right > best.Right && (i + 1 == gaps.Length || gaps[i + 1] > gaps[i]))
            {
                best = (right, gaps[i]);
            }
        }

        return new HiatusRule(best.Threshold);
    }
}
