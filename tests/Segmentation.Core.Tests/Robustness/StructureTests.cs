using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Segmentation.Clustering;
using Segmentation.Robustness;
using Segmentation.Segments;
using Segmentation.Tests.Clustering;
using Xunit;

namespace Segmentation.Tests.Robustness;

public sealed class StructureTests
{
    [Theory]
    [InlineData("wine", 3, .909, .158, .539, .05, .05)]
    [InlineData("wine", 2, .668, .122, .736, .05, .80)]
    [InlineData("wine", 4, .745, .168, .455, .05, .05)]
    [InlineData("iris", 2, 1.000, .322, .798, .05, .05)]
    [InlineData("iris", 3, .822, .437, .608, .05, .10)]
    public void Stability_stands_beside_that_of_nulls_as_known(
        string name, int clusters, double observed, double permuted, double gaussian, double p1, double p2)
    {
        NullCalibration found = Nulls(TrustData.Of(name, clusters));
        Assert.Equal(observed, found.Observed, 0.08);
        Assert.Equal(permuted, found.Permuted.Mean, 0.05);
        Assert.Equal(gaussian, found.Gaussian.Mean, 0.08);
        Assert.Equal(p1, found.Permuted.PValue, 1e-9);
        Assert.Equal(p2, found.Gaussian.PValue, 0.2);
        Assert.Equal(19, found.Gaussian.Values.Count);
        Assert.Equal(found.Observed - found.Gaussian.Mean, found.Gaussian.Excess, 1e-12);
    }

    [Theory]
    [InlineData("wine", 3, .854)]
    [InlineData("wine", 2, .600)]
    [InlineData("wine", 4, .451)]
    [InlineData("iris", 2, 1.000)]
    [InlineData("iris", 3, .701)]
    public void Prediction_strength_is_the_known_one(string name, int clusters, double strength) => Assert.Equal(
        strength,
        RobustnessSuite.Test(
            TrustData.Of(name, clusters),
            new() { Tests = RobustnessTests.PredictionStrength, Splits = 200 })[0].Robustness!.PredictionStrength!.Value,
        0.05);

    [Fact]
    public void Wine_in_three_is_natural() => Assert.All(
        Tested(TrustData.Of("wine", 3)), s => Assert.Equal(StructureClass.Natural, s.Structure));

    [Fact]
    public void Iris_in_two_is_natural() => Assert.All(
        Tested(TrustData.Of("iris", 2)), s => Assert.Equal(StructureClass.Natural, s.Structure));

    [Fact]
    public void Iris_in_three_is_reproducible() => Assert.All(
        Tested(TrustData.Of("iris", 3)), s => Assert.Equal(StructureClass.Reproducible, s.Structure));

    [Fact]
    public void Wine_in_four_exposes_its_weak_segment()
    {
        IReadOnlyList<Segment> tested = Tested(TrustData.Of("wine", 4));
        Segment weak = tested.MinBy(s => s.Size)!;
        Assert.Equal(RobustnessVerdict.Unstable, weak.Verdict);
        Assert.Equal(StructureClass.NotAssessed, weak.Structure);
        Assert.DoesNotContain(tested, s => s.Structure == StructureClass.Natural);
    }

    [Fact]
    public void Independent_exponentials_in_four_are_constructive() => Assert.All(
        Tested(TrustData.Of(TrustData.Exponentials(2000, 1), 4)),
        s => Assert.Equal(StructureClass.Constructive, s.Structure));

    /// <summary>Twenty data sets and seeds, at two to six segments; few replicates, because only a false alarm is looked for.</summary>
    [Fact]
    public void Independent_exponentials_are_never_natural()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            RobustnessOptions quick = new()
            {
                Null = true, NullPairs = 4, Replicates = 10, Splits = 10, MaximumRestarts = 4, Seed = seed,
                Tests = RobustnessTests.Bootstrap,
            };
            for (int k = 2; k <= 6; k++)
            {
                IReadOnlyList<Segment> tested =
                    RobustnessSuite.Test(TrustData.Of(TrustData.Exponentials(300, seed), k), quick);
                Assert.DoesNotContain(tested, s => s.Structure == StructureClass.Natural);
            }
        }
    }

    /// <summary>
    /// Recency, frequency and money as logarithms: two very stable segments, that one cloud with this covariance has
    /// too.
    /// </summary>
    [Fact]
    public void Two_segments_of_recency_frequency_and_money_are_not_natural()
    {
        IReadOnlyList<Segment> tested = Tested(TrustData.Of(Cdnow(), 2), maximumNullSample: 1000);
        Assert.All(tested, s => Assert.Equal(RobustnessVerdict.HighlyStable, s.Verdict));
        Assert.All(tested, s => Assert.Equal(StructureClass.Reproducible, s.Structure));
    }

    [Fact]
    public void Without_nulls_structure_is_not_told() => Assert.All(
        RobustnessSuite.Test(TrustData.Of("wine", 3), new() { Tests = RobustnessTests.Bootstrap, Replicates = 10 }),
        s =>
        {
            Assert.Equal(StructureClass.NotAssessed, s.Structure);
            Assert.Null(s.Robustness!.PermutedNullP);
            Assert.Null(s.Robustness.Solution!.Null);
        });

    private static NullCalibration Nulls(IReadOnlyList<Segment> segments) => Tested(
        segments, replicates: 5)[0].Robustness!.Solution!.Null!;

    private static IReadOnlyList<Segment> Tested(
        IReadOnlyList<Segment> segments, int replicates = 50, int maximumNullSample = 2000) => RobustnessSuite.Test(
            segments,
            new()
            {
                Tests = RobustnessTests.Bootstrap, Null = true, Replicates = replicates, NullPairs = 10,
                MaximumRestarts = 10, MaximumNullSample = maximumNullSample,
            });

    /// <summary>Days since the last purchase, purchase days and money until 30 September 1997, as logarithms.</summary>
    private static FeatureMatrix Cdnow()
    {
        DateOnly end = new(1997, 9, 30);
        double[][] rows =
        [
            .. File.ReadLines(TestData.File("cdnow/cdnow_sample.csv")).Skip(1)
                .Select(line => line.Split(','))
                .Select(v => (
                    Id: v[1],
                    Day: DateOnly.Parse(v[2], CultureInfo.InvariantCulture),
                    Money: double.Parse(v[4], CultureInfo.InvariantCulture)))
                .Where(v => v.Day <= end)
                .GroupBy(v => v.Id, StringComparer.Ordinal)
                .Select(g => new[]
                {
                    Math.Log(1.0 + end.DayNumber - g.Max(v => v.Day.DayNumber)),
                    Math.Log(1.0 + g.Select(v => v.Day).Distinct().Count()),
                    Math.Log(1 + g.Sum(v => v.Money)),
                }),
        ];
        return ClusterData.Of(rows);
    }
}
