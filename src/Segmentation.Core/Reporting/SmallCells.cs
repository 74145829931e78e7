using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Segments;

namespace Segmentation.Reporting;

/// <summary>
/// Withholds what is about fewer customers than a report may show. Where a total that is shown would give away the one
/// cell that is withheld, the next smallest cell is withheld with it.
/// </summary>
internal static class SmallCells
{
    /// <summary>The same report without small cells, and with what was withheld.</summary>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.TooFewCustomers"/>: the whole base is smaller than a cell may be.
    /// </exception>
    public static SegmentReport Withhold(SegmentReport report, int minimum)
    {
        if (report.Run.CustomerCount < minimum)
        {
            throw new SegmentationException(
                ErrorIds.TooFewCustomers,
                ErrorKind.InsufficientData,
                $"The whole base has fewer than {Figures.Plural(minimum, "customer")}: nothing could be shown.",
                "Report more customers, or allow smaller cells.",
                minimum);
        }

        List<ReportNote> notes = [];
        report = Segments(report, minimum, notes);
        report = Texts(report, minimum, notes);
        report = Counts(report, minimum, notes);
        report = SmallDistributions.Withhold(report, minimum, notes);
        return report with { Privacy = new ReportPrivacy { MinimumCellSize = minimum, Withheld = notes } };
    }

    /// <summary>
    /// The cells to withhold of those that add up to a known total: the small ones, and as many of the next smallest
    /// as hide them; empty cells hide nothing.
    /// </summary>
    internal static (HashSet<int> Small, HashSet<int> Hiding) Choose(IReadOnlyList<int> sizes, int minimum)
    {
        HashSet<int> small = [.. Enumerable.Range(0, sizes.Count).Where(i => sizes[i] > 0 && sizes[i] < minimum)];
        HashSet<int> hiding = [];
        if (small.Count == 0)
        {
            return (small, hiding);
        }

        foreach (int next in Enumerable.Range(0, sizes.Count).Where(i => sizes[i] >= minimum).OrderBy(i => sizes[i]))
        {
            if (small.Count + hiding.Count >= 2 && small.Concat(hiding).Sum(i => sizes[i]) >= minimum)
            {
                break;
            }

            hiding.Add(next);
        }

        return (small, hiding);
    }

    private static SegmentReport Segments(SegmentReport report, int minimum, List<ReportNote> notes)
    {
        // Those in segments that are not shown can be found by subtraction too.
        int[] sizes = [.. report.Segments.Select(s => s.Size ?? 0)];
        int unseen = sizes.Length;
        (HashSet<int> small, HashSet<int> hiding) =
            Choose([.. sizes, Math.Max(0, report.Run.CustomerCount - sizes.Sum())], minimum);
        if (small.Remove(unseen))
        {
            notes.Add(new("Segments that are not shown", "How many customers are in them: they are few."));
        }

        _ = hiding.Remove(unseen);
        foreach (int i in small)
        {
            notes.Add(new(
                $"Segment {report.Segments[i].SegmentId}",
                $"Everything about it: it has fewer than {Figures.Plural(minimum, "customer")}."));
        }

        foreach (int i in hiding)
        {
            notes.Add(new(
                $"Segment {report.Segments[i].SegmentId}",
                "Its counts and sums, and what is worked out from them: with them the small segment could be found by "
                + "subtraction."));
        }

        // Without a segment to hide behind, the totals over the segments shown would give the small ones away.
        int hidden = small.Concat(hiding).Sum(i => sizes[i]);
        bool exposed = IsSmall(report.Summary.CustomersShown, minimum)
            || (hidden > 0 && (small.Count + hiding.Count < 2 || hidden < minimum));
        if (exposed)
        {
            notes.Add(new("Totals", "Those over the segments shown: with them the small segments could be found."));
        }

        return report with
        {
            Segments =
            [
                .. report.Segments.Select((s, i) => small.Contains(i) ? Nothing(s) : hiding.Contains(i) ? Shape(s) : s),
            ],
            Summary = report.Summary with
            {
                CustomersShown = exposed ? null : report.Summary.CustomersShown,
                AverageSegmentSize = exposed ? null : report.Summary.AverageSegmentSize,
                TotalRevenue = exposed ? null : report.Summary.TotalRevenue,
                TotalClv = exposed ? null : report.Summary.TotalClv,
                AverageSegmentClv = exposed ? null : report.Summary.AverageSegmentClv,
            },
        };
    }

