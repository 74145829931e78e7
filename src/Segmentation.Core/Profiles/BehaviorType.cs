using System.Collections.Generic;

namespace Segmentation.Profiles;

/// <summary>The purchase behaviour of a customer; the rule is declared with the column.</summary>
internal enum BehaviorType
{
    NoPurchase,
    OneTime,
    NewRepeater,
    Regular,
    Irregular,
    LongCycle,
}

/// <summary>The words for the behaviours, in the order of the enumeration.</summary>
internal static class BehaviorTypes
{
    public static IReadOnlyList<string> Names { get; } =
        ["no_purchase", "one_time", "new_repeater", "regular", "irregular", "long_cycle"];
}
