namespace Segmentation.Profiles;

public static partial class ProfileColumns
{
    /// <summary>What was done on the site.</summary>
    private static ProfileColumn[] Visits =>
    [
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
    ];
}
