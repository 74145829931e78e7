namespace Segmentation.Profiles;

public static partial class ProfileColumns
{
    /// <summary>Since when, how lately, and over the last days.</summary>
    private static ProfileColumn[] Times =>
    [
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
    ];
}
