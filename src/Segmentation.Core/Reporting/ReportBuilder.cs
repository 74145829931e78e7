using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Segmentation.Clustering;
using Segmentation.Events;
using Segmentation.Segments;

namespace Segmentation.Reporting;

/// <summary>
/// Makes the report of a segmentation: selects and sums what the stages found, computes nothing they did not.
/// </summary>
public static partial class ReportBuilder
{
    private static readonly RobustnessVerdict[] s_bestFirst =
    [
        RobustnessVerdict.HighlyStable,
        RobustnessVerdict.Stable,
        RobustnessVerdict.Pattern,
        RobustnessVerdict.Unstable,
        RobustnessVerdict.NotAssessed,
    ];

    /// <summary>Builds the report of segments of one run: all of them, or those that a filter left.</summary>
    /// <param name="segments">The segments, in the order the report shows them.</param>
    /// <param name="options">Title and time; null for the defaults.</param>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.UnexpectedInput"/>: no segments, segments of more than one run, or one segment twice;
    /// <see cref="ErrorIds.InvalidOption"/>: a smallest cell below 2, or beside customer ids;
    /// <see cref="ErrorIds.TooFewCustomers"/>: fewer customers than the smallest cell.
    /// </exception>
    public static SegmentReport Build(IReadOnlyList<Segment> segments, ReportOptions? options = null)
    {
        SegmentationRun run = CommonRun(segments);
        CheckPrivacy(options);
        List<IReadOnlyList<ReportProfileValue>?> profiles = SegmentProfiles.Of(run, segments);
        Distributions? distributions = Distributions.Of(run, segments);
        decimal? total = Sum(segments, s => s.TotalRevenue);
        bool sharesAreMeaningful = total > 0
            && segments.Count == run.ClusterCount
            && segments.All(s => s.TotalRevenue >= 0);
        SegmentReport report = new()
        {
            DocumentType = SegmentReport.DocumentTypeName,
            SchemaVersion = SegmentReport.CurrentSchemaVersion,
            Title = string.IsNullOrWhiteSpace(options?.Title) ? "Customer segments" : options.Title,
            GeneratedAt = options?.GeneratedAt,
            Run = RunOf(run),
            Intake = run.Profiles?.Intake is { } intake ? IntakeOf(intake) : null,
            Summary = SummaryOf(segments, total),
            Segments =
            [
                .. segments.Select((s, i) => SegmentOf(s, profiles[i], sharesAreMeaningful ? total : null) with
                {
                    CustomerIds = options?.IncludeCustomerIds == true ? s.CustomerIds : null,
                    Activity = distributions?.ActivityOf(s),
                    AverageOrderValue = distributions?.AverageOrderValueOf(s),
                }),
            ],
            ClusterCounts =
            [
                .. run.Candidates.Select(c => new ReportClusterCount(
                    c.ClusterCount,
                    c.ClusterCount == run.ClusterCount,
                    Finite(c.Inertia),
                    Finite(c.Silhouette),
                    Finite(c.SmallestShare),
                    Finite(c.CalinskiHarabasz),
                    Finite(c.DaviesBouldin),
                    c.Eligible)
                {
                    Gap = Finite(c.Gap),
                    GapStandardError = Finite(c.GapStandardError),
                    PredictionStrength = Finite(c.PredictionStrength),
                    Stability = Finite(c.Stability),
                    Bic = Finite(c.Bic),
                }),
            ],
            ClusterCountVotes =
            [
                .. run.ClusterCountChoices.Select(vote => new ReportClusterCountVote(
                    vote.Criterion.ToString(), vote.ClusterCount, vote.Reason)),
            ],
            Features = [.. run.Features.Select(FeatureOf)],
            DroppedFeatures = [.. run.DroppedFeatures.Select(d => new ReportDroppedFeature(d.Name, d.Reason))],
            ClusterCountStability = Distributions.StabilityOf(segments),
            Activity = distributions?.Activity,
            RfmGrid = distributions?.RfmGrid,
            Migration = options?.Migration,
            ValueBacktest = options?.ValueMeasurement is { } measured ? ReportValueBacktest.Of(measured) : null,
            Methods = ReportNotes.Methods(run, segments),
            Definitions = ReportNotes.Definitions(run, segments),
            Steps = [.. segments[0].Steps, .. options?.Step is { } step ? [step] : (RunStep[])[]],
        };
        return options?.MinimumCellSize is { } minimum ? SmallCells.Withhold(report, minimum) : report;
    }

