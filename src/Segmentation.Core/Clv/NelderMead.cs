using System;

namespace Segmentation.Clv;

/// <summary>
/// Nelder and Mead's simplex search for a maximum, with a fixed budget: it needs no gradient and forgives a bad start,
/// and hands over to <see cref="Bfgs"/>, which finishes.
/// </summary>
internal static class NelderMead
{
    public static double[] Maximise(Func<double[], double> function, double[] start, double step, int budget)
    {
        int n = start.Length;
        double[][] points = new double[n + 1][];
        double[] values = new double[n + 1];
        for (int i = 0; i <= n; i++)
        {
            points[i] = (double[])start.Clone();
            if (i > 0)
            {
                points[i][i - 1] += step;
            }

            values[i] = -Finite(function(points[i]));
        }

        for (int used = n + 1; used < budget; used += 2)
        {
            Array.Sort(values, points);
            if (values[n] - values[0] < 1e-6)
            {
                break;
            }

            Step(function, points, values);
        }

        Array.Sort(values, points);
        return points[0];
    }

    private static void Step(Func<double[], double> function, double[][] points, double[] values)
    {
        int n = points.Length - 1;
        double[] centre = new double[n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                centre[j] += points[i][j] / n;
            }
        }

        (double[] reflected, double value) = Try(function, centre, points[n], -1);
        if (value < values[0])
        {
            (double[] expanded, double further) = Try(function, centre, points[n], -2);
            (points[n], values[n]) = further < value ? (expanded, further) : (reflected, value);
        }
        else if (value < values[n - 1])
        {
            (points[n], values[n]) = (reflected, value);
        }
        else
        {
            (double[] contracted, double closer) = Try(function, centre, points[n], value < values[n] ? -0.5 : 0.5);
            if (closer < Math.Min(value, values[n]))
            {
                (points[n], values[n]) = (contracted, closer);
            }
            else
            {
                Shrink(function, points, values);
            }
        }
    }

    private static (double[] Point, double Value) Try(
        Func<double[], double> function, double[] centre, double[] worst, double factor)
    {
        double[] point = new double[centre.Length];
        for (int j = 0; j < point.Length; j++)
        {
            point[j] = centre[j] + (factor * (worst[j] - centre[j]));
        }

        return (point, -Finite(function(point)));
    }

    private static void Shrink(Func<double[], double> function, double[][] points, double[] values)
    {
        for (int i = 1; i < points.Length; i++)
        {
            for (int j = 0; j < points[0].Length; j++)
            {
                points[i][j] = (points[i][j] + points[0][j]) / 2;
            }

            values[i] = -Finite(function(points[i]));
        }
    }

    private static double Finite(double value) => double.IsNaN(value) ? double.NegativeInfinity : value;
}
