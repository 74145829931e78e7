using System;
using MathNet.Numerics.Integration;

namespace Segmentation.Clv;

/// <summary>Fixed nodes and weights on [0, 1].</summary>
internal static class GaussLegendre
{
    /// <summary>For integrands that fall by less than e⁴.</summary>
    public static readonly (double[] Nodes, double[] Weights) Eight = Rule(8);

    /// <summary>For one panel of an integrand that falls by less than e¹⁶.</summary>
    public static readonly (double[] Nodes, double[] Weights) Sixteen = Rule(16);

    private static (double[] Nodes, double[] Weights) Rule(int order)
    {
        GaussLegendreRule rule = new(0, 1, order);
        double[] nodes = new double[order];
        double[] weights = new double[order];
        for (int i = 0; i < order; i++)
        {
            nodes[i] = rule.GetAbscissa(i);
            weights[i] = rule.GetWeight(i);
        }

        Array.Sort(nodes, weights);
        return (nodes, weights);
    }
}
