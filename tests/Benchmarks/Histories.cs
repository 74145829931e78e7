using System;
using Segmentation.Clv;
using Segmentation.Statistics;

namespace Segmentation.Benchmarks;

/// <summary>Purchase histories drawn from the BG/NBD and the gamma-gamma model, over two years.</summary>
internal static class Histories
{
    private const double R = 0.6;
    private const double Alpha = 60;
    private const double A = 0.8;
    private const double B = 2.5;

    public static PurchaseHistories Create(int customers)
    {
        SeededRandom random = new(11);
        double[] frequency = new double[customers];
        double[] recency = new double[customers];
        double[] age = new double[customers];
        double[] spend = new double[customers];
        for (int i = 0; i < customers; i++)
        {
            age[i] = 30 + random.NextInt32(700);
            double rate = Gamma(ref random, R) / Alpha;
            double x = Gamma(ref random, A);
            double dropout = x / (x + Gamma(ref random, B));
            double time = 0;
            while (true)
            {
                time += -Math.Log(1 - random.NextDouble()) / rate;
                if (time >= age[i])
                {
                    break;
                }

                // Days with purchases count, as in a profile table.
                double day = Math.Ceiling(time);
                frequency[i] += day > recency[i] ? 1 : 0;
                recency[i] = day;
                if (random.NextDouble() < dropout)
                {
                    break;
                }
            }

            double orders = Math.Max(1, frequency[i]);
            spend[i] = frequency[i] == 0 ? double.NaN : Gamma(ref random, 6 * orders) / orders * 15 / Gamma(ref random, 4) * 3;
        }

        return new PurchaseHistories(frequency, recency, age, spend);
    }

    // Marsaglia and Tsang (2000); shapes below one by the usual power of a uniform number.
    private static double Gamma(ref SeededRandom random, double shape)
    {
        if (shape < 1)
        {
            return Gamma(ref random, shape + 1) * Math.Pow(random.NextDouble(), 1 / shape);
        }

        double d = shape - (1.0 / 3);
        double c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double normal = random.NextNormal();
            double v = Math.Pow(1 + (c * normal), 3);
            if (v > 0 && Math.Log(1 - random.NextDouble()) < (normal * normal / 2) + d - (d * v) + (d * Math.Log(v)))
            {
                return d * v;
            }
        }
    }
}
