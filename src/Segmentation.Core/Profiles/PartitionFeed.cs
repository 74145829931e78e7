using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Segmentation.Events;

namespace Segmentation.Profiles;

/// <summary>
/// Reads batches on the calling thread and partitions them on another, or on the same when there is just one.
/// </summary>
internal static class PartitionFeed
{
    private const int BatchesAhead = 8;

    public static void Run(
        IEnumerable<EventBatch> batches,
        CustomerCodes customers,
        EventPartitioner partitioner,
        int threadCount,
        CancellationToken cancellationToken)
    {
        if (threadCount == 1)
        {
            foreach (EventBatch batch in batches)
            {
                partitioner.Add(batch, customers.Extend(batch.Vocabulary.Customers));
            }

            return;
        }

        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using BlockingCollection<(EventBatch Batch, int[]? Canonical)> queue = new(BatchesAhead);
        Task partitioning = Task.Run(() => Consume(queue, partitioner, stop), CancellationToken.None);
        try
        {
            foreach (EventBatch batch in batches)
            {
                queue.Add((batch, customers.Extend(batch.Vocabulary.Customers)), stop.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The other thread failed first; its error is thrown below.
        }
        finally
        {
            queue.CompleteAdding();
            Task.WaitAny([partitioning], CancellationToken.None);
        }

        partitioning.GetAwaiter().GetResult();
    }

    private static void Consume(
        BlockingCollection<(EventBatch Batch, int[]? Canonical)> queue,
        EventPartitioner partitioner,
        CancellationTokenSource stop)
    {
        try
        {
            foreach ((EventBatch batch, int[]? canonical) in queue.GetConsumingEnumerable(stop.Token))
            {
                partitioner.Add(batch, canonical);
            }
        }
        catch
        {
            stop.Cancel();
            throw;
        }
    }
}
