using System;
using System.Collections.Generic;
using System.Threading;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Segmentation.Clustering;

/// <summary>One Gaussian of a mixture with its weight.</summary>
/// <param name="LogWeight">The logarithm of its share of the rows.</param>
/// <param name="LogNorm">The logarithm of the density at the mean.</param>
/// <param name="Mean">Its mean in scaled feature space.</param>
/// <param name="Factor">
/// The lower triangle of the Cholesky factor of its covariance, row after row: entry (i, j) is at i (i + 1) / 2 + j.
/// </param>
public sealed record MixtureComponent(
    double LogWeight, double LogNorm, IReadOnlyList<double> Mean, IReadOnlyList<double> Factor)
{
    private const int CheckedRows = 2048;

    private readonly double[] _mean = [.. Mean];
    private readonly double[] _factor = [.. Factor];

    /// <summary>The label of the rows it is the most probable for; −1 where there is none.</summary>
    public int Segment { get; init; } = -1;

    /// <summary>
    /// The probability of each component for a row; returns the logarithm of the row's density under the mixture.
    /// </summary>
    internal static double Probabilities(
        IReadOnlyList<MixtureComponent> components, ReadOnlySpan<double> row, double[] work, Span<double> probabilities)
    {
        double largest = double.NegativeInfinity;
        for (int c = 0; c < probabilities.Length; c++)
        {
            probabilities[c] = components[c].LogDensity(row, work, out _);
            largest = Math.Max(largest, probabilities[c]);
        }

        double total = 0;
        foreach (double log in probabilities)
        {
            total += Math.Exp(log - largest);
        }

        double ofRow = largest + Math.Log(total);
        for (int c = 0; c < probabilities.Length; c++)
        {
            probabilities[c] = Math.Exp(probabilities[c] - ofRow);
        }

        return ofRow;
    }

    /// <summary>The logarithm of weight times density, and the squared Mahalanobis distance.</summary>
    internal double LogDensity(ReadOnlySpan<double> values, double[] work, out double square)
    {
        square = 0;
        int at = 0;
        for (int i = 0; i < _mean.Length; i++)
        {
            double sum = values[i] - _mean[i];
            for (int j = 0; j < i; j++)
            {
                sum -= _factor[at++] * work[j];
            }

            work[i] = sum / _factor[at++];
            square += work[i] * work[i];
        }

        return LogWeight + LogNorm - (square / 2);
    }

    internal static MixtureComponent Of(
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

        double[,] covariance = Covariance(
            matrix, responsibilities, clusters, cluster, shape, mean, weight, cancellationToken);
        for (int j = 0; j < d; j++)
        {
            covariance[j, j] += ridge;
        }

        Cholesky<double> cholesky = Matrix<double>.Build.DenseOfArray(covariance).Cholesky();
        double logNorm = -0.5 * ((d * Math.Log(2 * Math.PI)) + cholesky.DeterminantLn);
        List<double> factor = new(d * (d + 1) / 2);
        for (int i = 0; i < d; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                factor.Add(cholesky.Factor[i, j]);
            }
        }

        return new MixtureComponent(Math.Log(weight / matrix.Rows), logNorm, mean, factor);
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
            if (row % CheckedRows == 0)
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
