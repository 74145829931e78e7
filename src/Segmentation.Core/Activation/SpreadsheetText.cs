using System;
using System.Globalization;

namespace Segmentation.Activation;

/// <summary>
/// Keeps a spreadsheet from running a text of somebody else as a formula: an apostrophe before it makes it text. It can
/// be taken away again without loss.
/// </summary>
public static class SpreadsheetText
{
    /// <summary>The text, with an apostrophe before it where a spreadsheet would take it for a formula.</summary>
    public static string Neutralize(string text) => IsRisky(text) ? "'" + text : text;

    /// <summary>The text that <see cref="Neutralize"/> was given.</summary>
    public static string Restore(string text) =>
        text is ['\'', ..] && IsRisky(text) ? text[1..] : text;

    /// <summary>Whether <see cref="Neutralize"/> changes the text. A plain number such as -12.5 is no formula.</summary>
    public static bool IsRisky(string text)
    {
        ArgumentNullException.ThrowIfNull(text);

        // What already has apostrophes gets one more, or taking it away would be ambiguous.
        ReadOnlySpan<char> core = text.AsSpan().TrimStart('\'');
        return core is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..]
            && !decimal.TryParse(
                core,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out _);
    }
}
