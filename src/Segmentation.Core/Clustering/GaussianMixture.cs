using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;
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
        int iteration = 0;
        bool settled = false;
        while (iteration < MaximumIterations && !settled)
        {
            iteration++;
            Component[] components = Maximize(matrix, responsibilities, options.ClusterCount, shape, ridge, threads, cancellationToken);
            likelihood = Expect(matrix, components, responsibilities, threads, cancellationToken);
            settled = likelihood - last <= Tolerance * matrix.Rows;
            last = likelihood;
        }

        return Result(matrix, shape, responsibilities, options.ClusterCount, likelihood) with
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

    private static Component[] Maximize(
        FeatureMatrix matrix,
        double[] responsibilities,
        int clusters,
        MixtureShape shape,
        double ridge,
        int threads,
        CancellationToken cancellationToken)
    {
        Component[] components = new Component[clusters];
        ParallelWork.For(
            clusters,
            threads,
            c => components[c] = Component.Of(matrix, responsibilities, clusters, c, shape, ridge, cancellationToken),
            cancellationToken);
        return components;
    }

    /// <summary>Gives each row its probabilities, and returns the log-likelihood; blocks are summed in order.</summary>
    private static double Expect(
        FeatureMatrix matrix,
        Component[] components,
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
                double largest = double.NegativeInfinity;
                for (int c = 0; c < logs.Length; c++)
                {
                    logs[c] = components[c].LogDensity(matrix.Values.AsSpan(row * matrix.Columns, matrix.Columns), work);
                    largest = Math.Max(largest, logs[c]);
                }

                double total = 0;
                foreach (double log in logs)
                {
                    total += Math.Exp(log - largest);
                }

                double ofRow = largest + Math.Log(total);
                for (int c = 0; c < logs.Length; c++)
                {
                    logs[c] = Math.Exp(logs[c] - ofRow);
                }

                sums[block] += ofRow;
            }
        }, cancellationToken);
        return sums.Sum();
    }

    private static MixtureResult Result(
        FeatureMatrix matrix, MixtureShape shape, double[] responsibilities, int clusters, double likelihood)
    {
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
            LogLikelihood = likelihood,
            Bic = (-2 * likelihood) + (parameters * Math.Log(matrix.Rows)),
            Iterations = 0,
            Converged = false,
        };
    }

    /// <summary>One Gaussian with its weight.</summary>
    private sealed class Component(double logWeight, double[] mean, double[,] factor, double logNorm)
    {
        public static Component Of(
            FeatureMatrix matrix,
            double[] responsibilities,
            int clusters,
            int cluster,
            MixtureShape shape,
            double ridge,
            CancellationToken cancellationToken)
        {
            int d = matrix.Columns;
            double weight = 1e-10;
            double[] mean = new double[d];
            for (int row = 0; row < matrix.Rows; row++)
            {
                double r = responsibilities[(row * clusters) + cluster];
                weight += r;
                for (int j = 0; j < d; j++)
                {
                    mean[j] += r * matrix.Values[(row * d) + j];
                }
            }

            for (int j = 0; j < d; j++)
            {
                mean[j] /= weight;
            }

            double[,] covariance = Covariance(matrix, responsibilities, clusters, cluster, shape, mean, weight, cancellationToken);
            for (int j = 0; j < d; j++)
            {
                covariance[j, j] += ridge;
            }

            Cholesky<double> cholesky = Matrix<double>.Build.DenseOfArray(covariance).Cholesky();
            double logNorm = -0.5 * ((d * Math.Log(2 * Math.PI)) + cholesky.DeterminantLn);
            return new Component(Math.Log(weight / matrix.Rows), mean, cholesky.Factor.ToArray(), logNorm);
        }

        /// <summary>The logarithm of weight times density.</summary>
        public double LogDensity(ReadOnlySpan<double> values, double[] work)
        {
            double square = 0;
            for (int i = 0; i < mean.Length; i++)
            {
                double sum = values[i] - mean[i];
                for (int j = 0; j < i; j++)
                {
                    sum -= factor[i, j] * work[j];
                }

                work[i] = sum / factor[i, i];
                square += work[i] * work[i];
            }

            return logWeight + logNorm - (square / 2);
        }

        private static double[,] Covariance(
            FeatureMatrix matrix,
            double[] responsibilities,
            int clusters,
            int cluster,
            MixtureShape shape,
            double[] mean,
            double weight,
            CancellationToken cancellationToken)
        {
            int d = mean.Length;
            double[,] covariance = new double[d, d];
            double[] centred = new double[d];
            for (int row = 0; row < matrix.Rows; row++)
            {
                if (row % BlockRows == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }

                double r = responsibilities[(row * clusters) + cluster];
                if (r < 1e-12)
                {
                    continue;
                }

                for (int j = 0; j < d; j++)
                {
                    centred[j] = matrix.Values[(row * d) + j] - mean[j];
                    for (int i = shape == MixtureShape.Full ? 0 : j; i <= j; i++)
                    {
                        covariance[j, i] += r * centred[j] * centred[i] / weight;
                    }
                }
            }

            for (int j = 0; j < d; j++)
            {
                for (int i = 0; i < j; i++)
                {
                    covariance[i, j] = covariance[j, i];
                }
            }

            return covariance;
        }
    }
}
