using System;
using System.Collections.Generic;
using System.Threading;

namespace Segmentation.Pipeline;

/// <summary>One stage: what it is, about how long it takes, and what it does.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Weight">Its time, in parts of that of the other stages.</param>
/// <param name="Work">From what is known to what is known then, with what was counted.</param>
internal sealed record PipelineStep(PipelineStage Stage, double Weight, PipelineWork Work);

/// <summary>The work of a stage.</summary>
internal delegate (PipelineResult Result, IReadOnlyList<StageMetric> Metrics) PipelineWork(
    PipelineResult result, IProgress<StageProgress> progress, CancellationToken cancellationToken);

/// <summary>Places the progress of one stage in that of all; it never goes back.</summary>
/// <param name="outer">Who is told; null for nobody.</param>
/// <param name="place">The stage and its number, in words.</param>
/// <param name="start">The share of the work that is done when the stage begins.</param>
/// <param name="end">The share that is done when it ends.</param>
internal sealed class PipelineProgress(IProgress<StageProgress>? outer, string place, double start, double end)
    : IProgress<StageProgress>
{
    private readonly Lock _lock = new();
    private double _reached;

    public void Report(StageProgress value)
    {
        string detail = value.Activity.Length == 0 ? string.Empty : $": {value.Activity}, {value.Status}";
        lock (_lock)
        {
            _reached = Math.Max(_reached, Math.Clamp(value.Fraction ?? 0, 0, 1));
            double done = _reached >= 1 ? end : start + ((end - start) * _reached);
            outer?.Report(new StageProgress("Running the segmentation pipeline", place + detail, done));
        }
    }
}

/// <summary>Places the progress of a part of a stage in that of the stage.</summary>
/// <param name="stage">The progress of the stage.</param>
/// <param name="start">The share of the stage that is done when the part begins.</param>
/// <param name="end">The share that is done when it ends.</param>
internal sealed class PartProgress(IProgress<StageProgress> stage, double start, double end) : IProgress<StageProgress>
{
    public void Report(StageProgress value) =>
        stage.Report(value with { Fraction = start + ((end - start) * Math.Clamp(value.Fraction ?? 0, 0, 1)) });
}
