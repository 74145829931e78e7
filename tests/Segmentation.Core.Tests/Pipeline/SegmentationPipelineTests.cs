using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Segmentation.Events;
using Segmentation.Explanation;
using Segmentation.Identity;
using Segmentation.LookAlikes;
using Segmentation.Models;
using Segmentation.Pipeline;
using Segmentation.Reporting;
using Segmentation.Robustness;
using Segmentation.Segments;
using Segmentation.Synthetic;
using Segmentation.Tests.LookAlikes;
using Xunit;

namespace Segmentation.Tests.Pipeline;

public sealed class SegmentationPipelineTests
{
    private static readonly PipelineOptions s_quick = new()
    {
        Segmentation = new SegmentationOptions { ClusterCount = 3 },
        Robustness = new RobustnessOptions { Replicates = 5, Tests = RobustnessTests.Bootstrap },
    };

    [Fact]
    public void A_run_finds_what_the_stages_find_when_they_are_called_one_by_one()
    {
        EventDataset events = Events();
        PipelineResult result = SegmentationPipeline.Run(events, s_quick, cancellationToken: Token);

        EventDataset merged = events.WithMerges(IdentityResolver.Resolve(events.IdHistory, cancellationToken: Token));
        Assert.True(result.Success);
        Assert.Equal(merged.CustomerCount, result.Summary.CustomerCount);
        Assert.Equal(merged.EventCount, result.StageOf(PipelineStage.Profiles)["events"]);
        Assert.Equal(3, result.Segments!.Count);
        Assert.Equal(result.Summary.CustomerCount, result.Segments.Sum(s => s.Size));
        Assert.Equal(3, result.Robustness!.Count);
        Assert.Equal(result.Run!.RunId, result.Report!.Run.RunId);
        Assert.Equal(3, result.Viability!.Count);
        Assert.Equal(3, result.Validation!.Count);
        Assert.Equal(3, result.Actionability!.Count);
        Assert.Equal(3, result.Explanations!.Count);
        Assert.All(result.Segments, s => Assert.NotNull(s.Decision));
        Assert.Equal(result.ProductionReadySegments.Count, result.Summary.ProductionReadySegmentCount);
        Assert.All(result.ProfileTable!.Profiles, p => Assert.Equal(p.OrderCount > 0, p.RfmSegment is not null));
    }

    [Fact]
    public void Every_stage_is_listed_in_order_with_what_became_of_it()
    {
        PipelineOptions options = s_quick with { Skip = [PipelineStage.Robustness], Clock = TimeProvider.System };
        PipelineResult result = SegmentationPipeline.Run(Events(), options, cancellationToken: Token);

        Assert.Equal(Enum.GetValues<PipelineStage>(), result.Stages.Select(s => s.Stage));
        Assert.Equal(StageStatus.Skipped, result.StageOf(PipelineStage.Robustness).Status);
        Assert.Equal(StageStatus.Skipped, result.StageOf(PipelineStage.ValueBacktest).Status);
        Assert.Equal(StageStatus.Skipped, result.StageOf(PipelineStage.Comparison).Status);
        Assert.Equal(StageStatus.Skipped, result.StageOf(PipelineStage.LookAlikes).Status);
        Assert.All(
            result.Stages, s => Assert.Equal(s.Status == StageStatus.Completed, s.Duration is not null));
        Assert.Null(result.Robustness);
        Assert.Null(result.Summary.StableSegmentCount);
    }

    [Fact]
    public void Look_alikes_that_were_searched_for_reach_the_segments()
    {
        EventDataset events = Shop.Dataset(Shop.Events(1500, 1, effect: 1.5, ["Books", "Garden", "Music"]));
        PipelineOptions options = s_quick with { LookAlikes = new LookAlikeOptions { HorizonDays = 60 } };
        PipelineResult result = SegmentationPipeline.Run(events, options, cancellationToken: Token);

        Assert.True(result.Success, result.ErrorMessage);
        Assert.All(result.Segments!, segment => Assert.NotNull(segment.LookAlikes));
        Assert.All(
            result.Segments!,
            segment => Assert.NotNull(segment.Decision!.PriorityParts.Single(part => part.Name == "LookAlikes").Points));
    }

    [Fact]
    public void A_stage_that_fails_is_named_and_loses_nothing_found_before()
    {
        PipelineOptions options = s_quick with { Segmentation = new SegmentationOptions { ClusterCount = 500 } };
        PipelineResult result = SegmentationPipeline.Run(Events(), options, cancellationToken: Token);

        Assert.False(result.Success);
        Assert.Equal(PipelineStage.Segmentation, result.Failed!.Stage);
        Assert.StartsWith("Stage Segmentation failed: ", result.ErrorMessage, StringComparison.Ordinal);
        Assert.NotNull(result.ProfileTable);
        Assert.NotNull(result.MergeMap);
        Assert.Null(result.Segments);
        Assert.All(
            result.Stages.Where(s => s.Stage > PipelineStage.Segmentation),
            s => Assert.Equal(StageStatus.NotRun, s.Status));
    }

