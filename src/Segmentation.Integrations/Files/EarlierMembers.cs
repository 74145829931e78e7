using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading;
using CsvHelper;
using Segmentation.Activation;
using Segmentation.Models;

namespace Segmentation.Integrations.Files;

/// <summary>The members of a snapshot as they were written, by segment name.</summary>
internal sealed record EarlierMembers(
    string SnapshotId, IReadOnlyList<(string SegmentName, IReadOnlyCollection<string> Ids)> Segments)
{
    private const int HeadBytes = 200;

    /// <summary>Reads a snapshot or a model, after checking that nothing in it was changed.</summary>
    public static EarlierMembers Read(string path, string? saltFingerprint, CancellationToken cancellationToken)
    {
        if (IsModel(path))
        {
            SegmentModel model = ModelFiles.Read(path, cancellationToken);
            CheckSalt(model.SaltFingerprint, saltFingerprint, path);
            return new EarlierMembers(
                model.RunId,
                [.. model.Segments.Where(s => s.Exported).Select(s => (s.Name, (IReadOnlyCollection<string>)s.CustomerIds))]);
        }

        MemberSnapshot snapshot = MemberFiles.ReadSnapshot(path);
        CheckSalt(snapshot.SaltFingerprint, saltFingerprint, path);

        string folder = Directory.Exists(path) ? path : Path.GetDirectoryName(path)!;
        List<(string, IReadOnlyCollection<string>)> segments = [];
        foreach (MemberFile file in snapshot.Files)
        {
            segments.Add((file.SegmentName, IdsOf(folder, file, snapshot.SpreadsheetSafe, cancellationToken)));
        }

        return new EarlierMembers(snapshot.SnapshotId, segments);
    }

    /// <summary>A model says what it is in its first property.</summary>
    private static bool IsModel(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        byte[] head = new byte[HeadBytes];
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        int read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return Encoding.UTF8.GetString(head, 0, read).Contains(SegmentModel.DocumentTypeName, StringComparison.Ordinal);
    }

    private static void CheckSalt(string? earlier, string? now, string path)
    {
        if (earlier != now)
        {
            throw new SegmentationException(
                ErrorIds.InvalidOption,
                ErrorKind.InvalidArgument,
                earlier is null || now is null
                    ? $"Ids are hashed in one of '{path}' and this export, and plain in the other."
                    : $"The ids in '{path}' were hashed with another salt.",
                "Write both in the same way.",
                path);
        }
    }

    private static List<string> IdsOf(
        string folder, MemberFile file, bool spreadsheetSafe, CancellationToken cancellationToken)
    {
        string path = Path.Combine(folder, Path.GetFileName(file.Name));
        List<string> ids = new(file.MemberCount);
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
            if (Convert.ToHexStringLower(SHA256.HashData(stream)) != file.Sha256)
            {
                throw MemberSnapshotJson.Invalid($"'{path}'", "was changed after it was written");
            }

            stream.Position = 0;
            foreach (string id in path.EndsWith(".jsonl", StringComparison.Ordinal) ? FromJson(stream) : FromCsv(stream))
            {
                if ((ids.Count & 0x3FF) == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }

                ids.Add(spreadsheetSafe ? SpreadsheetText.Restore(id) : id);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw MemberSnapshotJson.Invalid($"'{path}'", "cannot be read: " + e.Message.TrimEnd('.'), e);
        }

        return ids;
    }

    private static IEnumerable<string> FromJson(Stream stream)
    {
        using StreamReader reader = new(stream, Encoding.UTF8, leaveOpen: true);
        while (reader.ReadLine() is { } line)
        {
            using JsonDocument row = JsonDocument.Parse(line);
            yield return row.RootElement.GetProperty("customer_id").GetString()!;
        }
    }

    private static IEnumerable<string> FromCsv(Stream stream)
    {
        byte[] mark = new byte[3];
        int read = stream.ReadAtLeast(mark, 3, throwOnEndOfStream: false);
        if (!mark.AsSpan(0, read).SequenceEqual(Encoding.UTF8.Preamble))
        {
            stream.Position = 0;
        }

        CsvReaderOptions settings = new() { HasHeader = false, DetectSeparatorHint = false };
        using CsvReader reader = CsvReader.Create(stream, settings, leaveOpen: true);
        _ = reader.Read();
        while (reader.Read())
        {
            yield return Encoding.UTF8.GetString(reader.GetSpan(0));
        }
    }
}
