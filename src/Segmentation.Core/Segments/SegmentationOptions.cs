using System.Collections.Generic;
using Segmentation.Clustering;
using Segmentation.Rfm;
using Segmentation.Rules;

namespace Segmentation.Segments;

/// <summary>How customers become segments.</summary>
public enum SegmentationMethod
{
    /// <summary>k-means: compact groups of about the same spread.</summary>
    KMeans,

    /// <summary>A mixture of Gaussians: groups of different spread and shape, and how surely each customer belongs.</summary>
    GaussianMixture,

    /// <summary>Named segments over recency, frequency and monetary scores.</summary>
    Rfm,

    /// <summary>Ordered rules: the first that matches names the segment.</summary>
    Rules,
}

/// <summary>How customers are segmented. Everything left out has a default that suits customer profiles.</summary>
public sealed record SegmentationOptions
{
    /// <summary>How the segments are made.</summary>
    public SegmentationMethod Method { get; init; }

    /// <summary>The rules of <see cref="SegmentationMethod.Rules"/>; null for the other methods.</summary>
    public RuleSet? Rules { get; init; }

    /// <summary>The segments of <see cref="SegmentationMethod.Rfm"/>; null for the default eleven.</summary>
    public RfmSegmentSet? RfmSegments { get; init; }

    /// <summary>
    /// What chooses the number of segments; with several, most votes win. Empty computes all, and the silhouette
    /// chooses. Only k-means uses it.
    /// </summary>
    public IReadOnlyList<ClusterCountCriterion> Criteria { get; init => field = Listed.Of(value); } = [];

    /// <summary>The number of segments; null lets the data choose one of the range.</summary>
    public int? ClusterCount { get; init; }

    /// <summary>The smallest number of segments to try, at least 2.</summary>
    public int MinimumClusterCount { get; init; } = 2;

    /// <summary>The largest number of segments to try.</summary>
    public int MaximumClusterCount { get; init; } = 10;

    /// <summary>The seed of everything random.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>The columns to use; null for the default feature set, or for all columns of other input.</summary>
    public IReadOnlyList<string>? Features { get; init => field = Listed.Of(value); }

    /// <summary>
    /// The columns to use with their transforms and weights; null for <see cref="Features"/>. Not both, and no
    /// <see cref="Transform"/> or <see cref="Scaling"/> for all beside it.
    /// </summary>
    public FeatureSet? FeatureSet { get; init; }

    /// <summary>
    /// One transform for all features; null for each feature's own. <see cref="FeatureTransform.None"/> takes the
    /// values as
    /// they are, without winsorising.
    /// </summary>
    public FeatureTransform? Transform { get; init; }

    /// <summary>One scaling for all features; null for each feature's own.</summary>
    public FeatureScaling? Scaling { get; init; }

    /// <summary>The random starts of k-means; null for as many as are needed.</summary>
    public int? Restarts { get; init; }

    /// <summary>The number of threads; null for all processors. The result does not depend on it.</summary>
    public int? ThreadCount { get; init; }

    /// <summary>
    /// Rebuilds the profiles as of another time, for the time-window test of robustness; null when they come from
    /// elsewhere.
    /// </summary>
    public ProfileRebuild? Rebuild { get; init; }
}
