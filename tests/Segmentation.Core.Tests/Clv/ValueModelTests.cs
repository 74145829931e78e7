using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Segmentation.Clv;
using Segmentation.Profiles;
using Xunit;

namespace Segmentation.Tests.Clv;

public sealed class ValueModelTests
{
    private static readonly DateTimeOffset Split = new(1997, 9, 30, 0, 0, 0, TimeSpan.Zero);

    private static readonly ValueOptions Undiscounted = new()
    {
        AnnualDiscountRate = 0, Models = [PurchaseModelKind.BgNbd],
    };

    [Fact]
    public void Twelve_month_value_of_the_first_cdnow_customer()
    {
        DiscountSchedule months = DiscountSchedule.EndOfPeriod(12, 4.345, .01);
        double value = months.Purchases(Cdnow.PublishedBg, 2, 30.43, 38.86) *
            new GammaGamma(6.25, 3.74, 15.44).ExpectedSpend(2, 22.35);
        Assert.Equal(36.28921, value, 1e-5);
    }

    [Fact]
    public void Weekly_discounting_ends_with_the_horizon()
    {
        DiscountSchedule year = DiscountSchedule.Weekly(365, .10);
        Assert.Equal(53, year.EndsWeeks.Length);
        Assert.Equal(365 / 7.0, year.HorizonWeeks, 1e-12);
        Assert.Equal(Math.Exp(-.5 * Math.Log(1.1) / 52.18), year.Factors[0], 1e-12);
        Assert.All(DiscountSchedule.Weekly(28, 0).Factors, f => Assert.Equal(1, f));
    }

    [Theory]
    [InlineData(2, 22.35, 24.66371)]
    [InlineData(1, 11.77, 18.91685)]
    [InlineData(0, double.NaN, 35.21898)]
    public void Expected_spend_is_shrunken_towards_everybodys(double x, double z, double expected) =>
        Assert.Equal(expected, new GammaGamma(6.25, 3.74, 15.44).ExpectedSpend(x, z), 1e-5);

