using System.Collections.Generic;

namespace Segmentation.Synthetic;

/// <summary>A generated customer, as far as it takes to make up attributes that fit the events.</summary>
/// <param name="Number">The customer's number, from 0.</param>
/// <param name="CustomerId">The true id.</param>
/// <param name="Country">The country; the offset of the customer's events is that country's.</param>
/// <param name="Cities">Cities to choose from.</param>
public sealed record SyntheticCustomer(int Number, string CustomerId, string Country, IReadOnlyList<string> Cities);

/// <summary>Turns the ids of a generated dataset back into customers, without a table.</summary>
public sealed class SyntheticCustomers
{
    private readonly Population _population;

    /// <summary>
    /// The customers of the dataset that <see cref="SyntheticEvents.Create"/> makes of the same options.
    /// </summary>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.InvalidOption"/>: an option is outside its range.
    /// </exception>
    public SyntheticCustomers(SyntheticOptions options) => _population = new Population(options.Validated());

    /// <summary>The customer with a true or past id; null when the id is nobody's.</summary>
    public SyntheticCustomer? Find(string customerId)
    {
        if (!_population.Ids.TryParse(customerId, _population.Options.CustomerCount, out int customer, out int slot))
        {
            return null;
        }

        CustomerPlan plan = _population.PlanOf(customer);
        if (slot > plan.PastIds)
        {
            return null;
        }

        Country country = Countries.All[plan.Country];
        return new SyntheticCustomer(customer, _population.Ids.Format(customer, 0), country.Name, country.Cities);
    }
}
