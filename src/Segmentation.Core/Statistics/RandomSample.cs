using System.Collections.Generic;

namespace Segmentation.Statistics;

/// <summary>Drawing some of many.</summary>
public static class RandomSample
{
    /// <summary>
    /// Draws <paramref name="count"/> items without replacement, each set equally likely, in their given order.
    /// </summary>
    public static List<int> Of(IReadOnlyList<int> items, int count, ref SeededRandom random)
    {
        // Knuth's selection sampling: one pass, keeps the order.
        List<int> sample = new(count);
        for (int i = 0; i < items.Count && sample.Count < count; i++)
        {
            if (random.NextDouble() * (items.Count - i) < count - sample.Count)
            {
                sample.Add(items[i]);
            }
        }

        return sample;
    }
}
