namespace Segmentation.Clustering;

/// <summary>How k-means is run.</summary>
public sealed record KMeansOptions
{
    /// <summary>The number of clusters, at least 1 and at most the number of rows.</summary>
    public required int ClusterCount { get; init; }

    /// <summary>The seed of all random starts.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>
    /// The number of random starts. Null: by need. Ten; and where fewer than half of them come to the best solution and
    /// the
    /// data is small (rows × columns × clusters up to 1 million), single centroids are then moved to random rows, until
    /// ten
    /// tries per cluster, at least fifty, bring nothing better (at most 300). Of more than 200,000 rows, several starts
    /// are compared on a seeded sample of 100,000, and the best is carried on with all rows.
    /// </summary>
    public int? Restarts { get; init; }

    /// <summary>The most iterations of one start.</summary>
    public int MaximumIterations { get; init; } = 300;

    /// <summary>
    /// A start ends when its centroids moved less than this share of the mean column variance (squared distance); 0 is
    /// when
    /// no row changes its cluster. The best start is always carried on to there, so this only matters for the choice
    /// between
    /// starts. Null: 0 where a start is cheap (rows × columns × clusters up to 20 million), else 0.0001.
    /// </summary>
    public double? Tolerance { get; init; }

    /// <summary>The number of threads; null for all processors. The result does not depend on it.</summary>
    public int? ThreadCount { get; init; }
}

/// <summary>A k-means solution. Cluster 0 is the largest; equal sizes go by their first row.</summary>
public sealed record KMeansResult
{
    /// <summary>The cluster of each row.</summary>
    public required int[] Labels { get; init; }

    /// <summary>The mean of each cluster's rows.</summary>
    public required double[][] Centroids { get; init; }

    /// <summary>The order in which clusters were asked for the nearest: the first of equally near ones takes a row.</summary>
    public int[]? TieOrder { get; init; }

    /// <summary>The number of rows of each cluster.</summary>
    public required int[] Sizes { get; init; }

    /// <summary>The sum of squared distances of the rows to their centroids.</summary>
    public required double Inertia { get; init; }

    /// <summary>The iterations of the best start.</summary>
    public required int Iterations { get; init; }

    /// <summary>Whether the solution is a fixed point: no row is nearer to another centroid.</summary>
    public required bool Converged { get; init; }

    /// <summary>The number of starts.</summary>
    public required int Restarts { get; init; }

    /// <summary>The starts that came within 0.0001 % of the best inertia.</summary>
    public required int RestartsAtBest { get; init; }
}
