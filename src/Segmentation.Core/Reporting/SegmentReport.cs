using System;
using System.Collections.Generic;
using Segmentation.Segments;

namespace Segmentation.Reporting;

/// <summary>
/// A segmentation in one document: what was asked, the answer, the evidence and what is needed to rerun it. What a
/// stage that did not run would have said is absent (null or empty), never invented. It carries no time of its own, and
/// no customer ids unless they were asked for.
/// </summary>
public sealed record SegmentReport
{
    /// <summary>The value of <see cref="DocumentType"/>.</summary>
    public const string DocumentTypeName = "segmentation-report";

    /// <summary>The version of the document that this code writes; it reads this one and older ones.</summary>
    public const int CurrentSchemaVersion = 1;

    /// <summary>What kind of document this is: <see cref="DocumentTypeName"/>.</summary>
    public required string DocumentType { get; init; }

    /// <summary>The version of the document's shape, see <c>docs/report.schema.json</c>.</summary>
    public required int SchemaVersion { get; init; }

    /// <summary>The title.</summary>
    public required string Title { get; init; }

    /// <summary>
    /// When the report was made; null unless the caller gave a time, so that equal runs give equal bytes.
    /// </summary>
    public DateTimeOffset? GeneratedAt { get; init; }

    /// <summary>What is withheld so that nobody can be recognised; null when nothing was to be.</summary>
    public ReportPrivacy? Privacy { get; init; }

    /// <summary>The run: everything that identifies it.</summary>
    public required ReportRun Run { get; init; }

    /// <summary>What was read; null when the input was not made of events.</summary>
    public ReportIntake? Intake { get; init; }

    /// <summary>The totals over the segments shown.</summary>
    public required ReportSummary Summary { get; init; }

    /// <summary>The segments, in the order they were given: all of the run, or some.</summary>
    public required IReadOnlyList<ReportSegment> Segments { get; init => field = Listed.Of(value); }

    /// <summary>What each candidate number of segments scored.</summary>
    public required IReadOnlyList<ReportClusterCount> ClusterCounts { get; init => field = Listed.Of(value); }

    /// <summary>What each criterion would choose; empty when the number was given.</summary>
    public required IReadOnlyList<ReportClusterCountVote> ClusterCountVotes { get; init => field = Listed.Of(value); }

    /// <summary>What was clustered, and how each feature was made comparable.</summary>
    public required IReadOnlyList<ReportFeature> Features { get; init => field = Listed.Of(value); }

    /// <summary>Columns that were left out, with the reason.</summary>
    public required IReadOnlyList<ReportDroppedFeature> DroppedFeatures { get; init => field = Listed.Of(value); }

    /// <summary>How stable each number of segments is; null when that was not tested.</summary>
    public IReadOnlyList<ReportClusterCountStability>? ClusterCountStability { get; init => field = Listed.Of(value); }

    /// <summary>
    /// All segmented customers by the weekday and hour at which each of them acts most; null when the profiles do not
    /// say.
    /// </summary>
    public IReadOnlyList<ReportActivityCell>? Activity { get; init => field = Listed.Of(value); }

    /// <summary>All scored customers by recency and frequency score; null without scores.</summary>
    public IReadOnlyList<ReportRfmCell>? RfmGrid { get; init => field = Listed.Of(value); }

    /// <summary>How customers moved between segments; null when nothing was compared.</summary>
    public ReportMigration? Migration { get; init; }

    /// <summary>How well value and churn were foreseen; null when it was not measured.</summary>
    public ReportValueBacktest? ValueBacktest { get; init; }

    /// <summary>How the figures were made, one note per step that ran.</summary>
    public required IReadOnlyList<ReportNote> Methods { get; init => field = Listed.Of(value); }

    /// <summary>What the words in this report mean.</summary>
    public required IReadOnlyList<ReportNote> Definitions { get; init => field = Listed.Of(value); }

    /// <summary>
    /// The steps from the data to the report, each with every setting; empty when they are not known. Filters between
    /// steps leave no trace.
    /// </summary>
    public required IReadOnlyList<RunStep> Steps { get; init => field = Listed.Of(value); }
}

/// <summary>The run a report is about: with the same source and these settings it can be repeated.</summary>
public sealed record ReportRun
{
    /// <summary>A hash of input and settings.</summary>
    public required string RunId { get; init; }

    /// <summary>The version of Segmentation that made the report: settings that were not given are its defaults.</summary>
    public required string Version { get; init; }

    /// <summary>How the segments were made.</summary>
    public required string Method { get; init; }

    /// <summary>The seed of everything random.</summary>
    public required int Seed { get; init; }

