using System;
using System.Collections.Generic;

namespace Segmentation.LookAlikes;

/// <summary>Whether a chance is given.</summary>
public enum LookAlikeStatus
{
    /// <summary>The model passed its check, and chances are given.</summary>
    Assessed,

    /// <summary>No chances are given; the reason says why.</summary>
    NotAssessed,
}

/// <summary>What one purchase in a category is taken to be worth.</summary>
public enum PurchaseValueBasis
{
    /// <summary>The mean amount of a purchase in the category itself.</summary>
    Category,

    /// <summary>The mean amount of an order of anything, as amounts of the category are not known.</summary>
    AllOrders,

    /// <summary>No amounts are known.</summary>
    None,
}

/// <summary>The customers who have not bought in a category yet, and how likely they are to.</summary>
public sealed record CategoryOpportunity
{
    /// <summary>The category.</summary>
    public required string Category { get; init; }

    /// <summary>1 is the broadest, 3 the narrowest.</summary>
    public required int Level { get; init; }

    /// <summary>The category whose buyers alone are looked at; null for all customers.</summary>
    public string? SourceCategory { get; init; }

    /// <summary>The moment from which <see cref="HorizonDays"/> count.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>How many days the chances are for.</summary>
    public required double HorizonDays { get; init; }

    /// <summary>Customers looked at with a purchase in the category up to now.</summary>
    public required int Buyers { get; init; }

    /// <summary>Customers without one.</summary>
    public required int Candidates { get; init; }

    /// <summary>Customers who could have bought first in the horizon that was learnt from.</summary>
    public required int PastCandidates { get; init; }

    /// <summary>Those of them who did.</summary>
    public required int PastFirstPurchases { get; init; }

    /// <summary>The share of past candidates who bought first, in [0, 1]; null without a past candidate.</summary>
    public double? BaseRate => PastCandidates == 0 ? null : (double)PastFirstPurchases / PastCandidates;

    /// <summary>Whether chances are given.</summary>
    public required LookAlikeStatus Status { get; init; }

    /// <summary>Why not, or what was found, in words.</summary>
    public required string Reason { get; init; }

    /// <summary>
    /// Candidates whose chance is at least so many times the base rate as was asked for; null where not assessed.
    /// </summary>
    public int? LookAlikes { get; init; }

    /// <summary>
    /// First purchases expected of all candidates in the horizon without acting: the sum of their chances.
    /// </summary>
    public double? ExpectedFirstPurchases { get; init; }

    /// <summary>The same of the look-alikes alone.</summary>
    public double? LookAlikeFirstPurchases { get; init; }

    /// <summary>What one purchase in the category is worth in revenue; null when no amounts are known.</summary>
    public decimal? PurchaseValue { get; init; }

    /// <summary>What <see cref="PurchaseValue"/> is the mean of.</summary>
    public required PurchaseValueBasis PurchaseValueBasis { get; init; }

    /// <summary>
    /// What contacting all look-alikes is expected to add: chance × expected lift × purchase value × margin, less the
    /// contact cost, summed. What they buy without acting is not in it. Null where not assessed or without amounts.
    /// </summary>
    public decimal? IncrementalValue { get; init; }

    /// <summary>The candidates with the highest chances, highest first; empty where not assessed.</summary>
    public IReadOnlyList<LookAlikeCustomer> Customers { get; init => field = Listed.Of(value); } = [];

    /// <summary>How the chances did on customers the model had not seen; shared by all categories.</summary>
    public required LookAlikeCheck Check { get; init; }

    /// <summary>
    /// How a model fitted one horizon earlier, to what was known then, foresaw the first purchases of the horizon after;
    /// shared by all categories. Where it failed, no chances are given.
    /// </summary>
    public required LookAlikeCheck LaterCheck { get; init; }

    /// <summary>All categories together, each customer counted once; null where nothing is assessed.</summary>
    public LookAlikeTotal? Total { get; init; }
}

/// <summary>A customer who has not bought in a category yet.</summary>
/// <param name="CustomerId">The customer.</param>
/// <param name="Category">The category.</param>
/// <param name="Probability">The chance of a first purchase in the horizon without acting, in [0, 1].</param>
/// <param name="RatioToBase">The chance as a multiple of the category's base rate.</param>
/// <param name="Similarity">
/// Cosine of the customer's engagement in all other categories and that of the category's buyers, in [0, 1].
/// </param>
/// <param name="IsLookAlike">Whether the ratio reaches the threshold.</param>
/// <param name="IncrementalValue">What contacting the customer is expected to add; null without amounts.</param>
/// <param name="Reason">What raises the chance most, in words.</param>
public sealed record LookAlikeCustomer(
    string CustomerId,
    string Category,
    double Probability,
    double RatioToBase,
    double Similarity,
    bool IsLookAlike,
    decimal? IncrementalValue,
    string Reason);

/// <summary>
/// The look-alikes of all reported categories, each customer counted once, with the category that is worth most for
/// that customer (the highest chance where no amounts are known).
/// </summary>
/// <param name="Customers">Customers who are look-alikes in one category or more.</param>
/// <param name="ExpectedFirstPurchases">The sum of their chances in their best category.</param>
/// <param name="IncrementalValue">The sum of their incremental values there; null where amounts are missing.</param>
public sealed record LookAlikeTotal(int Customers, double ExpectedFirstPurchases, decimal? IncrementalValue)
{
    /// <summary>Every one of them with the best category.</summary>
    internal IReadOnlyList<LookAlikeMember> Members { get; init; } = [];
}

/// <summary>A look-alike with the category that counts.</summary>
internal readonly record struct LookAlikeMember(string CustomerId, string Category, double Chance, double Value);
