using System;
using System.Numerics;

namespace Segmentation.Statistics;

/// <summary>
/// xoshiro256** (Blackman and Vigna 2018), seeded through SplitMix64: the same numbers on every machine and .NET
/// version.
/// A value type: copy it to fork the sequence, pass it by reference to go on with it.
/// </summary>
public struct SeededRandom
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>Starts the sequence of a seed.</summary>
    public SeededRandom(long seed)
        : this((ulong)seed, 0)
    {
    }

    private SeededRandom(ulong seed, ulong stream)
    {
        ulong state = seed ^ (stream * 0xD1342543DE82EF95UL);
        _s0 = SplitMix(ref state);
        _s1 = SplitMix(ref state);
        _s2 = SplitMix(ref state);
        _s3 = SplitMix(ref state);
    }

    /// <summary>
    /// The sequence of replicate or item <paramref name="stream"/> under a seed: independent of threads and order.
    /// </summary>
    public static SeededRandom ForStream(long seed, long stream) => new((ulong)seed, (ulong)stream + 1);

    /// <summary>The next 64 random bits.</summary>
    public ulong NextUInt64()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>A number in [0, 1), with 53 random bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>An integer in [0, <paramref name="exclusiveMaximum"/>), without bias worth measuring (2⁻³²).</summary>
    public int NextInt32(int exclusiveMaximum)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(exclusiveMaximum);
        return (int)Math.BigMul(NextUInt64(), (ulong)exclusiveMaximum, out _);
    }

    /// <summary>An integer in [<paramref name="minimum"/>, <paramref name="maximum"/>], both included.</summary>
    public int NextInt32(int minimum, int maximum) => minimum + NextInt32(checked(maximum - minimum + 1));

    /// <summary>A standard normal number (Marsaglia's polar method).</summary>
    public double NextNormal()
    {
        while (true)
        {
            double x = (2 * NextDouble()) - 1;
            double y = (2 * NextDouble()) - 1;
            double square = (x * x) + (y * y);
            if (square is > 0 and < 1)
            {
                return x * Math.Sqrt(-2 * Math.Log(square) / square);
            }
        }
    }

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15UL;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
