using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Segmentation.Reporting;
using Xunit;

namespace Segmentation.Tests.Reporting;

/// <summary>Every text of a report with every stage in it, replaced by one that would like to be more than text.</summary>
public sealed class HostileReportTests
{
    private static readonly SegmentReport s_plain = Reports.Full() with { Privacy = Reports.Kind("shared").Privacy };

    private static readonly Lazy<string> s_json = new(() => Reports.Json(s_plain));
    private static readonly Lazy<HashSet<string>> s_kinds = new(Kinds);

    public static TheoryData<int> Texts => [.. Enumerable.Range(0, ChartSamples.Hostile.Length)];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Whatever_a_field_holds_is_shown_as_text_in_every_form(int index)
    {
        SegmentReport hostile = Replaced(ChartSamples.Hostile[index], out int fields);
        Assert.True(fields >= 40, $"only {fields} kinds of fields hold text");

        XElement page = XElement.Parse(Reports.Html(hostile)["<!DOCTYPE html>".Length..]);
        XElement expected = XElement.Parse(Reports.Html(s_plain)["<!DOCTYPE html>".Length..]);
        Assert.Single(page.Descendants("script"));
        Assert.Subset(new HashSet<string>(Names(expected)), new HashSet<string>(Names(page)));
        Assert.DoesNotContain(
            page.DescendantsAndSelf().Attributes(), a => a.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.All(page.Descendants().Attributes("href"), a => Assert.StartsWith("#", a.Value, StringComparison.Ordinal));

        string markdown = Reports.Markdown(hostile);
        Assert.DoesNotContain('<', markdown);
        Assert.DoesNotContain(markdown, c => char.IsControl(c) && c != '\n');
        Assert.DoesNotContain(Reports.PlainText(hostile), c => char.IsControl(c) && c != '\n');
        Assert.Equal(Reports.Markdown(s_plain).Count(c => c == '\n'), markdown.Count(c => c == '\n'));

        string json = Reports.Json(hostile);
        Assert.Equal(json, Reports.Json(Reports.Read(json)));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Whatever_a_field_holds_is_text_in_every_chart(int index)
    {
        SegmentReport hostile = Replaced(ChartSamples.Hostile[index], out _);
        foreach (SegmentChartKind kind in Enum.GetValues<SegmentChartKind>())
        {
            using StringWriter svg = new();
            try
            {
                SegmentCharts.Write(hostile, kind, svg);
            }
            catch (SegmentationException error) when (error.ErrorId == ErrorIds.StageNotRun)
            {
                continue;
            }

            XElement drawn = XElement.Parse(svg.ToString());
            string[] names = [.. Names(drawn)];
            Assert.DoesNotContain("script", names);
            Assert.DoesNotContain("a", names);
            Assert.All(drawn.DescendantsAndSelf().Attributes(), a => Assert.DoesNotContain("href", a.Name.LocalName, StringComparison.Ordinal));
        }
    }

    private static IEnumerable<string> Names(XElement root) =>
        root.DescendantsAndSelf().Select(e => e.Name.LocalName).Distinct(StringComparer.Ordinal);

    private static SegmentReport Replaced(string text, out int fields)
    {
        fields = s_kinds.Value.Count;
        return Reports.Read(Replaced(s_json.Value, s_kinds.Value.Contains, text));
    }

    private static string Replaced(string json, Func<string, bool> isMeant, string text)
    {
        JsonNode document = JsonNode.Parse(json)!;
        foreach ((_, JsonNode leaf) in Leaves(document, null).Where(leaf => isMeant(leaf.Name)).ToList())
        {
            leaf.ReplaceWith(text);
        }

        return document.ToJsonString();
    }

    // A kind of field is a property's name; one that takes words of a list or times only stays as it is.
    private static HashSet<string> Kinds()
    {
        HashSet<string> kinds = new(StringComparer.Ordinal);
        foreach (string kind in Leaves(JsonNode.Parse(s_json.Value)!, null).Select(l => l.Name).Distinct(StringComparer.Ordinal))
        {
            try
            {
                _ = Reports.Read(Replaced(s_json.Value, name => name == kind, "free text"));
                kinds.Add(kind);
            }
            catch (SegmentationException)
            {
                // Not a field for free text.
            }
        }

        return kinds;
    }

    private static IEnumerable<(string Name, JsonValue Leaf)> Leaves(JsonNode node, string? name) =>
        Reports.Leaves(node, name).Where(leaf => leaf.Leaf.GetValueKind() == JsonValueKind.String);
}
