using System.Collections.Generic;
using System.Linq;
using Segmentation.Events;
using Segmentation.Synthetic;

namespace Segmentation.Tests.Synthetic;

/// <summary>One generated dataset as objects, shared by the tests that look at behaviour.</summary>
public sealed class SyntheticShop
{
    public SyntheticShop()
    {
        Dataset = SyntheticEvents.Create(Options);
        Events = [.. Dataset.Events];
        IReadOnlyDictionary<string, string> trueIds = Dataset.Truth!.TrueIds;
        IReadOnlyDictionary<string, string> archetypes = Dataset.Truth.Archetypes;
        Customers = Events.ToLookup(e => trueIds.GetValueOrDefault(e.CustomerId, e.CustomerId));
        ByArchetype = Customers.ToLookup(customer => archetypes[customer.Key]);
    }

    public static SyntheticOptions Options { get; } = new() { CustomerCount = 1_500, Seed = 42 };

    public EventDataset Dataset { get; }

    public IReadOnlyList<EventRecord> Events { get; }

    /// <summary>The events of each true customer.</summary>
    public ILookup<string, EventRecord> Customers { get; }

    /// <summary>The true customers of each archetype.</summary>
    public ILookup<string, IGrouping<string, EventRecord>> ByArchetype { get; }

    /// <summary>The events of one type of all customers of an archetype.</summary>
    public IEnumerable<EventRecord> EventsOf(string archetype, EventType type) =>
        ByArchetype[archetype].SelectMany(customer => customer).Where(e => e.Type == type);
}
