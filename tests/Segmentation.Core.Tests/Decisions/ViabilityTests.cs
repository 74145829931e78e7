using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Clv;
using Segmentation.Decisions;
using Segmentation.Profiles;
using Segmentation.Segments;
using Xunit;

namespace Segmentation.Tests.Decisions;

public sealed class ViabilityTests
{
    private static readonly ViabilityAssumptions s_cheap = new() { Margin = .35, ContactCost = .05m, ExpectedLift = .10 };
    private static readonly ValidationCriteria s_criteria = new();

    [Fact]
    public void Profit_and_break_even_are_as_known()
    {
        // 1000 customers of whom 4 % buy at a margin of 30 each, 15 % more, at .50 a contact.
        double value = 1000 * .04 * 30;
        Assert.Equal(-320, CampaignProfit.Expected(value, .15, 1, 500), 1e-9);
        Assert.Equal(.41666666666666667, CampaignProfit.BreakEvenLift(value, 1, 500)!.Value, 1e-12);

        // Hillstrom, men's mail per 10,000: spend of both arms, margin .5, .05 a contact and 500 fixed.
        (double mailed, double held) = (30_311.69 / 21_307, 13_908.33 / 21_306);
        Assert.Equal(
            2849.1357794726823, CampaignProfit.Expected(10_000 * held, (mailed / held) - 1, .5, (10_000 * .05) + 500), 1e-6);
    }

    [Fact]
    public void The_interval_of_profit_is_that_of_a_simulation()
    {
        Interval80 value = new(10_000, 8_000, 12_118);
        (Interval80 profit, double chance) = CampaignProfit.Of(value, .1, .05, .35, 250);
        double spread = Math.Log(12_118.0 / 8_000) / (2 * 1.2815515655446);
        Segmentation.Statistics.SeededRandom random = new(4);
        double[] draws = new double[200_000];
        for (int i = 0; i < draws.Length; i++)
        {
            double v = 10_000 * Math.Exp((spread * random.NextNormal()) - (spread * spread / 2));
            draws[i] = (v * (.1 + (.05 * random.NextNormal())) * .35) - 250;
        }

        Array.Sort(draws);
        Assert.Equal(100, profit.Mean, 1e-9);
        Assert.Equal(draws[20_000], profit.P10!.Value, 3.0);
        Assert.Equal(draws[180_000], profit.P90!.Value, 3.0);
        Assert.Equal(draws.Count(d => d > 0) / 200_000.0, chance, .005);
    }

    [Fact]
    public void Without_an_interval_of_the_value_that_of_profit_holds_the_lift_alone()
    {
        (Interval80 profit, double chance) = CampaignProfit.Of(new Interval80(1000, null, null), .1, .05, .3, 10);
        Assert.Equal(20, profit.Mean, 1e-9);
        Assert.Equal(20 - (1.2815515655 * 1000 * .05 * .3), profit.P10!.Value, 1e-5);
        Assert.Equal(.9087887803, chance, 1e-6);
    }

    [Fact]
    public void Value_is_what_is_expected_over_the_horizon_and_not_past_revenue()
    {
        ProfileTable profiles = Scored(1200, new ValueOptions());
        Segment judged = Test(profiles, s_cheap)[0];
        SegmentViability viability = judged.Viability!;
        Assert.NotNull(viability.ExpectedValue);
        Assert.Equal((double)judged.TotalClv!, viability.ExpectedValue.Mean, 1e-6 * viability.ExpectedValue.Mean);
        Assert.True(viability.ExpectedProfit!.P10 < viability.ExpectedProfit.Mean);
        Assert.True(viability.ExpectedProfit.P90 > viability.ExpectedProfit.Mean);
        Assert.Equal(
            (viability.ExpectedValue.Mean * .1 * .35) - (double)viability.CostToReach, viability.ExpectedProfit.Mean, 1e-6);
        Assert.Equal(viability.CostToReach, judged.Size * .05m);
    }

    [Fact]
    public void A_margin_in_the_value_figures_does_not_count_twice()
    {
        double plain = Test(Scored(1200, new ValueOptions()), s_cheap)[0].Viability!.ExpectedProfit!.Mean;
        double margined = Test(Scored(1200, new ValueOptions { Margin = .35 }), s_cheap)[0].Viability!.ExpectedProfit!.Mean;
        Assert.Equal(plain, margined, 1e-6 * Math.Abs(plain));
    }

    [Fact]
    public void Under_the_heuristic_there_is_a_test_plan_and_an_interval_and_both_say_what_they_rest_on()
    {
        SegmentViability viability = Test(DecisionData.Buyers(90, 8), s_cheap)[0].Viability!;
        Assert.Contains("method Heuristic", viability.ValueReason, StringComparison.Ordinal);
        Assert.InRange(viability.TestPlan!.BaseRate, .01, .99);
        Assert.Contains("heuristic: a rough one", viability.TestPlan.Reason, StringComparison.Ordinal);
        Assert.True(viability.ExpectedValue!.P10 < viability.ExpectedValue.Mean);
        Assert.True(viability.ExpectedValue.P90 > viability.ExpectedValue.Mean);
        Assert.Contains("no uncertainty of the estimates", viability.ValueReason, StringComparison.Ordinal);
        Assert.Contains("The heuristic has no interval.", viability.ValueReason, StringComparison.Ordinal);
        (Interval80 liftAlone, _) = CampaignProfit.Of(
            new Interval80(viability.ExpectedValue.Mean, null, null), .1, .05, .35, (double)viability.CostToReach);
        Assert.True(viability.ExpectedProfit!.P90 > liftAlone.P90);
    }

