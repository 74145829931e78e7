using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Segmentation.Events;
using Segmentation.Profiles;

namespace Segmentation.Clv;

/// <summary>What to measure.</summary>
public sealed record ValueMeasurementOptions
{
    /// <summary>The value to forecast from the end on.</summary>
    public ValueOptions Value { get; init; } = new();

    /// <summary>The days held out; null for a third of the time from the first event to the end.</summary>
    public int? HoldoutDays { get; init; }

    /// <summary>The one model to use; null tries BG/NBD, MBG/NBD and Pareto/NBD and lets the holdout choose.</summary>
    public PurchaseModelKind? Model { get; init; }

    /// <summary>Whether to test <see cref="ProjectionFormula"/> as well, for comparison only.</summary>
    public bool IncludeProjectionFormula { get; init; }

    /// <summary>How to build the profiles; its as-of moment is the end of the holdout.</summary>
    public ProfileOptions Profiles { get; init; } = new();
}

/// <summary>
/// Whether to believe the value model of a dataset: its fit, and how it foresaw time it had not seen.
/// </summary>
public sealed record ValueMeasurement
{
    /// <summary>Where the data came from, in words.</summary>
    public required string Source { get; init; }

    /// <summary>The end of the holdout, from where the final model looks ahead.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>The end of what the backtested models saw.</summary>
    public required DateTimeOffset SplitAt { get; init; }

    /// <summary>The length of the holdout in days.</summary>
    public required int HoldoutDays { get; init; }

    /// <summary>How the holdout came about, in words.</summary>
    public required string HoldoutReason { get; init; }

    /// <summary>The final model, fitted to all data; chosen by the holdout where there was one.</summary>
    public required ValueModel Model { get; init; }

    /// <summary>The expected value of all customers with its interval.</summary>
    public required ValueTotal Total { get; init; }

    /// <summary>The backtest; null when nobody could be forecast.</summary>
    public required ValueBacktestResult? Backtest { get; init; }

    /// <summary>What it means, one sentence each.</summary>
    public required IReadOnlyList<string> Verdict { get; init => field = Listed.Of(value); }

    /// <summary>How far the data carry a forecast.</summary>
    public ValueMethod Method => Model.Method;

    /// <summary>Why, in words.</summary>
    public string MethodReason => Model.MethodReason;

    /// <summary>What the data offer.</summary>
    public ValueSufficiency Sufficiency => Model.Sufficiency;

    /// <summary>Horizon, discount rate and margin in words.</summary>
    public string Statement => Model.Statement;

    /// <summary>What calls for care.</summary>
    public IReadOnlyList<ValueNote> Notes => Model.Notes;

    /// <summary>The kind of the purchase model in use; null when there is none.</summary>
    public PurchaseModelKind? ModelKind => Model.Purchases?.Model.Kind;

    /// <summary>The models of the final fit, converged or not.</summary>
    public IReadOnlyList<ModelFit<PurchaseModel>> Fits =>
        Model.Candidates.Count > 0 ? Model.Candidates : Model.Purchases is { } only ? [only] : [];

    /// <summary>The models that the holdout and the likelihood chose from.</summary>
    public IReadOnlyList<PurchaseModelKind> Candidates => Model.Options.Models;

    /// <summary>The models, then the plain baselines, each with its score on the holdout.</summary>
    public IReadOnlyList<ForecasterScore> Forecasters => Backtest?.Forecasters ?? [];

    /// <summary>The score of the model in use, or else of the best one; null without a backtested model.</summary>
    public ForecasterScore? Chosen => Backtest is null ? null : InUse(Model, Backtest);

    /// <summary>Expected against actual orders of the chosen model by calibration frequency.</summary>
    public IReadOnlyList<FrequencyBin> ByFrequency => Chosen?.ByFrequency ?? [];

    /// <summary>Chances of the chosen model against what happened, in tenths of the chance.</summary>
    public IReadOnlyList<CalibrationBin> Calibration => Chosen?.Calibration ?? [];

