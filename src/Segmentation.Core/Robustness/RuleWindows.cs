using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Profiles;
using Segmentation.Segments;
using Segmentation.Statistics;
using static System.FormattableString;

namespace Segmentation.Robustness;

/// <summary>
/// Segments by rules at earlier moments, from profiles rebuilt with the events until then. Fixed: the thresholds of
/// today divide the customers of then. Anew: what is estimated is estimated on the customers of then.
/// </summary>
internal static class RuleWindows
{
    /// <summary>One result for each window, longest ago last.</summary>
    public static List<WindowFindings> Test(
        TestContext context, RuleLabels rules, ProfileRebuild rebuild, DateTimeOffset asOf)
    {
        List<WindowFindings> found = [];
        int[] days = [.. context.Options.WindowDays.Distinct().Order()];
        bool ages = Ageing(rules) is not null;
        for (int i = 0; i < days.Length; i++)
        {
            context.Progress?.Report(new StageProgress(
                "Testing robustness", Invariant($"profiles of {days[i]} days earlier"), (double)i / days.Length));
            DateTimeOffset then = asOf.AddDays(-days[i]);
            found.Add(TimeWindowStability.Try(
                () => One(context.Run, rules, rebuild(null, then, context.CancellationToken), then, ages)));
        }

        return found;
    }

    /// <summary>The first column of the rules that grows by itself; null when there is none.</summary>
    public static string? Ageing(RuleLabels rules) => rules.Columns.FirstOrDefault(TimeWindowStability.IsAgeing);

    private static WindowFindings One(
        SegmentationRun run, RuleLabels rules, ProfileTable then, DateTimeOffset asOf, bool ages)
    {
        (int[] rowsNow, int[] rowsThen) = TimeWindowStability.Common(run.Input.Ids, then.CustomerIds);
        if (TimeWindowStability.TooFew(run, rowsNow.Length, asOf) is { } reason)
        {
            return new WindowFindings(null, [], [], reason);
        }

        int[] now = [.. rowsNow.Select(row => run.Labels[row])];
        int[] before = Placed(rules.Of(then, rules.Profiles), rowsThen);
        int[] anew = Placed(rules.Of(then, then), rowsThen);

        // Customers of then in a segment that nobody is in today belong to no group of the table.
        int[] known = [.. Enumerable.Range(0, now.Length).Where(i => before[i] >= 0)];
        Migration migration = Migration.Between(
            [.. known.Select(i => before[i])], [.. known.Select(i => now[i])], run.ClusterCount);
        double[] overlaps = RuleStability.Overlaps(now, anew, run.ClusterCount);
        TimeWindow window = new()
        {
            AsOf = asOf,
            From = null,
            CustomerCount = now.Length,
            Migration = migration,
            RefitAgreement = Agreement.AdjustedRand(now, [.. anew.Select(l => l < 0 ? run.ClusterCount : l)]),
        };
        return new WindowFindings(
            window,
            TimeWindowStability.Stayed(migration),
            [.. overlaps.Select(value => ages || double.IsNaN(value) ? (double?)null : value)],
            null);
    }

    private static int[] Placed(int[] labels, int[] rows) => [.. rows.Select(row => labels[row])];
}
