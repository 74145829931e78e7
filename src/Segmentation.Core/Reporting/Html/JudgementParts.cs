using System.Collections.Generic;
using System.Linq;
using Segmentation.Segments;

namespace Segmentation.Reporting.Html;

/// <summary>What later stages found about a segment, as parts of its card.</summary>
internal static class JudgementParts
{
    /// <summary>Whether to use it, at the head of its card.</summary>
    public static void Decision(Markup html, ReportSegment segment)
    {
        if (segment.Decision is not { } decision)
        {
            return;
        }

        html.Open("div", ("class", "todo")).Open("p");
        html.Element("strong", JudgementText.Decision(decision.IsUsable));
        if (decision.Priority is { } priority)
        {
            html.Text($" \u00B7 priority {Figures.Number(priority, 0)} of 100");
        }

        html.Close();
        if (segment.Actionability?.RecommendedAction is { } action)
        {
            html.Element("p", action, ("dir", "auto"));
        }

        html.Close();
        html.Open("details").Element("summary", "Why");
        List(html, decision.Reasons);
        if (decision.PriorityParts.Count > 0)
        {
            Parts.Table(
                html,
                $"What the priority of {segment.SegmentId} is made of",
                [new("Part"), new("Points", "n"), new("of", "n"), new("Rests on", "text")],
                decision.PriorityParts.Select(p => (IReadOnlyList<string>)
                    [p.Name, Figures.Free(p.Points), Figures.Free(p.Maximum), p.Evidence]));
        }

        html.CloseLine();
    }

    /// <summary>What acting on it costs and brings, and the criteria it was held against.</summary>
    public static void Viability(Markup html, ReportSegment segment)
    {
        if (segment.Viability is { } found)
        {
            html.Element("h4", "Is it worth acting on?");
            html.Open("p").Element("strong", JudgementText.Viable(found.IsViable));
            html.Text(" " + string.Join(" ", found.Reasons)).Close();
            Parts.Stats(html, "stats", JudgementText.Money(found));
            Parts.Table(
                html,
                $"What there is to gain from {segment.SegmentId}",
                [new("Opportunity"), new("Score, 0 to 1", "n"), new("Rests on", "text")],
                JudgementText.Scores(found).Select(s => (IReadOnlyList<string>)
                    [s.Name, Figures.Number(s.Score.Value, 2), s.Score.Evidence]));
            Parts.Facts(html, "asked small", JudgementText.Effects(found));
        }

        if (segment.Validation is not { } validation)
        {
            return;
        }

        html.Element("h4", "Does it meet the criteria?");
        html.Element("p", JudgementText.Valid(validation));
        html.Open("details").Element("summary", "Every criterion");
        Checks(html, $"Criteria for {segment.SegmentId}", validation.Checks);
        html.CloseLine();
    }

    /// <summary>Every check with its figure, threshold and reason.</summary>
    public static void Checks(Markup html, string caption, IReadOnlyList<ValidationCheck> checks) => Parts.Table(
        html,
        caption,
        [new("Criterion"), new("Outcome", "tight"), new("Figure", "n"), new("Threshold", "n"), new("Reason", "text")],
        checks.Select(c => (IReadOnlyList<string>)
        [
            JudgementText.Words(c.Criterion),
            JudgementText.Words(c.Outcome.ToString()),
            Figures.Free(c.Figure),
            Figures.Free(c.Threshold),
            c.Reason,
        ]));

    /// <summary>What to offer, when, how, and whom first, with the evidence.</summary>
    public static void Actionability(Markup html, ReportSegment segment)
    {
        if (segment.Actionability is not { } found)
        {
            return;
        }

        html.Element("h4", "What, when, how and who").Open("div", ("class", "grid dimensions"));
        foreach (ActionabilityDimension dimension in found.All)
        {
            html.Open("div", ("class", dimension.IsActionable == true ? "dimension yes" : "dimension"));
            html.Open("p").Element("strong", dimension.Name);
            html.Element("span", JudgementText.Actionable(dimension.IsActionable), ("class", "soft")).Close();
            html.Element("p", dimension.Text, ("dir", "auto"));
            if (dimension.Action is { } action)
            {
                html.Element("p", action, ("class", "action"), ("dir", "auto"));
            }

            html.Close();
        }

        html.CloseLine();
        html.Element(
            "p",
            $"{found.Reasoning} Confidence: {JudgementText.Words(found.Confidence.ToString()).ToLowerInvariant()}.",
            ("class", "small soft"));
        List<(string Name, ActionabilityEvidence Evidence)> evidence =
            [.. found.All.SelectMany(d => d.Evidence.Select(e => (d.Name, e)))];
        if (evidence.Count > 0)
        {
            Evidence(html, segment, evidence);
        }
    }

    /// <summary>The segment in business language.</summary>
    public static void Explanation(Markup html, ReportSegment segment)
    {
        if (segment.Explanation is not { } found)
        {
            return;
        }

        html.Element("h4", "In words").Element("p", found.ExecutiveSummary, ("dir", "auto"));
        List(html, found.KeyCharacteristics);
        Parts.Facts(html, "asked small", JudgementText.Explained(found));
    }

    private static void Evidence(
        Markup html, ReportSegment segment, List<(string Name, ActionabilityEvidence Evidence)> evidence)
    {
        html.Open("details").Element("summary", "The evidence");
        Parts.Table(
            html,
            $"Differences of {segment.SegmentId} from everybody else",
            [
                new("Difference"),
                new("For", "tight"),
                new("Here", "n"),
                new("Elsewhere", "n"),
                new("Difference, 95% range", "n"),
                new("Effect", "n"),
                new("Adjusted p", "n"),
                new("Note", "text"),
            ],
            evidence.Select(e => (IReadOnlyList<string>)
            [
                e.Evidence.Text,
                e.Name,
                Figures.Value(e.Evidence.SegmentValue, e.Evidence.Unit),
                Figures.Value(e.Evidence.RestValue, e.Evidence.Unit),
                $"{Figures.Free(e.Evidence.DifferenceLower)} to {Figures.Free(e.Evidence.DifferenceUpper)}",
                Figures.Difference(e.Evidence.EffectSize, 2),
                JudgementText.Chance(e.Evidence.AdjustedPValue),
                JudgementText.Note(e.Evidence),
            ]));
        html.CloseLine();
    }

    private static void List(Markup html, IReadOnlyList<string> items)
    {
        if (items.Count == 0)
        {
            return;
        }

        html.Open("ul");
        foreach (string item in items)
        {
            html.Element("li", item, ("dir", "auto"));
        }

        html.CloseLine();
    }
}
