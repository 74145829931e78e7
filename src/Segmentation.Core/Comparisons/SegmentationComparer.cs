using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Segmentation.Models;
using Segmentation.Segments;
using Segmentation.Statistics;
using static System.FormattableString;

namespace Segmentation.Comparisons;

/// <summary>Compares two segmentations. The order of customers and of threads plays no part.</summary>
public static class SegmentationComparer
{
    private const double FewInCommon = 0.5;

    /// <summary>Compares the segments of two runs.</summary>
    /// <param name="reference">Segments of the earlier run; its whole run is compared.</param>
    /// <param name="difference">Segments of the later run; they are returned with lasting ids.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.NoCommonCustomers"/>; <see cref="ErrorIds.NoCustomers"/> or
    /// <see cref="ErrorIds.UnexpectedInput"/> for segments that are none, or of several runs.
    /// </exception>
    public static SegmentationComparison Compare(
        IReadOnlyList<Segment> reference,
        IReadOnlyList<Segment> difference,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellationToken = default) => Compare(
            ComparisonSide.Of(reference), ComparisonSide.Of(difference), null, Steps(progress, cancellationToken));

    /// <summary>Compares the segments of a run with a model of an earlier one.</summary>
    /// <param name="reference">The earlier model.</param>
    /// <param name="difference">Segments of the later run; they are returned with lasting ids.</param>
    /// <param name="salt">The secret that the ids in the model are hashed with; not needed for plain ids.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="SegmentationException">
    /// As for two runs, and <see cref="ErrorIds.InvalidOption"/> for hashed ids without their salt.
    /// </exception>
    public static SegmentationComparison Compare(
        SegmentModel reference,
        IReadOnlyList<Segment> difference,
        string? salt = null,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return Compare(
            ComparisonSide.Of(reference), ComparisonSide.Of(difference), salt, Steps(progress, cancellationToken));
    }

    /// <summary>Compares two models.</summary>
    /// <param name="reference">The earlier model.</param>
    /// <param name="difference">The later model.</param>
    /// <param name="salt">The secret that ids are hashed with, where only one model hashes them.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="SegmentationException">As for a run with a model.</exception>
    public static SegmentationComparison Compare(
        SegmentModel reference,
        SegmentModel difference,
        string? salt = null,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(difference);
        return Compare(
            ComparisonSide.Of(reference), ComparisonSide.Of(difference), salt, Steps(progress, cancellationToken));
    }

    // Says where the work stands, and stops it when it has to.
    private static Action<string, double> Steps(
        IProgress<StageProgress>? progress, CancellationToken cancellationToken) => (status, done) =>
    {
        cancellationToken.ThrowIfCancellationRequested();
        progress?.Report(new StageProgress("Comparing segmentations", status, done));
    };

    private static SegmentationComparison Compare(
        ComparisonSide before, ComparisonSide after, string? salt, Action<string, double> step)
    {
        JoinedCustomers customers = JoinedCustomers.Of(before, after, salt, step);
        step("matching segments", 0.6);
        SegmentMatching matching = SegmentMatching.Of(customers, before.SegmentIds.Count, after.SegmentIds.Count);
        LastingSegments lasting = LastingSegments.Of(before, after, matching);
        MoveTable moves = new(
            customers.Ids,
            [.. customers.Before.Select(a => a < 0 ? -1 : lasting.OfEarlier[a])],
            customers.After,
            lasting.Segments);
        Counts counts = new(moves);
        SegmentLineage[] lineage = LineageRows.Of(before, after, matching, lasting, counts);
        Migration migration = new(counts.Moves);
        FeatureDrift[] features =
        [
            .. before.Features.Select((f, i) =>
            {
                step(f.Label, 0.7 + (0.3 * i / before.Features.Count));
                return DriftRules.Feature(f.Name, f.Label, before.Distribution(f.Name), after.Distribution(f.Name));
            }),
        ];
        double sizes = Migration.PopulationStability(counts.Before, counts.After);
        double noise = EmpiricalDistribution.Noise(
            lasting.Segments.Count, counts.Before.Sum(), counts.After.Sum());
        List<(DriftVerdict Verdict, string Reason)> grounds = DriftRules.Grounds(
            lineage, ContinuedShare(counts, matching), migration, sizes, noise, features);
        return new SegmentationComparison
        {
            Reference = before.Described,
            Difference = after.Described,
            Verdict = grounds[0].Verdict,
            Statement = Statement(grounds[0]),
            Reasons = [.. grounds.Select(g => g.Reason)],
            Notes = Notes(before, after, counts),
            CommonCount = counts.Common,
            JoinedCount = counts.Joined,
            GoneCount = counts.Gone,
            Lineage = lineage,
            Migration = migration,
            MigrationSegmentIds = [.. lasting.Segments.Select(s => s.Id)],
            Flows = counts.Flows(),
            SizeStability = sizes,
            Features = features,
            Segments = Renamed(after, lasting),
            Moves = moves,
        };
    }

