namespace Segmentation.Events;

/// <summary>The one place that says how each event column is stored.</summary>
public static class EventFields
{
    /// <summary>The number of columns.</summary>
    public const int Count = (int)EventField.Extra + 1;

    /// <summary>How the column is stored.</summary>
    public static EventFieldKind KindOf(EventField field) => field switch
    {
        EventField.CustomerId or EventField.EventType or EventField.Timestamp => EventFieldKind.Key,
        EventField.ProductPrice or EventField.Quantity or EventField.TotalAmount or EventField.DiscountAmount
            => EventFieldKind.Number,
        EventField.EventId or EventField.OrderId or EventField.SessionId or EventField.CartId
            or EventField.PageUrl or EventField.PageTitle or EventField.SearchQuery or EventField.Extra
            => EventFieldKind.Text,
        _ => EventFieldKind.Coded,
    };
}
