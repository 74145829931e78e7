using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Segmentation.Clustering;
using Segmentation.Segments;
using Segmentation.Statistics;
using static System.FormattableString;

namespace Segmentation.Robustness;

/// <summary>
/// Bootstrap stability of each segment (Hennig 2007). A replicate draws as many customers as there are (at most
/// <see cref="RobustnessOptions.MaximumSample"/>) with replacement, clusters the different ones among them anew with
/// the same
/// number of segments, and scores each segment by the best Jaccard overlap of its drawn members with a cluster found.
/// Replicates use the scaled features of the run: what is tested is the clustering, not the scaling.
/// </summary>
/// <remarks>
/// Stable is not the same as real: k-means cuts a structureless but skewed cloud the same way each time, so three
/// independent
/// exponential features score above .9. A low score refutes a segment; a high one says it can be found again.
/// </remarks>
public static class BootstrapStability
{
    private const int MaximumIterations = 50;
    private const double Tolerance = 1e-4;
    private const int CustomersPerSegment = 10;
    private const int MinimumMembers = 5;

    /// <summary>
    /// Tests segments against the whole run they belong to, also when only some of its segments are given. Segments of
    /// several runs are tested run by run.
    /// </summary>
    /// <param name="segments">The segments.</param>
    /// <param name="options">Replicates, seed, sample size.</param>
    /// <param name="progress">Told about finished replicates.</param>
    /// <param name="cancellationToken">Stops the test.</param>
    /// <returns>The segments given, in their order, each with its <see cref="Segment.Robustness"/>.</returns>
    /// <exception cref="SegmentationException"><see cref="ErrorIds.InvalidOption"/>: an option below 1.</exception>
    public static IReadOnlyList<Segment> Test(
        IReadOnlyList<Segment> segments,
        RobustnessOptions options,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentNullException.ThrowIfNull(options);
        CheckAtLeastOne(nameof(options.Replicates), options.Replicates);
        CheckAtLeastOne(nameof(options.MaximumSample), options.MaximumSample);
        CheckAtLeastOne(nameof(options.MaximumRestarts), options.MaximumRestarts);
        Segment[] tested = new Segment[segments.Count];
        IEnumerable<IGrouping<string, int>> runs =
            Enumerable.Range(0, segments.Count).GroupBy(i => segments[i].Run.RunId, StringComparer.Ordinal);
        foreach (IGrouping<string, int> group in runs)
        {
            SegmentationRun run = segments[group.First()].Run;
            SegmentRobustness[] results = Test(run, options, progress, cancellationToken);
            Dictionary<string, int> labels = LabelOfId(run);
            foreach (int i in group)
            {
                tested[i] = segments[i] with { Robustness = results[labels[segments[i].CustomerIds[0]]] };
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
        string? obstacle = Obstacle(run);
        if (obstacle is not null)
        {
            return [.. run.Centroids.Select(_ => NotAssessed(obstacle))];
        }

        double[][] overlaps = Replicate(run, options, progress, cancellationToken);
        int[] sizes = new int[run.ClusterCount];
        foreach (int label in run.Labels)
        {
            sizes[label]++;
        }

        return
        [
            .. sizes.Select((size, s) => size < MinimumMembers
                ? NotAssessed(Invariant($"{size} members are too few to draw from: {MinimumMembers} are needed."))
                : BootstrapSummary.Of([.. overlaps.Select(o => o[s]).Where(o => !double.IsNaN(o))], run, options)),
        ];
    }

    /// <summary>The best overlap of each segment in each replicate; NaN where none of its members was drawn.</summary>
    private static double[][] Replicate(
        SegmentationRun run,
        RobustnessOptions options,
        IProgress<StageProgress>? progress,
        CancellationToken cancellationToken)
    {
        TiledRows rows = TiledRows.From(run.Matrix);
        double[][] overlaps = new double[options.Replicates][];
        Lock gate = new();
        int done = 0;
        ParallelWork.For(
            options.Replicates,
            ParallelWork.ThreadCount(options.ThreadCount),
            replicate =>
            {
                overlaps[replicate] = BestOverlaps(run, rows, options, replicate, cancellationToken);
                lock (gate)
                {
                    done++;
                    progress?.Report(new StageProgress(
                        "Testing robustness",
                        Invariant($"replicate {done} of {options.Replicates}"),
                        (double)done / options.Replicates));
                }
            },
            cancellationToken);
        return overlaps;
    }

    private static double[] BestOverlaps(
        SegmentationRun run,
        TiledRows rows,
        RobustnessOptions options,
        int replicate,
        CancellationToken cancellationToken)
    {
        SeededRandom random = SeededRandom.ForStream(options.Seed, replicate);
        List<int> drawn = Draw(run.CustomerCount, Math.Min(run.CustomerCount, options.MaximumSample), ref random);
        KMeansOptions clustering = new()
        {
            ClusterCount = Math.Min(run.ClusterCount, drawn.Count),
            Seed = random.NextInt32(int.MaxValue),
            MaximumIterations = MaximumIterations,
            Tolerance = Tolerance,
        };
        LloydRun found =
            KMeans.BestUntilRepeated(rows.Select(drawn), clustering, options.MaximumRestarts, cancellationToken);
        int[,] common = new int[run.ClusterCount, found.Clusters];
        int[] members = new int[run.ClusterCount];
        for (int i = 0; i < drawn.Count; i++)
        {
            int label = run.Labels[drawn[i]];
            common[label, found.Labels[i]]++;
            members[label]++;
        }

        double[] best = new double[run.ClusterCount];
        for (int s = 0; s < best.Length; s++)
        {
            best[s] = members[s] == 0 ? double.NaN : 0;
            for (int c = 0; c < found.Clusters && members[s] > 0; c++)
            {
                int union = members[s] + found.Counts[c] - common[s, c];
                best[s] = Math.Max(best[s], (double)common[s, c] / union);
            }
        }

        return best;
    }

    /// <summary>The different rows among some draws with replacement, in order.</summary>
    private static List<int> Draw(int rows, int draws, ref SeededRandom random)
    {
        HashSet<int> drawn = new(draws);
        for (int i = 0; i < draws; i++)
        {
            drawn.Add(random.NextInt32(rows));
        }

        List<int> sorted = [.. drawn];
        sorted.Sort();
        return sorted;
    }

    private static string? Obstacle(SegmentationRun run)
    {
        if (run.NotReclusterable is { } reason)
        {
            return reason;
        }

        if (run.ClusterCount < 2)
        {
            return "There is only one segment: nothing to find again.";
        }

        int needed = CustomersPerSegment * run.ClusterCount;
        return run.CustomerCount < needed
            ? Invariant($"{run.CustomerCount} customers are too few to test {run.ClusterCount} segments: ")
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

    private static void CheckAtLeastOne(string option, int value)
    {
        if (value < 1)
        {
            throw new SegmentationException(
                ErrorIds.InvalidOption,
                ErrorKind.InvalidArgument,
                Invariant($"{option} is {value}, but must be at least 1."),
                $"Set {option} to 1 or more, or leave it out.",
                value);
        }
    }
}
