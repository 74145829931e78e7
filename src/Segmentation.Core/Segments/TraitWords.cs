using System;

namespace Segmentation.Segments;

/// <summary>The words for one direction of a feature in a segment's name.</summary>
/// <param name="Adjective">Before the noun: <c>lapsed</c>.</param>
/// <param name="Noun">In the noun's place, where there is one: <c>cart abandoners</c>.</param>
internal sealed record TraitPhrase(string Adjective, string? Noun = null);

/// <summary>The business words for a profile column, when a segment is high or low in it.</summary>
/// <param name="Feature">The column.</param>
/// <param name="Topic">What it is about: a name says one thing about each topic.</param>
/// <param name="High">When the segment is above the rest.</param>
/// <param name="Low">When it is below.</param>
internal sealed record TraitWords(string Feature, string Topic, TraitPhrase High, TraitPhrase Low)
{
    public const string Frequency = "frequency";
    public const string Visits = "visits";

    private static readonly TraitPhrase s_frequent = new("frequent", "frequent buyers");
    private static readonly TraitPhrase s_occasional = new("occasional", "occasional buyers");
    private static readonly TraitPhrase s_oneTime = new("single-purchase", "one-time buyers");
    private static readonly TraitPhrase s_never = new("non-buying", "non-buyers");
    private static readonly TraitPhrase s_browsers = new("browsing", "browsers");
    private static readonly TraitPhrase s_bigBasket = new("big-basket");
    private static readonly TraitPhrase s_smallBasket = new("small-basket");
    private static readonly TraitPhrase s_broad = new("broad-range");
    private static readonly TraitPhrase s_focused = new("category-focused");
    private static readonly TraitPhrase s_engaged = new("engaged");
    private static readonly TraitPhrase s_unengaged = new("low-engagement");

    /// <summary>Topics that say something about purchases: of those who never bought there is nothing to say.</summary>
    private static readonly string[] s_ofBuyers = ["recency", "value", "basket", "price", "refunds", "rhythm", "volume"];

    /// <summary>In the order in which a name says them.</summary>
    private static readonly TraitWords[] s_all =
    [
        new("DaysSinceLastPurchase", "recency", new("lapsed"), new("recent")),
        new("DaysSinceLastEvent", "recency", new("inactive"), new("active")),
        new("TenureDays", "tenure", new("long-standing"), new("new")),
        new("Clv", "value", new("high-potential"), new("low-potential")),
        new("NetRevenue", "value", new("high-value"), new("low-value")),
        new("GrossRevenue", "value", new("high-value"), new("low-value")),
        new("MonetaryValue", "basket", s_bigBasket, s_smallBasket),
        new("AverageOrderValue", "basket", s_bigBasket, s_smallBasket),
        new("DiscountShare", "price", new("discount-driven"), new("full-price")),
        new("RefundRate", "refunds", new("refund-prone"), new("low-refund")),
        new("RefundShare", "refunds", new("refund-prone"), new("low-refund")),
        new("Regularity", "rhythm", new("regular"), new("irregular")),
        new("CampaignShare", "channel", new("campaign"), new("organic")),
        new("CategoryConcentration", "range", s_focused, s_broad),
        new("TopCategoryShare", "range", s_focused, s_broad),
        new("CategoryCount", "range", s_broad, s_focused),
        new("SessionCount", Visits, s_engaged, s_unengaged),
        new("ItemViewCount", Visits, s_engaged, s_unengaged),
        new("PageViewCount", Visits, s_engaged, s_unengaged),
        new("ViewsPerSession", "depth", new("thorough"), new("quick-visit")),
        new("SearchCount", "search", new("searching"), new("rarely searching")),
        new("ConversionRate", "conversion", new("high-converting"), new("low-converting")),
        new("MobileShare", "device", new("mobile"), new("desktop")),
        new("WeekendShare", "week", new("weekend"), new("weekday")),
        new("EveningShare", "day", new("evening"), new("daytime")),
        new("UnitCount", "volume", new("bulk-buying", "bulk buyers"), new("few-item")),
        new("OrderCount", Frequency, s_frequent, s_occasional),
        new("Frequency", Frequency, s_frequent, s_occasional),
        new("PurchasesPerMonth", Frequency, s_frequent, s_occasional),
        new("CartAbandonmentRate", "conversion", new("cart-abandoning", "cart abandoners"), new("cart-completing")),
    ];

    /// <summary>Where a name says it: smaller comes first.</summary>
    public int Rank => Array.IndexOf(s_all, this);

    /// <summary>Visits far above purchases.</summary>
    public static TraitPhrase Browsers => s_browsers;

    /// <summary>The words for a column; null when none are declared.</summary>
    public static TraitWords? For(string feature) => Array.Find(s_all, w => w.Feature == feature);

    /// <summary>
    /// The words for a difference. Those who bought once, or never, are called so only where that holds for the members
    /// themselves, not merely in comparison.
    /// </summary>
    public TraitPhrase PhraseOf(SegmentDifference difference)
    {
        if (difference.EffectSize > 0)
        {
            return High;
        }

        return Feature switch
        {
            "OrderCount" when difference.SegmentMean < 0.05 => s_never,
            "OrderCount" when difference.SegmentMean < 1.2 && difference.SegmentMedian == 1 => s_oneTime,
            "Frequency" when difference.SegmentMean < 0.2 && difference.SegmentMedian == 0 => s_oneTime,
            _ => Low,
        };
    }

    /// <summary>Whether a phrase rules out that anything is said about a topic.</summary>
    public static bool RulesOut(TraitPhrase phrase, string topic) =>
        (phrase == s_never && Array.IndexOf(s_ofBuyers, topic) >= 0)
        || (phrase == s_oneTime && topic == "rhythm");
}
