using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Segmentation.Reporting.Html;

namespace Segmentation.Reporting;

/// <summary>
/// Reports as one self-contained page: no network, nothing to install, and no script needed to read it; its own only
/// sorts tables and filters segments. It is HTML and well-formed XML, reads on a phone, on paper and in the dark, and its
/// content policy lets nothing load, and nothing run but that script.
/// </summary>
public static class HtmlReport
{
    // The order of the page. A section without data is left out, and its link with it.
    private static readonly Section[] s_sections =
    [
        new("answer", "The answer", _ => true, AnswerSection.Write),
        new("segments", "Segments", _ => true, SegmentSection.Write),
        new("count", "Number of segments", _ => true, ClusterCountSection.Write),
        new("robustness", "Robustness", r => r.Segments.Any(s => s.Robustness is not null), RobustnessSection.Write),
        new("decisions", "What to act on", DecisionSection.Applies, DecisionSection.Write),
        new("value", "Value backtest", r => r.ValueBacktest is not null, ValueSection.Write),
        new("migration", "Migration", r => r.Migration is not null, MigrationSection.Write),
        new("base", "When customers act", BaseSection.Applies, BaseSection.Write),
        new("features", "Features", r => r.Features.Count > 0, FeatureSection.Write),
        new("data", "Data", r => r.Intake is not null, DataSection.Write),
        new("methods", "Methods and rerun", _ => true, MethodSection.Write),
    ];

    private sealed record Section(
        string Id, string Title, Func<SegmentReport, bool> Applies, Action<Markup, SegmentReport> Write);

    /// <summary>Writes the page.</summary>
    /// <param name="report">The report.</param>
    /// <param name="writer">Where to: declare it as UTF-8, as the page does. It stays open.</param>
    public static void Write(SegmentReport report, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(report);
        Markup html = new(writer);
        List<Section> sections = [.. s_sections.Where(section => section.Applies(report))];
        html.Raw("<!DOCTYPE html>\n").Open("html", ("lang", "en"));
        WriteHead(html, report);
        html.Open("body");
        html.Element("a", "Skip to the answer", ("class", "skip"), ("href", "#answer")).Raw("\n");
        WriteHeader(html, report, sections);
        html.Open("main");
        foreach (Section section in sections)
        {
            html.Open("section", ("id", section.Id), ("aria-labelledby", section.Id + "-heading"));
            html.Element("h2", section.Title, ("id", section.Id + "-heading")).Raw("\n");
            section.Write(html, report);
            html.CloseLine();
        }

        html.CloseLine();
        WriteFooter(html, report);
        html.Open("script").Raw(ReportStyle.Script).CloseLine();
        html.Close().CloseLine();
    }

    private static string Hash(string text) =>
        "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static void WriteHead(Markup html, SegmentReport report)
    {
        html.Open("head").Raw("\n");
        html.Empty("meta", ("charset", "utf-8")).Raw("\n");
        html.Empty(
            "meta",
            ("http-equiv", "Content-Security-Policy"),
            ("content", $"default-src 'none'; style-src '{Hash(ReportStyle.Css)}'; script-src '{Hash(ReportStyle.Script)}'; "
                + "base-uri 'none'; form-action 'none'"));
        html.Raw("\n");
        html.Empty("meta", ("name", "referrer"), ("content", "no-referrer")).Raw("\n");
        html.Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1")).Raw("\n");
        html.Empty("meta", ("name", "color-scheme"), ("content", "light dark")).Raw("\n");
        html.Element("title", report.Title).Raw("\n");
        html.Open("style").Raw(ReportStyle.Css).CloseLine();
        html.CloseLine();
    }

    private static void WriteHeader(Markup html, SegmentReport report, List<Section> sections)
    {
        html.Open("header");
        html.Element("p", "Customer segmentation", ("class", "kicker"));
        html.Element("h1", report.Title, Markup.Direction(report.Title));
        html.Element("p", ReportText.Question(report), ("class", "lede"));
        Parts.Facts(html, "asked", ReportText.Asked(report));
        html.Open("nav", ("aria-label", "Contents")).Open("ul");
        foreach (Section section in sections)
        {
            html.Open("li").Element("a", section.Title, ("href", "#" + section.Id)).Close();
        }

        html.Close().Close().CloseLine();
    }

    private static void WriteFooter(Markup html, SegmentReport report)
    {
        html.Open("footer");
        string made = report.GeneratedAt is { } moment ? $" Made {Figures.Moment(moment)}." : string.Empty;
        html.Element(
            "p",
            $"Run {report.Run.RunId}, seed {Figures.Plain(report.Run.Seed)}.{made} "
            + (report.Segments.Any(s => s.CustomerIds is not null)
                ? "This report holds customer ids: treat it as personal data."
                : "This report holds no customer ids."));
        html.CloseLine();
    }
}
