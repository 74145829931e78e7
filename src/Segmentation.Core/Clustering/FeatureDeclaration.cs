namespace Segmentation.Clustering;

/// <summary>What a missing value counts as.</summary>
public enum MissingRule
{
    /// <summary>The median of those who have one: it says nothing about the customer.</summary>
    Median,

    /// <summary>Zero: there was nothing to count.</summary>
    Zero,

    /// <summary>
    /// The upper winsor bound: what never happened lies at least as long back as what happened longest ago.
    /// </summary>
    Upper,
}

/// <summary>
/// How one raw column becomes a feature. Everything is data; <see cref="FeatureEncoder"/> carries it out.
/// </summary>
/// <param name="Name">The raw column.</param>
/// <param name="Transform">The transform.</param>
/// <param name="Missing">What a missing value counts as.</param>
/// <param name="Group">
/// Features of a group are compared: one that moves with an earlier one (see <see cref="MaximumCorrelation"/>) is left
/// out, because it would count the same thing twice. Null: not compared.
/// </param>
public sealed record FeatureDeclaration(
    string Name,
    FeatureTransform Transform = FeatureTransform.None,
    MissingRule Missing = MissingRule.Median,
    string? Group = null)
{
    /// <summary>The scaling.</summary>
    public FeatureScaling Scaling { get; init; } = FeatureScaling.ZScore;

    /// <summary>
    /// Values below this quantile and above one minus it count as the quantile, unless that would leave no variation. 0
    /// takes
    /// the values as they are.
    /// </summary>
    public double Winsorize { get; init; } = 0.01;

    /// <summary>The weight, applied last.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>The length of the circle for <see cref="FeatureTransform.Cyclic"/>.</summary>
    public double? Period { get; init; }

    /// <summary>The largest |correlation| with an earlier feature of the group, after the transform.</summary>
    public double MaximumCorrelation { get; init; } = 0.9;

    /// <summary>Why the column is left out whatever its values; null for a feature.</summary>
    public string? Excluded { get; init; }

    /// <summary>Whether the feature was asked for: then it must exist, however many customers have no value.</summary>
    public bool Required { get; init; }
}
