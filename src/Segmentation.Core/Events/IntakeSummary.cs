using System;
using System.Collections.Generic;

namespace Segmentation.Events;

/// <summary>What one complete pass over a dataset found. <c>RowsRead = RowsUsed + Σ RowsSkipped</c>.</summary>
public sealed record IntakeSummary
{
    /// <summary>Where the events came from.</summary>
    public required string Source { get; init; }

    /// <summary>Rows read, used or not.</summary>
    public required long RowsRead { get; init; }

    /// <summary>Rows that became events.</summary>
    public required long RowsUsed { get; init; }

    /// <summary>Rows left out, by reason.</summary>
    public required IReadOnlyList<SkippedRows> RowsSkipped { get; init => field = Listed.Of(value); }

    /// <summary>The number of events.</summary>
    public required long EventCount { get; init; }

    /// <summary>The number of customers, after merges where they were resolved.</summary>
    public required int CustomerCount { get; init; }

    /// <summary>The oldest event; null when there is none.</summary>
    public required DateTimeOffset? FirstEvent { get; init; }

    /// <summary>The newest event; null when there is none.</summary>
    public required DateTimeOffset? LastEvent { get; init; }
}
