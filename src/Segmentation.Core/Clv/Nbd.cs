using System;
using System.Collections.Generic;
using MathNet.Numerics;

namespace Segmentation.Clv;

/// <summary>NBD: purchase rate λ ~ Gamma(r, α), no drop-out. The yardstick of every churn model.</summary>
/// <param name="R">Shape of the purchase rate.</param>
/// <param name="AlphaWeeks">Rate parameter of the purchase rate, in weeks.</param>
public sealed record Nbd(double R, double AlphaWeeks) : PurchaseModel
{
    /// <inheritdoc/>
    public override PurchaseModelKind Kind => PurchaseModelKind.Nbd;

    /// <inheritdoc/>
    public override IReadOnlyList<ModelParameter> Parameters => [new("r", R), new("alpha", AlphaWeeks)];

    /// <inheritdoc/>
    public override double LogLikelihood(double frequency, double recencyWeeks, double tWeeks) =>
        SpecialFunctions.GammaLn(R + frequency) - SpecialFunctions.GammaLn(R) + (R * Math.Log(AlphaWeeks)) -
        ((R + frequency) * Math.Log(AlphaWeeks + tWeeks));

    /// <inheritdoc/>
    public override double ProbabilityAlive(double frequency, double recencyWeeks, double tWeeks) => 1;

    /// <inheritdoc/>
    public override ISurvivorForecast Survivor(double frequency) => new Forecast(R + frequency, AlphaWeeks);

    private sealed class Forecast(double shape, double alpha) : ISurvivorForecast
    {
        public double ExpectedPurchases(double tWeeks, double horizonWeeks) => shape * horizonWeeks / (alpha + tWeeks);

        public double ExpectedPurchasePairs(double tWeeks, double horizonWeeks) =>
            shape * (shape + 1) * horizonWeeks * horizonWeeks / ((alpha + tWeeks) * (alpha + tWeeks));

        public double ProbabilityActive(double tWeeks, double horizonWeeks) =>
            Stable.OneMinusExp(-shape * Stable.LogOnePlus(horizonWeeks / (alpha + tWeeks)));
    }
}
