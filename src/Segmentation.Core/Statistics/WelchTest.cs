using System;
using MathNet.Numerics.Distributions;

namespace Segmentation.Statistics;

/// <summary>Count, mean and variance of some numbers: all that a test of means needs.</summary>
/// <param name="Count">How many numbers.</param>
/// <param name="Mean">Their mean; NaN of none.</param>
/// <param name="Variance">Their sample variance (n − 1); NaN of fewer than two.</param>
public readonly record struct Moments(int Count, double Mean, double Variance)
{
    /// <summary>The moments of numbers.</summary>
    public static Moments Of(ReadOnlySpan<double> values)
    {
        double deviation = Descriptive.SampleDeviation(values);
        return new Moments(values.Length, Descriptive.Mean(values), deviation * deviation);
    }
}

/// <summary>Welch's test of two means with unequal variances (Welch 1947), degrees of freedom by Satterthwaite.</summary>
/// <param name="Difference">First mean − second mean.</param>
/// <param name="Statistic">t; 0 when neither side varies and the means are equal.</param>
/// <param name="DegreesOfFreedom">Satterthwaite's; not whole.</param>
/// <param name="PValue">The two-sided p-value.</param>
/// <param name="Interval">The interval of the difference.</param>
public readonly record struct WelchTest(
    double Difference, double Statistic, double DegreesOfFreedom, double PValue, Bounds Interval)
{
    /// <summary>Compares two means; each side has at least two numbers.</summary>
    /// <param name="first">One side.</param>
    /// <param name="second">The other.</param>
    /// <param name="confidence">The confidence of the interval, in (0, 1).</param>
    public static WelchTest Of(Moments first, Moments second, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first.Count, 2, nameof(first));
        ArgumentOutOfRangeException.ThrowIfLessThan(second.Count, 2, nameof(second));
        double difference = first.Mean - second.Mean;
        double v1 = first.Variance / first.Count;
        double v2 = second.Variance / second.Count;
        double error = Math.Sqrt(v1 + v2);
        if (!(error > 0))
        {
            // Two constants: they are equal or they are not, beyond any sampling error.
            return new WelchTest(
                difference,
                difference == 0 ? 0 : double.PositiveInfinity * Math.Sign(difference),
                first.Count + second.Count - 2,
                difference == 0 ? 1 : 0,
                new Bounds(difference, difference));
        }

        double freedom = (v1 + v2) * (v1 + v2)
            / ((v1 * v1 / (first.Count - 1)) + (v2 * v2 / (second.Count - 1)));
        double t = difference / error;
        double half = StudentT.InvCDF(0, 1, freedom, 1 - ((1 - confidence) / 2)) * error;
        return new WelchTest(
            difference,
            t,
            freedom,
            2 * StudentT.CDF(0, 1, freedom, -Math.Abs(t)),
            new Bounds(difference - half, difference + half));
    }
}
