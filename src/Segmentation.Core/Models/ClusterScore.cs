using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Clustering;

namespace Segmentation.Models;

/// <summary>Where a row belongs: a label, and how surely.</summary>
/// <param name="Label">The segment; −1 for none.</param>
internal readonly record struct Placement(int Label)
{
    public int Second { get; init; } = -1;

    public double? Distance { get; init; }

    public double? SecondDistance { get; init; }

    public double? Margin { get; init; }

    public double? Confidence { get; init; }

    public string? Name { get; init; }

    public string? Rule { get; init; }

    public string? Note { get; init; }
}

/// <summary>Finds the segment of a row of feature space.</summary>
internal interface IClusterScore
{
    /// <summary>Where a row belongs.</summary>
    Placement Place(ReadOnlySpan<double> row);
}

/// <summary>
/// The nearest centroid. The confidence is the probability of the segment among round Gaussians of equal weight with
/// the training customers' mean squared distance per column: what k-means takes the segments for.
/// </summary>
internal sealed class CentroidScore : IClusterScore
{
    private readonly double[][] _centroids;
    private readonly int[] _order;
    private readonly double _spread;

    public CentroidScore(SegmentModel model)
    {
        _centroids = [.. model.Segments.Select(s => s.Centroid.ToArray())];
        _order = model.TieOrder is { } order ? [.. order] : [.. Enumerable.Range(0, _centroids.Length)];
        _spread = model.Spread ?? 0;
    }

    public Placement Place(ReadOnlySpan<double> row)
    {
        Span<double> squares = _centroids.Length <= 64 ? stackalloc double[64] : new double[_centroids.Length];
        int nearest = -1;
        foreach (int c in _order)
        {
            squares[c] = SquaredDistance(row, _centroids[c]);
            nearest = nearest < 0 || squares[c] < squares[nearest] ? c : nearest;
        }

        int second = -1;
        double sum = 0;
        foreach (int c in _order)
        {
            if (c != nearest && (second < 0 || squares[c] < squares[second]))
            {
                second = c;
            }

            double further = squares[c] - squares[nearest];
            sum += further == 0 ? 1 : _spread > 0 ? Math.Exp(-further / (2 * _spread)) : 0;
        }

        double distance = Math.Sqrt(squares[nearest]);
        if (second < 0)
        {
            return new Placement(nearest) { Distance = distance };
        }

        double toSecond = Math.Sqrt(squares[second]);
        return new Placement(nearest)
        {
            Distance = distance,
            Second = second,
            SecondDistance = toSecond,
            Margin = toSecond > 0 ? (toSecond - distance) / toSecond : 0,
            Confidence = 1 / sum,
        };
    }

    private static double SquaredDistance(ReadOnlySpan<double> row, double[] centroid)
    {
        double sum = 0;
        for (int j = 0; j < centroid.Length; j++)
        {
            double difference = row[j] - centroid[j];
            sum += difference * difference;
        }

        return sum;
    }
}

/// <summary>The most probable component of a mixture that is a segment.</summary>
internal sealed class MixtureScore(IReadOnlyList<MixtureComponent> components) : IClusterScore
{
    public Placement Place(ReadOnlySpan<double> row)
    {
        double[] work = new double[row.Length];
        double[] probabilities = new double[components.Count];
        _ = MixtureComponent.Probabilities(components, row, work, probabilities);
        int first = -1;
        int second = -1;
        for (int c = 0; c < probabilities.Length; c++)
        {
            if (components[c].Segment < 0)
            {
                continue;
            }

            if (first < 0 || probabilities[c] > probabilities[first])
            {
                (first, second) = (c, first);
            }
            else if (second < 0 || probabilities[c] > probabilities[second])
            {
                second = c;
            }
        }

        Placement placed = new(components[first].Segment)
        {
            Distance = Distance(first, row, work),
            Confidence = probabilities[first],
        };
        return second < 0 ? placed with { Confidence = null } : placed with
        {
            Second = components[second].Segment,
            SecondDistance = Distance(second, row, work),
            Margin = probabilities[first] - probabilities[second],
        };
    }

    private double Distance(int component, ReadOnlySpan<double> row, double[] work)
    {
        _ = components[component].LogDensity(row, work, out double square);
        return Math.Sqrt(square);
    }
}
