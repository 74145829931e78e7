using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Clustering;
using Segmentation.Segments;

namespace Segmentation.Reporting;

/// <summary>Standardised means per segment and clustered column.</summary>
internal static class SegmentProfiles
{
    /// <summary>
    /// The profile of each segment: z = (mean of members − mean of all) / population standard deviation of all, which
    /// no scaling and no weight can change. Null where the run holds no feature values, or not this segment.
    /// </summary>
    public static List<IReadOnlyList<ReportProfileValue>?> Of(SegmentationRun run, IReadOnlyList<Segment> segments)
    {
        FeatureMatrix matrix = run.Matrix;
        List<(string Feature, string Label)> columns = Columns(run.Features);
        if (matrix.Rows == 0 || matrix.Rows != run.Labels.Length || columns.Count != matrix.Columns)
        {
            return [.. segments.Select(_ => (IReadOnlyList<ReportProfileValue>?)null)];
        }

        Dictionary<string, int> labels = LabelsOf(run, segments);
        (double[] mean, double[] deviation) = Moments(matrix);
        double[][] members = MemberMeans(run);
        return
        [
            .. segments.Select(segment => labels.TryGetValue(segment.SegmentId, out int label)
                ? (IReadOnlyList<ReportProfileValue>?)columns
                    .Select((column, j) => new ReportProfileValue(
                        column.Feature, column.Label, Standardized(members[label][j], mean[j], deviation[j])))
                    .ToList()
                : null),
        ];
    }

    private static List<(string Feature, string Label)> Columns(IReadOnlyList<FittedFeature> features)
    {
        List<(string, string)> columns = [];
        foreach (FittedFeature feature in features)
        {
            if (feature.Transform == FeatureTransform.Cyclic)
            {
                columns.Add((feature.Name, feature.Label + " (sine)"));
                columns.Add((feature.Name, feature.Label + " (cosine)"));
            }
            else
            {
                columns.Add((feature.Name, feature.Label));
            }
        }

        return columns;
    }

    // A segment is found by one of its members, so that nothing hangs on how segment ids are spelled.
    public static Dictionary<string, int> LabelsOf(SegmentationRun run, IReadOnlyList<Segment> segments)
    {
        Dictionary<string, string> segmentOfMember = new(StringComparer.Ordinal);
        foreach (Segment segment in segments.Where(s => s.CustomerIds.Count > 0))
        {
            segmentOfMember.TryAdd(segment.CustomerIds[0], segment.SegmentId);
        }

        Dictionary<string, int> labels = new(StringComparer.Ordinal);
        IReadOnlyList<string> ids = run.Input.Ids;
        for (int row = 0; row < ids.Count && labels.Count < segmentOfMember.Count; row++)
        {
            if (segmentOfMember.TryGetValue(ids[row], out string? segmentId))
            {
                labels[segmentId] = run.Labels[row];
            }
        }

        return labels;
    }

    private static (double[] Mean, double[] Deviation) Moments(FeatureMatrix matrix)
    {
        double[] mean = new double[matrix.Columns];
        double[] deviation = new double[matrix.Columns];
        for (int row = 0; row < matrix.Rows; row++)
        {
            ReadOnlySpan<double> values = matrix.Values.AsSpan(row * matrix.Columns, matrix.Columns);
            for (int j = 0; j < values.Length; j++)
            {
                mean[j] += values[j] / matrix.Rows;
            }
        }

        for (int row = 0; row < matrix.Rows; row++)
        {
            ReadOnlySpan<double> values = matrix.Values.AsSpan(row * matrix.Columns, matrix.Columns);
            for (int j = 0; j < values.Length; j++)
            {
                deviation[j] += (values[j] - mean[j]) * (values[j] - mean[j]) / matrix.Rows;
            }
        }

        return (mean, [.. deviation.Select(Math.Sqrt)]);
    }

    private static double[][] MemberMeans(SegmentationRun run)
    {
        FeatureMatrix matrix = run.Matrix;
        int count = run.Labels.Max() + 1;
        double[][] sums = [.. Enumerable.Range(0, count).Select(_ => new double[matrix.Columns])];
        int[] sizes = new int[count];
        for (int row = 0; row < matrix.Rows; row++)
        {
            double[] sum = sums[run.Labels[row]];
            sizes[run.Labels[row]]++;
            for (int j = 0; j < sum.Length; j++)
            {
                sum[j] += matrix.Values[(row * matrix.Columns) + j];
            }
        }

        return [.. sums.Select((sum, label) => sum.Select(value => value / sizes[label]).ToArray())];
    }

    private static double? Standardized(double members, double all, double deviation)
    {
        // What rounding leaves of a constant column is not variation.
        if (!(deviation > 1e-12 * Math.Max(1, Math.Abs(all))))
        {
            return null;
        }

        double z = (members - all) / deviation;
        return double.IsFinite(z) ? z : null;
    }
}
