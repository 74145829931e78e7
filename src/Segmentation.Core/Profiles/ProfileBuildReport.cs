using System.Collections.Generic;

namespace Segmentation.Profiles;

/// <summary>
/// What became of the events of one build. Nothing is lost silently: <c>EventsRead = EventsBeforeFrom + EventsUsed +
/// EventsAfterAsOf</c>, and the events used are those of the profiles plus <see cref="EventsBelowMinimum"/>. Both, and that the revenue of
/// the profiles is the revenue of the events (to 1e-6 relative), are checked on every build.
/// </summary>
public sealed record ProfileBuildReport
{
    /// <summary>Events read.</summary>
    public required long EventsRead { get; init; }

    /// <summary>Events up to the as-of moment.</summary>
    public required long EventsUsed { get; init; }

    /// <summary>Events after the as-of moment, left out.</summary>
    public required long EventsAfterAsOf { get; init; }

    /// <summary>Events before the start that was asked for, left out.</summary>
    public long EventsBeforeFrom { get; init; }

    /// <summary>Customers left out because they have fewer events than asked for.</summary>
    public required int CustomersBelowMinimum { get; init; }

    /// <summary>The events of those customers.</summary>
    public required long EventsBelowMinimum { get; init; }

    /// <summary>Purchase events without an amount; they count as orders and add nothing to revenue.</summary>
    public required long PurchasesWithoutAmount { get; init; }

    /// <summary>
    /// Currencies stated by purchase events, in ordinal order. Amounts are added as they are: more than one makes sums
    /// of money meaningless.
    /// </summary>
    public required IReadOnlyList<string> Currencies { get; init => field = Listed.Of(value); }

    /// <summary>Values that additional columns needed as numbers and that are none; they are left out.</summary>
    public long UnreadableAggregateValues { get; init; }
}
