using System;
using System.Collections.Generic;
using System.Linq;
using static System.FormattableString;

namespace Segmentation.Reporting.Charts;

/// <summary>What each number of segments scored: one chart per criterion, with the criterion's choice marked.</summary>
internal static class ClusterCountCharts
{
    private static readonly Criterion[] s_criteria =
    [
        new("chart-silhouette", "Silhouette", "higher is better", "Silhouette", 3, c => c.Silhouette),
        new(
            "chart-calinski",
            "Calinski-Harabasz",
            "higher is better",
            "CalinskiHarabasz",
            null,
            c => c.CalinskiHarabasz),
        new("chart-davies", "Davies-Bouldin", "lower is better", "DaviesBouldin", 3, c => c.DaviesBouldin),
        new("chart-inertia", "Inertia", "the bend counts", "Elbow", null, c => c.Inertia),
        new("chart-gap", "Gap statistic", "higher is better", "Gap", 3, c => c.Gap) { Error = c => c.GapStandardError },
        new(
            "chart-strength",
            "Prediction strength",
            "from 0.80 on",
            "PredictionStrength",
            3,
            c => c.PredictionStrength) { Threshold = 0.8 },
        new("chart-stability", "Stability (ARI)", "higher is better", "Stability", 3, c => c.Stability),
        new("chart-bic", "BIC", "lower is better", null, null, c => c.Bic),
    ];

    private sealed record Criterion(
        string Id,
        string Title,
        string Rule,
        string? Vote,
        int? Decimals,
        Func<ReportClusterCount, double?> Score)
    {
        public Func<ReportClusterCount, double?>? Error { get; init; }

        public double? Threshold { get; init; }
    }

    private sealed record Point(int ClusterCount, double Value, double? Error, bool Chosen, bool Voted);

    /// <summary>Every criterion that was computed, then the votes; empty when only one number was tried.</summary>
    public static IReadOnlyList<Chart?> Panel(SegmentReport report)
    {
        IEnumerable<Chart?> scores = s_criteria.Select(criterion => Line(
            criterion,
            [
                .. report.ClusterCounts.Where(c => criterion.Score(c) is not null).Select(c => new Point(
                    c.ClusterCount,
                    criterion.Score(c)!.Value,
                    criterion.Error?.Invoke(c),
                    c.Chosen,
                    report.ClusterCountVotes.Any(
                        v => v.Criterion == criterion.Vote && v.ClusterCount == c.ClusterCount))),
            ]));
        return [.. scores.Concat([Stability(report), Strength(report), Votes(report)]).Where(c => c is not null)];
    }

    private static Chart? Stability(SegmentReport report) =>
        report.ClusterCounts.Any(c => c.Stability is not null)
            ? null
            : Line(
                new Criterion("chart-stability", "Stability (ARI)", "higher is better", null, 3, _ => null),
                Tested(report, c => c.Stability));

    private static Chart? Strength(SegmentReport report) =>
        report.ClusterCounts.Any(c => c.PredictionStrength is not null)
            ? null
            : Line(
                new Criterion(
                    "chart-strength-tested", "Prediction strength", "from 0.80 on", null, 3, _ => null)
                {
                    Threshold = 0.8,
                },
                Tested(report, c => c.PredictionStrength));

    private static List<Point> Tested(SegmentReport report, Func<ReportClusterCountStability, double?> value) =>
    [
        .. (report.ClusterCountStability ?? []).Where(c => value(c) is not null).Select(c => new Point(
            c.ClusterCount, value(c)!.Value, null, c.ClusterCount == report.Run.ClusterCount, false)),
    ];

    private static Chart? Votes(SegmentReport report)
    {
        if (report.ClusterCountVotes.Count == 0)
        {
            return null;
        }

        int first = report.ClusterCountVotes.Select(v => v.ClusterCount)
            .Concat(report.ClusterCounts.Select(c => c.ClusterCount)).Min();
        int last = report.ClusterCountVotes.Select(v => v.ClusterCount)
            .Concat(report.ClusterCounts.Select(c => c.ClusterCount)).Max();
        return HeatMap.Of(
            new HeatMapTexts(
                "chart-votes",
                "Which number each criterion would choose",
                string.Join("; ", report.ClusterCountVotes.Select(
                    v => Invariant($"{Name(v)}: {v.ClusterCount}, {v.Reason}")))
                    + Invariant($". The segmentation has {report.Run.ClusterCount}."),
                "Criterion"),
            [.. report.ClusterCountVotes.Select(Name)],
            [.. Enumerable.Range(first, last - first + 1).Select(k => Figures.Plain(k))],
            (row, column) =>
            {
                ReportClusterCountVote vote = report.ClusterCountVotes[row];
                int k = first + column;
                bool voted = vote.ClusterCount == k;
                double? tone = voted ? -2 : k == report.Run.ClusterCount ? -0.5 : 0;
                return new HeatCell(
                    voted ? "\u2713" : string.Empty,
                    Palette.Cell(tone),
                    Palette.CellText(tone),
                    voted
                        ? Invariant($"{Name(vote)} would choose {k}: {vote.Reason}")
                        : Invariant($"{Name(vote)}, {k}"),
                    !voted);
            },
            Math.Clamp(300.0 / (last - first + 1), 22, 40)) with
        {
            Legend =
            [
                new(Palette.Cell(-2), "would choose this number"),
                new(Palette.Cell(-0.5), "number of this segmentation"),
            ],
            Data = new ChartTable(
                ["Criterion", "Segments", "Reason"],
                [
                    .. report.ClusterCountVotes.Select(v => (IReadOnlyList<string>)
                        [Name(v), Figures.Plain(v.ClusterCount), v.Reason]),
                ]),
        };
    }

