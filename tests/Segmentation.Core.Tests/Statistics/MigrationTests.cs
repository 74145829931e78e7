using System;
using Segmentation.Statistics;
using Xunit;

namespace Segmentation.Tests.Statistics;

public sealed class MigrationTests
{
    private static readonly int[,] Known = { { 80, 15, 5 }, { 10, 70, 20 }, { 0, 10, 90 } };

    [Fact]
    public void Figures_of_a_migration_are_the_known_ones()
    {
        Migration migration = new(Known);
        Assert.Equal(0.80, migration.StayRate!.Value, 1e-12);
        Assert.Equal(0.70, migration.Kappa!.Value, 1e-12);
        Assert.Equal(8.5365853659, migration.MarginalHomogeneity!.Statistic, 1e-9);
        Assert.Equal(2, migration.MarginalHomogeneity.DegreesOfFreedom);
        Assert.Equal(0.0140056749, migration.MarginalHomogeneity.PValue, 1e-9);
        Assert.Equal(9.3333333333, migration.Symmetry!.Statistic, 1e-9);
        Assert.Equal(3, migration.Symmetry.DegreesOfFreedom);
        Assert.Equal(0.0251721400, migration.Symmetry.PValue, 1e-9);
        double[] longRun = [.. migration.LongRunShares!];
        Assert.Equal(0.133333, longRun[0], 1e-6);
        Assert.Equal(0.266667, longRun[1], 1e-6);
        Assert.Equal(0.6, longRun[2], 1e-6);
        Assert.Equal([100, 100, 100], migration.Before);
        Assert.Equal([90, 95, 115], migration.After);
    }

    [Theory]
    [InlineData(new[] { .2, .5, .3 }, new[] { .1, .6, .3 }, 0.0875468737)]
    [InlineData(new[] { .30, .25, .20, .15, .10 }, new[] { .22, .24, .22, .18, .14 }, 0.0460553543)]
    [InlineData(new[] { 20.0, 50, 30 }, new[] { 10.0, 60, 30 }, 0.0875468737)]
    [InlineData(new[] { 1.0, 1, 0 }, new[] { 1.0, 1, 0 }, 0)]
    public void Population_stability_is_the_known_one(double[] expected, double[] actual, double index) =>
        Assert.Equal(index, Migration.PopulationStability(expected, actual), 1e-9);

    [Fact]
    public void An_emptied_bin_makes_a_large_but_finite_index() =>
        Assert.InRange(Migration.PopulationStability([50, 50], [0, 100]), 1, 10);

    [Fact]
    public void Nobody_moved()
    {
        Migration still = Migration.Between([0, 1, 1, 2], [0, 1, 1, 2], 3);
        Assert.Equal(1, still.StayRate);
        Assert.Equal(1, still.Kappa);
        Assert.Null(still.MarginalHomogeneity);
        Assert.Null(still.Symmetry);
        Assert.Equal(0, still.SizeStability);
        Assert.Null(still.LongRunShares);
    }

    [Fact]
    public void A_group_nobody_left_or_entered_takes_no_degree_of_freedom()
    {
        Migration with = new(new[,] { { 80, 15, 5, 0 }, { 10, 70, 20, 0 }, { 0, 10, 90, 0 }, { 0, 0, 0, 7 } });
        Assert.Equal(2, with.MarginalHomogeneity!.DegreesOfFreedom);
        Assert.Equal(8.5365853659, with.MarginalHomogeneity.Statistic, 1e-9);
        Assert.Equal(3, with.Symmetry!.DegreesOfFreedom);
    }

    [Fact]
    public void What_nobody_defines_is_null()
    {
        Migration nobody = new(new int[2, 2]);
        Assert.Null(nobody.StayRate);
        Assert.Null(nobody.Kappa);
        Assert.Null(nobody.SizeStability);
        Migration one = new(new[,] { { 5 } });
        Assert.Null(one.Kappa);
        Assert.Throws<ArgumentException>(() => new Migration(new int[2, 3]));
        Assert.Throws<ArgumentException>(() => Migration.Between([0], [0, 1], 2));
    }
}
