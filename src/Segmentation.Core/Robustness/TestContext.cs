using System;
using System.Linq;
using System.Threading;
using Segmentation.Clustering;
using Segmentation.Segments;
using Segmentation.Statistics;
using static System.FormattableString;

namespace Segmentation.Robustness;

/// <summary>The rows that tests work on: all of a run, or a seeded sample.</summary>
internal sealed record ClusterSample(FeatureMatrix Matrix, int[] Labels, int Clusters)
{
    private TiledRows? _tiled;

    /// <summary>The rows laid out for k-means.</summary>
    public TiledRows Tiled => _tiled ??= TiledRows.From(Matrix);

    /// <summary>At most so many rows of a run, in their order.</summary>
    public static ClusterSample Of(SegmentationRun run, int maximum, SeededRandom random)
    {
        if (run.CustomerCount <= maximum)
        {
            return new ClusterSample(run.Matrix, run.Labels, run.ClusterCount);
        }

        int[] rows = [.. RandomSample.Of([.. Enumerable.Range(0, run.CustomerCount)], maximum, ref random)];
        return new ClusterSample(
            Centroids.Select(run.Matrix, rows), [.. rows.Select(row => run.Labels[row])], run.ClusterCount);
    }

    /// <summary>The best of some starts on rows of this sample, or on all.</summary>
    public LloydRun Cluster(int[]? rows, int clusters, int seed, int restarts, CancellationToken cancellationToken) =>
        Cluster(rows is null ? Tiled : Tiled.Select(rows), clusters, seed, restarts, cancellationToken);

    /// <summary>The best of some starts on rows, as in all tests.</summary>
    public static LloydRun Cluster(
        TiledRows rows, int clusters, int seed, int restarts, CancellationToken cancellationToken) =>
        KMeans.BestUntilRepeated(
            rows,
            new KMeansOptions
            {
                ClusterCount = Math.Min(clusters, rows.Rows),
                Seed = seed,
                MaximumIterations = 50,
                Tolerance = 1e-4,
            },
            restarts,
            cancellationToken);
}

/// <summary>What every test is given.</summary>
internal sealed record TestContext(
    SegmentationRun Run,
    ClusterSample Sample,
    RobustnessOptions Options,
    IProgress<StageProgress>? Progress,
    CancellationToken CancellationToken)
{
    /// <summary>The segments found anew among rows, in the way the run found its own.</summary>
    public (int[] Labels, int Clusters) Find(FeatureMatrix rows, int seed)
    {
        if (Run.MixtureComponents is not null)
        {
            MixtureResult mixture = MixtureRefit.Fit(rows, Run, seed, single: false, CancellationToken);
            return (mixture.Labels, mixture.ClusterCount);
        }

        LloydRun found = ClusterSample.Cluster(
            TiledRows.From(rows), Sample.Clusters, seed, Options.MaximumRestarts, CancellationToken);
        return (found.Labels[..rows.Rows], found.Clusters);
    }

    /// <summary>The random sequence of one replicate of one test: it depends on nothing else.</summary>
    public SeededRandom Random(RobustnessTests test, long replicate) =>
        SeededRandom.ForStream(Options.Seed, ((long)test << 40) | replicate);

    /// <summary>The prediction strength of the sample's number of clusters, the mean over the splits.</summary>
    public double? PredictionStrength()
    {
        PredictionStrengthOptions options = new()
        {
            Splits = Options.Splits,
            Seed = Options.Seed,
            MaximumSample = Math.Max(2, Sample.Matrix.Rows),
            MaximumRestarts = Options.MaximumRestarts,
            ThreadCount = Options.ThreadCount,
        };
        return Clustering.PredictionStrength.Of(
            Sample.Tiled, Sample.Clusters, options, Counter("split", options.Splits), CancellationToken)?.Mean;
    }

    /// <summary>Runs the replicates of a test on all threads and tells how many are done.</summary>
    public void Repeat(string activity, int count, Action<int> body)
    {
        Action oneDone = Counter(activity, count);
        ParallelWork.For(
            count,
            ParallelWork.ThreadCount(Options.ThreadCount),
            i =>
            {
                body(i);
                oneDone();
            },
            CancellationToken);
    }

    /// <summary>Tells how many of some replicates are done; each calls it once, from any thread.</summary>
    private Action Counter(string activity, int count)
    {
        Lock gate = new();
        int done = 0;
        return () =>
        {
            lock (gate)
            {
                done++;
                Progress?.Report(new StageProgress(
                    "Testing robustness", Invariant($"{activity} {done} of {count}"), (double)done / count));
            }
        };
    }
}
