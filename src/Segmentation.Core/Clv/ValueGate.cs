using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MathNet.Numerics.Statistics;

namespace Segmentation.Clv;

/// <summary>Decides, before anything is fitted, how far the data carry a forecast.</summary>
internal static class ValueGate
{
    // A window of less than two purchase cycles shows no one coming back or staying away.
    private const double CyclesNeeded = 2;

    public static ValueSufficiency Assess(PurchaseHistories histories, ValueOptions options)
    {
        int customers = 0;
        int withoutPurchase = 0;
        double span = 0;
        List<double> gaps = [];
        for (int row = 0; row < histories.Count; row++)
        {
            HistoryState state = histories.State(row);
            withoutPurchase += state == HistoryState.NoPurchase ? 1 : 0;
            if (state == HistoryState.Usable)
            {
                customers++;
                span = Math.Max(span, histories.TDays[row]);
                if (histories.Frequency[row] > 0)
                {
                    gaps.Add(histories.RecencyDays[row] / histories.Frequency[row]);
                }
            }
        }

        double? gap = gaps.Count > 0 ? gaps.Median() : null;
        (ValueMethod method, string reason) = Judge(customers, gaps.Count, span, gap, options);
        return new ValueSufficiency(
            method,
            reason,
            customers,
            gaps.Count,
            withoutPurchase,
            histories.Count - customers - withoutPurchase,
            span,
            gap);
    }

    private static (ValueMethod Method, string Reason) Judge(
        int customers, int repeaters, double span, double? gap, ValueOptions options)
    {
        if (customers == 0)
        {
            return (ValueMethod.None, "No customer has a usable purchase history.");
        }

        if (span <= 0)
        {
            return (ValueMethod.None, "All purchases fall on the as-of date: no time has been observed after them.");
        }

        if (customers < options.PooledCustomers)
        {
            string few = Text($"Only {customers:N0} customers have bought: below {options.PooledCustomers:N0}, ");
            return (ValueMethod.Heuristic, few + "drop-out cannot be told from chance.");
        }

        if (repeaters == 0)
        {
            return (ValueMethod.Heuristic, "No customer has bought on a second day: there is nothing to fit.");
        }

        List<string> missing = [];
        if (customers < options.FullCustomers)
        {
            missing.Add(Text($"{options.FullCustomers} buyers ({Plural.Of(customers, "buyer")} in the data)"));
        }

        if (repeaters < options.FullRepeaters)
        {
            missing.Add(Text($"{options.FullRepeaters} repeat buyers ({Plural.Of(repeaters, "repeat buyer")} in the data)"));
        }

        if (span < CyclesNeeded * gap)
        {
            missing.Add(Text($"a history of two purchase cycles of {gap:F0} days ({span:F0} days in the data)"));
        }

        string needs = string.Join(" and ", missing);
        return missing.Count == 0
            ? (ValueMethod.Full, Text(
                $"{customers:N0} customers, {repeaters:N0} repeat buyers and {span:N0} days carry individual forecasts."))
            : (ValueMethod.Pooled, $"Individual forecasts need {needs}: figures are means of pools.");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
