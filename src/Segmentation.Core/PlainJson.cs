using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace Segmentation;

/// <summary>
/// JSON as nested dictionaries, arrays, texts, numbers and Booleans: the form that settings are read from.
/// </summary>
internal static class PlainJson
{
    /// <summary>Reads a table that is shipped inside this assembly.</summary>
    public static IReadOnlyDictionary<string, object?> Resource(string name)
    {
        using Stream stream = typeof(PlainJson).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource '{name}' is not part of the assembly.");
        using JsonDocument document = JsonDocument.Parse(stream);
        return (IReadOnlyDictionary<string, object?>)Plain(document.RootElement)!;
    }

    private static object? Plain(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject()
            .ToDictionary(property => property.Name, property => Plain(property.Value), StringComparer.Ordinal),
        JsonValueKind.Array => element.EnumerateArray().Select(Plain).ToArray(),
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Null => null,
        _ => element.GetString(),
    };
}
