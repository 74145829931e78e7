using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using Segmentation.Activation;
using Segmentation.Segments;

namespace Segmentation.Integrations.Files;

/// <summary>How members are written.</summary>
public sealed record MemberFileOptions
{
    /// <summary>Whether the files are JSON Lines; CSV otherwise.</summary>
    public bool JsonLines { get; init; }

    /// <summary>Whether CSV files start with a byte order mark, which some spreadsheets need to see UTF-8.</summary>
    public bool ByteOrderMark { get; init; }

    /// <summary>Whether CSV texts stay as they are, even where a spreadsheet would run them as formulas.</summary>
    public bool Raw { get; init; }

    /// <summary>Whether files of these names, and an earlier snapshot in the folder, are replaced.</summary>
    public bool Force { get; init; }

    /// <summary>The folder of an earlier snapshot to compare with; null for none.</summary>
    public string? Earlier { get; init; }
}

/// <summary>
/// Writes the members of segments: one file per segment and <c>manifest.json</c>, which freezes them. UTF-8, line feeds,
/// all files or none.
/// </summary>
public static class MemberFiles
{
    private const string Manifest = "manifest.json";
    private const int LongestName = 48;

    /// <summary>Writes the files and returns the snapshot they are.</summary>
    /// <param name="rows">The members.</param>
    /// <param name="folder">The absolute path of the folder; it is created when only itself is missing.</param>
    /// <param name="options">How to write.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancellationToken">Stops writing and leaves nothing behind.</param>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.FileExists"/>, <see cref="ErrorIds.FolderNotFound"/>, <see cref="ErrorIds.FileNotWritable"/>;
    /// for the earlier snapshot <see cref="ErrorIds.FileNotFound"/> and <see cref="ErrorIds.InvalidSnapshot"/>.
    /// </exception>
    public static MemberSnapshot Write(
        MemberRows rows,
        string folder,
        MemberFileOptions? options = null,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        options ??= new MemberFileOptions();
        Check(rows, folder, options);
        EarlierMembers? earlier = options.Earlier is { } path
            ? EarlierMembers.Read(path, rows.SaltFingerprint, cancellationToken)
            : null;
        IReadOnlyList<string> stale = options.Force ? FilesOf(folder) : [];
        using FileSet files = new(Path.TrimEndingDirectorySeparator(folder), options.Force);
        List<MemberFile> written = [];
        List<(string SegmentName, IReadOnlyCollection<string> Ids)> now = [];
        long changedIds = 0;
        foreach (Segment segment in rows.Segments)
        {
            progress?.Report(new StageProgress(
                "Writing members", segment.SegmentId, (double)written.Count / rows.Segments.Count));
            List<string>? ids = earlier is null ? null : new List<string>(segment.Size);
            int members = 0;
            int heldOut = 0;
            string name = NameOf(segment, options);
            string hash = files.Add(name, stream =>
            {
                using MemberWriter writer = new(stream, options, rows.Options.Properties);
                foreach (SegmentMember member in rows.Of(segment))
                {
                    if ((members++ & 0x3FF) == 0)
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                    }

                    heldOut += member.Holdout ? 1 : 0;
                    ids?.Add(member.CustomerId);
                    writer.Write(member);
                }

                changedIds += writer.ChangedIds;
            });
            written.Add(new MemberFile
            {
                SegmentId = segment.SegmentId,
                SegmentName = segment.Name,
                Name = name,
                Sha256 = hash,
                MemberCount = members,
                HoldoutCount = heldOut,
            });
            now.Add((segment.Name, ids ?? []));
        }

        MemberDelta? delta = earlier is null ? null : WriteChanges(files, earlier, now, options);
        MemberSnapshot snapshot =
            MemberSnapshot.Of(rows, !options.JsonLines && !options.Raw, changedIds, written, delta);
        files.Add(Manifest, stream => MemberSnapshotJson.Write(snapshot, stream));
        files.Commit(stale);
        return snapshot;
    }

    /// <summary>Fails when members cannot be written there, as <see cref="Write"/> would; writes nothing.</summary>
    public static void Check(MemberRows rows, string folder, MemberFileOptions options)
    {
        FileSet.Check(Path.TrimEndingDirectorySeparator(folder));
        IEnumerable<string> names = rows.Segments.Select(s => NameOf(s, options)).Append(Manifest);
        string? there = options.Force
            ? null
            : names.Append(ChangesName(options)).FirstOrDefault(name => File.Exists(Path.Combine(folder, name)));
        if (there is not null)
        {
            throw new SegmentationException(
                ErrorIds.FileExists,
                ErrorKind.AlreadyExists,
                $"The folder '{folder}' has a file '{there}' already.",
                "Give another folder, or use -Force to replace the snapshot in it.",
                folder);
        }
    }

    /// <summary>Reads the snapshot in a folder.</summary>
    /// <param name="path">The folder, or the manifest in it.</param>
    public static MemberSnapshot ReadSnapshot(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string file = Directory.Exists(path) ? Path.Combine(path, Manifest) : path;
        try
        {
            using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.Read);
            return MemberSnapshotJson.Read(stream, $"'{file}'");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new SegmentationException(
                ErrorIds.FileNotFound,
                ErrorKind.NotFound,
                $"There is no snapshot of members in '{path}'.",
                "Give a folder that Export-SegmentMember wrote.",
                path,
                e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SegmentationException(
                ErrorIds.FileNotReadable,
                ErrorKind.NotReadable,
                $"The file '{file}' could not be read: {e.Message}",
                "Check the permissions, and that no other program has the file open.",
                path,
                e);
        }
    }

    private static MemberDelta WriteChanges(
        FileSet files,
        EarlierMembers earlier,
        IReadOnlyList<(string SegmentName, IReadOnlyCollection<string> Ids)> now,
        MemberFileOptions options)
    {
        (IReadOnlyList<SegmentDelta> segments, IReadOnlyList<MemberChange> changes) =
            MemberChanges.Between(earlier.Segments, now);
        string name = ChangesName(options);
        string hash = files.Add(name, stream => MemberWriter.WriteChanges(stream, options, changes));
        return new MemberDelta
        {
            EarlierSnapshotId = earlier.SnapshotId,
            Name = name,
            Sha256 = hash,
            Segments = segments,
        };
    }

    // What an earlier snapshot left in the folder; none where there is no such.
    private static IReadOnlyList<string> FilesOf(string folder)
    {
        if (!File.Exists(Path.Combine(folder, Manifest)))
        {
            return [];
        }

        try
        {
            MemberSnapshot old = ReadSnapshot(folder);
            return [Manifest, .. old.Files.Select(f => f.Name), .. old.Delta is { } delta ? [delta.Name] : (string[])[]];
        }
        catch (SegmentationException)
        {
            // A manifest that is none of ours is replaced as any file of that name, and says nothing of others.
            return [];
        }
    }

    private static string ChangesName(MemberFileOptions options) => "changes" + Extension(options);

    private static string Extension(MemberFileOptions options) => options.JsonLines ? ".jsonl" : ".csv";

    private static string NameOf(Segment segment, MemberFileOptions options)
    {
        string slug = Slug(segment.SegmentId + " " + segment.Name);
        return (slug.Length == 0 ? "segment" : slug) + Extension(options);
    }

    /// <summary>A file name on every system: letters and digits of ASCII with hyphens between.</summary>
    private static string Slug(string text)
    {
        StringBuilder slug = new(LongestName);
        foreach (char c in text.Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                slug.Append(c);
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark
                && slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }

            if (slug.Length == LongestName)
            {
                break;
            }
        }

        return slug.ToString().TrimEnd('-');
    }
}
