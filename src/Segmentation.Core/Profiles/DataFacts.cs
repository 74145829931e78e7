using Segmentation.Events;

namespace Segmentation.Profiles;

/// <summary>What the data as a whole has. It decides which figures can be computed for anybody.</summary>
internal sealed class DataFacts
{
    private uint _types;

    public bool SessionIds { get; set; }

    public bool TimesOfDay { get; set; }

    public bool PurchaseAmounts { get; set; }

    public bool PurchaseProducts { get; set; }

    public bool PurchasesInSessions { get; set; }

    public bool PurchasesInCarts { get; set; }

    public bool Discounts { get; set; }

    public bool Categories { get; set; }

    public bool Campaigns { get; set; }

    /// <summary>Whether visits can be told apart by inactivity: there is browsing, not just orders.</summary>
    public bool Browsing => Has(EventType.SessionStart) || Has(EventType.SessionEnd) || Has(EventType.ViewCategory)
        || Has(EventType.ViewItem) || Has(EventType.Search) || Has(EventType.AddToCart)
        || Has(EventType.RemoveFromCart) || Has(EventType.Checkout);

    public bool Sessions => SessionIds || Browsing;

    /// <summary>Whether a purchase can be told to belong to a visit.</summary>
    public bool PurchasesHaveSessions => SessionIds ? PurchasesInSessions : Browsing;

    public void See(EventType type) => _types |= 1u << (int)type;

    public bool Has(EventType type) => (_types & (1u << (int)type)) != 0;

    /// <summary>Whether the event is an act of the shopper, not a detail of one or something done for them.</summary>
    public static bool IsAct(EventType type) => type is not (
        EventType.PurchaseItem or EventType.Refund or EventType.RefundItem or EventType.DeliveryEvents);
}
