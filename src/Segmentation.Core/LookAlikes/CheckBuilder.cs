using System;
using System.Collections.Generic;
using System.Linq;
using static System.FormattableString;

namespace Segmentation.LookAlikes;

/// <summary>
/// Holds chances against what happened. AUC is DeLong's (1988) within each category, categories weighted by their
/// pairs; its variance sums the influence of all cases of a customer before squaring (Obuchowski 1997), as the cases
/// of one customer are not independent.
/// </summary>
internal static class CheckBuilder
{
    private const int Bins = 10;
    private const double Z95 = 1.959963984540054;

    /// <summary>The check.</summary>
    /// <param name="place">What the split is.</param>
    /// <param name="on">What the cases are, for the verdict: <c>customers held out</c>.</param>
    /// <param name="cases">What happened.</param>
    /// <param name="chances">What was foreseen.</param>
    /// <param name="baseRates">What would be foreseen without a model, by category.</param>
    /// <param name="fitted">How many cases the model had.</param>
    public static LookAlikeCheck Build(
        LookAlikeCheck place, string on, PurchaseCases cases, double[] chances, double[] baseRates, int fitted)
    {
        double expected = chances.Sum();
        int actual = cases.Bought.Count(b => b);
        double brier = 0;
        double baseBrier = 0;
        Dictionary<int, double> residuals = [];
        for (int i = 0; i < chances.Length; i++)
        {
            double outcome = cases.Bought[i] ? 1 : 0;
            brier += Square(outcome - chances[i]) / chances.Length;
            baseBrier += Square(outcome - baseRates[cases.Category[i]]) / chances.Length;
            residuals[cases.Customer[i]] = residuals.GetValueOrDefault(cases.Customer[i]) + outcome - chances[i];
        }

        double error = Math.Sqrt(residuals.Values.Sum(Square));
        (double Auc, double Deviation)? skill = Skill(cases, chances);
        LookAlikeCheck check = place with
        {
            FittedCases = fitted,
            CheckedCases = cases.Count,
            ActualFirstPurchases = actual,
            ExpectedFirstPurchases = expected,
            CalibrationZ = error > 0 ? (actual - expected) / error : null,
            Auc = skill?.Auc,
            AucLower = skill is { } low ? Math.Max(0, low.Auc - (Z95 * low.Deviation)) : null,
            AucUpper = skill is { } high ? Math.Min(1, high.Auc + (Z95 * high.Deviation)) : null,
            Brier = cases.Count > 0 ? brier : null,
            BaseBrier = cases.Count > 0 ? baseBrier : null,
            Calibration = Calibration(cases, chances),
        };
        return Judge(check, on);
    }

    private static double Square(double value) => value * value;

    private static LookAlikeCheck Judge(LookAlikeCheck check, string on)
    {
        if (check.Auc is not { } auc)
        {
            return check with { Verdict = $"Not assessed: there was no first purchase on {on} to check with." };
        }

        string ranks = Invariant($"AUC {auc:F3} ({check.AucLower:F3} to {check.AucUpper:F3}) within categories");
        string errors = Invariant($"Brier {check.Brier:F4} against {check.BaseBrier:F4} of the base rates");
        if (!(check.AucLower > 0.5) || !(check.Brier < check.BaseBrier))
        {
            return check with
            {
                Verdict = Invariant($"Not assessed: no skill on {on}. {ranks}; {errors}."),
            };
        }

        string total = Invariant($"{check.ExpectedFirstPurchases:N1} first purchases expected, ")
            + Invariant($"{check.ActualFirstPurchases:N0} came");
        string care = Math.Abs(check.CalibrationZ ?? 0) > 3
            ? " The chances are off as a whole by more than chance explains: trust the order, not the level."
            : "";
        return check with
        {
            Status = LookAlikeStatus.Assessed,
            Verdict = $"Skill on {on}: {ranks}; {errors}; {total}.{care}",
        };
    }

    private static List<LookAlikeBin> Calibration(PurchaseCases cases, double[] chances)
    {
        int[] order = [.. Enumerable.Range(0, chances.Length)];
        Array.Sort(order, (a, b) =>
        {
            int byChance = chances[a].CompareTo(chances[b]);
            return byChance != 0 ? byChance : a.CompareTo(b);
        });
        List<LookAlikeBin> bins = [];
        for (int bin = 0; bin < Bins; bin++)
        {
            int start = (int)((long)order.Length * bin / Bins);
            int end = (int)((long)order.Length * (bin + 1) / Bins);
            if (end > start)
            {
                int[] part = order[start..end];
                bins.Add(new LookAlikeBin(
                    chances[part[0]],
                    chances[part[^1]],
                    part.Length,
                    part.Average(i => chances[i]),
                    part.Average(i => cases.Bought[i] ? 1.0 : 0)));
            }
        }

        return bins;
    }

    private static (double Auc, double Deviation)? Skill(PurchaseCases cases, double[] chances)
    {
        double[] placement = new double[chances.Length];
        List<(int[] Cases, double Positives, double Negatives, double Auc)> strata = [];
        foreach (IGrouping<int, int> category in Enumerable.Range(0, chances.Length).GroupBy(i => cases.Category[i]))
        {
            int[] members = [.. category];
            double positives = members.Count(i => cases.Bought[i]);
            double negatives = members.Length - positives;
            if (positives > 0 && negatives > 0)
            {
                Place(members, cases.Bought, chances, placement);
                double auc = members.Sum(i => cases.Bought[i] ? placement[i] : 0) / positives;
                strata.Add((members, positives, negatives, auc));
            }
        }

        double pairs = strata.Sum(s => s.Positives * s.Negatives);
        if (pairs <= 0)
        {
            return null;
        }

        Dictionary<int, double> influence = [];
        foreach ((int[] members, double positives, double negatives, double auc) in strata)
        {
            double weight = positives * negatives / pairs;
            foreach (int i in members)
            {
                double share = weight * (placement[i] - auc) / (cases.Bought[i] ? positives : negatives);
                influence[cases.Customer[i]] = influence.GetValueOrDefault(cases.Customer[i]) + share;
            }
        }

        return (strata.Sum(s => s.Positives * s.Negatives / pairs * s.Auc), Math.Sqrt(influence.Values.Sum(Square)));
    }

    /// <summary>For each case the share of the other outcome that it is ordered right with, ties counting half.</summary>
    private static void Place(int[] members, bool[] bought, double[] chances, double[] placement)
    {
        double[] keys = [.. members.Select(i => chances[i])];
        int[] sorted = (int[])members.Clone();
        Array.Sort(keys, sorted);
        double positives = sorted.Count(i => bought[i]);
        double negatives = sorted.Length - positives;
        double positivesBelow = 0;
        double negativesBelow = 0;
        for (int start = 0; start < sorted.Length;)
        {
            int end = start;
            double tied = 0;
            while (end < sorted.Length && keys[end] == keys[start])
            {
                tied += bought[sorted[end++]] ? 1 : 0;
            }

            double tiedNegatives = end - start - tied;
            for (int i = start; i < end; i++)
            {
                placement[sorted[i]] = bought[sorted[i]]
                    ? (negativesBelow + (tiedNegatives / 2)) / negatives
                    : (positives - positivesBelow - (tied / 2)) / positives;
            }

            positivesBelow += tied;
            negativesBelow += tiedNegatives;
            start = end;
        }
    }
}
