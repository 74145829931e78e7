using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Globalization;
using System.Linq;
using Segmentation.Clv;

namespace Segmentation.PowerShell.Views;

/// <summary>Texts for the views of value measurements. They are shown and never part of an object.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ValueText
{
    private const int PeriodsShown = 12;
    private const int Width = 65;

    /// <summary>What was held out.</summary>
    public static string Holdout(ValueMeasurement measured) => Text(
        $"{measured.HoldoutDays:N0} days from {measured.SplitAt:yyyy-MM-dd} to {measured.AsOf:yyyy-MM-dd} ({measured.HoldoutReason})");

    /// <summary>What came in the holdout.</summary>
    public static string Actual(ValueMeasurement measured) => measured.Backtest is not { } test
        ? "not tested"
        : Text($"{test.ActualOrders:N0} orders by {test.ActualActive:N0} of {test.Customers:N0} customers")
            + (test.ActualRevenue is { } revenue ? Text($", revenue {revenue:N0}") : string.Empty)
            + (test.Excluded > 0 ? Text($"; {test.Excluded:N0} could not be forecast") : string.Empty);

    /// <summary>The table that says whether to believe the models.</summary>
    public static string Forecasters(ValueMeasurement measured)
    {
        if (measured.Backtest is not { } test)
        {
            return "none";
        }

        List<string> lines = [Line("", "Expected", "MAE", "RMSE", "Corr.", "AUC", "Brier", "Top 10 %")];
        lines.AddRange(measured.Forecasters.Select(f => Line(
            f == measured.Chosen ? f.Name + " *" : f.Name,
            Text($"{f.ExpectedOrders:N1}"),
            Text($"{f.MeanAbsoluteError:N3}"),
            Text($"{f.RootMeanSquaredError:N3}"),
            Text($"{f.Correlation:N3}"),
            Text($"{f.Auc:N3}"),
            Text($"{f.Brier:N3}"),
            Text($"{f.TopDecileCapture:P1}"))));
        lines.Add(Line(
            "(actual)", Text($"{test.ActualOrders:N1}"), "", "", "", "", Text($"{test.BaseRateBrier:N3}"), Text($"{test.OracleTopDecileCapture:P1}")));
        return string.Join('\n', lines);
    }

    /// <summary>The verdict, one sentence a line.</summary>
    public static string Verdict(ValueMeasurement measured) => Wrap(measured.Verdict);

    /// <summary>What the figures look at.</summary>
    public static string Statement(ValueMeasurement measured) => Wrap([measured.Statement]);

    /// <summary>The method with its reason.</summary>
    public static string Method(ValueMeasurement measured) => Wrap([$"{measured.Method}: {measured.MethodReason}"]);

    /// <summary>The chosen model with its parameters.</summary>
    public static string Model(ValueMeasurement measured) => measured.Model.Purchases is { } fit
        ? $"{Fit(fit.Model.Kind.ToString(), fit.LogLikelihood, fit.Converged, fit.Estimates)}\n{Wrap([measured.Model.ChoiceReason])}"
        : Wrap([measured.Model.ChoiceReason]);

    /// <summary>The spend model with its parameters.</summary>
    public static string Spend(ValueMeasurement measured) => measured.Model.Spend is { } fit
        ? Fit("Gamma-Gamma", fit.LogLikelihood, fit.Converged, fit.Estimates)
        : double.IsNaN(measured.Model.MeanOrderValue)
            ? "none; no order value is known"
            : Text($"none; mean order value {measured.Model.MeanOrderValue:N2}");

    /// <summary>A fitted model with its estimates.</summary>
    public static string FitOf(ModelFit fit) => $"{fit}";

    /// <summary>The forecaster that came out best.</summary>
    public static string BestOf(ValueBacktestResult found) => found.Best?.Name ?? string.Empty;

    /// <summary>The expected value of all customers.</summary>
    public static string Total(ValueMeasurement measured) => double.IsNaN(measured.Total.Mean)
        ? Wrap([measured.Total.Reason])
        : Text($"{measured.Total.Mean:N0}") + (measured.Total.P10 is { } low
            ? Text($" (80 % between {low:N0} and {measured.Total.P90:N0})")
            : $"\n{Wrap([measured.Total.Reason])}");

    /// <summary>What calls for care.</summary>
    public static string Notes(ValueMeasurement measured) => 
        Wrap(measured.Notes.Select(n => $"{n.Id}: {n.Message}"));

    /// <summary>How many were left after the first periods, a line each.</summary>
    public static string Periods(CustomerRetention found) => string.Join('\n', found.Periods.Take(PeriodsShown).Select(
        p => Text($"{p.Period,3}: {p.Expected:P1} expected") + (p.Observed is { } seen ? Text($", {seen:P1} seen") : "")));

    /// <summary>The range of a calibration bin.</summary>
    public static string Range(CalibrationBin bin) => Text($"{bin.From:P0} to {bin.To:P0}");

    /// <summary>The frequency of a bin.</summary>
    public static string Frequency(FrequencyBin bin) => Text($"{bin.Frequency}") + (bin.OrMore ? "+" : string.Empty);

    private static string Fit(string name, double likelihood, bool converged, IEnumerable<ParameterEstimate> estimates) =>
        Text($"{name}, ln L {likelihood:N2}, {(converged ? "converged" : "NOT CONVERGED")}\n")
        + Wrap([string.Join(", ", estimates.Select(Estimate))]);

    private static string Estimate(ParameterEstimate estimate) => Text($"{estimate.Name} {estimate.Value:G5}")
        + (estimate.StandardError is { } error ? Text($" (se {error:G2})") : " (se unknown)");

    private static string Line(string name, params string[] figures) =>
        (name.PadRight(12) + figures[0].PadLeft(9)
            + string.Concat(figures.Skip(1).Take(5).Select(f => f.PadLeft(7))) + figures[6].PadLeft(9))[..Width];

    private static string Wrap(IEnumerable<string> sentences) => Words.Wrap(sentences, Width);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.CurrentCulture);
}
