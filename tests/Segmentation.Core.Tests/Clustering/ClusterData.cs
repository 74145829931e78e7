using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Segmentation.Clustering;
using Segmentation.Statistics;

namespace Segmentation.Tests.Clustering;

/// <summary>Benchmark data and generated clouds.</summary>
internal static class ClusterData
{
    /// <summary>A file of the clustering folder: columns, and the class of each row.</summary>
    public static (FeatureMatrix Matrix, int[] Classes) Load(string name)
    {
        double[][] rows =
        [
            .. File.ReadLines(TestData.File($"clustering/{name}.csv")).Skip(1)
                .Select(line => line.Split(',').Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToArray()),
        ];
        int columns = rows[0].Length - 1;
        return (
            new FeatureMatrix(rows.Length, columns, [.. rows.SelectMany(r => r.Take(columns))]),
            [.. rows.Select(r => (int)r[columns] - 1)]);
    }

    /// <summary>The eleven yes/no answers of the survey, as 1 and 0.</summary>
    public static FeatureMatrix LoadSurvey()
    {
        double[][] rows =
        [
            .. File.ReadLines(TestData.File("survey/mcdonalds.csv")).Skip(1)
                .Select(line => line.Split(',').Take(11).Select(v => v.Trim('"') == "Yes" ? 1.0 : 0.0).ToArray()),
        ];
        return new FeatureMatrix(rows.Length, 11, [.. rows.SelectMany(r => r)]);
    }

    public static FeatureMatrix Scaled(FeatureMatrix matrix)
    {
        FeatureTable table = Table(matrix);
        IReadOnlyList<FeatureDeclaration> declarations = FeatureDeclarations.With(
            FeatureDeclarations.FromData(table, required: true), FeatureTransform.None, FeatureScaling.ZScore);
        return FeatureEncoder.Fit(table, declarations).Matrix;
    }

    public static FeatureTable Table(FeatureMatrix matrix) => new(
        [.. Enumerable.Range(0, matrix.Rows).Select(i => i.ToString("D6", CultureInfo.InvariantCulture))],
        [
            .. Enumerable.Range(0, matrix.Columns).Select(j => new FeatureColumn(
                $"x{(j + 1).ToString(CultureInfo.InvariantCulture)}",
                [.. Enumerable.Range(0, matrix.Rows).Select(i => matrix.Values[(i * matrix.Columns) + j])])),
        ]);

    /// <summary>Normal clouds around random centres, and which cloud each row is from.</summary>
    public static (
        FeatureMatrix Matrix, int[] Classes) Blobs(int rows, int columns, int centers, double spread, int seed)
    {
        SeededRandom random = new(seed);
        double[] center = new double[centers * columns];
        for (int i = 0; i < center.Length; i++)
        {
            center[i] = spread * random.NextNormal();
        }

        int[] classes = new int[rows];
        double[] values = new double[rows * columns];
        for (int i = 0; i < rows; i++)
        {
            classes[i] = random.NextInt32(centers);
            for (int j = 0; j < columns; j++)
            {
                values[(i * columns) + j] = center[(classes[i] * columns) + j] + random.NextNormal();
            }
        }

        return (new FeatureMatrix(rows, columns, values), classes);
    }

    public static FeatureMatrix Of(params double[][] rows) =>
        new(rows.Length, rows[0].Length, [.. rows.SelectMany(r => r)]);

    public static FeatureMatrix Permute(FeatureMatrix matrix, int[] order) => matrix with
    {
        Values = [.. order.SelectMany(i => matrix.Values.AsSpan(i * matrix.Columns, matrix.Columns).ToArray())],
    };
}
