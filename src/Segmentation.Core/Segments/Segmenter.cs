using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Segmentation.Clustering;
using Segmentation.Profiles;
using Segmentation.Statistics;
using static System.FormattableString;

namespace Segmentation.Segments;

/// <summary>Makes segments: encodes features, clusters, and says what sets each segment apart.</summary>
public static class Segmenter
{
    private const string RevenueColumn = "NetRevenue";
    private const string ClvColumn = "Clv";
    private const int SilhouetteSample = 5000;

    /// <summary>Segments customers by their profiles.</summary>
    /// <param name="profiles">The profiles.</param>
    /// <param name="options">The number of segments, the features, the seed.</param>
    /// <param name="progress">Told about each stage.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The segments, largest first.</returns>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.NoCustomers"/>, <see cref="ErrorIds.TooFewCustomers"/>, <see cref="ErrorIds.NoVariation"/>,
    /// <see cref="ErrorIds.UnknownFeature"/> or <see cref="ErrorIds.InvalidOption"/>.
    /// </exception>
    public static IReadOnlyList<Segment> Run(
        ProfileTable profiles,
        SegmentationOptions options,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        ArgumentNullException.ThrowIfNull(options);
        IReadOnlyList<FeatureDeclaration> declarations = options.Features is { } names
            ? [.. names.Select(name => FeatureDeclarations.ForProfileColumn(Column(profiles, name)))]
            : FeatureDeclarations.Default;
        FeatureTable table = Table(profiles, declarations.Select(d => d.Name));
        FeatureTable described =
            Table(profiles, FeatureDeclarations.Descriptive
                .Concat(profiles.Columns.Where(c => c.IsAttribute).Select(c => c.Name))
                .Where(name => table.Find(name) is null));
        string source = profiles.Intake?.Source ?? "customer profiles";
        RunInput input = new(table, described, declarations, source, profiles);
        return Run(input, options, progress, cancellationToken);
    }

    /// <summary>Segments anything that has numbers.</summary>
    /// <param name="table">One row per thing; rows without any value are left out and listed in the run.</param>
    /// <param name="source">Where the data came from, in words.</param>
    /// <param name="options">The number of segments, the features, the seed.</param>
    /// <param name="progress">Told about each stage.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The segments, largest first.</returns>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.NoCustomers"/>, <see cref="ErrorIds.TooFewCustomers"/>, <see cref="ErrorIds.NoVariation"/>,
    /// <see cref="ErrorIds.UnknownFeature"/>, <see cref="ErrorIds.UnexpectedInput"/> (an id twice) or
    /// <see cref="ErrorIds.InvalidOption"/>.
    /// </exception>
    public static IReadOnlyList<Segment> Run(
        FeatureTable table,
        string source,
        SegmentationOptions options,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(options);
        FeatureTable used = options.Features is { } names
            ? table with { Columns = [.. names.Select(name => Column(table, name))] }
            : table;
        CheckIds(table);
        IEnumerable<int> all = Enumerable.Range(0, table.Ids.Count);
        int[] rows = [.. all.Where(i => used.Columns.Any(c => double.IsFinite(c.Values[i])))];
        FeatureTable described = new(table.Ids, [.. DescribedColumns(table, used)]);
        List<string> skipped = [];
        if (rows.Length < table.Ids.Count)
        {
            HashSet<int> kept = [.. rows];
            skipped.AddRange(table.Ids.Where((_, i) => !kept.Contains(i)));
            (used, described) = (used.Select(rows), described.Select(rows));
        }

        IReadOnlyList<FeatureDeclaration> declarations =
            FeatureDeclarations.FromData(used, required: options.Features is not null);
        RunInput input = new(used, described, declarations, source, null)
        {
            Skipped = skipped,
        };
        return Run(input, options, progress, cancellationToken);
    }

    private static Segment[] Run(
        RunInput input,
        SegmentationOptions options,
        IProgress<StageProgress>? progress,
        CancellationToken cancellationToken)
    {
        int customers = input.Table.Ids.Count;
        CheckCount(customers, options, input.Skipped.Count);
        progress?.Report(new StageProgress("Segmenting", Invariant($"preparing features of {customers} customers"), 0));
        IReadOnlyList<FeatureDeclaration> declarations =
            FeatureDeclarations.With(input.Declarations, options.Transform, options.Scaling);
        EncodedFeatures encoded = FeatureEncoder.Fit(input.Table, declarations, options.ThreadCount, cancellationToken);
        ClusterCountChoice choice = ClusterCountSelection.Choose(
            encoded.Matrix,
            options.ClusterCount ?? options.MinimumClusterCount,
            options.ClusterCount ?? options.MaximumClusterCount,
            new KMeansOptions
            {
                ClusterCount = options.ClusterCount ?? options.MinimumClusterCount,
                Seed = options.Seed,
                Restarts = options.Restarts,
                ThreadCount = options.ThreadCount,
            },
            SilhouetteSample,
            progress,
            cancellationToken);
        progress?.Report(new StageProgress("Segmenting", "describing the segments", 0.9));
        SegmentationRun run = MakeRun(input, options, encoded, choice);
        int threads = ParallelWork.ThreadCount(options.ThreadCount);
        return MakeSegments(input, run, encoded, choice.Best, threads, cancellationToken);
    }

