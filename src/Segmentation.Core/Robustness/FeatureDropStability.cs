using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Clustering;
using Segmentation.Segments;
using Segmentation.Statistics;

namespace Segmentation.Robustness;

/// <summary>
/// What becomes of the segments without a group of features. Features that move together go together, or the one that
/// stays would hide what the other carries. Features are scaled one by one, so that the rest needs no new scaling.
/// </summary>
internal static class FeatureDropStability
{
    private const double MovesTogether = 0.8;

    /// <summary>One result for each group, or null when there is only one group.</summary>
    public static (IReadOnlyList<string> Features, double Agreement, double[] Jaccard)[]? Test(TestContext context)
    {
        ClusterSample sample = context.Sample;
        List<List<int>> groups = Groups(context.Run, sample.Matrix);
        if (groups.Count < 2)
        {
            return null;
        }

        (IReadOnlyList<string>, double, double[])[] results = new (IReadOnlyList<string>, double, double[])[groups.Count];
        context.Repeat("feature drop", groups.Count, g =>
        {
            int[] kept = [.. Columns(context.Run, f => !groups[g].Contains(f))];
            SeededRandom random = context.Random(RobustnessTests.FeatureDrop, g);
            (int[] labels, int clusters) = context.Find(Centroids.SelectColumns(sample.Matrix, kept), random.NextInt32(int.MaxValue));
            results[g] = (
                [.. groups[g].Select(f => context.Run.Features[f].Name)],
                Agreement.AdjustedRand(sample.Labels, labels),
                new Overlap(sample.Labels, sample.Clusters, labels, clusters).Best());
        });
        return results;
    }

    /// <summary>The matrix columns of the features that pass a test.</summary>
    internal static IEnumerable<int> Columns(SegmentationRun run, Func<int, bool> feature)
    {
        int column = 0;
        for (int f = 0; f < run.Features.Count; f++)
        {
            for (int i = 0; i < run.Features[f].Width; i++, column++)
            {
                if (feature(f))
                {
                    yield return column;
                }
            }
        }
    }

    /// <summary>The features in groups: linked by a correlation above .8, also by way of others.</summary>
    private static List<List<int>> Groups(SegmentationRun run, FeatureMatrix matrix)
    {
        double[][] columns =
        [
            .. Enumerable.Range(0, matrix.Columns).Select(j =>
                Enumerable.Range(0, matrix.Rows).Select(i => matrix.Values[(i * matrix.Columns) + j]).ToArray()),
        ];
        List<List<int>> groups = [];
        for (int f = 0; f < run.Features.Count; f++)
        {
            int feature = f;
            List<List<int>> linked = groups.FindAll(g => g.Exists(other => Linked(run, columns, feature, other)));
            List<int> group = [.. linked.SelectMany(g => g), f];
            groups.RemoveAll(linked.Contains);
            groups.Add(group);
        }

        return groups;
    }

    private static bool Linked(SegmentationRun run, double[][] columns, int first, int second) =>
        Columns(run, f => f == first).Any(a => Columns(run, f => f == second).Any(
            b => Math.Abs(Descriptive.Correlation(columns[a], columns[b])) > MovesTogether));
}
