using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Segmentation.Profiles;

namespace Segmentation.Clv;

/// <summary>
/// A fitted model of what customers will be worth and who will stop buying: purchase model, spend model, the judgement
/// on how far the data carry them, and what to be careful about. Immutable; scores any table of profiles.
/// </summary>
public sealed record ValueModel
{
    /// <summary>Horizon, discount rate, margin, churn horizon and thresholds.</summary>
    public required ValueOptions Options { get; init; }

    /// <summary>What the data offer.</summary>
    public required ValueSufficiency Sufficiency { get; init; }

    /// <summary>How far the data carry a forecast; below the gate's own method where the fit failed.</summary>
    public required ValueMethod Method { get; init; }

    /// <summary>Why, in words.</summary>
    public required string MethodReason { get; init; }

    /// <summary>
    /// The purchase model in use: NBD under <see cref="ValueMethod.Heuristic"/>; null when there is none.
    /// </summary>
    public required ModelFit<PurchaseModel>? Purchases { get; init; }

    /// <summary>All purchase models that were fitted, converged or not.</summary>
    public required IReadOnlyList<ModelFit<PurchaseModel>> Candidates { get; init => field = Listed.Of(value); }

    /// <summary>Why <see cref="Purchases"/> was chosen, in words.</summary>
    public required string ChoiceReason { get; init; }

    /// <summary>The spend model; null when it could not be fitted or has no mean.</summary>
    public required ModelFit<GammaGamma>? Spend { get; init; }

    /// <summary>
    /// Mean spend per order over the whole base, in use where there is no spend model; NaN when unknown.
    /// </summary>
    public required double MeanOrderValue { get; init; }

    /// <summary>What calls for care.</summary>
    public required IReadOnlyList<ValueNote> Notes { get; init => field = Listed.Of(value); }

    /// <summary>What the value figures mean, in one line, to be printed beside them.</summary>
    public string Statement => FormattableString.Invariant(
        $"{Options.HorizonDays:G6} days ahead, discounted at {Options.AnnualDiscountRate:P1} a year, ") +
        (Options.Margin == 1
            ? "margin not given: revenue, not profit"
            : FormattableString.Invariant($"margin {Options.Margin:P1}: profit"));

    /// <summary>How the value figures were made, in a few sentences, with everything that calls for care.</summary>
    public string Description => string.Join(
        " ",
        (string[])
        [
            $"{Statement}. Method {Method}: {MethodReason}",
            .. Purchases is { } fit ? [$"Model {fit.Model.Kind}: {ChoiceReason}"] : Array.Empty<string>(),
            FormattableString.Invariant($"Churn is no order within {Options.ChurnHorizonDays} days."),
            .. Notes.Select(note => note.Message),
        ]);

    /// <summary>Fits the model to the customers of a profile table.</summary>
    /// <param name="profiles">Profiles with Frequency, RecencyDays, TDays and MonetaryValue.</param>
    /// <param name="options">What to forecast.</param>
    /// <param name="backtest">A backtest whose holdout decides between the models; null to go by likelihood.</param>
    /// <param name="progress">Told what is being fitted.</param>
    /// <param name="cancellation">Cancels the fit.</param>
    /// <exception cref="SegmentationException">An option is out of range, or a column is missing.</exception>
    public static ValueModel Fit(
        ProfileTable profiles,
        ValueOptions options,
        ValueBacktestResult? backtest = null,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellation = default) =>
        Fit(PurchaseHistories.From(profiles), options, backtest, progress, cancellation);

    /// <summary>Fits the model to purchase histories.</summary>
    /// <param name="histories">The histories.</param>
    /// <param name="options">What to forecast.</param>
    /// <param name="backtest">A backtest whose holdout decides between the models; null to go by likelihood.</param>
    /// <param name="progress">Told what is being fitted.</param>
    /// <param name="cancellation">Cancels the fit.</param>
    /// <exception cref="SegmentationException">An option is out of range.</exception>
    public static ValueModel Fit(
        PurchaseHistories histories,
        ValueOptions options,
        ValueBacktestResult? backtest = null,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(histories);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return new ValueModelBuilder(histories, options, backtest, progress, cancellation).Build();
    }

    /// <summary>
    /// The table with the forecast columns added (<see cref="ValueColumns"/>): Clv and its interval, expected orders,
    /// P(active) and P(churn) over the churn horizon, and the method with its reason for each customer.
    /// </summary>
    public ProfileTable Score(ProfileTable profiles, CancellationToken cancellation = default)
    {
        PurchaseHistories histories = PurchaseHistories.From(profiles);
        ValueForecast forecast = Forecast(histories, cancellation);
        ValueModel standard = this with { Options = Options with { ChurnHorizonDays = ValueColumns.StandardDays } };
        ValueDrivers drivers = ValueDrivers.Of(forecast, Options.Margin);
        ProfileTable scored = ValueColumns
            .AddTo(
                profiles,
                forecast,
                Options.ChurnHorizonDays == ValueColumns.StandardDays
                    ? forecast
                    : standard.Forecast(histories, cancellation),
                drivers,
                Options)
            .WithNote(new ValueModelNote(this));
        return drivers.Note() is { } note ? scored.WithNote(note) : scored;
    }

    /// <summary>The forecast for each customer.</summary>
    public ValueForecast Forecast(PurchaseHistories histories, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(histories);
        return new ValueScoring(this, histories, spendSpread: null, cancellation).Run();
    }

    /// <summary>
    /// The expected value of a group of customers with an 80 % interval: the customers' own chance, independent of each
    /// other, and the uncertainty of the estimates (delta method), which all share and which does not average out.
    /// </summary>
    public ValueTotal Total(PurchaseHistories histories, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(histories);
        return ValueTotals.Of(this, histories, cancellation);
    }

    /// <summary>The expected value of the customers in the rows given, all where null.</summary>
    public ValueTotal Total(
        ProfileTable profiles, IReadOnlyList<int>? rows = null, CancellationToken cancellation = default)
    {
        PurchaseHistories histories = PurchaseHistories.From(profiles);
        return Total(rows is null ? histories : histories.Select(rows), cancellation);
    }
}

/// <summary>How the value figures of a profile table were made, with the model that made them.</summary>
/// <param name="Model">The model.</param>
public sealed record ValueModelNote(ValueModel Model) : ProfileNote("Expected value (CLV)", Model.Description);
