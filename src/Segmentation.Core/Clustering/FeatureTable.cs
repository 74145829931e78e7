using System.Collections.Generic;

namespace Segmentation.Clustering;

/// <summary>The raw input of a segmentation: one row per customer (or any other thing), one column per candidate feature.</summary>
/// <param name="Ids">The id of each row.</param>
/// <param name="Columns">The columns.</param>
public sealed record FeatureTable(IReadOnlyList<string> Ids, IReadOnlyList<FeatureColumn> Columns);

/// <summary>One raw column.</summary>
/// <param name="Name">Its name: a profile column's, or a property's of the piped objects.</param>
/// <param name="Values">Its values, one per row; NaN is missing.</param>
public sealed record FeatureColumn(string Name, double[] Values);
