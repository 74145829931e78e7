using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Segmentation.Clustering;
using Segmentation.Segments;
using Segmentation.Statistics;

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
    /// <summary>
    /// Tests segments by the bootstrap alone, against the whole run they belong to, also when only some of its segments
    /// are given. Segments of several runs are tested run by run.
    /// </summary>
    /// <param name="segments">The segments.</param>
    /// <param name="options">Replicates, seed, sample size; its choice of tests is not used.</param>
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
        ArgumentNullException.ThrowIfNull(options);
        RobustnessOptions alone = options with { Tests = RobustnessTests.Bootstrap, Null = false };
        return RobustnessSuite.Test(segments, alone, progress, cancellationToken);
    }

    /// <summary>All replicates of a run.</summary>
    internal static BootstrapReplicate[] Replicate(TestContext context)
    {
        TiledRows rows = TiledRows.From(context.Run.Matrix);
        BootstrapReplicate[] replicates = new BootstrapReplicate[context.Options.Replicates];
        context.Repeat("replicate", replicates.Length, i => replicates[i] = One(context, rows, i));
        return replicates;
    }

    private static BootstrapReplicate One(TestContext context, TiledRows rows, int replicate)
    {
        SegmentationRun run = context.Run;
        SeededRandom random = SeededRandom.ForStream(context.Options.Seed, replicate);
        int draws = Math.Min(run.CustomerCount, context.Options.MaximumSample);
        List<int> drawn = Draw(run.CustomerCount, draws, ref random);
        int[] reference = [.. drawn.Select(row => run.Labels[row])];
        if (run.MixtureComponents is not null)
        {
            FeatureMatrix sample = Centroids.Select(run.Matrix, drawn);
            MixtureResult mixture = MixtureRefit.Fit(
                sample, run, random.NextInt32(int.MaxValue), single: false, context.CancellationToken);
            Overlap of = new(reference, run.ClusterCount, mixture.Labels, mixture.ClusterCount);
            return new BootstrapReplicate(of.Best(), [], of.FirstOfSecond()) { Components = mixture.Components };
        }

        LloydRun found = ClusterSample.Cluster(
            rows.Select(drawn),
            run.ClusterCount,
            random.NextInt32(int.MaxValue),
            context.Options.MaximumRestarts,
            context.CancellationToken);
        Overlap overlap = new(reference, run.ClusterCount, found.Labels.AsSpan(0, drawn.Count), found.Clusters);
        return new BootstrapReplicate(
            overlap.Best(),
            Centroids.Of(run.Matrix, drawn, found.Labels, found.Clusters),
            overlap.FirstOfSecond());
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
}

/// <summary>One bootstrap replicate.</summary>
/// <param name="Best">The best overlap of each segment; NaN where none of its members was drawn.</param>
/// <param name="Centroids">The centroids found.</param>
/// <param name="Match">The segment that each cluster found overlaps most.</param>
internal sealed record BootstrapReplicate(double[] Best, double[][] Centroids, int[] Match)
{
    /// <summary>The components found, of which the most probable counts instead of the nearest centroid.</summary>
    public IReadOnlyList<MixtureComponent>? Components { get; init; }
}
