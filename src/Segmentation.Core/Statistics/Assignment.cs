using System;

namespace Segmentation.Statistics;

/// <summary>One-to-one matching of rows with columns.</summary>
public static class Assignment
{
    /// <summary>
    /// The matching with the largest sum of weights (the Hungarian method, by shortest augmenting paths: time grows
    /// with rows × rows × columns).
    /// </summary>
    /// <param name="weights">The weight of each row with each column; finite.</param>
    /// <returns>The column of each row; −1 for rows that are left over because there are fewer columns.</returns>
    public static int[] Maximize(double[,] weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        int rows = weights.GetLength(0);
        int columns = weights.GetLength(1);
        int[] result = new int[rows];
        Array.Fill(result, -1);
        if (rows <= columns)
        {
            int[] rowOf = RowOfColumn(rows, columns, (row, column) => -weights[row, column]);
            for (int column = 0; column < columns; column++)
            {
                if (rowOf[column] >= 0)
                {
                    result[rowOf[column]] = column;
                }
            }

            return result;
        }

        int[] columnOf = RowOfColumn(columns, rows, (column, row) => -weights[row, column]);
        columnOf.CopyTo(result, 0);
        return result;
    }

    /// <summary>The row of each column at the least cost, with at most as many rows as columns; −1 for none.</summary>
    private static int[] RowOfColumn(int rows, int columns, Func<int, int, double> cost)
    {
        double[] rowPotential = new double[rows + 1];
        double[] columnPotential = new double[columns + 1];

        // Row and column 0 are the root of the search; real ones count from 1.
        int[] matched = new int[columns + 1];
        int[] previous = new int[columns + 1];
        for (int row = 1; row <= rows; row++)
        {
            matched[0] = row;
            int free = ShortestPath(columns, cost, rowPotential, columnPotential, matched, previous);
            while (free != 0)
            {
                matched[free] = matched[previous[free]];
                free = previous[free];
            }
        }

        return [.. Array.ConvertAll(matched[1..], row => row - 1)];
    }

    private static int ShortestPath(
        int columns,
        Func<int, int, double> cost,
        double[] rowPotential,
        double[] columnPotential,
        int[] matched,
        int[] previous)
    {
        double[] distance = new double[columns + 1];
        Array.Fill(distance, double.PositiveInfinity);
        bool[] done = new bool[columns + 1];
        int at = 0;
        do
        {
            done[at] = true;
            int row = matched[at];
            int next = -1;
            for (int column = 1; column <= columns; column++)
            {
                if (done[column])
                {
                    continue;
                }

                double reduced = cost(row - 1, column - 1) - rowPotential[row] - columnPotential[column];
                if (reduced < distance[column])
                {
                    (distance[column], previous[column]) = (reduced, at);
                }

                if (next < 0 || distance[column] < distance[next])
                {
                    next = column;
                }
            }

            double step = distance[next];
            for (int column = 0; column <= columns; column++)
            {
                if (done[column])
                {
                    rowPotential[matched[column]] += step;
                    columnPotential[column] -= step;
                }
                else
                {
                    distance[column] -= step;
                }
            }

            at = next;
        }
        while (matched[at] != 0);
        return at;
    }
}
