using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Segmentation.Profiles;

namespace Segmentation.Clv;

/// <summary>The profile columns that a value model adds.</summary>
public static class ValueColumns
{
    /// <summary>The declarations, named after the churn horizon where they depend on it: <c>PChurn90</c>.</summary>
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
            new("ExpectedOrders" + days, $"orders in {days} days", ProfileUnit.Number,
                $"Expected orders of the next {days} days."),
            new("PActive" + days, $"chance to buy in {days} days", ProfileUnit.Share,
                $"Chance of at least one order in the next {days} days."),
            new("PChurn" + days, $"churn risk in {days} days", ProfileUnit.Share,
                $"Chance of no order in the next {days} days: 1 - PActive{days}."),
            new("PAlive", "chance to be a customer still", ProfileUnit.Share,
                "Chance of not having left for good. Not a churn score: a slow buyer may be alive and silent."),
            new("ExpectedOrderValue", "expected order value", ProfileUnit.Money,
                "Expected spend of the next order: the customer's own mean, shrunken towards everybody's."),
            new("ValueAtRisk", "value at risk", ProfileUnit.Money, $"Clv x PChurn{days}: the expected value hanging " +
                $"on customers by how likely they are to stay silent for {days} days."),
            new("Lapsed", "lapsed", ProfileUnit.Share,
                "1 where the customer has been silent for longer than the hiatus threshold, else 0."),
            new("ValueMethod", "value method", ProfileUnit.Text,
                "How the value figures were made: Full, Pooled, Heuristic or None."),
            new("ValueReason", "value method, reason", ProfileUnit.Text, "Why that method, in words."),
        ];
    }

    internal static ProfileTable AddTo(ProfileTable profiles, ValueForecast forecast, ValueOptions options)
    {
        double[] churn = Array.ConvertAll(forecast.ProbabilityActive, p => 1 - p);
        double[][] numbers =
        [
            forecast.Clv,
            forecast.ClvP10,
            forecast.ClvP90,
            forecast.ExpectedOrders,
            forecast.ProbabilityActive,
            churn,
            forecast.ProbabilityAlive,
            forecast.ExpectedOrderValue,
            [.. forecast.Clv.Zip(churn, (value, risk) => value * risk)],
            forecast.Lapsed,
        ];
        TextValues method = new(Array.ConvertAll(forecast.Method, m => (int)m), Enum.GetNames<ValueMethod>());
        TextValues reason = new(forecast.Reason, forecast.Reasons);
        IReadOnlyList<ProfileColumn> columns = Declare(options);
        return profiles.With(
            [.. numbers.Select((values, i) => (columns[i], values))],
            [(columns[numbers.Length], method), (columns[numbers.Length + 1], reason)]);
    }
}
