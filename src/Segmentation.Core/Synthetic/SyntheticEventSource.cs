using System;
using System.Collections.Generic;
using System.Threading;
using Segmentation.Events;

namespace Segmentation.Synthetic;

/// <summary>
/// Generates the events at each reading: the same batches every time, and nothing kept between batches but the customer
/// ids. Events come customer by customer, not in time order.
/// </summary>
internal sealed class SyntheticEventSource(Population population) : IEventSource
{
    private const int CustomersBetweenChecks = 64;

    /// <inheritdoc/>
    public string Description => FormattableString.Invariant(
        $"synthetic events of {population.Options.CustomerCount} customers, seed {population.Options.Seed}");

    /// <inheritdoc/>
    public IEnumerable<EventBatch> Read(IntakeTally tally, CancellationToken cancellationToken)
    {
        SyntheticOptions options = population.Options;
        Catalogue catalogue = new(options.Seed, population.Start, population.End);
        EventWriter writer = new(catalogue.Products, options.Currency);
        Shopper shopper = new(population, writer, catalogue);
        for (int customer = 0; customer < options.CustomerCount; customer++)
        {
            if (customer % CustomersBetweenChecks == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                tally.Fraction = (double)customer / options.CustomerCount;
            }

            shopper.Play(customer);
            while (writer.TakeFull() is { } batch)
            {
                tally.RowsRead += batch.Count;
                yield return batch;
            }
        }

        if (writer.TakeLast() is { } last)
        {
            tally.RowsRead += last.Count;
            yield return last;
        }

        tally.Fraction = 1;
    }
}
