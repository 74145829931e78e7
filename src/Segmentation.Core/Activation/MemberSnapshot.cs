using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using static System.FormattableString;

namespace Segmentation.Activation;

/// <summary>
/// Who was in which segment when, and who was held out: frozen, so that what happens later can be measured against it.
/// It says what its files hold and their hashes, and no customer by itself.
/// </summary>
public sealed record MemberSnapshot
{
    /// <summary>The value of <see cref="DocumentType"/>.</summary>
    public const string DocumentTypeName = "segmentation-members";

    /// <summary>The version of the document that this code writes and reads.</summary>
    public const int CurrentSchemaVersion = 1;

    /// <summary>What kind of document this is: <see cref="DocumentTypeName"/>.</summary>
    public required string DocumentType { get; init; }

    /// <summary>The version of the document's shape.</summary>
    public required int SchemaVersion { get; init; }

    /// <summary>
    /// The first 16 hexadecimal digits of the SHA-256 of everything here but the delta, with the hashes of the files.
    /// </summary>
    public required string SnapshotId { get; init; }

    /// <summary>The run the segments are of.</summary>
    public required string RunId { get; init; }

    /// <summary>The moment the profiles describe; null for input that is not made of events.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>The seed of the run.</summary>
    public required int RunSeed { get; init; }

    /// <summary>The share of members to hold out, in [0, 1).</summary>
    public required double HoldoutShare { get; init; }

    /// <summary>The seed of who is held out.</summary>
    public required int HoldoutSeed { get; init; }

    /// <summary>Tells salts apart where ids are hashed; null for plain ids.</summary>
    public string? SaltFingerprint { get; init; }

    /// <summary>Whether texts that a spreadsheet would take for formulas have an apostrophe before them.</summary>
    public required bool SpreadsheetSafe { get; init; }

    /// <summary>How many ids were changed for that.</summary>
    public required long ChangedIds { get; init; }

    /// <summary>The further columns.</summary>
    public required IReadOnlyList<string> Properties { get; init => field = Listed.Of(value); }

    /// <summary>The files, one per segment.</summary>
    public required IReadOnlyList<MemberFile> Files { get; init => field = Listed.Of(value); }

    /// <summary>What changed since an earlier snapshot; null when none was given.</summary>
    public MemberDelta? Delta { get; init; }

    /// <summary>All members.</summary>
    public long MemberCount => Files.Sum(f => (long)f.MemberCount);

    /// <summary>All members held out.</summary>
    public long HoldoutCount => Files.Sum(f => (long)f.HoldoutCount);

    /// <summary>The snapshot of files that were written.</summary>
    public static MemberSnapshot Of(
        MemberRows rows, bool spreadsheetSafe, long changedIds, IReadOnlyList<MemberFile> files, MemberDelta? delta)
    {
        ArgumentNullException.ThrowIfNull(rows);
        MemberSnapshot snapshot = new()
        {
            DocumentType = DocumentTypeName,
            SchemaVersion = CurrentSchemaVersion,
            SnapshotId = string.Empty,
            RunId = rows.Run.RunId,
            AsOf = rows.Run.AsOf,
            RunSeed = rows.Run.Seed,
            HoldoutShare = rows.Options.HoldoutShare,
            HoldoutSeed = rows.Options.Seed,
            SaltFingerprint = rows.SaltFingerprint,
            SpreadsheetSafe = spreadsheetSafe,
            ChangedIds = changedIds,
            Properties = rows.Options.Properties,
            Files = files,
            Delta = delta,
        };
        return snapshot with { SnapshotId = snapshot.ContentHash() };
    }

    /// <summary>The id that this content has: another one than <see cref="SnapshotId"/> after an edit.</summary>
    public string ContentHash()
    {
        string[] parts =
        [
            RunId, Invariant($"{AsOf?.UtcTicks}|{RunSeed}|{HoldoutShare:R}|{HoldoutSeed}"),
            Invariant($"{SaltFingerprint}|{SpreadsheetSafe}|{ChangedIds}"), .. Properties, "files",
            .. Files.SelectMany(f => (string[])
                [f.Name, f.Sha256, f.SegmentId, f.SegmentName, Invariant($"{f.MemberCount}|{f.HoldoutCount}")]),
        ];
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', parts)));
        return Convert.ToHexStringLower(hash)[..16];
    }
}

/// <summary>The members of one segment in a file.</summary>
public sealed record MemberFile
{
    /// <summary>The segment's id within its run.</summary>
    public required string SegmentId { get; init; }

    /// <summary>The segment's name.</summary>
    public required string SegmentName { get; init; }

    /// <summary>The file's name in the folder of the snapshot.</summary>
    public required string Name { get; init; }

    /// <summary>The SHA-256 of the file, in hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The members.</summary>
    public required int MemberCount { get; init; }

    /// <summary>Those of them that are held out.</summary>
    public required int HoldoutCount { get; init; }
}

/// <summary>What changed since an earlier snapshot.</summary>
public sealed record MemberDelta
{
    /// <summary>The earlier snapshot.</summary>
    public required string EarlierSnapshotId { get; init; }

    /// <summary>The file that lists who entered and who left.</summary>
    public required string Name { get; init; }

    /// <summary>The SHA-256 of that file.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The changes by segment name, those of now first.</summary>
    public required IReadOnlyList<SegmentDelta> Segments { get; init => field = Listed.Of(value); }
}

/// <summary>What changed in the segment of one name.</summary>
/// <param name="SegmentName">The name that both snapshots are compared by.</param>
/// <param name="Entered">Members now that were not before.</param>
/// <param name="Left">Members before that are not now.</param>
/// <param name="Stayed">Members before and now.</param>
public sealed record SegmentDelta(string SegmentName, int Entered, int Left, int Stayed);

/// <summary>One customer who entered or left a segment.</summary>
/// <param name="CustomerId">The customer, as the snapshots write it.</param>
/// <param name="SegmentName">The segment.</param>
/// <param name="Change">Which of both.</param>
public sealed record MemberChange(string CustomerId, string SegmentName, MemberChangeKind Change);

/// <summary>What happened to a member.</summary>
public enum MemberChangeKind
{
    /// <summary>Is in the segment now and was not before.</summary>
    Entered,

    /// <summary>Was in the segment and is not now.</summary>
    Left,
}
