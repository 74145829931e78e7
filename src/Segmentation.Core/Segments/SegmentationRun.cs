using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Segmentation.Clustering;
using Segmentation.Profiles;
using Segmentation.Rfm;
using Segmentation.Rules;

namespace Segmentation.Segments;

/// <summary>
/// Everything about one segmentation that its segments share: enough to recluster, score, compare or rerun.
/// </summary>
public sealed record SegmentationRun
{
    private TreeOfLabels? _tree;

    /// <summary>A hash of input and settings: equal runs have equal ids.</summary>
    public required string RunId { get; init; }

    /// <summary>How the segments were made, a name of <see cref="SegmentationMethod"/>: <c>KMeans</c>.</summary>
    public required string Method { get; init; }

    /// <summary>The seed of everything random.</summary>
    public required int Seed { get; init; }

    /// <summary>The moment the profiles describe; null for input that is not made of events.</summary>
    public required DateTimeOffset? AsOf { get; init; }

    /// <summary>Where the data came from, in words.</summary>
    public required string Source { get; init; }

    /// <summary>The number of segments.</summary>
    public required int ClusterCount { get; init; }

    /// <summary>Why this number of segments, in words.</summary>
    public required string ClusterCountReason { get; init; }

    /// <summary>What each candidate number of segments scored; one entry when the number was given.</summary>
    public required IReadOnlyList<ClusterCountCandidate> Candidates { get; init => field = Listed.Of(value); }

    /// <summary>What each criterion would have chosen; empty when the number was given or came from rules.</summary>
    public IReadOnlyList<ClusterCountVote> ClusterCountChoices { get; init => field = Listed.Of(value); } = [];

    /// <summary>
    /// Whether the criteria that can answer "one" found nothing to divide, so that there is one segment: everybody.
    /// </summary>
    public bool FoundNoStructure { get; init; }

    /// <summary>Sum of squared distances to the centroids, in scaled feature space.</summary>
    public required double Inertia { get; init; }

    /// <summary>Mean silhouette in [−1, 1]; null when it cannot be computed.</summary>
    public required double? Silhouette { get; init; }

    /// <summary>Rows the silhouette was computed on: all, or a seeded sample.</summary>
    public required int SilhouetteSampleSize { get; init; }

    /// <summary>The features as declared and fitted, in column order.</summary>
    public required IReadOnlyList<FittedFeature> Features { get; init => field = Listed.Of(value); }

    /// <summary>What was declared for the features: it makes the same ones again when it is given to a run.</summary>
    public FeatureSet? FeatureSet { get; init; }

    /// <summary>Columns that were left out, with the reason.</summary>
    public required IReadOnlyList<DroppedFeature> DroppedFeatures { get; init => field = Listed.Of(value); }

    /// <summary>The segment index of each row of <see cref="Input"/>: 0 is <c>S1</c>.</summary>
    public required int[] Labels { get; init; }

    /// <summary>The centroids in scaled feature space, in segment order, one array per segment.</summary>
    public required double[][] Centroids { get; init; }

    /// <summary>
    /// The order in which centroids are asked for the nearest, so that equally near ones are told apart as they were;
    /// null for the order of the segments.
    /// </summary>
    public int[]? TieOrder { get; init; }

    /// <summary>The id of each segment in the order of <see cref="Labels"/>.</summary>
    public IReadOnlyList<string> SegmentIds
    {
        get => field ?? [.. Enumerable.Range(1, ClusterCount).Select(n => FormattableString.Invariant($"S{n}"))];
        init => field = Listed.Of(value);
    }

    /// <summary>The name of each segment in the order of <see cref="Labels"/>.</summary>
    public IReadOnlyList<string> SegmentNames
    {
        get => field ?? SegmentIds;
        init => field = Listed.Of(value);
    }

    /// <summary>The largest number that an id of this or an earlier segmentation that it continues has had.</summary>
    public int LastSegmentNumber
    {
        get => field > 0 ? field : ClusterCount;
        init;
    }

    /// <summary>The components of a Gaussian mixture; null for other methods.</summary>
    public IReadOnlyList<MixtureComponent>? MixtureComponents { get; init => field = Listed.Of(value); }

    /// <summary>The cut-points of the scores of RFM segments; null for other methods.</summary>
    public RfmCutPoints? RfmCutPoints { get; init; }

    /// <summary>The raw input.</summary>
    public required FeatureTable Input { get; init; }

    /// <summary>The input transformed, scaled and weighted: what was clustered.</summary>
    public required FeatureMatrix Matrix { get; init; }

    /// <summary>Whether no customer is nearer to another centroid.</summary>
    public bool Converged { get; init; } = true;

    /// <summary>The random starts the solution is the best of.</summary>
    public int Restarts { get; init; } = 1;

    /// <summary>The random starts that came to the solution; few of many means that it was hard to find.</summary>
    public int RestartsAtBest { get; init; } = 1;

    /// <summary>Input rows without a value in any feature: they are in no segment.</summary>
    public IReadOnlyList<string> SkippedIds { get; init => field = Listed.Of(value); } = [];

    /// <summary>The rules that made the segments; null when they were clustered.</summary>
    public RuleSet? Rules { get; init; }

    /// <summary>
    /// The id of the rule that put each row of <see cref="Input"/> into its segment; null for a row that no rule
    /// matched. Null when the segments were clustered.
    /// </summary>
    public IReadOnlyList<string?>? MatchedRules { get; init => field = Listed.Of(value); }

    /// <summary>What a check of the rules against the customers found; null when the segments were clustered.</summary>
    public RuleLint? RuleLint { get; init; }

