using System;
using System.Collections.Generic;
using MathNet.Numerics;

namespace Segmentation.Clv;

/// <summary>
/// Gamma-Gamma model of spend (Fader and Hardie 2013, note 025): the spend of an order is Gamma(p, ν) with ν ~ Gamma(q,
/// v), independent of how often the customer buys. Fitted on the mean spend of repeat purchase days.
/// </summary>
/// <param name="P">Shape of the spend of one order.</param>
/// <param name="Q">Shape of the mixing distribution; the mean exists for q &gt; 1, the variance for q &gt; 2.</param>
/// <param name="V">Scale of the mixing distribution, in money.</param>
public sealed record GammaGamma(double P, double Q, double V)
{
    /// <summary>The parameters by their usual names.</summary>
    public IReadOnlyList<ModelParameter> Parameters => [new("p", P), new("q", Q), new("v", V)];

    /// <summary>
    /// The mean spend per order over all customers, p v / (q − 1); NaN where q ≤ 1, as it is infinite there.
    /// </summary>
    public double PopulationMean => Q > 1 ? P * V / (Q - 1) : double.NaN;

    /// <summary>ln L of one customer; 0 for x = 0, where there is nothing to learn from.</summary>
    /// <param name="frequency">Repeat purchase days.</param>
    /// <param name="monetaryValue">Mean spend of those days, above 0.</param>
    public double LogLikelihood(double frequency, double monetaryValue) => frequency <= 0
        ? 0
        : SpecialFunctions.GammaLn((P * frequency) + Q) - SpecialFunctions.GammaLn(P * frequency) -
            SpecialFunctions.GammaLn(Q) + (Q * Math.Log(V)) + (((P * frequency) - 1) * Math.Log(monetaryValue)) +
            (P * frequency * Math.Log(frequency)) -
            (((P * frequency) + Q) * Math.Log(V + (frequency * monetaryValue)));

    /// <summary>
    /// The expected spend of the customer's next order, p (v + x z) / (p x + q − 1): the customer's own mean, shrunken
    /// towards everybody's. For x = 0 it is the population mean. NaN where q ≤ 1 and x = 0.
    /// </summary>
    public double ExpectedSpend(double frequency, double monetaryValue) => frequency <= 0
        ? PopulationMean
        : Positive((P * frequency) + Q - 1, P * (V + (frequency * monetaryValue)));

    /// <summary>
    /// The second moments of the spend of an order, given the history: (expected variance within the customer, variance
    /// of the customer's true mean). NaN where they are infinite.
    /// </summary>
    internal (double Within, double Between) Variances(double frequency, double monetaryValue)
    {
        double shape = (P * Math.Max(0, frequency)) + Q;
        double scale = V + (frequency > 0 ? frequency * monetaryValue : 0);
        if (shape <= 2)
        {
            return (double.NaN, double.NaN);
        }

        double mean = scale / (shape - 1);
        double inverseSquare = mean * mean * (shape - 1) / (shape - 2);
        return (P * inverseSquare, P * P * (inverseSquare - (mean * mean)));
    }

    private static double Positive(double denominator, double numerator) =>
        denominator > 0 ? numerator / denominator : double.NaN;
}
