using System;
using System.Threading;
using MathNet.Numerics.LinearAlgebra;

namespace Segmentation.LookAlikes;

/// <summary>Cases in columns: the features row by row, the category and whether a first purchase came.</summary>
internal sealed record PurchaseCases(double[] Features, int[] Category, bool[] Bought, int[] Customer)
{
    public int Count => Category.Length;
}

/// <summary>
/// Logistic regression with one intercept per category and common slopes over standardised features,
/// P = 1 / (1 + exp(−(α_c + Σ β_j z_j))), by iteratively reweighted least squares with a ridge of one observation's
/// information on the slopes. The intercepts' block of the Hessian is diagonal and is eliminated first.
/// </summary>
internal sealed class FirstPurchaseModel
{
    private const int MaximumIterations = 50;
    private const double SlopeRidge = 1;
    private const double InterceptRidge = 0.01;
    private readonly double[] _mean;
    private readonly double[] _scale;
    private readonly double[] _intercepts;
    private readonly double[] _start;
    private readonly double[] _slopes;

    private FirstPurchaseModel(PurchaseCases cases, int categories, int width)
    {
        (_mean, _scale) = Moments(cases, width);
        _start = Intercepts(cases, categories);
        _intercepts = (double[])_start.Clone();
        _slopes = new double[width];
    }

    public static FirstPurchaseModel Fit(
        PurchaseCases cases, int categories, int width, CancellationToken cancellation)
    {
        FirstPurchaseModel model = new(cases, categories, width);
        double loss = model.Loss(cases, cancellation);
        for (int i = 0; i < MaximumIterations; i++)
        {
            (double[] alpha, double[] beta) = model.Step(cases, cancellation);
            double before = loss;
            double taken = 0;
            double size = 1;
            do
            {
                model.Move(alpha, beta, size - taken);
                taken = size;
                loss = model.Loss(cases, cancellation);
                size /= 2;
            }
            while (loss > before && taken > 1e-6);

            if (Math.Abs(before - loss) <= 1e-10 * (1 + Math.Abs(loss)))
            {
                break;
            }
        }

        return model;
    }

    /// <summary>The chance of a first purchase.</summary>
    public double Probability(ReadOnlySpan<double> features, int category)
    {
        double sum = _intercepts[category];
        for (int j = 0; j < _slopes.Length; j++)
        {
            sum += Contribution(features, j);
        }

        return 1 / (1 + Math.Exp(-sum));
    }

    /// <summary>The chances of cases.</summary>
    public double[] Probabilities(PurchaseCases cases)
    {
        double[] chances = new double[cases.Count];
        for (int i = 0; i < chances.Length; i++)
        {
            chances[i] = Probability(cases.Features.AsSpan(i * _slopes.Length, _slopes.Length), cases.Category[i]);
        }

        return chances;
    }

    /// <summary>What one feature adds to the log-odds, against a customer with the mean.</summary>
    public double Contribution(ReadOnlySpan<double> features, int j) =>
        _slopes[j] * (features[j] - _mean[j]) * _scale[j];

    private static (double[] Mean, double[] Scale) Moments(PurchaseCases cases, int width)
    {
        double[] mean = new double[width];
        double[] scale = new double[width];
        for (int j = 0; j < width; j++)
        {
            double sum = 0;
            for (int i = 0; i < cases.Count; i++)
            {
                sum += cases.Features[(i * width) + j];
            }

            mean[j] = sum / cases.Count;
            double squares = 0;
            for (int i = 0; i < cases.Count; i++)
            {
                double off = cases.Features[(i * width) + j] - mean[j];
                squares += off * off;
            }

            double deviation = Math.Sqrt(squares / cases.Count);
            scale[j] = deviation > 1e-12 ? 1 / deviation : 0;
        }

        return (mean, scale);
    }

    /// <summary>The log-odds of each category's share, half a purchase added on both sides.</summary>
    private static double[] Intercepts(PurchaseCases cases, int categories)
    {
        double[] bought = new double[categories];
        double[] not = new double[categories];
        for (int i = 0; i < cases.Count; i++)
        {
            (cases.Bought[i] ? bought : not)[cases.Category[i]]++;
        }

        double[] result = new double[categories];
        for (int c = 0; c < categories; c++)
        {
            result[c] = Math.Log((bought[c] + 0.5) / (not[c] + 0.5));
        }

        return result;
    }

