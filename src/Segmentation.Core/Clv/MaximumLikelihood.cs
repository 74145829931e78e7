using System;
using System.Collections.Generic;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Segmentation.Clv;

/// <summary>The maximum of a likelihood over the logarithms of its parameters.</summary>
/// <param name="LogParameters">Where it is.</param>
/// <param name="LogLikelihood">ln L there, without the penalty.</param>
/// <param name="Covariance">Of the logarithms; null when the information is not positive definite.</param>
/// <param name="Converged">Whether it is a maximum.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="PenaltyActive">Whether the penalty holds a parameter.</param>
internal sealed record Optimum(
    double[] LogParameters,
    double LogLikelihood,
    Matrix<double>? Covariance,
    bool Converged,
    string Reason,
    bool PenaltyActive);

/// <summary>
/// Maximum likelihood from several starts: simplex, then quasi-Newton, on a thinned copy of large data; then
/// quasi-Newton on all of it from the best, and Newton steps with the Hessian that the standard errors need anyway.
/// </summary>
internal static class MaximumLikelihood
{
    private const int SimplexBudget = 120;
    private const double SameMaximum = 1e-4;

    /// <summary>Finds the maximum.</summary>
    /// <param name="all">The likelihood of all data.</param>
    /// <param name="thinned">
    /// The likelihood of a part, for the starts; the same object when there is little data.
    /// </param>
    /// <param name="share">The part's share of the customers.</param>
    /// <param name="starts">Logarithms of the parameters to start from.</param>
    /// <param name="penalty">Holds parameters that the data leave free; 0 in the ordinary range.</param>
    public static Optimum Fit(
        ILikelihood all, ILikelihood thinned, double share, IReadOnlyList<double[]> starts, WeakPenalty penalty)
    {
        Bfgs.Objective part = Penalised(thinned, penalty);
        List<(double Value, double[] Point)> found = [];
        double[] scratch = new double[all.ParameterCount];
        foreach (double[] start in starts)
        {
            double[] rough = NelderMead.Maximise(point => part(point, scratch), start, 0.5, SimplexBudget);
            double[] point = Bfgs.Maximise(part, rough, null);
            found.Add((part(point, scratch), point));
        }

        double[] best = found.MaxBy(f => f.Value).Point;
        int agreeing = found.Count(f => found.Max(g => g.Value) - f.Value <= SameMaximum);
        Bfgs.Objective whole = Penalised(all, penalty);
        if (!ReferenceEquals(all, thinned))
        {
            best = Bfgs.Maximise(whole, best, Inverse(NegativeHessian(part, best))?.Multiply(share));
        }

        return Finish(all, whole, best, penalty, agreeing, starts.Count);
    }

    private static Optimum Finish(
        ILikelihood likelihood, Bfgs.Objective whole, double[] point, WeakPenalty penalty, int agreeing, int starts)
    {
        double[] gradient = new double[point.Length];
        double value = whole(point, gradient);
        Matrix<double>? inverse = Inverse(NegativeHessian(whole, point));
        double promise = double.PositiveInfinity;
        for (int i = 0; i < 4 && inverse is not null; i++)
        {
            Vector<double> slope = Vector<double>.Build.DenseOfArray(gradient);
            Vector<double> step = inverse * slope;
            promise = Math.Abs(step * slope);
            double[] next = [.. point.Select((p, j) => p + step[j])];
            double[] nextGradient = new double[point.Length];
            double nextValue = whole(next, nextGradient);
            if (promise < 1e-16 || !(nextValue >= value))
            {
                break;
            }

            (point, value, gradient) = (next, nextValue, nextGradient);
        }

        bool flat = promise < 1e-6;
        bool confirmed = agreeing >= Math.Min(2, starts);
        string reason = (inverse, flat, confirmed) switch
        {
            (null, _, _) => "the information matrix is not positive definite: the data do not determine the parameters",
            (_, false, _) => "the search ended before the gradient was flat",
            (_, _, false) => "only one of the starts reached the best likelihood",
            _ => FormattableString.Invariant(
                $"{agreeing} of {starts} starts agree, the gradient is flat, the information positive definite"),
        };
        return new Optimum(
            point,
            likelihood.Evaluate(point, gradient),
            inverse,
            inverse is not null && flat && confirmed,
            reason,
            penalty.At(point, default) > 1e-12);
    }

    private static Bfgs.Objective Penalised(ILikelihood likelihood, WeakPenalty penalty) => (point, gradient) =>
    {
        double value = likelihood.Evaluate(point, gradient);
        return value - penalty.At(point, gradient);
    };

    private static Matrix<double> NegativeHessian(Bfgs.Objective objective, double[] point)
    {
        const double Step = 1e-4;
        int n = point.Length;
        Matrix<double> hessian = Matrix<double>.Build.Dense(n, n);
        double[] up = new double[n];
        double[] down = new double[n];
        for (int i = 0; i < n; i++)
        {
            double[] moved = (double[])point.Clone();
            moved[i] = point[i] + Step;
            objective(moved, up);
            moved[i] = point[i] - Step;
            objective(moved, down);
            for (int j = 0; j < n; j++)
            {
                hessian[i, j] = (down[j] - up[j]) / (2 * Step);
            }
        }

        return (hessian + hessian.Transpose()) / 2;
    }

    private static Matrix<double>? Inverse(Matrix<double> information)
    {
        if (information.Enumerate().Any(value => !double.IsFinite(value)))
        {
            return null;
        }

        Evd<double> spectrum = information.Evd(Symmetricity.Symmetric);
        double smallest = spectrum.EigenValues.Min(value => value.Real);
        double largest = spectrum.EigenValues.Max(value => value.Real);
        return smallest > 1e-10 * largest && smallest > 1e-9 ? information.Inverse() : null;
    }
}

/// <summary>
/// Half the squared distance, in logarithms, to the range in which a parameter is sane; 0 inside it. Where the data say
/// nothing, the likelihood is flat and this alone decides; where they do, it is too weak to matter.
/// </summary>
/// <param name="Lower">Smallest sane logarithms.</param>
/// <param name="Upper">Largest sane logarithms.</param>
/// <param name="SumFrom">
/// Index of the first of two parameters whose sum is held below <paramref name="MaximumSum"/>; −1 for none.
/// </param>
/// <param name="MaximumSum">The largest sane sum.</param>
internal sealed record WeakPenalty(double[] Lower, double[] Upper, int SumFrom = -1, double MaximumSum = 0)
{
    /// <summary>The penalty; subtracts its derivative from the gradient where one is given.</summary>
    public double At(ReadOnlySpan<double> point, Span<double> gradient)
    {
        double total = 0;
        for (int i = 0; i < point.Length; i++)
        {
            double beyond = point[i] - Math.Clamp(point[i], Lower[i], Upper[i]);
            total += beyond * beyond / 2;
            if (!gradient.IsEmpty)
            {
                gradient[i] -= beyond;
            }
        }

        if (SumFrom >= 0)
        {
            double first = Math.Exp(point[SumFrom]);
            double second = Math.Exp(point[SumFrom + 1]);
            double beyond = Math.Max(0, Math.Log((first + second) / MaximumSum));
            total += beyond * beyond / 2;
            if (!gradient.IsEmpty && beyond > 0)
            {
                gradient[SumFrom] -= beyond * first / (first + second);
                gradient[SumFrom + 1] -= beyond * second / (first + second);
            }
        }

        return total;
    }
}
