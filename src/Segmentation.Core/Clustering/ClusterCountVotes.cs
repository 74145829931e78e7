using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using static System.FormattableString;

namespace Segmentation.Clustering;

/// <summary>What can choose the number of clusters.</summary>
public enum ClusterCountCriterion
{
    /// <summary>The largest mean silhouette.</summary>
    Silhouette,

    /// <summary>The largest index of Calinski and Harabasz.</summary>
    CalinskiHarabasz,

    /// <summary>The smallest index of Davies and Bouldin.</summary>
    DaviesBouldin,

    /// <summary>The bend of the inertia: where it lies farthest below the line from its first to its last point.</summary>
    Elbow,

    /// <summary>The gap statistic by its standard-error rule; can answer one.</summary>
    Gap,

    /// <summary>The largest number with a prediction strength of at least .8; can answer one.</summary>
    PredictionStrength,

    /// <summary>The largest stability over bootstrap samples.</summary>
    Stability,

    /// <summary>All of them.</summary>
    All,
}

/// <summary>What one criterion would choose.</summary>
/// <param name="Criterion">The criterion.</param>
/// <param name="ClusterCount">The number it would choose; 1 is "no clusters".</param>
/// <param name="Reason">Why, in words.</param>
public sealed record ClusterCountVote(ClusterCountCriterion Criterion, int ClusterCount, string Reason);

/// <summary>Makes the criteria vote on scored numbers of clusters.</summary>
internal static class ClusterCountVotes
{
    private static readonly ClusterCountCriterion[] s_everyOne =
        [.. Enum.GetValues<ClusterCountCriterion>().Where(c => c != ClusterCountCriterion.All)];

    /// <summary>The criteria that were asked for: all when none was.</summary>
    public static IReadOnlyList<ClusterCountCriterion> Asked(IReadOnlyList<ClusterCountCriterion> criteria) =>
        criteria.Count == 0 || criteria.Contains(ClusterCountCriterion.All) ? s_everyOne
        : [.. criteria.Distinct().Order()];

    /// <summary>Whether a criterion is the silhouette, which needs nothing beside the clusterings.</summary>
    public static bool IsSilhouette(ClusterCountCriterion criterion) => criterion == ClusterCountCriterion.Silhouette;

    /// <summary>Whether a criterion can answer "one".</summary>
    public static bool CanSayOne(ClusterCountCriterion criterion) =>
        criterion is ClusterCountCriterion.Gap or ClusterCountCriterion.PredictionStrength;

    /// <summary>The name of a criterion in running text.</summary>
    public static string Name(ClusterCountCriterion criterion) => criterion switch
    {
        ClusterCountCriterion.CalinskiHarabasz => "Calinski-Harabasz",
        ClusterCountCriterion.DaviesBouldin => "Davies-Bouldin",
        ClusterCountCriterion.PredictionStrength => "prediction strength",
        _ => criterion.ToString().ToLowerInvariant(),
    };

    /// <summary>The votes of all criteria that were computed.</summary>
    public static IReadOnlyList<ClusterCountVote> Of(IReadOnlyList<ClusterCountScore> scores, GapResult? gap)
    {
        List<ClusterCountScore> several = [.. scores.Where(s => s.Result.Sizes.Length > 1)];
        List<ClusterCountScore> eligible = [.. several.Where(s => s.Eligible)];
        List<ClusterCountScore> candidates = eligible.Count > 0 ? eligible : several;
        List<ClusterCountVote?> votes =
        [
            Extreme(ClusterCountCriterion.Silhouette, candidates, s => s.Silhouette?.Mean, 1, "largest"),
            Extreme(ClusterCountCriterion.CalinskiHarabasz, candidates, s => s.CalinskiHarabasz, 1, "largest"),
            Extreme(ClusterCountCriterion.DaviesBouldin, candidates, s => s.DaviesBouldin, -1, "smallest"),
            Elbow(scores),
            OfGap(gap),
            OfStrength(several),
            Extreme(ClusterCountCriterion.Stability, candidates, s => s.Stability?.Mean, 1, "largest"),
        ];
        return [.. votes.OfType<ClusterCountVote>()];
    }

    private static ClusterCountVote? Extreme(
        ClusterCountCriterion criterion,
        List<ClusterCountScore> scores,
        Func<ClusterCountScore, double?> value,
        int sign,
        string word)
    {
        List<ClusterCountScore> scored = [.. scores.Where(s => value(s) is not null)];
        return scored.Count == 0
            ? null
            : scored.MaxBy(s => sign * value(s)!.Value) is { } best
                ? new ClusterCountVote(
                    criterion, best.Result.Sizes.Length, Invariant($"{Figure(value(best)!.Value)} is the {word}"))
                : null;
    }

    /// <summary>The knee of the inertia, both axes scaled to 0 … 1 (after Satopaa and others 2011).</summary>
    private static ClusterCountVote? Elbow(IReadOnlyList<ClusterCountScore> scores)
    {
        if (scores.Count < 3)
        {
            return null;
        }

        double first = scores[0].Result.Inertia;
        double fall = first - scores[^1].Result.Inertia;
        if (!(fall > 0))
        {
            return null;
        }

        double Below(int i) => ((first - scores[i].Result.Inertia) / fall) - ((double)i / (scores.Count - 1));
        int knee = Enumerable.Range(1, scores.Count - 2).MaxBy(Below);
        return Below(knee) > 0
            ? new ClusterCountVote(
                ClusterCountCriterion.Elbow,
                scores[knee].Result.Sizes.Length,
                Invariant($"the inertia bends most: {Below(knee):F2} below the line from first to last"))
            : null;
    }

    private static ClusterCountVote? OfGap(GapResult? gap)
    {
        if (gap is null)
        {
            return null;
        }

        int chosen = gap.SmallestWithinError;
        bool last = chosen == gap.Scores[^1].ClusterCount;
        string largest = chosen == gap.Largest ? "" : Invariant($"; {gap.Largest} has the largest gap");
        string reason = last
            ? Invariant($"the gap still grows at {chosen}")
            : Invariant($"{chosen + 1} adds no gap beyond its standard error{largest}");
        return new ClusterCountVote(ClusterCountCriterion.Gap, chosen, reason);
    }

    private static ClusterCountVote? OfStrength(List<ClusterCountScore> scores)
    {
        List<PredictionStrengthScore> measured =
            [.. scores.Select(s => s.PredictionStrength).OfType<PredictionStrengthScore>()];
        if (measured.Count == 0)
        {
            return null;
        }

        PredictionStrengthScore? chosen = measured.LastOrDefault(s => s.Mean >= PredictionStrength.Threshold);
        PredictionStrengthScore best = measured.MaxBy(s => s.Mean)!;
        return chosen is null
            ? new ClusterCountVote(
                ClusterCountCriterion.PredictionStrength,
                1,
                Invariant($"none reaches {PredictionStrength.Threshold:F1}; ")
                    + Invariant($"the best is {best.ClusterCount} with {Figure(best.Mean)}"))
            : new ClusterCountVote(
                ClusterCountCriterion.PredictionStrength,
                chosen.ClusterCount,
                Invariant($"the last of at least {PredictionStrength.Threshold:F1}, with {Figure(chosen.Mean)}"));
    }

    private static string Figure(double value) =>
        value.ToString(Math.Abs(value) >= 100 ? "F0" : "F3", CultureInfo.InvariantCulture);
}
