namespace Segmentation.Events;

/// <summary>Why a row is not used, in the words that a summary shows.</summary>
public static class SkipReason
{
    /// <summary>The customer column is empty.</summary>
    public const string NoCustomerId = "no customer id";

    /// <summary>The time is empty, in another format, before 1970 or after 2100.</summary>
    public const string UnreadableTime = "unreadable time";

    /// <summary>A number is not written as the mapping says, not finite, or too large for money.</summary>
    public const string UnreadableNumber = "unreadable number";

    /// <summary>The event type is empty.</summary>
    public const string NoEventType = "no event type";

    /// <summary>A quantity below zero where no rule makes it a refund.</summary>
    public const string NegativeQuantity = "negative quantity";

    /// <summary>A price below zero where no rule makes it a refund.</summary>
    public const string NegativePrice = "negative price";

    /// <summary>An amount below zero where no rule makes it a refund.</summary>
    public const string NegativeAmount = "negative amount";

    /// <summary>The extra column is not a JSON object.</summary>
    public const string UnreadableExtra = "unreadable extra";

    /// <summary>The row has more or fewer fields than the header.</summary>
    public const string WrongFieldCount = "wrong number of fields";

    /// <summary>The row contains a NUL byte, as files cut off by a crash do.</summary>
    public const string NulByte = "NUL byte";

    /// <summary>The row is not valid in the file's encoding.</summary>
    public const string InvalidText = "invalid UTF-8";

    /// <summary>The line is not one JSON object.</summary>
    public const string InvalidJson = "invalid JSON";

    /// <summary>A past id or a customer id is missing in a row of an id history.</summary>
    public const string MissingId = "missing id";
}
