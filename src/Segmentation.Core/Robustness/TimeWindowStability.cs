using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Clustering;
using Segmentation.Profiles;
using Segmentation.Segments;
using Segmentation.Statistics;
using static System.FormattableString;

namespace Segmentation.Robustness;

/// <summary>One window: what it says of the solution and of each segment; a reason where it says nothing.</summary>
internal sealed record WindowFindings(TimeWindow? Window, double?[] Stayed, double?[] Jaccard, string? Reason);

/// <summary>
/// The segmentation at earlier moments, from profiles rebuilt with the events until then. Fixed model: the scaling and
/// centroids of today label the customers of then. New segmentation: the customers of then are clustered anew, without
/// recency, which ages by itself, and compared with today's clustering without recency. Nested windows share most of
/// their events, which flatters them; so the last two windows lie side by side and share none.
/// </summary>
internal static class TimeWindowStability
{
    private const int CustomersPerSegment = 10;
    private const double SameSegment = 0.5;

    private static readonly string[] s_ageing =
        ["DaysSinceLastPurchase", "DaysSinceLastEvent", "RecencyDays", "TDays", "TenureDays"];

    /// <summary>One result for each window, longest ago last, then the two side by side.</summary>
    public static List<WindowFindings> Test(TestContext context, ProfileRebuild rebuild, DateTimeOffset asOf)
    {
        List<WindowFindings> found = [];
        int[] kept = Steady(context.Run);
        ClusterSample? now = kept.Length == 0
            ? null
            : Cluster(context, Centroids.SelectColumns(context.Run.Matrix, kept), 0);
        int[] days = [.. context.Options.WindowDays.Distinct().Order()];
        for (int i = 0; i < days.Length; i++)
        {
            context.Progress?.Report(new StageProgress(
                "Testing robustness", Invariant($"profiles of {days[i]} days earlier"), (double)i / (days.Length + 1)));
            DateTimeOffset then = asOf.AddDays(-days[i]);
            found.Add(Try(() => Nested(context, rebuild(null, then, context.CancellationToken), then, now, kept)));
        }

        DateTimeOffset middle = asOf.AddDays(-days[^1]);
        found.Add(Try(() => SideBySide(
            context,
            rebuild(middle.AddTicks(1), asOf, context.CancellationToken),
            rebuild(middle.AddDays(-days[^1]).AddTicks(1), middle, context.CancellationToken),
            middle,
            kept)));
        return found;
    }

    internal static WindowFindings Try(Func<WindowFindings> test)
    {
        try
        {
            return test();
        }
        catch (SegmentationException error) when (error.Kind is ErrorKind.InsufficientData or ErrorKind.NotFound)
        {
            return new WindowFindings(null, [], [], error.Message);
        }
    }

    private static WindowFindings Nested(
        TestContext context, ProfileTable then, DateTimeOffset asOf, ClusterSample? now, int[] kept)
    {
        SegmentationRun run = context.Run;
        FeatureMatrix matrix = Encode(run, then);
        (int[] rowsNow, int[] rowsThen) = Common(run.Input.Ids, then.CustomerIds);
        if (TooFew(run, rowsNow.Length, asOf) is { } reason)
        {
            return new WindowFindings(null, [], [], reason);
        }

        FeatureMatrix ofThen = Centroids.Select(matrix, rowsThen);
        int[] before = run.MixtureComponents is { } components
            ? MixtureRefit.Assign(ofThen, components)
            : Centroids.Assign(ofThen, run.Centroids);
        int[] after = [.. rowsNow.Select(row => run.Labels[row])];
        Migration migration = Migration.Between(before, after, run.ClusterCount);
        double?[] stayed = Stayed(migration);
        double? agreement = null;
        double?[] jaccard = new double?[run.ClusterCount];
        if (now is not null)
        {
            FeatureMatrix steady = Rescaled(Centroids.SelectColumns(matrix, kept), now.Matrix);
            ClusterSample earlier = Cluster(context, steady, asOf.UtcTicks);
            int[] labelsNow = [.. rowsNow.Select(row => now.Labels[row])];
            int[] labelsThen = [.. rowsThen.Select(row => earlier.Labels[row])];
            agreement = Agreement.AdjustedRand(labelsNow, labelsThen);
            jaccard = OfSegments(run, now, new Overlap(labelsNow, now.Clusters, labelsThen, earlier.Clusters).Best());
        }

        TimeWindow window = new()
        {
            AsOf = asOf,
            From = null,
            CustomerCount = rowsNow.Length,
            Migration = migration,
            RefitAgreement = agreement,
        };
        return new WindowFindings(window, stayed, jaccard, null);
    }

    /// <summary>The share of each group's members who were in it already; null for a group without members.</summary>
    internal static double?[] Stayed(Migration migration) =>
    [
        .. Enumerable.Range(0, migration.After.Count).Select(s => migration.After[s] == 0
            ? (double?)null
            : (double)migration.Counts[s, s] / migration.After[s]),
    ];

    /// <summary>Whether a column grows by itself as time passes.</summary>
    internal static bool IsAgeing(string column) => s_ageing.Contains(column, StringComparer.OrdinalIgnoreCase);

