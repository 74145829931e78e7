using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Segmentation.Reporting;
using Segmentation.Segments;
using Xunit;

namespace Segmentation.Tests.Reporting;

public sealed partial class HtmlReportTests
{
    public static TheoryData<string> HostileTexts =>
    [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "'; -- & &amp; ]]> <!-- -->",
        "\u202Eright to left\u202C \u05D0\u05D1\u05D2",
        "\uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67 families",
        "=cmd|' /C calc'!A0",
        "| a | `b` | [c](javascript:d)",
        "lone \uD800 surrogate, \0 zero, \u0007 bell, \uFFFE no character",
        "",
    ];

    [Theory]
    [MemberData(nameof(Reports.Kinds), MemberType = typeof(Reports))]
    public void A_page_is_well_formed_and_needs_nothing_from_elsewhere(string kind)
    {
        string html = Reports.Html(Reports.Kind(kind));
        Assert.Equal("html", Parse(html).Name.LocalName);
        Assert.DoesNotMatch(ForeignReference(), html);
        Assert.Single(Parse(html).Descendants("script"));
    }

    [Fact]
    public void The_content_policy_allows_its_own_style_sheet_and_script_and_nothing_else()
    {
        XElement page = Parse(Reports.Html(Reports.Kind("tested")));
        string policy = page.Descendants("meta")
            .Single(m => m.Attribute("http-equiv")?.Value == "Content-Security-Policy").Attribute("content")!.Value;
        string style = Assert.Single(page.Descendants("style")).Value;
        string script = Assert.Single(page.Descendants("script")).Value;
        Assert.Equal(
            $"default-src 'none'; style-src 'sha256-{Hash(style)}'; script-src 'sha256-{Hash(script)}'; base-uri 'none'; "
                + "form-action 'none'",
            policy);
        Assert.DoesNotContain(page.DescendantsAndSelf().Attributes(), a => a.Name.LocalName == "style");
        Assert.DoesNotContain(
            page.DescendantsAndSelf().Attributes(),
            a => a.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase));

