using System;
using System.Collections.Generic;

namespace Segmentation.Statistics;

/// <summary>Control of the false discovery rate.</summary>
public static class FalseDiscovery
{
    /// <summary>
    /// Benjamini and Hochberg's (1995) adjusted p-values, in the order given: to reject those at or below q keeps the
    /// expected share of false ones among the rejected at or below q.
    /// </summary>
    public static double[] Adjust(IReadOnlyList<double> pValues)
    {
        ArgumentNullException.ThrowIfNull(pValues);
        double[] sorted = [.. pValues];
        int[] order = new int[sorted.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(sorted, order);
        double[] adjusted = new double[sorted.Length];
        double least = 1;
        for (int rank = sorted.Length; rank >= 1; rank--)
        {
            least = Math.Min(least, sorted[rank - 1] * sorted.Length / rank);
            adjusted[order[rank - 1]] = least;
        }

        return adjusted;
    }
}
