using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Segmentation.Clustering;
using Segmentation.Profiles;
using Segmentation.Segments;

namespace Segmentation.Reporting;

/// <summary>
/// Reports as JSON: <c>docs/report.schema.json</c> describes the document. Reading gives back exactly what was written.
/// </summary>
public static class JsonReport
{
    private const string WrongFileAction = "Give a JSON file that Export-SegmentReport wrote.";

    // What is unknown is not written, so that nothing that may be unknown can be required when it is read.
    private static readonly JsonTypeInfo<SegmentReport> s_document =
        (JsonTypeInfo<SegmentReport>)new JsonSerializerOptions(ReportJson.Default.Options)
        {
            TypeInfoResolver = ReportJson.Default.WithAddedModifier(type =>
            {
                foreach (JsonPropertyInfo property in type.Properties.Where(p => p.IsGetNullable))
                {
                    property.IsRequired = false;
                }
            }),
        }.GetTypeInfo(typeof(SegmentReport));

    /// <summary>Writes a report: UTF-8 without byte order mark, indented, with "\n".</summary>
    /// <param name="report">The report.</param>
    /// <param name="stream">Where to; it stays open.</param>
    public static void Write(SegmentReport report, Stream stream)
    {
        JsonSerializer.Serialize(stream, report, s_document);
        stream.WriteByte((byte)'\n');
    }

    /// <summary>A report as nodes that can be changed.</summary>
    internal static JsonObject ToNode(SegmentReport report) => (JsonObject)JsonSerializer.SerializeToNode(report, s_document)!;

    /// <summary>The report of changed nodes.</summary>
    internal static SegmentReport FromNode(JsonObject document) => document.Deserialize(s_document)!;

    /// <summary>Reads a report back.</summary>
    /// <param name="stream">Where from; it stays open.</param>
    /// <param name="name">What the document is called in messages, such as its path.</param>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.InvalidReport"/>: not JSON, not a report, damaged, or written by a newer version.
    /// </exception>
    public static SegmentReport Read(Stream stream, string name = "The document")
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(
                stream, new JsonDocumentOptions { AllowDuplicateProperties = false });
            CheckKind(document.RootElement, name);
            if (HasNullItem(document.RootElement))
            {
                throw Invalid($"{name} is a damaged report: a list has an empty entry.", WrongFileAction, name);
            }

            return document.Deserialize(s_document)!;
        }
        catch (JsonException e)
        {
            string where = e.LineNumber is { } line ? $" (line {Figures.Plain(line + 1)})"
                : string.IsNullOrEmpty(e.Path) ? string.Empty : $" (at {e.Path})";
            throw Invalid($"{name} is not a segmentation report{where}.", WrongFileAction, name, e);
        }
    }

    private static void CheckKind(JsonElement root, string name)
    {
        bool ours = root.ValueKind == JsonValueKind.Object
            && root.TryGetProperty("documentType", out JsonElement type)
            && type.ValueKind == JsonValueKind.String
            && type.ValueEquals(SegmentReport.DocumentTypeName);
        if (!ours)
        {
            throw Invalid($"{name} is JSON, but not a segmentation report.", WrongFileAction, name);
        }

        if (!root.TryGetProperty("schemaVersion", out JsonElement versionElement)
            || versionElement.ValueKind != JsonValueKind.Number
            || !versionElement.TryGetInt32(out int version)
            || version < 1)
        {
            throw Invalid($"{name} is a damaged report: it has no schema version.", WrongFileAction, name);
        }

        if (version > SegmentReport.CurrentSchemaVersion)
        {
            throw Invalid(
                $"{name} has schema version {Figures.Plain(version)}; this version reads up to "
                    + $"{Figures.Plain(SegmentReport.CurrentSchemaVersion)}.",
                "Read it with the version of Segmentation that wrote it, or update the module.",
                name);
        }
    }

    private static bool HasNullItem(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().Any(e => e.ValueKind == JsonValueKind.Null || HasNullItem(e)),
        JsonValueKind.Object => element.EnumerateObject().Any(property => HasNullItem(property.Value)),
        _ => false,
    };

    private static SegmentationException Invalid(string message, string action, string name, Exception? cause = null) =>
        new(ErrorIds.InvalidReport, ErrorKind.InvalidData, message, action, name, cause);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NewLine = "\n",
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    Converters =
    [
        typeof(EnumWords<RobustnessVerdict>),
        typeof(EnumWords<StructureClass>),
        typeof(EnumWords<ProfileUnit>),
        typeof(EnumWords<FeatureTransform>),
        typeof(EnumWords<FeatureScaling>),
        typeof(EnumWords<CheckOutcome>),
        typeof(EnumWords<ConfidenceLevel>),
        typeof(EnumWords<ImpactLevel>),
        typeof(EnumWords<StrategicGoal>),
    ])]
[JsonSerializable(typeof(SegmentReport))]
internal sealed partial class ReportJson : JsonSerializerContext;

/// <summary>Enumerations as their names and nothing else.</summary>
internal sealed class EnumWords<T>() : JsonStringEnumConverter<T>(namingPolicy: null, allowIntegerValues: false)
    where T : struct, Enum;
