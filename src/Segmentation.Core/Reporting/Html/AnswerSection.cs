using System.Collections.Generic;
using System.Linq;
using Segmentation.Reporting.Charts;

namespace Segmentation.Reporting.Html;

/// <summary>The answer in one screen: which segments, how many, what they are worth, how far to trust them.</summary>
internal static class AnswerSection
{
    public static void Write(Markup html, SegmentReport report)
    {
        Parts.Stats(html, "tiles", Tiles(report));
        html.Open("ul", ("class", "findings"));
        foreach (string finding in ReportText.Findings(report))
        {
            html.Element("li", finding);
        }

        html.CloseLine();
        Table(html, report);
        Parts.Row(
            html,
            ReportCharts.Sizes(report) with { Data = null },
            ReportCharts.Values(report) is { } values ? values with { Data = null } : null);
    }

    private static IEnumerable<(string Term, string Figure)> Tiles(SegmentReport report)
    {
        ReportSummary summary = report.Summary;
        bool all = summary.SegmentsShown == report.Run.ClusterCount;
        yield return all
            ? ("segments", Figures.Count(summary.SegmentsShown))
            : ($"of {Figures.Plural(report.Run.ClusterCount, "segment")} shown", Figures.Count(summary.SegmentsShown));
        yield return (all ? "customers" : "customers in them", Figures.Count(summary.CustomersShown));
        if (summary.TotalRevenue is { } revenue)
        {
            yield return ("net revenue", Figures.Money(revenue));
        }

        if (summary.TotalClv is { } clv)
        {
            yield return ("expected value (CLV)", Figures.Money(clv));
        }
    }

    private static void Table(Markup html, SegmentReport report)
    {
        bool revenue = report.Segments.Any(s => s.TotalRevenue is not null);
        bool clv = report.Segments.Any(s => s.TotalClv is not null);
        bool verdict = report.Segments.Any(s => s.Robustness is not null);
        bool decision = report.Segments.Any(s => s.Decision is not null);
        const string caption = "The segments at a glance";
        html.Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", caption));
        // A narrow screen shows rows as cards. A table that is laid out as something else is one by its roles only.
        html.Open("table", ("class", "sort glance"), ("role", "table")).Element("caption", caption);
        html.Open("thead", ("role", "rowgroup")).Open("tr", ("role", "row"));
        Heading(html, true, "Segment", null);
        Heading(html, verdict, "Trust", "tight");
        Heading(html, true, "Customers");
        Heading(html, revenue, "Net revenue");
        Heading(html, clv, "CLV");
        Heading(html, decision, "What to do", null);
        html.Close().CloseLine();
        html.Open("tbody", ("role", "rowgroup")).Raw("\n");
        for (int i = 0; i < report.Segments.Count; i++)
        {
            ReportSegment segment = report.Segments[i];
            html.Open("tr", ("role", "row")).Open("th", ("role", "rowheader"), Markup.Direction(segment.Name));
            html.Element("span", segment.SegmentId, ("class", "id"));
            html.Element("a", Figures.Short(segment.Name, 80), ("href", "#" + SegmentSection.Anchor(i)));
            Below(html, string.Join(", ", segment.Traits.Take(2).Select(t => t.Text)));
            html.Close();
            if (verdict)
            {
                Trust(html, segment);
            }

            Cell(
                html,
                "Customers",
                segment.Size is null ? Figures.Withheld : Figures.Count(segment.Size),
                Figures.Percent(segment.Share));
            if (revenue)
            {
                Cell(html, "Net revenue", Figures.Money(segment.TotalRevenue), Each(segment.AverageRevenue));
            }

            if (clv)
            {
                Cell(html, "CLV", Figures.Money(segment.TotalClv), Each(segment.AverageClv));
            }

            if (decision)
            {
                Advice(html, segment);
            }

            html.CloseLine();
        }

        html.Close().Close().CloseLine();
    }

    private static string Each(decimal? average) =>
        average is null ? string.Empty : Figures.Money(average, average >= 1000 ? 0 : 2) + " each";

    private static void Trust(Markup html, ReportSegment segment)
    {
        html.Open("td", ("role", "cell"), ("class", "tight"), ("data-label", "Trust"));
        if (segment.Robustness is { } robustness)
        {
            Parts.Badge(html, robustness.Verdict);
        }
        else
        {
            html.Element("span", "not tested", ("class", "soft"));
        }

        html.Close();
    }

    private static void Advice(Markup html, ReportSegment segment)
    {
        html.Open("td", ("role", "cell"), ("class", "text"), ("data-label", "What to do")).Element("strong", JudgementText.Decision(segment.Decision?.IsUsable));
        if (segment.Decision is { } decision)
        {
            html.Text(decision.Priority is { } points ? $" \u00B7 priority {Figures.Number(points, 0)}" : string.Empty);
            Below(
                html,
                decision.IsUsable == true
                    ? segment.Actionability?.RecommendedAction ?? "What to do about it was not judged."
                    : string.Join(" ", decision.Reasons.Take(2)));
        }

        html.Close();
    }

    private static void Heading(Markup html, bool wanted, string text, string? style = "n")
    {
        if (wanted)
        {
            html.Element("th", text, ("role", "columnheader"), ("scope", "col"), ("class", style));
        }
    }

    private static void Cell(Markup html, string label, string text, string below)
    {
        html.Open("td", ("role", "cell"), ("data-label", label)).Text(text);
        Below(html, below);
        html.Close();
    }

    private static void Below(Markup html, string text)
    {
        if (text.Length > 0)
        {
            html.Text(" ").Element("span", text, ("class", "below"));
        }
    }
}
