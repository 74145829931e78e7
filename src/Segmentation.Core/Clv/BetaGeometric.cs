using System;
using MathNet.Numerics;

namespace Segmentation.Clv;

/// <summary>
/// What BG/NBD and MBG/NBD share. Purchases come at rate λ ~ Gamma(r, α); after a purchase the customer drops out with
/// probability p ~ Beta(a, b). The two differ only in whether the first purchase counts as an occasion to drop out,
/// which adds 1 to b's count of survived occasions: <paramref name="FirstCounts"/> is 1 for MBG/NBD, 0 for BG/NBD.
/// </summary>
internal readonly record struct BetaGeometric(double R, double Alpha, double A, double B, int FirstCounts)
{
    // Enough for 1e-8 on horizons of 20 (α + T), 1e-5 on 100; see the tests against the hypergeometric form.
    private const int QuadratureOrder = 32;

    /// <summary>
    /// ln of the odds that the customer dropped out after the last purchase; −∞ when that cannot have been.
    /// </summary>
    public double LogDropoutOdds(double x, double recencyWeeks, double tWeeks)
    {
        double survived = x + FirstCounts;
        return survived <= 0
            ? double.NegativeInfinity
            : Math.Log(A / (B + survived - 1)) + ((R + x) * Math.Log((Alpha + tWeeks) / (Alpha + recencyWeeks)));
    }

    public double LogLikelihood(double x, double recencyWeeks, double tWeeks) =>
        LogFrequencyTerm(x) - ((R + x) * Math.Log(Alpha + tWeeks)) +
        Stable.LogOnePlusExp(LogDropoutOdds(x, recencyWeeks, tWeeks));

    /// <summary>The part of ln L that depends on x alone.</summary>
    public double LogFrequencyTerm(double x)
    {
        double survived = x + FirstCounts;
        return SpecialFunctions.GammaLn(R + x) - SpecialFunctions.GammaLn(R) + (R * Math.Log(Alpha)) +
            SpecialFunctions.GammaLn(A + B) + SpecialFunctions.GammaLn(B + survived) -
            SpecialFunctions.GammaLn(B) - SpecialFunctions.GammaLn(A + B + survived);
    }

    public double ProbabilityAlive(double x, double recencyWeeks, double tWeeks) =>
        Stable.Logistic(-LogDropoutOdds(x, recencyWeeks, tWeeks));

    public ISurvivorForecast Survivor(double x) =>
        new Forecast(R + x, Alpha, new BetaQuadrature(A, B + x + FirstCounts, QuadratureOrder));

    /// <summary>Given alive, λ ~ Gamma(r + x, α + T) and p ~ Beta(a, b + occasions survived).</summary>
    private sealed class Forecast(double shape, double alpha, BetaQuadrature dropout) : ISurvivorForecast
    {
        // E[N | λ, p] = (1 − e^(−λpt)) / p, averaged over λ in closed form and over p by quadrature: smooth at a = 1,
        // where the hypergeometric form divides by zero.
        public double ExpectedPurchases(double tWeeks, double horizonWeeks)
        {
            double scaled = horizonWeeks / (alpha + tWeeks);
            double sum = 0;
            double[] nodes = dropout.Nodes;
            double[] weights = dropout.Weights;
            for (int i = 0; i < nodes.Length; i++)
            {
                sum += weights[i] * Stable.OneMinusExp(-shape * Stable.LogOnePlus(nodes[i] * scaled)) / nodes[i];
            }

            return sum;
        }

        // E[N (N − 1) | λ, p] = 2 (1 − p) / p² · (1 − e^(−λpt) (1 + λpt)).
        public double ExpectedPurchasePairs(double tWeeks, double horizonWeeks)
        {
            double scaled = horizonWeeks / (alpha + tWeeks);
            double sum = 0;
            for (int i = 0; i < dropout.Nodes.Length; i++)
            {
                double p = dropout.Nodes[i];
                sum += dropout.Weights[i] * 2 * (1 - p) * PairTerm(p * scaled) / (p * p);
            }

            return sum;
        }

        public double ProbabilityActive(double tWeeks, double horizonWeeks) =>
            Stable.OneMinusExp(-shape * Stable.LogOnePlus(horizonWeeks / (alpha + tWeeks)));

        private double PairTerm(double z)
        {
            if (shape * z < 1e-3)
            {
                return shape * (shape + 1) * z * z * (0.5 - ((shape + 2) * z / 3));
            }

            double log = Stable.LogOnePlus(z);
            return 1 - (Math.Exp(-shape * log) * (1 + (shape * z / (1 + z))));
        }
    }
}
