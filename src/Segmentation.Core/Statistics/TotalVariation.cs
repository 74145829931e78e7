using System;

namespace Segmentation.Statistics;

/// <summary>How far two groups differ in how they spread over some kinds.</summary>
public static class TotalVariation
{
    /// <summary>
    /// The total variation distance of two sets of counts over the same kinds, freed of what chance alone gives:
    /// (d − E) / (1 − E), at least 0, where d is half the sum of absolute differences of shares (the share of one group
    /// that would have to change its kind to look like the other) and E = ½ Σ √(2 p (1 − p) (1/n₁ + 1/n₂) / π) its
    /// expectation when both groups draw from the pooled shares p. NaN when a group is empty.
    /// </summary>
    public static double BeyondChance(ReadOnlySpan<int> first, ReadOnlySpan<int> second)
    {
        if (first.Length != second.Length)
        {
            throw new ArgumentException("Both groups need a count for each kind.", nameof(second));
        }

        long n1 = 0;
        long n2 = 0;
        for (int i = 0; i < first.Length; i++)
        {
            n1 += first[i];
            n2 += second[i];
        }

        if (n1 == 0 || n2 == 0)
        {
            return double.NaN;
        }

        double distance = 0;
        double expected = 0;
        for (int i = 0; i < first.Length; i++)
        {
            double pooled = (double)(first[i] + second[i]) / (n1 + n2);
            distance += Math.Abs(((double)first[i] / n1) - ((double)second[i] / n2)) / 2;
            expected += Math.Sqrt(2 * pooled * (1 - pooled) * ((1.0 / n1) + (1.0 / n2)) / Math.PI) / 2;
        }

        return expected >= 1 ? 0 : Math.Max(0, (distance - expected) / (1 - expected));
    }
}
