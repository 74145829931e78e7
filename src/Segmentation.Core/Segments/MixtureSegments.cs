using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Segmentation.Clustering;
using Segmentation.Statistics;
using static System.FormattableString;

namespace Segmentation.Segments;

/// <summary>Segments as components of a Gaussian mixture; number and shape by the Bayesian information criterion.</summary>
internal static class MixtureSegments
{
    private const int Restarts = 10;

    public static Segment[] Run(
        RunInput input,
        SegmentationOptions options,
        IProgress<StageProgress>? progress,
        CancellationToken cancellationToken)
    {
        EncodedFeatures encoded = Segmenter.Encode(input, options, cancellationToken);
        List<Fit> fits = [];
        int minimum = options.ClusterCount ?? options.MinimumClusterCount;
        int maximum = options.ClusterCount ?? options.MaximumClusterCount;
        CheckRange(minimum, maximum);
        for (int k = minimum; k <= Math.Max(minimum, Math.Min(maximum, encoded.Matrix.Rows - 1)); k++)
        {
            progress?.Report(new StageProgress(
                "Clustering",
                Invariant($"mixture of {k}, of up to {maximum}"),
                (double)(k - minimum) / (maximum - minimum + 1)));
            if (Best(encoded.Matrix, k, options, first: k == minimum, cancellationToken) is not { } fit)
            {
                break;
            }

            fits.Add(fit);
        }

        Fit best = fits.MinBy(fit => fit.Mixture.Bic)!;
        int[] labels = best.Mixture.Labels;
        KMeansResult result = LabelledSolution.Of(encoded.Matrix, labels, best.Mixture.ClusterCount) with
        {
            Iterations = best.Mixture.Iterations,
            Converged = best.Mixture.Converged,
        };
        SilhouetteScore? silhouette = Segmenter.SilhouetteOf(encoded.Matrix, labels, options, cancellationToken);
        SegmentationRun run = Segmenter.RunOf(input, options, encoded, result, silhouette) with
        {
            ClusterCountReason = Reason(best, fits, options.ClusterCount is not null),
            Candidates = [.. fits.Select(fit => CandidateOf(fit, encoded.Matrix))],
            MembershipProbabilities = best.Mixture.Probabilities,
            MixtureComponents = best.Mixture.Components,
        };
        int threads = ParallelWork.ThreadCount(options.ThreadCount);
        return SegmentMaker.Of(input, run, silhouette, null, threads, cancellationToken);
    }

    private static void CheckRange(int minimum, int maximum)
    {
        if (maximum < minimum)
        {
            throw new SegmentationException(
                ErrorIds.InvalidOption,
                ErrorKind.InvalidArgument,
                Invariant($"The range of segment counts {minimum}..{maximum} is not one from at least 2 upwards."),
                "Give a range such as 2..10.",
                minimum);
        }
    }

    /// <summary>The better of the two shapes; null when there are too few different rows, although fewer worked.</summary>
    private static Fit? Best(
        FeatureMatrix matrix, int k, SegmentationOptions options, bool first, CancellationToken cancellationToken)
    {
        KMeansOptions start = new()
        {
            ClusterCount = k,
            Seed = options.Seed,
            Restarts = options.Restarts ?? Restarts,
            ThreadCount = options.ThreadCount,
        };
        try
        {
            MixtureResult diagonal = GaussianMixture.Fit(matrix, MixtureShape.Diagonal, start, cancellationToken);
            MixtureResult full = GaussianMixture.Fit(matrix, MixtureShape.Full, start, cancellationToken);
            return new Fit(k, full.Bic < diagonal.Bic ? full : diagonal);
        }
        catch (SegmentationException e) when (!first && e.ErrorId == ErrorIds.NoVariation)
        {
            return null;
        }
    }

    private static ClusterCountCandidate CandidateOf(Fit fit, FeatureMatrix matrix)
    {
        KMeansResult result = LabelledSolution.Of(matrix, fit.Mixture.Labels, fit.Mixture.ClusterCount);
        return new ClusterCountCandidate(
            fit.Components,
            result.Inertia,
            null,
            (double)result.Sizes.Min() / matrix.Rows,
            ClusterIndices.CalinskiHarabasz(matrix, result),
            ClusterIndices.DaviesBouldin(matrix, result))
        {
            Bic = fit.Mixture.Bic,
        };
    }

    private static string Reason(Fit best, List<Fit> fits, bool given)
    {
        string shape = best.Mixture.Shape == MixtureShape.Full ? "with correlations" : "without correlations";
        string empty = best.Mixture.ClusterCount < best.Components
            ? Invariant($", of which {best.Mixture.ClusterCount} are the most probable for somebody")
            : "";
        return given
            ? Invariant($"A mixture of {best.Components} components {shape} was fitted{empty}.")
            : Invariant($"{best.Components} components {shape} have the smallest BIC ({best.Mixture.Bic:F0})")
                + Invariant($" of {fits[0].Components} to {fits[^1].Components}{empty}.");
    }

    private sealed record Fit(int Components, MixtureResult Mixture);
}
