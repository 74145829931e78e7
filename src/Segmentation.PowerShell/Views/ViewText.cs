using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Globalization;
using System.Linq;
using System.Threading;
using Segmentation.Activation;
using Segmentation.Events;
using Segmentation.Identity;
using Segmentation.Reporting;
using Segmentation.Rules;
using Segmentation.Segments;

namespace Segmentation.PowerShell.Views;

/// <summary>
/// Texts for the format views, in the user's culture as the rest of a view. They are shown and never part of an object;
/// scripts should read the objects instead.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ViewText
{
    private const int TraitsShown = 2;
    private const string NotCounted = "not counted yet: too many rows to read for a look";

    // Showing a dataset reads it only where that takes no longer than a look at it.
    private static readonly TimeSpan s_glance = TimeSpan.FromSeconds(1);

    /// <summary>What an event is about: the product, else its category, search, order, page or own name.</summary>
    public static string About(EventRecord item) =>
        item.ProductName ?? item.ProductId ?? item.CategoryLevel3 ?? item.CategoryLevel2 ?? item.CategoryLevel1
        ?? item.ProductCategory ?? item.SearchQuery ?? item.OrderId ?? item.PageUrl ?? item.CustomType ?? string.Empty;

    /// <summary>The number of events of a dataset.</summary>
    public static string EventCount(EventDataset data) => Read(data, summary => Text($"{summary.EventCount:N0}"));

    /// <summary>The number of customers of a dataset.</summary>
    public static string CustomerCount(EventDataset data) => Read(data, summary => Text($"{summary.CustomerCount:N0}"));

    /// <summary>From when to when a dataset is.</summary>
    public static string Period(EventDataset data) => Read(
        data,
        summary => summary.FirstEvent is null
            ? "no events"
            : Text($"{summary.FirstEvent:yyyy-MM-dd HH:mm} to {summary.LastEvent:yyyy-MM-dd HH:mm} UTC"));

    /// <summary>What became of a dataset's rows.</summary>
    public static string Rows(EventDataset data) => Read(data, summary =>
    {
        string skipped = string.Concat(summary.RowsSkipped.Select(s => Text($", {s.Count:N0} {s.Reason}")));
        return Text($"{summary.RowsRead:N0} read, {summary.RowsUsed:N0} used{skipped}");
    });

    /// <summary>What is known of merged ids.</summary>
    public static string Merges(EventDataset data) => data switch
    {
        { MergeMap: { } map } => Text(
            $"{map.MergedIdCount:N0} past ids resolved, of {map.MergedCustomerCount:N0} customers; ")
            + ConflictCount(map),
        { IdHistory.Count: > 0 } => Text($"{data.IdHistory.Count:N0} rows of id history, not resolved yet"),
        _ => "none",
    };

    /// <summary>The fields of a proposed mapping.</summary>
    public static string ProposedFields(EventMappingProposal proposal) =>
        Lines(proposal.Fields.Select(f => $"{f.Field} <- {f.Column ?? "constant"}: {f.Reason}"));

    /// <summary>The columns that a proposed mapping does not use.</summary>
    public static string UnmatchedColumns(EventMappingProposal proposal) =>
        string.Join(", ", proposal.UnmatchedColumns);

    /// <summary>The fields of a mapping with their columns, a line each.</summary>
    public static string MappedFields(EventMapping mapping) => Lines(mapping.Fields.Select(f =>
        $"{f.Key} <- {(f.Value.Columns.Count > 0 ? string.Join(" or ", f.Value.Columns) : f.Value.Default)}"));

    /// <summary>A condition in words.</summary>
    public static string InWords(Condition condition) => condition.ToString();

    /// <summary>The rule that was counted.</summary>
    public static string RuleName(RuleCoverage found) => found.Rule.Name;

    /// <summary>The fields of an answer, a line each.</summary>
    public static string AnswerFields(ExplanationAnswer answer) =>
        Lines(answer.Fields.Select(f => $"{f.Key}: {Words.Brief(f.Value, int.MaxValue)}"));

    /// <summary>The first example of a reason.</summary>
    public static string FirstExample(SkippedRows rows) => rows.Examples.Count == 0 ? string.Empty : rows.Examples[0];

    /// <summary>The number of files of a snapshot of members.</summary>
    public static string FileCount(MemberSnapshot snapshot) => Text($"{snapshot.Files.Count:N0}");

    /// <summary>What changed since an earlier snapshot of members.</summary>
    public static string DeltaCount(MemberSnapshot snapshot) => snapshot.Delta is { } delta
        ? Text($"+{delta.Segments.Sum(s => s.Entered):N0} -{delta.Segments.Sum(s => s.Left):N0}")
        : string.Empty;

    /// <summary>The past id of a ledger row.</summary>
    public static string PastId(MergeLedgerEntry row) => row.Entry.PastId;

    /// <summary>The surviving id of a ledger row.</summary>
    public static string LedgerCustomerId(MergeLedgerEntry row) => row.Entry.CustomerId;

    /// <summary>The time of a ledger row.</summary>
    public static string MergedAt(MergeLedgerEntry row) => Text($"{row.Entry.MergedAt:yyyy-MM-dd HH:mm:ss}");

    /// <summary>The ids of a conflict.</summary>
    public static string ConflictIds(MergeConflict conflict) => string.Join(", ", conflict.Ids);

    /// <summary>How many conflicts a map has.</summary>
    public static string ConflictCount(MergeMap map) => map.Conflicts.Count switch
    {
        0 => "no conflicts",
        1 => "1 conflict",
        int count => Text($"{count:N0} conflicts"),
    };

    /// <summary>How many rows a map's ledger has.</summary>
    public static string LedgerCount(MergeMap map) => Text($"{map.Ledger.Count:N0} rows");

    /// <summary>How many customers have a known archetype.</summary>
    public static string ArchetypeCount(GroundTruth truth) => Text($"{truth.Archetypes.Count:N0} customers");

    /// <summary>How many past ids have a known customer.</summary>
    public static string TrueIdCount(GroundTruth truth) => Text($"{truth.TrueIds.Count:N0} past ids");

    /// <summary>The strongest traits of a segment.</summary>
    public static string TopTraits(Segment segment) =>
        string.Join("; ", segment.Traits.Take(TraitsShown).Select(trait => trait.Text));

    /// <summary>All traits of a segment.</summary>
    public static string AllTraits(Segment segment) => Lines(segment.Traits.Select(trait => trait.Text));

    /// <summary>The condition closest to a segment, with how well it finds the members.</summary>
    public static string RuleOf(Segment segment) => segment.Rule is not { } rule
        ? string.Empty
        : Text($"{rule.Filter}\nprecision {rule.Precision:P1}, recall {rule.Recall:P1}");

    /// <summary>Why a verdict is what it is.</summary>
    public static string RobustnessReasons(SegmentRobustness found) => Lines(found.Reasons);

    /// <summary>The mean Jaccard similarity with its uncertainty.</summary>
    public static string Jaccard(SegmentRobustness found) => found.BootstrapJaccard is null
        ? string.Empty
        : Text($"{found.BootstrapJaccard:N3} +/- {found.BootstrapJaccardStandardError:N3}, ")
            + Text($"{found.ReplicateCount} replicates");

    /// <summary>In how many replicates the segment was found again.</summary>
    public static string Recovered(SegmentRobustness found) => Of(found.RecoveredCount, found.ReplicateCount);

    /// <summary>In how many replicates the segment dissolved.</summary>
    public static string Dissolved(SegmentRobustness found) => Of(found.DissolvedCount, found.ReplicateCount);

    /// <summary>The segmentation as a whole against its criteria.</summary>
    public static string Checks(SegmentationRun run) =>
        Lines(run.Checks.Where(c => c.Outcome != CheckOutcome.NotAssessed).Select(c => $"{c.Outcome}: {c.Reason}"));

    /// <summary>What became of each criterion that a segment has to meet.</summary>
    public static string Criteria(SegmentValidation found) =>
        Lines(found.Checks.Select(c => c.Outcome == CheckOutcome.NotAssessed ? c.Reason : $"{c.Outcome}: {c.Reason}"));

    /// <summary>The features of a run.</summary>
    public static string FeatureNames(SegmentationRun run) => string.Join(", ", run.Features.Select(f => f.Name));

    /// <summary>The columns that a run left out.</summary>
    public static string DroppedNames(SegmentationRun run) =>
        string.Join(", ", run.DroppedFeatures.Select(f => f.Name));

    /// <summary>The run of a report.</summary>
    public static string ReportRun(SegmentReport report) => Text(
        $"{report.Run.Method} of {report.Run.CustomerCount:N0} customers, seed {report.Run.Seed}, {report.Run.Source}");

    /// <summary>The segments of a report.</summary>
    public static string ReportSegments(SegmentReport report) =>
        Lines(report.Segments.Select(s => Text($"{s.SegmentId} {s.Name} ({s.Size:N0}, {s.Share:P1})")));

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);

    private static string Of(int? count, int? all) => count is null ? string.Empty : Text($"{count} of {all}");

    /// <summary>
    /// A figure that needs the source read: when that fails, the view says so instead of showing nothing.
    /// </summary>
    private static string Read(EventDataset data, Func<IntakeSummary, string> show)
    {
        try
        {
            using CancellationTokenSource limit = new(s_glance);
            return data.SummaryWithin(limit.Token) is { } summary ? show(summary) : NotCounted;
        }
        catch (SegmentationException error)
        {
            return $"(cannot be read: {error.Message})";
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.CurrentCulture);
}
