using System;
using System.Linq;
using Segmentation.Clv;
using Segmentation.Profiles;
using Xunit;

namespace Segmentation.Tests.Clv;

public sealed class ValueGateTests
{
    [Fact]
    public void Without_any_purchase_there_is_no_value_and_it_says_why()
    {
        double[] missing = [double.NaN, double.NaN];
        ValueModel model = ValueModel.Fit(
            new PurchaseHistories(missing, missing, missing, missing), new ValueOptions());
        Assert.Equal(ValueMethod.None, model.Method);
        Assert.Equal(2, model.Sufficiency.WithoutPurchase);
        ProfileTable scored = model.Score(Tables.Of(
            new PurchaseHistories(missing, missing, missing, missing), ["a", "b"], DateTimeOffset.UnixEpoch));
        Assert.Null(scored.Number("Clv", 0));
        Assert.Equal("None", scored.Text("ValueMethod", 1));
        Assert.Equal("Has never bought.", scored.Text("ValueReason", 1));
    }

    [Fact]
    public void A_customer_who_never_bought_gets_no_value_among_those_who_did()
    {
        PurchaseHistories rows = Cdnow.FromLog().Calibration;
        rows.Frequency[0] = double.NaN;
        ValueForecast forecast = ValueModel.Fit(rows, new ValueOptions()).Forecast(rows);
        Assert.True(double.IsNaN(forecast.Clv[0]));
        Assert.True(double.IsNaN(forecast.ProbabilityActive[0]));
        Assert.Equal(ValueMethod.None, forecast.Method[0]);
        Assert.Equal(ValueMethod.Full, forecast.Method[1]);
    }

    [Fact]
    public void One_purchase_per_customer_leaves_a_shrunken_rate()
    {
        double[] zero = new double[600];
        double[] t = [.. Enumerable.Range(0, 600).Select(i => 10.0 + i)];
        double[] none = [.. zero.Select(_ => double.NaN)];
        double[] spend = [.. zero.Select(_ => 50.0)];
        PurchaseHistories rows = new(zero, zero, t, none, spend);
        ValueModel model = ValueModel.Fit(rows, new ValueOptions());
        Assert.Equal(ValueMethod.Heuristic, model.Method);
        Assert.Contains("second day", model.MethodReason, StringComparison.Ordinal);
        ValueForecast forecast = model.Forecast(rows);
        Assert.Equal(50, forecast.ExpectedOrderValue[0]);
        Assert.InRange(forecast.ExpectedOrders[0], 1e-9, .01);
        Assert.True(double.IsNaN(forecast.ProbabilityActive[0]));
        Assert.True(double.IsNaN(forecast.Lapsed[0]));
    }

    [Fact]
    public void All_purchases_on_the_as_of_date_leave_nothing_to_say()
    {
        double[] zero = new double[800];
        ValueModel model = ValueModel.Fit(new PurchaseHistories(zero, zero, zero, zero), new ValueOptions());
        Assert.Equal(ValueMethod.None, model.Method);
        Assert.Contains("as-of date", model.MethodReason, StringComparison.Ordinal);
    }

    [Fact]
    public void Fifty_customers_get_the_heuristic()
    {
        PurchaseHistories rows = Every(47);
        Assert.Equal(51, rows.Count);
        ValueModel model = ValueModel.Fit(rows, new ValueOptions());
        Assert.Equal(ValueMethod.Heuristic, model.Method);
        Assert.Contains("drop-out cannot be told from chance", model.MethodReason, StringComparison.Ordinal);
        ValueForecast forecast = model.Forecast(rows);
        Assert.Contains(1.0, forecast.Lapsed);
        for (int i = 0; i < rows.Count; i++)
        {
            Assert.Equal(Math.Round(forecast.Clv[i]), forecast.Clv[i]);
            Assert.True(forecast.Lapsed[i] == 0 || forecast.ExpectedOrders[i] == 0);
        }

        Assert.Null(model.Total(rows).P10);
    }

