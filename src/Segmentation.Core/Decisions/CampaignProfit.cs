using System;
using MathNet.Numerics.Distributions;
using Segmentation.Segments;

namespace Segmentation.Decisions;

/// <summary>
/// What a campaign brings against doing nothing: profit = value · lift · margin − cost, where value is what the
/// customers would spend anyway. Nothing but the lift is counted as won.
/// </summary>
public static class CampaignProfit
{
    private const int Slices = 512;
    private const double Deviations80 = 1.2815515655446004;

    /// <summary>The expected profit.</summary>
    /// <param name="value">Revenue expected without the campaign.</param>
    /// <param name="lift">Relative lift of it.</param>
    /// <param name="margin">Profit per unit of revenue.</param>
    /// <param name="cost">What the campaign costs.</param>
    public static double Expected(double value, double lift, double margin, double cost) =>
        (value * lift * margin) - cost;

    /// <summary>The relative lift at which profit is 0: cost / (value · margin); null when nothing can be won.</summary>
    public static double? BreakEvenLift(double value, double margin, double cost) =>
        value * margin > 0 ? cost / (value * margin) : null;

    /// <summary>
    /// Profit with its 80 % interval and the chance that it is above 0. Value is log-normal with the mean and interval
    /// given, the lift normal and independent of it; the two are multiplied by numerical integration, so that nothing
    /// depends on a seed. Where the value has no interval, the result holds the uncertainty of the lift alone.
    /// </summary>
    public static (Interval80 Profit, double ProbabilityAboveZero) Of(
        Interval80 value, double lift, double liftDeviation, double margin, double cost)
    {
        ArgumentNullException.ThrowIfNull(value);
        double mean = Expected(value.Mean, lift, margin, cost);
        double spread = value is { P10: > 0 and { } low, P90: { } high } ? Math.Log(high / low) / (2 * Deviations80) : 0;
        double median = value.Mean * Math.Exp(-spread * spread / 2);
        double[] gains = new double[Slices];
        for (int i = 0; i < Slices; i++)
        {
            gains[i] = margin * median * Math.Exp(spread * Normal.InvCDF(0, 1, (i + 0.5) / Slices));
        }

        double Below(double profit)
        {
            double sum = 0;
            foreach (double gain in gains)
            {
                double deviation = gain * liftDeviation;
                double distance = profit - ((gain * lift) - cost);
                sum += deviation > 0 ? Normal.CDF(0, 1, distance / deviation) : distance >= 0 ? 1 : 0;
            }

            return sum / Slices;
        }

        double reach = gains[^1] * (Math.Abs(lift) + (9 * liftDeviation));
        return (
            new Interval80(mean, Quantile(Below, 0.1, reach, cost), Quantile(Below, 0.9, reach, cost)),
            1 - Below(0));
    }

    private static double Quantile(Func<double, double> below, double chance, double reach, double cost)
    {
        (double low, double high) = (-reach - cost, reach - cost);
        for (int step = 0; step < 100 && high - low > 1e-9 * (1 + Math.Abs(low)); step++)
        {
            double middle = (low + high) / 2;
            (low, high) = below(middle) < chance ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }
}
