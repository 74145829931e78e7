using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using Segmentation.Reporting;
using Xunit;

namespace Segmentation.Tests.Reporting;

public sealed class JsonReportTests
{
    [Theory]
    [MemberData(nameof(Reports.Kinds), MemberType = typeof(Reports))]
    public void Reading_gives_back_what_was_written(string kind)
    {
        SegmentReport report = Reports.Kind(kind);
        string json = Reports.Json(report);
        SegmentReport back = Reports.Read(json);
        Assert.Equal(json, Reports.Json(back));
        Assert.Equal(Reports.Html(report), Reports.Html(back));
        Assert.Equal(report.Run, back.Run);
        Assert.Equal(report.Segments.Select(s => s.Profile), back.Segments.Select(s => s.Profile));
        Assert.Equal(report.Segments.SelectMany(s => s.Traits), back.Segments.SelectMany(s => s.Traits));
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(1.0 / 3)]
    [InlineData(-5e-324)]
    [InlineData(1.7976931348623157E+308)]
    [InlineData(-0.0)]
    public void Doubles_survive_to_the_last_bit(double value)
    {
        SegmentReport report = Reports.Kind("plain");
        report = report with { Run = report.Run with { Inertia = value } };
        double back = Reports.Read(Reports.Json(report)).Run.Inertia!.Value;
        Assert.Equal(BitConverter.DoubleToInt64Bits(value), BitConverter.DoubleToInt64Bits(back));
    }

    [Fact]
    public void Money_keeps_every_digit()
    {
        SegmentReport report = Reports.Kind("plain");
        report = report with { Summary = report.Summary with { TotalRevenue = 79228162514264337593543950.335m } };
        Assert.Equal(79228162514264337593543950.335m, Reports.Read(Reports.Json(report)).Summary.TotalRevenue);
    }

    [Fact]
    public void Names_are_camel_case_verdicts_are_words_and_what_is_unknown_is_absent()
    {
        string json = Reports.Json(Reports.Kind("tested"));
        Assert.Contains("\"verdict\": \"HighlyStable\"", json, StringComparison.Ordinal);
        Assert.Contains("\"bootstrapJaccard\": 0.912", json, StringComparison.Ordinal);
        Assert.DoesNotContain("null", json, StringComparison.Ordinal);
        Assert.DoesNotContain("Clv", json, StringComparison.Ordinal);
        Assert.DoesNotContain("robustness", Reports.Json(Reports.Kind("plain")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not JSON")]
    [InlineData("[1, 2]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"documentType\": 7}")]
    [InlineData("{\"documentType\": \"something-else\", \"schemaVersion\": 1}")]
    [InlineData("{\"documentType\": \"segmentation-report\"}")]
    [InlineData("{\"documentType\": \"segmentation-report\", \"schemaVersion\": \"1\"}")]
    [InlineData("{\"documentType\": \"segmentation-report\", \"schemaVersion\": 1.5}")]
    [InlineData("{\"documentType\": \"segmentation-report\", \"schemaVersion\": 1}")]
    public void What_is_no_report_is_refused_with_what_to_do(string json) => Refused(json);

    [Theory]
    [InlineData("\"title\": \"June base\"", "\"title\": null")]
    [InlineData("\"title\": \"June base\"", "\"title\": \"a\", \"title\": \"b\"")]
    [InlineData("\"title\": \"June base\"", "\"title\": \"a\", \"unknown\": 1")]
    [InlineData("\"verdict\": \"Pattern\"", "\"verdict\": \"Splendid\"")]
    [InlineData("\"verdict\": \"Pattern\"", "\"verdict\": 2")]
    [InlineData("\"seed\": 42", "\"seed\": \"42\"")]
    [InlineData("\"rowsSkipped\": [", "\"rowsSkipped\": [null,")]
    public void A_damaged_report_is_refused(string sound, string damaged)
    {
        string json = Reports.Json(Reports.Kind("valued"));
        int at = json.IndexOf(sound, StringComparison.Ordinal);
        Assert.True(at > 0);
        Refused(json[..at] + damaged + json[(at + sound.Length)..]);
    }

    [Fact]
    public void A_cut_off_report_is_refused_with_its_line()
    {
        string json = Reports.Json(Reports.Kind("plain"));
        Assert.Contains("(line ", Refused(json[..(json.Length / 2)]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_newer_document_says_that_an_update_is_needed()
    {
        string json = Reports.Json(Reports.Kind("plain")).Replace(
            "\"schemaVersion\": 1", "\"schemaVersion\": 2, \"more\": {}", StringComparison.Ordinal);
        SegmentationException error = Refused(json);
        Assert.Contains("schema version 2", error.Message, StringComparison.Ordinal);
        Assert.Contains("update", error.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_does_no_harm()
    {
        string json = Reports.Json(Reports.Kind("plain"));
        using MemoryStream stream = new([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(json)]);
        Assert.Equal(json, Reports.Json(JsonReport.Read(stream)));
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public void Every_format_is_the_same_in_every_culture(string culture)
    {
        string here = Reports.In(CultureInfo.InvariantCulture.Name, Everything);
        Assert.Equal(here, Reports.In(culture, Everything));

        static string Everything()
        {
            SegmentReport report = Reports.Kind("valued");
            return Reports.Json(report) + Reports.Html(report) + Reports.Markdown(report);
        }
    }

    private static SegmentationException Refused(string json)
    {
        SegmentationException error = Assert.Throws<SegmentationException>(() => Reports.Read(json));
        Assert.Equal(ErrorIds.InvalidReport, error.ErrorId);
        Assert.NotNull(error.RecommendedAction);
        return error;
    }
}
