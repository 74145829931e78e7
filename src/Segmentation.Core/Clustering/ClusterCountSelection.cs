using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using static System.FormattableString;

namespace Segmentation.Clustering;

/// <summary>What one number of clusters scored.</summary>
/// <param name="Result">The clustering.</param>
/// <param name="Silhouette">Its silhouette; null when it has none.</param>
/// <param name="CalinskiHarabasz">Higher is better; null when it cannot be computed.</param>
/// <param name="DaviesBouldin">Lower is better; null when it cannot be computed.</param>
/// <param name="Eligible">Whether it could be chosen: no cluster is too small.</param>
public sealed record ClusterCountScore(
    KMeansResult Result, SilhouetteScore? Silhouette, double? CalinskiHarabasz, double? DaviesBouldin, bool Eligible)
{
    /// <summary>What silhouettes are ranked by; a clustering without one comes last.</summary>
    internal double Rank => Silhouette?.Mean ?? double.NegativeInfinity;

    /// <summary>The gap statistic; null unless it was computed.</summary>
    public GapScore? Gap { get; init; }

    /// <summary>The prediction strength; null unless it was computed.</summary>
    public PredictionStrengthScore? PredictionStrength { get; init; }

    /// <summary>The stability over bootstrap samples; null unless it was computed.</summary>
    public ClusterStabilityScore? Stability { get; init; }
}

/// <summary>The chosen number of clusters.</summary>
/// <param name="ClusterCount">The number.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Best">The clustering with this number.</param>
/// <param name="Scores">All candidates, by number.</param>
public sealed record ClusterCountChoice(
    int ClusterCount, string Reason, ClusterCountScore Best, IReadOnlyList<ClusterCountScore> Scores)
{
    /// <summary>What each criterion that was computed would choose; empty when the number was given.</summary>
    public IReadOnlyList<ClusterCountVote> Choices { get; init => field = Listed.Of(value); } = [];

    /// <summary>Whether the criteria that can answer "one" found nothing else.</summary>
    public bool FoundNoStructure { get; init; }
}

/// <summary>Chooses the number of clusters: by silhouette beside all other criteria, or by the votes of some.</summary>
public static class ClusterCountSelection
{
    /// <summary>A cluster smaller than this makes its number of clusters a last resort…</summary>
    public const int MinimumSize = 10;

    /// <summary>… and so does one that is a smaller share of the rows than this.</summary>
    public const double MinimumShare = 0.01;

    private const int Restarts = 10;
    private const double SameInertia = 1e-9;

