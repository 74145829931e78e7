using System;
using System.Threading;
using System.Threading.Tasks;
using static System.FormattableString;

namespace Segmentation.Statistics;

/// <summary>
/// Numbered pieces of work on some threads. A piece may only write what is its own; whoever merges the pieces does so
/// in
/// their order, so that the number of threads cannot change a result.
/// </summary>
public static class ParallelWork
{
    /// <summary>
    /// The number of threads to use: <paramref name="requested"/>, or all processors when it is not given.
    /// </summary>
    /// <exception cref="SegmentationException"><see cref="ErrorIds.InvalidOption"/>: less than one.</exception>
    public static int ThreadCount(int? requested)
    {
        if (requested is < 1)
        {
            throw new SegmentationException(
                ErrorIds.InvalidOption,
                ErrorKind.InvalidArgument,
                Invariant($"ThreadCount is {requested}, but must be at least 1."),
                "Leave it out to use all processors.",
                requested);
        }

        return requested ?? Environment.ProcessorCount;
    }

    /// <summary>
    /// Calls <paramref name="body"/> for 0 … <paramref name="count"/> − 1 and returns when all are done.
    /// </summary>
    public static void For(int count, int threads, Action<int> body, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (threads > 1 && count > 1)
        {
            ParallelOptions options = new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
            Parallel.For(0, count, options, body);
            return;
        }

        for (int i = 0; i < count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            body(i);
        }
    }
}
