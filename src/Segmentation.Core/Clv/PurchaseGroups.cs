using System;
using System.Collections.Generic;
using System.Linq;

namespace Segmentation.Clv;

/// <summary>
/// Customers with identical (x, t_x, T), counted once. Each of the three is a code into a short sorted list of distinct
/// values, so that logarithms and gamma functions are taken per value and not per customer. The order is that of the
/// values: shuffled input gives the same groups, and so the same bits in every sum over them.
/// </summary>
internal sealed class PurchaseGroups
{
    private PurchaseGroups(double[] x, double[] recency, double[] t, Group[] groups, int[] groupOfRow)
    {
        (XValues, RecencyWeeksValues, TWeeksValues) = (x, recency, t);
        (Groups, GroupOfRow) = (groups, groupOfRow);
        CustomerCount = groups.Sum(g => (long)g.Customers);
    }

    public double[] XValues { get; }

    public double[] RecencyWeeksValues { get; }

    public double[] TWeeksValues { get; }

    public Group[] Groups { get; }

    /// <summary>The group of each row; −1 for rows without a usable history.</summary>
    public int[] GroupOfRow { get; }

    public long CustomerCount { get; }

    public static PurchaseGroups From(PurchaseHistories histories)
    {
        int[] rows = [.. Enumerable.Range(0, histories.Count)
            .Where(row => histories.State(row) == HistoryState.Usable)];
        double[] xs = [.. rows.Select(row => histories.Frequency[row])];
        double[] recencies = [.. rows.Select(histories.RecencyWeeks)];
        double[] ts = [.. rows.Select(histories.TWeeks)];
        (double[] x, int[] xCodes) = Encode(xs);
        (double[] recency, int[] recencyCodes) = Encode(recencies);
        (double[] t, int[] tCodes) = Encode(ts);

        UInt128[] order = new UInt128[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            UInt128 key = (((UInt128)tCodes[i] * (uint)x.Length) + (uint)xCodes[i]) * (uint)recency.Length;
            order[i] = key + (uint)recencyCodes[i];
        }

        int[] places = [.. Enumerable.Range(0, rows.Length)];
        Array.Sort(order, places);
        int[] groupOfRow = new int[histories.Count];
        Array.Fill(groupOfRow, -1);
        List<Group> groups = [];
        for (int i = 0; i < places.Length; i++)
        {
            int place = places[i];
            if (i == 0 || order[i] != order[i - 1])
            {
                groups.Add(new Group(xCodes[place], recencyCodes[place], tCodes[place], 0));
            }

            groups[^1] = groups[^1] with { Customers = groups[^1].Customers + 1 };
            groupOfRow[rows[place]] = groups.Count - 1;
        }

        return new PurchaseGroups(x, recency, t, [.. groups], groupOfRow);
    }

    /// <summary>
    /// A thinned copy of about so many groups, every n-th of the sorted order: enough to find where to start on all.
    /// </summary>
    public PurchaseGroups Thin(int maximumGroups)
    {
        if (Groups.Length <= maximumGroups)
        {
            return this;
        }

        int step = (Groups.Length + maximumGroups - 1) / maximumGroups;
        Group[] thinned = [.. Groups.Where((_, i) => i % step == step / 2)];
        return new PurchaseGroups(XValues, RecencyWeeksValues, TWeeksValues, thinned, []);
    }

    private static (double[] Distinct, int[] Codes) Encode(double[] values)
    {
        double[] sorted = (double[])values.Clone();
        Array.Sort(sorted);
        int distinct = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            if (i == 0 || sorted[i] != sorted[distinct - 1])
            {
                sorted[distinct++] = sorted[i];
            }
        }

        double[] list = sorted[..distinct];
        int[] codes = new int[values.Length];
        for (int i = 0; i < codes.Length; i++)
        {
            codes[i] = Array.BinarySearch(list, values[i]);
        }

        return (list, codes);
    }

    /// <summary>One distinct history, as codes, and how many customers have it.</summary>
    internal readonly record struct Group(int X, int Recency, int T, int Customers);
}
