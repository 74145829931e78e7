using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Activation;
using Segmentation.Models;
using Segmentation.Profiles;
using Segmentation.Segments;
using Segmentation.Statistics;

namespace Segmentation.Comparisons;

/// <summary>One of two segmentations, whatever it was given as: who is in which segment, and how features spread.</summary>
internal sealed class ComparisonSide
{
    private readonly Func<string, EmpiricalDistribution?> _distribution;

    private ComparisonSide(
        ComparedSegmentation described,
        IReadOnlyList<string> ids,
        int[] labels,
        Func<string, EmpiricalDistribution?> distribution)
    {
        Described = described;
        Ids = ids;
        Labels = labels;
        _distribution = distribution;
    }

    public ComparedSegmentation Described { get; }

    /// <summary>The customers, as they are written there: plain or hashed.</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>The segment of each customer.</summary>
    public int[] Labels { get; }

    public required IReadOnlyList<string> SegmentIds { get; init; }

    public required IReadOnlyList<string> Names { get; init; }

    public required int LastNumber { get; init; }

    public required IReadOnlyList<(string Name, string Label)> Features { get; init; }

    public string? SaltFingerprint { get; init; }

    public IReadOnlyList<Segment> Segments { get; init; } = [];

    public EmpiricalDistribution? Distribution(string feature) => _distribution(feature);

    /// <summary>The side of segments: all of their run, also when only some are given.</summary>
    public static ComparisonSide Of(IReadOnlyList<Segment> segments)
    {
        _ = new MemberRows(segments, new MemberOptions());
        SegmentationRun run = segments[0].Run;
        string[] names = [.. run.SegmentNames];
        foreach (Segment segment in segments)
        {
            for (int s = 0; s < names.Length; s++)
            {
                names[s] = run.SegmentIds[s] == segment.SegmentId ? segment.Name : names[s];
            }
        }

        return new ComparisonSide(
            new ComparedSegmentation(run.RunId, run.Method, run.AsOf, run.Source, run.CustomerCount, run.ClusterCount),
            run.Input.Ids,
            run.Labels,
            name => (run.Input.Find(name)?.Values ?? run.Profiles?.Numbers(name)) is { } values
                ? EmpiricalDistribution.Of(values)
                : null)
        {
            SegmentIds = run.SegmentIds,
            Names = names,
            LastNumber = run.LastSegmentNumber,
            Features = [.. run.Features.Select(f => (f.Name, f.Label))],
            Segments = segments,
        };
    }

    /// <summary>The side of a model.</summary>
    public static ComparisonSide Of(SegmentModel model)
    {
        List<string> ids = [];
        List<int> labels = [];
        for (int s = 0; s < model.Segments.Count; s++)
        {
            ids.AddRange(model.Segments[s].CustomerIds);
            labels.AddRange(Enumerable.Repeat(s, model.Segments[s].CustomerIds.Count));
        }

        Dictionary<string, EmpiricalDistribution> known = model.Features.Zip(model.Distributions)
            .ToDictionary(pair => pair.First.Name, pair => pair.Second, StringComparer.OrdinalIgnoreCase);
        return new ComparisonSide(
            new ComparedSegmentation(
                model.RunId, model.Method, model.AsOf, model.Source, ids.Count, model.Segments.Count),
            ids,
            [.. labels],
            known.GetValueOrDefault)
        {
            SegmentIds = [.. model.Segments.Select(s => s.SegmentId)],
            Names = [.. model.Segments.Select(s => s.Name)],
            LastNumber = model.LastSegmentNumber,
            Features = [.. model.Features.Select(f => (f.Name, f.Label))],
            SaltFingerprint = model.SaltFingerprint,
        };
    }
}

