using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Segmentation.Reporting;
using Xunit;

namespace Segmentation.Tests.Reporting;

/// <summary>
/// Small cells planted in every field that can hold one, in a report that is to be shared: no form of it shows them.
/// </summary>
public sealed partial class PlantedCellsTests
{
    private const int Minimum = 300;

    // A number that is nowhere else, and is about too few customers.
    private const int Planted = 263;

    private const int BaseAndPlanted = 3000 + Planted;

    private static readonly JsonNode s_plain = JsonNode.Parse(Reports.Json(Reports.Full()))!;

    // How many customers, here or elsewhere.
    private static readonly string[] s_customers =
    [
        "actualActive", "commonCount", "customerCount", "customersPerArm", "customersShown", "entered", "goneCount", "joinedCount",
        "left", "missingCount", "moved", "sizeAfter", "sizeBefore", "skippedCustomerCount", "size", "stayed",
    ];

    // Whole numbers that are about something else: the method, rows, events, segments, places in a chart.
    private static readonly string[] s_others =
    [
        "actionableCount", "clusterCount", "count", "dissolvedCount", "eventCount", "frequencyScore", "holdoutDays", "hour",
        "horizonDays", "inputTokens", "outputTokens", "calls", "fromCache", "minimumDimensions", "minimumSize",
        "recencyScore", "recoveredCount", "replicateCount", "restarts", "restartsAtBest", "rowsRead", "rowsUsed",
        "sampleSize", "schemaVersion", "seed", "segmentsShown", "silhouetteSampleSize", "usableCount", "validCount", "weekday",
    ];

    // Names, what was typed, conditions on figures, what holds for every report, and words of a list.
    private static readonly string[] s_notSentences =
    [
        "title", "name", "segmentId", "runId", "version", "documentType", "words", "filter", "sql",
        "command", "value", "sha256", "line",
    ];

    public static TheoryData<string> Sentences =>
    [
        "There are 263 customers without a value.", "263 of 2,000 members have none.", "1,737 of the 2,000 members have one.",
        "Only 263 repeat buyers came back.", "It is about 263 people.",
    ];

    [Fact]
    public void Nothing_of_the_sort_is_there_before_it_is_planted() =>
        Assert.All(Forms(Reports.Full()), form => Assert.DoesNotMatch(Number(), form.Text));

