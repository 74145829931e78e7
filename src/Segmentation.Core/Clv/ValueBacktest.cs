using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using MathNet.Numerics.Statistics;
using Segmentation.Profiles;

namespace Segmentation.Clv;

/// <summary>What to run in a backtest.</summary>
public sealed record ValueBacktestOptions
{
    /// <summary>The models to hold against the baselines.</summary>
    public IReadOnlyList<PurchaseModelKind> Models { get; init => field = Listed.Of(value); } =
        [PurchaseModelKind.BgNbd, PurchaseModelKind.MbgNbd, PurchaseModelKind.ParetoNbd, PurchaseModelKind.Nbd];

    /// <summary>The hiatus threshold in median times between purchases.</summary>
    public double HiatusFactor { get; init; } = 3;

    /// <summary>Whether to hold <see cref="ProjectionFormula"/> against what came as well, for comparison only.</summary>
    public bool IncludeProjectionFormula { get; init; }

    /// <summary>The most threads to use; null for one per core. The result does not depend on it.</summary>
    public int? MaximumThreads { get; init; }
}

/// <summary>
/// Fits on a first period, forecasts a second, and holds models and plain baselines against what came.
/// </summary>
public static class ValueBacktest
{
    /// <summary>Runs the backtest on the profiles of the same customers as of two dates.</summary>
    /// <param name="calibration">Profiles as of the split.</param>
    /// <param name="end">Profiles as of the end of the holdout, of the same events and merges.</param>
    /// <param name="options">What to run; null for the defaults.</param>
    /// <param name="progress">Told which forecaster is running.</param>
    /// <param name="cancellation">Cancels the run.</param>
    /// <exception cref="SegmentationException">
    /// The second date is not after the first, or nobody can be forecast.
    /// </exception>
    public static ValueBacktestResult Run(
        ProfileTable calibration,
        ProfileTable end,
        ValueBacktestOptions? options = null,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        ArgumentNullException.ThrowIfNull(end);
        PurchaseHistories before = PurchaseHistories.From(calibration);
        PurchaseHistories after = PurchaseHistories.From(end);
        Dictionary<string, int> places = new(end.Count, StringComparer.Ordinal);
        for (int row = 0; row < end.Count; row++)
        {
            places[end.CustomerIds[row]] = row;
        }

        double[] orders = new double[before.Count];
        bool hasSpend = before.PastSpend is not null && after.PastSpend is not null;
        double[]? revenue = hasSpend ? new double[before.Count] : null;
        for (int row = 0; row < orders.Length; row++)
        {
            int place = places.GetValueOrDefault(calibration.CustomerIds[row], -1);
            orders[row] = place < 0 ? double.NaN : after.Frequency[place] - before.Frequency[row];
            if (revenue is not null)
            {
                revenue[row] = place < 0 ? double.NaN : after.PastSpend![place] - before.PastSpend![row];
            }
        }

        double days = (end.AsOf - calibration.AsOf).TotalDays;
        return Run(before, orders, revenue, days, options, progress, cancellation);
    }

    /// <summary>Runs the backtest on plain columns.</summary>
    /// <param name="calibration">The histories as of the split.</param>
    /// <param name="holdoutOrders">
    /// Purchase days of each customer in the holdout; NaN for customers not followed.
    /// </param>
    /// <param name="holdoutRevenue">Revenue of each customer in the holdout; null when it is not known.</param>
    /// <param name="holdoutDays">The length of the holdout.</param>
    /// <param name="options">What to run; null for the defaults.</param>
    /// <param name="progress">Told which forecaster is running.</param>
    /// <param name="cancellation">Cancels the run.</param>
    /// <exception cref="SegmentationException">The holdout is empty, or nobody can be forecast.</exception>
    public static ValueBacktestResult Run(
        PurchaseHistories calibration,
        double[] holdoutOrders,
        double[]? holdoutRevenue,
        double holdoutDays,
        ValueBacktestOptions? options = null,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        ArgumentNullException.ThrowIfNull(holdoutOrders);
        options ??= new ValueBacktestOptions();
        Check(calibration, holdoutOrders, holdoutRevenue, holdoutDays);
        int[] rows = [.. Enumerable.Range(0, calibration.Count).Where(row =>
            calibration.State(row) == HistoryState.Usable && holdoutOrders[row] >= 0 &&
            (holdoutRevenue is null || double.IsFinite(holdoutRevenue[row])))];
        if (rows.Length == 0)
        {
            throw new SegmentationException(
                ErrorIds.NoCustomers,
                ErrorKind.InsufficientData,
                "No customer had bought before the split and can be followed through the holdout.",
                "Choose an earlier split, or a longer history.");
        }

        PurchaseHistories histories = calibration.Select(rows);
        Outcome outcome = new(
            [.. rows.Select(row => holdoutOrders[row])],
            holdoutRevenue is null ? null : [.. rows.Select(row => holdoutRevenue[row])],
            holdoutDays);
        BacktestScorer scorer = new(histories, outcome, options);
        List<ForecasterScore> scores =
        [
            .. Models(histories, scorer, options, progress, cancellation), .. scorer.Baselines(),
        ];
        return scorer.Result(scores, calibration.Count - rows.Length);
    }

