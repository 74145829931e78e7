using System;

namespace Segmentation.Statistics;

/// <summary>
/// The mean of values on a circle, such as hours of the day (Fisher 1993, Statistical Analysis of Circular Data).
/// </summary>
/// <param name="Direction">The mean, in [0, period).</param>
/// <param name="Length">The mean resultant: 0 is all round, 1 always the same.</param>
/// <param name="StandardError">
/// The standard error of the mean in units of the circle: the circular dispersion over n, by the delta method.
/// </param>
/// <param name="Deviation">The circular standard deviation √(−2 ln length), in units of the circle.</param>
public readonly record struct CircularMean(double Direction, double Length, double StandardError, double Deviation)
{
    /// <summary>The mean of values; NaN of nothing.</summary>
    public static CircularMean Of(ReadOnlySpan<double> values, double period)
    {
        double turn = 2 * Math.PI / period;
        double cosines = 0;
        double sines = 0;
        foreach (double value in values)
        {
            cosines += Math.Cos(value * turn);
            sines += Math.Sin(value * turn);
        }

        double length = Math.Sqrt((cosines * cosines) + (sines * sines)) / values.Length;
        double angle = Math.Atan2(sines, cosines);
        double second = 0;
        foreach (double value in values)
        {
            second += Math.Cos(2 * ((value * turn) - angle));
        }

        double dispersion = (1 - (second / values.Length)) / (2 * length * length);
        return new CircularMean(
            ((angle / turn) + period) % period,
            length,
            Math.Sqrt(dispersion / values.Length) / turn,
            Math.Sqrt(Math.Max(0, -2 * Math.Log(Math.Min(1, length)))) / turn);
    }
}