    [Fact]
    public void Expected_spend_of_the_first_cdnow_customers()
    {
        PurchaseHistories rows = Cdnow.Summary();
        GammaGamma model = ValueModelFitter.FitSpend(rows).Model;
        double[] expected = [24.65, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17];
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], model.ExpectedSpend(rows.Frequency[i], rows.MonetaryValue[i]), .01);
        }
    }

    [Fact]
    public void Cdnow_gets_a_full_model_with_individual_forecasts()
    {
        PurchaseHistories rows = Cdnow.FromLog().Calibration;
        ValueModel model = ValueModel.Fit(rows, new ValueOptions());
        Assert.Equal(ValueMethod.Full, model.Method);
        Assert.Equal(PurchaseModelKind.MbgNbd, model.Purchases!.Model.Kind);
        Assert.Contains("revenue, not profit", model.Statement, StringComparison.Ordinal);

        ProfileTable scored = model.Score(Tables.Of(rows, Ids(rows.Count), Split));
        double[] clv = scored.Numbers("Clv")!;
        double[] active = scored.Numbers("PActive90")!;
        double[] churn = scored.Numbers("PChurn90")!;
        for (int i = 0; i < rows.Count; i++)
        {
            Assert.True(clv[i] > 0);
            Assert.InRange(active[i], 0, 1);
            Assert.Equal(1 - active[i], churn[i]);
            Assert.True(active[i] <= scored.Numbers("PAlive")![i]);
            Assert.Equal(clv[i] * churn[i], scored.Numbers("ValueAtRisk")![i]);
            Assert.True(scored.Numbers("ClvP10")![i] <= scored.Numbers("ClvP90")![i]);
        }

        Assert.Equal("Full", scored.Text("ValueMethod", 0));
        Assert.Contains(scored.Columns, c => c.Name == "ValueReason");
    }

    [Fact]
    public void Scores_are_those_of_the_models_own_methods()
    {
        PurchaseHistories rows = Cdnow.FromLog().Calibration;
        foreach (PurchaseModelKind kind in new[] { PurchaseModelKind.BgNbd, PurchaseModelKind.ParetoNbd })
        {
            ValueOptions options = new() { Models = [kind], ChurnHorizonDays = 60, Margin = .3, HorizonDays = 180 };
            ValueModel model = ValueModel.Fit(rows, options);
            ValueForecast forecast = model.Forecast(rows);
            DiscountSchedule schedule = DiscountSchedule.Weekly(180, .10);
            PurchaseModel purchases = model.Purchases!.Model;
            for (int i = 0; i < 60; i++)
            {
                (double x, double recency, double t) = (rows.Frequency[i], rows.RecencyDays[i] / 7, rows.TDays[i] / 7);
                double spend = model.Spend!.Model.ExpectedSpend(x, rows.MonetaryValue[i]);
                Assert.Equal(.3 * spend * schedule.Purchases(purchases, x, recency, t), forecast.Clv[i], 1e-9);
                double active = purchases.ProbabilityActive(x, recency, t, 60 / 7.0);
                Assert.Equal(active, forecast.ProbabilityActive[i], 1e-12);
                Assert.Equal(purchases.ExpectedPurchases(x, recency, t, 60 / 7.0), forecast.ExpectedOrders[i], 1e-12);
            }
        }
    }

    [Fact]
    public void Threads_and_row_order_do_not_change_a_bit()
    {
        PurchaseHistories rows = Simulated(8_000, 5);
        ValueModel one = ValueModel.Fit(rows, new ValueOptions { MaximumThreads = 1 });
        ValueModel many = ValueModel.Fit(rows, new ValueOptions { MaximumThreads = 8 });
        Assert.Equal(one.Purchases!.Model, many.Purchases!.Model);
        Assert.Equal(one.Spend!.Model, many.Spend!.Model);
        Assert.Equal(one.Forecast(rows).Clv, many.Forecast(rows).Clv);

        int[] shuffled = [.. Enumerable.Range(0, rows.Count).Reverse()];
        ValueModel turned = ValueModel.Fit(rows.Select(shuffled), new ValueOptions());
        Assert.Equal(one.Purchases.Model, turned.Purchases!.Model);
        Assert.Equal(one.Spend.Model, turned.Spend!.Model);
        Assert.Equal(one.Forecast(rows).Clv[0], turned.Forecast(rows.Select(shuffled)).Clv[^1]);
    }

    [Fact]
    public void A_fit_on_many_customers_finds_what_they_were_drawn_from()
    {
        PurchaseHistories rows = Simulated(20_000, 11);
        foreach (PurchaseModelKind kind in new[] { PurchaseModelKind.MbgNbd, PurchaseModelKind.BgNbd })
        {
            ModelFit<PurchaseModel> fit = ValueModelFitter.FitPurchases(kind, rows);
            Assert.True(fit.Converged, fit.Reason);
            if (kind == PurchaseModelKind.BgNbd)
            {
                foreach ((double truth, ParameterEstimate estimate) in new[] { .6, 8, .8, 2.5 }.Zip(fit.Estimates))
                {
                    Assert.Equal(truth, estimate.Value, 4 * estimate.StandardError!.Value);
                }
            }
        }
    }

    [Fact]
    public void Time_may_be_stretched_without_changing_the_forecast()
    {
        PurchaseHistories rows = Cdnow.FromLog().Calibration;
        PurchaseHistories slow = new(
            rows.Frequency,
            [.. rows.RecencyDays.Select(d => d * 7)],
            [.. rows.TDays.Select(d => d * 7)],
            rows.MonetaryValue);
        foreach (PurchaseModelKind kind in Enum.GetValues<PurchaseModelKind>())
        {
            PurchaseModel fast = ValueModelFitter.FitPurchases(kind, rows).Model;
            PurchaseModel stretched = ValueModelFitter.FitPurchases(kind, slow).Model;
            double alpha = fast.Parameters[1].Value * 7;
            Assert.Equal(alpha, stretched.Parameters[1].Value, 1e-4 * alpha);
            double expected = fast.ExpectedPurchases(3, 20, 30, 13);
            Assert.Equal(expected, stretched.ExpectedPurchases(3, 140, 210, 91), 1e-5 * expected);
        }
    }

    [Fact]
    public void Intervals_cover_what_happens()
    {
        PurchaseHistories rows = Simulated(8_000, 21, out double[] future);
        ValueModel model = ValueModel.Fit(rows, Undiscounted);
        ValueForecast forecast = model.Forecast(rows);
        int[] all = [.. Enumerable.Range(0, rows.Count)];
        double below = all.Average(i => future[i] < forecast.ClvP10[i] ? 1.0 : 0);
        double above = all.Average(i => future[i] > forecast.ClvP90[i] ? 1.0 : 0);
        Assert.InRange(below, 0, .11);
        Assert.InRange(above, .08, .115);

        ValueTotal total = model.Total(rows);
        Assert.Equal(forecast.Clv.Sum(), total.Mean, 1e-6 * total.Mean);
        Assert.InRange(future.Sum(), total.P10!.Value * .97, total.P90!.Value * 1.03);
        Assert.True(total.P90 - total.P10 < .15 * total.Mean);

        ValueTotal few = model.Total(rows.Select([.. all.Take(50)]));
        Assert.True((few.P90 - few.P10) / few.Mean > (total.P90 - total.P10) / total.Mean);
    }

    [Fact]
    public void Totals_of_many_groups_cover_what_happens()
    {
        PurchaseHistories rows = Simulated(8_000, 33, out double[] future);
        ValueModel model = ValueModel.Fit(rows, Undiscounted);
        int inside = 0;
        const int Groups = 40;
        for (int g = 0; g < Groups; g++)
        {
            int[] members = [.. Enumerable.Range(0, rows.Count).Where(i => i % 160 == g)];
            ValueTotal total = model.Total(rows.Select(members));
            double actual = members.Sum(i => future[i]);
            inside += actual >= total.P10 && actual <= total.P90 ? 1 : 0;
        }

        Assert.InRange(inside, 25, 39);
    }

    [Fact]
    public void Cancellation_stops_the_fit()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        PurchaseHistories rows = Simulated(30_000, 5);
        Assert.ThrowsAny<OperationCanceledException>(
            () => ValueModel.Fit(rows, new ValueOptions(), cancellation: source.Token));
    }

    [Fact]
    public void A_backtest_decides_between_the_models()
    {
        (PurchaseHistories rows, double[] orders, double[] revenue) = Cdnow.FromLog();
        ValueBacktestResult backtest = ValueBacktest.Run(rows, orders, revenue, 273);
        ValueOptions options = new() { Models = [PurchaseModelKind.Nbd, PurchaseModelKind.ParetoNbd] };
        ValueModel model = ValueModel.Fit(rows, options, backtest);
        Assert.Equal(PurchaseModelKind.ParetoNbd, model.Purchases!.Model.Kind);
        Assert.Contains("holdout", model.ChoiceReason, StringComparison.Ordinal);
    }

    internal static string[] Ids(int count) =>
        [.. Enumerable.Range(0, count).Select(i => i.ToString("D7", null))];

    internal static PurchaseHistories Simulated(int customers, int seed) => Simulated(customers, seed, out _);

    /// <summary>
    /// Customers of a BG/NBD with Gamma-Gamma spend, whole days, and their spend over the following year.
    /// </summary>
    internal static PurchaseHistories Simulated(int customers, int seed, out double[] future)
    {
        Random random = new(seed);
        BgNbd truth = new(.6, 8, .8, 2.5);
        List<double[]> rows = [];
        future = new double[customers];
        for (int i = 0; i < customers; i++)
        {
            double t = random.Next(30, 540);
            List<double> times = Simulation.Purchases(truth, (t + 365) / 7, random);
            double[] past = [.. times.Where(w => w * 7 <= t)];
            double mean = 8 / MathNet.Numerics.Distributions.Gamma.Sample(random, 5, 20);
            double Spend() => MathNet.Numerics.Distributions.Gamma.Sample(random, 8, 8 / mean);
            double z = past.Length == 0 ? double.NaN : past.Select(_ => Spend()).Average();
            future[i] = times.Skip(past.Length).Sum(_ => Spend());
            double recency = past.Length == 0 ? 0 : Math.Clamp(Math.Ceiling(past[^1] * 7), 1, t);
            rows.Add([past.Length, recency, t, z]);
        }

        double[] Column(int c) => [.. rows.Select(r => r[c])];
        return new PurchaseHistories(Column(0), Column(1), Column(2), Column(3));
    }

    [Fact]
    public void Drivers_multiply_to_the_value_and_are_one_for_the_typical_customer()
    {
        PurchaseHistories histories = Cdnow.Summary();
        ProfileTable table = Tables.Of(
            histories, [.. Enumerable.Range(0, histories.Count).Select(i => i.ToString("D5", null))], Split);
        ValueModel model = ValueModel.Fit(histories, new ValueOptions { Margin = .3 });
        ProfileTable scored = model.Score(table, TestContext.Current.CancellationToken);
        double[] product =
        [
            .. scored.Numbers("ClvStayingFactor")!
                .Zip(scored.Numbers("ClvOrdersFactor")!, (a, b) => a * b)
                .Zip(scored.Numbers("ClvSpendFactor")!, (a, b) => a * b),
        ];
        double[] value = scored.Numbers("Clv")!;
        double typical = value[0] / product[0];
        Assert.All(product.Zip(value), pair => Assert.Equal(1, typical * pair.First / pair.Second, 1e-9));
        Assert.Equal(1, MathNet.Numerics.Statistics.Statistics.Median(scored.Numbers("ClvSpendFactor")!), 1e-12);
        Assert.Contains(scored.Notes, note => note.Text.Contains(
            typical.ToString("F2", System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));

        IReadOnlyList<ValueDriver> drivers = new CustomerProfile(scored, 0).ValueDrivers;
        Assert.Equal(3, drivers.Count);
        Assert.True(Math.Abs(Math.Log(drivers[0].Factor)) >= Math.Abs(Math.Log(drivers[2].Factor)));
    }

    [Fact]
    public void Without_individual_forecasts_there_are_no_drivers()
    {
        PurchaseHistories histories = Cdnow.Summary().Select([.. Enumerable.Range(0, 300)]);
        ProfileTable table = Tables.Of(
            histories, [.. Enumerable.Range(0, histories.Count).Select(i => i.ToString("D5", null))], Split);
        ProfileTable scored = ValueModel.Fit(histories, new ValueOptions())
            .Score(table, TestContext.Current.CancellationToken);

        Assert.Empty(new CustomerProfile(scored, 0).ValueDrivers);
        Assert.Single(scored.Notes);
    }
}
