using System.Collections.Generic;

namespace Segmentation.Reporting;

/// <summary>What a report that is to be shared withholds, so that no figure is about too few customers.</summary>
public sealed record ReportPrivacy
{
    /// <summary>The fewest customers that a figure may be about.</summary>
    public required int MinimumCellSize { get; init; }

    /// <summary>What was withheld; empty when every figure is about enough customers.</summary>
    public required IReadOnlyList<ReportNote> Withheld { get; init => field = Listed.Of(value); }
}
