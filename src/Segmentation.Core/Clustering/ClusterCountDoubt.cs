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

        if (sceptics.Find(vote => vote.ClusterCount > 1) is { } other)
        {
            // The gap statistic that sees groups is believed; prediction strength only where clouds do not reach it.
            if (other.Criterion == ClusterCountCriterion.Gap || Cloud(search, Candidates(votes, scores)) is not { } cloud)
            {
                return null;
            }

            found.Add(cloud);
        }

        return $"No structure found: {string.Join("; ", found)}. "
            + "Ask for a number of segments to divide the customers all the same.";
    }

    /// <summary>What prediction strength and silhouette would choose, and the number with the largest gap.</summary>
    private static IEnumerable<int> Candidates(List<ClusterCountVote> votes, List<ClusterCountScore> scores) =>
    [
        .. votes.Where(vote => vote.Criterion
                is ClusterCountCriterion.PredictionStrength or ClusterCountCriterion.Silhouette)
            .Select(vote => vote.ClusterCount)
            .Append(scores.MaxBy(score => score.Gap?.Gap ?? double.NegativeInfinity)!.Result.Sizes.Length)
            .Where(count => count > 1)
            .Distinct(),
    ];

    /// <summary>The clouds that reach the strength of every candidate; null when one is beyond both kinds.</summary>
    private static string? Cloud(Search search, IEnumerable<int> candidates)
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
            string? kind = Reaches(strength, ofClouds[..Nulls]) ? "columns without dependence"
                : Reaches(strength, ofClouds[Nulls..]) ? "one normal cloud" : null;
            if (kind is null)
            {
                return null;
            }

            reached.Add(Invariant($"{clusters} segments, {strength:F2}: {kind} of the same spread"));
        }

        return $"clouds without groups reach the prediction strength too ({string.Join("; ", reached)})";
    }

    private static bool Reaches(double observed, double[] clouds) =>
        clouds.Max() >= observed || observed - Descriptive.Mean(clouds) < Excess;

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