    private static ReportSegment Nothing(ReportSegment segment) => new()
    {
        SegmentId = segment.SegmentId,
        Name = "Withheld",
        Traits = [],
    };

    // What says nothing about how many members there are.
    private static ReportSegment Shape(ReportSegment segment) => new()
    {
        SegmentId = segment.SegmentId,
        Name = segment.Name,
        AverageRevenue = segment.AverageRevenue,
        AverageClv = segment.AverageClv,
        Silhouette = segment.Silhouette,
        Traits = [.. segment.Traits.Select(t => t with { Text = t.Text.Split(" (")[0], RestMean = null, EffectSize = null })],
        Rule = segment.Rule is { } rule ? rule with { Precision = null, Recall = null } : null,
        Robustness = segment.Robustness is { } found ? found with { UnsureMemberShare = null } : null,
        Actionability = segment.Actionability is { } actionability ? SmallTexts.WithoutFigures(actionability) : null,
        Profile = segment.Profile,
    };

    private static SegmentReport Texts(SegmentReport report, int minimum, List<ReportNote> notes)
    {
        List<ReportSegment> segments =
        [
            .. report.Segments.Select(s => SmallTexts.Withhold(s, report.Run.CustomerCount - (s.Size ?? 0), minimum) with
            {
                // The ends of the spread are single customers.
                SilhouetteQuantiles = null,
            }),
        ];
        int changed = segments.Where((s, i) => !SameTexts(s, report.Segments[i])).Count();
        if (changed > 0)
        {
            notes.Add(new(
                "Texts and shares", $"In {Figures.Plural(changed, "segment")}, those that tell of few customers."));
        }

        SegmentReport told = SmallTexts.WithholdSentences(report with { Segments = segments }, minimum, out int sentences);
        if (sentences > 0)
        {
            notes.Add(new("Sentences", $"Those that tell of few customers: {Figures.Count(sentences)}."));
        }

        if (report.Segments.Any(s => s.SilhouetteQuantiles is not null))
        {
            notes.Add(new("Silhouettes", "How they are spread: the ends are single customers."));
        }

        return told with
        {
            Methods =
            [
                .. told.Methods.Select(note =>
                    note.Term == "Customer attributes" ? note with { Text = "Joined by customer id." } : note),
            ],
        };
    }

    private static bool SameTexts(ReportSegment one, ReportSegment other) =>
        one.Traits.Count == other.Traits.Count
        && one.Rule == other.Rule
        && (one.Explanation is null) == (other.Explanation is null)
        && one.Viability?.TestPlan == other.Viability?.TestPlan
        && one.Robustness?.UnsureMemberShare == other.Robustness?.UnsureMemberShare
        && one.Actionability?.All.Sum(d => d.Evidence.Count) == other.Actionability?.All.Sum(d => d.Evidence.Count);