    [Fact]
    public void Every_whole_number_of_a_report_is_known_as_one_of_customers_or_of_something_else()
    {
        string[] known = [.. s_customers, .. s_others];
        string[] found =
        [
            .. typeof(SegmentReport).Assembly.GetExportedTypes()
                .Where(type => type.Namespace == typeof(SegmentReport).Namespace && type.Name.StartsWith("Report", StringComparison.Ordinal))
                .Append(typeof(SegmentReport))
                .SelectMany(type => type.GetProperties())
                .Where(p => (Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType) == typeof(int))
                .Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name))
                .Distinct(StringComparer.Ordinal)
                .Where(name => name is not ("currentSchemaVersion" or "minimumCellSize")),
        ];
        Assert.Empty(found.Except(known, StringComparer.Ordinal));
    }

    [Fact]
    public void A_small_count_of_customers_is_shown_nowhere()
    {
        // The first and the last of each kind; fewer customers in all would be no report.
        string[] paths =
        [
            .. s_customers.SelectMany(name => Places(s_plain, name)).Select(leaf => leaf.GetPath())
                .Where(path => path != "$.run.customerCount")
                .GroupBy(path => Index().Replace(path, "[]"), StringComparer.Ordinal)
                .SelectMany(kind => new[] { kind.First(), kind.Last() }.Distinct(StringComparer.Ordinal)),
        ];
        Assert.InRange(paths.Length, 25, 100);
        foreach (string path in paths)
        {
            JsonNode document = s_plain.DeepClone();
            JsonValue leaf = Reports.Leaves(document, null).Select(l => l.Leaf).First(l => l.GetPath() == path);

            // Of the customers read, those who were not segmented are few.
            leaf.ReplaceWith(path == "$.intake.customerCount" ? BaseAndPlanted : Planted);
            AssertHidden(Reports.Read(document.ToJsonString()), path);
        }
    }

    [Theory]
    [MemberData(nameof(Sentences))]
    public void A_sentence_about_few_customers_is_shown_nowhere(string sentence)
    {
        JsonNode document = s_plain.DeepClone();
        Assert.Equal("segmentation-report", (string)document["documentType"]!);
        HashSet<string> fields = new(StringComparer.Ordinal);
        foreach ((string name, JsonValue leaf) in Reports.Leaves(document, null)
            .Where(leaf => leaf.Leaf.GetValueKind() == JsonValueKind.String && leaf.Leaf.Parent is not null).ToArray())
        {
            if (!s_notSentences.Contains(name, StringComparer.Ordinal) && TakesText(name))
            {
                fields.Add(name);
                leaf.ReplaceWith(sentence);
            }
        }

        // The definitions are the same in every report.
        document["definitions"] = s_plain["definitions"]!.DeepClone();
        Assert.True(fields.Count > 30, $"only {fields.Count} fields take a sentence");
        AssertHidden(Reports.Read(document.ToJsonString()), sentence);
    }

    private static readonly Dictionary<string, bool> s_takesText = new(StringComparer.Ordinal);

    // Not those that take a time, or a word of a list.
    private static bool TakesText(string name)
    {
        if (!s_takesText.TryGetValue(name, out bool takes))
        {
            JsonNode document = s_plain.DeepClone();
            foreach ((_, JsonValue leaf) in Reports.Leaves(document, null).Where(l => l.Name == name).ToArray())
            {
                leaf.ReplaceWith("free text");
            }

            try
            {
                _ = Reports.Read(document.ToJsonString());
                takes = true;
            }
            catch (SegmentationException)
            {
                takes = false;
            }

            s_takesText.Add(name, takes);
        }

        return takes;
    }

    private static IEnumerable<JsonValue> Places(JsonNode document, string name) =>
        Reports.Leaves(document, null).Where(l => l.Name == name).Select(l => l.Leaf);

    private static void AssertHidden(SegmentReport report, string what)
    {
        SegmentReport shared = SmallCells.Withhold(report, Minimum);
        Assert.NotEmpty(shared.Privacy!.Withheld);
        foreach ((string form, string text) in Forms(shared))
        {
            Match shown = Number().Match(text);
            Assert.False(
                shown.Success,
                $"{what}: {form} shows {(shown.Success ? text[Math.Max(0, shown.Index - 120)..Math.Min(text.Length, shown.Index + 60)] : "")}");
        }
    }

    private static IEnumerable<(string Form, string Text)> Forms(SegmentReport report)
    {
        yield return ("json", Reports.Json(report));
        yield return ("html", WithoutGeometry(Reports.Html(report)));
        yield return ("md", Reports.Markdown(report));
        yield return ("txt", Reports.PlainText(report));
        foreach (SegmentChartKind kind in Enum.GetValues<SegmentChartKind>())
        {
            using StringWriter svg = new();
            try
            {
                SegmentCharts.Write(report, kind, svg);
            }
            catch (SegmentationException error) when (error.ErrorId == ErrorIds.StageNotRun)
            {
                continue;
            }

            yield return ($"{kind}", WithoutGeometry(svg.ToString()));
        }
    }

    // Where marks are is no count; texts, titles and what tables sort by are.
    private static string WithoutGeometry(string markup) => Style().Replace(Geometry().Replace(markup, " "), " ");

    [GeneratedRegex(
        """\s(x|y|x1|y1|x2|y2|cx|cy|r|rx|d|points|width|height|viewBox|transform|style|font-size|dx|dy|textLength)="[^"]*"\s?""",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Geometry();

    [GeneratedRegex(@"\[\d+\]", RegexOptions.None, 1000)]
    private static partial Regex Index();

    [GeneratedRegex("<(style|script)[ >].*?</(style|script)>", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Style();

    [GeneratedRegex(@"(?<![\d.,#])(263|1,?737|3,?263)(?![\d]|[.,]\d)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Number();
}
