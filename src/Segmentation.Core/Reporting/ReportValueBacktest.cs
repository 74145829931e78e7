using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Clv;

namespace Segmentation.Reporting;

/// <summary>How well models of value and churn, fitted on a first period, foresaw a second one.</summary>
public sealed record ReportValueBacktest
{
    /// <summary>Where the events came from, in words.</summary>
    public required string Source { get; init; }

    /// <summary>The end of what the models saw.</summary>
    public required DateTimeOffset SplitAt { get; init; }

    /// <summary>The end of the holdout.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>The length of the holdout in days.</summary>
    public required int HoldoutDays { get; init; }

    /// <summary>Customers that were forecast; null when none could be.</summary>
    public int? CustomerCount { get; init; }

    /// <summary>Orders in the holdout; null without a test.</summary>
    public double? ActualOrders { get; init; }

    /// <summary>Customers with an order in the holdout; null without a test.</summary>
    public int? ActualActive { get; init; }

    /// <summary>The Brier score of telling everybody the average; null without a test.</summary>
    public double? BaseRateBrier { get; init; }

    /// <summary>The most revenue that a tenth of the customers could be ranked to bring; null when not known.</summary>
    public double? LargestTopDecileCapture { get; init; }

    /// <summary>How far the data carry a forecast: Full, Pooled, Heuristic or None.</summary>
    public required string Method { get; init; }

    /// <summary>Why, in words.</summary>
    public required string MethodReason { get; init; }

    /// <summary>The model in use with its parameters; null when there is none.</summary>
    public string? Model { get; init; }

    /// <summary>Horizon, discount rate and margin in words.</summary>
    public required string Statement { get; init; }

    /// <summary>What it means, one sentence each.</summary>
    public required IReadOnlyList<string> Verdict { get; init => field = Listed.Of(value); }

    /// <summary>What calls for care.</summary>
    public required IReadOnlyList<string> Cautions { get; init => field = Listed.Of(value); }

    /// <summary>The models, then the plain baselines.</summary>
    public required IReadOnlyList<ReportForecaster> Forecasters { get; init => field = Listed.Of(value); }

    /// <summary>Expected and actual orders of the model in use by orders before the split.</summary>
    public required IReadOnlyList<ReportForecastBin> ByFrequency { get; init => field = Listed.Of(value); }

    /// <summary>Expected and actual share of active customers of the model in use by forecast chance.</summary>
    public required IReadOnlyList<ReportForecastBin> Calibration { get; init => field = Listed.Of(value); }

    /// <summary>What was seen and what was forecast, in words.</summary>
    internal string Period =>
        $"Models and plain rules saw the purchases up to {Figures.Day(SplitAt)} and forecast the "
        + $"{Figures.Plural(HoldoutDays, "day")} up to {Figures.Day(AsOf)}.";

    internal static ReportValueBacktest Of(ValueMeasurement measured) => new()
    {
        Source = measured.Source,
        SplitAt = measured.SplitAt,
        AsOf = measured.AsOf,
        HoldoutDays = measured.HoldoutDays,
        CustomerCount = measured.Backtest?.Customers,
        ActualOrders = measured.Backtest?.ActualOrders,
        ActualActive = measured.Backtest?.ActualActive,
        BaseRateBrier = measured.Backtest?.BaseRateBrier,
        LargestTopDecileCapture = measured.Backtest?.OracleTopDecileCapture,
        Method = measured.Method.ToString(),
        MethodReason = measured.MethodReason,
        Model = measured.Model.Purchases is { } fit
            ? FormattableString.Invariant(
                $"{fit.Model.Kind}, {string.Join(", ", fit.Estimates)}, ln L {fit.LogLikelihood:F2}: {fit.Reason}")
            : null,
        Statement = measured.Statement,
        Verdict = [.. measured.Verdict],
        Cautions = [.. measured.Notes.Select(note => note.Message)],
        Forecasters =
        [
            .. measured.Forecasters.Select(f => new ReportForecaster(
                f.Name,
                f == measured.Chosen,
                Finite(f.ExpectedOrders),
                Finite(f.MeanAbsoluteError),
                Finite(f.RootMeanSquaredError),
                Finite(f.Correlation),
                Finite(f.Auc),
                Finite(f.Brier),
                Finite(f.TopDecileCapture))),
        ],
        ByFrequency =
        [
            .. measured.ByFrequency.Select(bin => new ReportForecastBin(
                FormattableString.Invariant($"{bin.Frequency}{(bin.OrMore ? "+" : "")}"),
                bin.Customers,
                Finite(bin.Expected),
                Finite(bin.Actual))),
        ],
        Calibration =
        [
            .. measured.Calibration.Select(bin => new ReportForecastBin(
                FormattableString.Invariant($"{100 * bin.From:F0} to {100 * bin.To:F0} %"),
                bin.Customers,
                Finite(bin.Expected),
                Finite(bin.Actual))),
        ],
    };

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}

/// <summary>The score of one forecaster; a figure it has no forecast for is null.</summary>
/// <param name="Name">The model or the baseline.</param>
/// <param name="Chosen">Whether it is the model in use.</param>
/// <param name="ExpectedOrders">Sum of the expected orders.</param>
/// <param name="MeanAbsoluteError">Mean absolute error of the orders per customer.</param>
/// <param name="RootMeanSquaredError">Root mean squared error of the orders per customer.</param>
/// <param name="Correlation">Correlation of expected and actual orders.</param>
/// <param name="Auc">Chance that an active customer was ranked above an inactive one.</param>
/// <param name="Brier">Mean squared error of the chances to be active.</param>
/// <param name="TopDecileCapture">Share of revenue brought by the tenth ranked first, in [0, 1].</param>
public sealed record ReportForecaster(
    string Name,
    bool Chosen,
    double? ExpectedOrders = null,
    double? MeanAbsoluteError = null,
    double? RootMeanSquaredError = null,
    double? Correlation = null,
    double? Auc = null,
    double? Brier = null,
    double? TopDecileCapture = null);

/// <summary>What was expected of some customers, and what came.</summary>
/// <param name="Label">Which customers.</param>
/// <param name="CustomerCount">How many; null when withheld.</param>
/// <param name="Expected">The mean forecast; null when nobody is in the bin, or when withheld.</param>
/// <param name="Actual">The mean that came; null when nobody is in the bin, or when withheld.</param>
public sealed record ReportForecastBin(
    string Label, int? CustomerCount = null, double? Expected = null, double? Actual = null);
