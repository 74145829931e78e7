using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Clustering;
using Segmentation.Robustness;
using Segmentation.Segments;
using Segmentation.Tests.Clustering;
using Segmentation.Tests.Robustness;
using Xunit;

namespace Segmentation.Tests.Segments;

public sealed class SegmentationChecksTests
{
    [Fact]
    public void Each_check_has_its_figure_threshold_and_reason()
    {
        SegmentationRun run = TrustData.Of("iris", 3)[0].Run;
        IReadOnlyList<ValidationCheck> checks = SegmentationChecks.Of(
            run, new() { MinimumCoverage = 1, MinimumSegmentCount = 4, MaximumSegmentCount = 5, MinimumShare = .3 });
        Assert.Equal(
            ["MinimumCoverage", "MinimumSegmentCount", "MaximumSegmentCount", "MinimumShare"],
            checks.Select(c => c.Criterion));
        Assert.Equal(
            [CheckOutcome.Passed, CheckOutcome.Failed, CheckOutcome.Passed, CheckOutcome.Passed],
            checks.Select(c => c.Outcome));
        Assert.Equal([1, 3, 3, 47 / 150.0], checks.Select(c => c.Figure!.Value));
        Assert.Equal([1, 4, 5, .3], checks.Select(c => c.Threshold!.Value));
        Assert.Equal("There are 3 segments, but at least 4 are needed.", checks[1].Reason);
        Assert.Equal("There are 3 segments: at most 5 are allowed.", checks[2].Reason);
        Assert.Equal(
            "The smallest segment, S3, has 31.3 % of the customers: at least 30 % is needed.", checks[3].Reason);
    }

    [Fact]
    public void One_is_needed_and_several_are()
    {
        SegmentationRun run = TrustData.Of("iris", 3)[0].Run;
        IReadOnlyList<ValidationCheck> checks =
            SegmentationChecks.Of(run, new() { MinimumSegmentCount = 1, MaximumSegmentCount = 1 });
        Assert.Equal("There are 3 segments: at least 1 is needed.", checks[1].Reason);
        Assert.Equal("There are 3 segments, but at most 1 is allowed.", checks[2].Reason);
    }

    [Fact]
    public void A_criterion_that_is_switched_off_is_not_assessed_and_still_says_the_figure()
    {
        ValidationCheck check = SegmentationChecks.Of(TrustData.Of("iris", 3)[0].Run, new())
            .Single(c => c.Criterion == nameof(SegmentationCriteria.MaximumSegmentCount));
        Assert.Equal((CheckOutcome.NotAssessed, 3.0, (double?)null), (check.Outcome, check.Figure!.Value, check.Threshold));
    }

    [Fact]
    public void Customers_without_any_value_are_not_covered()
    {
        FeatureTable table = ClusterData.Table(ClusterData.Of([1], [2], [9], [double.NaN]));
        ValidationCheck check = SegmentationChecks.Of(
            Segmenter.Run(table, "test", new() { ClusterCount = 2 })[0].Run, new())[0];
        Assert.Equal((.75, CheckOutcome.Failed), (check.Figure!.Value, check.Outcome));
        Assert.Equal("3 of 4 customers are placed (75 %), but at least 80 % is needed.", check.Reason);
    }

    [Theory]
    [InlineData(null, .5)]
    [InlineData("Everybody else", 1)]
    public void Whom_no_rule_matches_is_covered_only_when_the_rules_say_who_they_are(string? otherwise, double coverage)
    {
        FeatureTable table = ClusterData.Table(ClusterData.Of([1], [2], [3], [4]));
        Dictionary<string, object?> rules = new()
        {
            ["name"] = "test",
            ["otherwise"] = otherwise,
            ["rules"] = new object[]
            {
                new Dictionary<string, object?>
                {
                    ["name"] = "high",
                    ["when"] = new Dictionary<string, object?> { ["column"] = "x1", ["op"] = ">", ["value"] = 2 },
                },
            },
        };
        if (otherwise is null)
        {
            rules.Remove("otherwise");
        }

        IReadOnlyList<Segment> segments = Segmenter.Run(table, "test", new()
        {
            Method = SegmentationMethod.Rules, Rules = Segmentation.Rules.RuleSet.FromDictionary(rules),
        });
        Assert.Equal(coverage, SegmentationChecks.Of(segments[0].Run, new())[0].Figure);
    }

    [Fact]
    public void Rfm_segments_are_checked_too_and_testing_puts_the_checks_into_the_run()
    {
        IReadOnlyList<Segment> tested = RobustnessSuite.Test(
            Segmenter.Run(SegmentData.Profiles(300), new() { Method = SegmentationMethod.Rfm }),
            new() { Tests = RobustnessTests.None, Criteria = new() { MaximumSegmentCount = 5 } });
        Assert.All(tested, s => Assert.Same(tested[0].Run, s.Run));
        ValidationCheck most = tested[0].Run.Checks[2];
        Assert.Equal((CheckOutcome.Failed, tested[0].Run.ClusterCount), (most.Outcome, (int)most.Figure!.Value));
    }

    [Theory]
    [InlineData(-.1, 2, 5)]
    [InlineData(1.1, 2, 5)]
    [InlineData(double.NaN, 2, 5)]
    [InlineData(.5, 0, 5)]
    [InlineData(.5, 5, 3)]
    public void Thresholds_out_of_range_are_errors(double share, int fewest, int most)
    {
        SegmentationException error = Assert.Throws<SegmentationException>(() => SegmentationChecks.Of(
            TrustData.Of("iris", 2)[0].Run,
            new() { MinimumShare = share, MinimumSegmentCount = fewest, MaximumSegmentCount = most }));
        Assert.Equal(ErrorIds.InvalidOption, error.ErrorId);
    }
}
