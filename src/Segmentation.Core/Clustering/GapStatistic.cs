using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using MathNet.Numerics.LinearAlgebra;
using Segmentation.Statistics;
using static System.FormattableString;

namespace Segmentation.Clustering;

/// <summary>How the gap statistic is computed.</summary>
public sealed record GapOptions
{
    /// <summary>The number of reference data sets without clusters.</summary>
    public int References { get; init; } = 50;

    /// <summary>
    /// The power of the distances within clusters: 2 as Tibshirani, Walther and Hastie define it (the quantity k-means
    /// makes small), or 1.
    /// </summary>
    public int DistancePower { get; init; } = 2;

    /// <summary>The seed of sample and references.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>The most rows it is computed on; more are sampled once.</summary>
    public int MaximumSample { get; init; } = 2000;

    /// <summary>
    /// The most random starts per clustering of a reference: it is repeated until three starts came to the same best
    /// solution. The data itself is clustered as thoroughly as <see cref="KMeans.Fit(FeatureMatrix, KMeansOptions,
    /// IProgress{StageProgress}?, CancellationToken)"/> does by default.
    /// </summary>
    public int MaximumRestarts { get; init; } = 10;

    /// <summary>The number of threads; null for all processors. The result does not depend on it.</summary>
    public int? ThreadCount { get; init; }
}

/// <summary>The gap of one number of clusters.</summary>
/// <param name="ClusterCount">The number of clusters.</param>
/// <param name="LogDispersion">log W: the logarithm of half the sum over clusters of distances per member.</param>
/// <param name="Gap">How much smaller it is than the mean over the references.</param>
/// <param name="StandardError">Deviation over the references · √(1 + 1 / references).</param>
public sealed record GapScore(int ClusterCount, double LogDispersion, double Gap, double StandardError);

/// <summary>The gaps of 1, 2, … clusters.</summary>
/// <param name="Scores">One per number of clusters, from 1 up.</param>
/// <param name="References">The number of reference data sets.</param>
/// <param name="SampleSize">The rows it was computed on.</param>
public sealed record GapResult(IReadOnlyList<GapScore> Scores, int References, int SampleSize)
{
    /// <summary>
    /// The smallest number whose gap is at least the next one's less its standard error (Tibshirani, Walther and Hastie
    /// 2001); the largest number tried when there is none.
    /// </summary>
    public int SmallestWithinError
    {
        get
        {
            for (int i = 0; i + 1 < Scores.Count; i++)
            {
                if (Scores[i].Gap >= Scores[i + 1].Gap - Scores[i + 1].StandardError)
                {
                    return Scores[i].ClusterCount;
                }
            }

            return Scores[^1].ClusterCount;
        }
    }

    /// <summary>The number with the largest gap.</summary>
    public int Largest => Scores.MaxBy(score => score.Gap)!.ClusterCount;
}

/// <summary>
/// The gap statistic (Tibshirani, Walther and Hastie 2001): how much more compact the clusters are than those of rows
/// spread evenly over a box along the data's principal axes. The only common criterion that can answer "one".
/// </summary>
public static class GapStatistic
{
    private const int MaximumIterations = 100;
    private const long SampleStream = 1L << 21;
    private const long ReferenceStreams = 1L << 22;

    /// <summary>Computes the gaps of 1 to <paramref name="maximumClusterCount"/> clusters.</summary>
    /// <param name="matrix">The rows.</param>
    /// <param name="maximumClusterCount">The largest number of clusters; fewer where rows are too few or too alike.</param>
    /// <param name="options">References, seed, sample; null takes the defaults.</param>
    /// <param name="progress">Told about finished references.</param>
    /// <param name="cancellationToken">Stops the computation.</param>
    /// <returns>The gaps; null when all rows are alike, so that there is no box to spread rows over.</returns>
    /// <exception cref="SegmentationException"><see cref="ErrorIds.InvalidOption"/>: an option out of range.</exception>
    public static GapResult? Of(
        FeatureMatrix matrix,
        int maximumClusterCount,
        GapOptions? options = null,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        GapOptions with = options ?? new();
        OptionRange.AtLeast(1, nameof(maximumClusterCount), maximumClusterCount);
        OptionRange.AtLeast(2, nameof(with.References), with.References);
        OptionRange.AtLeast(2, nameof(with.MaximumSample), with.MaximumSample);
        OptionRange.AtLeast(1, nameof(with.DistancePower), with.DistancePower);
        OptionRange.AtLeast(1, nameof(with.MaximumRestarts), with.MaximumRestarts);
        FeatureMatrix sample = Sample(matrix, with);
        List<double> observed = LogDispersions(sample, maximumClusterCount, with, null, cancellationToken);
        if (observed.Count == 0)
        {
            return null;
        }

        double[][] references =
            References(sample, observed.Count, with, progress, cancellationToken);
        return new GapResult(
            [
                .. observed.Select((log, i) =>
                {
                    double[] ofReferences = [.. references.Select(reference => reference[i])];
                    double error = Descriptive.SampleDeviation(ofReferences) * Math.Sqrt(1 + (1.0 / with.References));
                    return new GapScore(i + 1, log, Descriptive.Mean(ofReferences) - log, error);
                }),
            ],
            with.References,
            sample.Rows);
    }

