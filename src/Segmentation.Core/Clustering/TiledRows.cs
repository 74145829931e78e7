using System;
using System.Collections.Generic;

namespace Segmentation.Clustering;

/// <summary>
/// Rows as float32 in tiles of eight, column after column inside a tile, so that one SIMD register holds one column of
/// eight rows. Values are centred and divided by a power of two before they are rounded: float32 has 24 bits, and they
/// should go into differences between rows, not into their common offset.
/// </summary>
internal sealed class TiledRows
{
    /// <summary>Rows per tile: the floats of a 256-bit register.</summary>
    public const int TileRows = 8;

    /// <summary>Rows per block: the unit of parallel work, whose sums are merged in order.</summary>
    public const int BlockRows = 4096;

    private TiledRows(int rows, int columns, double unit)
    {
        Rows = rows;
        Columns = columns;
        Unit = unit;

        // The kernel takes two tiles at a time; the last pair is filled up with zeros.
        PaddedRows = (rows + (2 * TileRows) - 1) / (2 * TileRows) * (2 * TileRows);
        Values = new float[PaddedRows * columns];
    }

    /// <summary>The number of real rows.</summary>
    public int Rows { get; }

    /// <summary>The number of columns.</summary>
    public int Columns { get; }

    /// <summary>The number of rows with padding, a multiple of 16.</summary>
    public int PaddedRows { get; }

    /// <summary>What a difference of one is in the original matrix: a power of two.</summary>
    public double Unit { get; }

    /// <summary>Row i, column j is at <c>((i / 8) * Columns + j) * 8 + i % 8</c>.</summary>
    public float[] Values { get; }

    /// <summary>The number of blocks.</summary>
    public int BlockCount => (Rows + BlockRows - 1) / BlockRows;

    /// <summary>The sum of squares of all values, in units.</summary>
    public double SumOfSquares { get; private set; }

    /// <summary>Lays out a matrix.</summary>
    public static TiledRows From(FeatureMatrix matrix)
    {
        int columns = matrix.Columns;
        double[] center = ColumnMeans(matrix);
        double largest = 0;
        for (int i = 0; i < matrix.Rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                largest = Math.Max(largest, Math.Abs(matrix.Values[(i * columns) + j] - center[j]));
            }
        }

        double unit = largest > 0 ? Math.ScaleB(1, Math.ILogB(largest)) : 1;
        TiledRows tiled = new(matrix.Rows, columns, unit);
        for (int i = 0; i < matrix.Rows; i++)
        {
            int start = tiled.Start(i);
            for (int j = 0; j < columns; j++)
            {
                tiled.Values[start + (j * TileRows)] = (float)((matrix.Values[(i * columns) + j] - center[j]) / unit);
            }
        }

        tiled.SumSquares();
        return tiled;
    }

    /// <summary>The rows given, in that order.</summary>
    public TiledRows Select(IReadOnlyList<int> rows)
    {
        TiledRows selected = new(rows.Count, Columns, Unit);
        for (int i = 0; i < rows.Count; i++)
        {
            int from = Start(rows[i]);
            int to = selected.Start(i);
            for (int j = 0; j < Columns; j++)
            {
                selected.Values[to + (j * TileRows)] = Values[from + (j * TileRows)];
            }
        }

        selected.SumSquares();
        return selected;
    }

    /// <summary>Where column 0 of a row is; column j lies <c>8 j</c> further.</summary>
    public int Start(int row) => ((row / TileRows) * TileRows * Columns) + (row % TileRows);

    private static double[] ColumnMeans(FeatureMatrix matrix)
    {
        double[] means = new double[matrix.Columns];
        for (int i = 0; i < matrix.Rows; i++)
        {
            for (int j = 0; j < means.Length; j++)
            {
                means[j] += matrix.Values[(i * means.Length) + j] / matrix.Rows;
            }
        }

        return means;
    }

    private void SumSquares()
    {
        double sum = 0;
        foreach (float value in Values)
        {
            sum += (double)value * value;
        }

        SumOfSquares = sum;
    }
}
