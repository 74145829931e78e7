using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Segments;
using Segmentation.Statistics;
using static System.FormattableString;

namespace Segmentation.Robustness;

/// <summary>What the overlaps of one segment over all replicates come to: figures, verdict and reasons.</summary>
internal static class BootstrapSummary
{
    private const double Dissolved = 0.5;
    private const double Recovered = 0.75;
    private const int CustomersPerFeature = 70;

    private static readonly double[] Thresholds = [0.60, 0.75, 0.85];

    public static SegmentRobustness Of(double[] overlaps, SegmentationRun run, RobustnessOptions options)
    {
        if (overlaps.Length == 0)
        {
            return new SegmentRobustness
            {
                Verdict = RobustnessVerdict.NotAssessed,
                Reasons = ["No replicate drew any of its members: draw more customers, or more replicates."],
            };
        }

        double mean = Descriptive.Mean(overlaps);
        double deviation = Descriptive.SampleDeviation(overlaps);
        double? error = double.IsNaN(deviation) ? null : deviation / Math.Sqrt(overlaps.Length);
        double[] sorted = [.. overlaps.Order()];
        int dissolved = overlaps.Count(o => o <= Dissolved);
        int recovered = overlaps.Count(o => o >= Recovered);
        return new SegmentRobustness
        {
            Verdict = Verdict(mean),
            Reasons = [.. Reasons(mean, error, dissolved, recovered, overlaps.Length, run, options)],
            BootstrapJaccard = mean,
            BootstrapJaccardStandardDeviation = double.IsNaN(deviation) ? null : deviation,
            BootstrapJaccardP5 = Descriptive.QuantileOfSorted(sorted, 0.05),
            BootstrapJaccardStandardError = error,
            DissolvedCount = dissolved,
            RecoveredCount = recovered,
            ReplicateCount = overlaps.Length,
            SampleSize = Math.Min(run.CustomerCount, options.MaximumSample),
            Seed = options.Seed,
        };
    }

    /// <summary>The verdict on a mean Jaccard.</summary>
    public static RobustnessVerdict Verdict(double mean) => mean switch
    {
        < 0.60 => RobustnessVerdict.Unstable,
        < 0.75 => RobustnessVerdict.Pattern,
        < 0.85 => RobustnessVerdict.Stable,
        _ => RobustnessVerdict.HighlyStable,
    };

    private static IEnumerable<string> Reasons(
        double mean,
        double? error,
        int dissolved,
        int recovered,
        int replicates,
        SegmentationRun run,
        RobustnessOptions options)
    {
        string meaning = Verdict(mean) switch
        {
            RobustnessVerdict.Unstable => "do not build on it",
            RobustnessVerdict.Pattern => "there is a pattern, but who belongs to it is doubtful",
            RobustnessVerdict.Stable => "it is found again",
            _ => "it is found again nearly unchanged",
        };
        yield return Invariant($"Mean Jaccard {mean:F2} over {replicates} bootstrap replicates: {meaning}.");
        yield return Invariant($"Found again in {recovered} of {replicates} replicates, dissolved in {dissolved}.");
        double? near = Thresholds.Cast<double?>()
            .FirstOrDefault(t => error is { } e && Math.Abs(mean - t!.Value) < 2 * e);
        if (near is { } threshold)
        {
            yield return Invariant($"The mean is within two Monte-Carlo errors ({error:F3}) of the threshold ")
                + Invariant($"{threshold:F2}; more replicates would tell.");
        }

        if (run.CustomerCount > options.MaximumSample)
        {
            yield return Invariant($"Each replicate drew {options.MaximumSample:N0} of {run.CustomerCount:N0} customers.");
        }

        int advised = CustomersPerFeature * run.Matrix.Columns;
        if (run.RuleLabels is null && run.CustomerCount < advised)
        {
            yield return Invariant($"{run.CustomerCount:N0} customers are few for {run.Matrix.Columns} features: ")
                + Invariant($"{advised:N0} or more are advised ({CustomersPerFeature} per feature).");
        }
    }
}
