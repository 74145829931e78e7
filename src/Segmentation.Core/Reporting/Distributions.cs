using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Profiles;
using Segmentation.Segments;

namespace Segmentation.Reporting;

/// <summary>What the profiles of a run say about many customers at once: when they act, how they score.</summary>
internal sealed class Distributions
{
    private readonly SegmentationRun _run;
    private readonly ProfileTable _profiles;
    private readonly Dictionary<string, int> _labels;

    private Distributions(SegmentationRun run, IReadOnlyList<Segment> segments)
    {
        _run = run;
        _profiles = run.Profiles!;
        _labels = SegmentProfiles.LabelsOf(run, segments);
    }

    /// <summary>All customers by the weekday and hour they prefer; null when the profiles do not say.</summary>
    public IReadOnlyList<ReportActivityCell>? Activity =>
        Column(ProfileFigure.PreferredWeekday) is { } weekdays && Column(ProfileFigure.PreferredHour) is { } hours
            ? Cells(weekdays, 7, hours, 24)
            : null;

    /// <summary>All scored customers by recency and frequency score; null without scores.</summary>
    public IReadOnlyList<ReportRfmCell>? RfmGrid
    {
        get
        {
            if (_profiles.Numbers("RecencyScore") is not { } recency
                || _profiles.Numbers("FrequencyScore") is not { } frequency)
            {
                return null;
            }

            double[]? revenue = Column(ProfileFigure.NetRevenue);
            SortedDictionary<(int R, int F), (int Count, int Known, decimal Sum)> cells = [];
            for (int row = 0; row < recency.Length; row++)
            {
                if (double.IsFinite(recency[row]) && double.IsFinite(frequency[row]))
                {
                    (int, int) at = ((int)recency[row], (int)frequency[row]);
                    (int count, int known, decimal sum) = cells.GetValueOrDefault(at);
                    cells[at] = revenue is not null && double.IsFinite(revenue[row])
                        ? (count + 1, known + 1, sum + (decimal)revenue[row])
                        : (count + 1, known, sum);
                }
            }

            return cells.Count == 0 ? null :
            [
                .. cells.Select(cell => new ReportRfmCell(
                    cell.Key.R,
                    cell.Key.F,
                    cell.Value.Count,
                    cell.Value.Known > 0 ? Math.Round(cell.Value.Sum / cell.Value.Known, 6) : null)),
            ];
        }
    }

    /// <summary>The distributions; null when the run was not made of profiles.</summary>
    public static Distributions? Of(SegmentationRun run, IReadOnlyList<Segment> segments) =>
        run.Profiles is { } profiles && profiles.Count == run.Labels.Length ? new Distributions(run, segments) : null;

    /// <summary>What the robustness tests found about other numbers of segments.</summary>
    public static IReadOnlyList<ReportClusterCountStability>? StabilityOf(IReadOnlyList<Segment> segments) =>
        segments.Select(s => s.Robustness?.Solution?.ClusterCounts).FirstOrDefault(c => c is { Count: > 0 }) is { } found
            ?
            [
                .. found.Select(c => new ReportClusterCountStability(
                    c.ClusterCount, Finite(c.Stability), Finite(c.PredictionStrength))),
            ]
            : null;

    /// <summary>The members by preferred weekday, then by preferred hour; null when the profiles do not say.</summary>
    public IReadOnlyList<ReportActivityCell>? ActivityOf(Segment segment)
    {
        if (!_labels.TryGetValue(segment.SegmentId, out int label)
            || Column(ProfileFigure.PreferredWeekday) is not { } weekdays)
        {
            return null;
        }

        List<ReportActivityCell> cells =
            [.. Counts(weekdays, 7, label).Select(c => new ReportActivityCell(Weekday: c.At, CustomerCount: c.Count))];
        if (Column(ProfileFigure.PreferredHour) is { } hours)
        {
            cells.AddRange(
                Counts(hours, 24, label).Select(c => new ReportActivityCell(Hour: c.At, CustomerCount: c.Count)));
        }

        return cells;
    }

    /// <summary>Gross revenue / orders of the members; null without an order.</summary>
    public decimal? AverageOrderValueOf(Segment segment)
    {
        if (!_labels.TryGetValue(segment.SegmentId, out int label)
            || Column(ProfileFigure.GrossRevenue) is not { } revenue
            || Column(ProfileFigure.OrderCount) is not { } orders)
        {
            return null;
        }

        decimal sum = 0;
        double count = 0;
        for (int row = 0; row < orders.Length; row++)
        {
            if (_run.Labels[row] == label && double.IsFinite(revenue[row]) && orders[row] > 0)
            {
                sum += (decimal)revenue[row];
                count += orders[row];
            }
        }

        return count > 0 ? Math.Round(sum / (decimal)count, 6) : null;
    }

    private double[]? Column(ProfileFigure figure) => _profiles.Numbers(figure.ToString());

    private IEnumerable<(int At, int Count)> Counts(double[] values, int size, int label)
    {
        int[] counts = new int[size];
        for (int row = 0; row < values.Length; row++)
        {
            if (_run.Labels[row] == label && values[row] >= 0 && values[row] < size)
            {
                counts[(int)values[row]]++;
            }
        }

        return counts.Select((count, at) => (at, count)).Where(c => c.count > 0);
    }

    private static List<ReportActivityCell>? Cells(double[] weekdays, int days, double[] hours, int perDay)
    {
        int[] counts = new int[days * perDay];
        for (int row = 0; row < weekdays.Length; row++)
        {
            if (weekdays[row] >= 0 && weekdays[row] < days && hours[row] >= 0 && hours[row] < perDay)
            {
                counts[((int)weekdays[row] * perDay) + (int)hours[row]]++;
            }
        }

        List<ReportActivityCell> cells =
        [
            .. counts.Select((count, at) => new ReportActivityCell(at / perDay, at % perDay, count))
                .Where(cell => cell.CustomerCount > 0),
        ];
        return cells.Count == 0 ? null : cells;
    }

    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
