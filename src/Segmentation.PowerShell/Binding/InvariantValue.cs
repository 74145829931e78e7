using System;
using System.Globalization;

namespace Segmentation.PowerShell.Binding;

/// <summary>Reads one value of a piped object, whatever the culture of the session.</summary>
internal static class InvariantValue
{
    /// <summary>A number, or a text that is one.</summary>
    /// <exception cref="SegmentationException"><see cref="ErrorIds.UnexpectedInput"/>: it is none, or missing.</exception>
    public static double Number(object? value, string property) => value switch
    {
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => number,
        IConvertible number and not (string or bool or char or DateTime) => number.ToDouble(CultureInfo.InvariantCulture),
        _ => throw Unreadable(value, property, "a number, with a decimal point and without group separators"),
    };

    /// <summary>A Boolean, or true, false, yes, no, 1 or 0 as text or number.</summary>
    /// <exception cref="SegmentationException"><see cref="ErrorIds.UnexpectedInput"/>: it is none, or missing.</exception>
    public static bool Flag(object? value, string property) => value switch
    {
        bool flag => flag,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)?.Trim().ToUpperInvariant() switch
        {
            "TRUE" or "YES" or "1" => true,
            "FALSE" or "NO" or "0" => false,
            _ => throw Unreadable(value, property, "true or false, yes or no, 1 or 0"),
        },
    };

    private static SegmentationException Unreadable(object? value, string property, string wanted) => new(
        ErrorIds.UnexpectedInput,
        ErrorKind.InvalidData,
        value is null ? $"An object has no '{property}'." : $"Property '{property}' has '{value}' in an object.",
        $"It has to be {wanted}.",
        value ?? property);
}
