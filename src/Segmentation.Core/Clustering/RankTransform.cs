using System;
using System.Linq;
using Segmentation.Statistics;

namespace Segmentation.Clustering;

/// <summary>Ranks read from quantiles of the fitted values, so that new values have a rank too.</summary>
internal static class RankTransform
{
    private const int Steps = 1000;

    /// <summary>Evenly spaced quantiles: all values where there are no more than 1,001.</summary>
    public static double[] QuantilesOf(double[] sorted) => sorted.Length <= Steps + 1
        ? [.. sorted]
        : [.. Enumerable.Range(0, Steps + 1).Select(i => Descriptive.QuantileOfSorted(sorted, (double)i / Steps))];

    /// <summary>The rank of a value in [0, 1]: between two quantiles in proportion, the middle of equal ones.</summary>
    public static double Of(double value, double[] quantiles)
    {
        if (quantiles.Length < 2)
        {
            return 0.5;
        }

        int below = Count(quantiles, value, orEqual: false);
        int upTo = Count(quantiles, value, orEqual: true);
        double position = upTo > below ? (below + upTo - 1) / 2.0
            : below == 0 ? 0
            : below == quantiles.Length ? quantiles.Length - 1
            : below - 1 + ((value - quantiles[below - 1]) / (quantiles[below] - quantiles[below - 1]));
        return position / (quantiles.Length - 1);
    }

    /// <summary>How many quantiles are below a value, or at most it.</summary>
    private static int Count(double[] quantiles, double value, bool orEqual)
    {
        int low = 0;
        int high = quantiles.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            bool counts = orEqual ? quantiles[middle] <= value : quantiles[middle] < value;
            (low, high) = counts ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
