using System;
using System.IO;
using System.Runtime.InteropServices;
using Segmentation.Clustering;
using Segmentation.Statistics;

namespace Segmentation.Benchmarks;

/// <summary>Rows around eight centres, which overlap so much unless asked otherwise that k-means needs many iterations.</summary>
internal static class Matrix
{
    public static FeatureMatrix Create(int rows, int columns, double apart = 0.4)
    {
        SeededRandom random = new(7);
        double[] centres = new double[8 * columns];
        for (int i = 0; i < centres.Length; i++)
        {
            centres[i] = random.NextNormal() * apart;
        }

        double[] values = new double[(long)rows * columns];
        for (int row = 0; row < rows; row++)
        {
            int centre = random.NextInt32(8);
            for (int column = 0; column < columns; column++)
            {
                values[(row * columns) + column] = centres[(centre * columns) + column] + random.NextNormal();
            }
        }

        return new FeatureMatrix(rows, columns, values);
    }

    public static void Write(FeatureMatrix matrix, string path)
    {
        using FileStream stream = File.Create(path);
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes<double>(matrix.Values);
        stream.Write(bytes);
    }
}
