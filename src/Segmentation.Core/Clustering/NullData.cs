using System;
using System.Linq;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;
using Segmentation.Statistics;

namespace Segmentation.Clustering;

/// <summary>Data without structure, like given data: with the same margins, or with the same covariance.</summary>
internal static class NullData
{
    /// <summary>At most so many rows, in their order.</summary>
    public static FeatureMatrix Sample(FeatureMatrix matrix, int maximum, ref SeededRandom random)
    {
        if (matrix.Rows <= maximum)
        {
            return matrix;
        }

        double[] values = new double[maximum * matrix.Columns];
        int at = 0;
        foreach (int row in RandomSample.Of([.. Enumerable.Range(0, matrix.Rows)], maximum, ref random))
        {
            Array.Copy(matrix.Values, row * matrix.Columns, values, at, matrix.Columns);
            at += matrix.Columns;
        }

        return new FeatureMatrix(maximum, matrix.Columns, values);
    }

    /// <summary>Columns shuffled independently; those of one feature together. Null: each by itself.</summary>
    public static FeatureMatrix Permuted(FeatureMatrix matrix, int[][]? features, ref SeededRandom random)
    {
        features ??= [.. Enumerable.Range(0, matrix.Columns).Select(column => new[] { column })];
        double[] values = new double[matrix.Values.Length];
        int[] order = [.. Enumerable.Range(0, matrix.Rows)];
        foreach (int[] columns in features)
        {
            for (int i = order.Length - 1; i > 0; i--)
            {
                int j = random.NextInt32(i + 1);
                (order[i], order[j]) = (order[j], order[i]);
            }

            foreach (int column in columns)
            {
                for (int i = 0; i < order.Length; i++)
                {
                    values[(i * matrix.Columns) + column] = matrix.Values[(order[i] * matrix.Columns) + column];
                }
            }
        }

        return matrix with { Values = values };
    }

    /// <summary>Rows of one normal cloud.</summary>
    public static FeatureMatrix Gaussian(int rows, double[,] root, ref SeededRandom random)
    {
        int columns = root.GetLength(0);
        double[] values = new double[rows * columns];
        for (int i = 0; i < rows; i++)
        {
            for (int source = 0; source < columns; source++)
            {
                double normal = random.NextNormal();
                for (int j = 0; j < columns; j++)
                {
                    values[(i * columns) + j] += root[j, source] * normal;
                }
            }
        }

        return new FeatureMatrix(rows, columns, values);
    }

    /// <summary>A matrix whose product with its transpose is the covariance, which may be singular.</summary>
    public static double[,] CovarianceRoot(FeatureMatrix matrix)
    {
        Matrix<double> data = Matrix<double>.Build.Dense(
            matrix.Rows, matrix.Columns, (i, j) => matrix.Values[(i * matrix.Columns) + j]);
        Vector<double> means = data.ColumnSums() / matrix.Rows;
        data.MapIndexedInplace((_, j, value) => value - means[j], Zeros.Include);
        Evd<double> parts = (data.TransposeThisAndMultiply(data) / matrix.Rows).Evd(Symmetricity.Symmetric);
        Matrix<double> root = parts.EigenVectors.Clone();
        for (int j = 0; j < matrix.Columns; j++)
        {
            root.SetColumn(j, root.Column(j) * Math.Sqrt(Math.Max(0, parts.EigenValues[j].Real)));
        }

        return root.ToArray();
    }
}
