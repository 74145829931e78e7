using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Segmentation.Statistics;
using static System.FormattableString;

namespace Segmentation.Clustering;

/// <summary>
/// k-means with greedy k-means++ starts. The same input and seed give the same result on any number of threads.
/// </summary>
public static class KMeans
{
    private const int DefaultRestarts = 10;
    private const int Repeated = 3;
    private const double SwapSize = 1e6;
    private const double EnoughAtBest = 0.5;
    private const int SwapsPerRound = 10;
    private const int MinimumSwapPatience = 5;
    private const int MaximumSwapRounds = 30;
    private const long SwapStream = 1L << 32;
    private const double CheapStart = 2e7;
    private const double LooseTolerance = 1e-4;
    private const double SameInertia = 1e-6;
    private const int StartSample = 100_000;
    private const long SampleStream = 1L << 33;

    /// <summary>Clusters the rows of a matrix.</summary>
    /// <param name="matrix">The rows, without gaps.</param>
    /// <param name="options">The number of clusters and how to look for them.</param>
    /// <param name="progress">Told about finished starts.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.TooFewCustomers"/>: fewer rows than clusters; <see cref="ErrorIds.NoVariation"/>: fewer
    /// different
    /// rows than clusters; <see cref="ErrorIds.InvalidOption"/>: an option out of range.
    /// </exception>
    public static KMeansResult Fit(
        FeatureMatrix matrix,
        KMeansOptions options,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return Fit(matrix, TiledRows.From(matrix), options, progress, cancellationToken);
    }

    internal static KMeansResult Fit(
        FeatureMatrix matrix,
        TiledRows tiled,
        KMeansOptions options,
        IProgress<StageProgress>? progress,
        CancellationToken cancellationToken)
    {
        Check(matrix, options);
        (LloydRun best, int starts, int atBest) = SearchLarge(tiled, options, cancellationToken);
        progress?.Report(new StageProgress(
            "Clustering", Invariant($"k = {options.ClusterCount}, {starts} starts"), null));
        if (best.Clusters < options.ClusterCount)
        {
            throw TooFewDifferentRows(matrix, best.Clusters, options.ClusterCount);
        }

        best.Iterate(Math.Max(options.MaximumIterations, best.Iterations), tolerance: 0);
        int threads = ParallelWork.ThreadCount(options.ThreadCount);
        return ExactSolution.Of(matrix, best, threads, cancellationToken) with
        {
            Restarts = starts,
            RestartsAtBest = atBest,
        };
    }

    /// <summary>
    /// Of very many rows the starts are compared on a sample; the best is carried on with all rows. A single start that
    /// was asked for takes all rows from the beginning.
    /// </summary>
    private static (LloydRun Best, int Starts, int AtBest) SearchLarge(
        TiledRows data, KMeansOptions options, CancellationToken cancellationToken)
    {
        List<double> inertias = [];
        bool sampled = data.Rows > 2 * StartSample && options.Restarts != 1;
        if (!sampled)
        {
            LloydRun best = Search(data, options, inertias, cancellationToken);
            return (best, inertias.Count, AtBest(inertias, best.Inertia));
        }

        SeededRandom random = SeededRandom.ForStream(options.Seed, SampleStream);
        TiledRows sample = data.Select(
            RandomSample.Of([.. Enumerable.Range(0, data.Rows)], StartSample, ref random));
        LloydRun ofSample = Search(sample, options, inertias, cancellationToken);
        int atBest = AtBest(inertias, ofSample.Inertia);
        return ofSample.Clusters < options.ClusterCount
            ? (Search(data, options, [], cancellationToken), inertias.Count, atBest)
            : (
                LloydRun.StartFrom(ofSample, data, ParallelWork.ThreadCount(options.ThreadCount), cancellationToken),
                inertias.Count,
                atBest);
    }

    /// <summary>The best of the starts, and of the swaps where the starts disagree.</summary>
    internal static LloydRun Search(TiledRows data, KMeansOptions options, CancellationToken cancellationToken) =>
        Search(data, options, [], cancellationToken);

    private static LloydRun Search(
        TiledRows data, KMeansOptions options, List<double> inertias, CancellationToken cancellationToken)
    {
        int threads = ParallelWork.ThreadCount(options.ThreadCount);
        int restarts = options.Restarts ?? DefaultRestarts;
        LloydRun best = BestOfStarts(data, options, restarts, threads, inertias, cancellationToken);
        return NeedsSwaps(data, options, inertias, best.Inertia)
            ? BestOfSwaps(best, options, threads, cancellationToken)
            : best;
    }

    /// <summary>The best of some random starts, the first of them where several are equal.</summary>
    internal static LloydRun BestOfStarts(
        TiledRows data,
        KMeansOptions options,
        int restarts,
        int threads,
        List<double>? inertias,
        CancellationToken cancellationToken)
    {
        // Starts in parallel need no waiting for each other; with fewer starts than threads the blocks share the
        // threads.
        int inner = restarts >= threads ? 1 : threads;
        return Best(restarts, threads / inner, inertias, restart =>
        {
            SeededRandom random = SeededRandom.ForStream(options.Seed, restart);
            LloydRun run = LloydRun.Start(data, options.ClusterCount, random, inner, cancellationToken);
            run.Iterate(options.MaximumIterations, Tolerance(data, options));
            return run;
        }, cancellationToken);
    }

