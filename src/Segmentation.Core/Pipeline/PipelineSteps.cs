using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Segmentation.Clv;
using Segmentation.Comparisons;
using Segmentation.Decisions;
using Segmentation.Explanation;
using Segmentation.Identity;
using Segmentation.LookAlikes;
using Segmentation.Profiles;
using Segmentation.Reporting;
using Segmentation.Rfm;
using Segmentation.Robustness;
using Segmentation.Rules;
using Segmentation.Segments;
using Outcome = (
    Segmentation.Pipeline.PipelineResult Result,
    System.Collections.Generic.IReadOnlyList<Segmentation.Pipeline.StageMetric> Metrics);

namespace Segmentation.Pipeline;

/// <summary>What each stage does: it calls the stage's own entry and counts what came of it.</summary>
internal static class PipelineSteps
{
    public static Outcome Resolve(PipelineResult result, IProgress<StageProgress> progress, CancellationToken token)
    {
        MergeMap map = IdentityResolver.Resolve(
            result.Options.IdHistory ?? result.Events.IdHistory, result.Options.Identity, token);
        return (
            result with { MergeMap = map, Events = result.Events.WithMerges(map) },
            [
                new("MergedIds", map.MergedIdCount), new("MergedCustomers", map.MergedCustomerCount),
                new("Conflicts", map.Conflicts.Count),
            ]);
    }

    public static Outcome Describe(PipelineResult result, IProgress<StageProgress> progress, CancellationToken token)
    {
        PipelineOptions options = result.Options;
        ProfileTable table =
            ProfileBuilder.Build(result.Events, options.Profiles, new PartProgress(progress, 0, 0.6), token);
        ValueModel model = ValueModel.Fit(
            table, options.Value, progress: new PartProgress(progress, 0.6, 0.9), cancellation: token);
        ProfileTable valued = model.Score(table, token);
        ProfileTable scored = RfmSegmentation.Apply(valued, options.Rfm, options.RfmSegments).Profiles;
        ProfileTable described = TraitExtraction.Apply(scored, options.Traits).AddTo(scored);
        long rows = table.Intake?.RowsRead ?? 0;
        return (
            result with { ProfileTable = described, ValueModel = model },
            [
                new("RowsRead", rows), new("RowsSkipped", rows - (table.Intake?.RowsUsed ?? 0)),
                new("Events", table.Intake?.EventCount ?? 0), new("Customers", table.Count),
            ]);
    }

    public static Outcome Backtest(PipelineResult result, IProgress<StageProgress> progress, CancellationToken token)
    {
        ValueMeasurement measured = ValueMeasurement.Of(
            result.Events,
            new ValueMeasurementOptions
            {
                HoldoutDays = result.Options.HoldoutDays,
                Value = result.Options.Value,
                Profiles = result.Options.Profiles,
            },
            progress,
            token);

        // The holdout may choose another model than the likelihood did: profiles and backtest tell one story.
        ProfileTable scored = measured.Model.Score(result.ProfileTable!, token);
        ProfileTable described = TraitExtraction.Apply(scored, result.Options.Traits).AddTo(scored);
        return (
            result with { ValueMeasurement = measured, ValueModel = measured.Model, ProfileTable = described },
            [new("HoldoutDays", measured.HoldoutDays), new("Forecasters", measured.Forecasters.Count)]);
    }

    public static Outcome Segment(PipelineResult result, IProgress<StageProgress> progress, CancellationToken token)
    {
        SegmentationOptions options = result.Options.Segmentation with
        {
            Rebuild = (from, asOf, cancellation) => ProfileBuilder.Build(
                result.Events, result.Options.Profiles with { From = from, AsOf = asOf }, null, cancellation),
        };
        IReadOnlyList<Segment> segments = Segmenter.Run(result.ProfileTable!, options, progress, token);
        SegmentationRun run = segments[0].Run;
        List<StageMetric> metrics = [new("Segments", segments.Count), new("Inertia", run.Inertia)];
        if (run.Silhouette is { } silhouette)
        {
            metrics.Add(new("Silhouette", silhouette));
        }

        return (result with { Segments = segments }, metrics);
    }

