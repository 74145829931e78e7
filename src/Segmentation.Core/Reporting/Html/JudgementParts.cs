using System.Collections.Generic;
using System.Linq;
using Segmentation.Segments;

namespace Segmentation.Reporting.Html;

/// <summary>What later stages found about a segment, as parts of its card.</summary>
internal static class JudgementParts
{
    private const int EvidenceShown = 6;

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

        if (segment.Validation?.NotAssessed.Count is > 0 and var open)
        {
            html.Text($" \u00B7 {Plural.Of(open, "check")} not assessed");
        }

        html.Close();
        if (segment.Actionability?.RecommendedAction is { } action)
        {
            html.Element("p", action, Markup.Direction(action));
        }

        html.Close();
        html.Open("details").Element("summary", "Why");
        Parts.List(html, decision.Reasons);
        if (decision.PriorityParts.Count > 0)
        {
            html.Element("p", "The priority is made of:");
            Parts.List(html, [.. decision.PriorityParts.Select(p =>
                $"{p.Name}, {Figures.Free(p.Points)} of {Figures.Free(p.Maximum)}: {p.Evidence}")]);
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
            html.Element("p", "What there is to gain, from 0 to 1:");
            Parts.List(html, [.. JudgementText.Scores(found).Select(s =>
                $"{s.Name}, {Figures.Number(s.Score.Value, 2)}: {s.Score.Evidence}")]);
            Parts.Facts(html, "asked small", JudgementText.Effects(found));
        }

        if (segment.Validation is not { } validation)
        {
            return;
        }

        html.Element("h4", "Does it meet the criteria?");
        html.Element("p", JudgementText.Valid(validation));
        html.Open("details").Element("summary", "Every criterion");
        Checks(html, validation.Checks);
        html.CloseLine();
    }

    /// <summary>Every check with its outcome and reason.</summary>
    public static void Checks(Markup html, IReadOnlyList<ValidationCheck> checks) => Parts.List(
        html, [.. checks.Select(c => $"{JudgementText.Words(c.Outcome.ToString())}: {c.Reason}")]);

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
            html.Element("p", dimension.Text, Markup.Direction(dimension.Text));
            if (dimension.Action is { } action)
            {
                html.Element("p", action, ("class", "action"), Markup.Direction(action));
            }

            html.Close();
        }

        html.CloseLine();
        html.Element(
            "p",
            $"{found.Reasoning} Confidence: {JudgementText.Words(found.Confidence.ToString()).ToLowerInvariant()}.",
            ("class", "small soft"));
        Evidence(html, found);
    }

    /// <summary>The segment in business language.</summary>
    public static void Explanation(Markup html, ReportSegment segment)
    {
        if (segment.Explanation is not { } found)
        {
            return;
        }

        html.Element("h4", "In words")
            .Element("p", found.ExecutiveSummary, Markup.Direction(found.ExecutiveSummary));
        Parts.List(html, found.KeyCharacteristics);
        Parts.Facts(html, "asked small", JudgementText.Explained(found, segment.Actionability?.RecommendedAction));
    }

    // The strongest of each dimension; the document in JSON has all of them.
    private static void Evidence(Markup html, SegmentActionability found)
    {
        if (found.All.All(d => d.Evidence.Count == 0))
        {
            return;
        }

        html.Open("details").Element("summary", "The evidence");
        foreach (ActionabilityDimension dimension in found.All.Where(d => d.Evidence.Count > 0))
        {
            int more = dimension.Evidence.Count - EvidenceShown;
            html.Element("p", dimension.Name + (more > 0
                ? $", the {Figures.Plain(EvidenceShown)} strongest; {Figures.Plain(more)} more in the JSON form"
                : string.Empty));
            Parts.List(html, [.. dimension.Evidence.Take(EvidenceShown).Select(e => JudgementText.Evidence(e, dimension.Text))]);
        }

        html.CloseLine();
    }
}