    private static SegmentationRun MakeRun(
        RunInput input, SegmentationOptions options, EncodedFeatures encoded, ClusterCountChoice choice)
    {
        KMeansResult result = choice.Best.Result;
        int customers = input.Table.Ids.Count;
        return new SegmentationRun
        {
            RunId = RunHash.Of(input.Table, options, input.Profiles?.AsOf),
            Method = "KMeans",
            Seed = options.Seed,
            AsOf = input.Profiles?.AsOf,
            Source = input.Source,
            ClusterCount = choice.ClusterCount,
            ClusterCountReason = choice.Reason,
            Candidates =
            [
                .. choice.Scores.Select(s => new ClusterCountCandidate(
                    s.Result.Sizes.Length,
                    s.Result.Inertia,
                    s.Silhouette?.Mean,
                    (double)s.Result.Sizes.Min() / customers,
                    s.CalinskiHarabasz,
                    s.DaviesBouldin,
                    s.Eligible)),
            ],
            Inertia = result.Inertia,
            Silhouette = choice.Best.Silhouette?.Mean,
            SilhouetteSampleSize = choice.Best.Silhouette?.SampleSize ?? 0,
            Features = encoded.Features,
            DroppedFeatures = [.. encoded.Dropped.Select(d => new DroppedFeature(d.Name, d.Reason))],
            Labels = result.Labels,
            Centroids = result.Centroids,
            Input = input.Table,
            Matrix = encoded.Matrix,
            Converged = result.Converged,
            Restarts = result.Restarts,
            RestartsAtBest = result.RestartsAtBest,
            SkippedIds = input.Skipped,
            Profiles = input.Profiles,
            Rebuild = input.Profiles is null ? null : options.Rebuild,
        };
    }

    private static Segment[] MakeSegments(
        RunInput input,
        SegmentationRun run,
        EncodedFeatures encoded,
        ClusterCountScore score,
        int threads,
        CancellationToken cancellationToken)
    {
        SegmentDifference[][] differences = SegmentDifference.Of(
            input.Table, encoded.Features, encoded.Matrix, run.Labels, run.ClusterCount, threads, cancellationToken);
        SegmentDifference[][] described = Describe(input.Described, run, threads, cancellationToken);
        SegmentDifference[][] all = [.. differences.Select((d, s) => (SegmentDifference[])[.. d, .. described[s]])];
        string[] names = SegmentNames.For(all);
        double[]? revenue = input.Numbers(RevenueColumn);
        double[]? clv = input.Numbers(ClvColumn);
        List<string>[] members = [.. Enumerable.Range(0, run.ClusterCount).Select(_ => new List<string>())];
        for (int i = 0; i < run.Labels.Length; i++)
        {
            members[run.Labels[i]].Add(run.Input.Ids[i]);
        }

        decimal?[] revenues = Totals(revenue, run);
        decimal?[] values = Totals(clv, run);
        return
        [
            .. members.Select((ids, s) =>
            {
                ids.Sort(StringComparer.Ordinal);
                return new Segment
                {
                    SegmentId = Invariant($"S{s + 1}"),
                    Name = names[s],
                    Size = ids.Count,
                    Share = (double)ids.Count / run.CustomerCount,
                    TotalRevenue = revenues[s],
                    AverageRevenue = revenues[s] / ids.Count,
                    TotalClv = values[s],
                    AverageClv = values[s] / ids.Count,
                    Silhouette = score.Silhouette?.ClusterMeans[s],
                    Traits = TraitText.Traits(all[s]),
                    CustomerIds = ids,
                    Run = run,
                };
            }),
        ];
    }

