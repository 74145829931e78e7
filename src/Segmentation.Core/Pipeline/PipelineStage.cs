using System;
using System.Collections.Generic;
using System.Linq;

namespace Segmentation.Pipeline;

/// <summary>The stages from events to a report, in the order they run.</summary>
public enum PipelineStage
{
    /// <summary>Works out which ids are one customer.</summary>
    Identity,

    /// <summary>Reads the events and describes each customer in figures, with value, RFM scores and traits.</summary>
    Profiles,

    /// <summary>Fits value models and tests them on time they have not seen; only when asked for.</summary>
    ValueBacktest,

    /// <summary>Makes the segments.</summary>
    Segmentation,

    /// <summary>
    /// Compares them with an earlier segmentation, whose ids and names those that continue get; only when one is given.
    /// </summary>
    Comparison,

    /// <summary>Tests how far they can be trusted.</summary>
    Robustness,

    /// <summary>Looks for customers likely to buy in a category for the first time; only when asked for. They count in the priority.</summary>
    LookAlikes,

    /// <summary>Judges what acting on them costs and brings, and holds them against the criteria.</summary>
    Viability,

    /// <summary>Looks for what there is to act on.</summary>
    Actionability,

    /// <summary>Puts them into business language.</summary>
    Explanation,

    /// <summary>Gathers everything in one document, and writes it where that was asked for.</summary>
    Report,
}

/// <summary>What became of a stage.</summary>
public enum StageStatus
{
    /// <summary>It was not reached, because an earlier stage failed.</summary>
    NotRun,

    /// <summary>It was not wanted.</summary>
    Skipped,

    /// <summary>It ended with an error; what earlier stages found is kept.</summary>
    Failed,

    /// <summary>It ended well.</summary>
    Completed,
}

/// <summary>What one stage did, how long it took, and what it counted.</summary>
public sealed record StageResult
{
    /// <summary>The stage.</summary>
    public required PipelineStage Stage { get; init; }

    /// <summary>What became of it.</summary>
    public required StageStatus Status { get; init; }

    /// <summary>How long it took; null when it did not run or nobody gave a clock.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>What it counted and measured, in a fixed order; empty when it did not end well.</summary>
    public IReadOnlyList<StageMetric> Metrics { get; init => field = Listed.Of(value); } = [];

    /// <summary>What went wrong; null when nothing did.</summary>
    public Exception? Error { get; init; }

    /// <summary>A metric by name, in any case; null when the stage has none of that name.</summary>
    public double? this[string metric] =>
        Metrics.FirstOrDefault(m => string.Equals(m.Name, metric, StringComparison.OrdinalIgnoreCase))?.Value;

    /// <inheritdoc/>
    public override string ToString() => $"{Stage}: {Status}";
}

/// <summary>Something a stage counted or measured.</summary>
/// <param name="Name">What, with its unit where it has one.</param>
/// <param name="Value">How much.</param>
public sealed record StageMetric(string Name, double Value)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Name} {Value:#,##0.###}");
}
