using System;

namespace Segmentation.Clv;

/// <summary>
/// The one integral of the Pareto/NBD model: ∫ (A/(A+u))^k (B/(B+u))^s du/(B+u) for u from 0 to h. Its integrand has
/// poles at −A and −B; in the logarithm of the nearer one they move to a distance of π, so a few Gauss–Legendre panels
/// reach full precision for any parameters, where the textbook form takes a small difference of two hypergeometric
/// functions.
/// </summary>
internal static class PowerProduct
{
    // Beyond e^−40 of its start nothing of the integrand is left in a double.
    private const double NegligibleDecay = 40;

    /// <summary>The integral.</summary>
    public static double Integrate(double a, double k, double b, double s, double h)
    {
        Nodes walk = new(a, k, b, s, h);
        double sum = 0;
        while (walk.Next())
        {
            sum += walk.Weight;
        }

        return sum;
    }

    /// <summary>
    /// Walks the nodes; <see cref="Weight"/> is the quadrature weight times the integrand at <see cref="U"/>.
    /// </summary>
    public ref struct Nodes
    {
        private readonly double _a;
        private readonly double _b;
        private readonly double _k;
        private readonly double _s;
        private readonly bool _fromB;
        private readonly double _ratio;
        private readonly double _width;
        private readonly double[] _nodes;
        private readonly double[] _weights;
        private readonly int _count;
        private int _index;

        public Nodes(double a, double k, double b, double s, double h)
        {
            (_a, _k, _b, _s) = (a, k, b, s);
            _fromB = b <= a;
            _ratio = _fromB ? b / a : a / b;
            double range = Stable.LogOnePlus(h / (_fromB ? b : a));
            double initialSlope = _fromB ? s + (k * _ratio) : k - 1 + ((s + 1) * _ratio);
            if (initialSlope > 0)
            {
                range = Math.Min(range, NegligibleDecay / initialSlope);
            }

            double far = Math.Log(1 + (_ratio * (Math.Exp(range) - 1)));
            double decay = _fromB ? (s * range) + (k * far) : (Math.Abs(k - 1) * range) + ((s + 1) * far);
            bool gentle = range <= 2 && decay <= 4;
            int panels = gentle ? 1 : (int)Math.Ceiling(Math.Max(range / 3, decay / 16));
            (_nodes, _weights) = gentle ? GaussLegendre.Eight : GaussLegendre.Sixteen;
            _width = range / Math.Max(1, panels);
            _count = Math.Max(1, panels) * _nodes.Length;
            _index = -1;
        }

        /// <summary>The node.</summary>
        public double U { get; private set; }

        /// <summary>Quadrature weight times integrand.</summary>
        public double Weight { get; private set; }

        /// <summary>ln((A + U) / A).</summary>
        public double LogA { get; private set; }

        /// <summary>ln((B + U) / B).</summary>
        public double LogB { get; private set; }

        public bool Next()
        {
            if (++_index >= _count)
            {
                return false;
            }

            int node = _index % _nodes.Length;
            double v = _width * ((_index / _nodes.Length) + _nodes[node]);
            double grown = Math.Exp(v);
            double other = Math.Log(1 + (_ratio * (grown - 1)));
            double weight = _width * _weights[node];
            if (_fromB)
            {
                (U, LogA, LogB) = (_b * (grown - 1), other, v);
                Weight = weight * Math.Exp((-_s * v) - (_k * other));
            }
            else
            {
                (U, LogA, LogB) = (_a * (grown - 1), v, other);
                Weight = weight * _ratio * Math.Exp(((1 - _k) * v) - ((_s + 1) * other));
            }

            return true;
        }
    }
}
