using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Segmentation.Segments;
using Segmentation.Statistics;
using static System.FormattableString;

namespace Segmentation.Robustness;

/// <summary>
/// Runs the tests of robustness that were asked for. Each is a function of the run and its own seeds, so that neither
/// the other tests nor the number of threads change what it finds.
/// </summary>
public static class RobustnessSuite
{
    private const string KMeansMethod = "KMeans";
    private const int CustomersPerSegment = 10;
    private const int MinimumMembers = 5;

    /// <summary>
    /// Tests segments against the whole run they belong to, also when only some of its segments are given. Segments of
    /// several runs are tested run by run.
    /// </summary>
    /// <param name="segments">The segments.</param>
    /// <param name="options">The tests, and how they are run.</param>
    /// <param name="progress">Told about finished replicates.</param>
    /// <param name="cancellationToken">Stops the tests.</param>
    /// <returns>
    /// The segments given, in their order, each with its <see cref="Segment.Robustness"/>, and their run with its
    /// <see cref="SegmentationRun.Checks"/>.
    /// </returns>
    /// <exception cref="SegmentationException"><see cref="ErrorIds.InvalidOption"/>: an option out of
    /// range.</exception>
    public static IReadOnlyList<Segment> Test(
        IReadOnlyList<Segment> segments,
        RobustnessOptions options,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentNullException.ThrowIfNull(options);
        Check(options);
        Segment[] tested = new Segment[segments.Count];
        IEnumerable<IGrouping<string, int>> runs =
            Enumerable.Range(0, segments.Count).GroupBy(i => segments[i].Run.RunId, StringComparer.Ordinal);
        foreach (IGrouping<string, int> group in runs)
        {
            SegmentationRun run = segments[group.First()].Run;
            run = run with { Checks = SegmentationChecks.Of(run, options.Criteria) };
            SegmentRobustness[] results = Test(run, options, progress, cancellationToken);
            Dictionary<string, int> labels = LabelOfId(run);
            foreach (int i in group)
            {
                tested[i] = segments[i] with
                {
                    Robustness = results[labels[segments[i].CustomerIds[0]]],
                    Run = run,
                };
            }
        }

        return tested;
    }

    private static SegmentRobustness[] Test(
        SegmentationRun run,
        RobustnessOptions options,
        IProgress<StageProgress>? progress,
        CancellationToken cancellationToken)
    {
        if (Obstacle(run) is { } obstacle)
        {
            return [.. Enumerable.Range(0, run.ClusterCount).Select(_ => NotAssessed(obstacle))];
        }

        if (run.MixtureComponents is not null)
        {
            options = options with { MaximumSample = Math.Min(options.MaximumSample, MixtureRefit.MaximumSample) };
        }

        SeededRandom sampling = SeededRandom.ForStream(options.Seed, -1);
        TestContext context = new(
            run, ClusterSample.Of(run, options.MaximumSample, sampling), options, progress, cancellationToken);
        Findings found = run.RuleLabels is null ? Run(context) : ByRules(context);
        int[] sizes = new int[run.ClusterCount];
        foreach (int label in run.Labels)
        {
            sizes[label]++;
        }

        return
        [
            .. sizes.Select((size, s) => size < MinimumMembers
                ? NotAssessed(Invariant($"{size} members are too few to draw from: {MinimumMembers} are needed."))
                : SegmentVerdict.Of(context, found, s)),
        ];
    }

    private static Findings ByRules(TestContext context)
    {
        Findings found = RuleStability.Run(context) with { ByRules = true };
        return found with
        {
            Solution = new()
            {
                NotAssessed = [.. RuleStability.Missing(context), .. MissingWindows(context, found)],
                NoiseAgreement = found.Noise?.Agreement,
                TimeWindows =
                    found.Windows is { } windows ? [.. windows.Select(w => w.Window).OfType<TimeWindow>()] : null,
            },
        };
    }

