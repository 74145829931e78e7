using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Segmentation.Clustering;
using Segmentation.Profiles;
using Segmentation.Statistics;
using static System.FormattableString;

namespace Segmentation.Segments;

/// <summary>Makes segments: by clustering features, by rules, or by RFM scores; and says what sets each apart.</summary>
public static class Segmenter
{
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
        return Run(RunInput.Of(profiles, options), options, progress, cancellationToken);
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
        return Run(RunInput.Of(table, source, options), options, progress, cancellationToken);
    }

    private static Segment[] Run(
        RunInput input,
        SegmentationOptions options,
        IProgress<StageProgress>? progress,
        CancellationToken cancellationToken)
    {
        CheckCount(input.Table.Ids.Count, options, input.Skipped.Count);
        progress?.Report(new StageProgress(
            "Segmenting", Invariant($"preparing features of {input.Table.Ids.Count:N0} customers"), 0));
        return options.Method switch
        {
            SegmentationMethod.Rules or SegmentationMethod.Rfm => RuleSegments.Run(input, options, cancellationToken),
            SegmentationMethod.GaussianMixture => MixtureSegments.Run(input, options, progress, cancellationToken),
            _ => Cluster(input, options, progress, cancellationToken),
        };
    }

    private static Segment[] Cluster(
        RunInput input,
        SegmentationOptions options,
        IProgress<StageProgress>? progress,
        CancellationToken cancellationToken)
    {
        EncodedFeatures encoded = Encode(input, options, cancellationToken);
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
            options.Criteria,
            progress,
            cancellationToken);
        progress?.Report(new StageProgress("Segmenting", "describing the segments", 0.9));
        KMeansResult result = choice.Best.Result;
        SegmentationRun run = RunOf(input, options, encoded, result, choice.Best.Silhouette) with
        {
            ClusterCountReason = choice.Reason,
            ClusterCountChoices = choice.Choices,
            FoundNoStructure = choice.FoundNoStructure,
            Candidates = [.. choice.Scores.Select(score => CandidateOf(score, input.Table.Ids.Count))],
        };
        int threads = ParallelWork.ThreadCount(options.ThreadCount);
        return SegmentMaker.Of(input, run, choice.Best.Silhouette, null, threads, cancellationToken);
    }

    internal static EncodedFeatures Encode(
        RunInput input, SegmentationOptions options, CancellationToken cancellationToken) => FeatureEncoder.Fit(
            input.Table,
            Declarations(input, options),
            options.ThreadCount,
            cancellationToken);

    private static IReadOnlyList<FeatureDeclaration> Declarations(RunInput input, SegmentationOptions options) =>
        FeatureDeclarations.With(input.Declarations, options.Transform, options.Scaling);

    internal static SilhouetteScore? SilhouetteOf(
        FeatureMatrix matrix, int[] labels, SegmentationOptions options, CancellationToken cancellationToken) =>
        Silhouette.Compute(matrix, labels, SilhouetteSample, options.Seed, options.ThreadCount, cancellationToken);

    /// <summary>The run of a solution; why it has as many segments is for the caller to add.</summary>
    internal static SegmentationRun RunOf(
        RunInput input,
        SegmentationOptions options,
        EncodedFeatures encoded,
        KMeansResult result,
        SilhouetteScore? silhouette) => new()
        {
            RunId = RunHash.Of(input.Table, options, input.Profiles?.AsOf),
            Method = options.Method.ToString(),
            Seed = options.Seed,
            AsOf = input.Profiles?.AsOf,
            Source = input.Source,
            ClusterCount = result.Sizes.Length,
            ClusterCountReason = string.Empty,
            Candidates = [],
            Inertia = result.Inertia,
            Silhouette = silhouette?.Mean,
            SilhouetteSampleSize = silhouette?.SampleSize ?? 0,
            Features = encoded.Features,
            FeatureSet = FeatureSet.Of(
                options.FeatureSet?.Name ?? (input.ByDefault ? FeatureSet.Default.Name : "features"),
                Declarations(input, options)),
            DroppedFeatures = [.. encoded.Dropped.Select(d => new DroppedFeature(d.Name, d.Reason))],
            Labels = result.Labels,
            Centroids = result.Centroids,
            TieOrder = result.TieOrder,
            Input = input.Table,
            Matrix = encoded.Matrix,
            Converged = result.Converged,
            Restarts = result.Restarts,
            RestartsAtBest = result.RestartsAtBest,
            SkippedIds = input.Skipped,
            Profiles = input.Profiles,
            Rebuild = input.Profiles is null ? null : options.Rebuild,
        };

    private static ClusterCountCandidate CandidateOf(ClusterCountScore score, int customers) => new(
        score.Result.Sizes.Length,
        score.Result.Inertia,
        score.Silhouette?.Mean,
        (double)score.Result.Sizes.Min() / customers,
        score.CalinskiHarabasz,
        score.DaviesBouldin,
        score.Eligible)
    {
        Gap = score.Gap?.Gap,
        GapStandardError = score.Gap?.StandardError,
        PredictionStrength = score.PredictionStrength?.Mean,
        PredictionStrengthStandardError = score.PredictionStrength?.StandardError,
        Stability = score.Stability?.Mean,
        StabilityStandardError = score.Stability?.StandardError,
    };

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
        if (options.Method is SegmentationMethod.Rules or SegmentationMethod.Rfm)
        {
            return;
        }

        if (customers < needed)
        {
            string there = customers == 1 ? "is 1 customer" : Invariant($"are {customers:N0} customers");
            throw new SegmentationException(
                ErrorIds.TooFewCustomers,
                ErrorKind.InsufficientData,
                Invariant($"There {there}{note}, too few for {needed} segments."),
                "Ask for fewer segments, or give more customers.",
                needed);
        }
    }
}