    /// <summary>
    /// The best of some random starts one after the other, until three have come to the same best solution.
    /// </summary>
    internal static LloydRun BestUntilRepeated(
        TiledRows data, KMeansOptions options, int maximumRestarts, CancellationToken cancellationToken)
    {
        LloydRun? best = null;
        int atBest = 0;
        for (int restart = 0; restart < maximumRestarts && atBest < Repeated; restart++)
        {
            SeededRandom random = SeededRandom.ForStream(options.Seed, restart);
            LloydRun run = LloydRun.Start(data, options.ClusterCount, random, 1, cancellationToken);
            run.Iterate(options.MaximumIterations, Tolerance(data, options));
            bool better = best is null || run.Inertia < best.Inertia * (1 - SameInertia);
            bool same = !better && run.Inertia <= best!.Inertia * (1 + SameInertia);
            atBest = better ? 1 : atBest + (same ? 1 : 0);
            best = better ? run : best;
        }

        return best!;
    }

    /// <summary>
    /// Moves one mean at a time to a random row as long as that leads to something better (Fränti 2018).
    /// </summary>
    private static LloydRun BestOfSwaps(
        LloydRun best, KMeansOptions options, int threads, CancellationToken cancellationToken)
    {
        int sinceBetter = 0;
        int patience = Math.Max(MinimumSwapPatience, best.Clusters);
        for (int round = 0; round < MaximumSwapRounds && sinceBetter < patience; round++)
        {
            LloydRun from = best;
            long stream = SwapStream + (round * SwapsPerRound);
            LloydRun found = Best(SwapsPerRound, threads, null, swap =>
            {
                SeededRandom random = SeededRandom.ForStream(options.Seed, stream + swap);
                LloydRun run = LloydRun.StartFromSwap(from, random, 1, cancellationToken);
                run.Iterate(options.MaximumIterations, 0);
                return run;
            }, cancellationToken);
            bool better = found.Inertia < best.Inertia * (1 - SameInertia);
            best = better ? found : best;
            sinceBetter = better ? 0 : sinceBetter + 1;
        }

        return best;
    }

    private static LloydRun Best(
        int count, int threads, List<double>? inertias, Func<int, LloydRun> make, CancellationToken cancellationToken)
    {
        LloydRun? best = null;
        int bestIndex = -1;
        double[] found = new double[count];
        Lock gate = new();
        ParallelWork.For(count, threads, index =>
        {
            LloydRun run = make(index);
            found[index] = run.Inertia;
            lock (gate)
            {
                if (best is null || run.Inertia < best.Inertia || (run.Inertia == best.Inertia && index < bestIndex))
                {
                    (best, bestIndex) = (run, index);
                }
            }
        }, cancellationToken);
        inertias?.AddRange(found);
        return best!;
    }

    private static double Tolerance(TiledRows data, KMeansOptions options) =>
        options.Tolerance ?? (Size(data, options) <= CheapStart ? 0 : LooseTolerance);

    private static bool NeedsSwaps(TiledRows data, KMeansOptions options, List<double> inertias, double best) =>
        options.Restarts is null
        && options.ClusterCount > 1
        && Size(data, options) <= SwapSize
        && AtBest(inertias, best) < EnoughAtBest * inertias.Count;

    private static double Size(TiledRows data, KMeansOptions options) =>
        (double)data.Rows * data.Columns * options.ClusterCount;

    private static int AtBest(List<double> inertias, double best) =>
        inertias.Count(inertia => inertia <= best * (1 + SameInertia));

    private static void Check(FeatureMatrix matrix, KMeansOptions options)
    {
        if (options.ClusterCount < 1)
        {
            throw Invalid(nameof(options.ClusterCount), options.ClusterCount, "at least 1");
        }

        if (options.Restarts is < 1)
        {
            throw Invalid(nameof(options.Restarts), options.Restarts.Value, "at least 1");
        }

        if (options.MaximumIterations < 1)
        {
            throw Invalid(nameof(options.MaximumIterations), options.MaximumIterations, "at least 1");
        }

        if (options.Tolerance is { } tolerance && !(tolerance >= 0))
        {
            throw Invalid(nameof(options.Tolerance), tolerance, "0 or more");
        }

        if (matrix.Rows < options.ClusterCount)
        {
            throw new SegmentationException(
                ErrorIds.TooFewCustomers,
                ErrorKind.InsufficientData,
                Invariant($"There are {matrix.Rows:N0} customers, too few for {options.ClusterCount} segments."),
                "Ask for fewer segments, or give more customers.",
                options.ClusterCount);
        }

        if (!matrix.Values.All(double.IsFinite))
        {
            throw new SegmentationException(
                ErrorIds.UnexpectedInput,
                ErrorKind.InvalidData,
                "The feature matrix has values that are not finite.",
                "Encode the features first, which fills or skips missing values.");
        }
    }

    private static SegmentationException Invalid(string option, double value, string range) => new(
        ErrorIds.InvalidOption,
        ErrorKind.InvalidArgument,
        Invariant($"{option} is {value}, but must be {range}."),
        $"Set {option} to {range}.",
        value);

    private static SegmentationException TooFewDifferentRows(FeatureMatrix matrix, int different, int clusters) => new(
        ErrorIds.NoVariation,
        ErrorKind.InsufficientData,
        different == 1
            ? Invariant($"All {matrix.Rows:N0} customers are alike in every feature: there is nothing to segment.")
            : Invariant($"The {matrix.Rows:N0} customers differ in only {different} ways, ")
                + Invariant($"too few for {clusters} segments."),
        different == 1
            ? "Use other features."
            : Invariant($"Ask for at most {different} segments, or use more features."),
        clusters);
}
