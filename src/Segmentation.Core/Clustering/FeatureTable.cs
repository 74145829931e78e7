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
    /// <summary>The column of a name, in any letter case; null when there is none.</summary>
    public FeatureColumn? Find(string name) =>
        Columns.FirstOrDefault(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The rows given, in that order.</summary>
    public FeatureTable Select(IReadOnlyList<int> rows) => new(
        [.. rows.Select(row => Ids[row])],
        [.. Columns.Select(c => c with { Values = [.. rows.Select(row => c.Values[row])] })]);
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
