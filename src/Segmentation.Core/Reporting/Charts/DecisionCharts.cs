using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Segments;

namespace Segmentation.Reporting.Charts;

/// <summary>What can be done with the segments, and what it brings. A chart without data is null.</summary>
internal static class DecisionCharts
{
    private const int TooltipLength = 160;

    private static readonly (string Label, Func<SegmentViability, ViabilityScore> Score)[] s_scores =
    [
        ("can be addressed", v => v.Targetability),
        ("deserves sales' attention", v => v.SalesPriority),
        ("can be personalised", v => v.PersonalizationOpportunity),
        ("gains from timing", v => v.TimingOpportunity),
    ];

    /// <summary>Segments down, WHAT, WHEN, HOW and WHO across, with the strongest evidence.</summary>
    public static Chart? Actionability(SegmentReport report)
    {
        List<ReportSegment> rows = [.. report.Segments.Where(s => s.Actionability is not null)];
        if (rows.Count == 0)
        {
            return null;
        }

        string[] names = [.. rows[0].Actionability!.All.Select(d => d.Name)];
        return HeatMap.Of(
            new HeatMapTexts(
                "chart-actionability",
                "What can be acted on, by segment",
                string.Join("; ", rows.Select(r => ChartText.Name(r) + ": " + string.Join(
                    ", ", r.Actionability!.All.Select(d => $"{d.Name} {Word(d.IsActionable)}")))) + "."),
            [.. rows.Select(r => ChartText.Name(r))],
            names,
            (row, column) =>
            {
                ActionabilityDimension found = rows[row].Actionability!.All[column];
                double? tone = found.IsActionable is { } yes ? yes ? -1.5 : 0 : null;
                return new HeatCell(
                    Word(found.IsActionable),
                    Palette.Cell(tone),
                    Palette.CellText(tone),
                    Figures.Short($"{rows[row].SegmentId}, {found.Name}: {found.Text}", TooltipLength));
            },
            76) with
        {
            Legend =
            [
                new(Palette.Cell(-1.5), "can be acted on"),
                new(Palette.Cell(0), "cannot"),
                new(Palette.Cell(null), "n/a: no data for it"),
            ],
        };
    }

    /// <summary>For how many segments each dimension can be acted on.</summary>
    public static Chart? Dimensions(SegmentReport report) => report.Summary.Dimensions is not { Count: > 0 } found
        ? null
        : BarChart.Of(
            "chart-dimensions",
            "Segments that can be acted on, by dimension",
            [
                .. found.Select(d => new BarRow(
                    d.Dimension,
                    d.Count,
                    $"{Figures.Count(d.Count)} of {Figures.Count(report.Summary.SegmentsShown)}",
                    Palette.Bar)),
            ],
            new Scale(0, report.Summary.SegmentsShown, []));

    /// <summary>From all segments to those that are ready to be used.</summary>
    public static Chart? Readiness(SegmentReport report)
    {
        ReportSummary summary = report.Summary;
        (string Name, int? Count)[] steps =
        [
            ("Segments", summary.SegmentsShown),
            ("Valid", summary.ValidCount),
            ("Actionable", summary.ActionableCount),
            ("Ready for production", summary.UsableCount),
        ];
        return steps.Skip(1).All(s => s.Count is null)
            ? null
            : BarChart.Of(
                "chart-readiness",
                "How many segments are ready",
                [
                    .. steps.Select(s => new BarRow(
                        s.Name, s.Count, s.Count is { } n ? Figures.Count(n) : "not judged", Palette.Bar)),
                ],
                new Scale(0, summary.SegmentsShown, []));
    }

    /// <summary>How many segments got which verdict.</summary>
    public static Chart? Verdicts(SegmentReport report) => report.Summary.Verdicts is not { Count: > 0 } found
        ? null
        : BarChart.Of(
            "chart-verdicts",
            "Segments by verdict",
            [
                .. found.Select(v => new BarRow(
                    Figures.Verdict(v.Verdict), v.Count, Figures.Count(v.Count), "c-" + Palette.Of(v.Verdict))),
            ],
            new Scale(0, report.Summary.SegmentsShown, []));