    [Fact]
    public void Chance_and_spread_under_the_heuristic_are_those_of_a_simulation()
    {
        PurchaseHistories base90 = PurchaseHistories.From(DecisionData.Buyers(90, 8));
        ValueModel model = ValueModel.Fit(base90, new ValueOptions { AnnualDiscountRate = 0, HorizonDays = 364, ChurnHorizonDays = 364 });
        Nbd nbd = Assert.IsType<Nbd>(model.Purchases!.Model);
        ValueForecast forecast = new ValueScoring(model, base90, .25, default).Run();
        int row = Enumerable.Range(0, 90).First(r => forecast.Lapsed[r] == 0 && base90.Frequency[r] > 2);
        double spend = forecast.ExpectedOrderValue[row];
        (double shape, double weeks) = (nbd.R + base90.Frequency[row], nbd.AlphaWeeks + (base90.TDays[row] / 7));
        Segmentation.Statistics.SeededRandom random = new(7);
        (double sum, double squares, int any) = (0, 0, 0);
        const int Draws = 100_000;
        for (int i = 0; i < Draws; i++)
        {
            double mean = Gamma(shape, ref random) / weeks * 52;
            int orders = 0;
            for (double p = random.NextDouble(); p > Math.Exp(-mean); p *= random.NextDouble())
            {
                orders++;
            }

            double value = 0;
            for (int k = 0; k < orders; k++)
            {
                value += spend * (1 + (.5 * random.NextNormal()));
            }

            (sum, squares, any) = (sum + value, squares + (value * value), any + (orders > 0 ? 1 : 0));
        }

        double variance = (squares / Draws) - (sum / Draws * (sum / Draws));
        Assert.Equal(1, forecast.Clv[row] / (sum / Draws), .02);
        Assert.Equal(1, forecast.ClvVariance[row] / variance, .05);
        Assert.Equal((double)any / Draws, forecast.OrderChance[row], .01);
        Assert.True(double.IsNaN(forecast.ProbabilityActive[row]));
    }

    [Fact]
    public void Spend_without_a_finite_variance_is_taken_as_spread_as_it_was()
    {
        PurchaseHistories histories = PurchaseHistories.From(DecisionData.Buyers(1200, 8));
        ValueModel model = ValueModel.Fit(histories, new ValueOptions());
        ValueTotal modelled = model.Total(histories);
        ValueTotal alone = (model with { Spend = null }).Total(histories);
        ValueTotal observed = ValueTotals.OfObservedSpend(model with { Spend = null }, histories, default);
        Assert.NotNull(modelled.P10);
        Assert.Null(alone.P10);
        Assert.Equal(alone.Mean, observed.Mean);
        Assert.InRange(observed.P90!.Value - observed.P10!.Value, .3 * (modelled.P90!.Value - modelled.P10!.Value), 3 * (modelled.P90!.Value - modelled.P10!.Value));
        Assert.Contains("as spread as it was so far", observed.Reason, StringComparison.Ordinal);
        Assert.Equal(modelled, ValueTotals.OfObservedSpend(model, histories, default));
        Assert.Null(ValueTotals.OfObservedSpend(model with { Spend = null }, histories.Select([0, 1, 2]), default).P10);
    }

    [Fact]
    public void Profiles_without_a_value_model_get_one()
    {
        Segment judged = Test(DecisionData.Buyers(1200, 8), s_cheap)[0];
        Assert.NotNull(judged.Viability!.ExpectedValue);
        Assert.NotNull(judged.Viability.TestPlan);
    }

