using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Segmentation.Profiles;
using Segmentation.Segments;

namespace Segmentation.Activation;

/// <summary>The members of the segments of one run as rows: who, in which segment, held out or not.</summary>
public sealed class MemberRows
{
    private readonly HashedIds? _hash;
    private readonly ulong _heldOutBelow;
    private readonly string _seed;
    private readonly Func<int, object?>[] _values;
    private readonly Dictionary<string, int> _rows = new(StringComparer.Ordinal);

    /// <summary>Prepares the rows.</summary>
    /// <param name="segments">Segments of one run: all, or some.</param>
    /// <param name="options">What is written, and who is held out.</param>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.NoCustomers"/>, <see cref="ErrorIds.UnexpectedInput"/> for segments of several runs or twice
    /// the same, <see cref="ErrorIds.InvalidOption"/> and <see cref="ErrorIds.UnknownFeature"/>.
    /// </exception>
    public MemberRows(IReadOnlyList<Segment> segments, MemberOptions options)
    {
        ArgumentNullException.ThrowIfNull(segments);
        ArgumentNullException.ThrowIfNull(options);
        CheckSegments(segments);
        if (!(options.HoldoutShare >= 0 && options.HoldoutShare < 1))
        {
            throw new SegmentationException(
                ErrorIds.InvalidOption,
                ErrorKind.InvalidArgument,
                "The share held out must be at least 0 and below 1.",
                "Use 0.1 to hold out every tenth customer.",
                options.HoldoutShare);
        }

        Segments = segments;
        Options = options;
        Run = segments[0].Run;
        _hash = options.Salt is { } salt ? new HashedIds(salt) : null;
        _heldOutBelow = (ulong)(options.HoldoutShare * ulong.MaxValue);
        _seed = options.Seed.ToString(CultureInfo.InvariantCulture) + "|";
        if (options.Properties.Count > 0)
        {
            IReadOnlyList<string> ids = Run.Profiles?.CustomerIds ?? Run.Input.Ids;
            for (int row = 0; row < ids.Count; row++)
            {
                _rows[ids[row]] = row;
            }
        }

        _values = [.. options.Properties.Select(ValuesOf)];
    }

    /// <summary>The segments.</summary>
    public IReadOnlyList<Segment> Segments { get; }

    /// <summary>What is written.</summary>
    public MemberOptions Options { get; }

    /// <summary>The run the segments are of.</summary>
    public SegmentationRun Run { get; }

    /// <summary>The members of a segment in ordinal order of their plain ids, made as they are enumerated.</summary>
    public IEnumerable<SegmentMember> Of(Segment segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        foreach (string id in segment.CustomerIds)
        {
            object?[] values = _values.Length == 0 ? [] : new object?[_values.Length];
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = _rows.TryGetValue(id, out int row) ? _values[i](row) : null;
            }

            yield return new SegmentMember(
                _hash?.Of(id) ?? id, segment.SegmentId, segment.Name, IsHeldOut(id), values);
        }
    }

    /// <summary>
    /// What tells two salts apart without telling them; null for plain ids. Hashed ids of two snapshots can be compared
    /// only where it is the same.
    /// </summary>
    public string? SaltFingerprint => _hash?.Fingerprint;

    // From the plain id, so that hashing changes nobody's group.
    private bool IsHeldOut(string id) =>
        _heldOutBelow > 0
        && BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(_seed + id))) < _heldOutBelow;

    private Func<int, object?> ValuesOf(string name)
    {
        if (Run.Profiles is not { } profiles)
        {
            double[] values = Run.Input.Find(name)?.Values
                ?? throw Unknown(name, Run.Input.Columns.Select(c => c.Name));
            return row => double.IsFinite(values[row]) ? values[row] : null;
        }

        if (profiles.Numbers(name) is { } numbers)
        {
            return row => double.IsFinite(numbers[row]) ? numbers[row] : null;
        }

        if (profiles.Texts(name) is { } texts)
        {
            return row => texts[row];
        }

        return profiles.Times(name) is not null
            ? row => profiles.Time(name, row)
            : throw Unknown(name, profiles.Columns.Select(c => c.Name));
    }

    private static void CheckSegments(IReadOnlyList<Segment> segments)
    {
        if (segments.Count == 0)
        {
            throw new SegmentationException(
                ErrorIds.NoCustomers,
                ErrorKind.InsufficientData,
                "There are no segments to write the members of.",
                "Check the filters before this step.");
        }

        if (segments.Any(s => !ReferenceEquals(s.Run, segments[0].Run) && s.Run.RunId != segments[0].Run.RunId))
        {
            throw new SegmentationException(
                ErrorIds.UnexpectedInput,
                ErrorKind.InvalidArgument,
                "The segments are of several runs.",
                "Write the segments of one run at a time.");
        }

        // File names must differ where letter case does not count, too.
        if (segments.Select(s => s.SegmentId).Distinct(StringComparer.OrdinalIgnoreCase).Count() < segments.Count)
        {
            throw new SegmentationException(
                ErrorIds.UnexpectedInput,
                ErrorKind.InvalidArgument,
                "A segment came twice.",
                "Pipe each segment once.");
        }
    }

    private static SegmentationException Unknown(string name, IEnumerable<string> known) => new(
        ErrorIds.UnknownFeature,
        ErrorKind.NotFound,
        $"Customers have no property '{name}'.",
        $"Use one of: {string.Join(", ", known)}.",
        name);
}
