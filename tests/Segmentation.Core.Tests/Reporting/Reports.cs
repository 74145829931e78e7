using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using Segmentation.Reporting;
using Segmentation.Segments;
using Xunit;

namespace Segmentation.Tests.Reporting;

/// <summary>Reports of the sample segments, and reports as text.</summary>
internal static class Reports
{
    public static SegmentReport Of(IReadOnlyList<Segment> segments, string? title = null) =>
        ReportBuilder.Build(segments, new ReportOptions { Title = title });

    /// <summary>One of each shape: everything, nothing beyond segments, some of the segments, no revenue.</summary>
    public static TheoryData<string> Kinds => ["judged", "valued", "tested", "plain", "filtered", "objects", "measured", "shared", "compared"];

    public static SegmentReport Kind(string kind) => kind switch
    {
        "judged" => Of(SampleJudgements.Judged(), "June base"),
        "valued" => Of(SampleSegments.Valued(), "June base"),
        "shared" => ReportBuilder.Build(SampleJudgements.Judged(), new ReportOptions { MinimumCellSize = 700 }),
        "compared" => ReportBuilder.Build(SampleSegments.Tested(), new ReportOptions { Migration = Compared() }),
        "tested" => Of(SampleSegments.Tested()),
        "plain" => Of(SampleSegments.Create()),
        "filtered" => Of([.. SampleSegments.Tested().Skip(1).Take(3)]),
        "objects" => Of(Objects()),
        "measured" => ReportBuilder.Build(
            SampleSegments.Tested(), new ReportOptions { ValueMeasurement = Clv.ValueMeasurementTests.Sample() }),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>A report with every stage in it.</summary>
    public static SegmentReport Full() => Kind("judged") with
    {
        Migration = Compared(),
        ValueBacktest = Kind("measured").ValueBacktest,
        Activity = ChartSamples.Of().Activity,
        RfmGrid = ChartSamples.Of().RfmGrid,
    };

    /// <summary>The values in a document, each with the name of its field.</summary>
    public static IEnumerable<(string Name, JsonValue Leaf)> Leaves(JsonNode node, string? name) => node switch
    {
        JsonObject properties => properties.Where(p => p.Value is not null).SelectMany(p => Leaves(p.Value!, p.Key)),
        JsonArray items => items.Where(item => item is not null).SelectMany(item => Leaves(item!, name)),
        JsonValue value => [(name!, value)],
        _ => [],
    };

    public static string Html(SegmentReport report) => Text(writer => HtmlReport.Write(report, writer));

    public static string Markdown(SegmentReport report) => Text(writer => MarkdownReport.Write(report, writer));

    public static string PlainText(SegmentReport report) => Text(writer => TextReport.Write(report, writer));

    public static string Json(SegmentReport report)
    {
        using MemoryStream stream = new();
        JsonReport.Write(report, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public static SegmentReport Read(string json)
    {
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(json));
        return JsonReport.Read(stream);
    }

    /// <summary>Runs in a culture, and comes back from it.</summary>
    public static T In<T>(string culture, Func<T> action)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            return action();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    public static ReportMigration Compared() => new()
    {
        Before = "2025-05-31",
        After = "2025-06-30",
        Statement = "Shifted: look at what moved before acting. 71 % of the common customers stayed (kappa 0.64).",
        Reasons = ["71 % of the common customers stayed (kappa 0.64).", "2 of 3 earlier segments continue."],
        CommonCount = 900,
        JoinedCount = 30,
        GoneCount = 3,
        Moves = [new("S1 Old", "S1 Old", 500, true), new("S1 Old", "S4 New", 400), new("S2 <Gone>", null, 3), new(null, "S4 New", 30)],
        Lineage =
        [
            new("S1 Old", "S1 continues (Jaccard 0.56).", 0.56, 900, 500, 0, 400, 500),
            new("S4 New", "S4 is new (closest Jaccard 0.44).", 0.44, null, 430, 430, 0, 0),
            new("S2 <Gone>", "S2 is no more.", 0, 3, null, 0, 3, 0),
        ],
    };

    // Segments of piped objects: no events, no revenue, no as-of, one candidate.
    private static List<Segment> Objects()
    {
        IReadOnlyList<Segment> segments = SampleSegments.Create(revenue: false);
        SegmentationRun run = segments[0].Run;
        run = run with { AsOf = null, Profiles = null, Silhouette = null, Candidates = [run.Candidates[3]] };
        return [.. segments.Select(s => s with { Run = run })];
    }

    private static string Text(Action<TextWriter> write)
    {
        using StringWriter writer = new(CultureInfo.InvariantCulture);
        write(writer);
        return writer.ToString();
    }
}