    private static double[][] References(
        FeatureMatrix sample,
        int clusters,
        GapOptions options,
        IProgress<StageProgress>? progress,
        CancellationToken cancellationToken)
    {
        (double Lower, double Upper)[] box = PrincipalBox(sample);
        double[][] logs = new double[options.References][];
        Lock gate = new();
        int done = 0;
        ParallelWork.For(
            options.References,
            ParallelWork.ThreadCount(options.ThreadCount),
            reference =>
            {
                SeededRandom random = SeededRandom.ForStream(options.Seed, ReferenceStreams + reference);
                FeatureMatrix rows = Spread(sample.Rows, box, ref random);
                int seed = random.NextInt32(int.MaxValue);
                List<double> found = LogDispersions(rows, clusters, options, seed, cancellationToken);
                logs[reference] = [.. found];
                lock (gate)
                {
                    done++;
                    progress?.Report(new StageProgress(
                        "Clustering",
                        Invariant($"gap statistic, reference {done} of {options.References}"),
                        (double)done / options.References));
                }
            },
            cancellationToken);
        return logs;
    }

    private static FeatureMatrix Sample(FeatureMatrix matrix, GapOptions options)
    {
        if (matrix.Rows <= options.MaximumSample)
        {
            return matrix;
        }

        SeededRandom random = SeededRandom.ForStream(options.Seed, SampleStream);
        List<int> rows = RandomSample.Of([.. Enumerable.Range(0, matrix.Rows)], options.MaximumSample, ref random);
        double[] values = new double[rows.Count * matrix.Columns];
        for (int i = 0; i < rows.Count; i++)
        {
            matrix.Values.AsSpan(rows[i] * matrix.Columns, matrix.Columns).CopyTo(values.AsSpan(i * matrix.Columns));
        }

        return new FeatureMatrix(rows.Count, matrix.Columns, values);
    }

    /// <summary>
    /// log W of 1, 2, … clusters, as far as it is a number: a dispersion of zero has no logarithm. Without the seed of a
    /// reference it is that of the data itself.
    /// </summary>
    private static List<double> LogDispersions(
        FeatureMatrix matrix, int maximum, GapOptions options, int? referenceSeed, CancellationToken cancellationToken)
    {
        TiledRows rows = TiledRows.From(matrix);
        List<double> logs = [];
        for (int k = 1; k <= Math.Min(maximum, matrix.Rows - 1); k++)
        {
            KMeansOptions clustering = new()
            {
                ClusterCount = k,
                Seed = referenceSeed ?? options.Seed,
                MaximumIterations = MaximumIterations,
                ThreadCount = options.ThreadCount,
            };
            LloydRun run = referenceSeed is null
                ? KMeans.Search(rows, clustering, cancellationToken)
                : KMeans.BestUntilRepeated(rows, clustering, options.MaximumRestarts, cancellationToken);
            double dispersion = run.Clusters < k ? 0
                : options.DistancePower == 2 ? run.Inertia * rows.Unit * rows.Unit / 2
                : Dispersion(matrix, run, options.DistancePower, cancellationToken);
            if (!(dispersion > 0))
            {
                break;
            }

            logs.Add(Math.Log(dispersion));
        }

        return logs;
    }

    /// <summary>Half the sum over clusters of the distances of all pairs, each counted once, per member.</summary>
    private static double Dispersion(FeatureMatrix matrix, LloydRun run, int power, CancellationToken cancellationToken)
    {
        double sum = 0;
        for (int i = 0; i < matrix.Rows; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<double> a = matrix.Values.AsSpan(i * matrix.Columns, matrix.Columns);
            double ofRow = 0;
            for (int j = 0; j < i; j++)
            {
                if (run.Labels[i] == run.Labels[j])
                {
                    double distance = ClusterIndices.Distance(a, matrix.Values.AsSpan(j * matrix.Columns, matrix.Columns));
                    ofRow += power == 1 ? distance : Math.Pow(distance, power);
                }
            }

            sum += ofRow / run.Counts[run.Labels[i]];
        }

        return sum / 2;
    }

    /// <summary>The range of the rows along each of their principal axes.</summary>
    private static (double Lower, double Upper)[] PrincipalBox(FeatureMatrix matrix)
    {
        Matrix<double> rows = Matrix<double>.Build.DenseOfRowMajor(matrix.Rows, matrix.Columns, matrix.Values);
        double[] means = [.. rows.ColumnSums().Select(sum => sum / matrix.Rows)];
        Matrix<double> centred = rows.MapIndexed((_, j, value) => value - means[j]);
        Matrix<double> axes = centred.TransposeThisAndMultiply(centred).Evd(Symmetricity.Symmetric).EigenVectors;
        return [.. centred.Multiply(axes).EnumerateColumns().Select(column => (column.Minimum(), column.Maximum()))];
    }

    /// <summary>Rows spread evenly over a box. It need not be turned back: distances do not depend on the axes.</summary>
    private static FeatureMatrix Spread(int rows, (double Lower, double Upper)[] box, ref SeededRandom random)
    {
        double[] values = new double[rows * box.Length];
        for (int i = 0; i < values.Length; i++)
        {
            (double lower, double upper) = box[i % box.Length];
            values[i] = lower + ((upper - lower) * random.NextDouble());
        }

        return new FeatureMatrix(rows, box.Length, values);
    }
}
