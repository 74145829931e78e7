using System.Collections.Generic;
using System.Linq;

namespace Segmentation.Reporting.Html;

/// <summary>One card per segment: what it is, what it is worth, how far it can be trusted.</summary>
internal static class SegmentSection
{
    /// <summary>Where the card of a segment is. Its id may hold anything, so this goes by its position.</summary>
    public static string Anchor(int index) => "segment-" + Figures.Plain(index + 1);

    public static void Write(Markup html, SegmentReport report)
    {
        for (int i = 0; i < report.Segments.Count; i++)
        {
            ReportSegment segment = report.Segments[i];
            string anchor = Anchor(i);
            html.Open("article", ("class", "card"), ("id", anchor), ("aria-labelledby", anchor + "-name"));
            html.Open("header").Open("h3", ("id", anchor + "-name"), Markup.Direction(segment.Name));
            html.Element("span", segment.SegmentId, ("class", "id")).Text(segment.Name).Close();
            if (segment.Robustness is { } robustness)
            {
                Parts.Badge(html, robustness.Verdict);
            }

            html.Close();
            Parts.Stats(html, "stats", Stats(segment));
            JudgementParts.Decision(html, segment);
            Traits(html, segment);
            Trust(html, segment);
            JudgementParts.Viability(html, segment);
            JudgementParts.Actionability(html, segment);
            JudgementParts.Explanation(html, segment);
            Rule(html, segment);
            Members(html, segment);
            html.CloseLine();
        }
    }

    private static IEnumerable<(string Term, string Figure)> Stats(ReportSegment segment)
    {
        yield return ("customers", segment.Size is null ? Figures.Withheld : Figures.Count(segment.Size));
        if (segment.Share is { } part)
        {
            yield return ("of all customers", Figures.Percent(part));
        }

        if (segment.TotalRevenue is { } revenue)
        {
            yield return ("net revenue", Figures.Money(revenue));
        }

        if (segment.RevenueShare is { } share)
        {
            yield return ("of net revenue", Figures.Percent(share));
        }

        if (segment.AverageRevenue is { } average)
        {
            yield return ("net revenue per customer", Figures.Money(average, 2));
        }

        if (segment.Silhouette is { } silhouette)
        {
            yield return ("silhouette", Figures.Number(silhouette, 2));
        }

        if (segment.TotalClv is { } clv)
        {
            yield return ("expected value (CLV)", Figures.Money(clv));
        }

        if (segment.AverageClv is { } averageClv)
        {
            yield return ("CLV per customer", Figures.Money(averageClv, 2));
        }
    }

    private static void Traits(Markup html, ReportSegment segment)
    {
        if (segment.Traits.Count == 0)
        {
            if (segment.Size is null)
            {
                return;
            }

            html.Element("p", "Nothing sets it clearly apart from the other customers.", ("class", "soft"));
            return;
        }

        Parts.Table(
            html,
            $"What sets {segment.SegmentId} apart",
            [
                new("Trait"),
                new("Mean here", "n"),
                new("Mean elsewhere", "n"),
                new("Median here", "n wide"),
                new("Effect, SD", "n"),
            ],
            segment.Traits.Select(trait => (IReadOnlyList<string>)
            [
                trait.Text,
                Figures.Value(trait.SegmentMean, trait.Unit),
                Figures.Value(trait.RestMean, trait.Unit),
                Figures.Value(trait.SegmentMedian, trait.Unit),
                Figures.Difference(trait.EffectSize, 1),
            ]));
    }

    private static void Rule(Markup html, ReportSegment segment)
    {
        if (segment.Rule is not { } rule)
        {
            return;
        }

        html.Open("details").Element("summary", "As a rule");
        Parts.Facts(
            html,
            "legend",
            [
                ("In words", rule.Words),
                ("PowerShell", $"Where-Object {{ {rule.Filter} }}"),
                ("SQL", $"WHERE {rule.Sql}"),
                ("Precision", $"{Figures.Percent(rule.Precision)} of those who meet it are members"),
                ("Recall", $"{Figures.Percent(rule.Recall)} of the members meet it"),
            ]);
        html.CloseLine();
    }

    private static void Trust(Markup html, ReportSegment segment)
    {
        if (segment.Robustness is not { } robustness)
        {
            return;
        }

        html.Element("h4", "How far can it be trusted?");
        html.Open("p");
        html.Element("strong", Figures.Meaning(robustness.Verdict));
        if (robustness.Reasons.Count > 0)
        {
            html.Text(" " + string.Join(" ", robustness.Reasons.Select(Sentence)));
        }

        html.Close();
        Parts.Stats(html, "stats", Evidence(robustness));
    }

    private static IEnumerable<(string Term, string Figure)> Evidence(ReportRobustness found)
    {
        if (found.BootstrapJaccard is { } mean)
        {
            string error = found.BootstrapJaccardStandardError is { } se ? $" \u00B1 {Figures.Number(se, 3)}" : "";
            yield return ("mean Jaccard \u00B1 standard error", Figures.Number(mean, 3) + error);
            yield return ("5 % quantile", Figures.Number(found.BootstrapJaccardP5, 2));
        }

        if (found.ReplicateCount is { } replicates)
        {
            yield return ("dissolved", $"{Figures.Count(found.DissolvedCount)} of {Figures.Count(replicates)}");
            yield return ("recovered", $"{Figures.Count(found.RecoveredCount)} of {Figures.Count(replicates)}");
        }

        if (found.MemberConfidence is { } confidence)
        {
            yield return ("member confidence", Figures.Number(confidence, 2));
        }
    }

    private static void Members(Markup html, ReportSegment segment)
    {
        if (segment.CustomerIds is not { } ids)
        {
            return;
        }

        html.Open("details").Element("summary", $"Customer ids ({Figures.Count(ids.Count)})");
        string listed = string.Join(", ", ids);
        html.Element("p", listed, ("class", "small"), Markup.Direction(listed)).CloseLine();
    }

    private static string Sentence(string reason)
    {
        string text = reason.Trim();
        return text.Length == 0 || text.EndsWith('.') ? text : text + ".";
    }
}
