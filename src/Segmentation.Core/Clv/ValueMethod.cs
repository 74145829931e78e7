namespace Segmentation.Clv;

/// <summary>How far the data carry a forecast.</summary>
public enum ValueMethod
{
    /// <summary>No forecast; the reason says why.</summary>
    None,

    /// <summary>A shrunken purchase rate and a rule for silence. Low confidence; read no decimals.</summary>
    Heuristic,

    /// <summary>A fitted model, reported as means over pools of similar customers.</summary>
    Pooled,

    /// <summary>A fitted model with a forecast and an interval for each customer.</summary>
    Full,
}

/// <summary>What the data offer, and what may be done with them.</summary>
/// <param name="Method">The method.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Customers">Customers with a usable purchase history.</param>
/// <param name="Repeaters">Those with at least one repeat purchase.</param>
/// <param name="WithoutPurchase">Customers who have never bought.</param>
/// <param name="Inconsistent">Customers whose history contradicts itself and was left out.</param>
/// <param name="SpanDays">The longest time from a first purchase to the as-of date.</param>
/// <param name="MedianInterpurchaseDays">
/// The median over repeat buyers of their mean time between purchases; null without repeat buyers.
/// </param>
public sealed record ValueSufficiency(
    ValueMethod Method,
    string Reason,
    int Customers,
    int Repeaters,
    int WithoutPurchase,
    int Inconsistent,
    double SpanDays,
    double? MedianInterpurchaseDays);

/// <summary>Something that calls for care with a forecast.</summary>
/// <param name="Id">A stable word for scripts: <c>SeasonalBuyers</c>.</param>
/// <param name="Message">What was found, with its numbers, and what to do.</param>
public sealed record ValueNote(string Id, string Message);

/// <summary>The expected value of a group of customers, with its 80 % interval.</summary>
/// <param name="Customers">Customers with a value.</param>
/// <param name="WithoutValue">Customers without one.</param>
/// <param name="Mean">The expected sum.</param>
/// <param name="P10">The sum is below this with a chance of 10 %; null when it cannot be computed.</param>
/// <param name="P90">The sum is above this with a chance of 10 %; null when it cannot be computed.</param>
/// <param name="ChanceShare">
/// The share of the variance that is chance in what customers do; the rest is uncertainty about the parameters.
/// </param>
/// <param name="Reason">What the interval covers, or why there is none.</param>
public sealed record ValueTotal(
    int Customers, int WithoutValue, double Mean, double? P10, double? P90, double? ChanceShare, string Reason);
