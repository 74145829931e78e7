using System.Linq;
using Segmentation.Profiles;

namespace Segmentation.LookAlikes;

/// <summary>What one purchase in a category is worth in revenue, and what that is the mean of.</summary>
internal readonly record struct PurchaseWorth(double? Value, PurchaseValueBasis Basis)
{
    /// <summary>The mean amount of the category's purchases, else of all orders.</summary>
    public static PurchaseWorth Of(CustomerEngagement customers, int category)
    {
        if (customers.Revenue[category] > 0 && customers.Purchases[category] > 0)
        {
            return new(customers.Revenue[category] / customers.Purchases[category], PurchaseValueBasis.Category);
        }

        double orders = customers.Table.Numbers(nameof(ProfileFigure.OrderCount))?.Sum(x => x > 0 ? x : 0) ?? 0;
        double revenue = customers.Table.Numbers(nameof(ProfileFigure.GrossRevenue))?.Sum(x => x > 0 ? x : 0) ?? 0;
        return orders > 0 && revenue > 0
            ? new(revenue / orders, PurchaseValueBasis.AllOrders)
            : new(null, PurchaseValueBasis.None);
    }

    /// <summary>Money to the cent.</summary>
    public static decimal Money(double value) => decimal.Round(DecimalMoney.Clamp(value), 2);
}
