using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Segmentation.Profiles;
using Segmentation.Segments;
using Segmentation.Statistics;

namespace Segmentation.Robustness;

/// <summary>
/// The tests of segments by rules or RFM scores. What is estimated from the customers (quantiles, cut-points) is
/// estimated anew on resampled customers, and each segment is compared with the one of its name; thresholds are moved a
/// little; and earlier profiles are divided by the same rules.
/// </summary>
internal static class RuleStability
{
    /// <summary>Thresholds move by up to this share of the customers.</summary>
    public const double Shift = 0.02;

    private const int Shifts = 20;

    /// <summary>Runs the tests that were asked for and have something to test.</summary>
    public static Findings Run(TestContext context)
    {
        RuleLabels rules = context.Run.RuleLabels!;
        RobustnessTests tests = context.Options.Tests;
        Findings found = new();
        if (tests.HasFlag(RobustnessTests.Bootstrap) && rules.AreEstimated)
        {
            found = Bootstrap(context, rules);
        }

        if (tests.HasFlag(RobustnessTests.Noise) && rules.HaveThresholds)
        {
            found = found with { Noise = Moved(context, rules) };
        }

        if (tests.HasFlag(RobustnessTests.TimeWindow) && context.Run is { Rebuild: { } rebuild, AsOf: { } asOf })
        {
            found = found with { Windows = RuleWindows.Test(context, rules, rebuild, asOf) };
        }

        return found;
    }

    /// <summary>What was asked for and has nothing to test.</summary>
    public static IEnumerable<string> Missing(TestContext context)
    {
        RuleLabels rules = context.Run.RuleLabels!;
        RobustnessTests tests = context.Options.Tests;
        if (tests.HasFlag(RobustnessTests.Bootstrap) && !rules.AreEstimated)
        {
            yield return "Bootstrap: the thresholds of the rules are fixed, so other customers change nobody's segment.";
        }

        if (tests.HasFlag(RobustnessTests.Noise) && !rules.HaveThresholds)
        {
            yield return "Moved thresholds: the rules compare no number with a threshold.";
        }

        if (context.Options.Null)
        {
            yield return "Nulls: the segments were declared, not found, so they cannot be found in structureless data.";
        }

        if (tests.HasFlag(RobustnessTests.TimeWindow) && RuleWindows.Ageing(rules) is { } column)
        {
            yield return $"Earlier windows do not count towards the verdict: {column} grows by itself, so customers move "
                + "between the segments; the windows say how many stayed.";
        }
    }

    private static Findings Bootstrap(TestContext context, RuleLabels rules)
    {
        SegmentationRun run = context.Run;
        int votes = MembershipConsensus.VotesOf(context.Options.Replicates, run.CustomerCount);
        int[] agreed = new int[run.CustomerCount];
        BootstrapReplicate[] replicates = new BootstrapReplicate[context.Options.Replicates];
        context.Repeat("replicate", replicates.Length, replicate =>
        {
            SeededRandom random = SeededRandom.ForStream(context.Options.Seed, replicate);
            int[] drawn = new int[Math.Min(run.CustomerCount, context.Options.MaximumSample)];
            for (int i = 0; i < drawn.Length; i++)
            {
                drawn[i] = random.NextInt32(run.CustomerCount);
            }

            Array.Sort(drawn);
            int[] rows = [.. drawn.Distinct()];
            ProfileTable estimatedOn = rules.Profiles.Select(drawn);
            int[] labels;
            if (replicate < votes)
            {
                int[] all = rules.Of(rules.Profiles, estimatedOn);
                for (int i = 0; i < all.Length; i++)
                {
                    if (all[i] == run.Labels[i])
                    {
                        Interlocked.Increment(ref agreed[i]);
                    }
                }

                labels = [.. rows.Select(row => all[row])];
            }
            else
            {
                labels = rules.Of(rules.Profiles.Select(rows), estimatedOn);
            }

            replicates[replicate] = new BootstrapReplicate(
                Overlaps([.. rows.Select(row => run.Labels[row])], labels, run.ClusterCount), [], []);
        });
        float[] consensus = [.. agreed.Select(count => (float)count / votes)];
        float[] margins = [.. agreed.Select(_ => float.NaN)];
        return new Findings
        {
            Bootstrap = replicates,
            Members = MembershipConsensus.Grouped(run, consensus, margins, votes),
        };
    }

    private static (double[] Jaccard, double Agreement) Moved(TestContext context, RuleLabels rules)
    {
        SegmentationRun run = context.Run;
        double[][] overlaps = new double[Shifts][];
        double[] agreements = new double[Shifts];
        context.Repeat("moved thresholds", Shifts, i =>
        {
            SeededRandom random = context.Random(RobustnessTests.Noise, i);
            int[] labels = rules.Moved(Shift, ref random);
            overlaps[i] = Overlaps(run.Labels, labels, run.ClusterCount);
            agreements[i] = Agreement.AdjustedRand(run.Labels, [.. labels.Select(l => l < 0 ? run.ClusterCount : l)]);
        });
        return (SeedStability.Means(overlaps), Descriptive.Mean(agreements));
    }

    /// <summary>The overlap of each segment with the one of its name; NaN without members.</summary>
    public static double[] Overlaps(int[] before, int[] after, int segments)
    {
        Overlap overlap = new(
            before, segments, [.. after.Select(label => label < 0 ? segments : label)], segments + 1);
        HashSet<int> present = [.. before];
        return
        [
            .. Enumerable.Range(0, segments).Select(s => present.Contains(s) ? overlap.Jaccard(s, s) : double.NaN),
        ];
    }
}
