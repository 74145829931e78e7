using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Clustering;
using Segmentation.Profiles;
using Xunit;

namespace Segmentation.Tests.Clustering;

public sealed class FeatureEncoderTests
{
    [Fact]
    public void Scaled_columns_have_mean_zero_and_population_deviation_one()
    {
        FeatureMatrix matrix = Encode(Column("a", 1, 2, 3, 10), new("a") { Winsorize = 0 }).Matrix;
        Assert.Equal(0, matrix.Values.Sum(), 1e-12);
        Assert.Equal(1, matrix.Values.Sum(v => v * v) / 4, 1e-12);
    }

    [Fact]
    public void Without_transform_and_scaling_values_stay_as_they_are()
    {
        FeatureMatrix iris = ClusterData.Load("iris").Matrix;
        FeatureTable table = ClusterData.Table(iris);
        IReadOnlyList<FeatureDeclaration> declarations = FeatureDeclarations.With(
            FeatureDeclarations.FromData(table, required: true), FeatureTransform.None, FeatureScaling.None);
        Assert.Equal(iris.Values, FeatureEncoder.Fit(table, declarations).Matrix.Values);
    }

    [Fact]
    public void New_rows_get_exactly_the_numbers_the_fitted_rows_got()
    {
        FeatureTable table = ClusterData.Table(ClusterData.Load("wine").Matrix);
        EncodedFeatures encoded = FeatureEncoder.Fit(table, FeatureDeclarations.FromData(table, required: false));
        Assert.Equal(encoded.Matrix.Values, FeatureEncoder.Apply(encoded.Features, table).Values);
        int[] some = [5, 100, 3];
        FeatureMatrix again = FeatureEncoder.Apply(encoded.Features, table.Select(some));
        Assert.Equal(
            some.SelectMany(i => encoded.Matrix.Values.Skip(i * encoded.Matrix.Columns).Take(encoded.Matrix.Columns)),
            again.Values);
    }

    [Fact]
    public void Extreme_values_count_as_the_quantile()
    {
        double[] values = [.. Enumerable.Range(0, 101).Select(i => (double)i), 1e9];
        FittedFeature feature = Encode(Column("a", values), new("a")).Features.Single();
        Assert.Equal(1.01, feature.LowerBound, 1e-9);
        Assert.Equal(99.99, feature.UpperBound, 1e-9);
        FeatureMatrix extremes = FeatureEncoder.Apply([feature], Column("a", 99.99, 1e12, double.MaxValue));
        Assert.Single(extremes.Values.Distinct());
    }

    [Fact]
    public void Winsorising_never_takes_away_all_variation()
    {
        double[] rare = [1, .. Enumerable.Repeat(0.0, 999)];
        FittedFeature feature = Encode(Column("a", rare), new("a")).Features.Single();
        Assert.Equal(double.PositiveInfinity, feature.UpperBound);
    }

    [Theory]
    [InlineData(MissingRule.Median, 2)]
    [InlineData(MissingRule.Zero, 0)]
    [InlineData(MissingRule.Upper, 9)]
    public void Missing_and_infinite_values_count_as_declared(MissingRule rule, double expected)
    {
        FeatureTable table = Column("a", 1, 2, 9, double.NaN, double.PositiveInfinity, double.NegativeInfinity);
        EncodedFeatures encoded = FeatureEncoder.Fit(
            table, [new("a", Missing: rule) { Winsorize = 0, Scaling = FeatureScaling.None }]);
        Assert.Equal([1, 2, 9, expected, expected, expected], encoded.Matrix.Values);
        Assert.Equal(3, encoded.Features[0].MissingCount);
        Assert.Equal(expected, encoded.Features[0].MissingValue);
    }

    [Fact]
    public void Logarithm_is_mirrored_below_zero()
    {
        EncodedFeatures encoded = FeatureEncoder.Fit(
            Column("a", -20, 0, 20), [new("a", FeatureTransform.Log1p) { Winsorize =
                0, Scaling = FeatureScaling.None }]);
        Assert.Equal([-Math.Log(21), 0, Math.Log(21)], encoded.Matrix.Values);
    }

    [Fact]
    public void Robust_scaling_uses_median_and_quartiles()
    {
        EncodedFeatures encoded = FeatureEncoder.Fit(
            Column("a", 1, 2, 3, 4, 1000), [new("a") { Winsorize = 0, Scaling = FeatureScaling.Robust }]);
        Assert.Equal([3.0], encoded.Features[0].Center);
        Assert.Equal(2 / 1.349, encoded.Features[0].Scale[0], 1e-12);
    }

    [Fact]
    public void Cyclic_hours_have_no_midnight_and_a_missing_hour_lies_in_the_center()
    {
        EncodedFeatures encoded = FeatureEncoder.Fit(
            Column("h", 23.5, 0.5, 12, double.NaN), [new("h", FeatureTransform.Cyclic) { Period = 24 }]);
        double[] values = encoded.Matrix.Values;
        Assert.Equal(2, encoded.Matrix.Columns);
        double Distance(int a, int b) => Math.Sqrt(
            Math.Pow(values[2 * a] - values[2 * b], 2) + Math.Pow(values[(2 * a) + 1] - values[(2 * b) + 1], 2));
        Assert.True(Distance(0, 1) < Distance(0, 2) / 5);
        Assert.Equal([0, 0], values[6..]);
        Assert.Equal(1, values.Take(6).Sum(v => v * v) / 3, 1e-9);
    }