    /// <summary>
    /// Clusters with each number from <paramref name="minimum"/> to <paramref name="maximum"/> (at most as many as
    /// there are different rows, less one), and scores each by every criterion: those that resample on at most 1,000
    /// rows. The largest mean silhouette decides, the smaller number where two are equal. A number whose smallest
    /// cluster has fewer than 10 rows or 1 % of them is taken only when no other is left. The comparison is made with
    /// ten starts each; the number chosen is then searched further where that is needed (see
    /// <see cref="KMeansOptions.Restarts"/>). When the two ends are equal, that number is taken.
    /// <para>
    /// With criteria of one's own only these are computed, more thoroughly, and each votes; the number with most votes
    /// is taken, of several the one with the larger silhouette.
    /// </para>
    /// <para>
    /// Gap statistic and prediction strength can answer "one". When all of them that were computed do, no structure
    /// was found and there is one cluster. Prediction strength trusts any cut that both halves make alike, also one
    /// through a long or skewed cloud, and a gap can fall at first and be largest later; so where the two disagree, or
    /// the largest gap is not at one, the strength has to be more than clouds without groups reach. Else such an answer
    /// is no vote.
    /// </para>
    /// </summary>
    /// <param name="matrix">The rows.</param>
    /// <param name="minimum">The smallest number, at least 2 unless it is the only one.</param>
    /// <param name="maximum">The largest number.</param>
    /// <param name="options">How to cluster; its number of clusters is not used.</param>
    /// <param name="maximumSample">The most rows a silhouette is computed on.</param>
    /// <param name="criteria">What chooses; null or empty computes all, and the silhouette chooses.</param>
    /// <param name="progress">Told about each number.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.InvalidOption"/>: the range is empty; <see cref="ErrorIds.TooFewCustomers"/>: fewer rows
    /// than the
    /// smallest number; <see cref="ErrorIds.NoVariation"/>: fewer different rows than that.
    /// </exception>
    public static ClusterCountChoice Choose(
        FeatureMatrix matrix,
        int minimum,
        int maximum,
        KMeansOptions options,
        int maximumSample = 5000,
        IReadOnlyList<ClusterCountCriterion>? criteria = null,
        IProgress<StageProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(options);
        CheckRange(minimum, maximum);
        TiledRows tiled = TiledRows.From(matrix);
        Search search = new(matrix, tiled, options, maximumSample, progress, cancellationToken);
        List<ClusterCountScore> scores = Fit(search, minimum, maximum);
        if (minimum == maximum)
        {
            string asked = minimum == 1 ? "1 segment was asked for." : Invariant($"{minimum} segments were asked for.");
            return new ClusterCountChoice(minimum, asked, scores[0], scores);
        }

        bool byDefault = criteria is not { Count: > 0 };
        IReadOnlyList<ClusterCountCriterion> computed = ClusterCountVotes.Asked(criteria ?? []);
        GapResult? gap = null;
        if (!computed.All(ClusterCountVotes.IsSilhouette))
        {
            if (scores[0].Result.Sizes.Length == 2)
            {
                // What is not divided at all is where gap and elbow start from.
                KMeansOptions undivided = options with { ClusterCount = 1 };
                KMeansResult one = KMeans.Fit(matrix, tiled, undivided, null, cancellationToken);
                scores.Insert(0, new ClusterCountScore(one, null, null, null, Eligible: false));
            }

            gap = Resampling.Score(search, scores, computed, byDefault ? ResamplingEffort.Quick : new());
        }

        IReadOnlyList<ClusterCountVote> votes = ClusterCountVotes.Of(scores, gap);
        List<ClusterCountVote> counted = [.. votes.Where(vote => computed.Contains(vote.Criterion))];
        if (scores[0].Result.Sizes.Length == 1 && ClusterCountDoubt.Of(search, counted, scores) is { } doubt)
        {
            return new ClusterCountChoice(1, doubt, scores[0], scores) { Choices = votes, FoundNoStructure = true };
        }

        return byDefault
            ? BySilhouette(search, scores, votes, maximum)
            : ByVotes(scores, counted, matrix.Rows) with { Choices = votes };
    }

    private static List<ClusterCountScore> Fit(Search search, int minimum, int maximum)
    {
        int limit = Math.Max(minimum, Math.Min(maximum, search.Matrix.Rows - 1));
        List<ClusterCountScore> scores = [];
        for (int k = minimum; k <= limit; k++)
        {
            search.Progress?.Report(new StageProgress(
                "Clustering",
                Invariant($"{k} segments, of up to {limit}"),
                (double)(k - minimum) / (limit - minimum + 1)));
            int? restarts = search.Options.Restarts ?? (minimum == maximum ? null : Restarts);
            KMeansOptions with = search.Options with { ClusterCount = k, Restarts = restarts };
            if (TryFit(search, with, first: k == minimum) is not { } result)
            {
                break;
            }

            scores.Add(Score(search, result));
        }

        return scores;
    }

