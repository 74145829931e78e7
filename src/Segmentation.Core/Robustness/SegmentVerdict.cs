using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Clustering;
using Segmentation.Segments;
using Segmentation.Statistics;
using static System.FormattableString;

namespace Segmentation.Robustness;

/// <summary>
/// The verdict on one segment: the minimum over the tests that find it again (bootstrap, single starts, earlier
/// windows), never a weighted mean of unlike things. Feature drop and noise change the question and not the customers:
/// they give reasons, and do not gate.
/// </summary>
internal static class SegmentVerdict
{
    private const double Dissolved = 0.5;
    private const double StableFrom = 0.75;

    public static SegmentRobustness Of(TestContext context, Findings found, int segment)
    {
        SegmentRobustness result = found.Bootstrap is { } replicates
            ? BootstrapSummary.Of(
                [.. replicates.Select(r => r.Best[segment]).Where(o => !double.IsNaN(o))], context.Run, context.Options)
            : new SegmentRobustness { Verdict = RobustnessVerdict.NotAssessed, Reasons = [] };
        FeatureDrop[]? drops = found.FeatureDrops is { } all
            ? [.. all.Select(d => new FeatureDrop(d.Features, d.Jaccard[segment]))]
            : null;
        List<SegmentTimeWindow>? windows = found.Windows is { } then
            ?
            [
                .. then.Where(w => w.Window is not null).Select(w => new SegmentTimeWindow(
                    w.Window!.AsOf, w.Window.From, w.Stayed[segment], w.Jaccard[segment])),
            ]
            : null;
        double[] past = [.. (windows ?? []).Select(w => w.Jaccard).OfType<double>()];
        result = result with
        {
            SeedJaccard = Finite(found.Seed?.Jaccard[segment]),
            FeatureDrops = drops,
            CarrierFeatures = [.. (drops ?? []).Where(d => d.Jaccard <= Dissolved).SelectMany(d => d.Features)],
            NoiseJaccard = Finite(found.Noise?.Jaccard[segment]),
            TimeWindows = windows,
            TimeJaccard = past.Length > 0 ? Descriptive.Mean(past) : null,
            PermutedNullP = found.Null?.PermutedP[segment],
            GaussianNullP = found.Null?.GaussianP[segment],
            NullExcess = found.Null?.Excess[segment],
            PredictionStrength = found.PredictionStrength,
            MemberConfidence = found.Members?[segment],
            Solution = found.Solution,
            Seed = context.Options.Seed,
        };
        result = Judged(result);
        (StructureClass structure, string? why) = Structure(result, found);
        return result with
        {
            Structure = structure,
            SeedScore = Score(result),
            Reasons = [.. result.Reasons, .. why is null ? [] : new[] { why }, .. Remarks(result, found)],
        };
    }

    private static SegmentRobustness Judged(SegmentRobustness result)
    {
        (string Test, double? Mean)[] tests =
        [
            ("single random starts", result.SeedJaccard),
            ("earlier windows", result.TimeJaccard),
        ];
        RobustnessVerdict verdict = result.Verdict;
        string? limit = null;
        foreach ((string test, double? value) in tests)
        {
            if (value is not { } mean)
            {
                continue;
            }

            // Single starts can refute a segment that nothing else was asked about, but not confirm it.
            RobustnessVerdict other = BootstrapSummary.Verdict(mean);
            bool decides = verdict == RobustnessVerdict.NotAssessed
                ? other < RobustnessVerdict.Stable || test == tests[1].Test
                : other < verdict;
            if (decides)
            {
                verdict = other;
                limit = Invariant($"Mean Jaccard {mean:F2} over {test} decides the verdict.");
            }
        }

        List<string> reasons = [.. limit is null ? [] : new[] { limit }, .. result.Reasons];
        if (verdict == RobustnessVerdict.NotAssessed && reasons.Count == 0)
        {
            reasons.Add("Neither the bootstrap nor earlier windows were tested: only they can confirm a segment.");
        }

        return result with { Verdict = verdict, Reasons = reasons };
    }

    private static (StructureClass Structure, string? Reason) Structure(SegmentRobustness result, Findings found)
    {
        if (found.Null?.Solution is not { } nulls)
        {
            return (StructureClass.NotAssessed, null);
        }

        if (result.Verdict < RobustnessVerdict.Stable)
        {
            return (
                StructureClass.NotAssessed,
                "What is not stable has no structure to tell: neither natural nor reproducible.");
        }

        string figures = Invariant($"global stability {nulls.Observed:F2}; permuted columns {nulls.Permuted.Mean:F2} ")
            + Invariant($"(p = {nulls.Permuted.PValue:F2}), one normal cloud {nulls.Gaussian.Mean:F2} ")
            + Invariant($"(p = {nulls.Gaussian.PValue:F2})");
        if (!nulls.Permuted.IsBeaten)
        {
            return (
                StructureClass.Constructive,
                "Constructive: data without any dependence are as stable, so this is a cut through a continuum; "
                    + $"it can still be useful ({figures}).");
        }

        double strength = result.PredictionStrength ?? 0;
        if (!nulls.Gaussian.IsBeaten)
        {
            return (
                StructureClass.Reproducible,
                "Reproducible: the features depend on each other, but one cloud without groups is as stable "
                    + $"({figures}).");
        }

        return strength >= PredictionStrength.Threshold
            ? (StructureClass.Natural, $"Natural: more stable than structureless data of both kinds ({figures}).")
            : (StructureClass.Reproducible,
                Invariant($"Reproducible: prediction strength {strength:F2} is below {PredictionStrength.Threshold:F2}, ")
                + $"two halves of the data do not agree on who belongs together ({figures}).");
    }

    private static IEnumerable<string> Remarks(SegmentRobustness result, Findings found)
    {
        if (found.Seed is { ShareAtBest: < 0.5 } seed)
        {
            yield return Invariant($"Only {seed.ShareAtBest * 100:F0} % of single starts come near the best solution: ")
                + "it is hard to find.";
        }

        if (result.CarrierFeatures.Count > 0)
        {
            yield return $"Without {string.Join(", ", result.CarrierFeatures)} it dissolves.";
        }

        if (result.NoiseJaccard is < StableFrom and { } noise)
        {
            yield return found.ByRules
                ? Invariant($"Thresholds moved by up to {RuleStability.Shift * 100:F0} % of the customers change it ")
                    + Invariant($"(mean Jaccard {noise:F2}).")
                : Invariant($"One feature of noise changes it (mean Jaccard {noise:F2}).");
        }

        if (result.MemberConfidence is { ShareBelow60: > 0 } members)
        {
            yield return Invariant($"{members.ShareBelow60 * 100:F1} % of its members belong to it in fewer than 60 % ")
                + "of replicates: do not act on those.";
        }

        foreach (string missing in found.Solution?.NotAssessed ?? [])
        {
            yield return $"Not assessed: {missing}";
        }
    }

    private static double? Score(SegmentRobustness result)
    {
        if (result.FeatureDrops is not { Count: > 0 } drops || result.TimeJaccard is not { } time)
        {
            return null;
        }

        double features = drops.Average(d => d.Jaccard);
        return result is { BootstrapJaccard: { } sampling, NoiseJaccard: { } threshold }
            ? (0.4 * features) + (0.3 * time) + (0.2 * sampling) + (0.1 * threshold)
            : (0.6 * features) + (0.4 * time);
    }

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
