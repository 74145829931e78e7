using System;

namespace Segmentation.Clv;

/// <summary>
/// The plain projection: past order rate times order value, carried on unchanged for years. For comparison only: it
/// knows neither churn nor chance, and two orders on neighbouring days make it promise sixty a month.
/// </summary>
public static class ProjectionFormula
{
    /// <summary>
    /// R · Σ (1 + d)^−m for m = 0 … 12 · years − 1, with R = orders per month × order value and d the monthly
    /// equivalent of the annual rate. 0 where there is no purchase.
    /// </summary>
    /// <param name="orderCount">Orders so far.</param>
    /// <param name="spanDays">
    /// Whole days between first and last order; orders per month are orders / (span / 30), or the orders where the span
    /// is 0.
    /// </param>
    /// <param name="averageOrderValue">Mean order value.</param>
    /// <param name="years">How many years to carry on.</param>
    /// <param name="annualRate">Yearly discount rate.</param>
    public static double Estimate(
        double orderCount, double spanDays, double averageOrderValue, int years = 3, double annualRate = 0.10)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(years);
        if (orderCount <= 0)
        {
            return 0;
        }

        double perMonth = OrdersPerMonth(orderCount, spanDays);
        double factor = Math.Pow(1 + annualRate, -1.0 / 12);
        double annuity = factor == 1 ? 12 * years : (1 - Math.Pow(factor, 12 * years)) / (1 - factor);
        return perMonth * averageOrderValue * annuity;
    }

    /// <summary>The order rate the formula uses.</summary>
    public static double OrdersPerMonth(double orderCount, double spanDays) =>
        spanDays > 0 ? orderCount / (spanDays / 30) : orderCount;
}