    private static ReportSummary SummaryOf(IReadOnlyList<Segment> segments, decimal? revenue)
    {
        int customers = segments.Sum(s => s.Size);
        decimal? clv = Sum(segments, s => s.TotalClv);
        List<SegmentActionability> judged = [.. segments.Select(s => s.Actionability).OfType<SegmentActionability>()];
        int? actionable = judged.Count == 0 ? null : judged.Count(a => a.IsActionable == true);
        return new ReportSummary
        {
            SegmentsShown = segments.Count,
            CustomersShown = customers,
            AverageSegmentSize = (double)customers / segments.Count,
            TotalRevenue = revenue,
            TotalClv = clv,
            AverageSegmentClv = clv / segments.Count,
            ValidCount = segments.All(s => s.Validation is null)
                ? null
                : segments.Count(s => s.Validation?.IsValid == true),
            ActionableCount = actionable,
            ActionableShare = (double?)actionable / segments.Count,
            UsableCount = segments.All(s => s.Decision is null)
                ? null
                : segments.Count(s => s.Decision?.IsUsable == true),
            Dimensions = judged.Count == 0
                ? null
                :
                [
                    .. judged[0].All.Select((dimension, i) => new ReportDimensionCount(
                        dimension.Name, judged.Count(a => a.All[i].IsActionable == true))),
                ],
            Verdicts = Verdicts(segments),
        };
    }

    private static SegmentationRun CommonRun(IReadOnlyList<Segment> segments)
    {
        ArgumentNullException.ThrowIfNull(segments);
        if (segments.Count == 0)
        {
            throw Unexpected(
                "There is no segment to report.", "Pipe the output of Invoke-Segmentation, or loosen the filter.");
        }

        SegmentationRun run = segments[0].Run;
        if (segments.Any(s => !string.Equals(s.Run.RunId, run.RunId, StringComparison.Ordinal)))
        {
            throw Unexpected(
                "The segments come from more than one run: their sizes and shares do not belong together.",
                "Write one report per run.");
        }

        HashSet<string> seen = new(StringComparer.Ordinal);
        if (segments.FirstOrDefault(s => !seen.Add(s.SegmentId)) is { } twice)
        {
            throw Unexpected(
                $"Segment {twice.SegmentId} was given more than once.", "Pipe each segment once.", twice.SegmentId);
        }

        return run;
    }

    /// <summary>The options, where they do not contradict each other.</summary>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.InvalidOption"/>: a smallest cell below 2, or beside customer ids.
    /// </exception>
    public static ReportOptions Checked(ReportOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        CheckPrivacy(options);
        return options;
    }

    private static void CheckPrivacy(ReportOptions? options)
    {
        if (options?.MinimumCellSize is < 2)
        {
            throw new SegmentationException(
                ErrorIds.InvalidOption,
                ErrorKind.InvalidArgument,
                $"A smallest cell of {Figures.Plural(options.MinimumCellSize.Value, "customer")} withholds nothing.",
                "Give 2 or more, such as 10; leave it out for a report that is not to be shared.",
                options.MinimumCellSize);
        }

        if (options is { MinimumCellSize: not null, IncludeCustomerIds: true })
        {
            throw new SegmentationException(
                ErrorIds.InvalidOption,
                ErrorKind.InvalidArgument,
                "A report with customer ids hides nobody: a smallest cell has no meaning in it.",
                "Ask for one of the two.");
        }
    }

    private static SegmentationException Unexpected(string message, string action, object? target = null) =>
        new(ErrorIds.UnexpectedInput, ErrorKind.InvalidData, message, action, target);

    private static ReportRun RunOf(SegmentationRun run) => new()
    {
        RunId = run.RunId,
        Version = typeof(SegmentReport).Assembly.GetName().Version?.ToString(3) ?? "unknown",
        Method = run.Method,
        Seed = run.Seed,
        AsOf = run.AsOf,
        Source = run.Source,
        CustomerCount = run.CustomerCount,
        SkippedCustomerCount = run.SkippedIds.Count,
        ClusterCount = run.ClusterCount,
        ClusterCountReason = run.ClusterCountReason,
        Converged = run.Converged,
        Restarts = run.Restarts,
        RestartsAtBest = run.RestartsAtBest,
        Inertia = Finite(run.Inertia),
        Silhouette = Finite(run.Silhouette),
        SilhouetteSampleSize = Finite(run.Silhouette) is null ? null : run.SilhouetteSampleSize,
        Checks = run.Checks.Count == 0 ? null : run.Checks,
    };

    private static ReportIntake IntakeOf(IntakeSummary intake) => new()
    {
        RowsRead = intake.RowsRead,
        RowsUsed = intake.RowsUsed,
        RowsSkipped =
        [
            .. intake.RowsSkipped.Select(skipped => new ReportSkippedRows
            {
                Reason = skipped.Reason,
                Count = skipped.Count,
                Locations =
                [
                    .. skipped.Examples
                        .Select(example => LocationPattern().Match(example))
                        .Where(match => match.Success)
                        .Select(match => match.Value),
                ],
            }),
        ],
        EventCount = intake.EventCount,
        CustomerCount = intake.CustomerCount,
        FirstEvent = intake.FirstEvent,
        LastEvent = intake.LastEvent,
    };

