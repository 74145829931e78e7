using System;
using System.Collections.Generic;
using System.Globalization;
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
    /// <summary>The gap statistic; null unless it was asked for.</summary>
    public GapScore? Gap { get; init; }

    /// <summary>The prediction strength; null unless it was asked for.</summary>
    public PredictionStrengthScore? PredictionStrength { get; init; }

    /// <summary>The stability over bootstrap samples; null unless it was asked for.</summary>
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

    /// <summary>Whether the criteria asked for that can answer "one" all did.</summary>
    public bool FoundNoStructure { get; init; }
}

/// <summary>Chooses the number of clusters: by silhouette, or by the votes of several criteria.</summary>
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
    /// there are
    /// different rows, less one) and takes the largest mean silhouette, the smaller number where two are equal. A
    /// number whose
    /// smallest cluster has fewer than 10 rows or 1 % of them is taken only when no other is left. The comparison is
    /// made
    /// with ten starts each; the number chosen is then searched further where that is needed (see
    /// <see cref="KMeansOptions.Restarts"/>). When the two ends are equal, that number is taken.
    /// <para>
    /// With other criteria each votes; the number with most votes is taken, of several the one with the larger
    /// silhouette. Gap statistic and prediction strength can answer "one": when all of them that were asked for do, no
    /// structure was found and there is one cluster; else such an answer is no vote.
    /// </para>
    /// </summary>
    /// <param name="matrix">The rows.</param>
    /// <param name="minimum">The smallest number, at least 2 unless it is the only one.</param>
    /// <param name="maximum">The largest number.</param>
    /// <param name="options">How to cluster; its number of clusters is not used.</param>
    /// <param name="maximumSample">The most rows a silhouette is computed on.</param>
    /// <param name="criteria">
    /// What chooses; null or empty is the silhouette. Gap statistic, prediction strength and stability are computed
    /// only when asked for.
    /// </param>
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
        int limit = Math.Max(minimum, Math.Min(maximum, matrix.Rows - 1));
        bool given = minimum == maximum;
        List<ClusterCountScore> scores = [];
        for (int k = minimum; k <= limit; k++)
        {
            progress?.Report(new StageProgress(
                "Clustering",
                Invariant($"{k} segments, of up to {limit}"),
                (double)(k - minimum) / (limit - minimum + 1)));
            int? restarts = options.Restarts ?? (given ? null : Restarts);
            KMeansOptions with = options with { ClusterCount = k, Restarts = restarts };
            if (TryFit(matrix, tiled, with, first: k == minimum, cancellationToken) is not { } result)
            {
                break;
            }

            scores.Add(Score(matrix, tiled, result, maximumSample, options, cancellationToken));
        }

        if (given)
        {
            return new ClusterCountChoice(minimum, Asked(minimum), scores[0], scores);
        }

        IReadOnlyList<ClusterCountCriterion> asked = ClusterCountVotes.Asked(criteria ?? []);
        if (asked.Count > 1 || asked[0] != ClusterCountCriterion.Silhouette)
        {
            return ByVotes(matrix, tiled, scores, asked, options, progress, cancellationToken);
        }

        int chosen = IndexOfBest(scores);
        KMeansOptions further = options with { ClusterCount = minimum + chosen };
        KMeansResult refined = KMeans.Fit(matrix, tiled, further, null, cancellationToken);
        if (refined.Inertia < scores[chosen].Result.Inertia * (1 - SameInertia))
        {
            scores[chosen] = Score(matrix, tiled, refined, maximumSample, options, cancellationToken);
        }

        string reason = Reason(scores, scores[chosen], maximum, matrix.Rows);
        return new ClusterCountChoice(minimum + chosen, reason, scores[chosen], scores)
        {
            Choices = ClusterCountVotes.Of(scores, null),
        };
    }

    private static ClusterCountChoice ByVotes(
        FeatureMatrix matrix,
        TiledRows tiled,
        List<ClusterCountScore> scores,
        IReadOnlyList<ClusterCountCriterion> asked,
        KMeansOptions options,
        IProgress<StageProgress>? progress,
        CancellationToken cancellationToken)
    {
        if (scores[0].Result.Sizes.Length == 2)
        {
            // What is not divided at all is where gap and elbow start from.
            KMeansResult one = KMeans.Fit(matrix, tiled, options with { ClusterCount = 1 }, null, cancellationToken);
            scores.Insert(0, new ClusterCountScore(one, null, null, null, Eligible: false));
        }

        int last = scores[^1].Result.Sizes.Length;
        GapResult? gap = null;
        if (asked.Contains(ClusterCountCriterion.Gap))
        {
            GapOptions how = new() { Seed = options.Seed, ThreadCount = options.ThreadCount };
            gap = GapStatistic.Of(matrix, last, how, progress, cancellationToken);
        }

        PredictionStrengthOptions halving = new() { Seed = options.Seed, ThreadCount = options.ThreadCount };
        ClusterStabilityOptions drawing = new() { Seed = options.Seed, ThreadCount = options.ThreadCount };
        for (int i = 0; i < scores.Count; i++)
        {
            int k = scores[i].Result.Sizes.Length;
            bool halved = k > 1 && asked.Contains(ClusterCountCriterion.PredictionStrength);
            bool drawn = k > 1 && asked.Contains(ClusterCountCriterion.Stability);
            if (halved || drawn)
            {
                progress?.Report(new StageProgress(
                    "Clustering", Invariant($"resampling {k} segments"), (double)i / scores.Count));
            }

            scores[i] = scores[i] with
            {
                Gap = gap?.Scores.FirstOrDefault(score => score.ClusterCount == k),
                PredictionStrength = halved ? PredictionStrength.Of(tiled, k, halving, null, cancellationToken) : null,
                Stability = drawn ? ClusterStability.Of(tiled, k, drawing, cancellationToken) : null,
            };
        }

        IReadOnlyList<ClusterCountVote> votes = ClusterCountVotes.Of(scores, gap);
        List<ClusterCountVote> counted = [.. votes.Where(vote => asked.Contains(vote.Criterion))];
        List<ClusterCountVote> sceptics = [.. counted.Where(vote => ClusterCountVotes.CanSayOne(vote.Criterion))];
        if (sceptics.Count > 0 && sceptics.TrueForAll(vote => vote.ClusterCount == 1))
        {
            return new ClusterCountChoice(1, NoStructure(sceptics), scores[0], scores)
            {
                Choices = votes,
                FoundNoStructure = true,
            };
        }

        int chosen = MostVotes(counted, scores);
        ClusterCountScore best = scores.First(score => score.Result.Sizes.Length == chosen);
        return new ClusterCountChoice(chosen, Reason(counted, best, matrix.Rows), best, scores) { Choices = votes };
    }

    private static int MostVotes(List<ClusterCountVote> votes, List<ClusterCountScore> scores)
    {
        Dictionary<int, double?> silhouettes =
            scores.ToDictionary(score => score.Result.Sizes.Length, score => score.Silhouette?.Mean);
        return votes.Where(vote => vote.ClusterCount > 1 && silhouettes.ContainsKey(vote.ClusterCount))
            .GroupBy(vote => vote.ClusterCount)
            .OrderByDescending(group => group.Count())
            .ThenByDescending(group => silhouettes[group.Key] ?? double.NegativeInfinity)
            .ThenBy(group => group.Key)
            .Select(group => group.Key)
            .FirstOrDefault(scores.First(score => score.Result.Sizes.Length > 1).Result.Sizes.Length);
    }

    private static string NoStructure(List<ClusterCountVote> sceptics) =>
        "No structure found: " + string.Join(
            "; ", sceptics.Select(vote => $"{ClusterCountVotes.Name(vote.Criterion)} finds one group ({vote.Reason})"))
        + ". Ask for a number of segments to divide the customers all the same.";

    private static string Reason(List<ClusterCountVote> votes, ClusterCountScore best, int rows)
    {
        int chosen = best.Result.Sizes.Length;
        string[] others =
        [
            .. votes.Where(vote => vote.ClusterCount != chosen).GroupBy(vote => vote.ClusterCount)
                .OrderBy(group => group.Key)
                .Select(group => Names(group) + (group.Key == 1
                    ? " would not divide the customers"
                    : Invariant($" would choose {group.Key}"))),
        ];
        List<ClusterCountVote> agreeing = [.. votes.Where(vote => vote.ClusterCount == chosen)];
        string reason = votes.Count == 1
            ? Invariant($"{chosen} segments by {ClusterCountVotes.Name(votes[0].Criterion)}: {votes[0].Reason}")
            : Invariant($"{chosen} segments have {agreeing.Count} of {votes.Count} votes ({Names(agreeing)})");
        return reason
            + string.Concat(others.Select(other => "; " + other))
            + (best.Eligible
                ? "."
                : Invariant($"; one of them has fewer than {SmallestSize(rows)} customers."));
    }

    private static string Names(IEnumerable<ClusterCountVote> votes) =>
        string.Join(", ", votes.Select(vote => ClusterCountVotes.Name(vote.Criterion)));

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

    private static string Asked(int count) =>
        count == 1 ? "1 segment was asked for." : Invariant($"{count} segments were asked for.");

    /// <summary>
    /// Fits, or null when there are too few different rows for it although fewer clusters were possible.
    /// </summary>
    private static KMeansResult? TryFit(
        FeatureMatrix matrix, TiledRows tiled, KMeansOptions options, bool first, CancellationToken cancellationToken)
    {
        try
        {
            return KMeans.Fit(matrix, tiled, options, null, cancellationToken);
        }
        catch (SegmentationException e) when (!first && e.ErrorId == ErrorIds.NoVariation)
        {
            return null;
        }
    }

    private static ClusterCountScore Score(
        FeatureMatrix matrix,
        TiledRows tiled,
        KMeansResult result,
        int maximumSample,
        KMeansOptions options,
        CancellationToken cancellationToken) => new(
            result,
            Silhouette.Compute(
                tiled, result.Labels, maximumSample, options.Seed, options.ThreadCount, cancellationToken),
            ClusterIndices.CalinskiHarabasz(matrix, result),
            ClusterIndices.DaviesBouldin(matrix, result),
            result.Sizes.Min() >= Math.Max(MinimumSize, MinimumShare * matrix.Rows));

    private static int IndexOfBest(List<ClusterCountScore> scores)
    {
        bool anyEligible = scores.Exists(s => s.Eligible);
        int best = -1;
        for (int i = 0; i < scores.Count; i++)
        {
            bool candidate = scores[i].Eligible || !anyEligible;
            best = candidate && (best < 0 || Value(scores[i]) > Value(scores[best])) ? i : best;
        }

        return best;
    }

    private static string Reason(List<ClusterCountScore> scores, ClusterCountScore best, int maximum, int rows)
    {
        int chosen = best.Result.Sizes.Length;
        string reason = Invariant($"{chosen} segments have the largest mean silhouette ({Figure(best)})")
            + Invariant($" of {scores[0].Result.Sizes.Length} to {scores[^1].Result.Sizes.Length}");
        List<ClusterCountScore> passedOver =
            [.. scores.Where(s => !s.Eligible && best.Eligible && Value(s) > Value(best))];
        if (passedOver.Count > 0)
        {
            reason += "; "
                + string.Join(", ", passedOver.Select(s => Invariant($"{s.Result.Sizes.Length} ({Figure(s)})")))
                + Invariant($" would make a segment of fewer than {SmallestSize(rows)} customers");
        }
        else if (!best.Eligible)
        {
            reason += Invariant($"; every number makes a segment of fewer than {SmallestSize(rows)} customers");
        }

        if (chosen == maximum)
        {
            reason += "; it is the end of the range, so more segments may score higher still";
        }

        return reason + ".";
    }

    private static int SmallestSize(int rows) => (int)Math.Max(MinimumSize, Math.Ceiling(MinimumShare * rows));

    private static double Value(ClusterCountScore score) => score.Silhouette?.Mean ?? double.NegativeInfinity;

    private static string Figure(ClusterCountScore score) =>
        score.Silhouette?.Mean.ToString("F3", CultureInfo.InvariantCulture) ?? "none";
}
