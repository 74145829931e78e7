using System;
using System.Linq;
using System.Threading;
using Segmentation.Clv;
using Segmentation.Profiles;
using Segmentation.Segments;
using static System.FormattableString;

namespace Segmentation.Decisions;

/// <summary>What each customer of a run will spend over the horizon if nobody does anything.</summary>
internal sealed record ValueBase
{
    /// <summary>What it rests on, or why there is none.</summary>
    public required string Reason { get; init; }

    /// <summary>The model over the horizon, in revenue; null when there is none.</summary>
    public ValueModel? Model { get; init; }

    /// <summary>The purchase histories; null without a model.</summary>
    public PurchaseHistories? Histories { get; init; }

    /// <summary>The forecast of everybody; null without a model.</summary>
    public ValueForecast? Forecast { get; init; }

    /// <summary>
    /// Takes the model that valued the profiles, and fits one where none did; a model whose margin or horizon is another
    /// is asked anew, so that margin never counts twice.
    /// </summary>
    public static ValueBase Of(RunColumns columns, ViabilityAssumptions assumptions, CancellationToken cancellation)
    {
        string[] needed = ["Frequency", "RecencyDays", "TDays", "MonetaryValue"];
        if (columns.Profiles is not { } profiles || !Array.TrueForAll(needed, n => profiles.Numbers(n) is not null))
        {
            return new ValueBase { Reason = "There is no purchase history: nothing to forecast value from." };
        }

        ValueModel model = profiles.Notes.OfType<ValueModelNote>().FirstOrDefault()?.Model
            ?? ValueModel.Fit(profiles, new ValueOptions(), cancellation: cancellation);
        model = model with
        {
            Options = model.Options with
            {
                HorizonDays = assumptions.HorizonDays,
                ChurnHorizonDays = assumptions.HorizonDays,
                Margin = 1,
            },
        };
        if (model.Method == ValueMethod.None)
        {
            return new ValueBase { Reason = $"There is no value model: {model.MethodReason}" };
        }

        PurchaseHistories histories = PurchaseHistories.From(profiles);
        return new ValueBase
        {
            Reason = Invariant($"Revenue expected over {assumptions.HorizonDays} days, ")
                + Invariant($"discounted at {model.Options.AnnualDiscountRate * 100:0.#} % a year; method {model.Method}."),
            Model = model,
            Histories = histories,
            Forecast = model.Forecast(histories, cancellation),
        };
    }

    /// <summary>The value of some customers with its interval, and what it rests on.</summary>
    public (Interval80? Value, string Reason) Of(int[] rows, CancellationToken cancellation)
    {
        if (Model is null || Histories is null || rows.Length == 0)
        {
            return (null, Reason);
        }

        ValueTotal total = ValueTotals.OfObservedSpend(Model, Histories.Select(rows), cancellation);
        if (total.Customers == 0 || !double.IsFinite(total.Mean))
        {
            return (null, "No member has a value: none has a purchase history with amounts.");
        }

        string never = total.WithoutValue > 0
            ? Invariant($" {Plural.Of(total.WithoutValue, "member")} without a value left out.")
            : "";
        return (
            new Interval80(total.Mean, total.P10, total.P90),
            (total.P10, total.ChanceShare) switch
            {
                (null, _) => $"{Reason}{never} No interval: {total.Reason}",
                (_, null) => $"{Reason}{never} {total.Reason}",
                _ => $"{Reason}{never}",
            });
    }
}
