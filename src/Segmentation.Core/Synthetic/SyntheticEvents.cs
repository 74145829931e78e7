using System;
using System.Collections.Generic;
using Segmentation.Events;
using Segmentation.Identity;

namespace Segmentation.Synthetic;

/// <summary>
/// A made-up shop: kinds of shoppers with habits of their own, their visits, orders, returns and past ids. The
/// data do not say which kind a shopper is; <see cref="EventDataset.Truth"/> does.
/// </summary>
public static class SyntheticEvents
{
    /// <summary>
    /// Describes the events of some options; they are generated when the dataset is read, anew at each reading, the
    /// same every time. Events come customer by customer, not in time order. A customer is the same however many there
    /// are, so a larger dataset of the same seed begins with the smaller one.
    /// </summary>
    /// <remarks>
    /// A purchase event carries what was paid; its purchase_item events carry the lines before discount, so that paid =
    /// Σ lines − discount. A past id has the customer's events up to the time of the merge. Every past id leads to one
    /// customer: chains, forks and repeated rows in the id history never join two customers. <c>Truth</c> and the id
    /// history are worked out when asked for.
    /// </remarks>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.InvalidOption"/>: an option is outside its range.
    /// </exception>
    public static EventDataset Create(SyntheticOptions options)
    {
        Population population = new(options.Validated());
        GroundTruth truth = new(
            new ComputedDictionary(
                () => CustomerIdsOf(population),
                id => ArchetypeOf(population, id),
                new Lazy<int>(options.CustomerCount)),
            new ComputedDictionary(
                () => PastIdsOf(population),
                id => TrueIdOf(population, id),
                new Lazy<int>(() => CountPastIds(population))));
        return new EventDataset(
            new SyntheticEventSource(population),
            new ComputedList<IdHistoryEntry>(population.History),
            truth: truth);
    }

    private static IEnumerable<KeyValuePair<string, string>> CustomerIdsOf(Population population)
    {
        for (int customer = 0; customer < population.Options.CustomerCount; customer++)
        {
            string archetype = Archetypes.All[population.PlanOf(customer).Archetype].Name;
            yield return new KeyValuePair<string, string>(population.Ids.Format(customer, 0), archetype);
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> PastIdsOf(Population population)
    {
        for (int customer = 0; customer < population.Options.CustomerCount; customer++)
        {
            CustomerPlan plan = population.PlanOf(customer);
            for (int slot = 1; slot <= plan.PastIds; slot++)
            {
                yield return new KeyValuePair<string, string>(
                    population.Ids.Format(customer, slot),
                    population.Ids.Format(customer, 0));
            }
        }
    }

    private static string? ArchetypeOf(Population population, string id) =>
        population.Ids.TryParse(id, population.Options.CustomerCount, out int customer, out int slot) && slot == 0
            ? Archetypes.All[population.PlanOf(customer).Archetype].Name
            : null;

    private static string? TrueIdOf(Population population, string id) =>
        population.Ids.TryParse(id, population.Options.CustomerCount, out int customer, out int slot)
        && slot >= 1
        && slot <= population.PlanOf(customer).PastIds
            ? population.Ids.Format(customer, 0)
            : null;

    private static int CountPastIds(Population population)
    {
        int count = 0;
        for (int customer = 0; customer < population.Options.CustomerCount; customer++)
        {
            count += population.PlanOf(customer).PastIds;
        }

        return count;
    }
}