    public static Outcome Compare(PipelineResult result, IProgress<StageProgress> progress, CancellationToken token)
    {
        SegmentationComparison found = SegmentationComparer.Compare(
            result.Options.Reference!, result.Segments!, result.Options.ReferenceSalt, progress, token);
        return (
            result with { Comparison = found, Segments = found.Segments },
            [
                new("CommonCustomers", found.CommonCount), new("Joined", found.JoinedCount), new("Gone", found.GoneCount),
                new("Continued", found.Lineage.Count(row => row.Change == LineageChange.Continued)),
            ]);
    }

    public static Outcome Test(PipelineResult result, IProgress<StageProgress> progress, CancellationToken token)
    {
        IReadOnlyList<Segment> tested =
            RobustnessSuite.Test(result.Segments!, result.Options.Robustness, progress, token);
        return (
            result with { Segments = tested },
            [
                .. tested.GroupBy(s => s.Verdict ?? RobustnessVerdict.NotAssessed).OrderByDescending(g => g.Key)
                    .Select(g => new StageMetric(g.Key.ToString(), g.Count())),
            ]);
    }

    public static Outcome Judge(PipelineResult result, IProgress<StageProgress> progress, CancellationToken token)
    {
        IReadOnlyList<Segment> judged = ViabilityTest.Test(
            result.Segments!, result.Options.Viability, result.Options.Criteria, progress, token);
        judged = result.LookAlikes is { } found ? SegmentOpportunities.AddTo(judged, found.Opportunities) : judged;
        return (
            result with { Segments = judged },
            [
                new("Viable", judged.Count(s => s.Viability?.IsViable == true)),
                new("Rejected", judged.Count(s => s.Validation?.IsValid == false)),
            ]);
    }

    public static Outcome Act(PipelineResult result, IProgress<StageProgress> progress, CancellationToken token)
    {
        IReadOnlyList<Segment> judged =
            ActionabilityTest.Test(result.Segments!, result.Options.Actionability, progress, token);
        return (
            result with { Segments = judged },
            [
                new("Actionable", judged.Count(s => s.Actionability?.IsActionable == true)),
                new("ProductionReady", judged.Count(s => s.ProductionReady == true)),
            ]);
    }

    public static Outcome FindLookAlikes(PipelineResult result, IProgress<StageProgress> progress, CancellationToken token)
    {
        LookAlikeResult found = LookAlikeSearch.Of(
            result.Events, result.Options.LookAlikes! with { Profiles = result.Options.Profiles }, progress, token);
        return (
            result with { LookAlikes = found },
            [
                new("Categories", found.Opportunities.Count),
                new("Assessed", found.Opportunities.Count(o => o.Status == LookAlikeStatus.Assessed)),
                new("LookAlikes", found.Total?.Customers ?? 0),
            ]);
    }

    public static Outcome Explain(PipelineResult result, IProgress<StageProgress> progress, CancellationToken token)
    {
        ExplanationResult explained = result.Options.Explain is { } explain
            ? explain(result.Segments!, progress, token)
            : new([.. result.Segments!.Select(s => s with { Explanation = RulesExplainer.Explain(s) })], []);
        return (
            result with { Segments = explained.Segments, ExplanationFailures = explained.Failures },
            [
                new("Explained", explained.Segments.Count),
                .. explained.Failures.Count > 0
                    ? [new StageMetric("WithoutAnswer", explained.Failures.Sum(f => f.Count))]
                    : (StageMetric[])[],
            ]);
    }

    public static Outcome Report(PipelineResult result, IProgress<StageProgress> progress, CancellationToken token)
    {
        SegmentReport report = ReportBuilder.Build(
            result.Segments!,
            result.Options.Report with
            {
                ValueMeasurement = result.ValueMeasurement,
                Migration = result.Comparison is { } compared ? ReportMigration.Of(compared, result.Segments) : null,
            });
        result.Options.WriteReport?.Invoke(report, token);
        return (result with { Report = report }, [new("Segments", report.Segments.Count)]);
    }
}
