using System;
using System.Collections.Generic;
using Segmentation.Clv;
using Segmentation.Profiles;

namespace Segmentation.Tests.Clv;

/// <summary>Profile tables of nothing but purchase histories.</summary>
internal static class Tables
{
    public static ProfileTable Of(PurchaseHistories histories, string[] ids, DateTimeOffset asOf)
    {
        Dictionary<string, double[]> numbers = new(StringComparer.Ordinal)
        {
            ["Frequency"] = histories.Frequency,
            ["RecencyDays"] = histories.RecencyDays,
            ["TDays"] = histories.TDays,
            ["MonetaryValue"] = histories.MonetaryValue,
        };
        if (histories.PastSpend is not null)
        {
            numbers["NetRevenue"] = histories.PastSpend;
        }

        return new ProfileTable(ids, asOf, [], numbers, new Dictionary<string, TextValues>(StringComparer.Ordinal));
    }
}
