using System;
using System.Collections.Generic;
using MathNet.Numerics;

namespace Segmentation.Clv;

/// <summary>
/// Pareto/NBD (Schmittlein, Morrison and Colombo 1987): purchase rate λ ~ Gamma(r, α), lifetime exponential with rate
/// μ ~ Gamma(s, β).
/// </summary>
/// <param name="R">Shape of the purchase rate.</param>
/// <param name="AlphaWeeks">Rate parameter of the purchase rate, in weeks.</param>
/// <param name="S">Shape of the drop-out rate.</param>
/// <param name="BetaWeeks">Rate parameter of the drop-out rate, in weeks.</param>
public sealed record ParetoNbd(double R, double AlphaWeeks, double S, double BetaWeeks) : PurchaseModel
{
    /// <inheritdoc/>
    public override PurchaseModelKind Kind => PurchaseModelKind.ParetoNbd;

    /// <inheritdoc/>
    public override IReadOnlyList<ModelParameter> Parameters =>
        [new("r", R), new("alpha", AlphaWeeks), new("s", S), new("beta", BetaWeeks)];

    /// <inheritdoc/>
    public override double LogLikelihood(double frequency, double recencyWeeks, double tWeeks) =>
        SpecialFunctions.GammaLn(R + frequency) - SpecialFunctions.GammaLn(R) + (R * Math.Log(AlphaWeeks)) -
        ((R + frequency) * Math.Log(AlphaWeeks + tWeeks)) - (S * Math.Log((BetaWeeks + tWeeks) / BetaWeeks)) +
        Stable.LogOnePlusExp(LogDropoutOdds(frequency, recencyWeeks, tWeeks));

    /// <inheritdoc/>
    public override double ProbabilityAlive(double frequency, double recencyWeeks, double tWeeks) =>
        Stable.Logistic(-LogDropoutOdds(frequency, recencyWeeks, tWeeks));

    /// <inheritdoc/>
    public override ISurvivorForecast Survivor(double frequency) =>
        new Forecast(R + frequency, AlphaWeeks, S, BetaWeeks);

    /// <summary>
    /// Discounted expected residual transactions: all future purchases to infinity, each discounted to now at the
    /// continuous rate <paramref name="weeklyRate"/> (Fader, Hardie and Lee 2005, JMR 42(4)), by quadrature.
    /// </summary>
    /// <param name="frequency">Repeat purchase days.</param>
    /// <param name="recencyWeeks">First to last purchase.</param>
    /// <param name="tWeeks">First purchase to now.</param>
    /// <param name="weeklyRate">Continuous rate per week, above 0: ln(1.15) / 52 for 15 % a year.</param>
    public double DiscountedResidualPurchases(
        double frequency, double recencyWeeks, double tWeeks, double weeklyRate)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(weeklyRate);
        double alive = ProbabilityAlive(frequency, recencyWeeks, tWeeks);
        return alive * (R + frequency) / (AlphaWeeks + tWeeks) * DiscountedLifetime(BetaWeeks + tWeeks, weeklyRate);
    }

    // The odds that the customer left between the last purchase and now, to not having left.
    private double LogDropoutOdds(double x, double recencyWeeks, double tWeeks)
    {
        if (tWeeks <= recencyWeeks)
        {
            return double.NegativeInfinity;
        }

        double a = AlphaWeeks + recencyWeeks;
        double b = BetaWeeks + recencyWeeks;
        double h = tWeeks - recencyWeeks;
        double integral = PowerProduct.Integrate(a, R + x, b, S, h);
        return Math.Log(S * integral) + (S * Stable.LogOnePlus(h / b)) + ((R + x) * Stable.LogOnePlus(h / a));
    }

    // ∫ (B / (B + u))^s e^(−δu) du from 0 to ∞, in v = ln((B + u) / B), panel by panel until nothing is left.
    private double DiscountedLifetime(double b, double rate)
    {
        const double PanelWidth = 0.5;
        (double[] nodes, double[] weights) = GaussLegendre.Sixteen;
        double end = Stable.LogOnePlus(45 / (rate * b));
        int panels = (int)Math.Ceiling(end / PanelWidth);
        double width = end / panels;
        double sum = 0;
        for (int panel = 0; panel < panels; panel++)
        {
            for (int i = 0; i < nodes.Length; i++)
            {
                double v = width * (panel + nodes[i]);
                sum += width * weights[i] * b * Math.Exp(((1 - S) * v) - (rate * b * (Math.Exp(v) - 1)));
            }
        }

        return sum;
    }

    /// <summary>Given alive, λ ~ Gamma(r + x, α + T) and μ ~ Gamma(s, β + T).</summary>
    private sealed class Forecast(double shape, double alpha, double s, double beta) : ISurvivorForecast
    {
        public double ExpectedPurchases(double tWeeks, double horizonWeeks) =>
            shape / (alpha + tWeeks) * Stable.PowerIntegral(beta + tWeeks, s, horizonWeeks);

        // E[λ²] times twice the integral of u P(lifetime > u).
        public double ExpectedPurchasePairs(double tWeeks, double horizonWeeks)
        {
            double a = alpha + tWeeks;
            double b = beta + tWeeks;
            double weighted = Stable.PowerIntegral(b, s - 1, horizonWeeks) - Stable.PowerIntegral(b, s, horizonWeeks);
            return 2 * shape * (shape + 1) / (a * a) * b * weighted;
        }

        // The first purchase falls into (u, u + du) and the customer lives until u.
        public double ProbabilityActive(double tWeeks, double horizonWeeks) =>
            Math.Min(1, shape * PowerProduct.Integrate(beta + tWeeks, s, alpha + tWeeks, shape, horizonWeeks));
    }
}
