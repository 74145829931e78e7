using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Segmentation.Profiles;

namespace Segmentation.Clv;

/// <summary>The profile columns that a value model adds.</summary>
public static class ValueColumns
{
    internal const int StandardDays = 90;

    private const string StayingFactor = nameof(CustomerProfile.ClvStayingFactor);
    private const string OrdersFactor = nameof(CustomerProfile.ClvOrdersFactor);
    private const string SpendFactor = nameof(CustomerProfile.ClvSpendFactor);

    /// <summary>
    /// The declarations. Names with a number look so many days ahead whatever was asked for; those without look over
    /// the churn horizon of the options, which <c>ChurnHorizonDays</c> states.
    /// </summary>
    public static IReadOnlyList<ProfileColumn> Declare(ValueOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string days = options.ChurnHorizonDays.ToString(CultureInfo.InvariantCulture);
        string horizon = options.HorizonDays.ToString("G6", CultureInfo.InvariantCulture);
        return
        [
            new("Clv", "expected value", ProfileUnit.Money, $"Expected spend of the next {horizon} days, discounted, " +
                "times the margin; revenue where no margin was given. Missing for customers who never bought."),
            new("ClvP10", "value, low", ProfileUnit.Money,
                "The value is below this with a chance of 10 %. Only for individual forecasts."),
            new("ClvP90", "value, high", ProfileUnit.Money,
                "The value is above this with a chance of 10 %. Only for individual forecasts."),
            new("ExpectedOrders90", "orders in 90 days", ProfileUnit.Number, "Expected orders of the next 90 days."),
            new("PActive90", "chance to buy in 90 days", ProfileUnit.Share,
                "Chance of at least one order in the next 90 days. Missing where the method is Heuristic or None."),
            new("PChurn90", "churn risk in 90 days", ProfileUnit.Share,
                "Chance of no order in the next 90 days: 1 - PActive90."),
            new("ChurnHorizonDays", "churn horizon", ProfileUnit.Days,
                "The horizon of PActive, PChurn, ExpectedOrders and ValueAtRisk; 90 unless another was asked for."),
            new("ExpectedOrders", $"orders in {days} days", ProfileUnit.Number,
                "Expected orders over the churn horizon."),
            new("PActive", $"chance to buy in {days} days", ProfileUnit.Share,
                "Chance of at least one order over the churn horizon."),
            new("PChurn", $"churn risk in {days} days", ProfileUnit.Share,
                "Chance of no order over the churn horizon: 1 - PActive."),
            new("PAlive", "chance to be a customer still", ProfileUnit.Share,
                "Chance of not having left for good. Not a churn score: a slow buyer may be alive and silent."),
            new("ExpectedOrderValue", "expected order value", ProfileUnit.Money,
                "Expected spend of the next order: the customer's own mean, shrunken towards everybody's."),
            new("ValueAtRisk", "value at risk", ProfileUnit.Money, "Clv x PChurn: the expected value hanging " +
                "on customers by how likely they are to stay silent over the churn horizon."),
            new("Lapsed", "lapsed", ProfileUnit.Share,
                "1 where the customer has been silent for longer than the hiatus threshold, else 0."),
            new(StayingFactor, "value factor: chance to stay", ProfileUnit.Number, "What drives Clv: PAlive as a multiple of " +
                "the median. Clv = the value of a typical customer, who is at all three medians, x the three factors. " +
                "Only for individual forecasts."),
            new(OrdersFactor, "value factor: orders", ProfileUnit.Number, "What drives Clv: discounted orders of the " +
                "horizon, given that the customer stays, as a multiple of the median. Only for individual forecasts."),
            new(SpendFactor, "value factor: spend", ProfileUnit.Number,
                "What drives Clv: ExpectedOrderValue as a multiple of the median. Only for individual forecasts."),
            new("ValueMethod", "value method", ProfileUnit.Text,
                "How the value figures were made: Full, Pooled, Heuristic or None."),
            new("ValueReason", "value method, reason", ProfileUnit.Text, "Why that method, in words."),
        ];
    }

    internal static ProfileTable AddTo(
        ProfileTable profiles,
        ValueForecast forecast,
        ValueForecast standard,
        ValueDrivers drivers,
        ValueOptions options)
    {
        double[] churn = Array.ConvertAll(forecast.ProbabilityActive, p => 1 - p);
        double[][] numbers =
        [
            forecast.Clv,
            forecast.ClvP10,
            forecast.ClvP90,
            standard.ExpectedOrders,
            standard.ProbabilityActive,
            Array.ConvertAll(standard.ProbabilityActive, p => 1 - p),
            [.. Enumerable.Repeat((double)options.ChurnHorizonDays, profiles.Count)],
            forecast.ExpectedOrders,
            forecast.ProbabilityActive,
            churn,
            forecast.ProbabilityAlive,
            forecast.ExpectedOrderValue,
            [.. forecast.Clv.Zip(churn, (value, risk) => value * risk)],
            forecast.Lapsed,
            .. drivers.Factors,
        ];
        TextValues method = new(Array.ConvertAll(forecast.Method, m => (int)m), Enum.GetNames<ValueMethod>());
        TextValues reason = new(forecast.Reason, forecast.Reasons);
        IReadOnlyList<ProfileColumn> columns = Declare(options);
        return profiles.With(
            [.. numbers.Select((values, i) => (columns[i], values))],
            [(columns[numbers.Length], method), (columns[numbers.Length + 1], reason)]);
    }
}
