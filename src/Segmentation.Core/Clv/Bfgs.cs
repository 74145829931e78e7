using System;
using MathNet.Numerics.LinearAlgebra;

namespace Segmentation.Clv;

/// <summary>Quasi-Newton search for a maximum with backtracking.</summary>
internal static class Bfgs
{
    private const int MaximumIterations = 100;

    // A likelihood of millions is summed with rounding errors of this share of it: smaller gains cannot be told from
    // them.
    private const double Rounding = 1e-14;

    /// <summary>The value of the objective; fills the gradient.</summary>
    public delegate double Objective(ReadOnlySpan<double> point, Span<double> gradient);

    /// <summary>Climbs from the start; stops where a further step promises no more than rounding errors.</summary>
    /// <param name="objective">What to maximise.</param>
    /// <param name="start">Where to start.</param>
    /// <param name="inverseHessian">The inverse of minus the Hessian where it is roughly known, else null.</param>
    public static double[] Maximise(Objective objective, double[] start, Matrix<double>? inverseHessian)
    {
        Vector<double> point = Vector<double>.Build.DenseOfArray(start);
        (double value, Vector<double> gradient) = Evaluate(objective, point);
        Matrix<double> inverse = inverseHessian ?? Scaled(gradient);
        for (int iteration = 0; iteration < MaximumIterations; iteration++)
        {
            Vector<double> direction = inverse * gradient;
            double promise = direction * gradient;
            if (!(promise > 0))
            {
                (inverse, direction) = (Scaled(gradient), Scaled(gradient) * gradient);
                promise = direction * gradient;
            }

            if (!(promise > 1e-10 + (Rounding * Math.Abs(value))) ||
                Search(objective, point, value, direction, promise) is not { } found)
            {
                break;
            }

            inverse = Update(inverse, found.Point - point, gradient - found.Gradient);
            (point, value, gradient) = found;
        }

        return point.ToArray();
    }

    private static (Vector<double> Point, double Value, Vector<double> Gradient)? Search(
        Objective objective, Vector<double> from, double fromValue, Vector<double> direction, double promise)
    {
        // A step of more than 2 in a logarithm is a factor of 7: too bold for any start.
        double length = Math.Min(1, 2 / direction.InfinityNorm());
        for (int halving = 0; halving < 25; halving++, length /= 2)
        {
            Vector<double> next = from + (length * direction);
            (double value, Vector<double> gradient) = Evaluate(objective, next);
            if (value >= fromValue + (1e-4 * length * promise) - (Rounding * Math.Abs(fromValue)))
            {
                return (next, value, gradient);
            }
        }

        return null;
    }

    private static Matrix<double> Update(Matrix<double> inverse, Vector<double> step, Vector<double> change)
    {
        double curvature = step * change;
        if (!(curvature > 1e-12 * step.L2Norm() * change.L2Norm()))
        {
            return inverse;
        }

        Vector<double> projected = inverse * change;
        double scale = (curvature + (change * projected)) / (curvature * curvature);
        return inverse + (scale * step.OuterProduct(step)) -
            ((projected.OuterProduct(step) + step.OuterProduct(projected)) / curvature);
    }

    private static Matrix<double> Scaled(Vector<double> gradient) => Matrix<double>.Build.DenseDiagonal(
        gradient.Count, 0.1 / Math.Max(1e-12, gradient.InfinityNorm()));

    private static (double Value, Vector<double> Gradient) Evaluate(Objective objective, Vector<double> point)
    {
        double[] gradient = new double[point.Count];
        double value = objective(point.ToArray(), gradient);
        return (double.IsNaN(value) ? double.NegativeInfinity : value, Vector<double>.Build.Dense(gradient));
    }
}
