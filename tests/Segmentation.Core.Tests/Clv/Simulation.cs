using System;
using System.Collections.Generic;
using MathNet.Numerics.Distributions;
using Segmentation.Clv;

namespace Segmentation.Tests.Clv;

/// <summary>Draws customers from the models, so that forecasts can be held against what happens.</summary>
internal static class Simulation
{
    /// <summary>
    /// Mean of N, of N (N − 1), and the share with N &gt; 0, over the first weeks after the first purchase.
    /// </summary>
    public static (double Mean, double Pairs, double Active) FirstYear(
        PurchaseModel model, int customers, double weeks, int seed)
    {
        Random random = new(seed);
        double mean = 0;
        double pairs = 0;
        double active = 0;
        for (int i = 0; i < customers; i++)
        {
            double n = Purchases(model, weeks, random).Count;
            mean += n / customers;
            pairs += n * (n - 1) / customers;
            active += n > 0 ? 1.0 / customers : 0;
        }

        return (mean, pairs, active);
    }

    /// <summary>The times of the repeat purchases of one new customer.</summary>
    public static List<double> Purchases(PurchaseModel model, double weeks, Random random)
    {
        IReadOnlyList<ModelParameter> p = model.Parameters;
        double rate = Gamma.Sample(random, p[0].Value, p[1].Value);
        List<double> times = [];
        if (model is ParetoNbd)
        {
            double lifetime = Exponential.Sample(random, Gamma.Sample(random, p[2].Value, p[3].Value));
            for (double t = Wait(); t < Math.Min(weeks, lifetime); t += Wait())
            {
                times.Add(t);
            }

            return times;
        }

        double dropout = Beta.Sample(random, p[2].Value, p[3].Value);
        bool alive = model is not MbgNbd || random.NextDouble() >= dropout;
        for (double t = Wait(); alive && t < weeks; t += Wait())
        {
            times.Add(t);
            alive = random.NextDouble() >= dropout;
        }

        return times;

        double Wait() => rate > 0 ? Exponential.Sample(random, rate) : double.PositiveInfinity;
    }
}
