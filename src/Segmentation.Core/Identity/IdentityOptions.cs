using System;
using System.Collections.Generic;

namespace Segmentation.Identity;

/// <summary>How contradictions in an id history are settled, and which rows count.</summary>
public sealed record IdentityOptions
{
    /// <summary>
    /// Only rows merged at or before this time count; null for all. Rows without a time always count: nothing says that
    /// they were made later.
    /// </summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>What to do when one past id was merged into different ids.</summary>
    public ConflictPolicy ConflictPolicy { get; init; } = ConflictPolicy.Merge;

    /// <summary>What to do when ids were merged in a circle; forks are settled first.</summary>
    public CyclePolicy OnCycle { get; init; } = CyclePolicy.Merge;

    /// <summary>
    /// When each id was seen first. When given, a customer goes by the id seen first, and ids not listed come last;
    /// ties, and null, leave it to the direction of the merges.
    /// </summary>
    public IReadOnlyDictionary<string, DateTimeOffset>? FirstSeen { get; init; }
}

/// <summary>
/// What to do when one past id was merged into different ids. A row without a time counts as the oldest.
/// </summary>
public enum ConflictPolicy
{
    /// <summary>All ids concerned are one customer.</summary>
    Merge,

    /// <summary>The newest row counts; at equal times the ordinally smallest target.</summary>
    Latest,

    /// <summary>The oldest row counts; at equal times the ordinally smallest target.</summary>
    Earliest,

    /// <summary>No row of the past id counts: it stays a customer of its own until somebody has looked.</summary>
    Quarantine,

    /// <summary>Stop with <see cref="ErrorIds.MergeConflict"/>.</summary>
    Error,
}

/// <summary>What to do when ids were merged in a circle.</summary>
public enum CyclePolicy
{
    /// <summary>All ids of the circle are one customer.</summary>
    Merge,

    /// <summary>
    /// The newest row of the circle does not count. Where circles share ids, neither do the rows that still lead back
    /// when all others are followed from there, oldest first.
    /// </summary>
    Break,

    /// <summary>Stop with <see cref="ErrorIds.MergeCycle"/>.</summary>
    Error,
}