    private static Findings Run(TestContext context)
    {
        Findings found = new();
        RobustnessOptions options = context.Options;
        if (Wants(options, RobustnessTests.Bootstrap))
        {
            found = found with { Bootstrap = BootstrapStability.Replicate(context) };
            found = found with { Members = MembershipConsensus.Of(context, found.Bootstrap) };
        }

        if (Wants(options, RobustnessTests.Seed))
        {
            found = found with { Seed = SeedStability.Test(context) };
        }

        if (Wants(options, RobustnessTests.FeatureDrop))
        {
            found = found with { FeatureDrops = FeatureDropStability.Test(context) };
        }

        if (Wants(options, RobustnessTests.Noise))
        {
            found = found with { Noise = NoiseStability.Test(context) };
        }

        if (context.Run.MixtureComponents is not null)
        {
            // What follows is of k-means; Missing says so.
            found = found with { Windows = Windows(context) };
            return found with { Solution = Solution(context, found) };
        }

        if (Wants(options, RobustnessTests.PredictionStrength) || options.Null)
        {
            found = found with { PredictionStrength = context.PredictionStrength() };
        }

        if (options.Null)
        {
            found = found with { Null = NullStability.Test(context) };
        }

        found = found with { Windows = Windows(context), ClusterCounts = ClusterCounts(context) };
        return found with { Solution = Solution(context, found) };
    }

    private static List<WindowFindings>? Windows(TestContext context) =>
        Wants(context.Options, RobustnessTests.TimeWindow)
        && context.Run is { Rebuild: { } rebuild, AsOf: { } asOf }
            ? TimeWindowStability.Test(context, rebuild, asOf)
            : null;

    private static IReadOnlyList<ClusterCountStability>? ClusterCounts(TestContext context)
    {
        if (!Wants(context.Options, RobustnessTests.ClusterCount))
        {
            return null;
        }

        int minimum = context.Options.MinimumClusterCount;
        int maximum = context.Options.MaximumClusterCount ?? Math.Max(6, context.Run.ClusterCount + 2);
        return GlobalStability.Over(
            context.Sample.Matrix,
            minimum,
            Math.Max(minimum, Math.Min(maximum, context.Sample.Matrix.Rows / 3)),
            context.Options,
            context.Progress,
            context.CancellationToken);
    }

    private static SolutionRobustness Solution(TestContext context, Findings found) => new()
    {
        NotAssessed = [.. Missing(context, found)],
        SampleSize = context.Sample.Matrix.Rows,
        SeedAgreements = found.Seed?.Agreements,
        SeedsAtBest = found.Seed?.ShareAtBest,
        ClusterCounts = found.ClusterCounts,
        PredictionStrength = found.PredictionStrength,
        FeatureDrops = found.FeatureDrops is { } drops
            ? [.. drops.Select(d => new FeatureDropAgreement(d.Features, d.Agreement))]
            : null,
        NoiseAgreement = found.Noise?.Agreement,
        Null = found.Null?.Solution,
        TimeWindows = found.Windows is { } windows ? [.. windows.Select(w => w.Window).OfType<TimeWindow>()] : null,
    };

    private static IEnumerable<string> Missing(TestContext context, Findings found)
    {
        if (Wants(context.Options, RobustnessTests.FeatureDrop) && found.FeatureDrops is null)
        {
            yield return "Feature drop: all features move together, so that none can be left out.";
        }

        if (context.Run.MixtureComponents is not null
            && (context.Options.Null || Wants(context.Options, RobustnessTests.ClusterCount)))
        {
            yield return "Nulls and other numbers of segments: their stability is that of k-means, not of a mixture.";
        }

        foreach (string reason in MissingWindows(context, found))
        {
            yield return reason;
        }
    }

