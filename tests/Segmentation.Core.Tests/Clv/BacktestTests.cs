using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Clv;
using Segmentation.Profiles;
using Xunit;

namespace Segmentation.Tests.Clv;

public sealed class BacktestTests
{
    private static readonly Lazy<ValueBacktestResult> CdnowRun = new(() =>
    {
        (PurchaseHistories calibration, double[] orders, double[] revenue) = Cdnow.FromLog();
        return ValueBacktest.Run(calibration, orders, revenue, 273);
    });

    [Theory]
    [InlineData("BgNbd", 1653.4, .6256, .7855, 1.6080)]
    [InlineData("ParetoNbd", 1665.5, .6302, .7545, 1.6029)]
    [InlineData("MbgNbd", 1576.7, .6272, .7648, 1.6072)]
    [InlineData("Nbd", 2929.8, .5834, 1.0410, 1.8595)]
    [InlineData("PastRate", 2930.1, .5839, 1.0237, 2.2119)]
    public void Cdnow_holdout_orders(string name, double sum, double correlation, double absolute, double squared)
    {
        ForecasterScore score = Score(name);
        Assert.Equal(sum, score.ExpectedOrders!.Value, .1);
        Assert.Equal(correlation, score.Correlation!.Value, 1e-4);
        Assert.Equal(absolute, score.MeanAbsoluteError!.Value, 1e-4);
        Assert.Equal(squared, score.RootMeanSquaredError!.Value, 1e-4);
    }

    [Theory]
    [InlineData("BgNbd", .7569, .1612, 617)]
    [InlineData("MbgNbd", .7601, .1614, 566)]
    [InlineData("ParetoNbd", .7711, .1619, 523)]
    public void Cdnow_churn(string name, double auc, double brier, double active)
    {
        ForecasterScore score = Score(name);
        Assert.Equal(auc, score.Auc!.Value, 1e-4);
        Assert.Equal(brier, score.Brier!.Value, 1e-4);
        Assert.Equal(active, score.ExpectedActive!.Value, .6);
    }

    [Fact]
    public void Cdnow_actuals()
    {
        ValueBacktestResult result = CdnowRun.Value;
        Assert.Equal(2357, result.Customers);
        Assert.Equal(1882, result.ActualOrders);
        Assert.Equal(684, result.ActualActive);
        Assert.Equal(70976.39, result.ActualRevenue!.Value, .005);
        Assert.Equal(.2060, result.BaseRateBrier, 1e-4);
        Assert.Equal(.763, result.OracleTopDecileCapture!.Value, 1e-3);
        Assert.Equal(.7714, Score("RecencyGap").Auc!.Value, 1e-4);
        Assert.Equal(.481, Score("PastSpend").TopDecileCapture!.Value, 1e-3);
    }

    [Fact]
    public void Every_forecaster_that_ranks_customers_says_how_much_revenue_its_first_tenths_brought()
    {
        Assert.All(CdnowRun.Value.Forecasters, f => Assert.Equal(1, f.DecileCapture![9], 1e-12));

        // One order in ten days of 40 / 2 each, carried on for ten days; the other customer bought once.
        PurchaseHistories two = new([1, 0], [10, 0], [10, 20], [20, double.NaN], [40, 30]);
        ValueBacktestResult result = ValueBacktest.Run(two, [1, 0], [25, 0], 10, new ValueBacktestOptions { Models = [] });
        ForecasterScore rate = result.Forecasters.Single(f => f.Name == "PastRate");
        Assert.Equal(20, rate.ExpectedRevenue!.Value, 1e-12);
        Assert.Equal(1, rate.DecileCapture![4], 1e-12);
        Assert.Null(result.Forecasters.Single(f => f.Name == "RecencyGap").ExpectedRevenue);
    }

    [Fact]
    public void Cdnow_revenue()
    {
        Assert.Equal(59933, Score("BgNbd").ExpectedRevenue!.Value, 10.0);
        Assert.Equal(60451, Score("ParetoNbd").ExpectedRevenue!.Value, 10.0);
        Assert.Equal(.502, Score("BgNbd").TopDecileCapture!.Value, 1e-3);
        Assert.Equal(.504, Score("ParetoNbd").TopDecileCapture!.Value, 1e-3);
    }

