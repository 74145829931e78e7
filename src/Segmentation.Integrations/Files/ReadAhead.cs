using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Segmentation.Integrations.Files;

/// <summary>Runs a sequence on a thread of its own, a few items ahead of whoever enumerates it.</summary>
internal static class ReadAhead
{
    /// <summary>
    /// The same items in the same order. An error of the source is thrown as it was, after the items before it. When the
    /// enumeration ends early the source is stopped and disposed of before control returns.
    /// </summary>
    /// <param name="source">The sequence; started with the enumeration.</param>
    /// <param name="itemsAhead">How many items may wait.</param>
    /// <param name="cancellationToken">Stops both sides.</param>
    public static IEnumerable<T> Of<T>(IEnumerable<T> source, int itemsAhead, CancellationToken cancellationToken)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using BlockingCollection<T> queue = new(itemsAhead);
        Task reading = Task.Run(() => Fill(source, queue, stop.Token), CancellationToken.None);
        try
        {
            foreach (T item in queue.GetConsumingEnumerable(cancellationToken))
            {
                yield return item;
            }

            reading.GetAwaiter().GetResult();
        }
        finally
        {
            stop.Cancel();
            Task.WaitAny([reading], CancellationToken.None);
            _ = reading.Exception;
        }
    }

    private static void Fill<T>(IEnumerable<T> source, BlockingCollection<T> queue, CancellationToken cancellationToken)
    {
        try
        {
            foreach (T item in source)
            {
                queue.Add(item, cancellationToken);
            }
        }
        finally
        {
            queue.CompleteAdding();
        }
    }
}
