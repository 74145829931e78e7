using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
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
    public static TheoryData<string> Kinds => ["judged", "valued", "tested", "plain", "filtered", "objects", "measured", "shared"];

    public static SegmentReport Kind(string kind) => kind switch
    {
        "judged" => Of(SampleJudgements.Judged(), "June base"),
        "valued" => Of(SampleSegments.Valued(), "June base"),
        "shared" => ReportBuilder.Build(SampleJudgements.Judged(), new ReportOptions { MinimumCellSize = 700 }),
        "tested" => Of(SampleSegments.Tested()),
        "plain" => Of(SampleSegments.Create()),
        "filtered" => Of([.. SampleSegments.Tested().Skip(1).Take(3)]),
        "objects" => Of(Objects()),
        "measured" => ReportBuilder.Build(
            SampleSegments.Tested(), new ReportOptions { ValueMeasurement = Clv.ValueMeasurementTests.Sample() }),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static string Html(SegmentReport report) => Text(writer => HtmlReport.Write(report, writer));

    public static string Markdown(SegmentReport report) => Text(writer => MarkdownReport.Write(report, writer));

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
