using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Segmentation.Reporting;
using Segmentation.Segments;
using Xunit;

namespace Segmentation.Tests.Reporting;

/// <summary>The schema in the documentation against the records and against real documents.</summary>
public sealed class ReportSchemaTests
{
    private static readonly JsonElement s_schema = JsonDocument.Parse(File.ReadAllText(SchemaPath())).RootElement;

    [Theory]
    [MemberData(nameof(Reports.Kinds), MemberType = typeof(Reports))]
    public void Documents_follow_the_schema(string kind)
    {
        using JsonDocument document = JsonDocument.Parse(Reports.Json(Reports.Kind(kind)));
        List<string> violations = [];
        Check(document.RootElement, s_schema, "$", violations);
        Assert.Empty(violations);
    }

    [Fact]
    public void The_check_itself_finds_violations()
    {
        string json = Reports.Json(Reports.Kind("tested"))
            .Replace("\"seed\": 42", "\"seed\": \"42\"", StringComparison.Ordinal)
            .Replace("\"HighlyStable\"", "\"Splendid\"", StringComparison.Ordinal)
            .Replace("\"runId\"", "\"run_id\"", StringComparison.Ordinal);
        using JsonDocument document = JsonDocument.Parse(json);
        List<string> violations = [];
        Check(document.RootElement, s_schema, "$", violations);
        Assert.Contains("$.run.seed: not integer", violations);
        Assert.Contains("$.run.runId: missing", violations);
        Assert.Contains("$.run.run_id: not in the schema", violations);
        Assert.Contains("$.segments.robustness.verdict: none of the words", violations);
    }

    [Fact]
    public void Every_property_of_the_records_is_in_the_schema_and_the_other_way_round() =>
        Compare(typeof(SegmentReport), s_schema, "$", []);

    private static void Compare(Type type, JsonElement schema, string path, HashSet<Type> seen)
    {
        schema = Follow(schema);
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain.IsEnum)
        {
            Assert.Equal(Enum.GetNames(plain), schema.GetProperty("enum").EnumerateArray().Select(e => e.GetString()));
        }
        else if (plain.IsGenericType)
        {
            Assert.Equal("array", schema.GetProperty("type").GetString());
            Compare(plain.GetGenericArguments()[0], schema.GetProperty("items"), path + "[]", seen);
        }
        else if (IsDocumentPart(plain) && seen.Add(plain))
        {
            NullabilityInfoContext nullability = new();
            PropertyInfo[] properties =
            [
                .. plain.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                    .Where(p => p.GetCustomAttribute<JsonIgnoreAttribute>() is null),
            ];
            JsonElement described = schema.GetProperty("properties");
            Assert.Equal(
                properties.Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)).Order(StringComparer.Ordinal),
                described.EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
            Assert.Equal(
                properties.Where(p => nullability.Create(p).ReadState == NullabilityState.NotNull)
                    .Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)).Order(StringComparer.Ordinal),
                schema.GetProperty("required").EnumerateArray().Select(e => e.GetString()!)
                    .Order(StringComparer.Ordinal));
            foreach (PropertyInfo property in properties)
            {
                string name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
                Compare(property.PropertyType, described.GetProperty(name), $"{path}.{name}", seen);
            }
        }
    }

    private static bool IsDocumentPart(Type type) =>
        type == typeof(RunStep) || type == typeof(RunSetting) || type.Namespace == typeof(SegmentReport).Namespace || type.Namespace == typeof(SegmentViability).Namespace;

    private static void Check(JsonElement value, JsonElement schema, string path, List<string> violations)
    {
        schema = Follow(schema);
        if (schema.TryGetProperty("const", out JsonElement constant) && !JsonElement.DeepEquals(constant, value))
        {
            violations.Add(path + ": not the constant");
        }

        if (schema.TryGetProperty("type", out JsonElement type) && !IsOfType(value, type.GetString()!))
        {
            violations.Add($"{path}: not {type}");
            return;
        }

        if (schema.TryGetProperty("enum", out JsonElement words)
            && !words.EnumerateArray().Any(w => JsonElement.DeepEquals(w, value)))
        {
            violations.Add(path + ": none of the words");
        }

        if ((schema.TryGetProperty("minimum", out JsonElement low) && value.GetDouble() < low.GetDouble())
            || (schema.TryGetProperty("maximum", out JsonElement high) && value.GetDouble() > high.GetDouble()))
        {
            violations.Add(path + ": out of range");
        }

        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in value.EnumerateArray())
            {
                Check(item, schema.GetProperty("items"), path, violations);
            }
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            CheckProperties(value, schema, path, violations);
        }
    }

    private static void CheckProperties(JsonElement value, JsonElement schema, string path, List<string> violations)
    {
        foreach (string name in schema.GetProperty("required").EnumerateArray().Select(e => e.GetString()!))
        {
            if (!value.TryGetProperty(name, out _))
            {
                violations.Add($"{path}.{name}: missing");
            }
        }

        foreach (JsonProperty property in value.EnumerateObject())
        {
            if (schema.GetProperty("properties").TryGetProperty(property.Name, out JsonElement inner))
            {
                Check(property.Value, inner, $"{path}.{property.Name}", violations);
            }
            else
            {
                violations.Add($"{path}.{property.Name}: not in the schema");
            }
        }
    }

    private static bool IsOfType(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "a type that the schema does not use yet"),
    };

    private static JsonElement Follow(JsonElement schema) =>
        schema.TryGetProperty("$ref", out JsonElement reference)
            ? s_schema.GetProperty("$defs").GetProperty(reference.GetString()!["#/$defs/".Length..])
            : schema;

    private static string SchemaPath()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, "docs", "report.schema.json");
            if (File.Exists(path))
            {
                return path;
            }
        }

        throw new FileNotFoundException("docs/report.schema.json is not above the test assembly");
    }
}
