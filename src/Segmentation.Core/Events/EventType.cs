namespace Segmentation.Events;

/// <summary>What happened. The text form in files is snake_case: <c>add_to_cart</c>.</summary>
public enum EventType : byte
{
    /// <summary>Anything else; its own name is kept in <see cref="EventRecord.CustomType"/>.</summary>
    Custom = 0,

    /// <summary>A visit began.</summary>
    SessionStart,

    /// <summary>A visit ended.</summary>
    SessionEnd,

    /// <summary>A category page was viewed.</summary>
    ViewCategory,

    /// <summary>A product page was viewed.</summary>
    ViewItem,

    /// <summary>A search was made.</summary>
    Search,

    /// <summary>A product was put into the cart.</summary>
    AddToCart,

    /// <summary>A product was taken out of the cart.</summary>
    RemoveFromCart,

    /// <summary>Checkout began.</summary>
    Checkout,

    /// <summary>An order, or one line of it; lines of one order share their order id.</summary>
    Purchase,

    /// <summary>Detail of an order that a <see cref="Purchase"/> event already counts; never revenue.</summary>
    PurchaseItem,

    /// <summary>Money given back; the amount is a positive number.</summary>
    Refund,

    /// <summary>Detail of a refund that a <see cref="Refund"/> event already counts; never money.</summary>
    RefundItem,

    /// <summary>A parcel moved.</summary>
    DeliveryEvents,
}
