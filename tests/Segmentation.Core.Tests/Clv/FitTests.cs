using System;
using System.Linq;
using Segmentation.Clv;
using Xunit;

namespace Segmentation.Tests.Clv;

public sealed class FitTests
{
    [Theory]
    [InlineData(PurchaseModelKind.BgNbd, -9582.4256, new[] { .242593, 4.413531, .792886, 2.425753 })]
    [InlineData(PurchaseModelKind.MbgNbd, -9582.1327, new[] { .524838, 6.182992, .891356, 1.613999 })]
    [InlineData(PurchaseModelKind.ParetoNbd, -9594.9739, new[] { .553276, 10.577612, .606213, 11.667907 })]
    [InlineData(PurchaseModelKind.Nbd, -9763.6602, new[] { .384768, 12.072086 })]
    public void Cdnow_estimates_in_weeks(PurchaseModelKind kind, double logLikelihood, double[] parameters)
    {
        ModelFit<PurchaseModel> fit = ValueModelFitter.FitPurchases(kind, Cdnow.Summary());
        Assert.True(fit.Converged, fit.Reason);
        Assert.False(fit.PenaltyActive);
        Assert.Equal(2357, fit.Customers);
        Assert.Equal(logLikelihood, fit.LogLikelihood, 1e-4);
        foreach ((double expected, ParameterEstimate estimate) in parameters.Zip(fit.Estimates))
        {
            Assert.Equal(expected, estimate.Value, 5e-5 * Math.Max(1, expected));
        }
    }

    [Theory]
    [InlineData(
        PurchaseModelKind.BgNbd,
        -9582.4292,
        new[] { .2425945, 4.4136022, .7929220, 2.4259068 },
        new[] { .01256, .3782, .1857, .7053 })]
    [InlineData(
        PurchaseModelKind.ParetoNbd,
        -9594.976,
        new[] { .55315, 10.57633, .60625, 11.67150 },
        new[] { .0476264, .8427222, .1872594, 6.2105448 })]
    public void Cdnow_estimates_from_the_log_with_standard_errors(
        PurchaseModelKind kind, double logLikelihood, double[] parameters, double[] errors)
    {
        ModelFit<PurchaseModel> fit = ValueModelFitter.FitPurchases(kind, Cdnow.FromLog().Calibration);
        Assert.Equal(logLikelihood, fit.LogLikelihood, 1e-3);
        for (int i = 0; i < 4; i++)
        {
            Assert.Equal(parameters[i], fit.Estimates[i].Value, 5e-4 * Math.Max(1, parameters[i]));
            Assert.Equal(errors[i], fit.Estimates[i].StandardError!.Value, 2e-3 * errors[i]);
        }
    }

    [Fact]
    public void Cdnow_histories_are_those_of_the_published_summary()
    {
        PurchaseHistories summary = Cdnow.Summary();
        PurchaseHistories log = Cdnow.FromLog().Calibration;
        Assert.Equal((2357, 2457.0, 1411), (log.Count, log.Frequency.Sum(), log.Frequency.Count(x => x == 0)));
        Assert.Equal(1016, Enumerable.Range(0, summary.Count)
            .Select(i => (summary.Frequency[i], summary.RecencyDays[i], summary.TDays[i])).Distinct().Count());
        Assert.Equal(summary.Frequency, log.Frequency);
        Assert.All(summary.TDays.Zip(log.TDays), t => Assert.Equal(t.First, t.Second, .05));
        Assert.Equal(27, log.TDays.Min() / 7, 1e-9);
        Assert.Equal(38.86, log.TDays.Max() / 7, .005);
    }

    [Fact]
    public void Cdnow_spend()
    {
        ModelFit<GammaGamma> fit = ValueModelFitter.FitSpend(Cdnow.Summary());
        Assert.True(fit.Converged, fit.Reason);
        Assert.Equal(946, fit.Customers);
        Assert.Equal(-4055.9232, fit.LogLikelihood, 1e-3);
        Assert.Equal(35.171, fit.Model.PopulationMean, .005);
        Assert.Equal(6.2488, fit.Model.P, .005);
        Assert.Equal(3.7446, fit.Model.Q, .005);
        Assert.Equal(15.4477, fit.Model.V, .02);
        foreach ((double error, ParameterEstimate estimate) in new[] { 1.190, .290, 4.160 }.Zip(fit.Estimates))
        {
            Assert.Equal(error, estimate.StandardError!.Value, .01);
        }
    }
}