    [Fact]
    public void Columns_that_cannot_help_are_dropped_with_the_reason()
    {
        double[] views = [1, 5, 2, 8, 3, 9];
        FeatureTable table = new(
            ["1", "2", "3", "4", "5", "6"],
            [
                new FeatureColumn("Views", views) { Label = "views" },
                new FeatureColumn("Pages", [.. views.Select(v => v * 2)]),
                new FeatureColumn("Constant", [7, 7, 7, 7, 7, 7]),
                new FeatureColumn("Empty", [.. Enumerable.Repeat(double.NaN, 6)]),
                new FeatureColumn("Thin", [1, 2, double.NaN, double.NaN, double.NaN, double.NaN]),
            ]);
        EncodedFeatures encoded = FeatureEncoder.Fit(
            table,
            [
                new("Views", Group: "g"),
                new("Pages", Group: "g"),
                new("Constant"),
                new("Empty"),
                new("Thin"),
                new("Absent"),
            ]);
        Assert.Equal(["Views"], encoded.Features.Select(f => f.Name));
        Dictionary<string, string> reasons =
            encoded.Dropped.ToDictionary(d => d.Name, d => d.Reason, StringComparer.Ordinal);
        Assert.Equal("it moves with views (r = 1.00), which is used", reasons["Pages"]);
        Assert.Equal("it is 7 for everybody", reasons["Constant"]);
        Assert.Equal("nobody has a value", reasons["Empty"]);
        Assert.Equal("it is missing for 67 % of customers", reasons["Thin"]);
        Assert.Equal("the data has no such column", reasons["Absent"]);
    }

    [Fact]
    public void A_feature_that_was_asked_for_and_does_not_exist_is_an_error_that_lists_the_columns()
    {
        SegmentationException error = Assert.Throws<SegmentationException>(
            () => Encode(Column("Income", 1, 2), new("Incme") { Required = true }));
        Assert.Equal(ErrorIds.UnknownFeature, error.ErrorId);
        Assert.Contains("Income", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_left_is_an_error_with_all_reasons()
    {
        SegmentationException error =
            Assert.Throws<SegmentationException>(() => Encode(Column("a", 3, 3, 3), new("a")));
        Assert.Equal(ErrorIds.NoVariation, error.ErrorId);
        Assert.Contains("a: it is 3 for everybody", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Undeclared_columns_get_a_logarithm_when_skewed()
    {
        FeatureTable table = new(
            [.. "abcdefgh".Select(c => c.ToString())],
            [
                new FeatureColumn("Skewed", [1, 1, 2, 2, 3, 3, 4, 500]),
                new FeatureColumn("Even", [1, 2, 3, 4, 5, 6, 7, 8]),
                new FeatureColumn("Negative", [-1, 1, 2, 2, 3, 3, 4, 500]),
                new FeatureColumn("Flag", [0, 0, 0, 0, 0, 0, 0, 1]),
            ]);
        Assert.Equal(
            [FeatureTransform.Log1p, FeatureTransform.None, FeatureTransform.None, FeatureTransform.None],
            FeatureDeclarations.FromData(table, required: false).Select(d => d.Transform));
    }

    [Fact]
    public void Profile_columns_asked_for_by_name_are_encoded_by_their_unit()
    {
        FeatureDeclaration Declare(string name, ProfileUnit unit) =>
            FeatureDeclarations.ForProfileColumn(new ProfileColumn(name, name, unit, ""));
        Assert.Equal(FeatureTransform.Log1p, Declare("GrossRevenue", ProfileUnit.Money).Transform);
        Assert.Equal(FeatureTransform.None, Declare("RefundShare", ProfileUnit.Share).Transform);
        Assert.Equal(24, Declare("HourMean", ProfileUnit.Hour).Period);
        Assert.Equal(7, Declare("PreferredWeekday", ProfileUnit.Weekday).Period);
        Assert.Equal(MissingRule.Upper, Declare("DaysSinceLastPurchase", ProfileUnit.Days).Missing);
    }

    [Fact]
    public void The_default_set_counts_nothing_twice()
    {
        string[] derived = ["NetRevenue", "GrossRevenue", "Clv", "PActive90", "PChurn90", "MonetaryValue", "Frequency"];
        Assert.DoesNotContain(FeatureDeclarations.Default, d => derived.Contains(d.Name));
        Assert.Equal(
            FeatureDeclarations.Default.Count, FeatureDeclarations.Default.Select(d => d.Name).Distinct().Count());
    }

    private static FeatureTable Column(string name, params double[] values) => new(
        [.. Enumerable.Range(0, values.Length).Select(i => i.ToString("D4", null))], [new FeatureColumn(name, values)]);

    private static EncodedFeatures Encode(FeatureTable table, FeatureDeclaration declaration) =>
        FeatureEncoder.Fit(table, [declaration]);
}
