using System;
using System.Collections.Generic;
using Segmentation.Statistics;

namespace Segmentation.Segments;

/// <summary>What the robustness tests found for a segmentation as a whole. A test that did not run leaves null.</summary>
public sealed record SolutionRobustness
{
    /// <summary>Tests that were asked for and could not be run, with the reason.</summary>
    public IReadOnlyList<string> NotAssessed { get; init => field = Listed.Of(value); } = [];

    /// <summary>The rows that tests other than the bootstrap worked on.</summary>
    public int? SampleSize { get; init; }

    /// <summary>The adjusted Rand index of each single random start with the segmentation.</summary>
    public IReadOnlyList<double>? SeedAgreements { get; init => field = Listed.Of(value); }

    /// <summary>The share of single starts within 0.1 % of the best inertia.</summary>
    public double? SeedsAtBest { get; init; }

    /// <summary>Stability for each number of segments tried.</summary>
    public IReadOnlyList<ClusterCountStability>? ClusterCounts { get; init => field = Listed.Of(value); }

    /// <summary>
    /// Prediction strength of this number of segments (Tibshirani and Walther 2005): .8 and more means that two halves
    /// of the data agree on who belongs together.
    /// </summary>
    public double? PredictionStrength { get; init; }

    /// <summary>The adjusted Rand index with the segmentation after each group of features was left out.</summary>
    public IReadOnlyList<FeatureDropAgreement>? FeatureDrops { get; init => field = Listed.Of(value); }

    /// <summary>The mean adjusted Rand index after one feature of noise was added.</summary>
    public double? NoiseAgreement { get; init; }

    /// <summary>Stability beside that of data without structure.</summary>
    public NullCalibration? Null { get; init; }

    /// <summary>The segmentation at earlier moments.</summary>
    public IReadOnlyList<TimeWindow>? TimeWindows { get; init => field = Listed.Of(value); }
}

/// <summary>The whole segmentation without a group of features.</summary>
/// <param name="Features">The features left out.</param>
/// <param name="Agreement">Adjusted Rand index with the segmentation.</param>
public sealed record FeatureDropAgreement(IReadOnlyList<string> Features, double Agreement);

/// <summary>How stable one number of segments is.</summary>
public sealed record ClusterCountStability
{
    /// <summary>The number of segments.</summary>
    public required int ClusterCount { get; init; }

    /// <summary>
    /// Global stability (Dolnicar and Leisch 2010): the mean adjusted Rand index of pairs of bootstrap samples, each
    /// clustered and then used to label all customers by the nearest centroid.
    /// </summary>
    public required double Stability { get; init; }

    /// <summary>The adjusted Rand index of each pair.</summary>
    public required IReadOnlyList<double> Agreements { get; init => field = Listed.Of(value); }

    /// <summary>Prediction strength.</summary>
    public required double PredictionStrength { get; init; }

    /// <summary>The sizes of the segments, largest first.</summary>
    public required IReadOnlyList<int> Sizes { get; init => field = Listed.Of(value); }

    /// <summary>
    /// Within the solution (SLSW): the mean best Jaccard of each segment over the bootstrap samples, as
    /// <see cref="Sizes"/>.
    /// </summary>
    public required IReadOnlyList<double> SegmentStability { get; init => field = Listed.Of(value); }

    /// <summary>
    /// Across solutions (SLSA): the entropy in bits of the segments of the next smaller number that each segment's
    /// members come from; 0 when it is a part of one of them. Null for the smallest number.
    /// </summary>
    public IReadOnlyList<double>? ParentEntropies { get; init => field = Listed.Of(value); }
}

/// <summary>Stability beside that of structureless data of the same size, clustered in the same way.</summary>
public sealed record NullCalibration
{
    /// <summary>The rows of each data set.</summary>
    public required int SampleSize { get; init; }

    /// <summary>Global stability of the data themselves.</summary>
    public required double Observed { get; init; }

    /// <summary>Against columns permuted independently: the margins stay, the dependence goes.</summary>
    public required NullComparison Permuted { get; init; }

    /// <summary>Against one normal cloud with the same covariance: the dependence stays, groups go.</summary>
    public required NullComparison Gaussian { get; init; }
}

/// <summary>Stability beside one kind of structureless data.</summary>
/// <param name="Values">Global stability of each null data set.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="Maximum">The largest.</param>
/// <param name="Excess">Observed less the mean.</param>
/// <param name="PValue">(1 + null values at least as large as the observed) / (1 + their number).</param>
public sealed record NullComparison(
    IReadOnlyList<double> Values, double Mean, double Maximum, double Excess, double PValue)
{
    /// <summary>Whether the data are more stable: p at most .05, and by .05 or more, which chance seldom is.</summary>
    public bool IsBeaten => PValue <= 0.05 && Excess >= 0.05;
}

/// <summary>The segmentation at an earlier moment, from profiles rebuilt with the events until then.</summary>
public sealed record TimeWindow
{
    /// <summary>The end of the window.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>Its start; null when all earlier history counts.</summary>
    public required DateTimeOffset? From { get; init; }

    /// <summary>Customers with a profile then and now.</summary>
    public required int CustomerCount { get; init; }

    /// <summary>
    /// Fixed model: from the segment at the window's end to the segment now. Recency grows by itself, so some movement
    /// is natural ageing, not instability.
    /// </summary>
    public required Migration? Migration { get; init; }

    /// <summary>New segmentation of the window, without recency: adjusted Rand index on customers in both.</summary>
    public required double? RefitAgreement { get; init; }
}
