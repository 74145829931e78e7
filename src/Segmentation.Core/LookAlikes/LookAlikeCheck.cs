using System;
using System.Collections.Generic;

namespace Segmentation.LookAlikes;

/// <summary>
/// How chances foresaw first purchases that their model had not seen: those of customers held out, or those of the
/// horizon after. A case is a customer and a category that the customer had not bought in at the split.
/// </summary>
public sealed record LookAlikeCheck
{
    /// <summary>Whether the model did better than the base rates.</summary>
    public required LookAlikeStatus Status { get; init; }

    /// <summary>Whether there was enough to check with, and the model did no better than the base rates.</summary>
    public bool HasFailed => Status == LookAlikeStatus.NotAssessed && Auc is not null;

    /// <summary>What was found, in words.</summary>
    public required string Verdict { get; init; }

    /// <summary>The end of what the model saw of each customer.</summary>
    public required DateTimeOffset SplitAt { get; init; }

    /// <summary>The days after it in which first purchases were counted.</summary>
    public required double HorizonDays { get; init; }

    /// <summary>Cases that the model was fitted to.</summary>
    public int FittedCases { get; init; }

    /// <summary>Cases that it was checked on.</summary>
    public int CheckedCases { get; init; }

    /// <summary>First purchases among the checked cases.</summary>
    public int ActualFirstPurchases { get; init; }

    /// <summary>First purchases that were expected of the checked cases.</summary>
    public double? ExpectedFirstPurchases { get; init; }

    /// <summary>
    /// (actual − expected) / standard error, the error clustered by customer; beyond ±3 the chances are off as a whole.
    /// </summary>
    public double? CalibrationZ { get; init; }

    /// <summary>
    /// The chance that, within a category, a first buyer ranks above another candidate; .5 is guessing. Categories
    /// count by their pairs, so that differences between categories do not pass for skill.
    /// </summary>
    public double? Auc { get; init; }

    /// <summary>Lower end of the 95 % interval of <see cref="Auc"/>, clustered by customer.</summary>
    public double? AucLower { get; init; }

    /// <summary>Upper end of it.</summary>
    public double? AucUpper { get; init; }

    /// <summary>Mean squared error of the chances; 0 is perfect.</summary>
    public double? Brier { get; init; }

    /// <summary>The same of each category's base rate in the cases fitted to.</summary>
    public double? BaseBrier { get; init; }

    /// <summary>Chances against what happened, in ten bins of equally many cases.</summary>
    public IReadOnlyList<LookAlikeBin> Calibration { get; init => field = Listed.Of(value); } = [];
}

/// <summary>Cases of like chances.</summary>
/// <param name="From">The lowest chance.</param>
/// <param name="To">The highest chance.</param>
/// <param name="Cases">How many cases.</param>
/// <param name="Expected">The mean chance.</param>
/// <param name="Actual">The share that bought.</param>
public sealed record LookAlikeBin(double From, double To, int Cases, double Expected, double Actual);

/// <summary>What is found for all categories.</summary>
/// <param name="Opportunities">One per category, the most valuable first, those not assessed last.</param>
/// <param name="Check">How the chances did on customers not seen.</param>
/// <param name="LaterCheck">How chances of a horizon earlier did in the horizon after.</param>
/// <param name="Total">All look-alikes, each once; null where nothing is assessed.</param>
public sealed record LookAlikeResult(
    IReadOnlyList<CategoryOpportunity> Opportunities, LookAlikeCheck Check, LookAlikeCheck LaterCheck, LookAlikeTotal? Total);
