using System;
using System.Collections.Generic;
using System.Globalization;
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
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_content_policy_allows_its_own_style_sheet_and_nothing_else()
    {
        XElement page = Parse(Reports.Html(Reports.Kind("tested")));
        string policy = page.Descendants("meta")
            .Single(m => m.Attribute("http-equiv")?.Value == "Content-Security-Policy").Attribute("content")!.Value;
        string style = Assert.Single(page.Descendants("style")).Value;
        string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        Assert.Equal(
            $"default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'", policy);
        Assert.DoesNotContain(page.DescendantsAndSelf().Attributes(), a => a.Name.LocalName == "style");
        Assert.DoesNotContain(
            page.DescendantsAndSelf().Attributes(),
            a => a.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [MemberData(nameof(HostileTexts))]
    public void Any_text_is_shown_as_text(string text)
    {
        SegmentReport report = Hostile(text);
        XElement page = Parse(Reports.Html(report));
        XElement clean = Parse(Reports.Html(Hostile("plain")));
        Assert.Equal(clean.Descendants().Select(e => e.Name.LocalName), page.Descendants().Select(e => e.Name.LocalName));
        string shown = new([.. text.Where(c => !char.IsControl(c) && !char.IsSurrogate(c) && c is not ('\uFFFE' or '\uFFFD'))]);
        string heading = page.Descendants("h3").First(h => h.Attribute("id")?.Value == "segment-1-name").Value;
        Assert.Equal("S1" + shown, new string([.. heading.Where(c => c != '\uFFFD' && !char.IsSurrogate(c))]));
    }

    [Fact]
    public void A_very_long_name_neither_bursts_the_page_nor_is_lost()
    {
        string name = string.Concat(Enumerable.Repeat("long ", 2000)) + "end";
        List<Segment> segments = [.. SampleSegments.Tested(10)];
        segments[3] = segments[3] with { Name = name };
        string html = Reports.Html(Reports.Of(segments));
        Assert.Contains(name, html, StringComparison.Ordinal);
        Assert.InRange(html.Length, 1, 200_000);
    }

    [Fact]
    public void Ten_segments_stay_below_400_kilobytes() =>
        Assert.InRange(Encoding.UTF8.GetByteCount(Reports.Html(Reports.Of(SampleSegments.Tested(10)))), 20_000, 400_000);

    [Fact]
    public void A_stage_that_did_not_run_has_no_section_and_no_figure()
    {
        XElement page = Parse(Reports.Html(Reports.Kind("objects")));
        string[] sections = [.. page.Descendants("section").Select(s => s.Attribute("id")!.Value)];
        Assert.Equal(["answer", "segments", "count", "features", "methods"], sections);
        string words = page.Element("body")!.Value;
        foreach (string absent in (string[])["Jaccard", "stable", "per customer", "CLV", "As of", "Rows", "refunds up to"])
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
        Assert.Equal(["answer", "segments", "robustness", "count", "features", "data", "methods"], sections);
        string words = page.Value;
        foreach (string present in (string[])["135,080", "0.912", "k-means", "42.9%", "expected value (CLV)", "9f2c41d07ab3"])
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
            Robustness = new SegmentRobustness { Verdict = RobustnessVerdict.NotAssessed, Reasons = ["Too few customers"] },
        };
        string html = Reports.Html(Reports.Of(segments));
        Assert.Contains("not tested", html, StringComparison.Ordinal);
        Assert.Contains("Not assessed", html, StringComparison.Ordinal);
        Assert.Contains("Too few customers.", html, StringComparison.Ordinal);
        Assert.Contains("of 4 tested segments", html, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", html, StringComparison.Ordinal);
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
            .Where(n => n is "h1" or "h2" or "h3").Select(n => n[1] - '0')];
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));

        string[] ids = [.. page.Descendants().Attributes("id").Select(a => a.Value)];
        Assert.Equal(ids.Length, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.All(page.Descendants("a"), a => Assert.Contains(a.Attribute("href")!.Value[1..], ids));
        Assert.All(page.Descendants().Attributes("aria-labelledby").SelectMany(a => a.Value.Split(' ')),
            id => Assert.Contains(id, ids));
        Assert.All(page.Descendants("table"), t => Assert.NotEmpty(t.Element("caption")!.Value));
        Assert.All(page.Descendants("th"), th => Assert.NotNull(th.Attribute("scope")));
        Assert.All(page.Descendants("svg"), svg =>
        {
            Assert.Equal("img", svg.Attribute("role")?.Value);
            Assert.NotEmpty(svg.Element("title")!.Value);
            Assert.NotEmpty(svg.Element("desc")!.Value);
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Text_stands_out_from_what_is_behind_it(bool dark)
    {
        Dictionary<string, string> colours = Colours(dark);
        List<(string Text, string Behind)> pairs =
        [
            ("ink", "page"), ("ink", "surface"), ("soft", "page"), ("soft", "surface"), ("accent", "page"),
            ("accent", "surface"), ("high", "high-b"), ("stable", "stable-b"), ("pattern", "pattern-b"),
            ("unstable", "unstable-b"), ("none", "none-b"), ("on4", "hn4"), ("on4", "h4"), ("on3", "hn3"), ("on3", "h3"),
            .. ((string[])["hn2", "hn1", "h0", "h1", "h2"]).Select(cell => ("on", cell)),
        ];
        Assert.All(pairs, pair => Assert.True(
            Contrast(colours[pair.Text], colours[pair.Behind]) >= 4.5,
            $"{pair.Text} on {pair.Behind}"));

        // Bars and lines: 3 to 1 (WCAG 2.2, 1.4.11), except where a text beside them says the same.
        Assert.True(Contrast(colours["bar"], colours["surface"]) >= 3);
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

    private static Dictionary<string, string> Colours(bool dark)
    {
        string css = Parse(Reports.Html(Reports.Kind("plain"))).Descendants("style").Single().Value;
        string[] blocks = [.. RootBlock().Matches(css).Select(m => m.Value)];
        return Variable().Matches(blocks[dark ? 1 : 0])
            .ToDictionary(m => m.Groups["name"].Value, m => m.Groups["colour"].Value, StringComparer.Ordinal);
    }

    // WCAG 2.2: (L1 + 0.05) / (L2 + 0.05) of relative luminances.
    private static double Contrast(string one, string other)
    {
        double a = Luminance(one);
        double b = Luminance(other);
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string colour)
    {
        string digits = colour.Length == 3 ? string.Concat(colour.Select(c => new string(c, 2))) : colour;
        double[] linear =
        [
            .. Enumerable.Range(0, 3)
                .Select(i => byte.Parse(digits.AsSpan(2 * i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
                .Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4)),
        ];
        return (0.2126 * linear[0]) + (0.7152 * linear[1]) + (0.0722 * linear[2]);
    }

    [GeneratedRegex(@"https?://|src\s*=|url\s*\(|@import|@font-face|<link|<iframe|<object|href=""[^#]", RegexOptions.IgnoreCase)]
    private static partial Regex ForeignReference();

    [GeneratedRegex(@":root\{[^}]*\}")]
    private static partial Regex RootBlock();

    [GeneratedRegex("--(?<name>[a-z0-9-]+):#(?<colour>[0-9a-f]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Variable();
}
