using System.Collections.Generic;

namespace Segmentation.Rfm;

/// <summary>How values become scores.</summary>
public enum RfmMethod
{
    /// <summary>
    /// Cut-points are the quantiles (type 7) at 1/n, 2/n, …; the score of a value is 1 + the number of cut-points below
    /// it. Equal
    /// values always get equal scores, and the smallest value always gets the lowest.
    /// </summary>
    TiePreserving,

    /// <summary>
    /// As the R package <c>rfm</c> does: cut-points are the quantiles (type 7) plus 1; the score of a value is 1 + the
    /// number
    /// of cut-points it reaches. Meant for comparing with results made there: adding 1 shifts cut-points of money.
    /// </summary>
    RCompatible,
}

/// <summary>How recency, frequency and monetary value are scored.</summary>
public sealed record RfmOptions
{
    /// <summary>The number of scores, 3 to 10.</summary>
    public int Bins { get; init; } = 5;

    /// <summary>How values become scores.</summary>
    public RfmMethod Method { get; init; } = RfmMethod.TiePreserving;

    /// <summary>The column of recency: fewer days are better.</summary>
    public string RecencyColumn { get; init; } = "DaysSinceLastPurchase";

    /// <summary>
    /// The column of frequency: more is better. <c>Frequency</c> counts purchase days instead of orders.
    /// </summary>
    public string FrequencyColumn { get; init; } = "OrderCount";

    /// <summary>The column of monetary value: more is better.</summary>
    public string MonetaryColumn { get; init; } = "NetRevenue";

    /// <summary>
    /// Cut-points to use instead of this base's quantiles, so that scores keep their meaning from one month to the
    /// next.
    /// </summary>
    public RfmCutPoints? CutPoints { get; init; }
}

/// <summary>The cut-points between scores, ascending on the values' own scale, one fewer than scores.</summary>
/// <param name="Recency">Days.</param>
/// <param name="Frequency">Purchases.</param>
/// <param name="Monetary">Money.</param>
public sealed record RfmCutPoints(
    IReadOnlyList<double> Recency, IReadOnlyList<double> Frequency, IReadOnlyList<double> Monetary);
