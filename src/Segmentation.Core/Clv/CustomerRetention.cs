using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace Segmentation.Clv;

/// <summary>How many of the customers of a subscription stay, observed and expected.</summary>
/// <param name="Period">The number of renewals after the start.</param>
/// <param name="Observed">Kaplan–Meier share still there after it; null beyond the data.</param>
/// <param name="Expected">The share that the model expects; null when no model could be fitted.</param>
/// <param name="RenewalRate">The share of those before the renewal who stay, by the model.</param>
public sealed record RetentionPeriod(int Period, double? Observed, double? Expected, double? RenewalRate);

/// <summary>
/// Churn of customers under contract, whose leaving is seen: the Kaplan–Meier curve, and the shifted-beta-geometric model
/// (Fader and Hardie 2007), which carries the curve beyond the data.
/// </summary>
public sealed record CustomerRetention
{
    /// <summary>The number of customers.</summary>
    public required int Customers { get; init; }

    /// <summary>How many left while they were followed.</summary>
    public required int Ended { get; init; }

    /// <summary>The longest time any customer was followed, in periods.</summary>
    public required int PeriodsObserved { get; init; }

    /// <summary>The first period after which at most half is left; null when more than half outlasts the data.</summary>
    public required double? MedianPeriods { get; init; }

    /// <summary>The fitted model; null when it could not be fitted.</summary>
    public required ModelFit<ShiftedBetaGeometric>? Fit { get; init; }

    /// <summary>How the model came about, or why there is none.</summary>
    public required string Reason { get; init; }

    /// <summary>Period by period, beyond the data as far as was asked.</summary>
    public required IReadOnlyList<RetentionPeriod> Periods { get; init => field = Listed.Of(value); }

    /// <summary>Estimates retention from one row per customer.</summary>
    /// <param name="durations">How many whole periods each customer was there: 0 or more, 1 or more for those who left.</param>
    /// <param name="ended">Whether the customer then left (true) or was still there (false).</param>
    /// <param name="periodsAhead">How far beyond the data to look.</param>
    /// <param name="cancellationToken">Stops the fit.</param>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.UnexpectedInput"/>: no rows, columns of different length, or a duration that is negative,
    /// missing or not whole.
    /// </exception>
    public static CustomerRetention Of(
        IReadOnlyList<double> durations,
        IReadOnlyList<bool> ended,
        int periodsAhead = 12,
        CancellationToken cancellationToken = default)
    {
        KaplanMeier curve = KaplanMeier.Estimate(durations, ended);
        if (durations.Any(d => d > 10_000 || d != Math.Floor(d)) || durations.Zip(ended).Any(p => p.Second && p.First < 1))
        {
            throw new SegmentationException(
                ErrorIds.UnexpectedInput,
                ErrorKind.InvalidData,
                "A duration is not a whole number of periods up to 10,000, or somebody left before the first period ended.",
                "Count the periods paid for, such as months: whoever leaves has paid for one at least.");
        }

        int observed = (int)durations.Max();
        (ModelFit<ShiftedBetaGeometric>? fit, string reason) = FitModel(durations, ended, observed, cancellationToken);
        return new CustomerRetention
        {
            Customers = curve.Customers,
            Ended = ended.Count(left => left),
            PeriodsObserved = observed,
            MedianPeriods = curve.Median,
            Fit = fit,
            Reason = reason,
            Periods = Enumerable.Range(1, observed + periodsAhead).Select(t => new RetentionPeriod(
                t,
                t <= observed ? curve.Survival(t) : null,
                fit?.Model.Survival(t),
                fit?.Model.RetentionRate(t))).ToArray(),
        };
    }

    // At renewal t those left who ended with t periods; those stayed who were followed longer, or so long and no further.
    private static (ModelFit<ShiftedBetaGeometric>? Fit, string Reason) FitModel(
        IReadOnlyList<double> durations, IReadOnlyList<bool> ended, int observed, CancellationToken cancellationToken)
    {
        double[] lost = new double[observed];
        double[] stayed = new double[observed];
        for (int i = 0; i < durations.Count; i++)
        {
            int periods = (int)durations[i];
            int renewals = ended[i] ? periods - 1 : periods;
            for (int t = 0; t < renewals; t++)
            {
                stayed[t]++;
            }

            if (ended[i])
            {
                lost[periods - 1]++;
            }
        }

        if (observed < 2 || lost.Sum() == 0 || stayed.Sum() == 0)
        {
            return (null, "No model: it takes two periods or more, somebody who left and somebody who stayed.");
        }

        ModelFit<ShiftedBetaGeometric> fit =
            ShiftedBetaGeometric.FitRenewals(lost, stayed, durations.Count, cancellationToken);
        return (fit, fit.Reason);
    }
}
