using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace Segmentation.Clv;

/// <summary>
/// Shifted beta-geometric model of subscriptions (Fader and Hardie 2007): each period a customer ends the contract with
/// probability θ ~ Beta(α, β). For businesses that see churn happen; one period is one renewal.
/// </summary>
/// <param name="Alpha">First parameter.</param>
/// <param name="Beta">Second parameter.</param>
public sealed record ShiftedBetaGeometric(double Alpha, double Beta)
{
    /// <summary>The parameters by their usual names.</summary>
    public IReadOnlyList<ModelParameter> Parameters => [new("alpha", Alpha), new("beta", Beta)];

    /// <summary>The share of a cohort still there after so many renewals.</summary>
    public double Survival(int periods)
    {
        double share = 1;
        for (int t = 1; t <= periods; t++)
        {
            share *= RetentionRate(t);
        }

        return share;
    }

    /// <summary>
    /// The share of those still there that renews in period t, from 1 on; it grows, as the doubtful leave first.
    /// </summary>
    public double RetentionRate(int period) => (Beta + period - 1) / (Alpha + Beta + period - 1);

    /// <summary>
    /// Discounted expected residual lifetime of a customer who has renewed so many times: all further renewals, each
    /// discounted to now.
    /// </summary>
    /// <param name="renewals">Renewals so far.</param>
    /// <param name="ratePerPeriod">Discount rate per period, above 0.</param>
    public double DiscountedResidualLifetime(int renewals, double ratePerPeriod)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(renewals);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ratePerPeriod);
        double sum = 0;
        double worth = 1;
        for (int t = renewals + 1; worth > 1e-12; t++)
        {
            worth *= RetentionRate(t) / (1 + ratePerPeriod);
            sum += worth;
        }

        return sum;
    }

    /// <summary>Fits one cohort by maximum likelihood.</summary>
    /// <param name="survivors">
    /// How many were there at the start, after period 1, after period 2, …; never growing.
    /// </param>
    /// <param name="cancellation">Cancels the fit.</param>
    /// <exception cref="SegmentationException">
    /// Fewer than two periods, a growing count, or no one left or stayed.
    /// </exception>
    public static ModelFit<ShiftedBetaGeometric> Fit(
        IReadOnlyList<double> survivors, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(survivors);
        bool sane = survivors.Count >= 3 && survivors.All(n => n >= 0 && double.IsFinite(n)) &&
            survivors.Zip(survivors.Skip(1), (a, b) => b <= a).All(ordered => ordered) &&
            survivors[^1] < survivors[0] && survivors[1] > 0;
        if (!sane)
        {
            throw new SegmentationException(
                ErrorIds.ModelNotFitted,
                ErrorKind.InsufficientData,
                "Survivor counts need two periods or more, may not grow, and someone has to leave and to stay.",
                "Give the size of the cohort and the number still there after each period.");
        }

        double[] stayed = [.. survivors.Skip(1)];
        return FitRenewals([.. stayed.Select((left, t) => survivors[t] - left)], stayed, survivors[0], cancellation);
    }

    /// <summary>Fits customers who started at different times: how many left and stayed at each renewal.</summary>
    internal static ModelFit<ShiftedBetaGeometric> FitRenewals(
        double[] lost, double[] stayed, double customers, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Likelihood likelihood = new(lost, stayed);
        WeakPenalty penalty = new([-7, -7], [7, 7], 0, 1000);
        double[][] starts = [[0, 0], [-1, 1], [1, 2]];
        Optimum optimum = MaximumLikelihood.Fit(likelihood, likelihood, 1, starts, penalty);
        ShiftedBetaGeometric model = new(Math.Exp(optimum.LogParameters[0]), Math.Exp(optimum.LogParameters[1]));
        return ValueModelFitter.Fit(model, model.Parameters, optimum, (long)customers);
    }

    // ln L = Σ lost_t ln P(T = t) + left ln S(n), as a product of renewals: each is a Bernoulli with a Beta-mixed
    // chance.
    private sealed class Likelihood(double[] lost, double[] stayed) : ILikelihood
    {
        public int ParameterCount => 2;

        public double Evaluate(ReadOnlySpan<double> logParameters, Span<double> gradient)
        {
            double alpha = Math.Exp(logParameters[0]);
            double beta = Math.Exp(logParameters[1]);
            double sum = 0;
            double byAlpha = 0;
            double byBeta = 0;
            for (int t = 0; t < lost.Length; t++)
            {
                double whole = alpha + beta + t;
                double inverse = (lost[t] + stayed[t]) / whole;
                sum += (lost[t] * Math.Log(alpha / whole)) + (stayed[t] * Math.Log((beta + t) / whole));
                byAlpha += (lost[t] / alpha) - inverse;
                byBeta += (stayed[t] / (beta + t)) - inverse;
            }

            gradient[0] = byAlpha * alpha;
            gradient[1] = byBeta * beta;
            return sum;
        }
    }
}