    [Fact]
    public void A_few_hundred_customers_get_pooled_figures()
    {
        PurchaseHistories rows = Every(10);
        ValueModel model = ValueModel.Fit(rows, new ValueOptions());
        Assert.Equal(ValueMethod.Pooled, model.Method);
        Assert.Contains("500 buyers (236 buyers in the data)", model.MethodReason, StringComparison.Ordinal);
        ValueForecast forecast = model.Forecast(rows);
        Assert.InRange(forecast.Clv.Distinct().Count(), 2, 8);
        Assert.All(forecast.ClvP10, p => Assert.True(double.IsNaN(p)));
        Assert.NotNull(model.Total(rows).P10);
    }

    [Fact]
    public void Few_repeaters_or_a_short_window_give_pooled_figures()
    {
        PurchaseHistories rows = Cdnow.FromLog().Calibration;
        Assert.Equal(ValueMethod.Pooled, ValueModel.Fit(rows, new ValueOptions { FullRepeaters = 1000 }).Method);
        int[] slow = [.. Enumerable.Range(0, rows.Count)
            .Where(i => rows.Frequency[i] == 0 || rows.RecencyDays[i] / rows.Frequency[i] > 140)];
        ValueModel model = ValueModel.Fit(rows.Select(slow), new ValueOptions { FullRepeaters = 1 });
        Assert.Equal(ValueMethod.Pooled, model.Method);
        Assert.Contains("two purchase cycles", model.MethodReason, StringComparison.Ordinal);
        Assert.Contains(model.Notes, n => n.Id == "SeasonalBuyers");
    }

    [Fact]
    public void Customers_who_never_leave_do_not_break_the_fit()
    {
        Random random = new(4);
        Nbd truth = new(2, 10);
        double[] t = [.. Enumerable.Range(0, 800).Select(_ => 52.0 * 7)];
        double[][] days = [.. t.Select(_ =>
        {
            double rate = MathNet.Numerics.Distributions.Gamma.Sample(random, truth.R, truth.AlphaWeeks);
            int n = MathNet.Numerics.Distributions.Poisson.Sample(random, rate * 52);
            return Enumerable.Range(0, n).Select(_ => random.NextDouble() * 364).Order().ToArray();
        })];
        PurchaseHistories rows = new(
            [.. days.Select(d => (double)d.Length)],
            [.. days.Select(d => d.Length == 0 ? 0 : Math.Max(1, d[^1]))],
            t,
            [.. days.Select(d => d.Length == 0 ? double.NaN : 20 + random.NextDouble())]);
        foreach (PurchaseModelKind kind in Enum.GetValues<PurchaseModelKind>())
        {
            ModelFit<PurchaseModel> fit = ValueModelFitter.FitPurchases(kind, rows);
            Assert.All(fit.Estimates, e => Assert.True(double.IsFinite(e.Value)));
            double expected = fit.Model.ExpectedPurchases(10, 51, 52, 52);
            Assert.InRange(expected, 8, 12);
            Assert.True(fit.Converged || fit.Reason.Length > 0);
            Assert.True(kind == PurchaseModelKind.Nbd || fit.PenaltyActive);
        }
    }

    [Fact]
    public void Negative_zero_and_missing_spend_is_counted_and_left_out()
    {
        PurchaseHistories rows = Cdnow.FromLog().Calibration;
        int[] repeaters = [.. Enumerable.Range(0, rows.Count).Where(i => rows.Frequency[i] > 0).Take(3)];
        (rows.MonetaryValue[repeaters[0]], rows.MonetaryValue[repeaters[1]], rows.MonetaryValue[repeaters[2]]) =
            (-5, 0, double.NaN);
        ValueModel model = ValueModel.Fit(rows, new ValueOptions());
        Assert.Equal(943, model.Spend!.Customers);
        Assert.Contains(model.Notes, n =>
            n.Id == "NonPositiveSpend" && n.Message.Contains(": 3.", StringComparison.Ordinal));
        Assert.Equal(model.Spend.Model.PopulationMean, model.Forecast(rows).ExpectedOrderValue[repeaters[0]]);
    }

    [Fact]
    public void One_extreme_spender_among_thousands_is_reported()
    {
        PurchaseHistories rows = ValueModelTests.Simulated(8_000, 8);
        Assert.DoesNotContain(ValueModel.Fit(rows, new ValueOptions()).Notes, n => n.Id == "ExtremeSpender");
        int one = Array.FindIndex(rows.Frequency, x => x == 3);
        rows.MonetaryValue[one] = 1e9;
        Assert.Contains(ValueModel.Fit(rows, new ValueOptions()).Notes, n => n.Id == "ExtremeSpender");
    }

