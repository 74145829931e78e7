using System;
using System.Collections.Generic;
using System.Linq;

namespace Segmentation.Clv;

/// <summary>One step of a survival curve.</summary>
/// <param name="Time">When customers left, in the unit of the input.</param>
/// <param name="AtRisk">Customers still followed just before.</param>
/// <param name="Lost">Customers who left then.</param>
/// <param name="Survival">The share that survives this time.</param>
/// <param name="Low">Lower 95 % limit, log-log (Kalbfleisch and Prentice); null where it is not defined.</param>
/// <param name="High">Upper 95 % limit; null where it is not defined.</param>
public sealed record SurvivalStep(double Time, int AtRisk, int Lost, double Survival, double? Low, double? High);

/// <summary>The product-limit estimate of survival: no assumptions, for contracts that are seen to end.</summary>
public sealed record KaplanMeier
{
    private const double Deviations = 1.959963984540054;

    private KaplanMeier(IReadOnlyList<SurvivalStep> steps, int customers) => (Steps, Customers) = (steps, customers);

    /// <summary>The steps, in time.</summary>
    public IReadOnlyList<SurvivalStep> Steps { get; }

    /// <summary>The number of customers.</summary>
    public int Customers { get; }

    /// <summary>The first time at which at most half is left; null when more than half outlasts the data.</summary>
    public double? Median => Steps.FirstOrDefault(s => s.Survival <= 0.5)?.Time;

    /// <summary>Estimates the curve.</summary>
    /// <param name="durations">How long each customer has been followed; at least 0.</param>
    /// <param name="ended">Whether the customer then left (true) or was still there (false).</param>
    /// <exception cref="SegmentationException">
    /// The columns are empty, differ in length or hold a negative duration.
    /// </exception>
    public static KaplanMeier Estimate(IReadOnlyList<double> durations, IReadOnlyList<bool> ended)
    {
        ArgumentNullException.ThrowIfNull(durations);
        ArgumentNullException.ThrowIfNull(ended);
        if (durations.Count == 0 || durations.Count != ended.Count || durations.Any(d => !(d >= 0)))
        {
            throw new SegmentationException(
                ErrorIds.UnexpectedInput,
                ErrorKind.InvalidArgument,
                "Durations and ends have to be two columns of equal length without negative or missing durations.",
                "Give one duration and one flag per customer.");
        }

        int atRisk = durations.Count;
        double survival = 1;
        double greenwood = 0;
        List<SurvivalStep> steps = [];
        IEnumerable<IGrouping<double, bool>> times = durations.Zip(ended).GroupBy(p => p.First, p => p.Second);
        foreach (IGrouping<double, bool> time in times.OrderBy(g => g.Key))
        {
            int lost = time.Count(e => e);
            if (lost > 0)
            {
                survival *= 1 - ((double)lost / atRisk);
                greenwood += (double)lost / ((double)atRisk * (atRisk - lost));
                (double? low, double? high) = Limits(survival, greenwood);
                steps.Add(new SurvivalStep(time.Key, atRisk, lost, survival, low, high));
            }

            atRisk -= time.Count();
        }

        return new KaplanMeier(steps, durations.Count);
    }

    /// <summary>The share that survives a time.</summary>
    public double Survival(double time) => Steps.LastOrDefault(s => s.Time <= time)?.Survival ?? 1;

    private static (double? Low, double? High) Limits(double survival, double greenwood)
    {
        if (survival is <= 0 or >= 1)
        {
            return (null, null);
        }

        double width = Deviations * Math.Sqrt(greenwood) / -Math.Log(survival);
        return (Math.Pow(survival, Math.Exp(width)), Math.Pow(survival, Math.Exp(-width)));
    }
}
