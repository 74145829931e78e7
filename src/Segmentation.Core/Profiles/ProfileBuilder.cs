using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;
using Segmentation.Events;

namespace Segmentation.Profiles;

/// <summary>
/// Builds profiles from events in one pass: events are written as compact rows to 256 partitions by customer, each
/// partition is grouped by customer, and one walk over a customer's events in time order gives every figure. Memory
/// depends on the budget and the number of customers, not on the number of events.
/// </summary>
public static class ProfileBuilder
{
    private const string Activity = "Building customer profiles";

    /// <summary>Builds the profiles of all customers of a dataset, with its merges applied.</summary>
    /// <param name="events">The events.</param>
    /// <param name="options">How; null is the defaults.</param>
    /// <param name="progress">Told after each batch and each partition, on the calling thread; the receiver thins it out.</param>
    /// <param name="cancellationToken">Stops the build.</param>
    /// <returns>One row per customer, in ordinal order of the id: the same for any order of the events, number of
    /// threads, culture and memory budget.</returns>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.InvalidOption"/>; <see cref="ErrorIds.NoCustomers"/> when no event or no customer is left;
    /// <see cref="ErrorIds.MissingColumn"/> when no event has what an aggregate is made of.
    /// </exception>
    public static ProfileTable Build(
        EventDataset events,
        ProfileOptions? options = null,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        options ??= new ProfileOptions();
        options.Validate();
        using RowPartitions partitions = new(options.MemoryBudgetBytes, options.CreateSpillStream);
        AggregateTally? aggregates = options.ExtraAggregates.Count > 0 ? new AggregateTally(options.ExtraAggregates) : null;
        EventPartitioner partitioner = new(
            partitions, options.AsOf?.UtcTicks ?? long.MaxValue, options.From?.UtcTicks ?? long.MinValue, aggregates);
        CustomerCodes customers = new(events.MergeMap);
        EventVocabulary vocabulary = Read(
            events, customers, partitioner, options.ThreadCount, progress, cancellationToken);
        if (partitioner.EventsUsed == 0)
        {
            throw NoEvents(partitioner, options);
        }

        DateTimeOffset asOf = options.AsOf ?? NewestEvent(partitioner);
        DataFacts facts = partitioner.Facts();
        ProfileInputs inputs = new(facts, vocabulary, new LocalClock(options.TimeZone), asOf);
        int[] order = Order(customers.Customers, partitioner, options.MinimumEvents);
        int[] rowOf = new int[customers.Customers.Count];
        Array.Fill(rowOf, -1);
        for (int row = 0; row < order.Length; row++)
        {
            rowOf[order[row]] = row;
        }

        ProfileRows rows = new(order.Length);
        CategoryEngagement[][] engagement = Walk(
            partitions, rowOf, inputs, rows, options.ThreadCount, progress, cancellationToken);
        Dictionary<string, double[]> numbers = rows.Numbers();
        ProfileBuildReport report = Report(partitioner, vocabulary, customers.Customers.Count, order) with
        {
            UnreadableAggregateValues = aggregates?.Unreadable ?? 0,
        };
        ConservationCheck.Run(report, numbers, partitioner, facts);
        ProfileTable table = new(
            Array.ConvertAll(order, code => customers.Customers[code]),
            asOf,
            ProfileColumns.All,
            numbers,
            rows.Texts(inputs),
            facts.Categories ? rows.Affinities(engagement, inputs.Categories.Texts) : null,
            events.MergeMap,
            events.Summary,
            rows.Times(),
            report)
        {
            Steps = events.Steps,
        };
        return aggregates is null ? table : aggregates.AddTo(table, order);
    }

    private static EventVocabulary Read(
        EventDataset events,
        CustomerCodes customers,
        EventPartitioner partitioner,
        int threadCount,
        IProgress<StageProgress>? progress,
        CancellationToken cancellationToken)
    {
        EventVocabulary vocabulary = new();
        PartitionFeed.Run(Batches(), customers, partitioner, threadCount, cancellationToken);
        return vocabulary;

        IEnumerable<EventBatch> Batches()
        {
            IntakeTally tally = new();
            long count = 0;
            foreach (EventBatch batch in events.Read(tally, cancellationToken))
            {
                vocabulary = batch.Vocabulary;
                count += batch.Count;
                progress?.Report(new StageProgress(
                    Activity,
                    string.Create(CultureInfo.InvariantCulture, $"{count:N0} events read"),
                    tally.Fraction * 0.8));
                yield return batch;
            }
        }
    }

