using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using static System.FormattableString;

namespace Segmentation.Models;

/// <summary>Models as JSON. Reading gives back exactly what was written, to the last bit of every number.</summary>
public static class SegmentModelJson
{
    /// <summary>Writes a model: UTF-8 without byte order mark, indented, with "\n".</summary>
    public static void Write(SegmentModel model, Stream stream)
    {
        JsonSerializer.Serialize(stream, model, ModelJson.Default.SegmentModel);
        stream.WriteByte((byte)'\n');
    }

    /// <summary>Reads a model back.</summary>
    /// <param name="stream">Where from; it stays open.</param>
    /// <param name="name">What the document is called in messages, such as its path.</param>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.InvalidModel"/>: not JSON or cut off, not a model, of another version, or changed after it was
    /// written.
    /// </exception>
    public static SegmentModel Read(Stream stream, string name = "The document")
    {
        SegmentModel model;
        try
        {
            using JsonDocument document = JsonDocument.Parse(
                stream, new JsonDocumentOptions { AllowDuplicateProperties = false });
            CheckKind(document.RootElement, name);
            model = document.Deserialize(ModelJson.Default.SegmentModel)!;
        }
        catch (JsonException e) when (e.Path is { Length: > 0 })
        {
            throw Edited(name, $" (at {e.Path})", e);
        }
        catch (JsonException e)
        {
            string where = e.LineNumber is { } line ? Invariant($" (line {line + 1})") : "";
            throw Invalid(name, $"is no JSON, or cut off{where}", "Give the file as Export-SegmentModel wrote it.", e);
        }

        return HashOf(model) == model.ContentHash && Fits(model) ? model : throw Edited(name, "", null);
    }

    /// <summary>The hash of everything in a model but the hash itself.</summary>
    internal static string HashOf(SegmentModel model) => Convert.ToHexStringLower(SHA256.HashData(
        JsonSerializer.SerializeToUtf8Bytes(model with { ContentHash = "" }, ModelJson.Default.SegmentModel)));

    private static void CheckKind(JsonElement root, string name)
    {
        bool ours = root.ValueKind == JsonValueKind.Object
            && root.TryGetProperty("documentType", out JsonElement type)
            && type.ValueKind == JsonValueKind.String
            && type.ValueEquals(SegmentModel.DocumentTypeName);
        if (!ours)
        {
            throw Invalid(
                name, "is JSON, but no segmentation model", "Give a file that Export-SegmentModel wrote.", null);
        }

        if (!root.TryGetProperty("schemaVersion", out JsonElement version)
            || version.ValueKind != JsonValueKind.Number
            || !version.TryGetInt32(out int number)
            || number != SegmentModel.CurrentSchemaVersion)
        {
            string written = version.ValueKind == JsonValueKind.Number ? version.GetRawText() : "unknown";
            throw Invalid(
                name,
                Invariant($"has model version {written}; this module reads version {SegmentModel.CurrentSchemaVersion}"),
                "Use the version of the module that wrote it, or export the segments again.",
                null);
        }
    }

    /// <summary>Whether the parts of a model fit each other, which holds for all that was written here.</summary>
    private static bool Fits(SegmentModel model)
    {
        int width = model.Features.Sum(f => f.Width);
        int segments = model.Segments.Count;
        return model.Distributions.Count == model.Features.Count
            && segments > 0
            && model.Segments.All(s => s.Centroid.Count == width && s.Size == s.CustomerIds.Count)
            && (model.TieOrder is not { } order || order.Order().SequenceEqual(Enumerable.Range(0, segments)))
            && (model.MixtureComponents ?? []).All(c => c.Mean.Count == width
                && c.Factor.Count == width * (width + 1) / 2 && c.Segment >= -1 && c.Segment < segments)
            && (model.RuleTable is null or { ValueKind: JsonValueKind.Object })
            && (model.FeatureTable is null or { ValueKind: JsonValueKind.Object });
    }

    private static SegmentationException Edited(string name, string where, Exception? cause) => Invalid(
        name,
        $"was changed after it was written{where}",
        "Give the file as Export-SegmentModel wrote it, or export the segments again.",
        cause);

    private static SegmentationException Invalid(string name, string what, string action, Exception? cause) =>
        new(ErrorIds.InvalidModel, ErrorKind.InvalidData, $"{name} {what}.", action, name, cause);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NewLine = "\n",
    IgnoreReadOnlyProperties = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(SegmentModel))]
internal sealed partial class ModelJson : JsonSerializerContext;
