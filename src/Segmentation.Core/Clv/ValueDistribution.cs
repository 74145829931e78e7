using System;
using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Segmentation.Clv;

/// <summary>
/// Spend of a customer's orders: expected, variance within the customer, variance of the customer's true mean.
/// </summary>
internal readonly record struct SpendOutlook(double Mean, double Within, double Between);

/// <summary>
/// The predictive distribution of a customer's value: nothing at all with the exact chance of no order, and otherwise a
/// gamma distribution with the exact conditional mean and variance. Discounting scales it by discounted over plain
/// orders.
/// </summary>
internal readonly record struct ValueDistribution(double Mean, double Variance, double Active, double Scale)
{
    public static ValueDistribution Of(Outlook outlook, double alive, SpendOutlook spend, double margin)
    {
        double orders = alive * outlook.Orders;
        double squaredOrders = orders + (alive * outlook.Pairs);
        double scale = orders > 0 ? margin * outlook.Discounted / outlook.Orders : margin;
        double mean = orders * spend.Mean;
        double square = (orders * spend.Within) + (squaredOrders * (spend.Between + (spend.Mean * spend.Mean)));
        return new ValueDistribution(
            alive * outlook.Discounted * spend.Mean * margin,
            Math.Max(0, square - (mean * mean)) * scale * scale,
            alive * outlook.Active,
            scale);
    }

    /// <summary>
    /// The value that is undercut with the given chance; NaN where the variance is unknown or infinite.
    /// </summary>
    public double Quantile(double chance)
    {
        if (double.IsNaN(Variance) || double.IsNaN(Mean))
        {
            return double.NaN;
        }

        double within = (chance - (1 - Active)) / Active;
        if (!(within > 0))
        {
            return 0;
        }

        double mean = Mean / Active;
        double variance = ((Variance + (Mean * Mean)) / Active) - (mean * mean);
        return variance <= 0 ? mean : GammaQuantile(mean * mean / variance, within) * variance / mean;
    }

    // Wilson and Hilferty's cube; below the mode of a very skewed distribution, the leading power instead.
    private static double GammaQuantile(double shape, double chance)
    {
        if (shape < 1 && chance < 0.3)
        {
            return Math.Exp((Math.Log(chance) + SpecialFunctions.GammaLn(shape + 1)) / shape);
        }

        double root = 1 - (1 / (9 * shape)) + (Normal.InvCDF(0, 1, chance) / (3 * Math.Sqrt(shape)));
        return shape * Math.Max(0, root * root * root);
    }
}