/// <summary>The customers of both sides under keys that can be compared.</summary>
/// <param name="Ids">What they are called in results, in ordinal order: the plain id where one side has it.</param>
/// <param name="Before">The earlier segment; −1 for none.</param>
/// <param name="After">The later segment; −1 for none.</param>
internal sealed record JoinedCustomers(IReadOnlyList<string> Ids, int[] Before, int[] After)
{
    private const int EveryRow = 0xFFFF;

    /// <summary>Joins two sides.</summary>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.InvalidOption"/>: hashed ids without their salt; <see cref="ErrorIds.NoCommonCustomers"/>.
    /// </exception>
    public static JoinedCustomers Of(
        ComparisonSide before, ComparisonSide after, string? salt, Action<string, double> step)
    {
        HashedIds? hash = HashFor(before, after, salt);
        string[] keysBefore = Keys(before, hash, () => step("earlier customers", 0));
        string[] keysAfter = Keys(after, hash, () => step("later customers", 0.2));
        Dictionary<string, int> rows = new(keysBefore.Length, StringComparer.Ordinal);
        for (int i = 0; i < keysBefore.Length; i++)
        {
            rows[keysBefore[i]] = i;
        }

        List<(string Id, int Before, int After)> joined = new(keysAfter.Length);
        bool[] found = new bool[keysBefore.Length];
        int common = 0;
        for (int i = 0; i < keysAfter.Length; i++)
        {
            if ((i & EveryRow) == 0)
            {
                step("customers in both", 0.4);
            }

            int earlier = rows.GetValueOrDefault(keysAfter[i], -1);
            string id = after.SaltFingerprint is not null && earlier >= 0 ? before.Ids[earlier] : after.Ids[i];
            joined.Add((id, earlier < 0 ? -1 : before.Labels[earlier], after.Labels[i]));
            if (earlier >= 0)
            {
                found[earlier] = true;
                common++;
            }
        }

        if (common == 0)
        {
            throw new SegmentationException(
                ErrorIds.NoCommonCustomers,
                ErrorKind.InsufficientData,
                $"The two segmentations have no customer in common: {Plural.Of(keysBefore.Length, "customer")} before, "
                    + $"{Plural.Of(keysAfter.Length, "customer")} after.",
                "Check that both write customer ids alike, and that merged ids were resolved in both.");
        }

        for (int i = 0; i < found.Length; i++)
        {
            if (!found[i])
            {
                joined.Add((before.Ids[i], before.Labels[i], -1));
            }
        }

        joined.Sort((a, b) => string.CompareOrdinal(a.Id, b.Id));
        return new JoinedCustomers(
            [.. joined.Select(j => j.Id)], [.. joined.Select(j => j.Before)], [.. joined.Select(j => j.After)]);
    }

    private static string[] Keys(ComparisonSide side, HashedIds? hash, Action step)
    {
        step();
        return side.SaltFingerprint is not null || hash is null
            ? [.. side.Ids]
            : [.. side.Ids.Select((id, i) =>
            {
                if ((i & EveryRow) == 0)
                {
                    step();
                }

                return hash.Of(id);
            })];
    }

    private static HashedIds? HashFor(ComparisonSide before, ComparisonSide after, string? salt)
    {
        string? fingerprint = before.SaltFingerprint ?? after.SaltFingerprint;
        if (fingerprint is null)
        {
            return null;
        }

        bool both = before.SaltFingerprint is not null && after.SaltFingerprint is not null;
        if (both && before.SaltFingerprint != after.SaltFingerprint)
        {
            throw Invalid("The ids of the two segmentations were hashed with different salts.");
        }

        if (both)
        {
            return null;
        }

        HashedIds hash = new(salt ?? throw Invalid("The ids of one segmentation are hashed, and no salt is given."));
        return hash.Fingerprint == fingerprint
            ? hash
            : throw Invalid("The ids of one segmentation were hashed with another salt than the one given.");
    }

    private static SegmentationException Invalid(string message) =>
        new(ErrorIds.InvalidOption, ErrorKind.InvalidArgument, message, "Give the salt that the model was written with.");
}
