using System;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Integration;

namespace Segmentation.Statistics;

/// <summary>
/// How large an experiment with two equal arms has to be, and what an experiment of a given size can find. Two-sided
/// tests; sizes are per arm and not rounded.
/// </summary>
public static class TestPower
{
    /// <summary>
    /// Customers per arm that a difference of two shares needs: n = (zα √(2 p̄ q̄) + zβ √(p₁q₁ + p₂q₂))² / (p₁ − p₂)²,
    /// Fleiss (1981), as power.prop.test of R.
    /// </summary>
    /// <param name="first">One share, in [0, 1].</param>
    /// <param name="second">The other; not the same.</param>
    /// <param name="alpha">The significance level, in (0, 1).</param>
    /// <param name="power">The power, in (0, 1).</param>
    public static double CustomersPerArm(double first, double second, double alpha = 0.05, double power = 0.80)
    {
        CheckShares(first, second);
        Check(alpha, power);
        double error = (Quantile(1 - (alpha / 2)) * PooledDeviation(first, second))
            + (Quantile(power) * Deviation(first, second));
        double difference = first - second;
        return difference == 0 ? double.PositiveInfinity : error * error / (difference * difference);
    }

    /// <summary>The same by the arcsine transformation: n = 2 (zα + zβ)² / h², with Cohen's h.</summary>
    public static double CustomersPerArmByArcsine(
        double first, double second, double alpha = 0.05, double power = 0.80)
    {
        CheckShares(first, second);
        Check(alpha, power);
        double ratio = (Quantile(1 - (alpha / 2)) + Quantile(power)) / Proportions.CohenH(first, second);
        return 2 * ratio * ratio;
    }

    /// <summary>
    /// The chance that a test finds the difference, by the arcsine transformation, in either tail:
    /// Φ(h √(n/2) − zα) + Φ(−h √(n/2) − zα).
    /// </summary>
    public static double OfSharesByArcsine(double first, double second, double customersPerArm, double alpha = 0.05)
    {
        CheckShares(first, second);
        Check(alpha, 0.5);
        double shift = Math.Abs(Proportions.CohenH(first, second)) * Math.Sqrt(customersPerArm / 2);
        double critical = Quantile(1 - (alpha / 2));
        return Normal.CDF(0, 1, shift - critical) + Normal.CDF(0, 1, -shift - critical);
    }

    /// <summary>
    /// The smallest share above <paramref name="baseRate"/> that a test of this size finds, by the arcsine
    /// transformation: sin²(asin √base + h/2), h = (zα + zβ) √(2/n). Null when it is above 1.
    /// </summary>
    public static double? DetectableShareByArcsine(
        double baseRate, double customersPerArm, double alpha = 0.05, double power = 0.80)
    {
        CheckShares(baseRate, baseRate);
        Check(alpha, power);
        double h = (Quantile(1 - (alpha / 2)) + Quantile(power)) * Math.Sqrt(2 / customersPerArm);
        double angle = Math.Asin(Math.Sqrt(baseRate)) + (h / 2);
        return angle > Math.PI / 2 ? null : Math.Sin(angle) * Math.Sin(angle);
    }

    /// <summary>
    /// The chance that a test with <paramref name="customersPerArm"/> finds the difference, in its own direction: the
    /// inverse of <see cref="CustomersPerArm"/>.
    /// </summary>
    public static double OfShares(double first, double second, double customersPerArm, double alpha = 0.05)
    {
        CheckShares(first, second);
        Check(alpha, 0.5);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(customersPerArm);
        double deviation = Deviation(first, second);
        double distance = (Math.Sqrt(customersPerArm) * Math.Abs(first - second))
            - (Quantile(1 - (alpha / 2)) * PooledDeviation(first, second));
        return deviation > 0 ? Normal.CDF(0, 1, distance / deviation) : distance > 0 ? 1 : 0;
    }

    /// <summary>
    /// The smallest share above <paramref name="baseRate"/> that a test of this size finds with the power asked for;
    /// null when not even 1 is.
    /// </summary>
    public static double? DetectableShare(
        double baseRate, double customersPerArm, double alpha = 0.05, double power = 0.80)
    {
        CheckShares(baseRate, baseRate);
        Check(alpha, power);
        double Missing(double share) => OfShares(baseRate, share, customersPerArm, alpha) - power;
        if (baseRate >= 1 || Missing(1) < 0)
        {
            return null;
        }

        (double low, double high) = (baseRate, 1.0);
        while (high - low > 1e-15 && low + ((high - low) / 2) is var middle && middle > low && middle < high)
        {
            (low, high) = Missing(middle) < 0 ? (middle, high) : (low, middle);
        }

        return high;
    }

    /// <summary>
    /// Customers per arm that a difference of two means of <paramref name="effect"/> standard deviations needs, by the
    /// noncentral t distribution, as power.t.test of R.
    /// </summary>
    public static double CustomersPerArmOfMeans(double effect, double alpha = 0.05, double power = 0.80)
    {
        Check(alpha, power);
        double size = Math.Abs(effect);
        if (!(size > 0))
        {
            return double.PositiveInfinity;
        }

        (double low, double high) = (2.0, 4.0);
        while (OfMeans(size, high, alpha) < power)
        {
            (low, high) = (high, high * 2);
        }

        while (high - low > 1e-9 * high)
        {
            double middle = (low + high) / 2;
            (low, high) = OfMeans(size, middle, alpha) < power ? (middle, high) : (low, middle);
        }

        return high;
    }

    /// <summary>The chance that a t-test finds a difference of <paramref name="effect"/> standard deviations.</summary>
    public static double OfMeans(double effect, double customersPerArm, double alpha = 0.05)
    {
        Check(alpha, 0.5);
        ArgumentOutOfRangeException.ThrowIfLessThan(customersPerArm, 2);
        double freedom = (2 * customersPerArm) - 2;
        double critical = StudentT.InvCDF(0, 1, freedom, 1 - (alpha / 2));
        double shift = Math.Abs(effect) * Math.Sqrt(customersPerArm / 2);

        // P(T > c) = E Φ(shift − c s), s² chi-square over its degrees of freedom.
        double spread = 10 / Math.Sqrt(2 * freedom);
        double LogDensity(double s) => ((freedom - 1) * Math.Log(s)) - (freedom * s * s / 2);
        double scale = LogDensity(1);
        double Density(double s) => s > 0 ? Math.Exp(LogDensity(s) - scale) : 0;
        double from = Math.Max(0, 1 - spread);
        double mass = GaussLegendreRule.Integrate(Density, from, 1 + spread, 256);
        double found = GaussLegendreRule.Integrate(
            s => Density(s) * Normal.CDF(0, 1, shift - (critical * s)), from, 1 + spread, 256);
        return found / mass;
    }

    private static double Quantile(double chance) => Normal.InvCDF(0, 1, chance);

    private static double PooledDeviation(double first, double second)
    {
        double mean = (first + second) / 2;
        return Math.Sqrt(2 * mean * (1 - mean));
    }

    private static double Deviation(double first, double second) =>
        Math.Sqrt((first * (1 - first)) + (second * (1 - second)));

    private static void CheckShares(double first, double second)
    {
        foreach (double share in (ReadOnlySpan<double>)[first, second])
        {
            if (!(share >= 0 && share <= 1))
            {
                throw new ArgumentOutOfRangeException(nameof(first), share, "A share lies in [0, 1].");
            }
        }
    }

    private static void Check(double alpha, double power)
    {
        if (!(alpha > 0 && alpha < 1 && power > 0 && power < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(alpha), "Level and power lie in (0, 1).");
        }
    }
}
