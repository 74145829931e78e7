using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Segmentation.Events;

namespace Segmentation.Pipeline;

/// <summary>All stages in one call, from events to a report.</summary>
public static class SegmentationPipeline
{
    // In the order of PipelineStage. The weights are about the shares of time of a run over some thousand customers.
    private static readonly PipelineStep[] s_steps =
    [
        new(PipelineStage.Identity, 1, PipelineSteps.Resolve),
        new(PipelineStage.Profiles, 30, PipelineSteps.Describe),
        new(PipelineStage.ValueBacktest, 30, PipelineSteps.Backtest),
        new(PipelineStage.Segmentation, 10, PipelineSteps.Segment),
        new(PipelineStage.Comparison, 3, PipelineSteps.Compare),
        new(PipelineStage.Robustness, 40, PipelineSteps.Test),
        new(PipelineStage.LookAlikes, 60, PipelineSteps.FindLookAlikes),
        new(PipelineStage.Viability, 10, PipelineSteps.Judge),
        new(PipelineStage.Actionability, 5, PipelineSteps.Act),
        new(PipelineStage.Explanation, 1, PipelineSteps.Explain),
        new(PipelineStage.Report, 5, PipelineSteps.Report),
    ];

    /// <summary>
    /// Runs the stages. One that fails is named in the result, what earlier ones found is kept, and later ones are
    /// <see cref="StageStatus.NotRun"/>; nothing is thrown for it.
    /// </summary>
    /// <param name="dataset">The events.</param>
    /// <param name="options">How each stage works; null for the defaults.</param>
    /// <param name="progress">Told about the stage and the share done of all of them.</param>
    /// <param name="cancellationToken">Stops the run: there is no result then.</param>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.InvalidOption"/>: a stage that everything rests on was to be skipped.
    /// </exception>
    public static PipelineResult Run(
        EventDataset dataset,
        PipelineOptions? options = null,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        options ??= new PipelineOptions();
        CheckSkipped(options.Skip);
        StageResult[] stages =
            [.. s_steps.Select(step => new StageResult { Stage = step.Stage, Status = StageStatus.NotRun })];
        PipelineResult result = new() { Options = options, Events = dataset, Stages = stages };
        double total = s_steps.Where(step => IsWanted(step.Stage, options)).Sum(step => step.Weight);
        double done = 0;
        for (int i = 0; i < s_steps.Length && result.Success; i++)
        {
            PipelineStep step = s_steps[i];
            if (!IsWanted(step.Stage, options))
            {
                stages[i] = stages[i] with { Status = StageStatus.Skipped };
                continue;
            }

            string place = FormattableString.Invariant($"{i + 1} of {s_steps.Length}, {step.Stage}");
            PipelineProgress inner = new(progress, place, done / total, (done + step.Weight) / total);
            inner.Report(new StageProgress(string.Empty, string.Empty, 0));
            long started = options.Clock?.GetTimestamp() ?? 0;
            try
            {
                (result, stages[i]) = Completed(result, step, inner, cancellationToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                // Whatever went wrong, hours of earlier stages must not be lost with it.
                stages[i] = stages[i] with { Status = StageStatus.Failed, Error = error };
            }

            stages[i] = stages[i] with { Duration = options.Clock?.GetElapsedTime(started) };
            result = result with { Stages = stages };
            done += step.Weight;
        }

        return result with { Stages = stages };
    }

    private static (PipelineResult Result, StageResult Stage) Completed(
        PipelineResult result, PipelineStep step, PipelineProgress progress, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        (PipelineResult after, IReadOnlyList<StageMetric> metrics) = step.Work(result, progress, cancellationToken);
        return (after, new StageResult { Stage = step.Stage, Status = StageStatus.Completed, Metrics = metrics });
    }

    private static bool IsWanted(PipelineStage stage, PipelineOptions options) =>
        !options.Skip.Contains(stage) && stage switch
        {
            PipelineStage.ValueBacktest => options.HoldoutDays is not null,
            PipelineStage.Comparison => options.Reference is not null,
            PipelineStage.LookAlikes => options.LookAlikes is not null,
            _ => true,
        };

    private static void CheckSkipped(IReadOnlyList<PipelineStage> skipped)
    {
        PipelineStage[] needed = [PipelineStage.Profiles, PipelineStage.Segmentation];
        if (needed.Intersect(skipped).ToArray() is [PipelineStage stage, ..])
        {
            throw new SegmentationException(
                ErrorIds.InvalidOption,
                ErrorKind.InvalidArgument,
                $"Stage {stage} cannot be skipped: everything after it rests on it.",
                "Skip others, or run the stages one by one.",
                stage);
        }
    }
}
