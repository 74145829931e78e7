namespace Segmentation.Clv;

/// <summary>The forecast of each customer as columns; NaN where there is none, with the reason.</summary>
public sealed record ValueForecast
{
    /// <summary>Discounted expected value over the horizon, times the margin.</summary>
    public required double[] Clv { get; init; }

    /// <summary>The value is below this with a chance of 10 %.</summary>
    public required double[] ClvP10 { get; init; }

    /// <summary>The value is above this with a chance of 10 %.</summary>
    public required double[] ClvP90 { get; init; }

    /// <summary>Variance of the discounted value, by the customer's own chance.</summary>
    public required double[] ClvVariance { get; init; }

    /// <summary>Expected orders over the churn horizon.</summary>
    public required double[] ExpectedOrders { get; init; }

    /// <summary>Chance of at least one order over the churn horizon.</summary>
    public required double[] ProbabilityActive { get; init; }

    /// <summary>Chance of not having dropped out. Not a churn score.</summary>
    public required double[] ProbabilityAlive { get; init; }

    /// <summary>
    /// <see cref="ProbabilityActive"/>; under the heuristic the chance by its rate and its rule for silence, which is good
    /// for means of groups only.
    /// </summary>
    public required double[] OrderChance { get; init; }

    /// <summary>Expected spend of the next order.</summary>
    public required double[] ExpectedOrderValue { get; init; }

    /// <summary>1 where the customer's silence exceeds the hiatus threshold, 0 where not.</summary>
    public required double[] Lapsed { get; init; }

    /// <summary>The method used for each customer.</summary>
    public required ValueMethod[] Method { get; init; }

    /// <summary>Code of the reason for each customer, into <see cref="Reasons"/>.</summary>
    public required int[] Reason { get; init; }

    /// <summary>The reasons in words.</summary>
    public required string[] Reasons { get; init; }
}
