using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MathNet.Numerics.Statistics;

namespace Segmentation.Clv;

/// <summary>Holds forecasts against a holdout, and says in words what came out.</summary>
internal sealed class BacktestScorer(PurchaseHistories histories, Outcome outcome, ValueBacktestOptions options)
{
    internal const string PastRate = "PastRate";
    private const string RecencyGap = "RecencyGap";
    internal const string PastSpend = "PastSpend";
    private const string Projection = "Projection";

    private readonly bool[] _active = Array.ConvertAll(outcome.Orders, orders => orders > 0);

    public double Weeks { get; } = outcome.Days / PurchaseHistories.DaysPerWeek;

    /// <summary>Scores one forecaster.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="orders">Expected orders, or null.</param>
    /// <param name="active">Chances to be active, or null.</param>
    /// <param name="churnRank">Any score that is higher for customers more likely active, or null.</param>
    /// <param name="revenue">Expected revenue, or null.</param>
    /// <param name="revenueRank">Any score that is higher for customers who bring more, or null.</param>
    public ForecasterScore Score(
        string name,
        double[]? orders,
        double[]? active,
        double[]? churnRank,
        double[]? revenue,
        double[]? revenueRank) => new()
    {
        Name = name,
        ExpectedOrders = orders?.Sum(),
        MeanAbsoluteError = orders?.Zip(outcome.Orders, (e, a) => Math.Abs(e - a)).Average(),
        RootMeanSquaredError = orders is null
            ? null
            : Math.Sqrt(orders.Zip(outcome.Orders, (e, a) => (e - a) * (e - a)).Average()),
        Correlation = orders is null ? null : Finite(Correlation.Pearson(orders, outcome.Orders)),
        ExpectedActive = active?.Sum(),
        Brier = active?.Zip(_active, (p, a) => a ? (1 - p) * (1 - p) : p * p).Average(),
        Auc = churnRank is null ? null : ForecastAccuracy.Auc(churnRank, _active),
        Accuracy = active?.Zip(_active, (p, a) => p >= 0.5 == a ? 1.0 : 0).Average(),
        ExpectedRevenue = revenue?.Sum(),
        DecileCapture = revenueRank is null || outcome.Revenue is null
            ? null
            : ForecastAccuracy.DecileCapture(revenueRank, outcome.Revenue),
        Calibration = active is null ? [] : ForecastAccuracy.Calibration(active, _active),
        ByFrequency = orders is null ? [] : ForecastAccuracy.ByFrequency(histories.Frequency, orders, outcome.Orders),
    };

    /// <summary>What anybody would do without a model.</summary>
    public IEnumerable<ForecasterScore> Baselines()
    {
        double rate = histories.Frequency.Sum() / Math.Max(1e-9, histories.TDays.Sum());
        double[] orders = [.. histories.Frequency.Zip(
            histories.TDays, (x, t) => (t > 0 ? x / t : rate) * outcome.Days)];
        double[] active = Array.ConvertAll(orders, n => 1 - Math.Exp(-n));
        double[]? revenue = histories.PastSpend is { } spent
            ? [.. orders.Select((n, i) => n * spent[i] / (histories.Frequency[i] + 1))]
            : null;
        yield return Score(PastRate, orders, active, orders, revenue, revenue);

        double[] gap = [.. Enumerable.Range(0, histories.Count).Select(i => -histories.SilenceDays(i))];
        yield return Score(RecencyGap, null, null, gap, null, gap) with { Accuracy = HiatusAccuracy() };

        if (histories.PastSpend is not null)
        {
            yield return Score(PastSpend, null, null, null, null, histories.PastSpend);
        }

        if (options.IncludeProjectionFormula)
        {
            yield return ByProjection();
        }
    }

    // Each customer's past rate carried on; by the span between first and last order, whose shortness makes it explode.
    private ForecasterScore ByProjection()
    {
        double[] orders = [.. histories.Frequency.Zip(
            histories.RecencyDays, (x, span) => ProjectionFormula.OrdersPerMonth(x + 1, Span(span)) * outcome.Days / 30)];
        double[]? value = histories.PastSpend is not { } spend
            ? null
            : [.. orders.Select((_, i) => ProjectionFormula.Estimate(
                histories.Frequency[i] + 1, Span(histories.RecencyDays[i]), spend[i] / (histories.Frequency[i] + 1)))];
        return Score(Projection, orders, null, null, null, value);

        static double Span(double days) => double.IsNaN(days) ? 0 : days;
    }

    public ValueBacktestResult Result(IReadOnlyList<ForecasterScore> scores, int excluded)
    {
        double share = _active.Average(a => a ? 1.0 : 0);
        ValueBacktestResult result = new()
        {
            HoldoutDays = outcome.Days,
            Customers = histories.Count,
            Excluded = excluded,
            ActualOrders = outcome.Orders.Sum(),
            ActualActive = _active.Count(a => a),
            ActualRevenue = outcome.Revenue?.Sum(),
            BaseRateBrier = share * (1 - share),
            OracleTopDecileCapture = outcome.Revenue is null
                ? null
                : ForecastAccuracy.DecileCapture(outcome.Revenue, outcome.Revenue)?[0],
            Forecasters = scores,
            Verdict = [],
        };
        return result.About(result.Best);
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private double? HiatusAccuracy()
    {
        double[] cycles = [.. Enumerable.Range(0, histories.Count)
            .Where(i => histories.Frequency[i] > 0)
            .Select(i => histories.RecencyDays[i] / histories.Frequency[i])];
        return cycles.Length == 0
            ? null
            : new HiatusRule(options.HiatusFactor * cycles.Median()).Accuracy(histories, outcome.Orders);
    }
}
