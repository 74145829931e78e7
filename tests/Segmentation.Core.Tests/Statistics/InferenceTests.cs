using System;
using System.Linq;
using Segmentation.Statistics;
using Xunit;

namespace Segmentation.Tests.Statistics;

/// <summary>Held against R and statsmodels.</summary>
public sealed class InferenceTests
{
    [Theory]
    [InlineData(200, 4000, .0436671383, .0571963606)]
    [InlineData(0, 62, 0, .0583440721)]
    [InlineData(2, 62, .0088913715, .1102046959)]
    [InlineData(15, 148, .0623863995, .1604872417)]
    public void Wilsons_interval_is_as_known(int successes, int trials, double lower, double upper)
    {
        Bounds interval = Proportions.Wilson(successes, trials);
        Assert.Equal(lower, interval.Lower, 1e-9);
        Assert.Equal(upper, interval.Upper, 1e-9);
    }

    [Theory]
    [InlineData(250, 4000, 200, 4000, .0023978715, .0226478710)]
    [InlineData(56, 70, 48, 80, .0524314724, .3338726540)]
    [InlineData(5, 56, 0, 29, -.0381371479, .1925600139)]
    [InlineData(9, 10, 3, 10, .1705227240, .8090179735)]
    [InlineData(0, 10, 0, 20, -.1611251581, .2775327999)]
    public void Newcombes_interval_is_as_known(int s1, int n1, int s2, int n2, double lower, double upper)
    {
        Bounds interval = Proportions.Newcombe(s1, n1, s2, n2);
        Assert.Equal(lower, interval.Lower, 1e-9);
        Assert.Equal(upper, interval.Upper, 1e-9);
    }

    [Fact]
    public void The_test_of_two_shares_is_as_known_and_says_nothing_about_equal_ones()
    {
        SignificanceTest test = Proportions.Test(250, 4000, 200, 4000);
        Assert.Equal(2.4262484175, test.Statistic, 1e-9);
        Assert.Equal(.0152558236, test.PValue, 1e-9);
        Assert.Equal(1, Proportions.Test(0, 10, 0, 20).PValue, 1e-12);
    }

    [Fact]
    public void Welchs_test_is_as_known()
    {
        double[] a = [20.4, 24.2, 15.4, 21.4, 20.2, 18.5, 21.5, 22.1, 17.9, 30.5];
        double[] b = [22.2, 27.9, 25.4, 29.6, 19.8, 31.2, 24.7, 26.6];
        WelchTest test = WelchTest.Of(Moments.Of(b), Moments.Of(a));
        Assert.Equal(2.5456005167, test.Statistic, 1e-9);
        Assert.Equal(15.6231104942, test.DegreesOfFreedom, 1e-8);
        Assert.Equal(.0218821204, test.PValue, 1e-8);
        Assert.Equal(.7807666952, test.Interval.Lower, 1e-6);
        Assert.Equal(8.6492333048, test.Interval.Upper, 1e-6);
        WelchTest constants = WelchTest.Of(Moments.Of([3, 3]), Moments.Of([3, 3, 3]));
        Assert.Equal(1, constants.PValue);
    }

    [Fact]
    public void False_discoveries_are_controlled_as_Benjamini_and_Hochberg_show()
    {
        double[] p = [.0278, .0001, .0004, .0019, .0095, .0201, .0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1];
        double[] adjusted = FalseDiscovery.Adjust(p);
        double[] expected =
            [.063857, .0015, .003, .0095, .035625, .0603, .063857, .0645, .0765, .486, .581182, .714875, .753231, .813214, 1];
        Assert.All(Enumerable.Range(0, p.Length), i => Assert.Equal(expected[i], adjusted[i], 1e-6));
        Assert.Equal(4, adjusted.Count(q => q <= .05));
        Assert.Empty(FalseDiscovery.Adjust([]));
    }

    [Theory]
    [InlineData(.05, .0575, .80, 14192.647908000316, 14177.132140136915)]
    [InlineData(.05, .06, .80, 8157.731447849279, 8142.615338701772)]
    [InlineData(.10, .12, .90, 5141.3061830380575, 5133.448308912032)]
    [InlineData(.25, .2875, .80, 2192.5825797554544, 2191.3829428156005)]
    public void A_difference_of_shares_needs_the_known_number_of_customers(
        double first, double second, double power, double fleiss, double arcsine)
    {
        Assert.Equal(fleiss, TestPower.CustomersPerArm(first, second, power: power), 1e-6);
        Assert.Equal(arcsine, TestPower.CustomersPerArmByArcsine(first, second, power: power), 1e-6);
    }

    [Theory]
    [InlineData(.05, .0575, .05394)]
    [InlineData(.25, .2875, .07580)]
    public void A_small_experiment_has_the_known_power(double first, double second, double power) =>
        Assert.Equal(power, TestPower.OfSharesByArcsine(first, second, 62), 5e-6);

    [Theory]
    [InlineData(.25, .489791)]
    [InlineData(.05, .210872)]
    public void A_small_experiment_finds_the_known_share(double rate, double found)
    {
        Assert.Equal(found, TestPower.DetectableShareByArcsine(rate, 62)!.Value, 1e-6);
        double? detectable = TestPower.DetectableShare(rate, 62);
        Assert.Equal(.8, TestPower.OfShares(rate, detectable!.Value, 62), 1e-9);
        Assert.Equal(62, TestPower.CustomersPerArm(rate, detectable.Value), 1e-6);
        Assert.Null(TestPower.DetectableShare(.9, 2));
        Assert.Null(TestPower.DetectableShareByArcsine(.9, 2));
    }

    [Theory]
    [InlineData(.2, 393.41)]
    [InlineData(.5, 63.77)]
    public void A_difference_of_means_needs_the_known_number_of_customers(double effect, double customers) =>
        Assert.Equal(customers, TestPower.CustomersPerArmOfMeans(effect), 0.005);

    [Fact]
    public void No_difference_needs_infinitely_many()
    {
        Assert.Equal(double.PositiveInfinity, TestPower.CustomersPerArm(.1, .1));
        Assert.Equal(double.PositiveInfinity, TestPower.CustomersPerArmOfMeans(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => TestPower.CustomersPerArm(-.1, .1));
    }

    [Fact]
    public void A_mean_on_the_clock_goes_past_midnight()
    {
        CircularMean mean = CircularMean.Of([23, 1, 23.5, 0.5], 24);
        Assert.Equal(0, Math.IEEERemainder(mean.Direction, 24), 1e-9);
        Assert.InRange(mean.Length, .9, 1);
        Assert.Equal(12, CircularMean.Of([11, 13], 24).Direction, 1e-9);
    }

    [Fact]
    public void Groups_that_draw_from_the_same_kinds_do_not_differ_beyond_chance()
    {
        SeededRandom random = new(5);
        double sum = 0;
        for (int trial = 0; trial < 200; trial++)
        {
            int[] first = new int[7];
            int[] second = new int[7];
            for (int i = 0; i < 300; i++)
            {
                first[random.NextInt32(7)]++;
                second[random.NextInt32(7)]++;
            }

            sum += TotalVariation.BeyondChance(first, second) / 200;
        }

        Assert.InRange(sum, 0, .02);
        Assert.InRange(TotalVariation.BeyondChance([1000, 0], [0, 1000]), .95, 1);
        Assert.Equal(double.NaN, TotalVariation.BeyondChance([0, 0], [1, 2]));
    }
}
