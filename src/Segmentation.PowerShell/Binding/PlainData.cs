using System;
using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;

namespace Segmentation.PowerShell.Binding;

/// <summary>
/// Turns hashtables and arrays of a script into plain dictionaries and lists, which the engine reads.
/// </summary>
internal static class PlainData
{
    /// <summary>A dictionary with text keys; nested values are converted too.</summary>
    public static Dictionary<string, object?> From(IDictionary table)
    {
        Dictionary<string, object?> result = new(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry entry in table)
        {
            result[Text(entry.Key)] = Value(entry.Value);
        }

        return result;
    }

    /// <summary>The object inside PowerShell's wrapper.</summary>
    public static object? Unwrap(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    private static object? Value(object? value) => Unwrap(value) switch
    {
        IDictionary table => From(table),
        string text => text,
        IEnumerable items => List(items),
        object other => other,
        null => null,
    };

    private static List<object?> List(IEnumerable items)
    {
        List<object?> result = [];
        foreach (object? item in items)
        {
            result.Add(Value(item));
        }

        return result;
    }

    private static string Text(object key) =>
        Convert.ToString(Unwrap(key), System.Globalization.CultureInfo.InvariantCulture) ?? string.Empty;
}