    /// <summary>
    /// Builds the profiles of a dataset as of the split and as of the end, backtests all models and plain baselines on
    /// the time between, and fits the final model to all of it.
    /// </summary>
    /// <param name="dataset">The events.</param>
    /// <param name="options">What to measure.</param>
    /// <param name="progress">Told about each stage.</param>
    /// <param name="cancellation">Cancels the work.</param>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.InvalidOption"/>: the holdout is not shorter than the data; and what
    /// <see cref="ProfileBuilder"/> and <see cref="ValueModel"/> raise.
    /// </exception>
    public static ValueMeasurement Of(
        EventDataset dataset,
        ValueMeasurementOptions options,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        ArgumentNullException.ThrowIfNull(options);
        ProfileTable end = ProfileBuilder.Build(dataset, options.Profiles, progress, cancellation);
        DateTimeOffset first = end.Intake?.FirstEvent ?? end.AsOf;
        (int days, string reason) = Holdout(first, end.AsOf, options.HoldoutDays);
        DateTimeOffset split = end.AsOf.AddDays(-days);
        ProfileTable start = ProfileBuilder.Build(
            dataset, options.Profiles with { AsOf = split }, progress, cancellation);
        PurchaseModelKind[] kinds = options.Model is { } one
            ? [one]
            : [PurchaseModelKind.BgNbd, PurchaseModelKind.MbgNbd, PurchaseModelKind.ParetoNbd];
        (ValueBacktestResult? backtest, string? obstacle) =
            Backtests(start, end, options, [.. kinds, PurchaseModelKind.Nbd], progress, cancellation);
        ValueModel model = ValueModel.Fit(
            end, options.Value with { Models = kinds }, backtest, progress, cancellation);
        backtest = backtest?.About(InUse(model, backtest));
        List<string> verdict = [.. backtest?.Verdict ?? [obstacle!]];
        if (model.Method != ValueMethod.Full)
        {
            verdict.Add($"Method {model.Method}: {model.MethodReason}");
        }

        return new ValueMeasurement
        {
            Source = dataset.Source,
            AsOf = end.AsOf,
            SplitAt = split,
            HoldoutDays = days,
            HoldoutReason = reason,
            Model = model,
            Total = model.Total(end, cancellation: cancellation),
            Backtest = backtest,
            Verdict = verdict,
        };
    }

    /// <inheritdoc/>
    public override string ToString() => $"{ModelKind?.ToString() ?? "no model"}: {string.Join(" ", Verdict)}";

    private static ForecasterScore? InUse(ValueModel model, ValueBacktestResult backtest) =>
        (model.Purchases is { } fit ? backtest.Of(fit.Model.Kind) : null) ?? backtest.Best;

    private static (ValueBacktestResult? Result, string? Obstacle) Backtests(
        ProfileTable start,
        ProfileTable end,
        ValueMeasurementOptions options,
        IReadOnlyList<PurchaseModelKind> kinds,
        IProgress<StageProgress>? progress,
        CancellationToken cancellation)
    {
        ValueBacktestOptions settings = new()
        {
            Models = kinds,
            HiatusFactor = options.Value.HiatusFactor,
            IncludeProjectionFormula = options.IncludeProjectionFormula,
            MaximumThreads = options.Value.MaximumThreads,
        };
        try
        {
            return (ValueBacktest.Run(start, end, settings, progress, cancellation), null);
        }
        catch (SegmentationException error) when (error.ErrorId == ErrorIds.NoCustomers)
        {
            return (null, "No backtest: " + error.Message);
        }
    }

    private static (int Days, string Reason) Holdout(DateTimeOffset first, DateTimeOffset end, int? asked)
    {
        double span = (end - first).TotalDays;
        int days = asked ?? (int)Math.Floor(span / 3);
        if (days >= 1 && days < span)
        {
            return (days, asked is null
                ? FormattableString.Invariant($"a third of the {span:F0} days of the data")
                : "as given");
        }

        throw new SegmentationException(
            ErrorIds.InvalidOption,
            ErrorKind.InvalidArgument,
            FormattableString.Invariant($"A holdout of {days} days does not fit into data of {span:F1} days."),
            "Hold out at least a day, and fewer days than the data have; three days are the least to test with.",
            days);
    }
}
