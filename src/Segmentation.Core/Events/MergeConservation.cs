using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Segmentation.Identity;

namespace Segmentation.Events;

/// <summary>What resolving merges must not change, counted on both sides by a pass over each.</summary>
/// <param name="EventsBefore">Events before.</param>
/// <param name="EventsAfter">Events after, summed over customers.</param>
/// <param name="NetRevenueBefore">Σ purchase − Σ refund before.</param>
/// <param name="NetRevenueAfter">Σ purchase − Σ refund after, summed over customers.</param>
/// <param name="CustomersBefore">Ids that have events, as the source names them.</param>
/// <param name="CustomersAfter">Customers that have events.</param>
/// <param name="Components">
/// Groups of ids that have events, worked out again from the accepted rows of the ledger: what
/// <paramref name="CustomersAfter"/> must be.
/// </param>
public sealed record MergeConservation(
    long EventsBefore,
    long EventsAfter,
    decimal NetRevenueBefore,
    decimal NetRevenueAfter,
    int CustomersBefore,
    int CustomersAfter,
    int Components)
{
    private const double LargestAmount = 1e18;

    /// <summary>
    /// Whether no event and no money was lost or made up, and the customers are the groups that the ledger joins.
    /// </summary>
    public bool IsConserved =>
        EventsBefore == EventsAfter && NetRevenueBefore == NetRevenueAfter && CustomersAfter == Components;

    /// <summary>Reads both datasets once and compares.</summary>
    /// <remarks>
    /// The amount of a purchase is its total, else price × quantity (1 where missing), else nothing; of a refund
    /// likewise, as a positive number. Sums are exact to 1/10,000 of a currency unit.
    /// </remarks>
    /// <param name="before">The events as they came.</param>
    /// <param name="after">The same events with merges resolved.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static MergeConservation Check(
        EventDataset before,
        EventDataset after,
        CancellationToken cancellationToken = default)
    {
        Dictionary<string, Totals> raw = TotalsOf(before, mergeMap: null, cancellationToken);
        Dictionary<string, Totals> merged = TotalsOf(after, after.MergeMap, cancellationToken);
        return new MergeConservation(
            raw.Values.Sum(totals => totals.Events),
            merged.Values.Sum(totals => totals.Events),
            Money(raw.Values),
            Money(merged.Values),
            raw.Count,
            merged.Count,
            CountComponents(raw.Keys, after.MergeMap));
    }

    private static Dictionary<string, Totals> TotalsOf(
        EventDataset dataset,
        MergeMap? mergeMap,
        CancellationToken cancellationToken)
    {
        List<Totals> byCode = [];
        TextDictionary? ids = null;
        foreach (EventBatch batch in dataset.Read(new IntakeTally(), cancellationToken))
        {
            ids = batch.Vocabulary.Customers;
            while (byCode.Count < ids.Count)
            {
                byCode.Add(default);
            }

            Span<Totals> totals = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(byCode);
            for (int row = 0; row < batch.Count; row++)
            {
                ref Totals customer = ref totals[batch.Customers[row]];
                customer.Events++;
                customer.Money += AmountOf(batch, row);
            }
        }

        Dictionary<string, Totals> byId = new(StringComparer.Ordinal);
        for (int code = 0; code < byCode.Count; code++)
        {
            if (byCode[code].Events > 0)
            {
                string id = ids![code];
                string customer = mergeMap?.Resolve(id) ?? id;
                Totals sum = byId.GetValueOrDefault(customer);
                sum.Events += byCode[code].Events;
                sum.Money += byCode[code].Money;
                byId[customer] = sum;
            }
        }

        return byId;
    }

    /// <summary>Ten-thousandths of a currency unit: whole numbers add up the same in any order.</summary>
    private static Int128 AmountOf(EventBatch batch, int row)
    {
        EventType type = batch.Types[row];
        if (type is not (EventType.Purchase or EventType.Refund))
        {
            return 0;
        }

        double amount = batch.NumberOf(EventField.TotalAmount, row)
            ?? batch.NumberOf(EventField.ProductPrice, row) * (batch.NumberOf(EventField.Quantity, row) ?? 1)
            ?? 0;
        // Far beyond any money; it keeps one absurd amount from overflowing the sum.
        Int128 units = (Int128)Math.Round(Math.Clamp(amount * 10_000, -LargestAmount, LargestAmount));
        return type == EventType.Refund ? -units : units;
    }

    private static decimal Money(IEnumerable<Totals> totals)
    {
        Int128 sum = 0;
        foreach (Totals customer in totals)
        {
            sum += customer.Money;
        }

        return (decimal)sum / 10_000;
    }

    private static int CountComponents(ICollection<string> ids, MergeMap? mergeMap)
    {
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        int Number(string id)
        {
            if (!numbers.TryGetValue(id, out int number))
            {
                numbers[id] = number = numbers.Count;
            }

            return number;
        }

        int[] withEvents = [.. ids.Select(Number)];
        List<(int One, int Other)> joins = [];
        foreach (MergeLedgerEntry row in mergeMap?.Ledger ?? [])
        {
            if (row.Accepted)
            {
                joins.Add((Number(row.Entry.PastId), Number(row.Entry.CustomerId)));
            }
        }

        DisjointSets sets = new(numbers.Count);
        foreach ((int one, int other) in joins)
        {
            sets.Union(one, other);
        }

        return withEvents.Select(sets.Find).Distinct().Count();
    }

    private struct Totals
    {
        public long Events;
        public Int128 Money;
    }
}