    /// <summary>The condition of each segment as it was declared; null where there is none to declare.</summary>
    public IReadOnlyList<SegmentRule?>? DeclaredRules { get; init => field = Listed.Of(value); }

    /// <summary>
    /// How surely each row of <see cref="Input"/> belongs to its segment, in [0, 1]; null unless the method says so.
    /// </summary>
    public double[]? MembershipProbabilities { get; init; }

    /// <summary>
    /// The segmentation as a whole against <see cref="SegmentationCriteria"/>; empty until its robustness was tested.
    /// </summary>
    public IReadOnlyList<ValidationCheck> Checks { get; init => field = Listed.Of(value); } = [];

    /// <summary>The rules before anything was estimated; null when the segments were clustered.</summary>
    internal RuleLabels? RuleLabels { get; init; }

    /// <summary>Why the segments cannot be found again by clustering anew; null when they can.</summary>
    public string? NotReclusterable { get; init; }

    /// <summary>
    /// The segments as a tree of comparisons of raw values, made when first asked for; null when no thresholds on the
    /// features tell all segments apart.
    /// </summary>
    public RuleTree? RuleTree
    {
        get
        {
            IReadOnlyList<string> ids = SegmentIds;
            if (_tree is not { } known || known.Labels != Labels || !known.Ids.SequenceEqual(ids, StringComparer.Ordinal))
            {
                _tree = known = new TreeOfLabels(Labels, ids, RuleTreeBuilder.Build(this));
            }

            return known.Tree;
        }
    }

    /// <summary>The profiles the input came from; null for other objects.</summary>
    public ProfileTable? Profiles { get; init; }

    /// <summary>
    /// Rebuilds the profiles from events of another time; null when the input was not made from events here.
    /// </summary>
    public ProfileRebuild? Rebuild { get; init; }

    /// <summary>The steps that led to the input; empty when they are not known.</summary>
    public IReadOnlyList<RunStep> Steps => Profiles?.Steps ?? [];

    /// <summary>The number of customers segmented.</summary>
    public int CustomerCount => Labels.Length;

    /// <summary>
    /// The condition that comes closest to a segment: the declared one, or the tree's; null where there is neither.
    /// </summary>
    internal SegmentRule? RuleOf(Segment segment)
    {
        int row = segment.CustomerIds.Count == 0 ? -1 : IndexOf(segment.CustomerIds[0]);
        return row < 0 ? null : DeclaredRules is { } declared ? declared[Labels[row]] : RuleTree?.Rules[Labels[row]];
    }

    private int IndexOf(string id)
    {
        for (int row = 0; row < Input.Ids.Count; row++)
        {
            if (string.Equals(Input.Ids[row], id, StringComparison.Ordinal))
            {
                return row;
            }
        }

        return -1;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Method} k={ClusterCount} seed={Seed} ({RunId})";

    private sealed record TreeOfLabels(int[] Labels, IReadOnlyList<string> Ids, RuleTree? Tree);
}

/// <summary>Builds the profiles of an earlier moment, with nothing that happened after it.</summary>
/// <param name="from">Only events from here on; null for all.</param>
/// <param name="asOf">Only events until here.</param>
/// <param name="cancellationToken">Stops the build.</param>
public delegate ProfileTable ProfileRebuild(
    DateTimeOffset? from, DateTimeOffset asOf, CancellationToken cancellationToken);

/// <summary>What one number of segments scored.</summary>
/// <param name="ClusterCount">The number of segments.</param>
/// <param name="Inertia">Sum of squared distances.</param>
/// <param name="Silhouette">Mean silhouette, or null when it cannot be computed.</param>
/// <param name="SmallestShare">The share of the smallest segment.</param>
/// <param name="CalinskiHarabasz">
/// Calinski and Harabasz' index, higher is better; null when it cannot be computed.
/// </param>
/// <param name="DaviesBouldin">Davies and Bouldin's index, lower is better; null when it cannot be computed.</param>
/// <param name="Eligible">Whether it could be chosen: no segment is too small.</param>
public sealed record ClusterCountCandidate(
    int ClusterCount,
    double Inertia,
    double? Silhouette,
    double SmallestShare,
    double? CalinskiHarabasz = null,
    double? DaviesBouldin = null,
    bool Eligible = true)
{
    /// <summary>The gap statistic, higher is better; null unless it was computed.</summary>
    public double? Gap { get; init; }

    /// <summary>The gap's standard error; null unless it was computed.</summary>
    public double? GapStandardError { get; init; }

    /// <summary>The prediction strength in [0, 1]; null unless it was computed or where it cannot be computed.</summary>
    public double? PredictionStrength { get; init; }

    /// <summary>Its Monte-Carlo standard error; null with it.</summary>
    public double? PredictionStrengthStandardError { get; init; }

    /// <summary>
    /// Global stability: the mean adjusted Rand index of pairs of bootstrap samples (Dolnicar and Leisch 2010); null
    /// unless it was computed or where it cannot be computed.
    /// </summary>
    public double? Stability { get; init; }

    /// <summary>Its Monte-Carlo standard error; null with it.</summary>
    public double? StabilityStandardError { get; init; }

    /// <summary>
    /// The Bayesian information criterion of a Gaussian mixture, lower is better; null for other methods.
    /// </summary>
    public double? Bic { get; init; }
}

/// <summary>A column that was not used.</summary>
/// <param name="Name">The column.</param>
/// <param name="Reason">Why.</param>
public sealed record DroppedFeature(string Name, string Reason);
