using System;
using System.Collections;
using System.Collections.Generic;
using System.ComponentModel;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Segmentation.PowerShell.Views;

/// <summary>
/// Values as text for lists, in the user's culture. A list breaks lines at any character, this at blanks.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Words
{
    private const int MostListed = 12;
    private const int LinesListed = 4;

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

    /// <summary>
    /// A value in few words: short lists as they are, long ones as a count, objects that have no words as their type.
    /// </summary>
    public static string Brief(object? value, int width) => value switch
    {
        null => string.Empty,
        string or IFormattable => Wrap(value, width),
        IEnumerable items => Few(items, width),
        _ => Wrap(HasWords(value) ? value.ToString() : $"({value.GetType().Name})", width),
    };

    private static string Few(IEnumerable items, int width)
    {
        List<object?> first = [.. items.Cast<object?>().Take(MostListed + 1)];
        if (first.Count <= MostListed && first.TrueForAll(i => i is string or IFormattable or null || HasWords(i)))
        {
            string text = string.Join(", ", first.Select(item => Wrap(item, int.MaxValue)));
            if (text.Length <= LinesListed * width && !text.Contains('\n', StringComparison.Ordinal))
            {
                return Wrap(text, width);
            }
        }

        int count = items is ICollection known ? known.Count : items.Cast<object?>().Count();
        return string.Create(CultureInfo.CurrentCulture, $"({count:N0} {(count == 1 ? "entry" : "entries")})");
    }

    // The words of a record that are made by the compiler list all it holds.
    private static bool HasWords(object value) =>
        value.GetType().GetMethod(nameof(ToString), Type.EmptyTypes) is { } words
        && words.DeclaringType != typeof(object)
        && words.GetCustomAttribute<CompilerGeneratedAttribute>(inherit: false) is null;

    private static string Number(double number) => number.ToString(
        Math.Abs(number) switch { 0 => "0", < 0.0005 => "G2", < 0.1 => "0.####", < 1000 => "0.###", _ => "N0" },
        CultureInfo.CurrentCulture);

    // What is indented stays so, to its last line.
    private static string Broken(string line, int width)
    {
        string indent = line[..^line.TrimStart(' ').Length];
        StringBuilder text = new(indent, line.Length);
        int used = 0;
        foreach (string word in line[indent.Length..].Split(' '))
        {
            bool newLine = used > 0 && used + 1 + word.Length > width - indent.Length;
            text.Append(newLine ? "\n" + indent : used > 0 ? " " : string.Empty).Append(word);
            used = newLine ? word.Length : used + word.Length + (used > 0 ? 1 : 0);
        }

        return text.ToString();
    }
}
