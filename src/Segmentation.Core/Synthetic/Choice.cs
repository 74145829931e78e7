namespace Segmentation.Synthetic;

/// <summary>Weighted choices.</summary>
internal static class Choice
{
    /// <summary>Running sums of weights, scaled so that the last is 1.</summary>
    public static double[] Cumulative(double[] weights)
    {
        double[] cumulative = new double[weights.Length];
        double sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            cumulative[i] = sum += weights[i];
        }

        for (int i = 0; i < weights.Length; i++)
        {
            cumulative[i] /= sum;
        }

        return cumulative;
    }

    /// <summary>The choice that a number in [0, 1) falls on; never one of weight 0.</summary>
    public static int Pick(double[] cumulative, double number)
    {
        int i = 0;
        while (i < cumulative.Length - 1 && number >= cumulative[i])
        {
            i++;
        }

        return i;
    }
}