    private static ClusterCountChoice BySilhouette(
        Search search, List<ClusterCountScore> scores, IReadOnlyList<ClusterCountVote> votes, int maximum)
    {
        int chosen = IndexOfBest(scores);
        int clusters = scores[chosen].Result.Sizes.Length;
        KMeansOptions further = search.Options with { ClusterCount = clusters };
        KMeansResult refined = KMeans.Fit(search.Matrix, search.Rows, further, null, search.CancellationToken);
        if (refined.Inertia < scores[chosen].Result.Inertia * (1 - SameInertia))
        {
            ClusterCountScore old = scores[chosen];
            scores[chosen] = Score(search, refined) with
            {
                Gap = old.Gap, PredictionStrength = old.PredictionStrength, Stability = old.Stability,
            };
        }

        string reason = ClusterCountReasons.OfSilhouette(scores, scores[chosen], maximum, search.Matrix.Rows)
            + ClusterCountReasons.Others(votes, clusters) + ".";
        return new ClusterCountChoice(clusters, reason, scores[chosen], scores) { Choices = votes };
    }

    private static ClusterCountChoice ByVotes(List<ClusterCountScore> scores, List<ClusterCountVote> votes, int rows)
    {
        Dictionary<int, double?> silhouettes =
            scores.ToDictionary(score => score.Result.Sizes.Length, score => score.Silhouette?.Mean);
        int chosen = votes.Where(vote => vote.ClusterCount > 1 && silhouettes.ContainsKey(vote.ClusterCount))
            .GroupBy(vote => vote.ClusterCount)
            .OrderByDescending(group => group.Count())
            .ThenByDescending(group => silhouettes[group.Key] ?? double.NegativeInfinity)
            .ThenBy(group => group.Key)
            .Select(group => group.Key)
            .FirstOrDefault(scores.First(score => score.Result.Sizes.Length > 1).Result.Sizes.Length);
        ClusterCountScore best = scores.First(score => score.Result.Sizes.Length == chosen);
        return new ClusterCountChoice(chosen, ClusterCountReasons.OfVotes(votes, best, rows), best, scores);
    }

    private static void CheckRange(int minimum, int maximum)
    {
        if (maximum < minimum || (minimum < 2 && minimum < maximum))
        {
            throw new SegmentationException(
                ErrorIds.InvalidOption,
                ErrorKind.InvalidArgument,
                Invariant($"The range of segment counts {minimum}..{maximum} is not one from at least 2 upwards."),
                "Give a range such as 2..10.",
                minimum);
        }
    }

    /// <summary>
    /// Fits, or null when there are too few different rows for it although fewer clusters were possible.
    /// </summary>
    private static KMeansResult? TryFit(Search search, KMeansOptions options, bool first)
    {
        try
        {
            return KMeans.Fit(search.Matrix, search.Rows, options, null, search.CancellationToken);
        }
        catch (SegmentationException e) when (!first && e.ErrorId == ErrorIds.NoVariation)
        {
            return null;
        }
    }

    private static ClusterCountScore Score(Search search, KMeansResult result) => new(
        result,
        Silhouette.Compute(
            search.Rows,
            result.Labels,
            search.MaximumSample,
            search.Options.Seed,
            search.Options.ThreadCount,
            search.CancellationToken),
        ClusterIndices.CalinskiHarabasz(search.Matrix, result),
        ClusterIndices.DaviesBouldin(search.Matrix, result),
        result.Sizes.Min() >= Math.Max(MinimumSize, MinimumShare * search.Matrix.Rows));

    private static int IndexOfBest(List<ClusterCountScore> scores)
    {
        bool anyEligible = scores.Exists(s => s.Eligible);
        int best = -1;
        for (int i = 0; i < scores.Count; i++)
        {
            bool candidate = scores[i].Result.Sizes.Length > 1 && (scores[i].Eligible || !anyEligible);
            best = candidate && (best < 0 || scores[i].Rank > scores[best].Rank) ? i : best;
        }

        return best;
    }
}

/// <summary>What a search for the number of clusters works on.</summary>
internal sealed record Search(
    FeatureMatrix Matrix,
    TiledRows Rows,
    KMeansOptions Options,
    int MaximumSample,
    IProgress<StageProgress>? Progress,
    CancellationToken CancellationToken);
