using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Segmentation.Reporting.Html;
using Xunit;

namespace Segmentation.Tests.Reporting;

public sealed partial class ReportStyleTests
{
    [Fact]
    public void The_style_sheet_has_plain_line_ends_and_nothing_that_xml_would_escape()
    {
        Assert.DoesNotContain('\r', ReportStyle.Css);
        Assert.DoesNotContain('<', ReportStyle.Css);
        Assert.DoesNotContain('&', ReportStyle.Css);
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
            ("unstable", "unstable-b"), ("none", "none-b"),
            ("on4", "hn4"), ("on4", "h4"), ("on3", "hn3"), ("on3", "h3"),
            .. ((string[])["hn2", "hn1", "h0", "h1", "h2"]).Select(cell => ("on", cell)),
        ];
        Assert.All(pairs, pair => Assert.True(
            Contrast(colours[pair.Text], colours[pair.Behind]) >= 4.5,
            $"{pair.Text} on {pair.Behind}"));

        // Bars and lines: 3 to 1 (WCAG 2.2, 1.4.11), except where a text beside them says the same.
        Assert.True(Contrast(colours["bar"], colours["surface"]) >= 3);
    }

    private static Dictionary<string, string> Colours(bool dark)
    {
        string[] blocks = [.. RootBlock().Matches(ReportStyle.Css).Select(m => m.Value)];
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
                .Select(i => digits.Substring(2 * i, 2))
                .Select(hex => byte.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
                .Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4)),
        ];
        return (0.2126 * linear[0]) + (0.7152 * linear[1]) + (0.0722 * linear[2]);
    }

    [GeneratedRegex(@":root\s*\{[^}]*\}")]
    private static partial Regex RootBlock();

    [GeneratedRegex("--(?<name>[a-z0-9-]+):\\s*#(?<colour>[0-9a-f]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Variable();
}