    /// <summary>What a criterion is called.</summary>
    public static string Name(ReportClusterCountVote vote) =>
        Array.Find(s_criteria, c => c.Vote == vote.Criterion && c.Vote != "Elbow")?.Title ?? vote.Criterion;

    private static Chart? Line(Criterion criterion, IReadOnlyList<Point> given)
    {
        List<Point> points = [.. given.OrderBy(p => p.ClusterCount)];
        if (points.Count < 2)
        {
            return null;
        }

        double?[] shown =
        [
            .. points.SelectMany(p => (double?[])[p.Value - (p.Error ?? 0), p.Value + (p.Error ?? 0)]),
            criterion.Threshold,
        ];
        Scale y = Scale.Linear(shown.OfType<double>(), v => Text(v, criterion.Decimals is null ? null : 2));
        int first = points[0].ClusterCount;
        int last = points[^1].ClusterCount;
        int every = 1 + ((last - first) / 12);
        return new Chart
        {
            Id = criterion.Id,
            Title = $"{criterion.Title} ({criterion.Rule})",
            Description = "Line. "
                + string.Join("; ", points.Select(p => $"{Figures.Plain(p.ClusterCount)}: {InWords(p)}")) + ".",
            X = new Axis(
                new Scale(
                    first - 0.3,
                    last + 0.3,
                    [
                        .. points.Where(p => (p.ClusterCount - first) % every == 0)
                            .Select(p => new Tick(p.ClusterCount, Figures.Plain(p.ClusterCount))),
                    ]),
                "Number of segments"),
            Y = new Axis(y, Grid: true),
            Plot = (BarChart.Width - 76, 170),
            Margin = (10, 10, 44, 66),
            Marks = [.. Marks(criterion, points, y)],
            Legend =
            [
                .. points.Exists(p => p.Chosen) ? (LegendEntry[])[new(Palette.Chosen, "this segmentation")] : [],
                .. points.Exists(p => p.Voted) ? (LegendEntry[])[new(Palette.Vote, "best by this criterion")] : [],
            ],
            Data = new ChartTable(
                ["Segments", criterion.Title],
                [.. points.Select(p => (IReadOnlyList<string>)[Figures.Plain(p.ClusterCount), InWords(p)])]),
        };

        string Text(double value, int? decimals) =>
            decimals is { } digits ? Figures.Number(value, digits) : Figures.Free(value);

        string InWords(Point p) => Text(p.Value, criterion.Decimals)
            + (p.Error is { } e ? $" \u00B1 {Text(e, criterion.Decimals)}" : string.Empty)
            + (p.Chosen ? ", this segmentation" : string.Empty)
            + (p.Voted ? ", best by this criterion" : string.Empty);
    }

    private static IEnumerable<Mark> Marks(Criterion criterion, List<Point> points, Scale y)
    {
        if (criterion.Threshold is { } threshold)
        {
            double left = points[0].ClusterCount - 0.3;
            yield return new Path(
                [(left, threshold), (points[^1].ClusterCount + 0.3, threshold)],
                Palette.Threshold,
                "Threshold " + Figures.Number(threshold, 2));
        }

        foreach (Point p in points.Where(p => p.Chosen))
        {
            yield return new Path([(p.ClusterCount, y.Minimum), (p.ClusterCount, y.Maximum)], Palette.Threshold);
        }

        yield return new Path([.. points.Select(p => ((double)p.ClusterCount, p.Value))], Palette.Line);
        foreach (Point p in points)
        {
            if (p.Error is { } error)
            {
                yield return new Path(
                    [(p.ClusterCount, p.Value - error), (p.ClusterCount, p.Value + error)], Palette.Interval);
            }

            string words = $"{Figures.Plural(p.ClusterCount, "segment")}: {Figures.Free(p.Value)}";
            if (p.Voted)
            {
                yield return new Dot(p.ClusterCount, p.Value, 7, Palette.Vote, words + ", best by this criterion");
            }

            yield return new Dot(
                p.ClusterCount, p.Value, p.Chosen ? 5 : 4, p.Chosen ? Palette.Chosen : Palette.Dot, words);
        }
    }
}
