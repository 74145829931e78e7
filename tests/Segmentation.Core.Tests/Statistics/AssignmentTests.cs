using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Statistics;
using Xunit;

namespace Segmentation.Tests.Statistics;

public sealed class AssignmentTests
{
    [Fact]
    public void Toy_partitions_are_matched_one_to_one()
    {
        int[] first = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2];
        int[] second = [0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 0];
        Assert.Equal([0, 1, 2], Assignment.Maximize(Agreement.JaccardMatrix(first, second)));
    }

    [Fact]
    public void The_sum_counts_not_the_largest_single_weight() =>
        Assert.Equal([1, 0], Assignment.Maximize(new[,] { { 10.0, 9 }, { 9, 1 } }));

    [Fact]
    public void Left_over_rows_have_no_column()
    {
        Assert.Equal([-1, 0, 1], Assignment.Maximize(new[,] { { 1.0, 1 }, { 5, 0 }, { 0, 5 } }));
        Assert.Equal([2], Assignment.Maximize(new[,] { { 1.0, 2, 3 } }));
        Assert.Empty(Assignment.Maximize(new double[0, 3]));
        Assert.Equal([-1], Assignment.Maximize(new double[1, 0]));
    }

    [Fact]
    public void No_permutation_is_better()
    {
        SeededRandom random = new(5);
        for (int trial = 0; trial < 50; trial++)
        {
            double[,] weights = new double[4, 5];
            for (int i = 0; i < 20; i++)
            {
                weights[i / 5, i % 5] = random.NextDouble();
            }

            int[] found = Assignment.Maximize(weights);
            Assert.Equal(4, found.Distinct().Count());
            Assert.Equal(Injections(4, 5).Max(p => Sum(weights, p)), Sum(weights, found), 1e-12);
        }
    }

    private static double Sum(double[,] weights, IReadOnlyList<int> columns) =>
        Enumerable.Range(0, columns.Count).Sum(row => weights[row, columns[row]]);

    private static IEnumerable<List<int>> Injections(int rows, int columns) => rows == 0
        ? [[]]
        : Injections(rows - 1, columns).SelectMany(
            start => Enumerable.Range(0, columns).Where(c => !start.Contains(c)).Select(c => (List<int>)[.. start, c]));
}
