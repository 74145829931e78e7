using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Decisions;
using Segmentation.Robustness;
using Segmentation.Segments;
using Segmentation.Tests;
using Xunit;

namespace Segmentation.Tests.Decisions;

public sealed class ValidationTests
{
    private static readonly ValidationCriteria s_none = Criteria.FromDictionary(
        Criteria.Names.ToDictionary(name => name, _ => (object?)null));

    [Fact]
    public void Criteria_that_are_switched_off_reject_nothing()
    {
        SegmentValidation validation = Validation.Of(SampleSegments.Create()[0], s_none);
        Assert.Empty(validation.Checks);
        Assert.True(validation.IsValid);
    }

    [Fact]
    public void A_miss_rejects_or_warns_with_figure_and_threshold()
    {
        Segment segment = SampleSegments.Valued()[0];
        SegmentValidation validation = Validation.Of(
            segment, s_none with { MinimumSize = segment.Size + 1, MinimumAverageClv = segment.AverageClv + 1, MaximumShare = 1 });
        Assert.False(validation.IsValid);
        ValidationCheck size = validation.Checks[0];
        Assert.Equal((CheckOutcome.Failed, segment.Size, segment.Size + 1), (size.Outcome, (int)size.Figure!, (int)size.Threshold!));
        Assert.Equal(CheckOutcome.Passed, validation.Checks[1].Outcome);
        Assert.Single(validation.Warnings);
        Assert.Single(validation.RejectionReasons);
    }

    [Theory]
    [InlineData(0.39999, "Robustness 0.39999 is not at least 0.4.")]
    [InlineData(0.4, "Robustness 0.4 is at least 0.4.")]
    [InlineData(0.6789, "Robustness 0.68 is at least 0.4.")]
    [InlineData(0.00002, "Robustness 0.00002 is not at least 0.4.")]
    [InlineData(0, "Robustness 0 is not at least 0.4.")]
    public void A_reason_tells_figure_and_threshold_apart(double jaccard, string reason)
    {
        Segment segment = SampleSegments.Valued()[0] with
        {
            Robustness = new SegmentRobustness { Verdict = RobustnessVerdict.Stable, Reasons = [], BootstrapJaccard = jaccard },
        };
        Assert.Equal(reason, Assert.Single(Validation.Of(segment, s_none with { MinimumRobustness = .4 }).Checks).Reason);
    }

    [Theory]
    [InlineData(0.599, CheckOutcome.Failed)]
    [InlineData(0.6, CheckOutcome.Passed)]
    public void What_is_unstable_is_not_to_be_used_by_default(double jaccard, CheckOutcome outcome)
    {
        RobustnessVerdict verdict = BootstrapSummary.Verdict(jaccard);
        Segment segment = SampleSegments.Valued()[0] with
        {
            Robustness = new SegmentRobustness { Verdict = verdict, Reasons = [], BootstrapJaccard = jaccard },
        };
        SegmentValidation validation = Validation.Of(segment, new ValidationCriteria());
        Assert.Equal(outcome, validation.Checks.Single(check => check.Criterion == "MinimumRobustness").Outcome);
        Assert.Equal(verdict == RobustnessVerdict.Unstable, outcome == CheckOutcome.Failed);
    }

    [Fact]
    public void A_miss_that_warns_does_not_reject() => Assert.True(Validation.Of(
        SampleSegments.Valued()[0], s_none with { MinimumAverageClv = 1e9m }).IsValid);

    [Fact]
    public void Robustness_is_the_least_Jaccard_and_single_starts_alone_confirm_nothing()
    {
        SegmentRobustness robustness = new() { Verdict = RobustnessVerdict.Stable, Reasons = [], SeedJaccard = .9 };
        Assert.Null(Validation.OverallRobustness(robustness));
        Assert.Equal(.6, Validation.OverallRobustness(robustness with { BootstrapJaccard = .8, TimeJaccard = .6 }));
        Assert.Null(Validation.OverallRobustness(null));
    }

    [Fact]
    public void Names_may_be_written_with_underscores_and_off_is_off()
    {
        ValidationCriteria criteria = Criteria.FromDictionary(new Dictionary<string, object?>
        {
            ["minimum_size"] = 25, ["MinimumRoi"] = "off", ["minimumtotalclv"] = null, ["MaximumShare"] = .9,
        });
        Assert.Equal(25, criteria.MinimumSize);
        Assert.Null(criteria.MinimumRoi);
        Assert.Null(criteria.MinimumTotalClv);
        Assert.Equal(.9, criteria.MaximumShare);
        Assert.Equal(.6, criteria.MinimumRobustness);
    }

    [Theory]
    [InlineData("MinimumSiz", 1)]
    [InlineData("MaximumShare", 50)]
    [InlineData("MinimumDimensions", 5)]
    [InlineData("MinimumSize", 1.5)]
    [InlineData("MinimumSize", -1)]
    [InlineData("MinimumRoi", "much")]
    public void A_wrong_criterion_is_one_clear_error(string name, object value)
    {
        SegmentationException error = Assert.Throws<SegmentationException>(
            () => Criteria.FromDictionary(new Dictionary<string, object?> { [name] = value }));
        Assert.Equal(ErrorIds.InvalidOption, error.ErrorId);
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Usable_is_valid_and_actionable_and_unknown_where_one_is_not_known()
    {
        Segment segment = SampleSegments.Tested()[0];
        Assert.Null(Verdict.Of(segment).IsUsable);
        Segment valid = segment with { Validation = Validation.Of(segment, s_none) };
        Assert.Null(Verdict.Of(valid).IsUsable);
        Segment invalid = segment with { Validation = Validation.Of(segment, s_none with { MinimumSize = 1_000_000 }) };
        Assert.False(Verdict.Of(invalid).IsUsable);
        Assert.Contains(Verdict.Of(invalid).Reasons, r => r.Contains("1,000,000", StringComparison.Ordinal));
    }

    [Fact]
    public void The_parts_of_a_priority_add_up_to_it()
    {
        SegmentDecision decision = Verdict.Of(SampleSegments.Tested()[0]);
        Assert.Equal(decision.PriorityParts.Sum(p => p.Points ?? 0), decision.Priority!.Value, 1e-9);
        Assert.Equal(100, decision.PriorityParts.Sum(p => p.Maximum), 1e-9);
        Assert.Null(Verdict.Of(SampleSegments.Create()[0]).Priority);
    }

    [Fact]
    public void A_summary_counts_all_customers_of_the_run_once()
    {
        IReadOnlyList<Segment> segments =
        [
            .. SampleSegments.Valued().Select((s, i) => s with
            {
                Decision = new SegmentDecision
                {
                    IsUsable = i switch { 0 or 1 => true, 2 => false, _ => null }, Priority = i, PriorityParts = [], Reasons = [],
                },
            }),
        ];
        DecisionSummary all = Verdict.Summarize(segments);
        Assert.Equal((5, 2, 1, 2), (all.SegmentCount, all.UsableCount, all.RejectedCount, all.NotAssessedCount));
        Assert.Equal(segments[0].Run.CustomerCount, all.CustomerCount);
        Assert.Equal(segments[0].Size + segments[1].Size, all.UsableCustomerCount);
        Assert.Equal(segments[1].SegmentId, all.UsableSegments[0].SegmentId);
        Assert.Equal(all.CustomerCount, Verdict.Summarize([segments[0]]).CustomerCount);
    }
}
