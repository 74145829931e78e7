using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Segmentation.Clustering;
using Segmentation.Statistics;
using static System.FormattableString;

namespace Segmentation.Segments;

/// <summary>From the labels of a run to segments with names, traits and totals.</summary>
internal static class SegmentMaker
{
    private const string RevenueColumn = "NetRevenue";
    private const string ClvColumn = "Clv";

    /// <summary>The segments of a run.</summary>
    /// <param name="input">What was segmented.</param>
    /// <param name="run">The run.</param>
    /// <param name="silhouettes">The silhouettes of the members; null where there are none.</param>
    /// <param name="givenNames">The names of the segments; null makes names of what sets them apart.</param>
    /// <param name="threads">The number of threads.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static Segment[] Of(
        RunInput input,
        SegmentationRun run,
        SilhouetteScore? silhouettes,
        string[]? givenNames,
        int threads,
        CancellationToken cancellationToken)
    {
        SegmentDifference[][] differences = SegmentDifference.Of(
            input.Table, run.Features, run.Matrix, run.Labels, run.ClusterCount, threads, cancellationToken);
        SegmentDifference[][] described = Describe(input.Described, run, threads, cancellationToken);
        SegmentDifference[][] categories = CategoryDifference.Of(input.Profiles, run.Labels, run.ClusterCount);
        SegmentDifference[][] all =
            [.. differences.Select((d, s) => (SegmentDifference[])[.. d, .. described[s], .. categories[s]])];
        string[] names = givenNames ?? SegmentNames.For(all);
        run = run with { SegmentNames = names };

        // Before there are copies of the run, which would each make a tree of their own.
        _ = run.DeclaredRules is null ? run.RuleTree : null;
        double[]? revenue = input.Numbers(RevenueColumn);
        double[]? clv = input.Numbers(ClvColumn);
        List<string>[] members = [.. Enumerable.Range(0, run.ClusterCount).Select(_ => new List<string>())];
        for (int i = 0; i < run.Labels.Length; i++)
        {
            members[run.Labels[i]].Add(run.Input.Ids[i]);
        }

        decimal?[] revenues = Totals(revenue, run);
        decimal?[] values = Totals(clv, run);
        return
        [
            .. members.Select((ids, s) =>
            {
                ids.Sort(StringComparer.Ordinal);
                return new Segment
                {
                    SegmentId = run.SegmentIds[s],
                    Name = names[s],
                    Size = ids.Count,
                    Share = (double)ids.Count / run.CustomerCount,
                    TotalRevenue = revenues[s],
                    AverageRevenue = revenues[s] / ids.Count,
                    TotalClv = values[s],
                    AverageClv = values[s] / ids.Count,
                    Silhouette = silhouettes?.ClusterMeans[s],
                    SilhouetteQuantiles = silhouettes?.ClusterQuantiles[s],
                    Traits = TraitText.Traits(all[s]),
                    CustomerIds = ids,
                    Run = run,
                };
            }),
        ];
    }

    /// <summary>The differences in columns that were not clustered on.</summary>
    private static SegmentDifference[][] Describe(
        FeatureTable described, SegmentationRun run, int threads, CancellationToken cancellationToken)
    {
        FeatureDeclaration[] declarations =
        [
            .. described.Columns.Where(c => c.Values.Where(double.IsFinite).Distinct().Take(2).Count() == 2)
                .Select(c => new FeatureDeclaration(
                    c.Name,
                    c.Name != RevenueColumn && c.Values.Any(v => v < 0)
                        ? FeatureTransform.None
                        : FeatureTransform.Log1p,
                    c.Name == RevenueColumn ? MissingRule.Zero : MissingRule.Median)),
        ];
        if (declarations.Length == 0)
        {
            return [.. run.Centroids.Select(_ => Array.Empty<SegmentDifference>())];
        }

        EncodedFeatures encoded = FeatureEncoder.Fit(described, declarations, threads, cancellationToken);
        return SegmentDifference.Of(
            described, encoded.Features, encoded.Matrix, run.Labels, run.ClusterCount, threads, cancellationToken);
    }

    private static decimal?[] Totals(double[]? values, SegmentationRun run)
    {
        decimal?[] totals = new decimal?[run.ClusterCount];
        for (int i = 0; values is not null && i < values.Length; i++)
        {
            if (double.IsFinite(values[i]))
            {
                totals[run.Labels[i]] = (totals[run.Labels[i]] ?? 0) + (decimal)values[i];
            }
        }

        return totals;
    }
}
