namespace Segmentation.Robustness;

/// <summary>How robustness is tested.</summary>
public sealed record RobustnessOptions
{
    /// <summary>The number of bootstrap replicates; 100 gives a Monte-Carlo error of about 0.01.</summary>
    public int Replicates { get; init; } = 100;

    /// <summary>The seed of the replicates.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>The most customers one replicate draws.</summary>
    public int MaximumSample { get; init; } = 5000;

    /// <summary>
    /// The most random starts of k-means in a replicate; it stops earlier once three have come to the same best
    /// solution.
    /// With too few, a replicate misses its best solution and the segment is blamed for it: with 3 the weak segments of
    /// four-segment wine score .05 lower than with 20.
    /// </summary>
    public int MaximumRestarts { get; init; } = 20;

    /// <summary>The number of threads; null for all processors. The result does not depend on it.</summary>
    public int? ThreadCount { get; init; }
}
