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

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Colours_stay_apart_for_every_kind_of_colour_vision(bool dark)
    {
        Dictionary<string, string> colours = Colours(dark);
        string[][] told =
        [
            [.. Enumerable.Range(0, 8).Select(i => "k" + i.ToString(CultureInfo.InvariantCulture))],
            ["hn4", "hn2", "h0", "h2", "h4"],
            ["c-high", "c-pattern", "c-unstable"],
        ];
        foreach ((string vision, double[] cones) in s_visions)
        {
            Assert.All(
                from set in told from a in set from b in set where string.CompareOrdinal(a, b) < 0 select (a, b),
                pair => Assert.True(
                    Difference(Seen(colours[pair.a], cones), Seen(colours[pair.b], cones)) >= 13,
                    $"{pair.a} and {pair.b}, {vision}"));
        }
    }

    // Machado, Oliveira and Fernandes (2009), severity 1: what a colour looks like, in linear RGB.
    private static readonly (string Vision, double[] Cones)[] s_visions =
    [
        ("all cones", [1, 0, 0, 0, 1, 0, 0, 0, 1]),
        ("no red cones",
            [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998]),
        ("no green cones",
            [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881]),
        ("no blue cones",
            [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900]),
    ];

    // CIELAB of a colour as it is seen; 2.3 is a just noticeable difference.
    private static double[] Seen(string colour, double[] cones)
    {
        double[] linear = Linear(colour);
        double[] rgb =
        [
            .. Enumerable.Range(0, 3).Select(row => Math.Clamp(
                Enumerable.Range(0, 3).Sum(i => cones[(3 * row) + i] * linear[i]), 0, 1)),
        ];
        double x = Root(((0.4124 * rgb[0]) + (0.3576 * rgb[1]) + (0.1805 * rgb[2])) / 0.95047);
        double y = Root((0.2126 * rgb[0]) + (0.7152 * rgb[1]) + (0.0722 * rgb[2]));
        double z = Root(((0.0193 * rgb[0]) + (0.1192 * rgb[1]) + (0.9505 * rgb[2])) / 1.08883);
        return [(116 * y) - 16, 500 * (x - y), 200 * (y - z)];

        static double Root(double t) => t > 0.008856 ? Math.Cbrt(t) : (7.787 * t) + (16.0 / 116);
    }

    private static double Difference(double[] a, double[] b) =>
        Math.Sqrt(a.Zip(b, (p, q) => (p - q) * (p - q)).Sum());

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
        double[] linear = Linear(colour);
        return (0.2126 * linear[0]) + (0.7152 * linear[1]) + (0.0722 * linear[2]);
    }

    private static double[] Linear(string colour)
    {
        string digits = colour.Length == 3 ? string.Concat(colour.Select(c => new string(c, 2))) : colour;
        return
        [
            .. Enumerable.Range(0, 3)
                .Select(i => digits.Substring(2 * i, 2))
                .Select(hex => byte.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
                .Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4)),
        ];
    }

    [GeneratedRegex(@":root\s*\{[^}]*\}")]
    private static partial Regex RootBlock();

    [GeneratedRegex("--(?<name>[a-z0-9-]+):\\s*#(?<colour>[0-9a-f]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Variable();
}
