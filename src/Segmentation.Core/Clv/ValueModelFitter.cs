using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace Segmentation.Clv;

/// <summary>Fits the purchase and spend models by maximum likelihood; identical histories are counted once.</summary>
public static class ValueModelFitter
{
    // Above this many distinct histories, every n-th of them is enough to find where to start.
    private const int StartGroups = 5000;

    // BG/NBD with a + b beyond this differs from a drop-out probability common to all by less than data can tell.
    private const double LargestDropoutSum = 100;

    /// <summary>Fits one purchase model.</summary>
    /// <param name="kind">Which model.</param>
    /// <param name="histories">The purchase histories; unusable ones are left out.</param>
    /// <param name="maximumThreads">Threads to use; the result does not depend on it.</param>
    /// <param name="cancellation">Cancels the fit.</param>
    /// <exception cref="SegmentationException">No customer has bought, or no time has passed for any.</exception>
    public static ModelFit<PurchaseModel> FitPurchases(
        PurchaseModelKind kind,
        PurchaseHistories histories,
        int? maximumThreads = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(histories);
        return FitPurchases(kind, PurchaseGroups.From(histories), Threads(maximumThreads), cancellation);
    }

    /// <summary>Fits Gamma-Gamma to the repeat buyers with positive spend.</summary>
    /// <param name="histories">The purchase histories.</param>
    /// <param name="maximumThreads">Threads to use; the result does not depend on it.</param>
    /// <param name="cancellation">Cancels the fit.</param>
    /// <exception cref="SegmentationException">Fewer than three customers have positive repeat spend.</exception>
    public static ModelFit<GammaGamma> FitSpend(
        PurchaseHistories histories, int? maximumThreads = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(histories);
        return FitSpend(Spenders(histories), Threads(maximumThreads), cancellation);
    }

    internal static ModelFit<PurchaseModel> FitPurchases(
        PurchaseModelKind kind, PurchaseGroups groups, int threads, CancellationToken cancellation)
    {
        double time = groups.Groups.Sum(g => g.Customers * groups.TWeeksValues[g.T]);
        double purchases = groups.Groups.Sum(g => g.Customers * groups.XValues[g.X]);
        if (time <= 0 || purchases <= 0)
        {
            throw new SegmentationException(
                ErrorIds.ModelNotFitted,
                ErrorKind.InsufficientData,
                $"{kind} cannot be fitted: there is no repeat purchase.",
                "Use a longer history, or the heuristic that the value model falls back to.");
        }

        PurchaseGroups part = groups.Thin(StartGroups);
        ILikelihood all = Likelihood(kind, groups, threads, cancellation);
        ILikelihood thinned = ReferenceEquals(part, groups) ? all : Likelihood(kind, part, threads, cancellation);
        double share = (double)part.CustomerCount / groups.CustomerCount;
        Optimum optimum = MaximumLikelihood.Fit(
            all,
            thinned,
            share,
            Starts(kind, purchases / time, time / groups.CustomerCount),
            Penalty(kind, groups.TWeeksValues[^1]));
        double[] parameters = Array.ConvertAll(optimum.LogParameters, Math.Exp);
        PurchaseModel model = Model(kind, parameters);
        return Fit(model, model.Parameters, optimum, groups.CustomerCount);
    }

    internal static ModelFit<GammaGamma> FitSpend(
        (double[] Frequency, double[] Spend) spenders,
        int threads,
        CancellationToken cancellation,
        GammaGamma? start = null)
    {
        (double[] frequency, double[] spend) = spenders;
        if (spend.Length < 3)
        {
            throw new SegmentationException(
                ErrorIds.ModelNotFitted,
                ErrorKind.InsufficientData,
                "Gamma-Gamma cannot be fitted: fewer than three customers have positive repeat spend.",
                "Use a longer history; until then the mean order value stands for everybody.");
        }

        double mean = spend.Average();
        GammaGammaLikelihood all = new(frequency, spend, threads, cancellation);
        double[][] starts = start is null
            ? [.. new[] { (5, 4.0), (1, 2.0), (20, 10.0) }.Select(s => new[]
            {
                Math.Log(s.Item1), Math.Log(s.Item2), Math.Log(mean * (s.Item2 - 1) / s.Item1),
            })]
            : [[Math.Log(start.P), Math.Log(start.Q), Math.Log(start.V)]];
        const int Most = 20_000;
        int step = Math.Max(1, spend.Length / Most);
        GammaGammaLikelihood thinned = step == 1
            ? all
            : new(Every(frequency, step), Every(spend, step), threads, cancellation);
        double low = Math.Log(mean) - 12;
        WeakPenalty penalty = new([Math.Log(0.01), Math.Log(0.01), low], [Math.Log(1e4), Math.Log(1e4), low + 24]);
        Optimum optimum = MaximumLikelihood.Fit(all, thinned, 1.0 / step, starts, penalty);
        double[] p = Array.ConvertAll(optimum.LogParameters, Math.Exp);
        GammaGamma model = new(p[0], p[1], p[2]);
        return Fit(model, model.Parameters, optimum, spend.Length);
    }

