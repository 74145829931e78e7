using System;
using System.Collections.Generic;

namespace Segmentation.Events;

/// <summary>One event as an object: for looking at, filtering and in-memory input. The bulk path never makes one.</summary>
public sealed record EventRecord
{
    /// <summary>The event's own id; null when the source has none. Nothing enforces that it is unique.</summary>
    public string? EventId { get; init; }

    /// <summary>The customer; after merges were resolved, the surviving id.</summary>
    public required string CustomerId { get; init; }

    /// <summary>The customer as the source names it, where that differs from <see cref="CustomerId"/>.</summary>
    public string? SourceCustomerId { get; init; }

    /// <summary>What happened.</summary>
    public required EventType Type { get; init; }

    /// <summary>When it happened, with the shopper's offset from UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The amount of this event: an order's total or an order line's, positive also for refunds.</summary>
    public decimal? TotalAmount { get; init; }

    /// <summary>The order; lines of one order share it.</summary>
    public string? OrderId { get; init; }

    /// <summary>The product.</summary>
    public string? ProductId { get; init; }

    /// <summary>The product's name.</summary>
    public string? ProductName { get; init; }

    /// <summary>The product's category where only one level is known.</summary>
    public string? ProductCategory { get; init; }

    /// <summary>The broadest category.</summary>
    public string? CategoryLevel1 { get; init; }

    /// <summary>The middle category.</summary>
    public string? CategoryLevel2 { get; init; }

    /// <summary>The narrowest category.</summary>
    public string? CategoryLevel3 { get; init; }

    /// <summary>The price of one piece.</summary>
    public decimal? ProductPrice { get; init; }

    /// <summary>The number of pieces.</summary>
    public double? Quantity { get; init; }

    /// <summary>The discount contained in the amount.</summary>
    public decimal? DiscountAmount { get; init; }

    /// <summary>ISO 4217 code.</summary>
    public string? Currency { get; init; }

    /// <summary>The visit.</summary>
    public string? SessionId { get; init; }

    /// <summary>The cart.</summary>
    public string? CartId { get; init; }

    /// <summary>desktop, mobile, tablet, …</summary>
    public string? DeviceType { get; init; }

    /// <summary>The browser.</summary>
    public string? Browser { get; init; }

    /// <summary>The marketing or sales channel.</summary>
    public string? Channel { get; init; }

    /// <summary>The campaign that led here.</summary>
    public string? Campaign { get; init; }

    /// <summary>Where the visit came from.</summary>
    public string? Referrer { get; init; }

    /// <summary>The page's address.</summary>
    public string? PageUrl { get; init; }

    /// <summary>The page's title.</summary>
    public string? PageTitle { get; init; }

    /// <summary>What was searched for.</summary>
    public string? SearchQuery { get; init; }

    /// <summary>The source's own name of a custom event.</summary>
    public string? CustomType { get; init; }

    /// <summary>Everything else the source says, by name; null when there is nothing.</summary>
    public IReadOnlyDictionary<string, string>? Extra { get; init; }
}
