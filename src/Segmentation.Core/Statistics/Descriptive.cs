using System;

namespace Segmentation.Statistics;

/// <summary>Summaries of a column of numbers. None of them changes its input.</summary>
public static class Descriptive
{
    /// <summary>The mean; NaN of nothing.</summary>
    public static double Mean(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }

    /// <summary>The standard deviation of a population (divided by n); NaN of nothing.</summary>
    public static double PopulationDeviation(ReadOnlySpan<double> values)
    {
        double mean = Mean(values);
        double sum = 0;
        foreach (double value in values)
        {
            sum += (value - mean) * (value - mean);
        }

        return Math.Sqrt(sum / values.Length);
    }

    /// <summary>The standard deviation of a sample (divided by n − 1); NaN of fewer than two.</summary>
    public static double SampleDeviation(ReadOnlySpan<double> values) => values.Length < 2
        ? double.NaN
        : PopulationDeviation(values) * Math.Sqrt(values.Length / (values.Length - 1.0));

    /// <summary>The skewness m₃ / m₂^1.5; 0 when all values are equal, NaN of nothing.</summary>
    public static double Skewness(ReadOnlySpan<double> values)
    {
        double mean = Mean(values);
        double second = 0;
        double third = 0;
        foreach (double value in values)
        {
            double difference = value - mean;
            second += difference * difference;
            third += difference * difference * difference;
        }

        double deviation = Math.Sqrt(second / values.Length);
        return deviation > 0 ? third / values.Length / (deviation * deviation * deviation) : second;
    }

    /// <summary>The median; NaN of nothing.</summary>
    public static double Median(ReadOnlySpan<double> values)
    {
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        return QuantileOfSorted(sorted, 0.5);
    }

    /// <summary>
    /// A quantile of values in ascending order, by linear interpolation (Hyndman and Fan's type 7); NaN of nothing.
    /// </summary>
    public static double QuantileOfSorted(ReadOnlySpan<double> sorted, double probability)
    {
        if (sorted.IsEmpty)
        {
            return double.NaN;
        }

        double position = probability * (sorted.Length - 1);
        int below = (int)position;
        double share = position - below;
        return share > 0 ? sorted[below] + (share * (sorted[below + 1] - sorted[below])) : sorted[below];
    }

    /// <summary>Pearson's correlation; NaN when one of the columns does not vary.</summary>
    public static double Correlation(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double meanX = Mean(x);
        double meanY = Mean(y);
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < x.Length; i++)
        {
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
            xy += (x[i] - meanX) * (y[i] - meanY);
        }

        return xx > 0 && yy > 0 ? xy / Math.Sqrt(xx * yy) : double.NaN;
    }
}
