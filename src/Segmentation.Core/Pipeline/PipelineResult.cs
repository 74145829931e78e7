using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Clv;
using Segmentation.Comparisons;
using Segmentation.Decisions;
using Segmentation.Events;
using Segmentation.Identity;
using Segmentation.LookAlikes;
using Segmentation.Profiles;
using Segmentation.Reporting;
using Segmentation.Segments;

namespace Segmentation.Pipeline;

/// <summary>
/// Everything a run found, whether it came to the end or not: what a stage that did not run would have found is null.
/// </summary>
public sealed record PipelineResult
{
    /// <summary>How each stage worked.</summary>
    public required PipelineOptions Options { get; init; }

    /// <summary>The events, with merges resolved where that stage ran.</summary>
    public required EventDataset Events { get; init; }

    /// <summary>Every stage in order, run or not.</summary>
    public required IReadOnlyList<StageResult> Stages { get; init => field = Listed.Of(value); }

    /// <summary>Which ids are one customer.</summary>
    public MergeMap? MergeMap { get; init; }

    /// <summary>All profiles, as columns.</summary>
    public ProfileTable? ProfileTable { get; init; }

    /// <summary>All profiles, made as they are enumerated.</summary>
    public IEnumerable<CustomerProfile>? Profiles => ProfileTable?.Profiles;

    /// <summary>The value model that scored the profiles.</summary>
    public ValueModel? ValueModel { get; init; }

    /// <summary>How the value models foresaw time they had not seen.</summary>
    public ValueMeasurement? ValueMeasurement { get; init; }

    /// <summary>The segments, each with all that the stages found about it.</summary>
    public IReadOnlyList<Segment>? Segments { get; init => field = Listed.Of(value); }

    /// <summary>What changed since an earlier segmentation.</summary>
    public SegmentationComparison? Comparison { get; init; }

    /// <summary>The customers likely to buy in a category for the first time.</summary>
    public LookAlikeResult? LookAlikes { get; init; }

    /// <summary>Calls to a chat model without a usable answer: the error with the number of calls it hit.</summary>
    public IReadOnlyList<(SegmentationException Error, int Count)> ExplanationFailures { get; init => field = Listed.Of(value); } = [];

    /// <summary>The report.</summary>
    public SegmentReport? Report { get; init; }

    /// <summary>The run the segments belong to.</summary>
    public SegmentationRun? Run => Segments is { Count: > 0 } ? Segments[0].Run : null;

    /// <summary>Whether no stage failed.</summary>
    public bool Success => Failed is null;

    /// <summary>The stage that failed; null when none did.</summary>
    public StageResult? Failed => Stages.FirstOrDefault(s => s.Status == StageStatus.Failed);

    /// <summary>What went wrong, with the stage; null when nothing did.</summary>
    public string? ErrorMessage => Failed is { } failed ? $"Stage {failed.Stage} failed: {failed.Error?.Message}" : null;

    /// <summary>The durations of all stages together; null when nobody gave a clock.</summary>
    public TimeSpan? Duration => Stages.Any(s => s.Duration is not null)
        ? Stages.Aggregate(TimeSpan.Zero, (sum, s) => sum + (s.Duration ?? TimeSpan.Zero))
        : null;

    /// <summary>What was found on robustness, per segment; null until it was tested.</summary>
    public IReadOnlyList<SegmentRobustness>? Robustness => Of(s => s.Robustness);

    /// <summary>What acting on each segment costs and brings; null until it was judged.</summary>
    public IReadOnlyList<SegmentViability>? Viability => Of(s => s.Viability);

    /// <summary>What was found on the robustness of the segmentation as a whole; null until it was tested.</summary>
    public SolutionRobustness? SolutionRobustness =>
        Segments?.Select(s => s.Robustness?.Solution).FirstOrDefault(found => found is not null);

    /// <summary>How each segment stands against the criteria; null until it was judged.</summary>
    public IReadOnlyList<SegmentValidation>? Validation => Of(s => s.Validation);

    /// <summary>What there is to act on in each segment; null until it was looked for.</summary>
    public IReadOnlyList<SegmentActionability>? Actionability => Of(s => s.Actionability);

    /// <summary>Each segment in business language; null until it was explained.</summary>
    public IReadOnlyList<SegmentExplanation>? Explanations => Of(s => s.Explanation);

    /// <summary>The segments that meet the criteria.</summary>
    public IReadOnlyList<Segment> ValidSegments => Where(s => s.Validation?.IsValid == true);

    /// <summary>The segments that offer something to act on.</summary>
    public IReadOnlyList<Segment> ActionableSegments => Where(s => s.Actionability?.IsActionable == true);

    /// <summary>The segments that are both.</summary>
    public IReadOnlyList<Segment> ProductionReadySegments => Where(s => s.ProductionReady == true);

    /// <summary>
    /// What the verdicts come to: usable segments by priority, rejected ones with their reasons, and how much of the base
    /// they cover; null until the segments were judged.
    /// </summary>
    public DecisionSummary? Decisions =>
        Segments is { } judged && judged.Any(s => s.Decision is not null) ? Verdict.Summarize(judged) : null;

    /// <summary>The counts of the run.</summary>
    public PipelineSummary Summary => PipelineSummary.Of(this);

    /// <summary>What became of a stage.</summary>
    public StageResult StageOf(PipelineStage stage) => Stages[(int)stage];

    /// <summary>A segment by id or name, in any case; null when there is none.</summary>
    public Segment? GetSegment(string idOrName) => Segments?.FirstOrDefault(s =>
        string.Equals(s.SegmentId, idOrName, StringComparison.OrdinalIgnoreCase)
        || string.Equals(s.Name, idOrName, StringComparison.OrdinalIgnoreCase));

    private T[]? Of<T>(Func<Segment, T?> part)
        where T : class
    {
        T[]? found = Segments is null ? null : [.. Segments.Select(part).OfType<T>()];
        return found is { Length: > 0 } ? found : null;
    }

    private Segment[] Where(Func<Segment, bool> condition) => Segments is null ? [] : [.. Segments.Where(condition)];
}
