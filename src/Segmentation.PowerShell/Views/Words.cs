using System;
using System.Collections;
using System.ComponentModel;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Segmentation.PowerShell.Views;

/// <summary>
/// Values as text for lists, in the user's culture. A list breaks lines at any character, this at blanks.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Words
{
    /// <summary>A value as lines no longer than this; the elements of a collection begin a line each.</summary>
    public static string Wrap(object? value, int width) => value switch
    {
        null => string.Empty,
        string text => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => Broken(line, width))),
        double number => Number(number),
        IEnumerable items => string.Join('\n', items.Cast<object?>().Select(item => Wrap(item, width))),
        decimal amount => amount.ToString("N2", CultureInfo.CurrentCulture),
        DateTimeOffset moment => moment.ToString("u", CultureInfo.InvariantCulture),
        IFormattable figure => figure.ToString(null, CultureInfo.CurrentCulture),
        _ => Wrap(value.ToString(), width),
    };

    private static string Number(double number) => number.ToString(
        Math.Abs(number) switch { 0 => "0", < 0.1 => "0.####", < 1000 => "0.###", _ => "N0" },
        CultureInfo.CurrentCulture);

    private static string Broken(string line, int width)
    {
        StringBuilder text = new(line.Length);
        int used = 0;
        foreach (string word in line.Split(' '))
        {
            bool newLine = used > 0 && used + 1 + word.Length > width;
            text.Append(newLine ? "\n" : text.Length > 0 ? " " : string.Empty).Append(word);
            used = newLine ? word.Length : used + word.Length + (used > 0 ? 1 : 0);
        }

        return text.ToString();
    }
}
