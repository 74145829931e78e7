using System;
using System.Linq;
using MathNet.Numerics.Statistics;
using Segmentation.Profiles;

namespace Segmentation.Clv;

/// <summary>
/// What drives each customer's value. Clv is a product: margin x P(alive) x discounted orders given alive x expected
/// order value. So it is exactly the value of a typical customer, who is at the median of each, times three factors.
/// </summary>
internal sealed record ValueDrivers
{
    /// <summary>The value of a customer at all three medians; NaN without individual forecasts.</summary>
    public required double Typical { get; init; }

    /// <summary>By customer: chance to stay, orders given that, and spend, as multiples of the medians.</summary>
    public required double[][] Factors { get; init; }

    /// <summary>Splits the forecasts made for each customer; others have no factors.</summary>
    public static ValueDrivers Of(ValueForecast forecast, double margin)
    {
        double[] spend = forecast.ExpectedOrderValue;
        double[] orders = new double[spend.Length];
        for (int row = 0; row < orders.Length; row++)
        {
            double unit = margin * forecast.ProbabilityAlive[row] * spend[row];
            orders[row] = forecast.Method[row] == ValueMethod.Full && unit > 0 ? forecast.Clv[row] / unit : double.NaN;
        }

        double[][] parts = [forecast.ProbabilityAlive, orders, spend];
        double[] medians =
            [.. parts.Select(part => part.Where((_, row) => !double.IsNaN(orders[row])).Median())];
        return new ValueDrivers
        {
            Typical = margin * medians.Aggregate((product, median) => product * median),
            Factors =
            [
                .. parts.Select((part, i) =>
                    part.Select((value, row) => double.IsNaN(orders[row]) ? double.NaN : value / medians[i]).ToArray()),
            ],
        };
    }

    /// <summary>What to print beside the factors; null where there are none.</summary>
    public ProfileNote? Note() => double.IsNaN(Typical)
        ? null
        : new ProfileNote("Drivers of expected value", FormattableString.Invariant(
            $"A customer with the median chance to stay, orders and spend is worth {Typical:F2}; each customer's value is that times three factors."));
}
