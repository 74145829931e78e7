using System.Collections.Generic;
using System.Linq;
using Segmentation.Statistics;
using static System.FormattableString;

namespace Segmentation.Clustering;

/// <summary>
/// Whether there is anything to divide: the gap statistic and prediction strength can answer "one". Prediction strength
/// alone also trusts cuts through a long or skewed cloud, so against the gap statistic it has to beat such clouds.
/// </summary>
internal static class ClusterCountDoubt
{
    private const int FewestRows = 100;
    private const int Nulls = 19;
    private const int Rows = 1000;
    private const double Excess = 0.05;
    private const double ExcessAgainstAll = 0.1;
    private const long Streams = 1L << 25;

    /// <summary>
    /// Why no structure was found; null where some was, nothing that can doubt it was computed, or fewer than 100 rows
    /// say too little.
    /// </summary>
    public static string? Of(Search search, List<ClusterCountVote> votes, List<ClusterCountScore> scores)
    {
        List<ClusterCountVote> sceptics = [.. votes.Where(vote => ClusterCountVotes.CanSayOne(vote.Criterion))];
        List<string> found =
        [
            .. sceptics.Where(vote => vote.ClusterCount == 1)
                .Select(vote => $"{ClusterCountVotes.Name(vote.Criterion)} finds one group ({vote.Reason})"),
        ];
        if (found.Count == 0 || search.Matrix.Rows < FewestRows)
        {
            return null;
        }

        if (sceptics.Exists(vote => vote.Criterion == ClusterCountCriterion.Gap && vote.ClusterCount > 1))
        {
            return null;
        }

        // A strength that speaks for more, or a gap that falls at first and is largest later, counts where clouds
        // without groups do not come to it. Of fewer rows two halves differ too much to overrule both criteria.
        bool strong = sceptics.Exists(vote => vote.ClusterCount > 1);
        bool doubtful = LargestGap(scores) > 1 && search.Matrix.Rows >= Rows;
        if (sceptics.Count > 1 && (strong || doubtful))
        {
            double excess = strong ? Excess : ExcessAgainstAll;
            if (Cloud(search, Candidates(votes, scores), excess) is not { } cloud)
            {
                return null;
            }

            found.Add(cloud);
        }
        return $"No structure found: {string.Join("; ", found)}. "
            + "Ask for a number of segments to divide the customers all the same.";
    }

    /// <summary>The numbers with the largest prediction strength, silhouette and gap, and what the strength chose.</summary>
    private static IEnumerable<int> Candidates(List<ClusterCountVote> votes, List<ClusterCountScore> scores) =>
    [
        .. votes.Where(vote => vote.Criterion
                is ClusterCountCriterion.PredictionStrength or ClusterCountCriterion.Silhouette)
            .Select(vote => vote.ClusterCount)
            .Append(LargestGap(scores))
            .Append(scores.MaxBy(score => score.PredictionStrength?.Mean ?? double.NegativeInfinity)!.Result.Sizes.Length)
            .Where(count => count > 1)
            .Distinct(),
    ];

    private static int LargestGap(List<ClusterCountScore> scores) =>
        scores.MaxBy(score => score.Gap?.Gap ?? double.NegativeInfinity)!.Result.Sizes.Length;

    /// <summary>The clouds that reach the strength of every candidate; null when one is beyond both kinds.</summary>
    private static string? Cloud(Search search, IEnumerable<int> candidates, double excess)
    {
        SeededRandom sampling = SeededRandom.ForStream(search.Options.Seed, Streams);
        FeatureMatrix rows = NullData.Sample(search.Matrix, Rows, ref sampling);
        TiledRows[] clouds = Clouds(search, rows);
        TiledRows observed = TiledRows.From(rows);
        List<string> reached = [];
        foreach (int clusters in candidates)
        {
            double strength = Strength(observed, clusters, search);
            double[] ofClouds = new double[clouds.Length];
            ParallelWork.For(
                clouds.Length,
                ParallelWork.ThreadCount(search.Options.ThreadCount),
                i => ofClouds[i] = Strength(clouds[i], clusters, search),
                search.CancellationToken);
            string? kind = Reaches(strength, ofClouds[..Nulls], excess) ? "columns without dependence"
                : Reaches(strength, ofClouds[Nulls..], excess) ? "one normal cloud" : null;
            if (kind is null)
            {
                return null;
            }

            reached.Add(Invariant($"{clusters} segments, {strength:F2}: {kind} of the same spread"));
        }

        return $"clouds without groups reach the prediction strength too ({string.Join("; ", reached)})";
    }

    private static bool Reaches(double observed, double[] clouds, double excess) =>
        clouds.Max() >= observed || observed - Descriptive.Mean(clouds) < excess;

    private static TiledRows[] Clouds(Search search, FeatureMatrix rows)
    {
        double[,] root = NullData.CovarianceRoot(rows);
        TiledRows[] clouds = new TiledRows[2 * Nulls];
        for (int i = 0; i < clouds.Length; i++)
        {
            SeededRandom random = SeededRandom.ForStream(search.Options.Seed, Streams + 1 + i);
            clouds[i] = TiledRows.From(i < Nulls
                ? NullData.Permuted(rows, null, ref random)
                : NullData.Gaussian(rows.Rows, root, ref random));
        }

        return clouds;
    }

    private static double Strength(TiledRows rows, int clusters, Search search)
    {
        PredictionStrengthOptions how = ResamplingEffort.Quick.Strength with
        {
            Splits = 10, Seed = search.Options.Seed, ThreadCount = 1,
        };
        return PredictionStrength.Of(rows, clusters, how, null, search.CancellationToken)?.Mean ?? 0;
    }
}
