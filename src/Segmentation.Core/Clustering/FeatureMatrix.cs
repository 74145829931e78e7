using System.Collections.Generic;
using Segmentation.Profiles;

namespace Segmentation.Clustering;

/// <summary>Rows × columns of scaled numbers without gaps, row after row: what is clustered.</summary>
/// <param name="Rows">The number of rows.</param>
/// <param name="Columns">The number of columns.</param>
/// <param name="Values">The values, row-major: row i, column j is <c>Values[i * Columns + j]</c>.</param>
public sealed record FeatureMatrix(int Rows, int Columns, double[] Values);

/// <summary>How a raw value becomes a scaled one.</summary>
public enum FeatureTransform
{
    /// <summary>As it is.</summary>
    None,

    /// <summary>log(1 + x), for skewed amounts and counts; mirrored below zero: sign(x) · log(1 + |x|).</summary>
    Log1p,

    /// <summary>Sine and cosine, two columns, for values on a circle.</summary>
    Cyclic,

    /// <summary>The rank among the fitted values, from 0 for the smallest to 1; equal values share the middle.</summary>
    Rank,
}

/// <summary>How values are made comparable between features.</summary>
public enum FeatureScaling
{
    /// <summary>As they are.</summary>
    None,

    /// <summary>(x − mean) / population standard deviation.</summary>
    ZScore,

    /// <summary>(x − median) / (interquartile range / 1.349); divided as a z-score where that range is zero.</summary>
    Robust,
}

/// <summary>One feature: its declaration and what was learned from the data to apply it.</summary>
/// <param name="Name">The raw column.</param>
/// <param name="Label">Its name in business words.</param>
/// <param name="Transform">The transform.</param>
/// <param name="Scaling">The scaling.</param>
/// <param name="Weight">The weight, applied last.</param>
/// <param name="LowerBound">Values below count as this (winsorised); −∞ when not.</param>
/// <param name="UpperBound">Values above count as this (winsorised); +∞ when not.</param>
/// <param name="MissingValue">
/// What a missing value counts as, on the raw scale; NaN for cyclic features, where it counts as the center.
/// </param>
/// <param name="Center">What is subtracted after the transform, one per matrix column.</param>
/// <param name="Scale">What is divided by, one per matrix column.</param>
/// <param name="Period">The circle's length for cyclic features, else null.</param>
public sealed record FittedFeature(
    string Name,
    string Label,
    FeatureTransform Transform,
    FeatureScaling Scaling,
    double Weight,
    double LowerBound,
    double UpperBound,
    double MissingValue,
    IReadOnlyList<double> Center,
    IReadOnlyList<double> Scale,
    double? Period)
{
    /// <summary>The group it was compared with for redundancy; null when it was not compared.</summary>
    public string? Group { get; init; }

    /// <summary>The quantiles that ranks are read from, evenly spaced; null for other transforms.</summary>
    public IReadOnlyList<double>? RankQuantiles { get; init => field = value is null ? null : Listed.Of(value); }

    /// <summary>What the raw column measures.</summary>
    public ProfileUnit Unit { get; init; } = ProfileUnit.Number;

    /// <summary>Rows of the fitted data without a finite value, which count as <see cref="MissingValue"/>.</summary>
    public int MissingCount { get; init; }

    /// <summary>The number of matrix columns: two for cyclic features, else one.</summary>
    public int Width => Center.Count;
}
