using System.Collections.Generic;
using Segmentation.Clustering;

namespace Segmentation.Reporting;

/// <summary>One feature that was clustered, with what was learned from the data to apply it.</summary>
public sealed record ReportFeature
{
    /// <summary>The raw column.</summary>
    public required string Name { get; init; }

    /// <summary>Its name in business words.</summary>
    public required string Label { get; init; }

    /// <summary>The transform.</summary>
    public required FeatureTransform Transform { get; init; }

    /// <summary>The scaling.</summary>
    public required FeatureScaling Scaling { get; init; }

    /// <summary>The weight, applied last; null when not finite.</summary>
    public double? Weight { get; init; }

    /// <summary>Values below count as this; null when there is no lower bound.</summary>
    public double? LowerBound { get; init; }

    /// <summary>Values above count as this; null when there is no upper bound.</summary>
    public double? UpperBound { get; init; }

    /// <summary>What a missing value counts as, on the raw scale; null when none is set.</summary>
    public double? MissingValue { get; init; }

    /// <summary>
    /// Customers without a value, for whom the missing value or a circle's centre stands; null when withheld.
    /// </summary>
    public int? MissingCount { get; init; }

    /// <summary>The circle's length for a cyclic feature, else null.</summary>
    public double? Period { get; init; }

    /// <summary>What is subtracted after the transform, one per clustered column.</summary>
    public required IReadOnlyList<double> Center { get; init => field = Listed.Of(value); }

    /// <summary>What is divided by, one per clustered column.</summary>
    public required IReadOnlyList<double> Scale { get; init => field = Listed.Of(value); }
}

/// <summary>A column that was not used.</summary>
/// <param name="Name">The column.</param>
/// <param name="Reason">Why.</param>
public sealed record ReportDroppedFeature(string Name, string Reason);

/// <summary>What one candidate number of segments scored.</summary>
/// <param name="ClusterCount">The number of segments.</param>
/// <param name="Chosen">Whether the run has this number of segments.</param>
/// <param name="Inertia">Sum of squared distances; null when not finite.</param>
/// <param name="Silhouette">Mean silhouette in [−1, 1]; null when it cannot be computed.</param>
/// <param name="SmallestShare">The share of the smallest segment, in [0, 1]; null when not known.</param>
/// <param name="CalinskiHarabasz">Calinski and Harabasz' index, higher is better; null when not known.</param>
/// <param name="DaviesBouldin">Davies and Bouldin's index, lower is better; null when not known.</param>
/// <param name="Eligible">Whether it could be chosen: no segment is too small.</param>
public sealed record ReportClusterCount(
    int ClusterCount,
    bool Chosen,
    double? Inertia = null,
    double? Silhouette = null,
    double? SmallestShare = null,
    double? CalinskiHarabasz = null,
    double? DaviesBouldin = null,
    bool Eligible = true)
{
    /// <summary>The gap statistic, higher is better; null unless it was asked for.</summary>
    public double? Gap { get; init; }

    /// <summary>The gap's standard error; null unless it was asked for.</summary>
    public double? GapStandardError { get; init; }

    /// <summary>The prediction strength in [0, 1]; null unless it was asked for.</summary>
    public double? PredictionStrength { get; init; }

    /// <summary>The stability over bootstrap samples, at most 1; null unless it was asked for.</summary>
    public double? Stability { get; init; }

    /// <summary>The criterion of a Gaussian mixture, lower is better; null for other methods.</summary>
    public double? Bic { get; init; }
}

/// <summary>What one criterion would choose as the number of segments.</summary>
/// <param name="Criterion">The criterion.</param>
/// <param name="ClusterCount">The number; 1 is "no segments".</param>
/// <param name="Reason">Why, in words.</param>
public sealed record ReportClusterCountVote(string Criterion, int ClusterCount, string Reason);

/// <summary>A method note or a definition.</summary>
/// <param name="Term">What it is about.</param>
/// <param name="Text">What there is to know.</param>
public sealed record ReportNote(string Term, string Text);

/// <summary>How a report is written.</summary>
public enum ReportFormat
{
    /// <summary>As the file's extension says.</summary>
    Auto,

    /// <summary>One self-contained page to read, forward and print.</summary>
    Html,

    /// <summary>The whole document, to be read back: <c>docs/report.schema.json</c>.</summary>
    Json,

    /// <summary>A short summary for mail and chat.</summary>
    Markdown,

    /// <summary>The same summary without any markup.</summary>
    Text,

    /// <summary>The page on paper: printed by an installed Chromium or Edge.</summary>
    Pdf,
}

/// <summary>What a report should say beyond the segments themselves.</summary>
public sealed record ReportOptions
{
    /// <summary>The title; null for a plain one.</summary>
    public string? Title { get; init; }

    /// <summary>A measurement of the value model to show; null for none.</summary>
    public Clv.ValueMeasurement? ValueMeasurement { get; init; }

    /// <summary>How customers moved between segments, to be shown; null for nothing.</summary>
    public ReportMigration? Migration { get; init; }

    /// <summary>The step that makes the report; null where it is not known.</summary>
    public RunStep? Step { get; init; }

    /// <summary>When the report is made; null leaves time out of it.</summary>
    public System.DateTimeOffset? GeneratedAt { get; init; }

    /// <summary>
    /// The fewest customers that a figure may be about in a report that is to be shared, at least 2; null withholds
    /// nothing.
    /// </summary>
    public int? MinimumCellSize { get; init; }

    /// <summary>Whether the report lists the members of each segment.</summary>
    public bool IncludeCustomerIds { get; init; }
}