    [Fact]
    public void Without_purchases_profit_is_not_assessed_and_nothing_passes_by_default()
    {
        (ProfileTable profiles, int[] labels) = DecisionData.Base(600, 1);
        Segment judged = ViabilityTest.Test(DecisionData.Segments(profiles, labels), s_cheap, s_criteria)[0];
        Assert.Null(judged.Viability!.ExpectedProfit);
        Assert.Null(judged.Viability.IsViable);
        Assert.Null(judged.Viability.TestPlan);
        Assert.Contains("no purchase history", judged.Viability.ValueReason, StringComparison.Ordinal);
        Assert.Null(judged.Validation!.IsValid);
        foreach (string criterion in (string[])["MinimumTotalClv", "MinimumRobustness", "MinimumRoi", "MinimumDimensions"])
        {
            ValidationCheck check = judged.Validation.Checks.Single(c => c.Criterion == criterion);
            Assert.Equal(CheckOutcome.NotAssessed, check.Outcome);
            Assert.Null(check.Figure);
            Assert.Contains("not assessed", check.Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Without_a_margin_nothing_can_be_won()
    {
        SegmentViability viability = Test(Scored(1200, new ValueOptions()), s_cheap with { Margin = 0 })[0].Viability!;
        Assert.Equal(-(double)viability.CostToReach, viability.ExpectedProfit!.Mean, 1e-9);
        Assert.Null(viability.BreakEvenLift);
        Assert.Equal(0, viability.ProfitProbability!.Value, 1e-12);
        Assert.False(viability.IsViable);
    }

    [Fact]
    public void A_free_contact_has_no_return_on_cost()
    {
        Segment judged = Test(Scored(1200, new ValueOptions()), s_cheap with { ContactCost = 0 })[0];
        Assert.Null(judged.Viability!.ExpectedRoi);
        Assert.True(judged.Viability.IsViable);
        ValidationCheck roi = judged.Validation!.Checks.Single(c => c.Criterion == "MinimumRoi");
        Assert.Equal(CheckOutcome.NotAssessed, roi.Outcome);
    }

    [Theory]
    [InlineData("ContactCost")]
    [InlineData("Margin")]
    [InlineData("ExpectedLift")]
    [InlineData("FixedCost")]
    public void Impossible_assumptions_are_refused(string name)
    {
        ViabilityAssumptions bad = name switch
        {
            "ContactCost" => s_cheap with { ContactCost = -1 },
            "Margin" => s_cheap with { Margin = 1.5 },
            "FixedCost" => s_cheap with { FixedCost = -1 },
            _ => s_cheap with { ExpectedLift = -1.5 },
        };
        SegmentationException error = Assert.Throws<SegmentationException>(
            () => ViabilityTest.Test([], bad, s_criteria));
        Assert.Equal(ErrorIds.InvalidOption, error.ErrorId);
        Assert.Equal(name, error.Target);
    }

    [Fact]
    public void Every_score_lies_between_0_and_1_and_names_its_evidence()
    {
        foreach (SegmentViability viability in Test(Scored(1200, new ValueOptions()), s_cheap).Select(s => s.Viability!))
        {
            ViabilityScore[] scores =
            [
                viability.Targetability, viability.SalesPriority, viability.PersonalizationOpportunity,
                viability.TimingOpportunity,
            ];
            Assert.All(scores, score => Assert.NotEmpty(score.Evidence));
            Assert.All(scores, score => Assert.True(score.Value is null or (>= 0 and <= 1)));
            Assert.InRange(viability.SalesPriority.Value!.Value, .4, .6);
            Assert.InRange(viability.PersonalizationOpportunity.Value!.Value, 0, .05);
        }
    }

    [Fact]
    public void A_small_segment_is_not_worth_testing_and_a_hopeless_lift_neither()
    {
        SegmentTestPlan small = TestPlans.Of(.05, 62, s_cheap with { ExpectedLift = .15 }, 100);
        Assert.False(small.IsWorthTesting);
        Assert.Equal(14192.647908000316, small.RequiredPerArm!.Value, 1e-6);
        Assert.Equal(62, Segmentation.Statistics.TestPower.CustomersPerArm(.05, .05 * (1 + small.MinimumDetectableLift!.Value)), 1e-6);
        Assert.True(TestPlans.Of(.05, 15_000, s_cheap with { ExpectedLift = .15 }, 100).IsWorthTesting);
        Assert.False(TestPlans.Of(.05, 15_000, s_cheap with { ExpectedLift = .15 }, -5).IsWorthTesting);
        SegmentTestPlan impossible = TestPlans.Of(.8, 500, s_cheap with { ExpectedLift = 1.5 }, 100);
        Assert.Null(impossible.RequiredPerArm);
        Assert.False(impossible.IsWorthTesting);
    }

    [Fact]
    public void Twice_the_same_input_gives_the_same_figures()
    {
        ProfileTable profiles = Scored(800, new ValueOptions());
        string[] Texts() => [.. Test(profiles, s_cheap).Select(s => $"{s.Viability!.ExpectedProfit} {s.Decision!.Priority:R}")];
        Assert.Equal(Texts(), Texts());
    }

    // Marsaglia and Tsang (2000), for shapes of 1 and more.
    private static double Gamma(double shape, ref Segmentation.Statistics.SeededRandom random)
    {
        double d = shape - (1.0 / 3);
        while (true)
        {
            double x = random.NextNormal();
            double v = Math.Pow(1 + (x / Math.Sqrt(9 * d)), 3);
            if (v > 0 && Math.Log(random.NextDouble()) < (x * x / 2) + d - (d * v) + (d * Math.Log(v)))
            {
                return d * v;
            }
        }
    }

    private static ProfileTable Scored(int customers, ValueOptions options)
    {
        ProfileTable profiles = DecisionData.Buyers(customers, 8);
        return ValueModel.Fit(profiles, options).Score(profiles);
    }

    private static IReadOnlyList<Segment> Test(ProfileTable profiles, ViabilityAssumptions assumptions)
    {
        int[] labels = [.. Enumerable.Range(0, profiles.Count).Select(i => i % 3)];
        return ViabilityTest.Test(DecisionData.Segments(profiles, labels), assumptions, s_criteria);
    }
}
