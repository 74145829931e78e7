using System;

namespace Segmentation.Profiles;

/// <summary>Money on its way from the columns to the surface.</summary>
internal static class DecimalMoney
{
    private const double Largest = 7.9e28;

    /// <summary>The amount to 15 significant digits; null when it is missing or too large for a decimal.</summary>
    public static decimal? Of(double? value) =>
        value is { } number && Math.Abs(number) < Largest ? (decimal)number : null;

    /// <summary>The amount to 15 significant digits, or the end of a decimal's range.</summary>
    public static decimal Clamp(double value) => (decimal)Math.Clamp(value, -Largest, Largest);
}
