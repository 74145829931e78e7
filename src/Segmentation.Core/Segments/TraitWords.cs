using System;
using System.Collections.Generic;
using System.Linq;

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
    private static readonly TraitWords[] All =
    [
        new("NetRevenue", "value", new("high-value"), new("low-value")),
        new("GrossRevenue", "value", new("high-value"), new("low-value")),
        new("MonetaryValue", "basket", new("big-basket"), new("small-basket")),
        new("Clv", "potential", new("high-potential"), new("low-potential")),
        new("AverageOrderValue", "basket", new("big-basket"), new("small-basket")),
        new("OrderCount", "frequency", new("often-buying", "frequent buyers"), new("rarely buying", "rare buyers")),
        new("Frequency", "frequency", new("often-buying", "repeat buyers"), new("rarely buying", "one-time buyers")),
        new(
            "PurchasesPerMonth",
            "frequency",
            new("often-buying", "frequent buyers"),
            new("rarely buying", "rare buyers")),
        new("UnitCount", "volume", new("bulk-buying", "bulk buyers"), new("single-item")),
        new("DaysSinceLastPurchase", "recency", new("lapsed"), new("recent")),
        new("DaysSinceLastEvent", "recency", new("inactive"), new("active")),
        new("TenureDays", "tenure", new("long-standing"), new("new")),
        new(
            "SessionCount",
            "visits",
            new("often-visiting", "frequent visitors"),
            new("rarely visiting", "rare visitors")),
        new("ItemViewCount", "visits", new("browsing", "browsers"), new("briefly browsing")),
        new("PageViewCount", "visits", new("browsing", "browsers"), new("briefly browsing")),
        new("ViewsPerSession", "depth", new("thorough"), new("quick")),
        new("SearchCount", "search", new("searching", "searchers"), new("non-searching")),
        new("CartAbandonmentRate", "carts", new("cart-abandoning", "cart abandoners"), new("cart-completing")),
        new("ConversionRate", "conversion", new("high-converting"), new("low-converting")),
        new("DiscountShare", "price", new("discount-driven"), new("full-price")),
        new("RefundRate", "refunds", new("refund-heavy"), new("refund-light")),
        new("RefundShare", "refunds", new("refund-heavy"), new("refund-light")),
        new("CategoryConcentration", "range", new("single-category"), new("wide-ranging")),
        new("TopCategoryShare", "range", new("single-category"), new("wide-ranging")),
        new("CategoryCount", "range", new("wide-ranging"), new("narrow-range")),
        new("Regularity", "rhythm", new("regular"), new("irregular")),
        new("WeekendShare", "week", new("weekend"), new("weekday")),
        new("EveningShare", "day", new("evening"), new("daytime")),
        new("MobileShare", "device", new("mobile"), new("desktop")),
        new("CampaignShare", "channel", new("campaign-driven"), new("unprompted")),
    ];

    /// <summary>The words for a column; null when none are declared.</summary>
    public static TraitWords? For(string feature) => Array.Find(All, w => w.Feature == feature);

    /// <summary>Two traits that together have a word of their own, which then stands for both.</summary>
    /// <param name="HighFeature">A column the segment is above the rest in.</param>
    /// <param name="LowFeature">A column it is below the rest in.</param>
    /// <param name="Phrase">The words.</param>
    internal sealed record Combination(string HighFeature, string LowFeature, TraitPhrase Phrase)
    {
        /// <summary>All of them.</summary>
        public static IReadOnlyList<Combination> All { get; } =
        [
            new("ItemViewCount", "OrderCount", new("browsing", "browsers")),
            new("SessionCount", "OrderCount", new("browsing", "browsers")),
            new("PageViewCount", "OrderCount", new("browsing", "browsers")),
        ];
    }
}