    private static SegmentReport Counts(SegmentReport report, int minimum, List<ReportNote> notes)
    {
        int left = (report.Intake?.CustomerCount ?? report.Run.CustomerCount) - report.Run.CustomerCount;
        bool skipped = IsSmall(report.Run.SkippedCustomerCount, minimum) || IsSmall(left, minimum);
        if (skipped)
        {
            notes.Add(new("Customers that were not segmented", "Their number, and the number of customers read."));
        }

        List<ReportFeature> features = [.. report.Features.Select(f => IsSmall(f.MissingCount, minimum)
            ? f with { MissingCount = null } : f)];
        List<ReportClusterCount> counts = [.. report.ClusterCounts.Select(c =>
            c.SmallestShare * report.Run.CustomerCount < minimum - 0.5 ? c with { SmallestShare = null } : c)];
        Note(features.Count(f => f.MissingCount is null), "feature", "Features", "the number of customers without a value");
        Note(
            counts.Where((c, i) => c.SmallestShare != report.ClusterCounts[i].SmallestShare).Count(),
            "number of segments",
            "Candidates for the number of segments",
            "the share of the smallest segment",
            "numbers of segments");
        ReportRun run = report.Run with { Checks = Checks(report.Run, minimum) };
        return report with
        {
            Run = skipped ? run with { SkippedCustomerCount = null } : run,
            Intake = skipped && report.Intake is { } intake ? intake with { CustomerCount = null } : report.Intake,
            Features = features,
            ClusterCounts = counts,
            ValueBacktest = report.ValueBacktest is { } test ? Backtest(test, minimum, notes) : null,
        };

        void Note(int count, string one, string term, string what, string? many = null)
        {
            if (count > 0)
            {
                notes.Add(new(term, $"For {Figures.Plural(count, one, many)}, {what}."));
            }
        }
    }

    /// <summary>The checks of the whole without the figures that are about few customers; the outcome stays.</summary>
    private static ValidationCheck[]? Checks(ReportRun run, int minimum)
    {
        double all = run.CustomerCount + (run.SkippedCustomerCount ?? 0);
        return run.Checks?.Select(check =>
            check.Figure is { } figure && About(check, figure) is > 0.5 and var few && few < minimum - 0.5
                ? check with { Figure = null, Reason = "The figure is about few customers and withheld." }
                : check).ToArray();

        double About(ValidationCheck check, double figure) => check.Criterion switch
        {
            nameof(SegmentationCriteria.MinimumShare) => figure * run.CustomerCount,
            nameof(SegmentationCriteria.MinimumCoverage) => (1 - figure) * all,
            _ => 0,
        };
    }

    private static ReportValueBacktest? Backtest(ReportValueBacktest test, int minimum, List<ReportNote> notes)
    {
        if (IsSmall(test.CustomerCount, minimum))
        {
            notes.Add(new("Value backtest", $"All of it: it is about fewer than {Figures.Plural(minimum, "customer")}."));
            return null;
        }

        List<ReportForecastBin> orders = Bins(test.ByFrequency);
        List<ReportForecastBin> chances = Bins(test.Calibration);
        int withheld = orders.Concat(chances).Count(b => b.CustomerCount is null);
        if (withheld > 0)
        {
            notes.Add(new("Value backtest", $"The figures of {Figures.Plural(withheld, "row")} about few customers."));
        }

        bool fewInTenth = test.CustomerCount / 10 < minimum;
        List<string> cautions = [.. test.Cautions.Where(text => !text.Any(char.IsDigit))];
        if (fewInTenth || cautions.Count < test.Cautions.Count)
        {
            notes.Add(new("Value backtest", "Cautions with figures, which may be about single customers, and the share of a tenth of few."));
        }

        return test with
        {
            Cautions = cautions,
            LargestTopDecileCapture = fewInTenth ? null : test.LargestTopDecileCapture,
            Forecasters = fewInTenth
                ? [.. test.Forecasters.Select(f => f with { TopDecileCapture = null })]
                : test.Forecasters,
            ByFrequency = orders,
            Calibration = chances,
            ActualActive = IsSmall(test.ActualActive, minimum) ? null : test.ActualActive,
        };

        List<ReportForecastBin> Bins(IReadOnlyList<ReportForecastBin> bins)
        {
            (HashSet<int> small, HashSet<int> hiding) = Choose([.. bins.Select(b => b.CustomerCount ?? 0)], minimum);
            return
            [
                .. bins.Select((bin, i) => small.Contains(i) || hiding.Contains(i)
                    ? new ReportForecastBin(bin.Label)
                    : bin),
            ];
        }
    }

    private static bool IsSmall(int? count, int minimum) => count > 0 && count < minimum;
}