    /// <summary>(x, z) of the customers that say something about spend, in the order of the values.</summary>
    internal static (double[] Frequency, double[] Spend) Spenders(PurchaseHistories histories)
    {
        (double X, double Z)[] pairs = [.. Enumerable.Range(0, histories.Count)
            .Where(row => histories.State(row) == HistoryState.Usable && histories.HasSpend(row))
            .Select(row => (histories.Frequency[row], histories.MonetaryValue[row]))];
        Array.Sort(pairs);
        return (Array.ConvertAll(pairs, p => p.X), Array.ConvertAll(pairs, p => p.Z));
    }

    internal static int Threads(int? maximum) => Math.Max(1, maximum ?? Environment.ProcessorCount);

    /// <summary>The model of a kind with the given parameters, in their usual order.</summary>
    internal static PurchaseModel Model(PurchaseModelKind kind, IReadOnlyList<double> p) => kind switch
    {
        PurchaseModelKind.BgNbd => new BgNbd(p[0], p[1], p[2], p[3]),
        PurchaseModelKind.MbgNbd => new MbgNbd(p[0], p[1], p[2], p[3]),
        PurchaseModelKind.ParetoNbd => new ParetoNbd(p[0], p[1], p[2], p[3]),
        _ => new Nbd(p[0], p[1]),
    };

    private static double[] Every(double[] values, int step) =>
        [.. values.Where((_, i) => i % step == step / 2)];

    private static ILikelihood Likelihood(
        PurchaseModelKind kind, PurchaseGroups groups, int threads, CancellationToken cancellation) => kind switch
    {
        PurchaseModelKind.BgNbd => new BetaGeometricLikelihood(groups, 0, true, threads, cancellation),
        PurchaseModelKind.MbgNbd => new BetaGeometricLikelihood(groups, 1, true, threads, cancellation),
        PurchaseModelKind.ParetoNbd => new ParetoLikelihood(groups, threads, cancellation),
        _ => new BetaGeometricLikelihood(groups, 0, false, threads, cancellation),
    };

    // Scales relative to the data's own rate and span: the fit does not depend on the unit of time.
    private static double[][] Starts(PurchaseModelKind kind, double rate, double span)
    {
        (double R, double Slack, double First, double Second)[] shapes =
            [(0.5, 0.6, 0.8, 2.5), (1.5, 1, 0.3, 5), (0.2, 0.5, 1.5, 1.5)];
        return [.. shapes.Select(s => kind switch
        {
            PurchaseModelKind.Nbd => new[] { Math.Log(s.R), Math.Log(s.R / rate) },
            PurchaseModelKind.ParetoNbd =>
                [Math.Log(s.R), Math.Log(s.Slack * s.R / rate), Math.Log(s.First), Math.Log(s.First * span)],
            _ => [Math.Log(s.R), Math.Log(s.Slack * s.R / rate), Math.Log(s.First), Math.Log(s.Second)],
        })];
    }

    private static WeakPenalty Penalty(PurchaseModelKind kind, double longest)
    {
        (double Low, double High) shape = (Math.Log(1e-3), Math.Log(LargestDropoutSum));
        (double Low, double High) scale = (Math.Log(1e-3 * longest), Math.Log(1e3 * longest));
        return kind switch
        {
            PurchaseModelKind.Nbd => new([shape.Low, scale.Low], [shape.High, scale.High]),
            PurchaseModelKind.ParetoNbd => new(
                [shape.Low, scale.Low, shape.Low, scale.Low], [shape.High, scale.High, shape.High, scale.High]),
            _ => new(
                [shape.Low, scale.Low, shape.Low, shape.Low],
                [shape.High, scale.High, shape.High, shape.High],
                SumFrom: 2,
                MaximumSum: LargestDropoutSum),
        };
    }

    internal static ModelFit<TModel> Fit<TModel>(
        TModel model, IReadOnlyList<ModelParameter> parameters, Optimum optimum, long customers) => new()
    {
        Model = model,
        LogLikelihood = optimum.LogLikelihood,
        Estimates =
        [
            .. parameters.Select((p, i) => new ParameterEstimate(
                p.Name, p.Value, optimum.Covariance is { } c ? p.Value * Math.Sqrt(c[i, i]) : null)),
        ],
        Converged = optimum.Converged,
        Reason = optimum.Reason,
        PenaltyActive = optimum.PenaltyActive,
        Customers = customers,
        LogCovariance = optimum.Covariance,
    };
}
