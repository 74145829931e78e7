namespace Segmentation.Reporting;

/// <summary>Customers who act most at the same time. Who is in no cell has no act.</summary>
/// <param name="Weekday">The local weekday with most of a customer's acts, 0 = Monday; null counts all weekdays.</param>
/// <param name="Hour">The local hour with most of a customer's acts; null counts all hours.</param>
/// <param name="CustomerCount">How many customers; null when withheld. What is not listed is nobody.</param>
public sealed record ReportActivityCell(int? Weekday = null, int? Hour = null, int? CustomerCount = null);

/// <summary>Customers with the same recency and frequency score.</summary>
/// <param name="RecencyScore">The recency score; higher bought more recently.</param>
/// <param name="FrequencyScore">The frequency score; higher bought more often.</param>
/// <param name="CustomerCount">How many customers; null when withheld. What is not listed is nobody.</param>
/// <param name="AverageRevenue">Net revenue per customer; null when not known or withheld.</param>
public sealed record ReportRfmCell(
    int RecencyScore, int FrequencyScore, int? CustomerCount = null, decimal? AverageRevenue = null);

/// <summary>How stable one number of segments is.</summary>
/// <param name="ClusterCount">The number of segments.</param>
/// <param name="Stability">
/// Mean adjusted Rand index of pairs of bootstrap samples, clustered alike (Dolnicar and Leisch 2010).
/// </param>
/// <param name="PredictionStrength">Prediction strength (Tibshirani and Walther 2005); null when not finite.</param>
public sealed record ReportClusterCountStability(
    int ClusterCount, double? Stability = null, double? PredictionStrength = null);

/// <summary>Customers that moved alike.</summary>
/// <param name="From">The segment before; null for customers that were not there.</param>
/// <param name="To">The segment after; null for customers that are no longer there.</param>
/// <param name="CustomerCount">How many; null when withheld.</param>
/// <param name="HasStayed">Whether it is the same segment at both times, whatever it is called.</param>
public sealed record ReportMove(
    string? From = null, string? To = null, int? CustomerCount = null, bool HasStayed = false);
