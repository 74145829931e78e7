using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Segmentation.Explanation;

/// <summary>
/// Reads a model's answer strictly: one JSON object, in a fence at most, with exactly the fields of the schema, each of
/// its type and among its choices.
/// </summary>
internal static partial class PromptAnswer
{
    private const int MaximumLength = 100_000;
    private static readonly JsonDocumentOptions s_strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <summary>The fields of an answer by name.</summary>
    /// <exception cref="SegmentationException"><see cref="ErrorIds.ChatAnswerInvalid"/>.</exception>
    public static IReadOnlyDictionary<string, object?> Read(string text, string schema)
    {
        if (text.Length > MaximumLength)
        {
            throw Invalid("the answer is too long");
        }

        try
        {
            string json = Fence().Match(text) is { Success: true } fenced ? fenced.Groups["json"].Value : text;
            using JsonDocument answer = JsonDocument.Parse(json, s_strict);
            using JsonDocument form = JsonDocument.Parse(schema);
            JsonElement properties = form.RootElement.GetProperty("properties");
            if (answer.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw Invalid("the answer is not a JSON object");
            }

            Dictionary<string, object?> fields = new(StringComparer.Ordinal);
            foreach (JsonProperty property in properties.EnumerateObject())
            {
                if (!answer.RootElement.TryGetProperty(property.Name, out JsonElement value))
                {
                    throw Invalid($"the field {property.Name} is missing");
                }

                fields.Add(property.Name, Value(property.Name, value, property.Value));
            }

            return answer.RootElement.EnumerateObject().FirstOrDefault(p => !fields.ContainsKey(p.Name)) is { Value.ValueKind: not JsonValueKind.Undefined }
                ? throw Invalid("the answer has a field that was not asked for")
                : (IReadOnlyDictionary<string, object?>)fields;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw Invalid("the answer is not JSON");
        }
    }

    private static object? Value(string name, JsonElement value, JsonElement form)
    {
        string[] types = form.GetProperty("type") is { ValueKind: JsonValueKind.Array } several
            ? [.. several.EnumerateArray().Select(t => t.GetString()!)]
            : [form.GetProperty("type").GetString()!];
        string type = value.ValueKind switch
        {
            JsonValueKind.String => "string",
            JsonValueKind.Array => "array",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            JsonValueKind.Null => "null",
            _ => "other",
        };
        if (!types.Contains(type, StringComparer.Ordinal))
        {
            throw Invalid($"the field {name} is not of type {string.Join(" or ", types)}");
        }

        if (type == "array")
        {
            JsonElement items = form.GetProperty("items");
            return value.EnumerateArray().Select(item => (string)Value(name, item, items)!).ToArray();
        }

        if (form.TryGetProperty("enum", out JsonElement choices)
            && !choices.EnumerateArray().Any(c => string.Equals(c.GetString(), value.GetString(), StringComparison.Ordinal)))
        {
            throw Invalid($"the field {name} is none of its choices");
        }

        return type switch
        {
            "string" => value.GetString(),
            "boolean" => value.GetBoolean(),
            _ => null,
        };
    }

    private static SegmentationException Invalid(string reason) => new(
        ErrorIds.ChatAnswerInvalid,
        ErrorKind.InvalidData,
        reason,
        "Ask again, or use a model that keeps to a JSON schema.");

    [GeneratedRegex(@"\A\s*```(json)?\s*\n(?<json>.*)\n```\s*\z", RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Fence();
}
