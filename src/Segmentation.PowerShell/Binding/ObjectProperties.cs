using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;

namespace Segmentation.PowerShell.Binding;

/// <summary>Reads the values of piped objects by name: properties of objects, keys of hashtables.</summary>
internal static class ObjectProperties
{
    /// <summary>The names an object has, in its own order.</summary>
    public static IReadOnlyList<string> Names(PSObject item)
    {
        List<string> names = [];
        if (item.BaseObject is IDictionary table)
        {
            foreach (object key in table.Keys)
            {
                names.Add(key.ToString() ?? string.Empty);
            }

            return names;
        }

        foreach (PSPropertyInfo property in item.Properties)
        {
            if (property.IsGettable)
            {
                names.Add(property.Name);
            }
        }

        return names;
    }

    /// <summary>
    /// The values of some names, without PowerShell's wrappers; null where the object has no such name.
    /// </summary>
    public static object?[] Values(PSObject item, IReadOnlyList<string> names)
    {
        object?[] values = new object?[names.Count];
        IDictionary? table = item.BaseObject as IDictionary;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = PlainData.Unwrap(table is null ? item.Properties[names[i]]?.Value : table[names[i]]);
        }

        return values;
    }
}
