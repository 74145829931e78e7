using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Segmentation.Clustering;
using Segmentation.Segments;

namespace Segmentation.Robustness;

/// <summary>Fits the mixture of a run anew to other rows: as many components, of the same shape.</summary>
internal static class MixtureRefit
{
    /// <summary>The most customers a replicate draws: a mixture costs far more than k-means.</summary>
    public const int MaximumSample = 2000;

    private const int Restarts = 3;

    public static MixtureResult Fit(
        FeatureMatrix rows, SegmentationRun run, int seed, bool single, CancellationToken cancellationToken) =>
        GaussianMixture.Fit(
            rows,
            ShapeOf(run.MixtureComponents!),
            new KMeansOptions
            {
                ClusterCount = run.MixtureComponents!.Count,
                Seed = seed,
                Restarts = single ? 1 : Restarts,
                ThreadCount = 1,
            },
            cancellationToken);

    /// <summary>The segment of the most probable component; −1 where that is nobody's.</summary>
    public static int SegmentOf(IReadOnlyList<MixtureComponent> components, ReadOnlySpan<double> row, double[] work)
    {
        int best = 0;
        double largest = double.NegativeInfinity;
        for (int c = 0; c < components.Count; c++)
        {
            double density = components[c].LogDensity(row, work, out _);
            (best, largest) = density > largest ? (c, density) : (best, largest);
        }

        return components[best].Segment;
    }

    /// <summary>The segment of each row; rows of a component that is nobody's most probable one go to the first.</summary>
    public static int[] Assign(FeatureMatrix matrix, IReadOnlyList<MixtureComponent> components)
    {
        double[] work = new double[matrix.Columns];
        int[] labels = new int[matrix.Rows];
        for (int i = 0; i < labels.Length; i++)
        {
            ReadOnlySpan<double> row = matrix.Values.AsSpan(i * matrix.Columns, matrix.Columns);
            labels[i] = Math.Max(0, SegmentOf(components, row, work));
        }

        return labels;
    }

    /// <summary>The probability of a row's segment less that of the next.</summary>
    public static float Margin(
        IReadOnlyList<MixtureComponent> components, ReadOnlySpan<double> row, int segment, double[] work)
    {
        double[] probabilities = new double[components.Count];
        _ = MixtureComponent.Probabilities(components, row, work, probabilities);
        double own = 0;
        double next = 0;
        for (int c = 0; c < probabilities.Length; c++)
        {
            own = components[c].Segment == segment ? probabilities[c] : own;
            next = components[c].Segment == segment ? next : Math.Max(next, probabilities[c]);
        }

        return (float)Math.Max(0, own - next);
    }

    private static MixtureShape ShapeOf(IReadOnlyList<MixtureComponent> components) =>
        components.Any(c => HasCorrelations(c.Factor, c.Mean.Count)) ? MixtureShape.Full : MixtureShape.Diagonal;

    private static bool HasCorrelations(IReadOnlyList<double> factor, int columns) => Enumerable.Range(0, columns)
        .Any(i => Enumerable.Range(0, i).Any(j => factor[(i * (i + 1) / 2) + j] != 0));
}