        static string Hash(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public void Any_text_is_shown_as_text(string text)
    {
        SegmentReport report = Hostile(text);
        XElement page = Parse(Reports.Html(report));
        XElement clean = Parse(Reports.Html(Hostile("plain")));
        Assert.Equal(Elements(clean), Elements(page));
        string shown = new(
            [.. text.Where(c => !char.IsControl(c) && !char.IsSurrogate(c) && c is not ('\uFFFE' or '\uFFFD'))]);
        string heading = page.Descendants("h3").First(h => h.Attribute("id")?.Value == "segment-1-name").Value;
        Assert.Equal("S1" + shown, new string([.. heading.Where(c => c != '\uFFFD' && !char.IsSurrogate(c))]));

        // How many lines a label takes depends on its text, and an empty text takes none.
        static IEnumerable<string> Elements(XElement page) => page.Descendants()
            .Where(e => e.Name.LocalName is not ("text" or "g") && e.Attribute("class")?.Value != "below")
            .Select(e => e.Name.LocalName);
    }

    [Fact]
    public void A_very_long_name_neither_bursts_the_page_nor_is_lost()
    {
        string name = string.Concat(Enumerable.Repeat("long ", 2000)) + "end";
        List<Segment> segments = [.. SampleSegments.Tested(10)];
        segments[3] = segments[3] with { Name = name };
        string html = Reports.Html(Reports.Of(segments));
        Assert.Contains(name, html, StringComparison.Ordinal);
        Assert.InRange(html.Length, 1, 400_000);
    }

    [Fact]
    public void Ten_segments_stay_below_400_kilobytes() =>
        Assert.InRange(
            Encoding.UTF8.GetByteCount(Reports.Html(Reports.Of(
                [.. SampleSegments.Tested(10).Select(SampleJudgements.Judge)]))), 20_000, 400_000);

    [Fact]
    public void A_stage_that_did_not_run_has_no_section_and_no_figure()
    {
        XElement page = Parse(Reports.Html(Reports.Kind("objects")));
        string[] sections = [.. page.Descendants("section").Select(s => s.Attribute("id")!.Value)];
        Assert.Equal(["answer", "segments", "count", "features", "methods"], sections);
        string words = string.Concat(page.Element("body")!.Elements().Where(e => e.Name != "script").Select(e => e.Value));
        string[] others = ["Jaccard", "stable", "per customer", "CLV", "As of", "Rows in", "refunds up to"];
        foreach (string absent in others)
        {
            Assert.DoesNotContain(absent, words, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Contains("has not been tested", words, StringComparison.Ordinal);
        Assert.DoesNotContain(
            page.Descendants().Attributes("class"), a => a.Value.StartsWith("badge", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_stage_that_ran_has_its_section()
    {
        XElement page = Parse(Reports.Html(Reports.Kind("valued")));
        string[] sections = [.. page.Descendants("section").Select(s => s.Attribute("id")!.Value)];
        Assert.Equal(["answer", "segments", "count", "robustness", "features", "data", "methods"], sections);
        string words = page.Value;
        string[] figures = ["135,080", "0.912", "k-means", "42.9\u00A0%", "expected value (CLV)", "9f2c41d07ab3"];
        foreach (string present in figures)
        {
            Assert.Contains(present, words, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Segments_that_were_not_tested_beside_others_say_so()
    {
        List<Segment> segments = [.. SampleSegments.Tested()];
        segments[1] = segments[1] with { Robustness = null };
        segments[2] = segments[2] with
        {
            Robustness = new SegmentRobustness
            {
                Verdict = RobustnessVerdict.NotAssessed,
                Reasons = ["Too few customers"],
            },
        };
        string html = Reports.Html(Reports.Of(segments));
        Assert.Contains("not tested", html, StringComparison.Ordinal);
        Assert.Contains("Not assessed", html, StringComparison.Ordinal);
        Assert.Contains("Too few customers.", html, StringComparison.Ordinal);
        Assert.Contains("of 3 assessed segments", html, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\bNaN\b", html);
    }

    [Fact]
    public void When_nothing_could_be_assessed_no_evidence_is_claimed()
    {
        SegmentRobustness none = new() { Verdict = RobustnessVerdict.NotAssessed, Reasons = ["Too few customers"] };
        string html = Reports.Html(Reports.Of([.. SampleSegments.Create().Select(s => s with { Robustness = none })]));
        Assert.Contains("None of the segments could be assessed", html, StringComparison.Ordinal);
        Assert.DoesNotContain("drawn anew", html, StringComparison.Ordinal);
        Assert.DoesNotContain("drawn with replacement", html, StringComparison.Ordinal);
        Assert.Contains("Too few customers.", html, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Reports.Kinds), MemberType = typeof(Reports))]
    public void A_page_can_be_read_without_seeing_it(string kind)
    {
        XElement page = Parse(Reports.Html(Reports.Kind(kind)));
        Assert.Equal("en", page.Attribute("lang")?.Value);
        Assert.Single(page.Descendants("main"));
        Assert.Single(page.Descendants("h1"));

        int[] levels = [.. page.Descendants().Select(e => e.Name.LocalName)
            .Where(n => n is "h1" or "h2" or "h3" or "h4").Select(n => n[1] - '0')];
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));

        string[] ids = [.. page.Descendants().Attributes("id").Select(a => a.Value)];
        Assert.Equal(ids.Length, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.All(page.Descendants("a"), a => Assert.Contains(a.Attribute("href")!.Value[1..], ids));
        Assert.All(page.Descendants().Attributes("aria-labelledby").SelectMany(a => a.Value.Split(' ')),
            id => Assert.Contains(id, ids));
        string[] labels = [.. page.Descendants().Attributes("aria-label").Select(a => a.Value)];
        Assert.Equal(labels.Length, labels.Distinct(StringComparer.Ordinal).Count());
        Assert.All(page.Descendants("table"), t => Assert.NotEmpty(t.Element("caption")!.Value));
        Assert.All(page.Descendants("thead").Descendants("th"), th => Assert.Equal("col", th.Attribute("scope")?.Value));
        Assert.All(page.Descendants("tbody").Elements("tr"), tr => Assert.Equal("th", tr.Elements().First().Name.LocalName));
        Assert.All(page.Descendants("svg").Where(svg => svg.Attribute("aria-hidden") is null), svg =>
        {
            Assert.Equal("img", svg.Attribute("role")?.Value);
            Assert.NotEmpty(svg.Element("title")!.Value);
            Assert.NotEmpty(svg.Element("desc")!.Value);
        });
    }

    private static SegmentReport Hostile(string text)
    {
        List<Segment> segments = [.. SampleSegments.Valued()];
        SegmentationRun run = segments[0].Run with
        {
            Source = text,
            RunId = text,
            ClusterCountReason = text,
            Features = [.. segments[0].Run.Features.Select(f => f with { Label = text, Name = text })],
            DroppedFeatures = [new(text, text)],
        };
        SegmentRobustness robustness = segments[0].Robustness! with { Reasons = [text] };
        SegmentTrait trait = segments[0].Traits[0] with { Text = text, Feature = text };
        return Reports.Of(
            [.. segments.Select(s => s with { Run = run, Name = text, Robustness = robustness, Traits = [trait] })],
            "Title " + text);
    }

    private static XElement Parse(string html) => XDocument.Parse(html, LoadOptions.PreserveWhitespace).Root!;

    [GeneratedRegex(
        @"https?://|src\s*=|url\s*\(|@import|@font-face|<link|<iframe|<object|href=""[^#]", RegexOptions.IgnoreCase)]
    private static partial Regex ForeignReference();
}
