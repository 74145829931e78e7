namespace Segmentation.Events;

/// <summary>
/// Every column an event can have. How a column is stored follows from <see cref="EventFields"/>: few distinct values as
/// dictionary codes, many as plain text, numbers as doubles.
/// </summary>
public enum EventField : byte
{
    /// <summary>The event's own id; nothing enforces that it is unique.</summary>
    EventId,

    /// <summary>The customer as the source names it.</summary>
    CustomerId,

    /// <summary>What happened.</summary>
    EventType,

    /// <summary>When it happened, UTC, with the shopper's offset beside it.</summary>
    Timestamp,

    /// <summary>The product.</summary>
    ProductId,

    /// <summary>The product's name.</summary>
    ProductName,

    /// <summary>The product's category where only one level is known.</summary>
    ProductCategory,

    /// <summary>The broadest category.</summary>
    CategoryLevel1,

    /// <summary>The middle category.</summary>
    CategoryLevel2,

    /// <summary>The narrowest category.</summary>
    CategoryLevel3,

    /// <summary>The price of one piece.</summary>
    ProductPrice,

    /// <summary>The number of pieces.</summary>
    Quantity,

    /// <summary>The order; events of one order share it.</summary>
    OrderId,

    /// <summary>The amount of this event: an order's total or an order line's, positive also for refunds.</summary>
    TotalAmount,

    /// <summary>The discount contained in the amount.</summary>
    DiscountAmount,

    /// <summary>ISO 4217 code.</summary>
    Currency,

    /// <summary>The page's address.</summary>
    PageUrl,

    /// <summary>The page's title.</summary>
    PageTitle,

    /// <summary>What was searched for.</summary>
    SearchQuery,

    /// <summary>The visit.</summary>
    SessionId,

    /// <summary>desktop, mobile, tablet, …</summary>
    DeviceType,

    /// <summary>The browser.</summary>
    Browser,

    /// <summary>Where the visit came from.</summary>
    Referrer,

    /// <summary>The cart.</summary>
    CartId,

    /// <summary>The marketing or sales channel.</summary>
    Channel,

    /// <summary>The campaign that led here.</summary>
    Campaign,

    /// <summary>The source's own name of a custom event.</summary>
    CustomType,

    /// <summary>Everything else, as one JSON object of names to texts.</summary>
    Extra,
}

/// <summary>How a column is stored.</summary>
public enum EventFieldKind
{
    /// <summary>Dictionary codes in an <c>int[]</c>; −1 is missing.</summary>
    Coded,

    /// <summary>Plain text in a <see cref="TextColumn"/>; empty is missing.</summary>
    Text,

    /// <summary>Numbers in a <c>double[]</c>; NaN is missing.</summary>
    Number,

    /// <summary>Always there, with an array of its own on the batch.</summary>
    Key,
}
