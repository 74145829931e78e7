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
        List<string> advice = [.. ReportText.Advice(report)];
        if (advice.Count > 0)
        {
            html.Element("h3", "What to do").Open("ul", ("class", "findings"));
            foreach (string line in advice)
            {
                html.Element("li", line);
            }

            html.CloseLine();
        }

        Table(html, report);
        Parts.Row(html, ReportCharts.Sizes(report), ReportCharts.Values(report));
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
        const string caption = "The segments at a glance";
        html.Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", caption));
        html.Open("table", ("class", "sort")).Element("caption", caption).Open("thead").Open("tr");
        html.Element("th", "Segment", ("scope", "col"));
        bool decision = report.Segments.Any(s => s.Decision is not null);
        Heading(html, decision, "Decision", "tight wide");
        Heading(html, decision, "Priority", "n wide");
        Heading(html, verdict, "Trust", "tight");

        html.Element("th", "Customers", ("scope", "col"), ("class", "n"));
        html.Element("th", "Share", ("scope", "col"), ("class", "n"));
        Heading(html, revenue, "Net revenue");
        Heading(html, revenue, "per customer", "n wide");
        Heading(html, clv, "CLV");
        html.Element("th", "What sets it apart", ("scope", "col"), ("class", "wide")).Close().CloseLine();
        html.Open("tbody").Raw("\n");
        for (int i = 0; i < report.Segments.Count; i++)
        {
            ReportSegment segment = report.Segments[i];
            html.Open("tr").Open("th", ("scope", "row"), Markup.Direction(segment.Name));
            html.Element("span", segment.SegmentId, ("class", "id"));
            html.Element("a", Figures.Short(segment.Name, 80), ("href", "#" + SegmentSection.Anchor(i))).Close();
            Cell(html, decision, JudgementText.Decision(segment.Decision?.IsUsable), "tight wide");
            Cell(html, decision, Figures.Number(segment.Decision?.Priority, 0), "wide");
            if (verdict)
            {
                Trust(html, segment);
            }

            string size = segment.Size is null ? Figures.Withheld : Figures.Count(segment.Size);
            html.Element("td", size).Element("td", Figures.Percent(segment.Share));
            Cell(html, revenue, Figures.Money(segment.TotalRevenue));
            Cell(html, revenue, Figures.Money(segment.AverageRevenue, 2), "wide");
            Cell(html, clv, Figures.Money(segment.TotalClv));
            html.Element("td", string.Join(", ", segment.Traits.Take(2).Select(t => t.Text)), ("class", "wide text"));
            html.CloseLine();
        }

        html.Close().Close().CloseLine();
    }

    private static void Trust(Markup html, ReportSegment segment)
    {
        html.Open("td", ("class", "tight"));
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

    private static void Heading(Markup html, bool wanted, string text, string style = "n")
    {
        if (wanted)
        {
            html.Element("th", text, ("scope", "col"), ("class", style));
        }
    }

    private static void Cell(Markup html, bool wanted, string text, string? style = null)
    {
        if (wanted)
        {
            html.Element("td", text, ("class", style));
        }
    }
}
