using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace Segmentation.Identity;

/// <summary>Which id each merged id now goes by, and how that came about.</summary>
public sealed class MergeMap
{
    private readonly Dictionary<string, string> _canonical;
    private readonly Lazy<Dictionary<string, string[]>> _merged;

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
        : this(new Dictionary<string, string>(canonical, StringComparer.Ordinal), asOf, ledger, conflicts, null)
    {
    }

    private MergeMap(
        Dictionary<string, string> canonical,
        DateTimeOffset? asOf,
        IReadOnlyList<MergeLedgerEntry> ledger,
        IReadOnlyList<MergeConflict> conflicts,
        int? longestChain)
    {
        _canonical = canonical;
        _merged = new Lazy<Dictionary<string, string[]>>(MergedIds);
        AsOf = asOf;
        Ledger = ledger;
        Conflicts = conflicts;
        LongestChain = longestChain;
    }

    /// <summary>The number of past ids.</summary>
    public int MergedIdCount => _canonical.Count;

    /// <summary>The number of customers that have past ids.</summary>
    public int MergedCustomerCount => _merged.Value.Count;

    /// <summary>
    /// The number of ids of a customer, the surviving one included → the number of such customers; 2 and up.
    /// </summary>
    public IReadOnlyDictionary<int, int> ComponentSizes
    {
        get
        {
            SortedDictionary<int, int> sizes = [];
            foreach (string[] ids in _merged.Value.Values)
            {
                sizes[ids.Length + 1] = sizes.GetValueOrDefault(ids.Length + 1) + 1;
            }

            return sizes;
        }
    }

    /// <summary>
    /// The most merges in a row that lead from a past id to another id; ids on a circle, and behind one, are left out.
    /// Null when the map was not made from a history.
    /// </summary>
    public int? LongestChain { get; }

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
        _merged.Value.TryGetValue(customerId, out string[]? ids) ? ids : [];

    /// <summary>
    /// Takes over a dictionary that nobody else will change: past id → surviving id, compared ordinally.
    /// </summary>
    internal static MergeMap Adopt(
        Dictionary<string, string> canonical,
        DateTimeOffset? asOf,
        IReadOnlyList<MergeLedgerEntry> ledger,
        IReadOnlyList<MergeConflict> conflicts,
        int longestChain) => new(canonical, asOf, ledger, conflicts, longestChain);

    private Dictionary<string, string[]> MergedIds()
    {
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        foreach (string survivor in _canonical.Values)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(counts, survivor, out _)++;
        }

        Dictionary<string, string[]> merged = new(counts.Count, StringComparer.Ordinal);
        foreach ((string past, string survivor) in _canonical)
        {
            ref string[]? ids = ref CollectionsMarshal.GetValueRefOrAddDefault(merged, survivor, out _);
            ref int left = ref CollectionsMarshal.GetValueRefOrNullRef(counts, survivor);
            ids ??= new string[left];
            ids[--left] = past;
        }

        foreach (string[] ids in merged.Values)
        {
            Array.Sort(ids, StringComparer.Ordinal);
        }

        return merged;
    }
}

/// <summary>One history row and what became of it.</summary>
/// <param name="Entry">The row.</param>
/// <param name="Accepted">Whether it joined two ids, or repeated that they are joined.</param>
/// <param name="Reason">Why: one of <see cref="MergeReasons"/>.</param>
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