    public static Chart? Profit(SegmentReport report) => Expected(
        report,
        "chart-profit",
        "Expected profit of contacting every member",
        "break-even: profit 0",
        v => v.ExpectedProfit,
        v => Figures.Number(v, 0));

    public static Chart? Roi(SegmentReport report) => Expected(
        report,
        "chart-roi",
        "Expected return on cost (profit / cost)",
        "break-even: return 0",
        v => v.ExpectedRoi,
        v => Figures.Number(v, 2));

    /// <summary>The four scores of viability, from 0 to 1.</summary>
    public static Chart? Scores(SegmentReport report)
    {
        List<ReportSegment> rows =
            [.. report.Segments.Where(s => s.Viability is { } v && s_scores.Any(m => m.Score(v).Value is not null))];
        return rows.Count == 0 ? null : HeatMap.Of(
            new HeatMapTexts(
                "chart-viability-scores",
                "Viability scores by segment",
                "All from 0 to 1, higher is better. " + string.Join("; ", rows.Select(r => ChartText.Name(r) + " "
                    + string.Join(", ", s_scores.Select(
                        m => $"{m.Label} {Figures.Number(m.Score(r.Viability!).Value, 2)}")))) + "."),
            [.. rows.Select(r => ChartText.Name(r))],
            [.. s_scores.Select(m => m.Label)],
            (row, column) =>
            {
                ViabilityScore score = s_scores[column].Score(rows[row].Viability!);
                string text = Figures.Number(score.Value, 2);
                return new HeatCell(
                    text,
                    Palette.Level(score.Value),
                    Palette.LevelText(score.Value),
                    Figures.Short(
                        $"{rows[row].SegmentId}, {s_scores[column].Label}: {text}. {score.Evidence}", TooltipLength));
            },
            76) with
        {
            Legend =
            [
                new(Palette.Level(0.25), "up to 0.25"),
                new(Palette.Level(0.5), "up to 0.50"),
                new(Palette.Level(0.75), "up to 0.75"),
                new(Palette.Level(1), "up to 1"),
            ],
        };
    }

    private static Chart? Expected(
        SegmentReport report,
        string id,
        string title,
        string breakEven,
        Func<SegmentViability, Interval80?> figure,
        Func<double, string> format)
    {
        List<ReportSegment> judged = [.. report.Segments.Where(s => s.Viability is not null)];
        List<Interval80> known = [.. judged.Select(s => figure(s.Viability!)).OfType<Interval80>()];
        if (known.Count == 0)
        {
            return null;
        }

        Scale scale = Scale.Within(
            [0, .. known.SelectMany(k => new[] { k.Mean, k.P10 ?? k.Mean, k.P90 ?? k.Mean })],
            v => Figures.Free(v),
            about: 3);
        List<BarRow> rows = [.. judged.Select(s => Row(s, figure(s.Viability!), format))];
        Chart chart = BarChart.Of(id, title, rows, scale);
        return chart with
        {
            Description = chart.Description + " The whiskers hold the figure with a chance of 80 %.",
            Marks = [.. chart.Marks, BarChart.Ruler(rows.Count, 0, Palette.Threshold, breakEven)],
            Legend =
            [
                new(Palette.Threshold, breakEven),
                new(Palette.Interval, "P10 to P90"),
                .. known.Exists(k => k.Mean < 0) ? (LegendEntry[])[new("c-v-unstable", "expected loss")] : [],
            ],
        };
    }

    private static BarRow Row(ReportSegment segment, Interval80? found, Func<double, string> format)
    {
        if (found is null)
        {
            return new BarRow(ChartText.Name(segment), null, "not known", Palette.Bar);
        }

        (double, double)? interval = found.P10 is { } p10 && found.P90 is { } p90 ? (p10, p90) : null;
        return new BarRow(
            ChartText.Name(segment),
            found.Mean,
            format(found.Mean),
            found.Mean < 0 ? "c-v-unstable" : Palette.Bar)
        {
            IsPoint = true,
            Interval = interval,
            Detail = interval is { } known
                ? $" (P10 {format(known.Item1)}, P90 {format(known.Item2)})"
                : " (no interval)",
        };
    }

    private static string Word(bool? actionable) => actionable switch { true => "yes", false => "no", _ => "n/a" };
}