    /// <summary>The moment the profiles describe; null for input that is not made of events.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>Where the data came from, in words.</summary>
    public required string Source { get; init; }

    /// <summary>The number of customers that were segmented.</summary>
    public required int CustomerCount { get; init; }

    /// <summary>Customers without a value in any feature: they are in no segment. Null when withheld.</summary>
    public int? SkippedCustomerCount { get; init; }

    /// <summary>The number of segments of the run.</summary>
    public required int ClusterCount { get; init; }

    /// <summary>Why this number of segments, in words.</summary>
    public required string ClusterCountReason { get; init; }

    /// <summary>Whether no customer is nearer to another segment's centre.</summary>
    public required bool Converged { get; init; }

    /// <summary>The random starts the solution is the best of.</summary>
    public required int Restarts { get; init; }

    /// <summary>The random starts that came to the solution.</summary>
    public required int RestartsAtBest { get; init; }

    /// <summary>Sum of squared distances to the centroids in scaled feature space; null when not finite.</summary>
    public double? Inertia { get; init; }

    /// <summary>Mean silhouette in [−1, 1]; null when it cannot be computed.</summary>
    public double? Silhouette { get; init; }

    /// <summary>Rows the silhouette was computed on; null without a silhouette.</summary>
    public int? SilhouetteSampleSize { get; init; }

    /// <summary>The segmentation as a whole against its criteria; null when that was not tested.</summary>
    public IReadOnlyList<ValidationCheck>? Checks { get; init => field = Listed.Of(value); }
}

/// <summary>Totals over the segments shown.</summary>
public sealed record ReportSummary
{
    /// <summary>The number of segments shown: fewer than the run has when they were filtered.</summary>
    public required int SegmentsShown { get; init; }

    /// <summary>The members of the segments shown; null when withheld.</summary>
    public int? CustomersShown { get; init; }

    /// <summary>Members per segment shown; null when withheld.</summary>
    public double? AverageSegmentSize { get; init; }

    /// <summary>Net revenue of the segments shown; null unless it is known for each.</summary>
    public decimal? TotalRevenue { get; init; }

    /// <summary>Expected future value of the segments shown; null unless it is known for each.</summary>
    public decimal? TotalClv { get; init; }

    /// <summary>Expected future value per segment shown; null unless it is known for each.</summary>
    public decimal? AverageSegmentClv { get; init; }

    /// <summary>Segments that meet the criteria; null when that was judged for none.</summary>
    public int? ValidCount { get; init; }

    /// <summary>Segments with at least one actionable dimension; null when that was judged for none.</summary>
    public int? ActionableCount { get; init; }

    /// <summary>The share of the segments shown that is actionable, in [0, 1]; null with the count.</summary>
    public double? ActionableShare { get; init; }

    /// <summary>Segments to use: valid and actionable; null when that was decided for none.</summary>
    public int? UsableCount { get; init; }

    /// <summary>For how many segments each dimension is actionable; null with the count.</summary>
    public IReadOnlyList<ReportDimensionCount>? Dimensions { get; init => field = Listed.Of(value); }

    /// <summary>How many segments got which verdict, best first; null when robustness was not tested.</summary>
    public IReadOnlyList<ReportVerdictCount>? Verdicts { get; init => field = Listed.Of(value); }
}

/// <summary>What was read, and what became of it: <c>RowsRead = RowsUsed + Σ RowsSkipped.Count</c>.</summary>
public sealed record ReportIntake
{
    /// <summary>Rows read, used or not.</summary>
    public required long RowsRead { get; init; }

    /// <summary>Rows that became events.</summary>
    public required long RowsUsed { get; init; }

    /// <summary>Rows left out, by reason.</summary>
    public required IReadOnlyList<ReportSkippedRows> RowsSkipped { get; init => field = Listed.Of(value); }

    /// <summary>The number of events.</summary>
    public required long EventCount { get; init; }

    /// <summary>
    /// The number of customers in the events, after merges where they were resolved; null when withheld.
    /// </summary>
    public int? CustomerCount { get; init; }

    /// <summary>The oldest event; null when there is none.</summary>
    public DateTimeOffset? FirstEvent { get; init; }

    /// <summary>The newest event; null when there is none.</summary>
    public DateTimeOffset? LastEvent { get; init; }
}

/// <summary>Rows that were left out for one reason.</summary>
public sealed record ReportSkippedRows
{
    /// <summary>The reason in words.</summary>
    public required string Reason { get; init; }

    /// <summary>How many rows.</summary>
    public required long Count { get; init; }

    /// <summary>
    /// Where the first few are (<c>file:line</c>), without what was found there: that may name a customer.
    /// </summary>
    public required IReadOnlyList<string> Locations { get; init => field = Listed.Of(value); }
}