    private static IEnumerable<ForecasterScore> Models(
        PurchaseHistories histories,
        BacktestScorer scorer,
        ValueBacktestOptions options,
        IProgress<StageProgress>? progress,
        CancellationToken cancellation)
    {
        bool repeats = histories.Frequency.Any(x => x > 0) && histories.TDays.Any(t => t > 0);
        if (!repeats)
        {
            yield break;
        }

        int threads = ValueModelFitter.Threads(options.MaximumThreads);
        ModelFit<GammaGamma>? spend = SpendOrNull(histories, threads, cancellation);
        PurchaseGroups groups = PurchaseGroups.From(histories);
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };
        foreach (PurchaseModelKind kind in options.Models.Distinct())
        {
            progress?.Report(new StageProgress("Backtesting value models", kind.ToString(), null));
            ModelFit<PurchaseModel> fit = ValueModelFitter.FitPurchases(kind, groups, threads, cancellation);
            DiscountSchedule undiscounted = DiscountSchedule.EndOfPeriod(1, scorer.Weeks, 0);
            Outlooks outlooks = new(groups, fit.Model, undiscounted, scorer.Weeks, parallel);
            double[] alive = [.. groups.GroupOfRow.Select(g => outlooks.Alive[g])];
            double[] orders = [.. groups.GroupOfRow.Select((g, i) => alive[i] * outlooks.Of(g).ChurnOrders)];
            double[] active = [.. groups.GroupOfRow.Select((g, i) => alive[i] * outlooks.Of(g).ChurnActive)];
            double[]? revenue = spend is null
                ? null
                : [.. orders.Select((n, i) => n * spend.Model.ExpectedSpend(
                    histories.HasSpend(i) ? histories.Frequency[i] : 0, histories.MonetaryValue[i]))];
            yield return scorer.Score(kind.ToString(), orders, active, active, revenue, revenue) with { Fit = fit };
        }
    }

    private static ModelFit<GammaGamma>? SpendOrNull(
        PurchaseHistories histories, int threads, CancellationToken cancellation)
    {
        (double[] frequency, double[] spend) = ValueModelFitter.Spenders(histories);
        if (spend.Length < 3)
        {
            return null;
        }

        ModelFit<GammaGamma> fit = ValueModelFitter.FitSpend((frequency, spend), threads, cancellation);
        return fit.Converged && fit.Model.Q > 1 ? fit : null;
    }

    private static void Check(
        PurchaseHistories calibration, double[] orders, double[]? revenue, double days)
    {
        if (!(days > 0))
        {
            throw new SegmentationException(
                ErrorIds.InvalidOption,
                ErrorKind.InvalidArgument,
                "The holdout has no length: its end is not after the split.",
                "Give the earlier profiles first.");
        }

        if (orders.Length != calibration.Count || (revenue is not null && revenue.Length != calibration.Count))
        {
            throw new SegmentationException(
                ErrorIds.UnexpectedInput,
                ErrorKind.InvalidArgument,
                "The holdout outcomes and the calibration histories differ in length.",
                "Give one outcome per customer.");
        }
    }
}

/// <summary>What came in the holdout.</summary>
internal sealed record Outcome(double[] Orders, double[]? Revenue, double Days);
