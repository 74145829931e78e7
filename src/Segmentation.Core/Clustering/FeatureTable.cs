using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Profiles;

namespace Segmentation.Clustering;

/// <summary>
/// The raw input of a segmentation: one row per customer (or any other thing), one column per candidate feature.
/// </summary>
/// <param name="Ids">The id of each row.</param>
/// <param name="Columns">The columns.</param>
public sealed record FeatureTable(IReadOnlyList<string> Ids, IReadOnlyList<FeatureColumn> Columns)
{
    /// <summary>Text columns by name, for rules to look at; they make no features.</summary>
    public IReadOnlyDictionary<string, TextValues> Texts { get; init; } =
        new Dictionary<string, TextValues>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The column of a name, in any letter case; null when there is none.</summary>
    public FeatureColumn? Find(string name) =>
        Columns.FirstOrDefault(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The rows given, in that order.</summary>
    public FeatureTable Select(IReadOnlyList<int> rows) => new(
        [.. rows.Select(row => Ids[row])],
        [.. Columns.Select(c => c with { Values = [.. rows.Select(row => c.Values[row])] })])
    {
        Texts = Texts.ToDictionary(p => p.Key, p => p.Value.Select(rows), StringComparer.OrdinalIgnoreCase),
    };

    /// <summary>The same columns for rules to be evaluated on; such a table describes no moment.</summary>
    internal ProfileTable ToProfileTable() => new(
        Ids,
        DateTimeOffset.UnixEpoch,
        [.. Columns.Select(c => new ProfileColumn(c.Name, c.Label, c.Unit, string.Empty))],
        Columns.DistinctBy(c => c.Name, StringComparer.OrdinalIgnoreCase).ToDictionary(c => c.Name, c => c.Values, StringComparer.OrdinalIgnoreCase),
        Texts);
}

/// <summary>One raw column.</summary>
/// <param name="Name">Its name: a profile column's, or a property's of the piped objects.</param>
/// <param name="Values">Its values, one per row; NaN or an infinity is missing.</param>
public sealed record FeatureColumn(string Name, double[] Values)
{
    /// <summary>Its name in business words; the name itself unless it is declared.</summary>
    public string Label { get; init; } = Name;

    /// <summary>What it measures.</summary>
    public ProfileUnit Unit { get; init; } = ProfileUnit.Number;
}
