using System;
using System.Linq;

namespace Segmentation.Statistics;

/// <summary>How far two partitions of the same rows agree. Labels are 0, 1, … and their names do not matter.</summary>
public static class Agreement
{
    /// <summary>Counts[a, b]: the rows with label a in one partition and b in the other.</summary>
    public static int[,] Contingency(int[] first, int[] second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Length != second.Length)
        {
            throw new ArgumentException("The partitions are not of the same rows.", nameof(second));
        }

        int[,] counts = new int[first.Length == 0 ? 0 : first.Max() + 1, second.Length == 0 ? 0 : second.Max() + 1];
        for (int i = 0; i < first.Length; i++)
        {
            counts[first[i], second[i]]++;
        }

        return counts;
    }

    /// <summary>
    /// The Rand index adjusted for chance (Hubert and Arabie 1985): 1 for equal partitions, 0 on average for
    /// independent
    /// ones. Two partitions that are both one cluster, or both all singletons, agree: 1.
    /// </summary>
    public static double AdjustedRand(int[] first, int[] second)
    {
        Margins m = Margins.Of(Contingency(first, second));
        double all = Pairs(m.Total);
        double expected = all > 0 ? m.FirstPairs * m.SecondPairs / all : 0;
        double largest = (m.FirstPairs + m.SecondPairs) / 2;
        return largest > expected ? (m.JointPairs - expected) / (largest - expected) : 1;
    }

    /// <summary>
    /// Fowlkes and Mallows (1983): the geometric mean of the shares of each partition's pairs that the other keeps
    /// together; NaN when a partition has no pair.
    /// </summary>
    public static double FowlkesMallows(int[] first, int[] second)
    {
        Margins m = Margins.Of(Contingency(first, second));
        return m.JointPairs / Math.Sqrt(m.FirstPairs * m.SecondPairs);
    }

    /// <summary>The variation of information in nats (Meilă 2007): 0 for equal partitions, at most 2 ln k.</summary>
    public static double VariationOfInformation(int[] first, int[] second)
    {
        Margins m = Margins.Of(Contingency(first, second));
        return Math.Max(0, m.FirstEntropy + m.SecondEntropy - (2 * m.MutualInformation));
    }

    /// <summary>
    /// Mutual information over the mean of the entropies, in [0, 1]; not adjusted for chance, so it grows with the
    /// number of
    /// clusters.
    /// </summary>
    public static double NormalizedMutualInformation(int[] first, int[] second)
    {
        Margins m = Margins.Of(Contingency(first, second));
        double mean = (m.FirstEntropy + m.SecondEntropy) / 2;
        return mean > 0 ? m.MutualInformation / mean : 1;
    }

    /// <summary>
    /// Mutual information adjusted for chance (Vinh, Epps and Bailey 2010), normalised by the mean of the entropies: 1
    /// for
    /// equal partitions, 0 on average for independent ones.
    /// </summary>
    public static double AdjustedMutualInformation(int[] first, int[] second)
    {
        Margins m = Margins.Of(Contingency(first, second));
        double mean = (m.FirstEntropy + m.SecondEntropy) / 2;
        double expected = m.ExpectedMutualInformation();
        double range = mean - expected;
        return Math.Abs(range) > 1e-15 ? (m.MutualInformation - expected) / range : 1;
    }

    /// <summary>
    /// Jaccard of each cluster of one partition with each of the other: common rows / rows in either.
    /// </summary>
    public static double[,] JaccardMatrix(int[] first, int[] second)
    {
        int[,] counts = Contingency(first, second);
        Margins m = Margins.Of(counts);
        double[,] jaccard = new double[counts.GetLength(0), counts.GetLength(1)];
        for (int a = 0; a < counts.GetLength(0); a++)
        {
            for (int b = 0; b < counts.GetLength(1); b++)
            {
                int union = m.First[a] + m.Second[b] - counts[a, b];
                jaccard[a, b] = union > 0 ? (double)counts[a, b] / union : 0;
            }
        }

        return jaccard;
    }

    private static double Pairs(double count) => count * (count - 1) / 2;

    private sealed class Margins
    {
        public required int[] First { get; init; }

        public required int[] Second { get; init; }

        public required int Total { get; init; }

        public required double JointPairs { get; init; }

        public required double MutualInformation { get; init; }

        public double FirstPairs => First.Sum(count => Pairs(count));

        public double SecondPairs => Second.Sum(count => Pairs(count));

        public double FirstEntropy => Entropy(First);

        public double SecondEntropy => Entropy(Second);

        public static Margins Of(int[,] counts)
        {
            int[] first = new int[counts.GetLength(0)];
            int[] second = new int[counts.GetLength(1)];
            double pairs = 0;
            for (int a = 0; a < first.Length; a++)
            {
                for (int b = 0; b < second.Length; b++)
                {
                    first[a] += counts[a, b];
                    second[b] += counts[a, b];
                    pairs += Pairs(counts[a, b]);
                }
            }

            int total = first.Sum();
            double information = 0;
            for (int a = 0; a < first.Length; a++)
            {
                for (int b = 0; b < second.Length; b++)
                {
                    information += Information(counts[a, b], first[a], second[b], total);
                }
            }

            return new Margins
            {
                First = first,
                Second = second,
                Total = total,
                JointPairs = pairs,
                MutualInformation = information,
            };
        }

        /// <summary>The mean mutual information over all tables with these margins (hypergeometric).</summary>
        public double ExpectedMutualInformation()
        {
            double[] logFactorial = new double[Total + 1];
            for (int i = 2; i <= Total; i++)
            {
                logFactorial[i] = logFactorial[i - 1] + Math.Log(i);
            }

            double expected = 0;
            foreach (int a in First)
            {
                foreach (int b in Second)
                {
                    double ends = logFactorial[a] + logFactorial[b] + logFactorial[Total - a] + logFactorial[Total - b]
                        - logFactorial[Total];
                    for (int joint = Math.Max(1, a + b - Total); joint <= Math.Min(a, b); joint++)
                    {
                        double logProbability = ends - logFactorial[joint] - logFactorial[a - joint]
                            - logFactorial[b - joint] - logFactorial[Total - a - b + joint];
                        expected += Information(joint, a, b, Total) * Math.Exp(logProbability);
                    }
                }
            }

            return expected;
        }

        private static double Information(double joint, double a, double b, double total) =>
            joint > 0 ? joint / total * Math.Log(total * joint / (a * b)) : 0;

        private double Entropy(int[] counts)
        {
            double sum = 0;
            foreach (int count in counts)
            {
                double share = (double)count / Total;
                sum -= count > 0 ? share * Math.Log(share) : 0;
            }

            return sum;
        }
    }
}
