using System;
using System.Linq;
using Segmentation.Clv;
using Xunit;

namespace Segmentation.Tests.Clv;

public sealed class PurchaseModelTests
{
    private static readonly MbgNbd Mbg = new(0.524838, 6.182992, 0.891356, 1.613999);

    [Theory]
    [InlineData(0, 0, 38.86, 1, .19509805, -.55471328)]
    [InlineData(1, 1.71, 38.86, .21210099, .20318699, -4.46909328)]
    [InlineData(2, 30.43, 38.86, .72657857, 1.22602817, -9.45860631)]
    [InlineData(4, 10, 38.86, .06057325, .18819217, -12.82612049)]
    [InlineData(7, 35, 38.86, .84376782, 4.38748785, -22.13694493)]
    public void Bg_nbd_gives_the_reference_values_at_fixed_parameters(
        double x, double recency, double t, double alive, double expected, double logLikelihood) =>
        AssertValues(Cdnow.PublishedBg, x, recency, t, alive, expected, logLikelihood);

    [Theory]
    [InlineData(0, 0, 38.86, .29528660, .10708147, -.52104629)]
    [InlineData(1, 1.71, 38.86, .16800233, .17109298, -4.45019433)]
    [InlineData(2, 30.43, 38.86, .86916756, 1.45512319, -9.55428325)]
    [InlineData(4, 10, 38.86, .09010147, .26901405, -12.88406107)]
    [InlineData(7, 35, 38.86, .93608118, 4.63637373, -21.81693722)]
    public void Pareto_nbd_gives_the_reference_values_at_fixed_parameters(
        double x, double recency, double t, double alive, double expected, double logLikelihood) =>
        AssertValues(Cdnow.PublishedPareto, x, recency, t, alive, expected, logLikelihood);

    [Theory]
    [InlineData(3, 4, 6, -7.57638188)]
    [InlineData(0, 0, 6, -.34657359)]
    [InlineData(1, 2, 10, -3.55899951)]
    [InlineData(10, 38, 39, -27.23689036)]
    public void Bg_nbd_likelihood_of_other_rows(double x, double recency, double t, double expected) =>
        Assert.Equal(expected, new BgNbd(.5, 6, 1.2, 3.3).LogLikelihood(x, recency, t), 1e-8);

    [Theory]
    [InlineData(0, 0, 38.86, .1539537)]
    [InlineData(2, 30.43, 38.86, 1.2626708)]
    [InlineData(7, 35, 38.86, 4.2276258)]
    public void Mbg_nbd_gives_the_reference_forecasts(double x, double recency, double t, double expected) =>
        Assert.Equal(expected, Mbg.ExpectedPurchases(x, recency, t, 39), 1e-6);

    [Fact]
    public void Nothing_is_singular_where_a_is_1()
    {
        Assert.Equal(1.1021368, At(1).ExpectedPurchases(2, 30.43, 38.86, 39), 1e-7);
        Assert.Equal(1.1021368, At(1 - 1e-9).ExpectedPurchases(2, 30.43, 38.86, 39), 1e-7);
        Assert.Equal(1.1021368, At(1 + 1e-9).ExpectedPurchases(2, 30.43, 38.86, 39), 1e-7);

        static PurchaseModel At(double a) => new BgNbd(.243, 4.414, a, 2.426);
    }

    [Fact]
    public void Nothing_is_singular_where_s_is_1()
    {
        static PurchaseModel At(double s) => new ParetoNbd(.553, 10.578, s, 11.669);
        double middle = At(1).ExpectedPurchases(2, 30.43, 38.86, 39);
        Assert.Equal(At(1 - 1e-7).ExpectedPurchases(2, 30.43, 38.86, 39), middle, 1e-6);
        Assert.Equal(At(1 + 1e-7).ExpectedPurchases(2, 30.43, 38.86, 39), middle, 1e-6);
    }

