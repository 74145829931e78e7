using System.Collections.Generic;

namespace Segmentation.Segments;

/// <summary>How far a segment can be trusted; thresholds of Hennig (2007) on the mean bootstrap Jaccard.</summary>
public enum RobustnessVerdict
{
    /// <summary>It could not be assessed; the reasons say why.</summary>
    NotAssessed,

    /// <summary>Mean Jaccard below .60: do not build on it.</summary>
    Unstable,

    /// <summary>.60 to .75: there is a pattern, but who belongs to it is doubtful.</summary>
    Pattern,

    /// <summary>.75 to .85: a valid, stable segment.</summary>
    Stable,

    /// <summary>.85 and more.</summary>
    HighlyStable,
}

/// <summary>What the robustness tests found for one segment. A test that did not run leaves null.</summary>
public sealed record SegmentRobustness
{
    /// <summary>The verdict: the minimum over the tests that ran.</summary>
    public required RobustnessVerdict Verdict { get; init; }

    /// <summary>Why the verdict is what it is, in words.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>Mean over replicates of the best Jaccard match, in [0, 1].</summary>
    public double? BootstrapJaccard { get; init; }

    /// <summary>Standard deviation over replicates.</summary>
    public double? BootstrapJaccardStandardDeviation { get; init; }

    /// <summary>The 5 % quantile over replicates.</summary>
    public double? BootstrapJaccardP5 { get; init; }

    /// <summary>Monte-Carlo standard error of the mean: standard deviation / √replicates.</summary>
    public double? BootstrapJaccardStandardError { get; init; }

    /// <summary>Replicates in which the segment dissolved (best Jaccard ≤ .5).</summary>
    public int? DissolvedCount { get; init; }

    /// <summary>Replicates in which the segment was recovered (best Jaccard ≥ .75).</summary>
    public int? RecoveredCount { get; init; }

    /// <summary>The number of bootstrap replicates.</summary>
    public int? ReplicateCount { get; init; }

    /// <summary>The rows each replicate drew from; fewer than all customers when the base is large.</summary>
    public int? SampleSize { get; init; }

    /// <summary>The seed of the replicates.</summary>
    public int? Seed { get; init; }
}