    [Fact]
    public void Cdnow_orders_by_frequency()
    {
        double[] actual = [.237, .697, 1.393, 1.560, 2.532, 2.947, 3.862, 6.359];
        double[] expected = [.225, .523, 1.044, 1.520, 2.164, 2.654, 3.504, 6.157];
        IReadOnlyList<FrequencyBin> bins = Score("BgNbd").ByFrequency;
        for (int i = 0; i < bins.Count; i++)
        {
            Assert.Equal(actual[i], bins[i].Actual, 5.1e-4);
            Assert.Equal(expected[i], bins[i].Expected, 5.1e-4);
        }
    }

    [Fact]
    public void Staying_alive_is_not_a_churn_score_but_buying_is()
    {
        (PurchaseHistories histories, double[] orders, _) = Cdnow.FromLog();
        bool[] active = Array.ConvertAll(orders, n => n > 0);
        PurchaseModel bg = CdnowRun.Value.Of(PurchaseModelKind.BgNbd)!.Fit!.Model;
        PurchaseModel pareto = CdnowRun.Value.Of(PurchaseModelKind.ParetoNbd)!.Fit!.Model;
        PurchaseModel mbg = CdnowRun.Value.Of(PurchaseModelKind.MbgNbd)!.Fit!.Model;
        Assert.Equal(.3158, Auc(bg), 1e-4);
        Assert.Equal(.7262, Auc(pareto), 1e-4);
        Assert.Equal(.687, Auc(mbg), 1e-3);
        Assert.True(Score("BgNbd").Auc >= .7565);

        double Auc(PurchaseModel model) => ForecastAccuracy.Auc(
            [.. Enumerable.Range(0, histories.Count).Select(i => model.ProbabilityAlive(
                histories.Frequency[i], histories.RecencyDays[i] / 7, histories.TDays[i] / 7))],
            active)!.Value;
    }

    [Fact]
    public void The_model_used_by_default_ranks_who_comes_back_with_an_AUC_of_at_least_757()
    {
        (PurchaseHistories histories, double[] orders, _) = Cdnow.FromLog();
        bool[] active = Array.ConvertAll(orders, n => n > 0);
        ValueOptions options = new() { ChurnHorizonDays = 273 };
        ValueModel byLikelihood = ValueModel.Fit(histories, options);
        ValueModel byHoldout = ValueModel.Fit(
            histories, options with { Models = Enum.GetValues<PurchaseModelKind>() }, CdnowRun.Value);
        foreach (ValueModel model in new[] { byLikelihood, byHoldout })
        {
            double[] chances = model.Forecast(histories).ProbabilityActive;
            Assert.True(ForecastAccuracy.Auc(chances, active) >= .757, model.ChoiceReason);
        }
    }

    [Fact]
    public void Hiatus_rule_is_hard_to_beat_for_telling_who_comes_back()
    {
        (PurchaseHistories histories, double[] orders, _) = Cdnow.FromLog();
        Assert.Equal(.782, new HiatusRule(23.5 * 7).Accuracy(histories, orders), 1e-3);
        HiatusRule learned = HiatusRule.Learn(histories, orders);
        Assert.InRange(learned.ThresholdDays / 7, 23, 24);
        Assert.Equal(.782, learned.Accuracy(histories, orders), 1e-3);
        Assert.Equal(.779, Score("BgNbd").Accuracy!.Value, 1e-3);
    }

    [Fact]
    public void Verdict_says_that_no_model_beats_the_recency_gap_on_churn()
    {
        IReadOnlyList<string> verdict = CdnowRun.Value.Verdict;
        Assert.Contains(verdict, Starts("Churn: ParetoNbd ranks customers no better than RecencyGap"));
        Assert.Contains(verdict, Starts("Orders per customer: the error of ParetoNbd is"));

        static Predicate<string> Starts(string text) => line => line.StartsWith(text, StringComparison.Ordinal);
    }

    [Fact]
    public void All_of_cdnow_leads_to_the_same_conclusions()
    {
        (PurchaseHistories histories, double[] orders, double[] revenue) = Cdnow.FromLog("cdnow_master.csv");
        ValueBacktestOptions options = new() { Models = [PurchaseModelKind.BgNbd, PurchaseModelKind.MbgNbd] };
        ValueBacktestResult result = ValueBacktest.Run(histories, orders, revenue, 273, options);
        Assert.Equal(23_570, result.Customers);
        ForecasterScore rate = result.Forecasters.Single(f => f.Name == "PastRate");
        foreach (PurchaseModelKind kind in options.Models)
        {
            ForecasterScore score = result.Of(kind)!;
            Assert.True(score.Fit!.Converged, score.Fit.Reason);
            Assert.False(score.Fit.PenaltyActive);
            Assert.True(score.Auc > .74);
            Assert.True(score.Brier < .8 * result.BaseRateBrier);
            Assert.True(score.RootMeanSquaredError < .85 * rate.RootMeanSquaredError);
            Assert.InRange(score.ExpectedOrders!.Value / result.ActualOrders, .75, 1.1);
        }
    }

