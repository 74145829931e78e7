using System;
using System.Collections.Generic;
using Segmentation.Events;

namespace Segmentation.Profiles;

/// <summary>What the data as a whole has. It decides which figures can be computed for anybody.</summary>
internal sealed class DataFacts
{
    private const RowParts AnyCategory = RowParts.Category1 | RowParts.ProductCategory | RowParts.Category2
        | RowParts.Category3;

    private static readonly EventType[] s_browsing =
    [
        EventType.SessionStart, EventType.SessionEnd, EventType.ViewCategory, EventType.ViewItem, EventType.Search,
        EventType.AddToCart, EventType.RemoveFromCart, EventType.Checkout,
    ];

    private readonly uint _types;
    private readonly uint _timedTypes;

    /// <summary>Concludes from what was seen.</summary>
    /// <param name="parts">By event type: the parts that some event has; empty for types that do not occur.</param>
    /// <param name="timedTypes">The event types with a time of day in some event, a bit each.</param>
    public DataFacts(IReadOnlyDictionary<EventType, RowParts> parts, uint timedTypes)
    {
        RowParts any = RowParts.None;
        foreach ((EventType type, RowParts seen) in parts)
        {
            _types |= 1u << (int)type;
            any |= seen;
        }

        RowParts purchase = parts.GetValueOrDefault(EventType.Purchase);
        RowParts item = parts.GetValueOrDefault(EventType.PurchaseItem);
        _timedTypes = timedTypes;
        SessionIds = any.HasFlag(RowParts.Session);
        Campaigns = any.HasFlag(RowParts.Campaign);
        Categories = (any & AnyCategory) != RowParts.None;
        Discounts = purchase.HasFlag(RowParts.Discount);
        PurchaseAmounts = purchase.HasFlag(RowParts.Amount);
        PurchaseProducts = (purchase | item).HasFlag(RowParts.Product);
        PurchasesInCarts = purchase.HasFlag(RowParts.Cart);
        Browsing = Array.Exists(s_browsing, Has);
        PurchasesInVisits = SessionIds ? purchase.HasFlag(RowParts.Session) : Browsing;
    }

    public bool SessionIds { get; }

    public bool PurchaseAmounts { get; }

    public bool PurchaseProducts { get; }

    public bool PurchasesInCarts { get; }

    public bool Discounts { get; }

    public bool Categories { get; }

    public bool Campaigns { get; }

    /// <summary>Whether visits can be told apart by inactivity: there is browsing, not just orders.</summary>
    public bool Browsing { get; }

    public bool Visits => SessionIds || Browsing;

    /// <summary>Whether a purchase can be told to belong to a visit.</summary>
    public bool PurchasesInVisits { get; }

    public bool Has(EventType type) => (_types & (1u << (int)type)) != 0;

    /// <summary>
    /// Whether events of a type have times of day: where all are at midnight, only dates were recorded.
    /// </summary>
    public bool HasTimes(EventType type) => (_timedTypes & (1u << (int)type)) != 0;

    /// <summary>Whether the event is an act of the shopper, not a detail of one or something done for them.</summary>
    public static bool IsAct(EventType type) => type is not (
        EventType.PurchaseItem or EventType.Refund or EventType.RefundItem or EventType.DeliveryEvents);
}
