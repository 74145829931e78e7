using System.Collections.Generic;

namespace Segmentation.Clv;

/// <summary>What a value model forecasts, and how much data it asks for.</summary>
public sealed record ValueOptions
{
    /// <summary>How far ahead customer lifetime value looks, in days; above 0.</summary>
    public double HorizonDays { get; init; } = 365;

    /// <summary>The yearly discount rate; at least 0.</summary>
    public double AnnualDiscountRate { get; init; } = 0.10;

    /// <summary>Profit per unit of revenue, in (0, 1]. At 1, the default, value is revenue and not profit.</summary>
    public double Margin { get; init; } = 1;

    /// <summary>
    /// A customer counts as churned who does not buy for so many days; above 0. Named in the column names.
    /// </summary>
    public int ChurnHorizonDays { get; init; } = 90;

    /// <summary>The purchase models to fit; the best becomes the model.</summary>
    public IReadOnlyList<PurchaseModelKind> Models { get; init => field = Listed.Of(value); } = [PurchaseModelKind.BgNbd, PurchaseModelKind.MbgNbd];

    /// <summary>Buyers that an individual forecast needs.</summary>
    public int FullCustomers { get; init; } = 500;

    /// <summary>Repeat buyers that an individual forecast needs.</summary>
    public int FullRepeaters { get; init; } = 100;

    /// <summary>Buyers that a pooled forecast needs.</summary>
    public int PooledCustomers { get; init; } = 100;

    /// <summary>A customer is lapsed whose silence is longer than this many median times between purchases.</summary>
    public double HiatusFactor { get; init; } = 3;

    /// <summary>The most threads to use; null for one per core. The result does not depend on it.</summary>
    public int? MaximumThreads { get; init; }

    internal void Validate()
    {
        Require(HorizonDays > 0 && double.IsFinite(HorizonDays), nameof(HorizonDays), "above 0");
        bool saneRate = AnnualDiscountRate >= 0 && double.IsFinite(AnnualDiscountRate);
        Require(saneRate, nameof(AnnualDiscountRate), "at least 0");
        Require(Margin is > 0 and <= 1, nameof(Margin), "above 0 and at most 1");
        Require(ChurnHorizonDays > 0, nameof(ChurnHorizonDays), "above 0");
        Require(Models.Count > 0, nameof(Models), "at least one model");
        Require(HiatusFactor > 0, nameof(HiatusFactor), "above 0");
        Require(MaximumThreads is null or > 0, nameof(MaximumThreads), "above 0");
        Require(
            FullCustomers >= PooledCustomers && PooledCustomers >= 1 && FullRepeaters >= 1,
            nameof(FullCustomers),
            $"at least {nameof(PooledCustomers)}, which is at least 1");
    }

    private static void Require(bool condition, string option, string range)
    {
        if (!condition)
        {
            throw new SegmentationException(
                ErrorIds.InvalidOption,
                ErrorKind.InvalidArgument,
                $"The value option {option} is out of range.",
                $"It has to be {range}.",
                option);
        }
    }
}
