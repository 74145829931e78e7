using System;
using System.Linq;
using Segmentation.Reporting;
using Xunit;

namespace Segmentation.Tests.Reporting;

public sealed class MarkdownReportTests
{
    [Fact]
    public void The_summary_holds_question_answer_and_segments()
    {
        string text = Reports.Markdown(Reports.Kind("valued"));
        Assert.StartsWith("# June base\n", text, StringComparison.Ordinal);
        Assert.Contains("3 of 5 segments are stable or better.", text, StringComparison.Ordinal);
        Assert.Equal(7, text.Split('\n').Count(line => line.StartsWith('|')));
    }

    [Fact]
    public void What_did_not_run_is_absent()
    {
        string text = Reports.Markdown(Reports.Kind("objects"));
        Assert.DoesNotContain("Trust", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Net revenue", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Rows", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_cannot_break_the_table_or_become_markup()
    {
        const string name = "a|b\n<b>*c* [d](e)";
        SegmentReport report = Reports.Of([.. SampleSegments.Create().Select(s => s with { Name = name })]);
        string[] lines = Reports.Markdown(report).Split('\n');
        string[] rows = [.. lines.Where(line => line.StartsWith("| S", StringComparison.Ordinal))];
        Assert.Equal(6, rows.Length);
        Assert.All(rows.Skip(1), row => Assert.Contains(@"a\|b &lt;b>\*c\* \[d\](e)", row, StringComparison.Ordinal));
    }
}
