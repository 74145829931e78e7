using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Activation;
using Segmentation.Segments;
using Segmentation.Statistics;

namespace Segmentation.Comparisons;

/// <summary>How far a base or a figure of it has moved.</summary>
public enum DriftVerdict
{
    /// <summary>It could not be told; the reasons say why.</summary>
    NotAssessed,

    /// <summary>No change to speak of.</summary>
    Steady,

    /// <summary>Some change: look at what moved before acting on the segments.</summary>
    Shifted,

    /// <summary>A large change: the earlier segments do not describe the customers of now.</summary>
    Drifted,
}

/// <summary>
/// Two segmentations of mostly the same customers side by side: which segments are the same, who moved, and whether the
/// base has drifted. Thresholds and formulas are in <c>docs/identity-over-time.md</c>.
/// </summary>
public sealed record SegmentationComparison
{
    /// <summary>The earlier segmentation.</summary>
    public required ComparedSegmentation Reference { get; init; }

    /// <summary>The later segmentation.</summary>
    public required ComparedSegmentation Difference { get; init; }

    /// <summary>The verdict: the worst over identity, movement, sizes and features.</summary>
    public required DriftVerdict Verdict { get; init; }

    /// <summary>The verdict in one sentence.</summary>
    public required string Statement { get; init; }

    /// <summary>Why the verdict is what it is, with figures and thresholds, the worst first.</summary>
    public required IReadOnlyList<string> Reasons { get; init => field = Listed.Of(value); }

    /// <summary>What else a reader has to know; empty when there is nothing.</summary>
    public required IReadOnlyList<string> Notes { get; init => field = Listed.Of(value); }

    /// <summary>Customers in both segmentations.</summary>
    public required int CommonCount { get; init; }

    /// <summary>Customers only in the later one.</summary>
    public required int JoinedCount { get; init; }

    /// <summary>Customers only in the earlier one.</summary>
    public required int GoneCount { get; init; }

    /// <summary>
    /// What became of each segment: one row for each of the later ones in their order, then one for each earlier one
    /// that no later one continues.
    /// </summary>
    public required IReadOnlyList<SegmentLineage> Lineage { get; init => field = Listed.Of(value); }

    /// <summary>
    /// The moves between segments of the customers in both; row and column i are <see cref="MigrationSegmentIds"/>[i].
    /// </summary>
    public required Migration Migration { get; init; }

    /// <summary>The persistent ids of the rows and columns of <see cref="Migration"/>.</summary>
    public required IReadOnlyList<string> MigrationSegmentIds { get; init => field = Listed.Of(value); }

    /// <summary>
    /// The migration as plain rows, for a flow chart: from, to, count, the largest first within each origin. Customers
    /// only in one of the two have no origin or no goal. Pairs without customers are left out.
    /// </summary>
    public required IReadOnlyList<SegmentFlow> Flows { get; init => field = Listed.Of(value); }

    /// <summary>
    /// The population stability index of the segments' shares of all customers, by persistent id; below .1 no change to
    /// speak of, .1 to .25 some, above a large one.
    /// </summary>
    public required double? SizeStability { get; init; }

    /// <summary>How the distribution of each feature changed.</summary>
    public required IReadOnlyList<FeatureDrift> Features { get; init => field = Listed.Of(value); }

    /// <summary>
    /// The later segments with persistent ids: a segment that continues an earlier one has its id and name, a new one an
    /// id that no earlier one had. Empty when the later segmentation was a model without its customers' data.
    /// </summary>
    public required IReadOnlyList<Segment> Segments { get; init => field = Listed.Of(value); }

    /// <summary>The share of the common customers that stayed in their segment, in [0, 1].</summary>
    public double? StayRate => Migration.StayRate;

    /// <summary>Who is where and was where, one object per customer of either, in ordinal order of the id.</summary>
    public IEnumerable<CustomerMove> Members => Moves.Enumerate();

    /// <summary>Everybody who entered or left a segment, by persistent segment, as a delta export lists them.</summary>
    public IEnumerable<MemberChange> Changes => Members.SelectMany(m => m.Changes());

    /// <summary>The labels that <see cref="Members"/> are made of.</summary>
    internal MoveTable Moves { get; init; } = new([], [], [], []);

    /// <inheritdoc/>
    public override string ToString() => Statement;
}

/// <summary>One of the two segmentations, in words and numbers.</summary>
/// <param name="RunId">The run.</param>
/// <param name="Method">How its segments were made.</param>
/// <param name="AsOf">The moment its profiles describe; null for input that is not made of events.</param>
/// <param name="Source">Where its data came from, in words.</param>
/// <param name="CustomerCount">Its customers in segments.</param>
/// <param name="SegmentCount">Its segments.</param>
public sealed record ComparedSegmentation(
    string RunId, string Method, DateTimeOffset? AsOf, string Source, int CustomerCount, int SegmentCount)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"{SegmentCount} segments of {CustomerCount:N0} customers, {Method}")
        + (AsOf is { } time ? FormattableString.Invariant($", as of {time:yyyy-MM-dd}") : "") + $" ({RunId})";
}

/// <summary>How one feature's distribution over all customers changed, on the raw scale.</summary>
public sealed record FeatureDrift
{
    /// <summary>The raw column.</summary>
    public required string Feature { get; init; }

    /// <summary>Its name in business words.</summary>
    public required string Label { get; init; }

    /// <summary>The verdict by stability index and Kolmogorov–Smirnov distance.</summary>
    public required DriftVerdict Drift { get; init; }

    /// <summary>The verdict in words, or why there is none.</summary>
    public required string Reason { get; init; }

    /// <summary>
    /// The population stability index over the tenths of the earlier distribution, missing values as a bin of their own;
    /// null when it cannot be computed.
    /// </summary>
    public double? PopulationStability { get; init; }

    /// <summary>The index that chance alone stays below in 95 of 100 comparisons of customers who did not change.</summary>
    public double? StabilityNoise { get; init; }

    /// <summary>The Kolmogorov–Smirnov distance: the largest difference of the cumulative shares, in [0, 1].</summary>
    public double? KolmogorovSmirnov { get; init; }

    /// <summary>The asymptotic p-value of the distance for independent samples.</summary>
    public double? PValue { get; init; }

    /// <summary>The median before.</summary>
    public double? MedianBefore { get; init; }

    /// <summary>The median after.</summary>
    public double? MedianAfter { get; init; }

    /// <summary>The share without a value before, in [0, 1].</summary>
    public double? MissingShareBefore { get; init; }

    /// <summary>The share without a value after, in [0, 1].</summary>
    public double? MissingShareAfter { get; init; }
}
