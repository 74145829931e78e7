using System;
using System.Globalization;

namespace Segmentation;

/// <summary>Shares in sentences.</summary>
internal static class Percent
{
    /// <summary>
    /// A share as a percentage: <c>12.5 %</c>; below 0.1 % with two digits, so that what is not 0 is never said to be:
    /// <c>0.0029 %</c>.
    /// </summary>
    /// <param name="share">The share; 1 is 100 %.</param>
    /// <param name="format">The format of the number from 0.1 % on.</param>
    public static string Of(double share, string format)
    {
        double percentage = share * 100;
        if (Math.Abs(percentage) is > 1e-15 and < 0.1)
        {
            int digits = (int)Math.Ceiling(-Math.Log10(Math.Abs(percentage))) + 1;
            format = "0." + new string('#', digits);
        }

        return percentage.ToString(format, CultureInfo.InvariantCulture) + " %";
    }
}
