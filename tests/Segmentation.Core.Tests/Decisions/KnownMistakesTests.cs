using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Clv;
using Segmentation.Decisions;
using Segmentation.Events;
using Segmentation.Profiles;
using Segmentation.Segments;
using Segmentation.Tests.Profiles;
using Xunit;

namespace Segmentation.Tests.Decisions;

/// <summary>
/// Mistakes that segmentation tools are known to make between a segment and a decision, each as a test that it is not made
/// here. Those of look-alikes are in <c>LookAlikeSearchTests</c>, those of robustness with the robustness tests.
/// </summary>
public sealed class KnownMistakesTests
{
    private static readonly ViabilityAssumptions s_cheap = new() { Margin = .35, ContactCost = .05m, ExpectedLift = .10 };

    [Fact]
    public void With_all_default_criteria_a_good_segment_is_valid_and_ready_for_production()
    {
        IReadOnlyList<Segment> judged = ActionabilityTest.Test(
            ViabilityTest.Test(Robust(Planted(1500)), s_cheap, new ValidationCriteria()), new ActionabilityOptions());

        Assert.True(judged[0].Validation!.IsValid, string.Join(" ", judged[0].Validation!.RejectionReasons));
        Assert.Equal(CheckOutcome.Passed, Outcome(judged[0], "MinimumDimensions"));
        Assert.True(judged[0].ProductionReady);
    }

    [Fact]
    public void Dimensions_that_were_not_judged_yet_reject_nobody()
    {
        Segment judged = ViabilityTest.Test(Robust(Planted(1500)), s_cheap, new ValidationCriteria())[0];

        Assert.Equal(CheckOutcome.NotAssessed, Outcome(judged, "MinimumDimensions"));
        Assert.Null(judged.Validation!.IsValid);
        Assert.Empty(judged.Validation.RejectionReasons);
    }

    [Fact]
    public void Money_in_another_unit_changes_no_claim()
    {
        (ProfileTable profiles, int[] labels) = DecisionData.Base(900, seed: 3);
        double[] revenue = [.. profiles.Numbers("NetRevenue")!.Select((v, i) => labels[i] == 0 ? v * 3 : v)];
        string[] Claims(double unit) =>
        [
            .. ActionabilityTest.Test(
                    DecisionData.Segments(profiles.With([(Column(profiles, "NetRevenue"), [.. revenue.Select(v => v * unit)])]), labels),
                    new ActionabilityOptions())
                .SelectMany(s => s.Actionability!.All)
                .Select(d => $"{d.Name} {d.IsActionable} {d.Action}"),
        ];

        Assert.Contains("WHO True Give priority.", Claims(1));
        Assert.Equal(Claims(1), Claims(1000));
    }

    [Fact]
    public void A_segment_like_everybody_else_is_actionable_on_nothing_and_so_not_valid()
    {
        (ProfileTable profiles, int[] labels) = DecisionData.Base(900, seed: 5);
        Segment judged = ActionabilityTest.Test(
            ViabilityTest.Test(DecisionData.Segments(profiles, labels), s_cheap, new ValidationCriteria()),
            new ActionabilityOptions())[0];

        Assert.Empty(judged.Actionability!.Dimensions);
        Assert.Equal(CheckOutcome.Failed, Outcome(judged, "MinimumDimensions"));
        Assert.False(judged.ProductionReady);
    }

    [Fact]
    public void Return_on_cost_does_not_follow_from_past_revenue_alone()
    {
        // The same past spend; the second half of the customers fell silent long ago.
        int[] labels = [.. Enumerable.Range(0, 1200).Select(i => i / 600)];
        double[] frequency = [.. Enumerable.Range(0, 1200).Select(i => 2.0 + (i % 4))];
        double[] silence = [.. Enumerable.Range(0, 1200).Select(i => i < 600 ? 5.0 + (i % 20) : 200 + (i % 20))];
        (ProfileTable plain, _) = DecisionData.Base(1200, 3);
        ProfileTable profiles = plain.With(
        [
            (new ProfileColumn("Frequency", "", ProfileUnit.Count, ""), frequency),
            (new ProfileColumn("RecencyDays", "", ProfileUnit.Days, ""), [.. silence.Select(days => 300 - days)]),
            (new ProfileColumn("TDays", "", ProfileUnit.Days, ""), [.. silence.Select(_ => 300.0)]),
            (new ProfileColumn("MonetaryValue", "", ProfileUnit.Money, ""), [.. silence.Select((_, i) => 40.0 + (i % 7))]),
            (Column(plain, "NetRevenue"), [.. silence.Select(_ => 100.0)]),
        ]);
        IReadOnlyList<Segment> judged = ViabilityTest.Test(
            DecisionData.Segments(profiles, labels), s_cheap, new ValidationCriteria());

        Assert.True(judged[0].Viability!.ExpectedRoi!.Mean > 2 * (judged[1].Viability!.ExpectedRoi!.Mean + 1));
        Assert.NotNull(judged[0].Viability!.ExpectedRoi!.P10);
    }