    [Fact]
    public void A_report_that_cannot_be_written_fails_the_stage_and_keeps_the_segments()
    {
        PipelineOptions options = s_quick with { WriteReport = (_, _) => throw new IOException("disk full") };
        PipelineResult result = SegmentationPipeline.Run(Events(), options, cancellationToken: Token);

        Assert.Equal(PipelineStage.Report, result.Failed!.Stage);
        Assert.Contains("disk full", result.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal(3, result.Segments!.Count);
    }

    [Fact]
    public void An_earlier_segmentation_gives_its_ids_to_the_segments_that_continue()
    {
        PipelineResult first = SegmentationPipeline.Run(Events(), s_quick, cancellationToken: Token);
        PipelineOptions options = s_quick with { Reference = SegmentModel.Of(first.Segments!) };
        PipelineResult second = SegmentationPipeline.Run(Events(), options, cancellationToken: Token);

        Assert.Equal(1, second.Comparison!.StayRate);
        Assert.Equal(first.Segments!.Select(s => (s.SegmentId, s.Name)), second.Segments!.Select(s => (s.SegmentId, s.Name)));
        Assert.Equal(3, second.StageOf(PipelineStage.Comparison)["continued"]);
        Assert.Equal(3, second.Report!.Migration!.Lineage!.Count);
    }

    [Fact]
    public void Words_of_somebody_else_are_kept_and_their_failures_counted()
    {
        SegmentationException failure = new(ErrorIds.InvalidOption, ErrorKind.InvalidData, "No answer.", "Try again.");
        PipelineOptions options = s_quick with
        {
            Explain = (segments, _, _) => new ExplanationResult(
                [.. segments.Select(s => s with { Explanation = RulesExplainer.Explain(s) with { Provider = "Other" } })],
                [(failure, 2)]),
        };
        PipelineResult result = SegmentationPipeline.Run(Events(), options, cancellationToken: Token);

        Assert.All(result.Explanations!, e => Assert.Equal("Other", e.Provider));
        Assert.Equal(2, result.StageOf(PipelineStage.Explanation)["WithoutAnswer"]);
        Assert.Same(failure, Assert.Single(result.ExplanationFailures).Error);
        Assert.Equal(result.Decisions!.UsableCount, result.Summary.ProductionReadySegmentCount);
    }

    [Fact]
    public void A_stage_that_others_rest_on_cannot_be_skipped()
    {
        PipelineOptions options = s_quick with { Skip = [PipelineStage.Profiles] };
        SegmentationException error = Assert.Throws<SegmentationException>(
            () => SegmentationPipeline.Run(Events(), options, cancellationToken: Token));
        Assert.Equal(ErrorIds.InvalidOption, error.ErrorId);
    }

    [Fact]
    public void Stopping_ends_the_run_without_a_result()
    {
        using CancellationTokenSource stop = new();
        Stopper stopper = new(stop, "Segmentation");
        Assert.ThrowsAny<OperationCanceledException>(
            () => SegmentationPipeline.Run(Events(), s_quick, stopper, stop.Token));
    }

    [Fact]
    public void Progress_never_goes_back_and_names_the_stage()
    {
        Recorder recorder = new();
        SegmentationPipeline.Run(Events(), s_quick, recorder, Token);

        double[] fractions = [.. recorder.Reports.Select(r => r.Fraction!.Value)];
        Assert.All(fractions, f => Assert.InRange(f, 0, 1));
        Assert.Contains(recorder.Reports, r => r.Status.Contains("Robustness", StringComparison.Ordinal));
        Assert.Single(recorder.Reports.Select(r => r.Activity).Distinct());
        Assert.Equal(fractions.Order(), fractions);
    }

    [Fact]
    public void A_segment_is_found_by_id_or_name_in_any_case()
    {
        PipelineResult result = SegmentationPipeline.Run(Events(), s_quick, cancellationToken: Token);

        Assert.Same(result.Segments![1], result.GetSegment("s2"));
        Assert.Same(result.Segments[1], result.GetSegment(result.Segments[1].Name.ToUpperInvariant()));
        Assert.Null(result.GetSegment("none"));
    }

    [Fact]
    public void Equal_runs_give_equal_reports()
    {
        static string Text()
        {
            PipelineResult result = SegmentationPipeline.Run(Events(), s_quick, cancellationToken: Token);
            using StringWriter writer = new();
            HtmlReport.Write(result.Report!, writer);
            return writer.ToString();
        }

        Assert.Equal(Text(), Text());
    }

    private static CancellationToken Token => Xunit.TestContext.Current.CancellationToken;

    private static EventDataset Events() => SyntheticEvents.Create(new SyntheticOptions { CustomerCount = 80, Seed = 7 });

    private sealed class Recorder : IProgress<StageProgress>
    {
        public List<StageProgress> Reports { get; } = [];

        public void Report(StageProgress value)
        {
            lock (Reports)
            {
                Reports.Add(value);
            }
        }
    }

    private sealed class Stopper(CancellationTokenSource stop, string stage) : IProgress<StageProgress>
    {
        public void Report(StageProgress value)
        {
            if (value.Status.Contains(stage, StringComparison.Ordinal))
            {
                stop.Cancel();
            }
        }
    }
}