    private static IEnumerable<string> MissingWindows(TestContext context, Findings found)
    {
        if (Wants(context.Options, RobustnessTests.TimeWindow) && found.Windows is null)
        {
            yield return "Time windows: the run has no events to rebuild earlier profiles from; pipe the events, not "
                + "profiles, into Invoke-Segmentation.";
        }

        foreach (string reason in found.Windows?.Select(w => w.Reason).OfType<string>().Distinct(StringComparer.Ordinal)
            ?? [])
        {
            yield return $"Time windows: {reason}";
        }
    }

    private static bool Wants(RobustnessOptions options, RobustnessTests test) => options.Tests.HasFlag(test);

    private static string? Obstacle(SegmentationRun run)
    {
        if (run is { RuleLabels: null, MixtureComponents: null, NotReclusterable: { } reason })
        {
            return reason;
        }

        if (run is { RuleLabels: null, MixtureComponents: null } && run.Method != KMeansMethod)
        {
            return $"Segments by {run.Method} are not looked for again: the tests run k-means.";
        }

        if (run.ClusterCount < 2)
        {
            return "There is only one segment: nothing to find again.";
        }

        int needed = CustomersPerSegment * run.ClusterCount;
        return run.CustomerCount < needed
            ? Invariant($"{run.CustomerCount:N0} customers are too few to test {run.ClusterCount} segments: ")
                + Invariant($"{needed} are needed.")
            : null;
    }

    private static SegmentRobustness NotAssessed(string reason) =>
        new() { Verdict = RobustnessVerdict.NotAssessed, Reasons = [reason] };

    private static Dictionary<string, int> LabelOfId(SegmentationRun run)
    {
        Dictionary<string, int> labels = new(run.CustomerCount, StringComparer.Ordinal);
        for (int i = 0; i < run.CustomerCount; i++)
        {
            labels[run.Input.Ids[i]] = run.Labels[i];
        }

        return labels;
    }

    private static void Check(RobustnessOptions options)
    {
        (string Name, int Value)[] counts =
        [
            (nameof(options.Replicates), options.Replicates),
            (nameof(options.MaximumSample), options.MaximumSample),
            (nameof(options.MaximumRestarts), options.MaximumRestarts),
            (nameof(options.SeedStarts), options.SeedStarts),
            (nameof(options.Splits), options.Splits),
            (nameof(options.Pairs), options.Pairs),
            (nameof(options.NullReplicates), options.NullReplicates),
            (nameof(options.NullPairs), options.NullPairs),
            (nameof(options.MaximumNullSample), options.MaximumNullSample),
            .. options.WindowDays.Select(days => (nameof(options.WindowDays), days)),
        ];
        if (options.WindowDays.Count == 0)
        {
            throw Invalid(nameof(options.WindowDays), "empty", null);
        }

        foreach ((string name, int value) in counts.Where(c => c.Value < 1))
        {
            throw Invalid(name, Invariant($"{value}"), value);
        }
    }

    private static SegmentationException Invalid(string name, string value, object? target) => new(
        ErrorIds.InvalidOption,
        ErrorKind.InvalidArgument,
        $"{name} is {value}, but must be at least 1.",
        $"Set {name} to 1 or more, or leave it out.",
        target);
}

/// <summary>What the tests that ran have found.</summary>
internal sealed record Findings
{
    public bool ByRules { get; init; }

    public BootstrapReplicate[]? Bootstrap { get; init; }

    public MemberConfidence[]? Members { get; init; }

    public (double[] Jaccard, double[] Agreements, double ShareAtBest)? Seed { get; init; }

    public (IReadOnlyList<string> Features, double Agreement, double[] Jaccard)[]? FeatureDrops { get; init; }

    public (double[] Jaccard, double Agreement)? Noise { get; init; }

    public double? PredictionStrength { get; init; }

    public NullFindings? Null { get; init; }

    public List<WindowFindings>? Windows { get; init; }

    public IReadOnlyList<ClusterCountStability>? ClusterCounts { get; init => field = Listed.Of(value); }

    public SolutionRobustness? Solution { get; init; }
}
