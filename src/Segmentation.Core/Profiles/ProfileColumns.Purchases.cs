namespace Segmentation.Profiles;

public static partial class ProfileColumns
{
    /// <summary>What was bought, and what of it was given back.</summary>
    private static ProfileColumn[] Purchases =>
    [
        Declare(
            ProfileFigure.NetRevenue,
            "net revenue",
            ProfileUnit.Money,
            "Gross revenue less refunds, over the whole history up to the as-of moment. May be negative. Missing "
            + "when no purchase in the data states an amount."),
        Declare(
            ProfileFigure.OrderCount,
            "orders",
            ProfileUnit.Count,
            "Distinct order ids among purchase events; a purchase event without an order id counts as one order. "
            + "Purchase-item details and refunds never change it."),
        Declare(
            ProfileFigure.DaysSinceLastPurchase,
            "days since last purchase",
            ProfileUnit.Days,
            "Whole local calendar days from the last purchase day to the as-of day. Missing without a purchase."),
        Declare(
            ProfileFigure.Frequency,
            "repeat purchase days",
            ProfileUnit.Count,
            "x of the buy-till-you-die models: distinct purchase days − 1, so several orders on one day count "
            + "once. Missing without a purchase."),
        Declare(
            ProfileFigure.RecencyDays,
            "days from first to last purchase",
            ProfileUnit.Days,
            "t_x of the buy-till-you-die models: last purchase day − first purchase day; 0 with one purchase day. "
            + "Missing without a purchase. Not the time since the last purchase: that is DaysSinceLastPurchase."),
        Declare(
            ProfileFigure.TDays,
            "days since first purchase",
            ProfileUnit.Days,
            "T of the buy-till-you-die models: as-of day − first purchase day; never below RecencyDays. Missing "
            + "without a purchase."),
        Declare(
            ProfileFigure.MonetaryValue,
            "spend per repeat purchase day",
            ProfileUnit.Money,
            "Mean net spend of the repeat purchase days: the first purchase day is left out. A refund lowers the "
            + "day of the order it names, else the last purchase day on or before it. Missing without a repeat "
            + "purchase day, or when no purchase in the data states an amount."),
        Declare(
            ProfileFigure.AverageOrderValue,
            "average order value",
            ProfileUnit.Money,
            "Gross revenue / orders. Missing without an order."),
        Declare(
            ProfileFigure.GrossRevenue,
            "gross revenue",
            ProfileUnit.Money,
            "Sum of the amounts of purchase events. An event without an amount adds nothing and is counted in the "
            + "build report. Missing when no purchase in the data states an amount."),
        Declare(
            ProfileFigure.RefundAmount,
            "refunds",
            ProfileUnit.Money,
            "Sum of the amounts of refund events, whichever sign they are written with; refund-item details never "
            + "count."),
        Declare(
            ProfileFigure.RefundCount,
            "refunded orders",
            ProfileUnit.Count,
            "Distinct order ids among refund events; a refund without an order id counts as one. Two refunds of "
            + "one order count once."),
        Declare(
            ProfileFigure.RefundRate,
            "refund rate",
            ProfileUnit.Share,
            "Refunded orders / orders, at most 1 (refunds of orders from before the data exist). Missing without "
            + "an order."),
        Declare(
            ProfileFigure.RefundShare,
            "share of revenue refunded",
            ProfileUnit.Share,
            "Refunds / gross revenue, at most 1. Missing unless gross revenue is above 0."),
        Declare(
            ProfileFigure.PurchasesPerMonth,
            "orders per month",
            ProfileUnit.Number,
            "Orders / (max(TDays, 30) / 30.4375): histories below 30 days count as 30, so that one day's shopping "
            + "is not taken for a monthly habit. 0 without an order."),
        Declare(
            ProfileFigure.UnitCount,
            "pieces bought",
            ProfileUnit.Count,
            "Sum of the quantities of purchase events; for orders whose purchase events state none, of their "
            + "purchase-item details. Missing when none is stated."),
        Declare(
            ProfileFigure.ProductCount,
            "different products bought",
            ProfileUnit.Count,
            "Distinct product ids among purchase and purchase-item events. Missing when no purchase in the data "
            + "names a product."),
        Declare(
            ProfileFigure.DiscountShare,
            "share of orders with a discount",
            ProfileUnit.Share,
            "Orders with a discount above 0 / orders. Missing without an order, or when no purchase in the data "
            + "states a discount."),
    ];
}
