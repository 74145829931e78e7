using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using static System.FormattableString;

namespace Segmentation.Clustering;

/// <summary>Why a number of clusters was chosen, in words.</summary>
internal static class ClusterCountReasons
{
    /// <summary>What the silhouettes say, without a full stop.</summary>
    public static string OfSilhouette(List<ClusterCountScore> scores, ClusterCountScore best, int maximum, int rows)
    {
        int chosen = best.Result.Sizes.Length;
        int first = scores.First(s => s.Result.Sizes.Length > 1).Result.Sizes.Length;
        string reason = Invariant($"{chosen} segments have the largest mean silhouette ({Figure(best)})")
            + Invariant($" of {first} to {scores[^1].Result.Sizes.Length}");
        List<ClusterCountScore> passedOver =
            [.. scores.Where(s => !s.Eligible && best.Eligible && s.Rank > best.Rank)];
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

        return chosen == maximum
            ? reason + "; it is the end of the range, so more segments may score higher still"
            : reason;
    }

    /// <summary>What the criteria that voted say.</summary>
    public static string OfVotes(List<ClusterCountVote> votes, ClusterCountScore best, int rows)
    {
        int chosen = best.Result.Sizes.Length;
        List<ClusterCountVote> agreeing = [.. votes.Where(vote => vote.ClusterCount == chosen)];
        string reason = votes.Count == 1
            ? Invariant($"{chosen} segments by {ClusterCountVotes.Name(votes[0].Criterion)}: {votes[0].Reason}")
            : Invariant($"{chosen} segments have {agreeing.Count} of {votes.Count} votes ({Names(agreeing)})");
        return reason
            + Others([.. votes.Where(vote => vote.ClusterCount != chosen)], chosen)
            + (best.Eligible
                ? "."
                : Invariant($"; one of them has fewer than {SmallestSize(rows)} customers."));
    }

    /// <summary>What the other criteria say of a number that the silhouette, or most votes, chose.</summary>
    public static string Others(IReadOnlyList<ClusterCountVote> votes, int chosen) => string.Concat(
        votes.Where(vote => vote.Criterion != ClusterCountCriterion.Silhouette || vote.ClusterCount != chosen)
            .GroupBy(vote => vote.ClusterCount)
            .OrderBy(group => group.Key != chosen).ThenBy(group => group.Key)
            .Select(group => "; " + Names(group) + (group.Key == 1
                ? " would not divide the customers"
                : group.Key == chosen
                    ? group.Count() == 1 ? " agrees" : " agree"
                    : Invariant($" would choose {group.Key}"))));

    private static string Names(IEnumerable<ClusterCountVote> votes) =>
        string.Join(", ", votes.Select(vote => ClusterCountVotes.Name(vote.Criterion)));

    private static int SmallestSize(int rows) => (int)Math.Max(
        ClusterCountSelection.MinimumSize, Math.Ceiling(ClusterCountSelection.MinimumShare * rows));

    private static string Figure(ClusterCountScore score) =>
        score.Silhouette?.Mean.ToString("F3", CultureInfo.InvariantCulture) ?? "none";
}
