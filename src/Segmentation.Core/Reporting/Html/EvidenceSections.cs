using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Reporting.Charts;
using Segmentation.Segments;

namespace Segmentation.Reporting.Html;

/// <summary>How far the segments can be trusted, with the evidence.</summary>
internal static class RobustnessSection
{
    public static void Write(Markup html, SegmentReport report)
    {
        if (report.Run.Checks is { } checks)
        {
            html.Element("h3", "The segmentation as a whole");
            JudgementParts.Checks(html, checks);
        }

        if (RobustnessCharts.Bars(report) is not { } chart)
        {
            html.Element("p", "None of the segments could be assessed; the reasons are with each segment.");
            return;
        }

        html.Element(
            "p",
            "Customers were drawn anew and segmented again, many times. The bars show how much of each segment came "
            + "back on average; the dashed lines are the thresholds of the verdicts.",
            ("class", "soft"));
        Legend(html);
        Parts.Row(html, chart with { Data = null }, RobustnessCharts.Silhouettes(report));
        Parts.Table(
            html,
            "Bootstrap evidence by segment",
            [
                new("Segment"),
                new("Verdict", "tight"),
                new("Mean Jaccard", "n"),
                new("Standard error", "n"),
                new("Standard deviation", "n"),
                new("5 % quantile", "n"),
                new("Dissolved", "n"),
                new("Recovered", "n"),
                new("Replicates", "n"),
            ],
            report.Segments.Select(Row));
        if (RobustnessCharts.HeatMapOf(report) is { } measures)
        {
            Parts.Figure(html, measures with { Data = null });
        }

        if (report.Segments.Any(s => s.Robustness is { SeedJaccard: not null } or { PermutedNullP: not null }
            or { NoiseJaccard: not null } or { TimeJaccard: not null }))
        {
            Further(html, report);
        }
    }

    private static void Further(Markup html, SegmentReport report) => Parts.Table(
        html,
        "Further tests by segment",
        [
            new("Segment"),
            new("Structure", "tight"),
            new("Single starts", "n"),
            new("With noise", "n"),
            new("Earlier windows", "n"),
            new("Prediction strength", "n"),
            new("p, permuted columns", "n"),
            new("p, normal cloud", "n"),
            new("Members in doubt", "n"),
            new("Dissolves without"),
        ],
        report.Segments.Select(FurtherRow));

    private static IReadOnlyList<string> FurtherRow(ReportSegment segment)
    {
        ReportRobustness? found = segment.Robustness;
        return
        [
            $"{segment.SegmentId} {Figures.Short(segment.Name, 80)}",
            found?.Structure switch
            {
                null => "not tested",
                StructureClass.NotAssessed => "Not assessed",
                { } known => known.ToString(),
            },
            Figures.Number(found?.SeedJaccard, 3),
            Figures.Number(found?.NoiseJaccard, 3),
            Figures.Number(found?.TimeJaccard, 3),
            Figures.Number(found?.PredictionStrength, 3),
            Figures.Number(found?.PermutedNullP, 3),
            Figures.Number(found?.GaussianNullP, 3),
            found?.UnsureMemberShare is { } share ? Figures.Number(100 * share, 1) + " %" : Figures.Unknown,
            found?.CarrierFeatures switch
            {
                null => Figures.Unknown,
                { Count: 0 } => "no single one",
                { } carriers => string.Join(", ", carriers),
            },
        ];
    }

    private static void Legend(Markup html)
    {
        html.Open("dl", ("class", "legend verdicts"));
        foreach ((RobustnessVerdict verdict, string range) in (ReadOnlySpan<(RobustnessVerdict, string)>)
            [
                (RobustnessVerdict.HighlyStable, "from 0.85"),
                (RobustnessVerdict.Stable, "0.75 to 0.85"),
                (RobustnessVerdict.Pattern, "0.60 to 0.75"),
                (RobustnessVerdict.Unstable, "below 0.60"),
            ])
        {
            html.Open("div").Open("dt");
            Parts.Badge(html, verdict);
            html.Element("span", range, ("class", "soft")).Close();
            html.Element("dd", Figures.Meaning(verdict)).Close();
        }

        html.CloseLine();
    }

