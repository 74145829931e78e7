using System;
using System.Linq;

namespace Segmentation.Clv;

/// <summary>Periods from now on and what a unit of money in each is worth now.</summary>
public sealed record DiscountSchedule
{
    private const double WeeksPerYear = 52.18;

    private DiscountSchedule(double[] endsWeeks, double[] factors) => (EndsWeeks, Factors) = (endsWeeks, factors);

    /// <summary>The end of each period, in weeks from now, ascending.</summary>
    public double[] EndsWeeks { get; }

    /// <summary>The discount factor of each period.</summary>
    public double[] Factors { get; }

    /// <summary>The whole span, in weeks.</summary>
    public double HorizonWeeks => EndsWeeks[^1];

    /// <summary>
    /// Weekly periods up to the horizon, the last one cut short, each discounted at its middle with the continuous rate
    /// ln(1 + annual rate) / 52.18 per week.
    /// </summary>
    public static DiscountSchedule Weekly(double horizonDays, double annualRate)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(horizonDays);
        ArgumentOutOfRangeException.ThrowIfNegative(annualRate);
        double weeks = horizonDays / PurchaseHistories.DaysPerWeek;
        double rate = Math.Log(1 + annualRate) / WeeksPerYear;
        double[] ends = [.. Enumerable.Range(1, (int)Math.Ceiling(weeks - 1e-9)).Select(j => Math.Min(j, weeks))];
        return new DiscountSchedule(
            ends, [.. ends.Select((end, i) => Math.Exp(-rate * ((i == 0 ? 0 : ends[i - 1]) + end) / 2))]);
    }

    /// <summary>Periods of equal length, each discounted at its end with a rate per period.</summary>
    public static DiscountSchedule EndOfPeriod(int periods, double periodWeeks, double ratePerPeriod)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(periods);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(periodWeeks);
        return new DiscountSchedule(
            [.. Enumerable.Range(1, periods).Select(j => j * periodWeeks)],
            [.. Enumerable.Range(1, periods).Select(j => Math.Pow(1 + ratePerPeriod, -j))]);
    }

    /// <summary>
    /// Discounted expected purchases of a customer: the sum over periods of their purchases times their factor.
    /// </summary>
    public double Purchases(PurchaseModel model, double frequency, double recencyWeeks, double tWeeks)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.ProbabilityAlive(frequency, recencyWeeks, tWeeks) * Purchases(model.Survivor(frequency), tWeeks);
    }

    /// <summary>The same for a customer who is alive.</summary>
    internal double Purchases(ISurvivorForecast survivor, double tWeeks)
    {
        double sum = 0;
        double before = 0;
        for (int i = 0; i < EndsWeeks.Length; i++)
        {
            double until = survivor.ExpectedPurchases(tWeeks, EndsWeeks[i]);
            sum += Factors[i] * (until - before);
            before = until;
        }

        return sum;
    }
}
