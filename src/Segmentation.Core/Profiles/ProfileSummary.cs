using System.Linq;

namespace Segmentation.Profiles;

/// <summary>
/// The base at a glance. Averages leave out customers for whom the figure is missing; null when it is for all.
/// </summary>
public sealed record ProfileSummary
{
    /// <summary>The number of customers.</summary>
    public required int CustomerCount { get; init; }

    /// <summary>Customers with an order, as a share of all.</summary>
    public required double ShareWithPurchase { get; init; }

    /// <summary>Customers with purchases on two days or more, as a share of all.</summary>
    public required double ShareWithRepeatPurchase { get; init; }

    /// <summary>Gross revenue of all.</summary>
    public required decimal? GrossRevenue { get; init; }

    /// <summary>Net revenue of all.</summary>
    public required decimal? NetRevenue { get; init; }

    /// <summary>Net revenue per customer.</summary>
    public required decimal? AverageNetRevenue { get; init; }

    /// <summary>Orders of all.</summary>
    public required long OrderCount { get; init; }

    /// <summary>Orders per customer.</summary>
    public required double AverageOrderCount { get; init; }

    /// <summary>Gross revenue / orders.</summary>
    public required decimal? AverageOrderValue { get; init; }

    /// <summary>Visits of all.</summary>
    public required long? SessionCount { get; init; }

    /// <summary>Visits per customer.</summary>
    public required double? AverageSessionCount { get; init; }

    /// <summary>Mean cart abandonment of the customers with baskets.</summary>
    public required double? AverageCartAbandonmentRate { get; init; }

    /// <summary>Mean refund rate of the customers with orders.</summary>
    public required double? AverageRefundRate { get; init; }

    /// <summary>Mean expected future value; null until a value model has scored the table.</summary>
    public required decimal? AverageClv { get; init; }

    /// <summary>
    /// Mean probability of no purchase in the next 90 days; null until a value model has scored the table.
    /// </summary>
    public required double? AverageChurn { get; init; }

    /// <summary>Summarises a table.</summary>
    public static ProfileSummary Of(ProfileTable table)
    {
        double orders = Sum(table, nameof(CustomerProfile.OrderCount)) ?? 0;
        double? gross = Sum(table, nameof(CustomerProfile.GrossRevenue));
        return new ProfileSummary
        {
            CustomerCount = table.Count,
            ShareWithPurchase = Share(table, nameof(CustomerProfile.OrderCount), 1),
            ShareWithRepeatPurchase = Share(table, nameof(CustomerProfile.Frequency), 1),
            GrossRevenue = DecimalMoney.Of(gross),
            NetRevenue = DecimalMoney.Of(Sum(table, nameof(CustomerProfile.NetRevenue))),
            AverageNetRevenue = DecimalMoney.Of(Mean(table, nameof(CustomerProfile.NetRevenue))),
            OrderCount = (long)orders,
            AverageOrderCount = Mean(table, nameof(CustomerProfile.OrderCount)) ?? 0,
            AverageOrderValue = orders > 0 ? DecimalMoney.Of(gross / orders) : null,
            SessionCount = (long?)Sum(table, nameof(CustomerProfile.SessionCount)),
            AverageSessionCount = Mean(table, nameof(CustomerProfile.SessionCount)),
            AverageCartAbandonmentRate = Mean(table, nameof(CustomerProfile.CartAbandonmentRate)),
            AverageRefundRate = Mean(table, nameof(CustomerProfile.RefundRate)),
            AverageClv = DecimalMoney.Of(Mean(table, nameof(CustomerProfile.Clv))),
            AverageChurn = Mean(table, nameof(CustomerProfile.PChurn90)),
        };
    }

    private static double Share(ProfileTable table, string name, double atLeast) =>
        table.Numbers(name) is { Length: > 0 } values
            ? (double)values.Count(value => value >= atLeast) / values.Length
            : 0;

    private static double? Sum(ProfileTable table, string name) =>
        table.Numbers(name)?.Where(value => !double.IsNaN(value)).ToArray() is { Length: > 0 } values
            ? values.Sum()
            : null;

    private static double? Mean(ProfileTable table, string name) =>
        table.Numbers(name)?.Where(value => !double.IsNaN(value)).ToArray() is { Length: > 0 } values
            ? values.Sum() / values.Length
            : null;
}
