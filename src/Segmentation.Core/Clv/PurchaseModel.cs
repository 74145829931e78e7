using System;
using System.Collections.Generic;

namespace Segmentation.Clv;

/// <summary>
/// A fitted model of how often customers buy and when they stop. Times are in weeks throughout, so that parameters can
/// be compared with published ones; the profile columns, in days, are converted by <see cref="PurchaseHistories"/>.
/// </summary>
/// <remarks>
/// A customer is described by the frequency x (repeat purchase days), the recency t_x (first to last purchase) and T
/// (first purchase to now). For every method: x ≥ 0, 0 ≤ t_x ≤ T, and t_x = 0 where x = 0.
/// </remarks>
public abstract record PurchaseModel
{
    /// <summary>Which model it is.</summary>
    public abstract PurchaseModelKind Kind { get; }

    /// <summary>The parameters by their usual names, in their usual order; scale parameters in weeks.</summary>
    public abstract IReadOnlyList<ModelParameter> Parameters { get; }

    /// <summary>ln L of one customer's history.</summary>
    public abstract double LogLikelihood(double frequency, double recencyWeeks, double tWeeks);

    /// <summary>
    /// The probability that the customer has not dropped out yet. Not a churn score: BG/NBD gives every one-time buyer
    /// 1.
    /// </summary>
    public abstract double ProbabilityAlive(double frequency, double recencyWeeks, double tWeeks);

    /// <summary>
    /// What a customer with this frequency will do if still alive; one object serves all customers of equal x.
    /// </summary>
    public abstract ISurvivorForecast Survivor(double frequency);

    /// <summary>The probability of at least one purchase in the next <paramref name="horizonWeeks"/>.</summary>
    public double ProbabilityActive(double frequency, double recencyWeeks, double tWeeks, double horizonWeeks) =>
        ProbabilityAlive(frequency, recencyWeeks, tWeeks) *
        Survivor(frequency).ProbabilityActive(tWeeks, horizonWeeks);

    /// <summary>The expected number of purchases in the next <paramref name="horizonWeeks"/>.</summary>
    public double ExpectedPurchases(double frequency, double recencyWeeks, double tWeeks, double horizonWeeks) =>
        ProbabilityAlive(frequency, recencyWeeks, tWeeks) *
        Survivor(frequency).ExpectedPurchases(tWeeks, horizonWeeks);

    /// <summary>
    /// The expected number of repeat purchases of a randomly chosen new customer in the first
    /// <paramref name="horizonWeeks"/>: the conditional forecast of a customer about whom nothing is known yet.
    /// </summary>
    public double ExpectedPurchases(double horizonWeeks) => ExpectedPurchases(0, 0, 0, horizonWeeks);
}

/// <summary>The future of customers of one frequency, given that they are alive now; independent of t_x.</summary>
public interface ISurvivorForecast
{
    /// <summary>E[N], N the purchases in the next <paramref name="horizonWeeks"/>.</summary>
    double ExpectedPurchases(double tWeeks, double horizonWeeks);

    /// <summary>E[N (N − 1)], from which the variance of N follows.</summary>
    double ExpectedPurchasePairs(double tWeeks, double horizonWeeks);

    /// <summary>P(N &gt; 0).</summary>
    double ProbabilityActive(double tWeeks, double horizonWeeks);
}

/// <summary>The purchase models.</summary>
public enum PurchaseModelKind
{
    /// <summary>BG/NBD: may drop out after each repeat purchase (Fader, Hardie and Lee 2005).</summary>
    BgNbd,

    /// <summary>MBG/NBD: may drop out after each purchase, the first included (Batislam et al. 2007).</summary>
    MbgNbd,

    /// <summary>Pareto/NBD: may drop out at any time (Schmittlein, Morrison and Colombo 1987).</summary>
    ParetoNbd,

    /// <summary>NBD: never drops out. A yardstick, and the prior of the shrunken rate.</summary>
    Nbd,
}

/// <summary>One parameter of a model.</summary>
/// <param name="Name">Its usual name.</param>
/// <param name="Value">Its value; scale parameters in weeks.</param>
public sealed record ModelParameter(string Name, double Value)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Name} = {Value:G6}");
}