    private static WindowFindings SideBySide(
        TestContext context, ProfileTable late, ProfileTable early, DateTimeOffset middle, int[] kept)
    {
        SegmentationRun run = context.Run;
        (int[] rowsLate, int[] rowsEarly) = Common(late.CustomerIds, early.CustomerIds);
        string? reason = kept.Length == 0
            ? "All features are ages, which grow by themselves: there is nothing to cluster anew."
            : TooFew(run, rowsLate.Length, middle);
        if (reason is not null)
        {
            return new WindowFindings(null, [], [], reason);
        }

        FeatureMatrix today = Centroids.SelectColumns(run.Matrix, kept);
        ClusterSample one =
            Cluster(context, Rescaled(Centroids.SelectColumns(Encode(run, late), kept), today), middle.UtcTicks + 1);
        ClusterSample two =
            Cluster(context, Rescaled(Centroids.SelectColumns(Encode(run, early), kept), today), middle.UtcTicks + 2);
        int[] labelsLate = [.. rowsLate.Select(row => one.Labels[row])];
        int[] labelsEarly = [.. rowsEarly.Select(row => two.Labels[row])];
        double[] overlaps = new Overlap(labelsLate, one.Clusters, labelsEarly, two.Clusters).Best();
        (int[] rowsRun, int[] rowsOne) = Common(run.Input.Ids, late.CustomerIds);
        Overlap toRun = new(
            [.. rowsRun.Select(row => run.Labels[row])],
            run.ClusterCount,
            [.. rowsOne.Select(row => one.Labels[row])],
            one.Clusters);
        TimeWindow window = new()
        {
            AsOf = middle,
            From = middle.AddDays(-context.Options.WindowDays.Max()).AddTicks(1),
            CustomerCount = rowsLate.Length,
            Migration = null,
            RefitAgreement = Agreement.AdjustedRand(labelsLate, labelsEarly),
        };
        return new WindowFindings(
            window, new double?[run.ClusterCount], Matched(toRun, overlaps, run.ClusterCount), null);
    }

    /// <summary>The overlap of a segment is that of the cluster without recency that is the same segment.</summary>
    private static double?[] OfSegments(SegmentationRun run, ClusterSample now, double[] overlaps) =>
        Matched(new Overlap(run.Labels, run.ClusterCount, now.Labels, now.Clusters), overlaps, run.ClusterCount);

    private static double?[] Matched(Overlap overlap, double[] overlaps, int segments)
    {
        double?[] result = new double?[segments];
        for (int s = 0; s < segments; s++)
        {
            for (int c = 0; c < overlaps.Length; c++)
            {
                // More than half in common can only be one, in both directions.
                if (overlap.Jaccard(s, c) > SameSegment && !double.IsNaN(overlaps[c]))
                {
                    result[s] = overlaps[c];
                }
            }
        }

        return result;
    }

    internal static string? TooFew(SegmentationRun run, int common, DateTimeOffset asOf)
    {
        int needed = CustomersPerSegment * run.ClusterCount;
        return common < needed
            ? Invariant($"Only {common} customers have a profile now and on {asOf:yyyy-MM-dd}: {needed} are needed.")
            : null;
    }

    private static ClusterSample Cluster(TestContext context, FeatureMatrix matrix, long seed)
    {
        SeededRandom random = SeededRandom.ForStream(context.Options.Seed, seed ^ ((long)RobustnessTests.TimeWindow << 40));
        if (context.Run.MixtureComponents is not null)
        {
            MixtureResult mixture = MixtureRefit.Fit(
                matrix, context.Run, random.NextInt32(int.MaxValue), single: false, context.CancellationToken);
            return new ClusterSample(matrix, mixture.Labels, mixture.ClusterCount);
        }

        KMeansResult found = KMeans.Fit(
            matrix,
            new KMeansOptions
            {
                ClusterCount = context.Run.ClusterCount,
                Seed = random.NextInt32(int.MaxValue),
                ThreadCount = context.Options.ThreadCount,
            },
            null,
            context.CancellationToken);
        return new ClusterSample(matrix, found.Labels, found.Sizes.Length);
    }

    private static int[] Steady(SegmentationRun run) =>
    [
        .. FeatureDropStability.Columns(run, f =>
            run.Features[f].Group != "recency"
            && !IsAgeing(run.Features[f].Name)),
    ];

    private static FeatureMatrix Encode(SegmentationRun run, ProfileTable profiles) => FeatureEncoder.Apply(
        run.Features,
        new FeatureTable(
            profiles.CustomerIds,
            [
                .. run.Features.Select(f => new { f.Name, Values = profiles.Numbers(f.Name) })
                    .Where(c => c.Values is not null)
                    .Select(c => new FeatureColumn(c.Name, c.Values!)),
            ]));

    /// <summary>Each column as wide as today's: what counts more now would else count more or less then.</summary>
    private static FeatureMatrix Rescaled(FeatureMatrix matrix, FeatureMatrix like)
    {
        double[] values = (double[])matrix.Values.Clone();
        for (int j = 0; j < matrix.Columns; j++)
        {
            double width = Width(matrix, j);
            double factor = width > 0 ? Width(like, j) / width : 1;
            for (int i = 0; i < matrix.Rows; i++)
            {
                values[(i * matrix.Columns) + j] *= factor;
            }
        }

        return matrix with { Values = values };
    }

    private static double Width(FeatureMatrix matrix, int column) => Descriptive.PopulationDeviation(
        [.. Enumerable.Range(0, matrix.Rows).Select(i => matrix.Values[(i * matrix.Columns) + column])]);

    /// <summary>The rows of the ids that both have.</summary>
    internal static (int[] First, int[] Second) Common(IReadOnlyList<string> first, IReadOnlyList<string> second)
    {
        Dictionary<string, int> rows = new(second.Count, StringComparer.Ordinal);
        for (int i = 0; i < second.Count; i++)
        {
            rows[second[i]] = i;
        }

        List<int> inFirst = [];
        List<int> inSecond = [];
        for (int i = 0; i < first.Count; i++)
        {
            if (rows.TryGetValue(first[i], out int row))
            {
                inFirst.Add(i);
                inSecond.Add(row);
            }
        }

        return ([.. inFirst], [.. inSecond]);
    }
}
