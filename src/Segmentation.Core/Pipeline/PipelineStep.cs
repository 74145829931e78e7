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

/// <summary>Places the progress of one stage in that of all.</summary>
/// <param name="outer">Who is told; null for nobody.</param>
/// <param name="place">The stage and its number, in words.</param>
/// <param name="start">The share of the work that is done when the stage begins.</param>
/// <param name="share">The share of the stage.</param>
internal sealed class PipelineProgress(IProgress<StageProgress>? outer, string place, double start, double share)
    : IProgress<StageProgress>
{
    public void Report(StageProgress value)
    {
        string detail = value.Activity.Length == 0 ? string.Empty : $": {value.Activity}, {value.Status}";
        outer?.Report(new StageProgress(
            "Running the segmentation pipeline", place + detail, start + (share * Math.Clamp(value.Fraction ?? 0, 0, 1))));
    }
}
