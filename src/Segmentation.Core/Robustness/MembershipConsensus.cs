using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Clustering;
using Segmentation.Segments;
using Segmentation.Statistics;

namespace Segmentation.Robustness;

/// <summary>
/// How surely each customer belongs to its segment: the share of bootstrap replicates whose nearest centroid is of a
/// cluster that matches the segment (after Monti and others 2003), and the margin to the next segment.
/// </summary>
internal static class MembershipConsensus
{
    private const int FewestVotes = 20;
    private const double Votes = 1e7;
    private const float Sure = 0.6f;
    private const int BlockRows = 4096;

    /// <summary>One result for each segment; members in ordinal order of their ids.</summary>
    public static MemberConfidence[] Of(TestContext context, IReadOnlyList<BootstrapReplicate> replicates)
    {
        SegmentationRun run = context.Run;
        int votes = VotesOf(replicates.Count, run.CustomerCount);
        float[] consensus = new float[run.CustomerCount];
        float[] margins = new float[run.CustomerCount];
        int blocks = (run.CustomerCount + BlockRows - 1) / BlockRows;
        ParallelWork.For(blocks, ParallelWork.ThreadCount(context.Options.ThreadCount), block =>
        {
            int end = Math.Min(run.CustomerCount, (block + 1) * BlockRows);
            double[] work = new double[run.Matrix.Columns];
            for (int i = block * BlockRows; i < end; i++)
            {
                ReadOnlySpan<double> row = run.Matrix.Values.AsSpan(i * run.Matrix.Columns, run.Matrix.Columns);
                int agreed = 0;
                for (int r = 0; r < votes; r++)
                {
                    int nearest = replicates[r].Components is { } components
                        ? MixtureRefit.SegmentOf(components, row, work)
                        : Centroids.Nearest(row, replicates[r].Centroids);
                    agreed += nearest >= 0 && replicates[r].Match[nearest] == run.Labels[i] ? 1 : 0;
                }

                consensus[i] = (float)agreed / votes;
                margins[i] = run.MixtureComponents is { } own
                    ? MixtureRefit.Margin(own, row, run.Labels[i], work)
                    : Margin(row, run, run.Labels[i]);
            }
        }, context.CancellationToken);
        return Grouped(run, consensus, margins, votes);
    }

    private static float Margin(ReadOnlySpan<double> row, SegmentationRun run, int label)
    {
        double own = Math.Sqrt(Centroids.SquaredDistance(row, run.Centroids[label]));
        double next = double.PositiveInfinity;
        for (int c = 0; c < run.Centroids.Length; c++)
        {
            next = c == label ? next : Math.Min(next, Math.Sqrt(Centroids.SquaredDistance(row, run.Centroids[c])));
        }

        return next > 0 ? (float)Math.Max(0, (next - own) / next) : 0;
    }

    /// <summary>How many replicates vote on each customer: all, or fewer where there are very many customers.</summary>
    public static int VotesOf(int replicates, int customers) =>
        Math.Min(replicates, Math.Max(FewestVotes, (int)(Votes / customers)));

    /// <summary>The figures of each segment's members, in ordinal order of their ids.</summary>
    public static MemberConfidence[] Grouped(SegmentationRun run, float[] consensus, float[] margins, int votes)
    {
        List<int>[] members = [.. run.Centroids.Select(_ => new List<int>())];
        for (int i = 0; i < run.CustomerCount; i++)
        {
            members[run.Labels[i]].Add(i);
        }

        return
        [
            .. members.Select(rows =>
            {
                rows.Sort((a, b) => string.CompareOrdinal(run.Input.Ids[a], run.Input.Ids[b]));
                return new MemberConfidence
                {
                    CustomerIds = [.. rows.Select(row => run.Input.Ids[row])],
                    Consensus = [.. rows.Select(row => consensus[row])],
                    Margin = [.. rows.Select(row => margins[row])],
                    ReplicateCount = votes,
                    Mean = Descriptive.Mean([.. rows.Select(row => (double)consensus[row])]),
                    ShareBelow60 = (double)rows.Count(row => consensus[row] < Sure) / rows.Count,
                };
            }),
        ];
    }
}
