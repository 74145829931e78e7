using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Segmentation.Statistics;
using static System.FormattableString;

namespace Segmentation.Clustering;

/// <summary>The shape of a mixture's components.</summary>
public enum MixtureShape
{
    /// <summary>Every component has its own variances, and no correlations.</summary>
    Diagonal,

    /// <summary>Every component has its own variances and correlations.</summary>
    Full,
}

/// <summary>A fitted mixture of Gaussians. Component 0 has the most rows; equal sizes go by their first row.</summary>
public sealed record MixtureResult
{
    /// <summary>The shape of the components.</summary>
    public required MixtureShape Shape { get; init; }

    /// <summary>The most probable component of each row.</summary>
    public required int[] Labels { get; init; }

    /// <summary>The probability of that component for each row, in [0, 1].</summary>
    public required double[] Probabilities { get; init; }

    /// <summary>The number of components that are the most probable one for some row.</summary>
    public required int ClusterCount { get; init; }

    /// <summary>The components in the order they were fitted, each with its label.</summary>
    public required IReadOnlyList<MixtureComponent> Components { get; init => field = Listed.Of(value); }

    /// <summary>The log-likelihood.</summary>
    public required double LogLikelihood { get; init; }

    /// <summary>
    /// −2 · log-likelihood + parameters · ln(rows) (Schwarz 1978): lower is better.
    /// </summary>
    public required double Bic { get; init; }

    /// <summary>The iterations of expectation and maximization.</summary>
    public required int Iterations { get; init; }

    /// <summary>Whether the likelihood had stopped growing.</summary>
    public required bool Converged { get; init; }
}

/// <summary>
/// A mixture of Gaussians by expectation and maximization, started from k-means. The same input and seed give the same
/// result on any number of threads.
/// </summary>
public static class GaussianMixture
{
    private const int MaximumIterations = 200;
    private const double Tolerance = 1e-6;
    private const double Ridge = 1e-3;
    private const int BlockRows = 2048;

    /// <summary>Fits a mixture.</summary>
    /// <param name="matrix">The rows, without gaps, on comparable scales.</param>
    /// <param name="shape">The shape of the components.</param>
    /// <param name="options">The number of components and the k-means start.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <remarks>
    /// A thousandth of the mean variance is added to every variance of a component: without it a component could shrink
    /// onto a single row, or onto rows that share a value, and its likelihood would grow without end.
    /// </remarks>
    /// <exception cref="SegmentationException">As <see cref="KMeans.Fit(FeatureMatrix, KMeansOptions,
    /// IProgress{StageProgress}?, CancellationToken)"/>.</exception>
    public static MixtureResult Fit(
        FeatureMatrix matrix, MixtureShape shape, KMeansOptions options, CancellationToken cancellationToken = default)
    {
        KMeansResult start = KMeans.Fit(matrix, options, null, cancellationToken);
        int threads = ParallelWork.ThreadCount(options.ThreadCount);
        double[] responsibilities = new double[matrix.Rows * options.ClusterCount];
        for (int row = 0; row < matrix.Rows; row++)
        {
            responsibilities[(row * options.ClusterCount) + start.Labels[row]] = 1;
        }

        double ridge = Ridge * MeanVariance(matrix);
        double last = double.NegativeInfinity;
        double likelihood = last;
        MixtureComponent[] components = [];
        int iteration = 0;
        bool settled = false;
        while (iteration < MaximumIterations && !settled)
        {
            iteration++;
            components = Maximize(matrix, responsibilities, options.ClusterCount, shape, ridge, threads, cancellationToken);
            likelihood = Expect(matrix, components, responsibilities, threads, cancellationToken);
            settled = likelihood - last <= Tolerance * matrix.Rows;
            last = likelihood;
        }

        return Result(matrix, shape, responsibilities, components, likelihood) with
        {
            Iterations = iteration,
            Converged = settled,
        };
    }

    private static double MeanVariance(FeatureMatrix matrix)
    {
        double sum = 0;
        for (int j = 0; j < matrix.Columns; j++)
        {
            double[] column = new double[matrix.Rows];
            for (int row = 0; row < matrix.Rows; row++)
            {
                column[row] = matrix.Values[(row * matrix.Columns) + j];
            }

            double deviation = Descriptive.PopulationDeviation(column);
            sum += deviation * deviation / matrix.Columns;
        }

        return sum;
    }

    private static MixtureComponent[] Maximize(
        FeatureMatrix matrix,
        double[] responsibilities,
        int clusters,
        MixtureShape shape,
        double ridge,
        int threads,
        CancellationToken cancellationToken)
    {
        MixtureComponent[] components = new MixtureComponent[clusters];
        ParallelWork.For(
            clusters,
            threads,
            c => components[c] = MixtureComponent.Of(matrix, responsibilities, clusters, c, shape, ridge, cancellationToken),
            cancellationToken);
        return components;
    }

    /// <summary>Gives each row its probabilities, and returns the log-likelihood; blocks are summed in order.</summary>
    private static double Expect(
        FeatureMatrix matrix,
        MixtureComponent[] components,
        double[] responsibilities,
        int threads,
        CancellationToken cancellationToken)
    {
        int blocks = (matrix.Rows + BlockRows - 1) / BlockRows;
        double[] sums = new double[blocks];
        ParallelWork.For(blocks, threads, block =>
        {
            double[] work = new double[matrix.Columns];
            int end = Math.Min(matrix.Rows, (block + 1) * BlockRows);
            for (int row = block * BlockRows; row < end; row++)
            {
                Span<double> logs = responsibilities.AsSpan(row * components.Length, components.Length);
                ReadOnlySpan<double> values = matrix.Values.AsSpan(row * matrix.Columns, matrix.Columns);
                sums[block] += MixtureComponent.Probabilities(components, values, work, logs);
            }
        }, cancellationToken);
        return sums.Sum();
    }

    private static MixtureResult Result(
        FeatureMatrix matrix,
        MixtureShape shape,
        double[] responsibilities,
        MixtureComponent[] components,
        double likelihood)
    {
        int clusters = components.Length;
        int[] raw = new int[matrix.Rows];
        double[] probabilities = new double[matrix.Rows];
        for (int row = 0; row < raw.Length; row++)
        {
            ReadOnlySpan<double> of = responsibilities.AsSpan(row * clusters, clusters);
            for (int c = 1; c < clusters; c++)
            {
                raw[row] = of[c] > of[raw[row]] ? c : raw[row];
            }

            probabilities[row] = of[raw[row]];
        }

        int[] order =
        [
            .. raw.Select((label, row) => (label, row)).GroupBy(pair => pair.label)
                .OrderByDescending(group => group.Count()).ThenBy(group => group.First().row)
                .Select(group => group.Key),
        ];
        int[] labels = [.. raw.Select(label => Array.IndexOf(order, label))];
        double d = matrix.Columns;
        double shapes = shape == MixtureShape.Full ? d * (d + 1) / 2 : d;
        double parameters = (clusters * (d + shapes)) + clusters - 1;
        return new MixtureResult
        {
            Shape = shape,
            Labels = labels,
            Probabilities = probabilities,
            ClusterCount = order.Length,
            Components = [.. components.Select((one, c) => one with { Segment = Array.IndexOf(order, c) })],
            LogLikelihood = likelihood,
            Bic = (-2 * likelihood) + (parameters * Math.Log(matrix.Rows)),
            Iterations = 0,
            Converged = false,
        };
    }
}
