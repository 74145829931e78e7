using System;

namespace Segmentation.Clv;

/// <summary>Expressions that lose all digits, or divide by zero, when written down plainly.</summary>
internal static class Stable
{
    private const double SmallestUseful = -1e-5;

    /// <summary>ln(1 + e^x).</summary>
    public static double LogOnePlusExp(double x) => x > 35 ? x : LogOnePlus(Math.Exp(x));

    /// <summary>1 / (1 + e^−x).</summary>
    public static double Logistic(double x) =>
        x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    /// <summary>ln(1 + x) to full precision near 0 (Goldberg's correction of the rounded sum).</summary>
    public static double LogOnePlus(double x)
    {
        double sum = 1 + x;
        double rounded = sum - 1;
        return rounded == 0 ? x : Math.Log(sum) * (x / rounded);
    }

    /// <summary>1 − e^x for x ≤ 0, to full precision near 0.</summary>
    public static double OneMinusExp(double x) =>
        x < SmallestUseful ? BeyondTiny(x) : -x * (1 + ((x / 2) * (1 + (x / 3))));

    /// <summary>
    /// The integral of (B / (B + u))^s over u from 0 to h: h for s = 0, B ln(1 + h / B) for s = 1, no singularity
    /// anywhere.
    /// </summary>
    public static double PowerIntegral(double b, double s, double h)
    {
        double log = LogOnePlus(h / b);
        double exponent = (1 - s) * log;
        return Math.Abs(exponent) < 1e-5
            ? b * log * (1 + ((exponent / 2) * (1 + (exponent / 3))))
            : b * (exponent < 0 ? -OneMinusExp(exponent) : ExpMinusOne(exponent)) / (1 - s);
    }

    private static double BeyondTiny(double x)
    {
        // Kahan: the error of e^x and of its logarithm cancel.
        double e = Math.Exp(x);
        return e == 0 ? 1 : (1 - e) * (x / Math.Log(e));
    }

    private static double ExpMinusOne(double x)
    {
        double e = Math.Exp(x);
        return double.IsInfinity(e) ? e : (e - 1) * (x / Math.Log(e));
    }
}
