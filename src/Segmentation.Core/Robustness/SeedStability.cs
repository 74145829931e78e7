using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Clustering;
using Segmentation.Statistics;

namespace Segmentation.Robustness;

/// <summary>
/// Whether single random starts of k-means come to the same segments. It exposes a solution that was found by luck; it
/// says nothing about whether the segments mean anything.
/// </summary>
internal static class SeedStability
{
    private const double NearBest = 1.001;
    private const int MaximumIterations = 300;

    /// <summary>The mean best overlap of each segment, the agreement of each start, the share at the best.</summary>
    public static (double[] Jaccard, double[] Agreements, double ShareAtBest) Test(TestContext context)
    {
        ClusterSample sample = context.Sample;
        int starts = context.Options.SeedStarts;
        double[][] overlaps = new double[starts][];
        double[] agreements = new double[starts];
        double[] inertias = new double[starts];
        _ = sample.Tiled;
        context.Repeat("random start", starts, start =>
        {
            SeededRandom random = context.Random(RobustnessTests.Seed, start);
            if (context.Run.MixtureComponents is not null)
            {
                MixtureResult mixture = MixtureRefit.Fit(
                    sample.Matrix, context.Run, random.NextInt32(int.MaxValue), single: true, context.CancellationToken);
                overlaps[start] = new Overlap(sample.Labels, sample.Clusters, mixture.Labels, mixture.ClusterCount).Best();
                agreements[start] = Agreement.AdjustedRand(sample.Labels, mixture.Labels);

                // A thousandth of a nat per customer is as near as makes no difference.
                inertias[start] = Math.Exp(-mixture.LogLikelihood / sample.Matrix.Rows);
                return;
            }

            LloydRun found = LloydRun.Start(sample.Tiled, sample.Clusters, random, 1, context.CancellationToken);
            found.Iterate(MaximumIterations, tolerance: 0);
            int[] labels = found.Labels[..sample.Labels.Length];
            overlaps[start] = new Overlap(sample.Labels, sample.Clusters, labels, found.Clusters).Best();
            agreements[start] = Agreement.AdjustedRand(sample.Labels, labels);
            inertias[start] = found.Inertia;
        });
        double best = inertias.Min();
        if (sample.Matrix.Rows == context.Run.CustomerCount && context.Run.MixtureComponents is null)
        {
            best = Math.Min(best, context.Run.Inertia / (sample.Tiled.Unit * sample.Tiled.Unit));
        }

        return (Means(overlaps), agreements, (double)inertias.Count(i => i <= best * NearBest) / starts);
    }

    /// <summary>The mean over replicates of each segment's figure, where it has one.</summary>
    internal static double[] Means(IReadOnlyList<double[]> replicates) =>
    [
        .. Enumerable.Range(0, replicates[0].Length).Select(s =>
            Descriptive.Mean([.. replicates.Select(r => r[s]).Where(v => !double.IsNaN(v))])),
    ];
}
