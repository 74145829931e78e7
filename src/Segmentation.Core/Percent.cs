using System;
using System.Globalization;

namespace Segmentation;

/// <summary>Shares in sentences.</summary>
internal static class Percent
{
    /// <summary>A share as a percentage: <c>12.5 %</c>. What is not 0 is never said to be: <c>0.003 %</c>.</summary>
    /// <param name="share">The share; 1 is 100 %.</param>
    /// <param name="format">The format of the number, when it is large enough for it.</param>
    public static string Of(double share, string format)
    {
        double percentage = share * 100;
        string text = percentage.ToString(format, CultureInfo.InvariantCulture);
        if (text is "0" or "-0" && Math.Abs(percentage) is > 1e-15 and < 1)
        {
            int first = (int)Math.Ceiling(-Math.Log10(Math.Abs(percentage)));
            text = percentage.ToString("0." + new string('#', first), CultureInfo.InvariantCulture);
        }

        return text + " %";
    }
}
