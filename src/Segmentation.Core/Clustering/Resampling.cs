using System.Collections.Generic;
using System.Linq;
using static System.FormattableString;

namespace Segmentation.Clustering;

/// <summary>How much is spent on the criteria that resample.</summary>
internal sealed record ResamplingEffort
{
    /// <summary>Enough to vote: for every automatic choice.</summary>
    public static ResamplingEffort Quick { get; } = new()
    {
        Gap = new() { References = 20, MaximumSample = 1000, MaximumRestarts = 3 },
        Strength = new() { Splits = 20, MaximumSample = 1000, MaximumRestarts = 3 },
        Stability = new() { Pairs = 20, MaximumSample = 1000, MaximumRestarts = 3 },
    };

    public GapOptions Gap { get; init; } = new();

    public PredictionStrengthOptions Strength { get; init; } = new();

    public ClusterStabilityOptions Stability { get; init; } = new();
}

/// <summary>The criteria that resample: gap statistic, prediction strength and stability.</summary>
internal static class Resampling
{
    /// <summary>Adds to each number of clusters what was asked for, and returns the gaps.</summary>
    public static GapResult? Score(
        Search search,
        List<ClusterCountScore> scores,
        IReadOnlyList<ClusterCountCriterion> asked,
        ResamplingEffort effort)
    {
        KMeansOptions options = search.Options;
        int last = scores[^1].Result.Sizes.Length;
        GapResult? gap = null;
        if (asked.Contains(ClusterCountCriterion.Gap))
        {
            GapOptions how = effort.Gap with { Seed = options.Seed, ThreadCount = options.ThreadCount };
            gap = GapStatistic.Of(search.Matrix, last, how, search.Progress, search.CancellationToken);
        }

        PredictionStrengthOptions halving =
            effort.Strength with { Seed = options.Seed, ThreadCount = options.ThreadCount };
        ClusterStabilityOptions drawing =
            effort.Stability with { Seed = options.Seed, ThreadCount = options.ThreadCount };
        for (int i = 0; i < scores.Count; i++)
        {
            int k = scores[i].Result.Sizes.Length;
            bool halved = k > 1 && asked.Contains(ClusterCountCriterion.PredictionStrength);
            bool drawn = k > 1 && asked.Contains(ClusterCountCriterion.Stability);
            if (halved || drawn)
            {
                search.Progress?.Report(new StageProgress(
                    "Clustering", Invariant($"resampling {k} segments"), (double)i / scores.Count));
            }

            scores[i] = scores[i] with
            {
                Gap = gap?.Scores.FirstOrDefault(score => score.ClusterCount == k),
                PredictionStrength = halved
                    ? PredictionStrength.Of(search.Rows, k, halving, null, search.CancellationToken)
                    : null,
                Stability = drawn ? ClusterStability.Of(search.Rows, k, drawing, search.CancellationToken) : null,
            };
        }

        return gap;
    }
}
