using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using static System.FormattableString;

namespace Segmentation.Segments;

/// <summary>Holds a segmentation as a whole against its criteria, however it was made.</summary>
public static class SegmentationChecks
{
    /// <summary>Whether the segments found are enough, few enough, large enough, and hold enough customers.</summary>
    /// <param name="run">The segmentation.</param>
    /// <param name="criteria">The thresholds.</param>
    /// <returns>One check per criterion, in a fixed order; one that is switched off is not assessed.</returns>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.InvalidOption"/>: a share outside [0, 1], a number below 1, or a most below the fewest.
    /// </exception>
    public static IReadOnlyList<ValidationCheck> Of(SegmentationRun run, SegmentationCriteria criteria)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(criteria);
        CheckCriteria(criteria);
        int[] sizes = new int[run.ClusterCount];
        foreach (int label in run.Labels)
        {
            sizes[label]++;
        }

        int smallest = Array.IndexOf(sizes, sizes.Min());
        double share = (double)sizes[smallest] / run.CustomerCount;
        int outside = OutsideRules(run);
        int all = run.CustomerCount + run.SkippedIds.Count;
        int placed = run.CustomerCount - outside;
        string coverage = Invariant($"{placed} of {all} customers are placed ({Percent((double)placed / all)})");
        string count = run.ClusterCount == 1 ? "There is 1 segment" : Invariant($"There are {run.ClusterCount} segments");
        string least = $"The smallest segment, {run.SegmentIds[smallest]}, has {Percent(share)} of the customers";
        return
        [
            Check(nameof(criteria.MinimumCoverage), (double)placed / all, criteria.MinimumCoverage, true, coverage, Percent),
            Check(nameof(criteria.MinimumSegmentCount), run.ClusterCount, criteria.MinimumSegmentCount, true, count, Whole),
            Check(nameof(criteria.MaximumSegmentCount), run.ClusterCount, criteria.MaximumSegmentCount, false, count, Whole),
            Check(nameof(criteria.MinimumShare), share, criteria.MinimumShare, true, least, Percent),
        ];
    }

    /// <summary>Customers whom no rule matches, unless the rules say what the others are.</summary>
    private static int OutsideRules(SegmentationRun run) => run is { MatchedRules: { } matched, Rules.Otherwise: null }
        ? matched.Count(rule => rule is null)
        : 0;

    private static ValidationCheck Check(
        string criterion, double figure, double? threshold, bool least, string found, Func<double, string> text)
    {
        if (threshold is not { } limit)
        {
            return new ValidationCheck(
                criterion, CheckOutcome.NotAssessed, figure, null, Rejects: false, $"{found}; no threshold was given.");
        }

        bool passed = least ? figure >= limit : figure <= limit;
        string bound = $"{(least ? "at least" : "at most")} {text(limit)} {(limit > 1 ? "are" : "is")} {(least ? "needed" : "allowed")}";
        return new ValidationCheck(
            criterion,
            passed ? CheckOutcome.Passed : CheckOutcome.Failed,
            figure,
            limit,
            Rejects: true,
            passed ? $"{found}: {bound}." : $"{found}, but {bound}.");
    }

    private static string Percent(double share) => Invariant($"{Math.Floor(share * 1000) / 10:0.#} %");

    private static string Whole(double count) => count.ToString("F0", CultureInfo.InvariantCulture);

    private static void CheckCriteria(SegmentationCriteria criteria)
    {
        foreach ((string name, double? share) in new[]
        {
            (nameof(criteria.MinimumCoverage), criteria.MinimumCoverage),
            (nameof(criteria.MinimumShare), criteria.MinimumShare),
        })
        {
            if (share is not (null or (>= 0 and <= 1)))
            {
                throw Invalid(Invariant($"{name} is {share}, but is a share."), "Give a number from 0 to 1.", share);
            }
        }

        int fewest = criteria.MinimumSegmentCount ?? 1;
        if (fewest < 1 || criteria.MaximumSegmentCount < fewest)
        {
            throw Invalid(
                Invariant($"{fewest} to {criteria.MaximumSegmentCount} is no range of numbers of segments."),
                "Give a range from 1 upwards, such as 3..5.",
                criteria.MaximumSegmentCount);
        }
    }

    private static SegmentationException Invalid(string message, string action, object? target) =>
        new(ErrorIds.InvalidOption, ErrorKind.InvalidArgument, message, action, target);
}
