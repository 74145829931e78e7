using System;
using System.Collections.Generic;
using System.Linq;

namespace Segmentation.Clv;

/// <summary>The measures of the backtest. Ties never depend on the order of the rows.</summary>
internal static class ForecastAccuracy
{
    /// <summary>P(score of a positive &gt; score of a negative), ties counting half; null without both.</summary>
    public static double? Auc(double[] scores, bool[] positive)
    {
        int[] order = [.. Enumerable.Range(0, scores.Length)];
        double[] sorted = (double[])scores.Clone();
        Array.Sort(sorted, order);
        double positives = positive.Count(p => p);
        double negatives = positive.Length - positives;
        double rankSum = 0;
        for (int start = 0; start < sorted.Length;)
        {
            int end = start;
            while (end < sorted.Length && sorted[end] == sorted[start])
            {
                end++;
            }

            double rank = (start + end + 1) / 2.0;
            rankSum += rank * order[start..end].Count(i => positive[i]);
            start = end;
        }

        return positives == 0 || negatives == 0
            ? null
            : (rankSum - (positives * (positives + 1) / 2)) / (positives * negatives);
    }

    /// <summary>
    /// Share of the total that the first 1/10, 2/10, … of the customers bring, ranked by score; equal scores share
    /// evenly.
    /// </summary>
    public static double[]? DecileCapture(double[] scores, double[] amounts)
    {
        double total = amounts.Sum();
        if (total <= 0)
        {
            return null;
        }

        int[] order = [.. Enumerable.Range(0, scores.Length)];
        double[] keys = Array.ConvertAll(scores, s => -s);
        Array.Sort(keys, order);
        double[] capture = new double[10];
        double before = 0;
        int decile = 0;
        for (int start = 0; start < keys.Length;)
        {
            int end = start;
            double amount = 0;
            while (end < keys.Length && keys[end] == keys[start])
            {
                amount += amounts[order[end++]];
            }

            while (decile < 10 && (decile + 1) * keys.Length <= end * 10L)
            {
                double reached = (decile + 1) * keys.Length / 10.0;
                capture[decile++] = (before + (amount * (reached - start) / (end - start))) / total;
            }

            before += amount;
            start = end;
        }

        return capture;
    }

    public static IReadOnlyList<CalibrationBin> Calibration(double[] chances, bool[] active) =>
    [
        .. Enumerable.Range(0, chances.Length)
            .GroupBy(i => Math.Min(9, (int)(chances[i] * 10)))
            .OrderBy(bin => bin.Key)
            .Select(bin => new CalibrationBin(
                bin.Key / 10.0,
                (bin.Key + 1) / 10.0,
                bin.Count(),
                bin.Average(i => chances[i]),
                bin.Average(i => active[i] ? 1.0 : 0))),
    ];

    public static IReadOnlyList<FrequencyBin> ByFrequency(double[] frequency, double[] expected, double[] actual)
    {
        const int Last = 7;
        return
        [
            .. Enumerable.Range(0, frequency.Length)
                .GroupBy(i => (int)Math.Min(Last, frequency[i]))
                .OrderBy(bin => bin.Key)
                .Select(bin => new FrequencyBin(
                    bin.Key, bin.Key == Last, bin.Count(), bin.Average(i => expected[i]), bin.Average(i => actual[i]))),
        ];
    }
}
