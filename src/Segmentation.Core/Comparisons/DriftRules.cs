using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Statistics;
using static System.FormattableString;

namespace Segmentation.Comparisons;

/// <summary>The thresholds of a drift verdict, and what they say in words.</summary>
internal static class DriftRules
{
    private const double SomeStability = 0.1;
    private const double LargeStability = 0.25;
    private const double SomeDistance = 0.1;
    private const double LargeDistance = 0.2;
    private const double Significant = 0.05;
    private const double GoodKappa = 0.8;
    private const double PoorKappa = 0.6;
    private const double Majority = 0.5;

    /// <summary>How one feature changed.</summary>
    public static FeatureDrift Feature(
        string name, string label, EmpiricalDistribution? before, EmpiricalDistribution? after)
    {
        FeatureDrift unknown = new()
        {
            Feature = name,
            Label = label,
            Drift = DriftVerdict.NotAssessed,
            Reason = after is null ? "the later segmentation has no such column" : "there are no values to compare",
        };
        if (before is null || after is null || EmpiricalDistribution.Stability(before, after) is not { } stability)
        {
            return unknown;
        }

        double? distance = EmpiricalDistribution.Distance(before, after);
        double? p = distance is { } d ? EmpiricalDistribution.DistancePValue(d, before.Count, after.Count) : null;
        DriftVerdict byIndex = OfIndex(stability.Index, stability.Noise);
        DriftVerdict byDistance = distance is null || p > Significant ? DriftVerdict.Steady
            : distance >= LargeDistance ? DriftVerdict.Drifted
            : distance >= SomeDistance ? DriftVerdict.Shifted
            : DriftVerdict.Steady;
        DriftVerdict drift = byIndex > byDistance ? byIndex : byDistance;
        string figures = Invariant($"stability index {stability.Index:F3}")
            + (distance is { } ks ? Invariant($", Kolmogorov–Smirnov distance {ks:F3}") : "");
        string noise = stability.Index >= SomeStability && byIndex == DriftVerdict.Steady
            ? Invariant($"; chance alone brings up to {stability.Noise:F3} with so few customers")
            : "";
        return unknown with
        {
            Drift = drift,
            Reason = $"{Words(drift)} ({figures}{noise})",
            PopulationStability = stability.Index,
            StabilityNoise = stability.Noise,
            KolmogorovSmirnov = distance,
            PValue = p,
            MedianBefore = before.Median,
            MedianAfter = after.Median,
            MissingShareBefore = before.MissingShare,
            MissingShareAfter = after.MissingShare,
        };
    }

    /// <summary>Each ground for a verdict with its own, the worst first; equal ones in this order.</summary>
    public static List<(DriftVerdict Verdict, string Reason)> Grounds(
        IReadOnlyList<SegmentLineage> lineage,
        double continuedShare,
        Migration migration,
        double? sizes,
        double sizeNoise,
        IReadOnlyList<FeatureDrift> features)
    {
        List<(DriftVerdict Verdict, string Reason)> grounds =
        [
            Identity(lineage, continuedShare),
            Movement(migration),
            Sizes(sizes, sizeNoise),
            .. features.Where(f => f.Drift > DriftVerdict.Steady).OrderByDescending(f => f.PopulationStability)
                .Select(f => (f.Drift, $"The feature {f.Label}: {f.Reason}.")),
        ];
        int assessed = features.Count(f => f.Drift != DriftVerdict.NotAssessed);
        int steady = features.Count(f => f.Drift == DriftVerdict.Steady);
        grounds.Add(assessed == 0
            ? (DriftVerdict.NotAssessed, "No feature could be compared.")
            : (DriftVerdict.Steady, Invariant($"{steady} of {assessed} features did not change to speak of.")));
        return [.. grounds.OrderByDescending(g => g.Verdict)];
    }

    private static (DriftVerdict Verdict, string Reason) Identity(
        IReadOnlyList<SegmentLineage> lineage, double continuedShare)
    {
        int continued = lineage.Count(row => row.Change == LineageChange.Continued);
        int before = continued + lineage.Count(row => row.SizeAfter is null);
        DriftVerdict verdict = continued == lineage.Count ? DriftVerdict.Steady
            : continuedShare < Majority ? DriftVerdict.Drifted
            : DriftVerdict.Shifted;
        return (verdict, Invariant($"{continued} of {Plural.Of(before, "earlier segment")} continue")
            + Invariant($"; {continuedShare * 100:F0} % of the common customers are in them."));
    }

    private static (DriftVerdict Verdict, string Reason) Movement(Migration migration)
    {
        double? figure = migration.Kappa ?? migration.StayRate;
        DriftVerdict verdict = figure is null ? DriftVerdict.NotAssessed
            : figure < PoorKappa ? DriftVerdict.Drifted
            : figure < GoodKappa ? DriftVerdict.Shifted
            : DriftVerdict.Steady;
        string kappa = migration.Kappa is { } value ? Invariant($" (kappa {value:F2})") : "";
        return (verdict, Invariant($"{(migration.StayRate ?? 0) * 100:F0} % of the common customers stayed{kappa}."));
    }

    private static (DriftVerdict Verdict, string Reason) Sizes(double? index, double noise)
    {
        DriftVerdict verdict = index is { } value ? OfIndex(value, noise) : DriftVerdict.NotAssessed;
        return (verdict, Invariant($"The segments' shares: {Words(verdict)} (stability index {index ?? double.NaN:F3})."));
    }

    private static DriftVerdict OfIndex(double index, double noise) =>
        index < SomeStability || index <= noise ? DriftVerdict.Steady
        : index > LargeStability ? DriftVerdict.Drifted
        : DriftVerdict.Shifted;

    private static string Words(DriftVerdict verdict) => verdict switch
    {
        DriftVerdict.Steady => "no change to speak of",
        DriftVerdict.Shifted => "some change",
        DriftVerdict.Drifted => "a large change",
        _ => "not assessed",
    };
}