    private static DateTimeOffset NewestEvent(EventPartitioner partitioner) =>
        new DateTimeOffset(partitioner.NewestTicks, TimeSpan.Zero)
            .ToOffset(TimeSpan.FromMinutes(partitioner.NewestOffset));

    /// <summary>The canonical codes of the customers with enough events, in ordinal order of their ids.</summary>
    private static int[] Order(IReadOnlyList<string> customers, EventPartitioner partitioner, int minimumEvents)
    {
        int[] kept =
        [
            .. Enumerable.Range(0, customers.Count).Where(code => partitioner.EventsOf(code) >= minimumEvents),
        ];
        return kept.Length > 0
            ? OrdinalOrder.Of(customers, kept)
            : throw new SegmentationException(
                ErrorIds.NoCustomers,
                ErrorKind.InsufficientData,
                string.Create(CultureInfo.InvariantCulture, $"No customer has {minimumEvents} events or more."),
                "Lower the minimum number of events.",
                minimumEvents);
    }

    private static CategoryEngagement[][] Walk(
        RowPartitions partitions,
        int[] rowOf,
        ProfileInputs inputs,
        ProfileRows rows,
        int threadCount,
        IProgress<StageProgress>? progress,
        CancellationToken cancellationToken)
    {
        CategoryEngagement[][] parts = new CategoryEngagement[RowPartitions.Count][];
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ExceptionDispatchInfo? failure = null;
        int next = -1;
        Task[] helpers =
        [
            .. Enumerable.Range(1, Math.Min(threadCount, parts.Length) - 1)
                .Select(_ => Task.Run(() => Work(report: false), CancellationToken.None)),
        ];
        Work(report: true);
        Task.WaitAll(helpers, CancellationToken.None);
        failure?.Throw();
        return parts;

        void Work(bool report)
        {
            try
            {
                PartitionWalk walk = new(partitions, rowOf, inputs, rows);
                for (int i = Interlocked.Increment(ref next); i < parts.Length; i = Interlocked.Increment(ref next))
                {
                    parts[i] = walk.Run(i, stop.Token);
                    if (report)
                    {
                        progress?.Report(new StageProgress(
                            Activity,
                            string.Create(CultureInfo.InvariantCulture, $"{rowOf.Length:N0} customers"),
                            0.8 + (0.2 * Math.Min(i, parts.Length) / parts.Length)));
                    }
                }
            }
            catch (Exception exception)
            {
                Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(exception), null);
                stop.Cancel();
            }
        }
    }

    private static ProfileBuildReport Report(
        EventPartitioner partitioner, EventVocabulary vocabulary, int customers, int[] order)
    {
        int withEvents = Enumerable.Range(0, customers).Count(code => partitioner.EventsOf(code) > 0);
        return new ProfileBuildReport
        {
            EventsRead = partitioner.EventsUsed + partitioner.EventsAfterAsOf + partitioner.EventsBeforeFrom,
            EventsBeforeFrom = partitioner.EventsBeforeFrom,
            EventsUsed = partitioner.EventsUsed,
            EventsAfterAsOf = partitioner.EventsAfterAsOf,
            CustomersBelowMinimum = withEvents - order.Length,
            EventsBelowMinimum = partitioner.EventsUsed - order.Sum(code => (long)partitioner.EventsOf(code)),
            PurchasesWithoutAmount = partitioner.PurchasesWithoutAmount,
            Currencies =
            [
                .. partitioner.Currencies
                    .Select(code => vocabulary[EventField.Currency][code])
                    .Order(StringComparer.Ordinal),
            ],
        };
    }

    private static SegmentationException NoEvents(EventPartitioner partitioner, ProfileOptions options) =>
        partitioner.EventsAfterAsOf + partitioner.EventsBeforeFrom == 0
            ? new SegmentationException(
                ErrorIds.NoCustomers,
                ErrorKind.InsufficientData,
                "The source has no events.",
                "Check the input: see RowsSkipped of the dataset for rows that were left out.")
            : new SegmentationException(
                ErrorIds.NoCustomers,
                ErrorKind.InsufficientData,
                partitioner.EventsBeforeFrom == 0
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $"All {partitioner.EventsAfterAsOf} events lie after the as-of moment {options.AsOf:O}.")
                    : string.Create(
                        CultureInfo.InvariantCulture, $"No event lies from {options.From:O} to {options.AsOf:O}."),
                "Give a later as-of moment; a date given without a time includes that whole day.",
                options.AsOf);
}
