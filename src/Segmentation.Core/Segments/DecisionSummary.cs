using System.Collections.Generic;

namespace Segmentation.Segments;

/// <summary>What the verdicts over the segments of a run come to: how much of the base can be acted on.</summary>
public sealed record DecisionSummary
{
    /// <summary>The segments judged.</summary>
    public required int SegmentCount { get; init; }

    /// <summary>Those that are usable: valid and actionable.</summary>
    public required int UsableCount { get; init; }

    /// <summary>Those that failed one of the two.</summary>
    public required int RejectedCount { get; init; }

    /// <summary>Those that could not be judged, because something was not assessed.</summary>
    public required int NotAssessedCount { get; init; }

    /// <summary>Usable segments / segments, in [0, 1].</summary>
    public required double UsableShare { get; init; }

    /// <summary>All customers of the run, also those of segments that were filtered out.</summary>
    public required int CustomerCount { get; init; }

    /// <summary>The customers in usable segments.</summary>
    public required int UsableCustomerCount { get; init; }

    /// <summary>Customers in usable segments / all customers, in [0, 1].</summary>
    public required double CustomerCoverage { get; init; }

    /// <summary>The expected value of the segments judged, in the data's currency; null without a value.</summary>
    public decimal? TotalClv { get; init; }

    /// <summary>The expected value of the usable ones; null without a value.</summary>
    public decimal? UsableClv { get; init; }

    /// <summary>Value of usable segments / value of those judged; null without a value above 0.</summary>
    public double? ValueCoverage { get; init; }

    /// <summary>What contacting the look-alikes of the segments judged adds, net of cost; null where not assessed.</summary>
    public decimal? LookAlikeValue { get; init; }

    /// <summary>The usable segments, highest priority first.</summary>
    public required IReadOnlyList<Segment> UsableSegments { get; init => field = Listed.Of(value); }

    /// <summary>The rejected segments with their reasons, in the order given.</summary>
    public required IReadOnlyList<Segment> RejectedSegments { get; init => field = Listed.Of(value); }
}
