using System;
using System.Collections.Generic;
using Segmentation.Identity;

namespace Segmentation.Synthetic;

/// <summary>
/// What is settled about a customer before any event: the first draws of the customer's own random stream.
/// </summary>
internal readonly record struct CustomerPlan
{
    /// <summary>The most past ids a customer has.</summary>
    public const int MaximumPastIds = 3;

    /// <summary>The customer's number.</summary>
    public required int Customer { get; init; }

    /// <summary>An index into <see cref="Archetypes.All"/>.</summary>
    public required int Archetype { get; init; }

    /// <summary>An index into <see cref="Countries.All"/>.</summary>
    public required int Country { get; init; }

    /// <summary>The number of past ids; slot 1 is the oldest.</summary>
    public int PastIds { get; init; }

    /// <summary>When slot 1, 2 and 3 were given up, as UTC ticks, ascending.</summary>
    public (long First, long Second, long Third) Switches { get; init; }

    /// <summary>Whether each past id was merged into the next one, rather than all into the true id.</summary>
    public bool Chained { get; init; }

    /// <summary>
    /// When the oldest id was recorded again, as merged into another id of the customer; 0 when it was not.
    /// </summary>
    public long ForkedAt { get; init; }

    /// <summary>Whether the first history row occurs twice.</summary>
    public bool Repeated { get; init; }

    /// <summary>When a past slot (1 and up) was given up.</summary>
    public long SwitchOf(int slot) => slot switch
    {
        1 => Switches.First,
        2 => Switches.Second,
        _ => Switches.Third,
    };

    /// <summary>The slot of the id that the customer has at a time.</summary>
    public int SlotAt(long utcTicks)
    {
        for (int slot = 1; slot <= PastIds; slot++)
        {
            if (utcTicks < SwitchOf(slot))
            {
                return slot;
            }
        }

        return 0;
    }

    /// <summary>Adds the customer's rows of the id history.</summary>
    public void AddHistory(CustomerIds ids, List<IdHistoryEntry> history)
    {
        for (int slot = 1; slot <= PastIds; slot++)
        {
            int into = Chained && slot < PastIds ? slot + 1 : 0;
            history.Add(Row(ids, slot, into, SwitchOf(slot)));
            if (slot == 1 && Repeated)
            {
                history.Add(history[^1]);
            }
        }

        if (ForkedAt != 0)
        {
            history.Add(Row(ids, 1, Chained ? 0 : 2, ForkedAt));
        }
    }

    private IdHistoryEntry Row(CustomerIds ids, int past, int into, long utcTicks) => new(
        ids.Format(Customer, past),
        ids.Format(Customer, into),
        new DateTimeOffset(utcTicks, TimeSpan.Zero));
}
