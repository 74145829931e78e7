using System;
using System.Collections.Generic;
using System.Linq;

namespace Segmentation.Profiles;

/// <summary>
/// The one declaration of every profile figure that is built from events. The builder, <c>docs/definitions.md</c>, the
/// reports and the features take names, labels, units and definitions from here.
/// </summary>
public static partial class ProfileColumns
{
    /// <summary>All columns, in reading order: that of <see cref="ProfileFigure"/>.</summary>
    public static IReadOnlyList<ProfileColumn> All { get; } =
<<<<<<< HEAD
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
        Declare(
            ProfileFigure.FirstSeen,
            "first seen",
            ProfileUnit.Time,
            "Time of the first event of any type, UTC."),
        Declare(
            ProfileFigure.LastSeen,
            "last seen",
            ProfileUnit.Time,
            "Time of the last event of any type, UTC."),
        Declare(
            ProfileFigure.FirstPurchase,
            "first purchase",
            ProfileUnit.Time,
            "Time of the first purchase event, UTC. Missing without a purchase."),
        Declare(
            ProfileFigure.LastPurchase,
            "last purchase",
            ProfileUnit.Time,
            "Time of the last purchase event, UTC. Missing without a purchase."),
        Declare(
            ProfileFigure.TenureDays,
            "days as a customer",
            ProfileUnit.Days,
            "As-of day − local date of the first event of any type."),
        Declare(
            ProfileFigure.DaysActive,
            "active days",
            ProfileUnit.Count,
            "Distinct local dates with an act of the shopper (see above)."),
        Declare(
            ProfileFigure.DaysSinceLastEvent,
            "days since last event",
            ProfileUnit.Days,
            "As-of day − local date of the last event of any type."),
        Declare(
            ProfileFigure.EventCount,
            "events",
            ProfileUnit.Count,
            "All events up to the as-of moment, of any type."),
        Declare(
            ProfileFigure.OrdersLast30Days,
            "orders in the last 30 days",
            ProfileUnit.Count,
            "Orders whose first purchase event lies in the 30 local days that end with the as-of day."),
        Declare(
            ProfileFigure.OrdersLast90Days,
            "orders in the last 90 days",
            ProfileUnit.Count,
            "The same for 90 days."),
        Declare(
            ProfileFigure.OrdersLast365Days,
            "orders in the last 365 days",
            ProfileUnit.Count,
            "The same for 365 days."),
        Declare(
            ProfileFigure.RevenueLast30Days,
            "net revenue in the last 30 days",
            ProfileUnit.Money,
            "Purchase amounts less refund amounts dated in the 30 local days that end with the as-of day. May be "
            + "negative: a refund counts when it is made. Missing when no purchase in the data states an amount."),
        Declare(
            ProfileFigure.RevenueLast90Days,
            "net revenue in the last 90 days",
            ProfileUnit.Money,
            "The same for 90 days."),
        Declare(
            ProfileFigure.RevenueLast365Days,
            "net revenue in the last 365 days",
            ProfileUnit.Money,
            "The same for 365 days."),
        Declare(
            ProfileFigure.BehaviorType,
            "purchase behaviour",
            ProfileUnit.Text,
            "By purchase days: no_purchase (0), one_time (1), new_repeater (2: one gap says nothing about "
            + "regularity); from 3 on long_cycle (mean gap of 90 days or more, coefficient of variation at most 1), "
            + "else regular (coefficient of variation at most 0.5), else irregular."),
        Declare(
            ProfileFigure.GapMeanDays,
            "average days between purchases",
            ProfileUnit.Days,
            "Mean gap between consecutive purchase days. Missing below 2 purchase days."),
        Declare(
            ProfileFigure.GapStdDays,
            "variation of days between purchases",
            ProfileUnit.Days,
            "Sample standard deviation (n − 1) of the gaps. Missing below 2 gaps."),
        Declare(
            ProfileFigure.GapMinDays,
            "shortest gap between purchases",
            ProfileUnit.Days,
            "Smallest gap. Missing below 2 purchase days."),
        Declare(
            ProfileFigure.GapMaxDays,
            "longest gap between purchases",
            ProfileUnit.Days,
            "Largest gap. Missing below 2 purchase days."),
        Declare(
            ProfileFigure.GapMedianDays,
            "typical days between purchases",
            ProfileUnit.Days,
            "Median gap, the mean of the middle two for an even number. Missing below 2 purchase days."),
        Declare(
            ProfileFigure.GapCv,
            "irregularity of purchases",
            ProfileUnit.Number,
            "GapStdDays / GapMeanDays. Missing below 2 gaps."),
        Declare(
            ProfileFigure.Regularity,
            "purchase regularity",
            ProfileUnit.Share,
            "1 − min(GapCv / 2, 1): 1 is clockwork. Missing below 2 gaps."),
        Declare(
            ProfileFigure.SessionCount,
            "visits",
            ProfileUnit.Count,
            "Where the data has session ids: distinct ids, and events without one belong to no visit. Where it "
            + "has none but has browsing: acts of the shopper, a new visit after more than 30 minutes without one. "
            + "Missing when the data has neither."),
        Declare(
            ProfileFigure.PageViewCount,
            "page views",
            ProfileUnit.Count,
            "Category and product views. Missing when the data has neither type."),
        Declare(
            ProfileFigure.ItemViewCount,
            "product views",
            ProfileUnit.Count,
            "Product views. Missing when the data has none."),
        Declare(
            ProfileFigure.SearchCount,
            "searches",
            ProfileUnit.Count,
            "Searches. Missing when the data has none."),
        Declare(
            ProfileFigure.CartAddCount,
            "products put into the cart",
            ProfileUnit.Count,
            "Add-to-cart events. Missing when the data has none."),
        Declare(
            ProfileFigure.CartRemoveCount,
            "products taken out of the cart",
            ProfileUnit.Count,
            "Remove-from-cart events. Missing when the data has none."),
        Declare(
            ProfileFigure.CheckoutCount,
            "checkouts begun",
            ProfileUnit.Count,
            "Checkout events. Missing when the data has none."),
        Declare(
            ProfileFigure.CartAbandonmentRate,
            "cart abandonment",
            ProfileUnit.Share,
            "Baskets with an add and no purchase / baskets with an add. The basket of an add is its cart id, else "
            + "its visit; adds with neither are left out. A cart is bought by a purchase that names it, or by one "
            + "without a cart id in a visit in which it was filled; a visit by any purchase in it. Missing without "
            + "a basket, or when no purchase in the data names a cart or belongs to a visit."),
        Declare(
            ProfileFigure.ConversionRate,
            "visits with a purchase",
            ProfileUnit.Share,
            "Visits with a purchase / visits. Missing without a visit, or when no purchase in the data belongs to "
            + "a visit."),
        Declare(
            ProfileFigure.ViewsPerSession,
            "page views per visit",
            ProfileUnit.Number,
            "Page views / visits. Missing without a visit."),
        Declare(
            ProfileFigure.TopCategory,
            "main category",
            ProfileUnit.Text,
            "The level-1 category with the largest engagement (view 1, add to cart 2, purchase line 5); ties go "
            + "to the first in ordinal order. Level 1 is the broadest category, else the product category. A purchase "
            + "event counts in its own categories; its purchase-item details count only where the purchase events "
            + "of the order name none."),
        Declare(
            ProfileFigure.TopCategory2,
            "main category, level 2",
            ProfileUnit.Text,
            "The same for the middle level."),
        Declare(
            ProfileFigure.TopCategory3,
            "main category, level 3",
            ProfileUnit.Text,
            "The same for the narrowest level."),
        Declare(
            ProfileFigure.TopCategoryShare,
            "share of the main category",
            ProfileUnit.Share,
            "Engagement with the main level-1 category / engagement with all of them. Missing without one."),
        Declare(
            ProfileFigure.CategoryCount,
            "categories",
            ProfileUnit.Count,
            "Distinct level-1 categories with engagement. Missing when the data has no categories."),
        Declare(
            ProfileFigure.CategoryConcentration,
            "concentration on categories",
            ProfileUnit.Share,
            "Sum of squared engagement shares over level-1 categories (Herfindahl): 1 is a single category. "
            + "Missing without one."),
        Declare(
            ProfileFigure.PreferredWeekday,
            "preferred weekday",
            ProfileUnit.Weekday,
            "Local weekday with most acts of the shopper, 0 = Monday; ties go to the earliest in the week. Missing "
            + "without an act."),
        Declare(
            ProfileFigure.PreferredHour,
            "preferred hour",
            ProfileUnit.Hour,
            "Local hour with most timed acts of the shopper; ties go to the earliest. Acts of an event type whose "
            + "events are all at midnight are not timed: only their dates were recorded. Missing without one."),
        Declare(
            ProfileFigure.WeekendShare,
            "weekend share",
            ProfileUnit.Share,
            "Acts on Saturday or Sunday / acts."),
        PartOfDay(ProfileFigure.MorningShare, "morning share", "6:00 to 11:59"),
        PartOfDay(ProfileFigure.AfternoonShare, "afternoon share", "12:00 to 17:59"),
        PartOfDay(ProfileFigure.EveningShare, "evening share", "18:00 to 23:59"),
        PartOfDay(ProfileFigure.NightShare, "night share", "0:00 to 5:59"),
        Quarter(ProfileFigure.Quarter1Share, "January to March"),
        Quarter(ProfileFigure.Quarter2Share, "April to June"),
        Quarter(ProfileFigure.Quarter3Share, "July to September"),
        Quarter(ProfileFigure.Quarter4Share, "October to December"),
        Declare(
            ProfileFigure.HourMean,
            "average hour",
            ProfileUnit.Hour,
            "Circular mean of the local times of day of the timed acts, to the minute, in [0, 24). Missing when there "
            + "is no direction (resultant below 1e-6) or no timed act."),
        Declare(
            ProfileFigure.HourConcentration,
            "concentration on a time of day",
            ProfileUnit.Share,
            "Length of the mean resultant of the times of day: 0 is all round the clock, 1 always the same "
            + "minute. Missing without a timed act."),
        Declare(
            ProfileFigure.PrimaryDevice,
            "main device",
            ProfileUnit.Text,
            "The device of most events; ties go to the first in ordinal order. Missing when none is stated."),
        Declare(
            ProfileFigure.MobileShare,
            "share of mobile devices",
            ProfileUnit.Share,
            "Events on a mobile device / events with a device. Mobile: mobile, phone, smartphone, tablet, ios, "
            + "android, iphone, ipad, in any case. Missing when none is stated."),
        Declare(
            ProfileFigure.PrimaryChannel,
            "main channel",
            ProfileUnit.Text,
            "The channel of most events; ties go to the first in ordinal order. Missing when none is stated."),
        Declare(
            ProfileFigure.CampaignShare,
            "share of events from campaigns",
            ProfileUnit.Share,
            "Events that name a campaign / events. Missing when the data names none."),
    ];
=======
        [.. Purchases, .. Times, .. Rhythm, .. Visits, .. Categories, .. Clock, .. Channels];
>>>>>>> main

    /// <summary>The declaration of a column, or null when no built column has that name (in any case).</summary>
    public static ProfileColumn? Find(string name) =>
        All.FirstOrDefault(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase));

    internal static ProfileColumn Of(ProfileFigure figure) => All[(int)figure];

    private static ProfileColumn PartOfDay(ProfileFigure figure, string label, string hours) => Declare(
        figure, label, ProfileUnit.Share, $"Timed acts from {hours} / timed acts. Missing without one.");

    private static ProfileColumn Quarter(ProfileFigure figure, string months) => Declare(
        figure,
        $"share of {months}",
        ProfileUnit.Share,
        $"Acts from {months} / acts, of the 365 days to the as-of date. Missing for customers known for less.");

    private static ProfileColumn Declare(ProfileFigure figure, string label, ProfileUnit unit, string description) =>
        new(figure.ToString(), label, unit, description);
}
