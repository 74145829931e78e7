namespace Segmentation.Reporting;

/// <summary>What a chart shows.</summary>
public enum SegmentChartKind
{
    /// <summary>What matters of all that the stages that ran can show, on one sheet.</summary>
    Dashboard,

    /// <summary>Sizes, value, verdicts and how many segments are ready, on one sheet.</summary>
    Summary,

    /// <summary>Customers by segment.</summary>
    Size,

    /// <summary>The share of customers by segment, as bars.</summary>
    Share,

    /// <summary>The share of customers by segment, as a pie.</summary>
    Pie,

    /// <summary>Net revenue by segment, or expected value where there is no revenue.</summary>
    Value,

    /// <summary>Net revenue per customer by segment.</summary>
    AverageValue,

    /// <summary>Expected value (CLV) by segment.</summary>
    ExpectedValue,

    /// <summary>Expected value (CLV) per customer by segment.</summary>
    AverageExpectedValue,

    /// <summary>Gross revenue per order by segment.</summary>
    AverageOrderValue,

    /// <summary>The standardised mean of each feature by segment, as a heat map.</summary>
    FeatureProfile,

    /// <summary>The mean bootstrap Jaccard by segment, with thresholds.</summary>
    Robustness,

    /// <summary>The measures of robustness by segment, as a heat map.</summary>
    RobustnessHeatMap,

    /// <summary>What, when, how and who can be acted on, by segment.</summary>
    Actionability,

    /// <summary>For how many segments each dimension can be acted on.</summary>
    ActionabilityDimension,

    /// <summary>Expected return and profit with their intervals, and the four scores, by segment.</summary>
    Viability,

    /// <summary>Every criterion by number of segments, with the votes.</summary>
    ClusterCount,

    /// <summary>The silhouette by segment: mean and members.</summary>
    Silhouette,

    /// <summary>How customers moved between segments.</summary>
    Migration,

    /// <summary>Customers and value by recency and frequency score.</summary>
    RfmGrid,

    /// <summary>Customers by the weekday and hour at which each acts most.</summary>
    Activity,

    /// <summary>Forecasts of the value model against what came: chances to be active, and orders.</summary>
    Calibration,
}
