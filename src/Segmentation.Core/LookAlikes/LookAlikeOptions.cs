using System;
using System.Collections.Generic;
using Segmentation.Profiles;

namespace Segmentation.LookAlikes;

/// <summary>What to look for, and what acting on it costs and brings.</summary>
public sealed record LookAlikeOptions
{
    /// <summary>The horizon in days where the data are long enough for it.</summary>
    public const double DefaultHorizonDays = 90;

    /// <summary>How many days a first purchase is foreseen for; null is 90, at most a third of the data.</summary>
    public double? HorizonDays { get; init; }

    /// <summary>The level of the categories: 1 is the broadest, 3 the narrowest.</summary>
    public int Level { get; init; } = 1;

    /// <summary>The categories to report on; empty for all.</summary>
    public IReadOnlyList<string> Categories { get; init => field = Listed.Of(value); } = [];

    /// <summary>Only buyers of this category are candidates for the others; null for everybody.</summary>
    public string? SourceCategory { get; init; }

    /// <summary>
    /// A look-alike's chance is at least so many times the share of non-buyers who bought first in the horizon.
    /// </summary>
    public double MinimumRatio { get; init; } = 2;

    /// <summary>The fewest first purchases in the horizon that a category needs to be modelled.</summary>
    public int MinimumFirstPurchases { get; init; } = 30;

    /// <summary>How many customers to list per category.</summary>
    public int Top { get; init; } = 100;

    /// <summary>The share of revenue that is left after the cost of what is sold, in (0, 1]; 1 is revenue.</summary>
    public double Margin { get; init; } = 1;

    /// <summary>The relative rise in first purchases that a campaign is expected to bring; .1 is 10 % more.</summary>
    public double ExpectedLift { get; init; } = 0.10;

    /// <summary>What it costs to contact one customer, in the currency of the data.</summary>
    public decimal ContactCost { get; init; }

    /// <summary>How to build the profiles; its as-of moment is the end of the horizon that is learnt from.</summary>
    public ProfileOptions Profiles { get; init; } = new();

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="SegmentationException"><see cref="ErrorIds.InvalidOption"/>.</exception>
    public void Validate()
    {
        Require(HorizonDays is null or (>= 1 and <= 36500), nameof(HorizonDays), HorizonDays, "from 1 to 36500");
        Require(Level is >= 1 and <= 3, nameof(Level), Level, "1, 2 or 3");
        Require(MinimumRatio > 0 && double.IsFinite(MinimumRatio), nameof(MinimumRatio), MinimumRatio, "above 0");
        Require(
            MinimumFirstPurchases >= 10, nameof(MinimumFirstPurchases), MinimumFirstPurchases, "at least 10");
        Require(Top >= 0, nameof(Top), Top, "0 or more");
        Require(Margin is > 0 and <= 1, nameof(Margin), Margin, "above 0 and at most 1: .35 is 35 %");
        Require(ExpectedLift is >= -1 and <= 10, nameof(ExpectedLift), ExpectedLift, "from -1 to 10: .1 is 10 % more");
        Require(ContactCost >= 0, nameof(ContactCost), ContactCost, "0 or more");
    }

    private static void Require(bool holds, string name, object? value, string range)
    {
        if (!holds)
        {
            throw new SegmentationException(
                ErrorIds.InvalidOption,
                ErrorKind.InvalidArgument,
                FormattableString.Invariant($"{name} is {value}, but has to be {range}."),
                "Correct the value.",
                value);
        }
    }
}
