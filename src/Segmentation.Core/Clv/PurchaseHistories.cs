using System;
using System.Collections.Generic;
using Segmentation.Profiles;

namespace Segmentation.Clv;

/// <summary>
/// The purchase histories of all customers as columns, in days: what every value model is fitted on. A customer with
/// <see cref="Frequency"/> NaN has never bought.
/// </summary>
public sealed class PurchaseHistories
{
    /// <summary>Days per model week.</summary>
    public const double DaysPerWeek = 7;

    /// <summary>Creates the histories; all columns have one entry per customer.</summary>
    /// <param name="frequency">Repeat purchase days: days with a purchase, less the first.</param>
    /// <param name="recencyDays">First to last purchase, in days; 0 where the frequency is 0.</param>
    /// <param name="tDays">First purchase to the as-of date, in days.</param>
    /// <param name="monetaryValue">Mean spend of the repeat purchase days; NaN where there are none.</param>
    /// <param name="pastSpend">All spend so far, the first purchase included; null when it is not known.</param>
    /// <exception cref="SegmentationException">The columns differ in length.</exception>
    public PurchaseHistories(
        double[] frequency, double[] recencyDays, double[] tDays, double[] monetaryValue, double[]? pastSpend = null)
    {
        ArgumentNullException.ThrowIfNull(frequency);
        foreach (double[]? column in new[] { recencyDays, tDays, monetaryValue, pastSpend ?? frequency })
        {
            if (column is null || column.Length != frequency.Length)
            {
                throw new SegmentationException(
                    ErrorIds.UnexpectedInput,
                    ErrorKind.InvalidArgument,
                    "The columns of the purchase histories differ in length.",
                    "Give one entry per customer in each column.");
            }
        }

        (Frequency, RecencyDays, TDays, MonetaryValue) = (frequency, recencyDays, tDays, monetaryValue);
        PastSpend = pastSpend;
    }

    /// <summary>The number of customers.</summary>
    public int Count => Frequency.Length;

    /// <summary>Repeat purchase days.</summary>
    public double[] Frequency { get; }

    /// <summary>First to last purchase, in days.</summary>
    public double[] RecencyDays { get; }

    /// <summary>First purchase to the as-of date, in days.</summary>
    public double[] TDays { get; }

    /// <summary>Mean spend of the repeat purchase days.</summary>
    public double[] MonetaryValue { get; }

    /// <summary>All spend so far; null when it is not known.</summary>
    public double[]? PastSpend { get; }

    /// <summary>The histories of the customers of a profile table.</summary>
    /// <exception cref="SegmentationException">A column is missing.</exception>
    public static PurchaseHistories From(ProfileTable profiles)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        return new PurchaseHistories(
            Column(profiles, "Frequency"),
            Column(profiles, "RecencyDays"),
            Column(profiles, "TDays"),
            Column(profiles, "MonetaryValue"),
            profiles.Numbers("NetRevenue"));
    }

    /// <summary>The customers given, in that order.</summary>
    public PurchaseHistories Select(IReadOnlyList<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        double[] Pick(double[] values)
        {
            double[] picked = new double[rows.Count];
            for (int i = 0; i < picked.Length; i++)
            {
                picked[i] = values[rows[i]];
            }

            return picked;
        }

        return new PurchaseHistories(
            Pick(Frequency),
            Pick(RecencyDays),
            Pick(TDays),
            Pick(MonetaryValue),
            PastSpend is null ? null : Pick(PastSpend));
    }

    /// <summary>What can be done with the history of one customer.</summary>
    public HistoryState State(int row)
    {
        double x = Frequency[row];
        double recency = RecencyDays[row];
        double t = TDays[row];
        if (double.IsNaN(x))
        {
            return HistoryState.NoPurchase;
        }

        bool sane = x >= 0 && double.IsFinite(x) && double.IsFinite(t) && t >= 0 &&
            (x == 0 || (recency > 0 && recency <= t));
        return sane ? HistoryState.Usable : HistoryState.Inconsistent;
    }

    /// <summary>First to last purchase in weeks, 0 for one-time buyers.</summary>
    internal double RecencyWeeks(int row) => Frequency[row] == 0 ? 0 : RecencyDays[row] / DaysPerWeek;

    /// <summary>Days since the last purchase; recency may be missing for one-time buyers.</summary>
    internal double SilenceDays(int row) => TDays[row] - (Frequency[row] == 0 ? 0 : RecencyDays[row]);

    internal double TWeeks(int row) => TDays[row] / DaysPerWeek;

    /// <summary>Whether the customer says something about spend: a repeat buyer with a positive mean.</summary>
    internal bool HasSpend(int row) =>
        Frequency[row] > 0 && MonetaryValue[row] > 0 && double.IsFinite(MonetaryValue[row]);

    private static double[] Column(ProfileTable profiles, string name) =>
        profiles.Numbers(name) ?? throw new SegmentationException(
            ErrorIds.MissingColumn,
            ErrorKind.InvalidData,
            $"The profiles have no column {name}.",
            "Build the profiles from events that contain purchases.",
            name);
}

/// <summary>What can be done with a purchase history.</summary>
public enum HistoryState
{
    /// <summary>It is consistent.</summary>
    Usable,

    /// <summary>The customer has never bought.</summary>
    NoPurchase,

    /// <summary>It contradicts itself: a negative number, t_x above T, repeat purchases within no time.</summary>
    Inconsistent,
}
