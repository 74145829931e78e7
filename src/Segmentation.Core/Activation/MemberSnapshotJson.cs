using System;
using System.IO;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Segmentation.Activation;

/// <summary>Snapshots as JSON. Reading gives back exactly what was written.</summary>
public static class MemberSnapshotJson
{
    /// <summary>Writes a snapshot: UTF-8 without byte order mark, indented, with "\n".</summary>
    public static void Write(MemberSnapshot snapshot, Stream stream)
    {
        JsonSerializer.Serialize(stream, snapshot, SnapshotJson.Default.MemberSnapshot);
        stream.WriteByte((byte)'\n');
    }

    /// <summary>Reads a snapshot back.</summary>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.InvalidSnapshot"/>: not a snapshot, of a newer version, or edited.
    /// </exception>
    public static MemberSnapshot Read(Stream stream, string name)
    {
        MemberSnapshot snapshot;
        try
        {
            snapshot = JsonSerializer.Deserialize(stream, SnapshotJson.Default.MemberSnapshot)
                ?? throw Invalid(name, "is not a snapshot of members");
        }
        catch (JsonException e)
        {
            throw Invalid(name, "is not a snapshot of members", e);
        }

        if (snapshot.DocumentType != MemberSnapshot.DocumentTypeName)
        {
            throw Invalid(name, "is not a snapshot of members");
        }

        if (snapshot.SchemaVersion != MemberSnapshot.CurrentSchemaVersion)
        {
            throw Invalid(name, "is of a version that this one does not read");
        }

        return snapshot.ContentHash() == snapshot.SnapshotId
            ? snapshot
            : throw Invalid(name, "was changed after it was written");
    }

    /// <summary>The error for a snapshot that cannot be used.</summary>
    public static SegmentationException Invalid(string name, string what, Exception? cause = null) => new(
        ErrorIds.InvalidSnapshot,
        ErrorKind.InvalidData,
        $"{name} {what}.",
        "Give the folder that Export-SegmentMember wrote, as it was written.",
        name,
        cause);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NewLine = "\n",
    IgnoreReadOnlyProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(MemberSnapshot))]
internal sealed partial class SnapshotJson : JsonSerializerContext;