    [Fact]
    public void Calibration_bins_hold_every_customer()
    {
        IReadOnlyList<CalibrationBin> bins = Score("MbgNbd").Calibration;
        Assert.Equal(2357, bins.Sum(b => b.Customers));
        Assert.All(bins, b => Assert.InRange(b.Expected, b.From, b.To));
    }

    [Fact]
    public void Projection_formula_forecasts_many_times_what_came()
    {
        (PurchaseHistories h, double[] orders, _) = Cdnow.FromLog();
        double[] projected = [.. Enumerable.Range(0, h.Count).Select(i =>
            ProjectionFormula.OrdersPerMonth(h.Frequency[i] + 1, h.RecencyDays[i]) * 273 / 30)];
        Assert.Equal(32966, projected.Sum(), 1.0);
        Assert.True(projected.Sum() > 17 * orders.Sum());
    }

    [Fact]
    public void The_projection_is_shown_on_request_only_and_decides_nothing()
    {
        Assert.DoesNotContain(CdnowRun.Value.Forecasters, f => f.Name == "Projection");
        (PurchaseHistories h, double[] orders, double[] revenue) = Cdnow.FromLog();
        ValueBacktestOptions options = new() { IncludeProjectionFormula = true };
        ValueBacktestResult result = ValueBacktest.Run(h, orders, revenue, 273, options);
        ForecasterScore projection = result.Forecasters.Single(f => f.Name == "Projection");

        Assert.Equal(32966, projection.ExpectedOrders!.Value, 1.0);
        Assert.Equal(-.0155, projection.Correlation!.Value, 1e-3);
        Assert.Equal(13.28, projection.MeanAbsoluteError!.Value, .01);
        Assert.Equal(.194, projection.TopDecileCapture!.Value, 2e-3);
        Assert.Equal(CdnowRun.Value.Verdict, result.Verdict);
    }

    [Fact]
    public void Two_profile_tables_give_what_plain_columns_give()
    {
        (PurchaseHistories h, double[] orders, double[] revenue) = Cdnow.FromLog();
        string[] ids = [.. Enumerable.Range(0, h.Count).Select(i => i.ToString("D5", null))];
        DateTimeOffset split = new(1997, 9, 30, 0, 0, 0, TimeSpan.Zero);
        ProfileTable before = Tables.Of(h, ids, split);
        PurchaseHistories later = new(
            [.. h.Frequency.Zip(orders, (x, n) => x + n)],
            [.. h.RecencyDays.Select(r => r + 1)],
            [.. h.TDays.Select(t => t + 273)],
            h.MonetaryValue,
            [.. h.PastSpend!.Zip(revenue, (a, b) => a + b)]);
        ValueBacktestOptions options = new() { Models = [PurchaseModelKind.BgNbd] };
        ValueBacktestResult result = ValueBacktest.Run(before, Tables.Of(later, ids, split.AddDays(273)), options);
        Assert.Equal(1653.4, result.Of(PurchaseModelKind.BgNbd)!.ExpectedOrders!.Value, .1);
        Assert.Equal(70976.39, result.ActualRevenue!.Value, .005);

        ProfileTable shorter = Tables.Of(later, ids, split.AddDays(273)).Select([.. Enumerable.Range(0, 2000)]);
        Assert.Equal(357, ValueBacktest.Run(before, shorter, options).Excluded);
    }

    [Fact]
    public void Without_repeat_purchases_only_the_baselines_remain()
    {
        PurchaseHistories histories = new([0, 0, 0], [0, 0, 0], [10, 20, 30], [double.NaN, double.NaN, double.NaN]);
        ValueBacktestResult result = ValueBacktest.Run(histories, [0, 1, 0], null, 30);
        Assert.Null(result.Best);
        Assert.Contains("No model could be fitted", result.Verdict[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_holdout_without_length_is_an_error()
    {
        PurchaseHistories histories = new([0], [0], [10], [double.NaN]);
        SegmentationException error = Assert.Throws<SegmentationException>(
            () => ValueBacktest.Run(histories, [0], null, 0));
        Assert.Equal(ErrorIds.InvalidOption, error.ErrorId);
    }

    private static ForecasterScore Score(string name) => CdnowRun.Value.Forecasters.Single(f => f.Name == name);
}