    [Fact]
    public void The_likelihood_of_all_rows_at_fixed_parameters()
    {
        PurchaseHistories rows = Cdnow.Summary();
        Assert.Equal(-9582.426831, Total(Cdnow.PublishedBg), 1e-6);
        Assert.Equal(-9594.974010, Total(Cdnow.PublishedPareto), 1e-6);

        double Total(PurchaseModel model) => Enumerable.Range(0, rows.Count).Sum(i =>
            model.LogLikelihood(rows.Frequency[i], rows.RecencyDays[i] / 7, rows.TDays[i] / 7));
    }

    [Theory]
    [InlineData(.1429, .0078)]
    [InlineData(1, .0532)]
    [InlineData(3, .1506)]
    [InlineData(31.8571, 1.0405)]
    [InlineData(32, 1.0437)]
    [InlineData(78, 1.8576)]
    public void Purchases_of_a_new_customer(double weeks, double expected)
    {
        PurchaseModel model = new BgNbd(.242593, 4.413531, .792886, 2.425753);
        Assert.Equal(expected, model.ExpectedPurchases(weeks), 6e-5 * Math.Max(1, weeks / 10));
    }

    [Theory]
    [InlineData(39, 1e-9)]
    [InlineData(104, 1e-8)]
    [InlineData(520, 1e-5)]
    public void Forecasts_from_the_first_day_agree_with_the_hypergeometric_form(double weeks, double tolerance)
    {
        (double r, double alpha, double a, double b) = (.243, 4.414, .793, 2.426);
        double z = weeks / (alpha + weeks);
        double series = 0;
        double term = 1;
        for (int n = 0; term > 1e-18 * series; n++)
        {
            series += term;
            term *= (r + n) * (b + n) / ((a + b - 1 + n) * (n + 1)) * z;
        }

        double expected = (a + b - 1) / (a - 1) * (1 - (Math.Pow(alpha / (alpha + weeks), r) * series));
        Assert.Equal(expected, Cdnow.PublishedBg.ExpectedPurchases(weeks), tolerance * expected);
    }

    [Fact]
    public void Chance_of_no_purchase_by_a_new_customer()
    {
        PurchaseModel model = new BgNbd(.243, 4.414, .793, 2.426);
        Assert.Equal(.5737864, 1 - model.ProbabilityActive(0, 0, 0, 39), 1e-6);
    }

    [Theory]
    [InlineData(10, .3474606, .7062289)]
    [InlineData(15, .04283391, .1442396)]
    [InlineData(20, .004158973, .02250658)]
    [InlineData(25, .0003583685, .00309267)]
    public void Frequent_buyers_who_stopped_are_worth_less_the_more_frequent_they_were(
        double x, double bg, double pareto)
    {
        // Published from estimates of their own, of which three to four digits are known: hence the tolerance.
        PurchaseModel first = new BgNbd(.2425945, 4.4136019, .7929199, 2.4258881);
        PurchaseModel second = new ParetoNbd(.553276, 10.577612, .606213, 11.667907);
        Assert.Equal(bg, first.ExpectedPurchases(x, 20, 39, 52), 1e-3 * bg);
        Assert.Equal(pareto, second.ExpectedPurchases(x, 20, 39, 52), 1e-3 * pareto);
    }

    [Fact]
    public void A_customer_of_26_purchases_and_a_new_one()
    {
        PurchaseModel bg = new BgNbd(.2425945, 4.4136019, .7929199, 2.4258881);
        PurchaseModel pareto = new ParetoNbd(.553276, 10.577612, .606213, 11.667907);
        Assert.Equal(1.444004, bg.ExpectedPurchases(52), 1e-4);
        Assert.Equal(25.75659, bg.ExpectedPurchases(26, 30.857, 31, 52), 1e-3);
        Assert.Equal(.9688523, bg.ProbabilityAlive(26, 30.857, 31), 1e-5);
        Assert.Equal(1.473434, pareto.ExpectedPurchases(52), 1e-4);
        Assert.Equal(25.45647, pareto.ExpectedPurchases(26, 30.857, 31, 52), 2e-3);
        Assert.Equal(.997874, pareto.ProbabilityAlive(26, 30.857, 31), 1e-5);
    }

