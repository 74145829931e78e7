using System;
using System.Collections.Generic;

namespace Segmentation.Identity;

/// <summary>Which id each merged id now goes by, and how that came about.</summary>
public sealed class MergeMap
{
    private readonly Dictionary<string, string> _canonical;
    private readonly Dictionary<string, IReadOnlyList<string>> _merged;

    /// <summary>Creates the map.</summary>
    /// <param name="canonical">Past id → surviving id; surviving ids are not keys.</param>
    /// <param name="asOf">Only merges made up to this time are in the map; null when all are.</param>
    /// <param name="ledger">Every history row with what became of it, in the order of the input.</param>
    /// <param name="conflicts">The contradictions found.</param>
    public MergeMap(
        IReadOnlyDictionary<string, string> canonical,
        DateTimeOffset? asOf,
        IReadOnlyList<MergeLedgerEntry> ledger,
        IReadOnlyList<MergeConflict> conflicts)
    {
        _canonical = new Dictionary<string, string>(canonical, StringComparer.Ordinal);
        AsOf = asOf;
        Ledger = ledger;
        Conflicts = conflicts;
        Dictionary<string, List<string>> merged = new(StringComparer.Ordinal);
        foreach ((string past, string survivor) in _canonical)
        {
            if (!merged.TryGetValue(survivor, out List<string>? list))
            {
                merged[survivor] = list = [];
            }

            list.Add(past);
        }

        _merged = new Dictionary<string, IReadOnlyList<string>>(merged.Count, StringComparer.Ordinal);
        foreach ((string survivor, List<string> list) in merged)
        {
            list.Sort(StringComparer.Ordinal);
            _merged[survivor] = list;
        }
    }

    /// <summary>The number of past ids.</summary>
    public int MergedIdCount => _canonical.Count;

    /// <summary>The number of customers that have past ids.</summary>
    public int MergedCustomerCount => _merged.Count;

    /// <summary>Only merges made up to this time are in the map; null when all are.</summary>
    public DateTimeOffset? AsOf { get; }

    /// <summary>Every history row with what became of it, in the order of the input.</summary>
    public IReadOnlyList<MergeLedgerEntry> Ledger { get; }

    /// <summary>The contradictions found.</summary>
    public IReadOnlyList<MergeConflict> Conflicts { get; }

    /// <summary>The id that <paramref name="id"/> now goes by; itself when it was never merged.</summary>
    public string Resolve(string id) => _canonical.GetValueOrDefault(id, id);

    /// <summary>The past ids of a surviving id, in ordinal order; empty when it has none.</summary>
    public IReadOnlyList<string> MergedIdsOf(string customerId) =>
        _merged.TryGetValue(customerId, out IReadOnlyList<string>? ids) ? ids : [];
}

/// <summary>One history row and what became of it.</summary>
/// <param name="Entry">The row.</param>
/// <param name="Accepted">Whether it joined two ids, or repeated that they are joined.</param>
/// <param name="Reason">Why: <c>merged</c>, <c>duplicate</c>, <c>self-merge</c>, <c>after the as-of date</c>, …</param>
public sealed record MergeLedgerEntry(IdHistoryEntry Entry, bool Accepted, string Reason);

/// <summary>History rows that contradict each other.</summary>
/// <param name="Kind">Fork or cycle.</param>
/// <param name="Ids">The ids concerned, in ordinal order.</param>
/// <param name="Resolution">What the policy did about it.</param>
public sealed record MergeConflict(MergeConflictKind Kind, IReadOnlyList<string> Ids, string Resolution);

/// <summary>How history rows can contradict each other.</summary>
public enum MergeConflictKind
{
    /// <summary>One past id was merged into two different ids.</summary>
    Fork,

    /// <summary>Ids were merged in a circle.</summary>
    Cycle,
}