    /// <summary>The differences in columns that were not clustered on.</summary>
    private static SegmentDifference[][] Describe(
        FeatureTable described, SegmentationRun run, int threads, CancellationToken cancellationToken)
    {
        FeatureDeclaration[] declarations =
        [
            .. described.Columns.Where(c => c.Values.Where(double.IsFinite).Distinct().Take(2).Count() == 2)
                .Select(c => new FeatureDeclaration(
                    c.Name,
                    c.Name != RevenueColumn && c.Values.Any(v => v < 0)
                        ? FeatureTransform.None
                        : FeatureTransform.Log1p,
                    c.Name == RevenueColumn ? MissingRule.Zero : MissingRule.Median)),
        ];
        if (declarations.Length == 0)
        {
            return [.. run.Centroids.Select(_ => Array.Empty<SegmentDifference>())];
        }

        EncodedFeatures encoded = FeatureEncoder.Fit(described, declarations, threads, cancellationToken);
        return SegmentDifference.Of(
            described, encoded.Features, encoded.Matrix, run.Labels, run.ClusterCount, threads, cancellationToken);
    }

    private static decimal?[] Totals(double[]? values, SegmentationRun run)
    {
        decimal?[] totals = new decimal?[run.ClusterCount];
        for (int i = 0; values is not null && i < values.Length; i++)
        {
            if (double.IsFinite(values[i]))
            {
                totals[run.Labels[i]] = (totals[run.Labels[i]] ?? 0) + (decimal)values[i];
            }
        }

        return totals;
    }

    private static FeatureTable Table(ProfileTable profiles, IEnumerable<string> names)
    {
        List<FeatureColumn> columns = [];
        foreach (string name in names)
        {
            if (profiles.Numbers(name) is { } values)
            {
                ProfileColumn? declared = profiles.Columns.FirstOrDefault(c => c.Name == name);
                columns.Add(new FeatureColumn(name, values)
                {
                    Label = declared?.Label ?? name,
                    Unit = declared?.Unit ?? ProfileUnit.Number,
                });
            }
        }

        return new FeatureTable(profiles.CustomerIds, columns);
    }

    private static IEnumerable<FeatureColumn> DescribedColumns(FeatureTable table, FeatureTable used) =>
        FeatureDeclarations.Descriptive.Where(name => used.Find(name) is null)
            .Select(table.Find)
            .OfType<FeatureColumn>();

    private static ProfileColumn Column(ProfileTable profiles, string name)
    {
        List<ProfileColumn> numeric = [.. profiles.Columns.Where(c => profiles.Numbers(c.Name) is not null)];
        return numeric.Find(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw FeatureEncoder.Unknown(name, numeric.Select(c => c.Name));
    }

    private static FeatureColumn Column(FeatureTable table, string name) =>
        table.Find(name) ?? throw FeatureEncoder.Unknown(name, table.Columns.Select(c => c.Name));

    private static void CheckCount(int customers, SegmentationOptions options, int skipped)
    {
        string note = skipped > 0 ? Invariant($" ({skipped} without any value left out)") : "";
        if (customers == 0)
        {
            throw new SegmentationException(
                ErrorIds.NoCustomers,
                ErrorKind.InsufficientData,
                $"There are no customers to segment{note}.",
                "Check the filters before this step, and that the columns are numeric.");
        }

        int needed = options.ClusterCount ?? options.MinimumClusterCount;
        if (customers < needed)
        {
            string there = customers == 1 ? "is 1 customer" : Invariant($"are {customers} customers");
            throw new SegmentationException(
                ErrorIds.TooFewCustomers,
                ErrorKind.InsufficientData,
                Invariant($"There {there}{note}, too few for {needed} segments."),
                "Ask for fewer segments, or give more customers.",
                needed);
        }
    }

    private static void CheckIds(FeatureTable table)
    {
        HashSet<string> seen = new(table.Ids.Count, StringComparer.Ordinal);
        for (int i = 0; i < table.Ids.Count; i++)
        {
            if (!seen.Add(table.Ids[i]))
            {
                throw new SegmentationException(
                    ErrorIds.UnexpectedInput,
                    ErrorKind.InvalidData,
                    Invariant($"Row {i + 1} has an id that an earlier row has too."),
                    "Give one row per customer, or name the property that holds the id.",
                    i + 1);
            }
        }
    }

    /// <summary>What is segmented, whatever it came from.</summary>
    private sealed record RunInput(
        FeatureTable Table,
        FeatureTable Described,
        IReadOnlyList<FeatureDeclaration> Declarations,
        string Source,
        ProfileTable? Profiles)
    {
        public List<string> Skipped { get; init; } = [];

        public double[]? Numbers(string name) =>
            Profiles?.Numbers(name) ?? Table.Find(name)?.Values ?? Described.Find(name)?.Values;
    }
}