    private static IReadOnlyList<string> Row(ReportSegment segment)
    {
        string name = $"{segment.SegmentId} {Figures.Short(segment.Name, 80)}";
        return segment.Robustness is not { } found
            ? [name, "not tested", .. Enumerable.Repeat(Figures.Unknown, 7)]
            :
            [
                name,
                Figures.Verdict(found.Verdict),
                Figures.Number(found.BootstrapJaccard, 3),
                Figures.Number(found.BootstrapJaccardStandardError, 4),
                Figures.Number(found.BootstrapJaccardStandardDeviation, 3),
                Figures.Number(found.BootstrapJaccardP5, 3),
                Figures.Count(found.DissolvedCount),
                Figures.Count(found.RecoveredCount),
                Figures.Count(found.ReplicateCount),
            ];
    }

}

/// <summary>Why this number of segments.</summary>
internal static class ClusterCountSection
{
    public static void Write(Markup html, SegmentReport report)
    {
        html.Element("p", report.Run.ClusterCountReason);
        if (ClusterCountCharts.Panel(report) is { Count: > 0 } charts)
        {
            Parts.Row(html, charts);
        }

        if (report.ClusterCounts.Count == 0)
        {
            return;
        }

        Parts.Table(
            html,
            "Candidates for the number of segments",
            [
                new("Segments"),
                new("Mean silhouette", "n"),
                new("Inertia", "n"),
                new("Calinski-Harabasz", "n"),
                new("Davies-Bouldin", "n"),
                new("Gap", "n"),
                new("Prediction strength", "n"),
                new("Stability", "n"),
                new("Smallest segment", "n"),
            ],
            report.ClusterCounts.Select(c => (IReadOnlyList<string>)
            [
                Figures.Plain(c.ClusterCount)
                    + (c.Chosen ? " (chosen)" : c.Eligible ? string.Empty : " (a segment is too small)"),
                Figures.Number(c.Silhouette, 3),
                Figures.Free(c.Inertia),
                Figures.Number(c.CalinskiHarabasz, 1),
                Figures.Number(c.DaviesBouldin, 3),
                Figures.Number(c.Gap, 3),
                Figures.Number(c.PredictionStrength, 3),
                Figures.Number(c.Stability, 3),
                Figures.Percent(c.SmallestShare),
            ]));
    }
}

/// <summary>What the segments were made from.</summary>
internal static class FeatureSection
{
    public static void Write(Markup html, SegmentReport report)
    {
        if (ReportCharts.Profile(report) is { } chart)
        {
            html.Element(
                "p",
                "Each cell is a segment's mean in standard deviations from the average customer: blue is below, "
                + "orange above.",
                ("class", "soft"));
            Parts.Figure(html, chart);
        }

        Parts.Table(
            html,
            "Features and how they were made comparable",
            [
                new("Feature"),
                new("Column", "text"),
                new("Transform", "text"),
                new("Scaling", "tight"),
                new("Bounds", "tight"),
                new("Missing", "n"),
                new("counts as", "n"),
                new("Weight", "n"),
            ],
            report.Features.Select(f => (IReadOnlyList<string>)
            [
                f.Label,
                f.Name,
                Figures.Transform(f),
                Figures.Scaling(f.Scaling),
                Figures.Bounds(f.LowerBound, f.UpperBound),
                Figures.Count(f.MissingCount),
                Figures.Free(f.MissingValue),
                Figures.Free(f.Weight),
            ]));
        if (report.DroppedFeatures.Count > 0)
        {
            Parts.Table(
                html,
                "Columns that were left out",
                [new("Column"), new("Reason", "text")],
                report.DroppedFeatures.Select(d => (IReadOnlyList<string>)[d.Name, d.Reason]));
        }
    }
}
