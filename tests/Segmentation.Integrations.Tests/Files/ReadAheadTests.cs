using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Segmentation.Integrations.Files;
using Xunit;

namespace Segmentation.Tests.Files;

public sealed class ReadAheadTests
{
    [Fact]
    public void Items_come_in_order() => Assert.Equal(
        Enumerable.Range(0, 1000), ReadAhead.Of(Enumerable.Range(0, 1000), 3, CancellationToken.None));

    [Fact]
    public void An_error_comes_as_it_was_after_the_items_before_it()
    {
        List<int> seen = [];

        SegmentationException error = Assert.Throws<SegmentationException>(() =>
        {
            foreach (int item in ReadAhead.Of(Failing(), 2, CancellationToken.None))
            {
                seen.Add(item);
            }
        });

        Assert.Equal("Broken", error.ErrorId);
        Assert.Equal([0, 1, 2, 3, 4], seen);

        static IEnumerable<int> Failing()
        {
            for (int i = 0; i < 5; i++)
            {
                yield return i;
            }

            throw new SegmentationException("Broken", ErrorKind.InvalidData, "It broke.", "Mend it.");
        }
    }

    [Fact]
    public void An_early_end_stops_and_disposes_of_the_source()
    {
        bool disposed = false;

        Assert.Equal([0, 1], ReadAhead.Of(Endless(), 2, CancellationToken.None).Take(2));

        Assert.True(disposed);

        IEnumerable<int> Endless()
        {
            try
            {
                for (int i = 0; ; i++)
                {
                    yield return i;
                }
            }
            finally
            {
                disposed = true;
            }
        }
    }

    [Fact]
    public void Cancellation_ends_both_sides()
    {
        using CancellationTokenSource cancel = new();

        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            foreach (int item in ReadAhead.Of(Enumerable.Range(0, int.MaxValue), 2, cancel.Token))
            {
                if (item == 10)
                {
                    cancel.Cancel();
                }
            }
        });
    }
}
