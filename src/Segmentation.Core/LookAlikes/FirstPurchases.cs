using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using Segmentation.Profiles;

namespace Segmentation.LookAlikes;

/// <summary>
/// Who had not bought in a category at the split, and who then did. Customers who came after the split, or do not count
/// for want of a purchase in the source category, are not in it.
/// </summary>
internal sealed class FirstPurchases
{
    private readonly CustomerEngagement _past;
    private readonly CustomerEngagement _present;
    private readonly int[] _rowNow;
    private readonly int[] _modelOf;

    public FirstPurchases(
        CustomerEngagement past, CustomerEngagement present, int categories, int minimum, CancellationToken cancellation)
    {
        _past = past;
        _present = present;
        _rowNow = RowsNow(past.Table, present.Table);
        Candidates = new int[categories];
        Bought = new int[categories];
        List<Engaged> engaged = [];
        for (int row = 0; row < past.Table.Count; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            _past.Read(row, engaged);
            if (!_past.IsEligible(engaged))
            {
                _rowNow[row] = -1;
            }
            else if (_rowNow[row] >= 0)
            {
                Count(_past, row, Candidates, engaged);
                Count(_present, _rowNow[row], Bought, engaged);
            }
        }

        // Buyers at the split are buyers at the end: first purchases are the difference.
        int followed = _rowNow.Count(row => row >= 0);
        for (int c = 0; c < categories; c++)
        {
            Bought[c] -= Candidates[c];
            Candidates[c] = followed - Candidates[c];
        }

        Modelled = [.. Enumerable.Range(0, categories).Where(c => Bought[c] >= minimum)];
        _modelOf = [.. Enumerable.Range(0, categories).Select(c => Modelled.BinarySearch(c))];
    }

    /// <summary>Customers without a purchase at the split, by category.</summary>
    public int[] Candidates { get; }

    /// <summary>Those of them who bought in the horizon.</summary>
    public int[] Bought { get; }

    /// <summary>The categories with enough first purchases, in order.</summary>
    public List<int> Modelled { get; }

    /// <summary>The place of a category among those modelled; negative when it is not.</summary>
    public int ModelOf(int category) => _modelOf[category];

    /// <summary>The share of candidates who bought.</summary>
    public double BaseRate(int category) => (double)Bought[category] / Candidates[category];

    /// <summary>
    /// The cases of one half of the customers, or of all, in the categories given. Where there would be more cases than can be held, a sample
    /// of the customers by the hash of their ids.
    /// </summary>
    public PurchaseCases Cases(
        IReadOnlyList<int> categories, int maximum, int? half, CancellationToken cancellation)
    {
        double share = Math.Min(1, (double)maximum / Math.Max(1, categories.Sum(c => (long)Candidates[c])));
        List<double> features = [];
        List<int> category = [];
        List<bool> bought = [];
        List<int> customer = [];
        List<Engaged> before = [];
        List<Engaged> after = [];
        Span<double> buffer = stackalloc double[CustomerEngagement.Width];
        for (int row = 0; row < _rowNow.Length; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            ulong hash = Hash(_past.Table.CustomerIds[row]);
            if (_rowNow[row] < 0 || (half is { } h && (int)(hash & 1) != h) || (hash >> 11) * (1.0 / (1UL << 53)) >= share)
            {
                continue;
            }

            _past.Read(row, before);
            _present.Read(_rowNow[row], after);
            for (int m = 0; m < categories.Count; m++)
            {
                if (!CustomerEngagement.HasBought(before, categories[m]))
                {
                    _past.Fill(row, categories[m], before, buffer);
                    features.AddRange(buffer);
                    category.Add(m);
                    bought.Add(CustomerEngagement.HasBought(after, categories[m]));
                    customer.Add(row);
                }
            }
        }

        return new PurchaseCases([.. features], [.. category], [.. bought], [.. customer]);
    }

    /// <summary>The share of cases that bought, by modelled category.</summary>
    public static double[] Rates(PurchaseCases cases, int categories)
    {
        double[] bought = new double[categories];
        double[] all = new double[categories];
        for (int i = 0; i < cases.Count; i++)
        {
            all[cases.Category[i]]++;
            bought[cases.Category[i]] += cases.Bought[i] ? 1 : 0;
        }

        return [.. bought.Select((count, c) => all[c] > 0 ? count / all[c] : 0)];
    }

    private static ulong Hash(string id) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(id)));

    private static void Count(CustomerEngagement customers, int row, int[] counts, List<Engaged> engaged)
    {
        customers.Read(row, engaged);
        foreach (Engaged item in engaged)
        {
            counts[item.Category] += item.Purchases > 0 ? 1 : 0;
        }
    }

    private static int[] RowsNow(ProfileTable past, ProfileTable present)
    {
        Dictionary<string, int> rows = new(present.Count, StringComparer.Ordinal);
        for (int row = 0; row < present.Count; row++)
        {
            rows[present.CustomerIds[row]] = row;
        }

        return [.. past.CustomerIds.Select(id => rows.GetValueOrDefault(id, -1))];
    }
}