    private static ReportSegment SegmentOf(
        Segment segment, IReadOnlyList<ReportProfileValue>? profile, decimal? revenueOfAll) => new()
    {
        SegmentId = segment.SegmentId,
        Name = segment.Name,
        Size = segment.Size,
        Share = segment.Share,
        TotalRevenue = segment.TotalRevenue,
        AverageRevenue = segment.AverageRevenue,
        RevenueShare = (double?)(segment.TotalRevenue / revenueOfAll),
        TotalClv = segment.TotalClv,
        AverageClv = segment.AverageClv,
        Silhouette = Finite(segment.Silhouette),
        SilhouetteQuantiles = segment.SilhouetteQuantiles?.All(double.IsFinite) == true
            ? segment.SilhouetteQuantiles
            : null,
        Traits =
        [
            .. segment.Traits.Select(trait => new ReportTrait
            {
                Feature = trait.Feature,
                Text = trait.Text,
                EffectSize = Finite(trait.EffectSize),
                SegmentMean = Finite(trait.SegmentMean),
                RestMean = Finite(trait.RestMean),
                SegmentMedian = Finite(trait.SegmentMedian),
                IsShareOfCustomers = trait.IsShareOfCustomers ? true : null,
                Unit = trait.Unit,
            }),
        ],
        Rule = segment.Rule is { } rule ? RuleOf(rule) : null,
        Robustness = segment.Robustness is { } robustness ? RobustnessOf(robustness) : null,
        Validation = segment.Validation is { } validation ? Judgements.Of(validation) : null,
        Viability = segment.Viability is { } viability ? Judgements.Of(viability) : null,
        Actionability = segment.Actionability is { } actionability ? Judgements.Of(actionability) : null,
        Explanation = segment.Explanation,
        Decision = segment.Decision is { } decision ? Judgements.Of(decision) : null,
        Profile = profile,
    };

    private static ReportRule RuleOf(SegmentRule rule) => new()
    {
        Words = rule.Words,
        Filter = rule.Filter,
        Sql = rule.Sql,
        Precision = Finite(rule.Precision),
        Recall = Finite(rule.Recall),
    };

    private static ReportRobustness RobustnessOf(SegmentRobustness robustness) => new()
    {
        Verdict = robustness.Verdict,
        Reasons = [.. robustness.Reasons],
        BootstrapJaccard = Finite(robustness.BootstrapJaccard),
        BootstrapJaccardStandardDeviation = Finite(robustness.BootstrapJaccardStandardDeviation),
        BootstrapJaccardP5 = Finite(robustness.BootstrapJaccardP5),
        BootstrapJaccardStandardError = Finite(robustness.BootstrapJaccardStandardError),
        DissolvedCount = robustness.DissolvedCount,
        RecoveredCount = robustness.RecoveredCount,
        ReplicateCount = robustness.ReplicateCount,
        SampleSize = robustness.SampleSize,
        Seed = robustness.Seed,
        Structure = robustness.Solution?.Null is null ? null : robustness.Structure,
        SeedJaccard = Finite(robustness.SeedJaccard),
        NoiseJaccard = Finite(robustness.NoiseJaccard),
        TimeJaccard = Finite(robustness.TimeJaccard),
        CarrierFeatures = robustness.FeatureDrops is null ? null : [.. robustness.CarrierFeatures],
        PredictionStrength = Finite(robustness.PredictionStrength),
        PermutedNullP = Finite(robustness.PermutedNullP),
        GaussianNullP = Finite(robustness.GaussianNullP),
        SeedScore = Finite(robustness.SeedScore),
        MemberConfidence = Finite(robustness.MemberConfidence?.Mean),
        UnsureMemberShare = Finite(robustness.MemberConfidence?.ShareBelow60),
    };

    private static ReportFeature FeatureOf(FittedFeature feature) => new()
    {
        Name = feature.Name,
        Label = feature.Label,
        Transform = feature.Transform,
        Scaling = feature.Scaling,
        Weight = Finite(feature.Weight),
        LowerBound = Finite(feature.LowerBound),
        UpperBound = Finite(feature.UpperBound),
        MissingValue = Finite(feature.MissingValue),
        MissingCount = feature.MissingCount,
        Period = Finite(feature.Period),
        Center = [.. feature.Center],
        Scale = [.. feature.Scale],
    };

    private static List<ReportVerdictCount>? Verdicts(IReadOnlyList<Segment> segments)
    {
        List<ReportVerdictCount> counts =
        [
            .. s_bestFirst
                .Select(verdict => new ReportVerdictCount(verdict, segments.Count(s => s.Verdict == verdict)))
                .Where(entry => entry.Count > 0),
        ];
        return counts.Count == 0 ? null : counts;
    }

    private static decimal? Sum(IReadOnlyList<Segment> segments, Func<Segment, decimal?> value) =>
        segments.All(s => value(s) is not null) ? segments.Sum(value) : null;

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;

    // What was found in a skipped row may be a customer id: only where it was found is passed on.
    [GeneratedRegex("^(?:.+?:|(?:row|line) )[0-9]+(?=: |$)", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 100)]
    private static partial Regex LocationPattern();
}
