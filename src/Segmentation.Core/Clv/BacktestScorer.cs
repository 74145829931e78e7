using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MathNet.Numerics.Statistics;

namespace Segmentation.Clv;

/// <summary>Holds forecasts against a holdout, and says in words what came out.</summary>
internal sealed class BacktestScorer(PurchaseHistories histories, Outcome outcome, ValueBacktestOptions options)
{
    private const string PastRate = "PastRate";
    private const string RecencyGap = "RecencyGap";
    private const string PastSpend = "PastSpend";
    private const string Projection = "Projection";

    // Less than this is no difference worth a model.
    private const double NotableShare = 0.01;
    private const double NotableAuc = 0.005;

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
        yield return Score(PastRate, orders, active, orders, null, null);

        double[] gap = [.. Enumerable.Range(0, histories.Count).Select(i => -histories.SilenceDays(i))];
        yield return Score(RecencyGap, null, null, gap, null, null) with { Accuracy = HiatusAccuracy() };

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
        return result with { Verdict = [.. Verdict(result)] };
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

    private static IEnumerable<string> Verdict(ValueBacktestResult result)
    {
        foreach (ForecasterScore failed in result.Forecasters.Where(f => f.Fit is { Converged: false }))
        {
            yield return Text($"{failed.Name} did not converge: {failed.Fit!.Reason}.");
        }

        if (result.Best is not { } best)
        {
            yield return "No model could be fitted: only the plain baselines are shown.";
            yield break;
        }

        string sums = Text($"{best.Name} expected {best.ExpectedOrders:F0} orders where {result.ActualOrders:F0} came");
        yield return sums + Ratio(best, result);
        ForecasterScore rate = result.Forecasters.First(f => f.Name == PastRate);
        double change = 1 - (best.RootMeanSquaredError!.Value / rate.RootMeanSquaredError!.Value);
        yield return change > NotableShare
            ? Text($"Orders per customer: its error is {change:P0} below that of the past rate.")
            : Text($"Orders per customer: {best.Name} does no better than the past rate.");
        foreach (string line in Churn(result).Concat(Revenue(result)))
        {
            yield return line;
        }
    }

    private static string Ratio(ForecasterScore best, ValueBacktestResult result) => result.ActualOrders > 0
        ? Text($" (ratio {best.ExpectedOrders / result.ActualOrders:F2}).")
        : ".";

    private static IEnumerable<string> Churn(ValueBacktestResult result)
    {
        ForecasterScore? model = result.Forecasters
            .Where(f => f.Fit is not null && f.Auc is not null).MaxBy(f => f.Auc);
        if (model is null)
        {
            yield return "Churn: every customer was active, or none was, so rankings cannot be compared.";
            yield break;
        }

        ForecasterScore plain = result.Forecasters.Where(f => f.Fit is null && f.Auc is not null).MaxBy(f => f.Auc)!;
        string areas = Text($"(AUC {model.Auc:F3} against {plain.Auc:F3})");
        yield return model.Auc - plain.Auc > NotableAuc
            ? $"Churn: {model.Name} ranks customers better than {plain.Name} {areas}."
            : $"Churn: no model ranks customers better than {plain.Name} {areas}.";
        if (model.Brier >= result.BaseRateBrier)
        {
            yield return Text(
                $"Churn: telling everybody the share of active customers is no worse (Brier {model.Brier:F3}).");
        }
    }

    private static IEnumerable<string> Revenue(ValueBacktestResult result)
    {
        ForecasterScore? model = result.Forecasters
            .Where(f => f.Fit is not null && f.TopDecileCapture is not null).MaxBy(f => f.TopDecileCapture);
        ForecasterScore? plain = result.Forecasters
            .FirstOrDefault(f => f.Name == PastSpend && f.TopDecileCapture is not null);
        if (model is null || plain is null)
        {
            yield break;
        }

        double? most = result.OracleTopDecileCapture;
        string figures = Text(
            $"({model.TopDecileCapture:P1} against {plain.TopDecileCapture:P1}, at most {most:P1})");
        yield return model.TopDecileCapture - plain.TopDecileCapture > NotableShare
            ? $"Revenue: the best tenth by {model.Name} brought more than the best tenth by past spend {figures}."
            : $"Revenue: the best tenth by {model.Name} brought no more than the best tenth by past spend {figures}.";
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
