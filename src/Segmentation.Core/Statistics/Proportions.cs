using System;
using MathNet.Numerics.Distributions;

namespace Segmentation.Statistics;

/// <summary>An interval.</summary>
/// <param name="Lower">Its lower end.</param>
/// <param name="Upper">Its upper end.</param>
public readonly record struct Bounds(double Lower, double Upper);

/// <summary>A test of no difference.</summary>
/// <param name="Statistic">The test statistic.</param>
/// <param name="PValue">The two-sided p-value.</param>
public readonly record struct SignificanceTest(double Statistic, double PValue);

/// <summary>Inference on shares and their differences.</summary>
public static class Proportions
{
    /// <summary>The two-sided quantile of the standard normal distribution: 1.96 for .95.</summary>
    public static double Deviations(double confidence = 0.95) => Normal.InvCDF(0, 1, 1 - ((1 - confidence) / 2));

    /// <summary>Wilson's score interval of a share (Wilson 1927).</summary>
    /// <param name="successes">Successes, 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">Trials, at least 1.</param>
    /// <param name="confidence">The confidence, in (0, 1).</param>
    public static Bounds Wilson(long successes, long trials, double confidence = 0.95)
    {
        Check(successes, trials);
        double z = Deviations(confidence);
        double share = (double)successes / trials;
        double scale = 1 + (z * z / trials);
        double centre = (share + (z * z / (2.0 * trials))) / scale;
        double half = z * Math.Sqrt((share * (1 - share) / trials) + (z * z / (4.0 * trials * trials))) / scale;
        return new Bounds(Math.Max(0, centre - half), Math.Min(1, centre + half));
    }

    /// <summary>
    /// The interval of the difference first − second of two independent shares: hybrid score, method 10 of Newcombe
    /// (1998), Statistics in Medicine 17:873.
    /// </summary>
    public static Bounds Newcombe(
        long successes1, long trials1, long successes2, long trials2, double confidence = 0.95)
    {
        Bounds first = Wilson(successes1, trials1, confidence);
        Bounds second = Wilson(successes2, trials2, confidence);
        double p1 = (double)successes1 / trials1;
        double p2 = (double)successes2 / trials2;
        return new Bounds(
            p1 - p2 - Length(p1 - first.Lower, second.Upper - p2),
            p1 - p2 + Length(first.Upper - p1, p2 - second.Lower));
    }

    /// <summary>
    /// The z-test of two equal shares with pooled variance; its square is the uncorrected chi-square of the 2 × 2
    /// table. The p-value is 1 when both shares are 0 or both are 1.
    /// </summary>
    public static SignificanceTest Test(long successes1, long trials1, long successes2, long trials2)
    {
        Check(successes1, trials1);
        Check(successes2, trials2);
        double pooled = (double)(successes1 + successes2) / (trials1 + trials2);
        double error = Math.Sqrt(pooled * (1 - pooled) * ((1.0 / trials1) + (1.0 / trials2)));
        double difference = ((double)successes1 / trials1) - ((double)successes2 / trials2);
        double z = error > 0 ? difference / error : 0;
        return new SignificanceTest(z, 2 * Normal.CDF(0, 1, -Math.Abs(z)));
    }

    /// <summary>Cohen's h of two shares in [0, 1]: 2 asin √first − 2 asin √second. .2 is small, .5 medium.</summary>
    public static double CohenH(double first, double second) =>
        2 * (Math.Asin(Math.Sqrt(first)) - Math.Asin(Math.Sqrt(second)));

    private static double Length(double x, double y) => Math.Sqrt((x * x) + (y * y));

    private static void Check(long successes, long trials)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(trials, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
    }
}
