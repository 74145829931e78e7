using System;

namespace Segmentation.Clv;

/// <summary>
/// Expectations under a Beta(a, b) distribution: E f(p) ≈ Σ Weights[i] · f(Nodes[i]), exact for polynomials of degree
/// 2n − 1. A Gauss–Jacobi rule, its nodes the eigenvalues of the Jacobi matrix (Golub and Welsch 1969).
/// </summary>
internal sealed class BetaQuadrature
{
    private const int MaximumSweeps = 60;

    public BetaQuadrature(double a, double b, int order)
    {
        Nodes = new double[order];
        Weights = new double[order];
        double[] side = new double[order];
        Recurrence(a, b, Nodes, side);
        Weights[0] = 1;
        Diagonalise(Nodes, side, Weights);
        for (int i = 0; i < order; i++)
        {
            Weights[i] *= Weights[i];
            Nodes[i] = Math.Clamp(Nodes[i], double.Epsilon, 1);
        }

        Array.Sort(Nodes, Weights);
    }

    /// <summary>Probabilities in (0, 1), ascending.</summary>
    public double[] Nodes { get; }

    /// <summary>Weights that sum to 1.</summary>
    public double[] Weights { get; }

    // Three-term recurrence of the Jacobi polynomials, shifted from [−1, 1] to [0, 1]: x = (1 + y) / 2.
    private static void Recurrence(double a, double b, double[] diagonal, double[] side)
    {
        double alpha = b - 1;
        double beta = a - 1;
        double sum = alpha + beta;
        diagonal[0] = a / (a + b);
        for (int n = 1; n < diagonal.Length; n++)
        {
            double twice = (2 * n) + sum;
            double centre = (beta - alpha) * sum / (twice * (twice + 2));
            diagonal[n] = (1 + centre) / 2;
            double square = n == 1
                ? 4 * (1 + alpha) * (1 + beta) / ((2 + sum) * (2 + sum) * (3 + sum))
                : 4 * n * (n + alpha) * (n + beta) * (n + sum) / (twice * twice * (twice + 1) * (twice - 1));
            side[n - 1] = Math.Sqrt(square) / 2;
        }
    }

    // Implicit QL on a symmetric tridiagonal matrix; only the first component of each eigenvector is kept.
    private static void Diagonalise(double[] diagonal, double[] side, double[] first)
    {
        int order = diagonal.Length;
        for (int l = 0; l < order; l++)
        {
            for (int sweep = 0; sweep < MaximumSweeps; sweep++)
            {
                int m = l;
                while (m < order - 1 &&
                    Math.Abs(side[m]) > 1e-17 * (Math.Abs(diagonal[m]) + Math.Abs(diagonal[m + 1])))
                {
                    m++;
                }

                if (m == l)
                {
                    break;
                }

                Sweep(diagonal, side, first, l, m);
            }
        }
    }

    private static void Sweep(double[] diagonal, double[] side, double[] first, int l, int m)
    {
        double shift = (diagonal[l + 1] - diagonal[l]) / (2 * side[l]);
        double radius = Math.Sqrt((shift * shift) + 1);
        double g = diagonal[m] - diagonal[l] + (side[l] / (shift + Math.CopySign(radius, shift)));
        double sine = 1;
        double cosine = 1;
        double carry = 0;
        for (int i = m - 1; i >= l; i--)
        {
            double f = sine * side[i];
            double h = cosine * side[i];
            radius = Math.Sqrt((f * f) + (g * g));
            side[i + 1] = radius;
            if (radius == 0)
            {
                diagonal[i + 1] -= carry;
                side[m] = 0;
                return;
            }

            sine = f / radius;
            cosine = g / radius;
            g = diagonal[i + 1] - carry;
            radius = ((diagonal[i] - g) * sine) + (2 * cosine * h);
            carry = sine * radius;
            diagonal[i + 1] = g + carry;
            g = (cosine * radius) - h;
            (first[i], first[i + 1]) =
                ((cosine * first[i]) - (sine * first[i + 1]), (sine * first[i]) + (cosine * first[i + 1]));
        }

        diagonal[l] -= carry;
        side[l] = g;
        side[m] = 0;
    }
}
