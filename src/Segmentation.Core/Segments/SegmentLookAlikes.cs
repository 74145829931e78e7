using System;
using System.Collections.Generic;

namespace Segmentation.Segments;

/// <summary>
/// The members of a segment who are look-alikes of the buyers of a category that they have not bought in yet, each
/// counted once with the category worth most.
/// </summary>
public sealed record SegmentLookAlikes
{
    /// <summary>The members who are look-alikes in one category or more.</summary>
    public required int Customers { get; init; }

    /// <summary>First purchases expected of them over the horizon without acting.</summary>
    public required double ExpectedFirstPurchases { get; init; }

    /// <summary>What contacting all of them is expected to add, net of cost; null without amounts.</summary>
    public required decimal? IncrementalValue { get; init; }

    /// <summary>
    /// Their share, in [0, 1], of what contacting all look-alikes of the base adds; of expected first purchases where
    /// there are no amounts. 0 where contact adds nothing.
    /// </summary>
    public required double ShareOfBase { get; init; }

    /// <summary>The categories with the most expected first purchases among them, at most three.</summary>
    public required IReadOnlyList<string> TopCategories { get; init => field = Listed.Of(value); }

    /// <summary>The moment from which the horizon counts.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>The horizon in days.</summary>
    public required double HorizonDays { get; init; }
}