    [Theory]
    [InlineData(0, 0, 38.86, .47714)]
    [InlineData(2, 30.43, 38.86, 6.48377)]
    [InlineData(7, 35, 38.86, 20.65887)]
    [InlineData(7, 35, 77.86, .89266)]
    [InlineData(7, 65, 77.86, 12.80280)]
    [InlineData(4, 70, 77.86, 8.57649)]
    public void Discounted_residual_purchases(double x, double recency, double t, double expected) =>
        Assert.Equal(expected, Cdnow.PublishedPareto.DiscountedResidualPurchases(x, recency, t, .0027), 1e-5);

    [Fact]
    public void Probabilities_stay_probabilities_and_forecasts_grow_with_the_horizon()
    {
        PurchaseModel[] models =
        [
            Cdnow.PublishedBg, Mbg, Cdnow.PublishedPareto, new Nbd(.385, 12.072), new BgNbd(.01, .05, .02, .03),
            new MbgNbd(50, 300, 20, 900), new ParetoNbd(.05, 500, 3, .1), new ParetoNbd(5, .1, .05, 800),
        ];
        foreach (PurchaseModel model in models)
        {
            foreach ((double x, double recency, double t) in new[]
            {
                (0.0, 0.0, 0.0), (0, 0, 100), (1, .14, .14), (1, 1, 200), (40, 39, 40), (400, 300, 300),
                (5000, 250, 300),
            })
            {
                Assert.InRange(model.ProbabilityAlive(x, recency, t), 0, 1);
                Assert.True(double.IsFinite(model.LogLikelihood(x, recency, t)));
                double before = 0;
                double active = 0;
                foreach (double h in new[] { 0, .1, 1, 13, 52, 520 })
                {
                    double next = model.ExpectedPurchases(x, recency, t, h);
                    double chance = model.ProbabilityActive(x, recency, t, h);
                    Assert.InRange(chance, active - 1e-9, 1);
                    Assert.True(next >= before - 1e-12 && double.IsFinite(next));
                    Assert.True(chance <= next + 1e-9);
                    (before, active) = (next, chance);
                }
            }
        }
    }

    [Fact]
    public void Forecasts_do_not_depend_on_the_unit_of_time()
    {
        PurchaseModel weeks = Cdnow.PublishedPareto;
        PurchaseModel days = new ParetoNbd(.553, 10.578 * 7, .606, 11.669 * 7);
        Assert.Equal(
            weeks.ExpectedPurchases(3, 20, 30, 26), days.ExpectedPurchases(3, 140, 210, 182), 1e-10);
    }

    [Fact]
    public void Pairs_of_purchases_follow_from_simulation()
    {
        PurchaseModel[] models = [Cdnow.PublishedBg, Mbg, Cdnow.PublishedPareto];
        foreach (PurchaseModel model in models)
        {
            (double mean, double pairs, double active) = Simulation.FirstYear(model, 200_000, 40, seed: 3);
            Assert.Equal(mean, model.ExpectedPurchases(40), .025);
            double alive = model.ProbabilityAlive(0, 0, 0);
            Assert.Equal(pairs, alive * model.Survivor(0).ExpectedPurchasePairs(0, 40), .03 * pairs);
            Assert.Equal(active, model.ProbabilityActive(0, 0, 0, 40), .005);
        }
    }

    private static void AssertValues(
        PurchaseModel model, double x, double recency, double t, double alive, double expected, double logLikelihood)
    {
        Assert.Equal(alive, model.ProbabilityAlive(x, recency, t), 1e-8);
        Assert.Equal(expected, model.ExpectedPurchases(x, recency, t, 39), 1e-7);
        Assert.Equal(logLikelihood, model.LogLikelihood(x, recency, t), 1e-8);
    }
}