    [Fact]
    public void What_is_bought_anyway_is_not_won_by_a_campaign()
    {
        SegmentViability without = ViabilityTest.Test(
            Planted(1200), s_cheap with { ExpectedLift = 0, LiftStandardDeviation = 0 }, new ValidationCriteria())[0].Viability!;

        Assert.True(without.ExpectedValue!.Mean > 0);
        Assert.Equal(-(double)without.CostToReach, without.ExpectedProfit!.Mean, 1e-9);
        Assert.False(without.IsViable);
    }

    [Fact]
    public void Weak_robustness_is_not_averaged_away_and_missing_robustness_is_no_half()
    {
        SegmentRobustness good = SampleSegments.Tested()[0].Robustness!;
        Assert.Equal(.2, Validation.OverallRobustness(good with { BootstrapJaccard = .95, TimeJaccard = .2, SeedJaccard = .95 }));
        Assert.Null(Validation.OverallRobustness(null));
        Assert.Null(Validation.OverallRobustness(good with { BootstrapJaccard = null, TimeJaccard = null }));
    }

    [Fact]
    public void Dates_without_times_of_day_make_no_claim_about_hours()
    {
        // A third of the customers orders on Saturdays; all that is known is the date.
        EventRecord[] orders =
        [
            .. Enumerable.Range(0, 300).SelectMany(c => Enumerable.Range(0, 6).Select(k =>
                Build.Purchase(
                    new DateOnly(2024, 1, 6).AddDays((7 * k) + (c % 3 == 0 ? 0 : 2 + (((2 * c) + k) % 4)))
                        .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                    10 + c,
                    customer: "c" + c.ToString("D3", System.Globalization.CultureInfo.InvariantCulture)))),
        ];
        ProfileTable profiles = Build.Table(orders);
        int[] labels = [.. Enumerable.Range(0, 300).Select(i => i % 3 == 0 ? 0 : 1)];
        ActionabilityDimension when = ActionabilityTest.Test(
            DecisionData.Segments(profiles, labels), new ActionabilityOptions())[0].Actionability!.When;

        string[] hours = ["HourMean", "MorningShare", "AfternoonShare", "EveningShare", "NightShare"];
        Assert.True(when.IsActionable);
        Assert.Contains(when.Evidence, e => e.Feature == "PreferredWeekday" && e.Level == "Saturday");
        Assert.DoesNotContain(when.Evidence, e => hours.Contains(e.Feature, StringComparer.Ordinal));
    }

    [Fact]
    public void A_season_is_claimed_from_a_year_of_data_and_not_from_less()
    {
        ActionabilityDimension When(int year)
        {
            // A third of the customers orders in November and December, the others all year round.
            EventRecord[] orders =
            [
                .. Enumerable.Range(0, 300).SelectMany(c => Enumerable.Range(0, 8).Select(k =>
                    Build.Purchase(
                        (k == 0 ? new DateOnly(year, 1, 1 + (c % 20))
                            : c % 3 == 0 ? new DateOnly(2024, 11, 1).AddDays((7 * k) + (c % 7))
                            : new DateOnly(2024, 1, 25).AddDays((45 * k) + (c % 20)))
                            .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                        10 + c,
                        customer: "c" + c.ToString("D3", System.Globalization.CultureInfo.InvariantCulture)))),
            ];
            int[] labels = [.. Enumerable.Range(0, 300).Select(i => i % 3 == 0 ? 0 : 1)];
            return ActionabilityTest.Test(
                DecisionData.Segments(Build.Table(orders), labels), new ActionabilityOptions())[0].Actionability!.When;
        }

        Assert.Contains(When(2023).Evidence, e => e.Feature == "Quarter4Share" && e.IsCarrying);
        Assert.DoesNotContain(When(2024).Evidence, e => e.Feature.StartsWith("Quarter", StringComparison.Ordinal));
    }

    private static CheckOutcome Outcome(Segment segment, string criterion) =>
        segment.Validation!.Checks.Single(c => c.Criterion == criterion).Outcome;

    private static ProfileColumn Column(ProfileTable profiles, string name) => profiles.Columns.Single(c => c.Name == name);

    private static IReadOnlyList<Segment> Robust(IReadOnlyList<Segment> segments)
    {
        SegmentRobustness found = SampleSegments.Tested()[0].Robustness! with { BootstrapJaccard = .9, SeedJaccard = .9, TimeJaccard = .9 };
        return [.. segments.Select(s => s with { Robustness = found })];
    }

    private static IReadOnlyList<Segment> Planted(int customers)
    {
        ProfileTable profiles = DecisionData.Buyers(customers, 8);
        int[] labels = [.. Enumerable.Range(0, customers).Select(i => i % 3)];
        double[] evening = [.. profiles.Numbers("EveningShare")!.Select((v, i) => labels[i] == 0 ? .9 : v)];
        profiles = profiles.With([(Column(profiles, "EveningShare"), evening)]);
        return DecisionData.Segments(ValueModel.Fit(profiles, new ValueOptions()).Score(profiles), labels);
    }
}
