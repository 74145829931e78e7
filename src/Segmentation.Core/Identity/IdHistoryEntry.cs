using System;

namespace Segmentation.Identity;

/// <summary>One row of an id history: from some time on, the past id is known to be the same customer as the other.</summary>
/// <param name="PastId">The id that was absorbed.</param>
/// <param name="CustomerId">The id it was merged into.</param>
/// <param name="MergedAt">When the merge was made; null when the source does not say.</param>
/// <param name="Source">Where the row comes from, such as a file and line.</param>
public sealed record IdHistoryEntry(string PastId, string CustomerId, DateTimeOffset? MergedAt = null, string? Source = null);
