using System;
using System.Linq;
using Segmentation.Clv;
using Xunit;

namespace Segmentation.Tests.Clv;

public sealed class SubscriptionTests
{
    private static readonly double[] HighEnd = [1000, 869, 743, 653, 593, 551, 517, 491];

    [Fact]
    public void High_end_subscribers()
    {
        ModelFit<ShiftedBetaGeometric> fit = ShiftedBetaGeometric.Fit(HighEnd);
        Assert.True(fit.Converged, fit.Reason);
        Assert.Equal(.66809, fit.Model.Alpha, 1e-4);
        Assert.Equal(3.80609, fit.Model.Beta, 1e-4);
        Assert.Equal(-1611.158, fit.LogLikelihood, 1e-3);
        double[] survival = [.4604, .4358, .4142, .3951, .3780];
        for (int i = 0; i < survival.Length; i++)
        {
            Assert.Equal(survival[i], fit.Model.Survival(8 + i), 1e-4);
        }
    }

    [Fact]
    public void Regular_subscribers()
    {
        ModelFit<ShiftedBetaGeometric> fit = ShiftedBetaGeometric.Fit([1000, 631, 468, 382, 326, 289, 262, 241]);
        Assert.Equal(.70408, fit.Model.Alpha, 1e-4);
        Assert.Equal(1.18204, fit.Model.Beta, 1e-4);
        Assert.Equal(-1680.265, fit.LogLikelihood, 1e-3);
    }

    [Fact]
    public void Residual_lifetime_grows_with_every_renewal_and_is_a_sum()
    {
        ShiftedBetaGeometric model = new(.668, 3.806);
        Assert.True(model.DiscountedResidualLifetime(5, .1) > model.DiscountedResidualLifetime(0, .1));
        double sum = Enumerable.Range(1, 400).Sum(t => model.Survival(t) / Math.Pow(1.1, t));
        Assert.Equal(sum, model.DiscountedResidualLifetime(0, .1), 1e-9);
    }

    [Fact]
    public void A_cohort_in_which_nobody_leaves_or_which_grows_is_an_error()
    {
        foreach (double[] survivors in new[] { [10, 10, 10], [10, 12, 9], [10, 9], new double[] { 10, 0, 0 } })
        {
            SegmentationException error = Assert.Throws<SegmentationException>(
                () => ShiftedBetaGeometric.Fit(survivors));
            Assert.Equal(ErrorIds.ModelNotFitted, error.ErrorId);
        }
    }

    [Fact]
    public void Product_limit_estimate_of_a_textbook_sample()
    {
        // Remission times of 21 patients (Freireich et al. 1963); + is censored.
        double[] times = [6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35];
        double[] censored = [3, 5, 7, 8, 11, 12, 13, 16, 17, 18, 19, 20];
        KaplanMeier curve = KaplanMeier.Estimate(times, [.. times.Select((_, i) => !censored.Contains(i))]);
        Assert.Equal(.857, curve.Survival(6), 1e-3);
        Assert.Equal(.753, curve.Survival(10), 1e-3);
        Assert.Equal(.448, curve.Survival(30), 1e-3);
        Assert.Equal(23, curve.Median);
        Assert.Equal(1, curve.Survival(5.9));
        Assert.All(curve.Steps, s => Assert.True(s.Low < s.Survival && s.Survival < s.High));
    }

    [Fact]
    public void Survival_without_data_or_with_a_negative_duration_is_an_error()
    {
        Assert.Throws<SegmentationException>(() => KaplanMeier.Estimate([], []));
        Assert.Throws<SegmentationException>(() => KaplanMeier.Estimate([-1], [true]));
    }

    [Fact]
    public void Projection_formula_is_the_plain_annuity()
    {
        Assert.Equal(94305, ProjectionFormula.Estimate(2, 1, 50), 1.0);
        Assert.Equal(555, ProjectionFormula.Estimate(2, 170, 50), 1.0);
        Assert.Equal(0, ProjectionFormula.Estimate(0, 0, 0));
    }
}