    private static string Statement((DriftVerdict Verdict, string Reason) worst) => worst.Verdict switch
    {
        DriftVerdict.Steady => "Steady: the segments are the same, and so are the customers in them.",
        DriftVerdict.Shifted => $"Shifted: look at what moved before acting. {worst.Reason}",
        DriftVerdict.Drifted =>
            $"Drifted: the earlier segments do not describe the customers of now. {worst.Reason}",
        _ => $"Not assessed. {worst.Reason}",
    };

    private static double ContinuedShare(Counts counts, SegmentMatching matching)
    {
        double inside = 0;
        for (int a = 0; a < matching.Later.Length; a++)
        {
            for (int b = 0; b < matching.Earlier.Length && matching.Later[a] >= 0; b++)
            {
                inside += counts.Moves[matching.Later[a], b];
            }
        }

        return inside / counts.Common;
    }

    private static List<string> Notes(ComparisonSide before, ComparisonSide after, Counts counts)
    {
        List<string> notes = [];
        if (before.Described.AsOf is { } then && after.Described.AsOf is { } now && then > now)
        {
            notes.Add(Invariant($"The reference is the later one: {then:yyyy-MM-dd}, and {now:yyyy-MM-dd} the other."));
        }

        if (before.Described.Method != after.Described.Method)
        {
            notes.Add($"The methods differ: {before.Described.Method} and {after.Described.Method}.");
        }

        double share = counts.Common / counts.Before.Sum();
        if (share < FewInCommon)
        {
            notes.Add(Invariant($"Only {share * 100:F0} % of the earlier customers are in both: identity rests on them."));
        }

        return notes;
    }

    private static Segment[] Renamed(ComparisonSide after, LastingSegments lasting)
    {
        if (after.Segments.Count == 0)
        {
            return [];
        }

        SegmentationRun old = after.Segments[0].Run;
        SegmentationRun run = old with
        {
            SegmentIds = [.. lasting.Segments.Take(old.ClusterCount).Select(s => s.Id)],
            SegmentNames = [.. lasting.Segments.Take(old.ClusterCount).Select(s => s.Name)],
            LastSegmentNumber = lasting.LastNumber,
        };
        return
        [
            .. after.Segments.Select(segment =>
            {
                (string id, string name) = lasting.Segments[old.SegmentIds.ToList().IndexOf(segment.SegmentId)];
                return segment with { SegmentId = id, Name = name, Run = run };
            }),
        ];
    }
}

/// <summary>The customers of each lasting segment, before, after and from one to another.</summary>
internal sealed class Counts
{
    private readonly MoveTable _table;

    public Counts(MoveTable table)
    {
        _table = table;
        int segments = table.Segments.Count;
        Moves = new int[segments, segments];
        Entries = new int[segments];
        Exits = new int[segments];
        Before = new double[segments];
        After = new double[segments];
        for (int i = 0; i < table.Ids.Count; i++)
        {
            (int a, int b) = (table.Before[i], table.After[i]);
            if (a >= 0 && b >= 0)
            {
                Moves[a, b]++;
                Common++;
            }
            else if (b >= 0)
            {
                Entries[b]++;
                Joined++;
            }
            else
            {
                Exits[a]++;
                Gone++;
            }

            _ = a >= 0 ? Before[a]++ : 0;
            _ = b >= 0 ? After[b]++ : 0;
        }
    }

    public int[,] Moves { get; }

    /// <summary>Customers of each segment who were not there before.</summary>
    public int[] Entries { get; }

    /// <summary>Customers of each segment who are no more there.</summary>
    public int[] Exits { get; }

    public double[] Before { get; }

    public double[] After { get; }

    public int Common { get; }

    public int Joined { get; }

    public int Gone { get; }

    public SegmentFlow[] Flows()
    {
        int segments = _table.Segments.Count;
        List<SegmentFlow> flows = [];
        for (int a = 0; a < segments; a++)
        {
            (string id, string name) = _table.Segments[a];
            IEnumerable<SegmentFlow> from = Enumerable.Range(0, segments)
                .Select(b => new SegmentFlow(id, name, _table.Segments[b].Id, _table.Segments[b].Name, Moves[a, b]))
                .Append(new SegmentFlow(id, name, null, null, Exits[a]));
            flows.AddRange(from.Where(f => f.Count > 0).OrderByDescending(f => f.Count));
        }

        flows.AddRange(_table.Segments
            .Select((s, b) => new SegmentFlow(null, null, s.Id, s.Name, Entries[b]))
            .Where(f => f.Count > 0).OrderByDescending(f => f.Count));
        return [.. flows];
    }
}