    private void Move(double[] alpha, double[] beta, double size)
    {
        for (int c = 0; c < alpha.Length; c++)
        {
            _intercepts[c] += size * alpha[c];
        }

        for (int j = 0; j < beta.Length; j++)
        {
            _slopes[j] += size * beta[j];
        }
    }

    private double Loss(PurchaseCases cases, CancellationToken cancellation)
    {
        double loss = 0;
        int width = _slopes.Length;
        for (int i = 0; i < cases.Count; i++)
        {
            if (i % 8192 == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            double p = Probability(cases.Features.AsSpan(i * width, width), cases.Category[i]);
            loss -= Math.Log(Math.Max(1e-300, cases.Bought[i] ? p : 1 - p));
        }

        foreach (double slope in _slopes)
        {
            loss += SlopeRidge * slope * slope / 2;
        }

        for (int c = 0; c < _intercepts.Length; c++)
        {
            double off = _intercepts[c] - _start[c];
            loss += InterceptRidge * off * off / 2;
        }

        return loss;
    }

    /// <summary>The Newton step of intercepts and slopes.</summary>
    private (double[] Alpha, double[] Beta) Step(PurchaseCases cases, CancellationToken cancellation)
    {
        int width = _slopes.Length;
        double[] diagonal = new double[_intercepts.Length];
        double[] alpha = new double[_intercepts.Length];
        double[,] border = new double[_intercepts.Length, width];
        double[,] inner = new double[width, width];
        double[] beta = new double[width];
        Sums(cases, (diagonal, alpha, border, inner, beta), cancellation);
        for (int c = 0; c < diagonal.Length; c++)
        {
            diagonal[c] += InterceptRidge;
            alpha[c] -= InterceptRidge * (_intercepts[c] - _start[c]);
            for (int j = 0; j < width; j++)
            {
                beta[j] -= border[c, j] * alpha[c] / diagonal[c];
                for (int k = 0; k < width; k++)
                {
                    inner[j, k] -= border[c, j] * border[c, k] / diagonal[c];
                }
            }
        }

        for (int j = 0; j < width; j++)
        {
            inner[j, j] += SlopeRidge;
            beta[j] -= SlopeRidge * _slopes[j];
        }

        double[] slopes = Matrix<double>.Build.DenseOfArray(inner).Cholesky()
            .Solve(Vector<double>.Build.Dense(beta)).ToArray();
        for (int c = 0; c < diagonal.Length; c++)
        {
            for (int j = 0; j < width; j++)
            {
                alpha[c] -= border[c, j] * slopes[j];
            }

            alpha[c] /= diagonal[c];
        }

        return (alpha, slopes);
    }

    private void Sums(
        PurchaseCases cases,
        (double[] Diagonal, double[] Alpha, double[,] Border, double[,] Inner, double[] Beta) sums,
        CancellationToken cancellation)
    {
        int width = _slopes.Length;
        double[] z = new double[width];
        for (int i = 0; i < cases.Count; i++)
        {
            if (i % 8192 == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            ReadOnlySpan<double> features = cases.Features.AsSpan(i * width, width);
            int category = cases.Category[i];
            double p = Probability(features, category);
            double weight = p * (1 - p);
            double residual = (cases.Bought[i] ? 1 : 0) - p;
            sums.Diagonal[category] += weight;
            sums.Alpha[category] += residual;
            for (int j = 0; j < width; j++)
            {
                z[j] = (features[j] - _mean[j]) * _scale[j];
                sums.Border[category, j] += weight * z[j];
                sums.Beta[j] += residual * z[j];
                for (int k = 0; k <= j; k++)
                {
                    sums.Inner[j, k] += weight * z[j] * z[k];
                }
            }
        }

        for (int j = 0; j < width; j++)
        {
            for (int k = 0; k < j; k++)
            {
                sums.Inner[k, j] = sums.Inner[j, k];
            }
        }
    }
}
