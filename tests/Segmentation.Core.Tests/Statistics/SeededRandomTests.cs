using System.Linq;
using Segmentation.Statistics;
using Xunit;

namespace Segmentation.Tests.Statistics;

public sealed class SeededRandomTests
{
    [Fact]
    public void Same_seed_gives_the_same_numbers_forever()
    {
        SeededRandom random = new(42);
        ulong[] first = [random.NextUInt64(), random.NextUInt64()];
        SeededRandom again = new(42);
        Assert.Equal(first, new[] { again.NextUInt64(), again.NextUInt64() });
    }

    [Fact]
    public void Streams_of_one_seed_differ()
    {
        ulong[] starts = [.. Enumerable.Range(0, 100).Select(i => SeededRandom.ForStream(7, i).NextUInt64())];
        Assert.Equal(100, starts.Distinct().Count());
    }

    [Fact]
    public void Normal_numbers_have_mean_zero_and_deviation_one()
    {
        SeededRandom random = new(1);
        double[] values = [.. Enumerable.Range(0, 100_000).Select(_ => random.NextNormal())];
        Assert.InRange(values.Average(), -0.02, 0.02);
        Assert.InRange(values.Average(x => x * x), 0.97, 1.03);
    }

    [Fact]
    public void Integers_reach_both_ends_of_the_range_and_nothing_else()
    {
        SeededRandom random = new(3);
        int[] values = [.. Enumerable.Range(0, 1000).Select(_ => random.NextInt32(2, 5))];
        Assert.Equal([2, 3, 4, 5], values.Distinct().Order());
    }
}