    [Fact]
    public void Frequent_buyers_who_spend_more_are_reported()
    {
        PurchaseHistories rows = ValueModelTests.Simulated(2_000, 9);
        for (int i = 0; i < rows.Count; i++)
        {
            rows.MonetaryValue[i] *= 1 + rows.Frequency[i];
        }

        Assert.Contains(ValueModel.Fit(rows, new ValueOptions()).Notes, n => n.Id == "SpendDependsOnFrequency");
    }

    [Fact]
    public void Missing_recency_of_one_time_buyers_is_no_recency()
    {
        (PurchaseHistories rows, double[] orders, double[] revenue) = Cdnow.FromLog();
        ValueForecast expected = ValueModel.Fit(rows, new ValueOptions()).Forecast(rows);
        double? auc = ValueBacktest.Run(rows, orders, revenue, 273).Forecasters.Single(f => f.Name == "RecencyGap").Auc;
        for (int i = 0; i < rows.Count; i++)
        {
            rows.RecencyDays[i] = rows.Frequency[i] == 0 ? double.NaN : rows.RecencyDays[i];
        }

        ValueForecast forecast = ValueModel.Fit(rows, new ValueOptions()).Forecast(rows);
        Assert.Equal(expected.Clv, forecast.Clv);
        Assert.Equal(expected.Lapsed, forecast.Lapsed);
        ValueBacktestResult again = ValueBacktest.Run(rows, orders, revenue, 273);
        Assert.Equal(auc, again.Forecasters.Single(f => f.Name == "RecencyGap").Auc);
    }

    [Fact]
    public void Contradictory_histories_are_left_out_and_counted()
    {
        PurchaseHistories rows = Cdnow.FromLog().Calibration;
        int one = Array.FindIndex(rows.Frequency, x => x > 0);
        rows.RecencyDays[one] = rows.TDays[one] + 1;
        ValueModel model = ValueModel.Fit(rows, new ValueOptions());
        Assert.Equal(1, model.Sufficiency.Inconsistent);
        Assert.Contains(model.Notes, n => n.Id == "InconsistentHistories");
        Assert.Equal(ValueMethod.None, model.Forecast(rows).Method[one]);
    }

    [Fact]
    public void A_fit_that_fails_falls_back_and_says_so()
    {
        // Everybody buys exactly every seventh day: no gamma distribution of rates, no drop-out to be seen.
        int n = 700;
        PurchaseHistories rows = new(
            [.. Enumerable.Repeat(10.0, n)], [.. Enumerable.Repeat(70.0, n)], [.. Enumerable.Repeat(70.0, n)],
            [.. Enumerable.Repeat(25.0, n)]);
        ValueModel model = ValueModel.Fit(rows, new ValueOptions());
        bool said = model.Notes.Any(note => note.Id is "NotConverged" or "DropoutNotIdentified");
        Assert.True(said);
        Assert.All(model.Forecast(rows).Clv, v => Assert.True(double.IsFinite(v)));
    }

    [Theory]
    [InlineData(0, .1, 1, 90)]
    [InlineData(365, -.1, 1, 90)]
    [InlineData(365, .1, 0, 90)]
    [InlineData(365, .1, 1.5, 90)]
    [InlineData(365, .1, 1, 0)]
    [InlineData(double.NaN, .1, 1, 90)]
    public void Options_out_of_range_are_errors(double horizon, double rate, double margin, int churn)
    {
        ValueOptions options = new()
        {
            HorizonDays = horizon, AnnualDiscountRate = rate, Margin = margin, ChurnHorizonDays = churn,
        };
        SegmentationException error = Assert.Throws<SegmentationException>(
            () => ValueModel.Fit(new PurchaseHistories([0], [0], [1], [0]), options));
        Assert.Equal(ErrorIds.InvalidOption, error.ErrorId);
    }

    private static PurchaseHistories Every(int step)
    {
        PurchaseHistories rows = Cdnow.FromLog().Calibration;
        return rows.Select([.. Enumerable.Range(0, rows.Count).Where(i => i % step == 0)]);
    }
}
