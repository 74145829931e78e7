using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Comparisons;
using Segmentation.Segments;

namespace Segmentation.Reporting;

/// <summary>How customers moved between segments, and what became of each segment.</summary>
public sealed record ReportMigration
{
    /// <summary>What the segments are of before, such as a date.</summary>
    public required string Before { get; init; }

    /// <summary>What the segments are of after.</summary>
    public required string After { get; init; }

    /// <summary>The verdict of the comparison in one sentence; null when there is none.</summary>
    public string? Statement { get; init; }

    /// <summary>Why the verdict is what it is, the worst first; null when there is none, or when withheld.</summary>
    public IReadOnlyList<string>? Reasons { get; init => field = Listed.Of(value); }

    /// <summary>Customers in both segmentations; null when not known or withheld.</summary>
    public int? CommonCount { get; init; }

    /// <summary>Customers only in the later one; null when not known or withheld.</summary>
    public int? JoinedCount { get; init; }

    /// <summary>Customers only in the earlier one; null when not known or withheld.</summary>
    public int? GoneCount { get; init; }

    /// <summary>The moves, those who stayed too; in the order the segments are shown.</summary>
    public required IReadOnlyList<ReportMove> Moves { get; init => field = Listed.Of(value); }

    /// <summary>What became of each segment; null when not known.</summary>
    public IReadOnlyList<ReportLineage>? Lineage { get; init => field = Listed.Of(value); }

    /// <summary>The moves that a comparison of two segmentations found.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="shown">
    /// The segments that are shown with it: later segments are called as they are, be it by their own ids or by the
    /// lasting ones of the comparison. Null for the lasting ones.
    /// </param>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.UnexpectedInput"/>: the comparison is about another run.
    /// </exception>
    public static ReportMigration Of(SegmentationComparison comparison, IReadOnlyList<Segment>? shown = null)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        if (shown is [var first, ..] && first.Run.RunId != comparison.Difference.RunId)
        {
            throw new SegmentationException(
                ErrorIds.UnexpectedInput,
                ErrorKind.InvalidArgument,
                $"The comparison is about run {comparison.Difference.RunId}, the segments are of run {first.Run.RunId}.",
                "Compare these segments with the earlier ones: Compare-Segmentation -Reference $earlier -Difference $segments.",
                comparison.Difference.RunId);
        }

        Func<string?, string?, string?> later = NamesOf(comparison, shown ?? []);
        return new ReportMigration
        {
            Before = Name(comparison.Reference, "before"),
            After = Name(comparison.Difference, "after"),
            Statement = comparison.Statement,
            Reasons = comparison.Reasons,
            CommonCount = comparison.CommonCount,
            JoinedCount = comparison.JoinedCount,
            GoneCount = comparison.GoneCount,
            Moves =
            [
                .. comparison.Flows.Select(f => new ReportMove(
                    Segment(f.FromSegmentId, f.FromName),
                    later(f.ToSegmentId, f.ToName),
                    f.Count,
                    f.FromSegmentId is not null && f.FromSegmentId == f.ToSegmentId)),
            ],
            Lineage =
            [
                .. comparison.Lineage.Select(row => new ReportLineage(
                    row.SizeAfter is null ? Segment(row.SegmentId, row.Name)! : later(row.SegmentId, row.Name)!,
                    row.Text,
                    row.Jaccard,
                    row.SizeBefore,
                    row.SizeAfter,
                    row.Entered,
                    row.Left,
                    row.Stayed)),
            ],
        };
    }

    // Segments that were not renamed by the comparison go by the ids they have: those of its fresh names.
    private static Func<string?, string?, string?> NamesOf(
        SegmentationComparison comparison, IReadOnlyList<Segment> shown)
    {
        HashSet<(string, string)> lasting = [.. comparison.Lineage.Select(row => (row.SegmentId, row.Name))];
        if (shown.All(s => lasting.Contains((s.SegmentId, s.Name))))
        {
            return Segment;
        }

        Dictionary<string, string?> fresh = comparison.Lineage.Where(row => row.FreshSegmentId is not null)
            .ToDictionary(row => row.SegmentId, row => Segment(row.FreshSegmentId, row.FreshName), StringComparer.Ordinal);
        return (id, name) => id is null ? null : fresh.GetValueOrDefault(id) ?? Segment(id, name);
    }

    private static string Name(ComparedSegmentation compared, string word) =>
        compared.AsOf is { } moment ? Figures.Day(moment) : word;

    private static string? Segment(string? id, string? name) => id is null ? null : $"{id} {name}".TrimEnd();
}

/// <summary>What became of one segment.</summary>
/// <param name="Segment">The segment: a later one, or an earlier one that is no more.</param>
/// <param name="Text">What happened, in a sentence.</param>
/// <param name="Jaccard">The largest overlap with a segment of the other time, in [0, 1]; null when withheld.</param>
/// <param name="SizeBefore">Members before; null for a segment that was not there, or when withheld.</param>
/// <param name="SizeAfter">Members after; null for a segment that is no more, or when withheld.</param>
/// <param name="Entered">Members now who were not before; null when withheld.</param>
/// <param name="Left">Members before who are not now; null when withheld.</param>
/// <param name="Stayed">Members before and now; null when withheld.</param>
public sealed record ReportLineage(
    string Segment,
    string Text,
    double? Jaccard = null,
    int? SizeBefore = null,
    int? SizeAfter = null,
    int? Entered = null,
    int? Left = null,
    int? Stayed = null);
