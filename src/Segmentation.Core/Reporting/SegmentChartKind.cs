namespace Segmentation.Reporting;

/// <summary>What a chart shows.</summary>
public enum SegmentChartKind
{
    /// <summary>All that the stages that ran can show, on one sheet.</summary>
    Dashboard,

    /// <summary>Customers by segment.</summary>
    Size,

    /// <summary>The share of customers by segment.</summary>
    Share,

    /// <summary>Net revenue by segment, or expected value where there is no revenue.</summary>
    Value,

    /// <summary>The standardised mean of each feature by segment, as a heat map.</summary>
    FeatureProfile,

    /// <summary>The mean bootstrap Jaccard by segment, with thresholds.</summary>
    Robustness,

    /// <summary>The measures of robustness by segment, as a heat map.</summary>
    RobustnessHeatMap,

    /// <summary>Silhouette and inertia by number of segments.</summary>
    ClusterCount,

    /// <summary>The mean silhouette by segment.</summary>
    Silhouette,
}
