using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Segmentation.Integrations.Configuration;
using Segmentation.Rfm;
using Segmentation.Rules;
using Xunit;

namespace Segmentation.Tests.Configuration;

public sealed class YamlDocumentTests
{
    [Fact]
    public void Unquoted_numbers_and_words_have_their_type_and_everything_else_is_text()
    {
        IReadOnlyDictionary<string, object?> values = YamlDocument.Parse(
            "a: 1.5e3\nb: true\nc: null\nd: no\ne: 007\nf: '12'\ng: 2011-09-30\nh: [1, x]\ni: { j: -2 }\nk: .5\nl:\n", "x.yaml");
        Assert.Equal(1500.0, values["a"]);
        Assert.Equal(true, values["b"]);
        Assert.Null(values["c"]);
        Assert.Equal("no", values["d"]);
        Assert.Equal("007", values["e"]);
        Assert.Equal("12", values["f"]);
        Assert.Equal("2011-09-30", values["g"]);
        Assert.Equal([1.0, "x"], (object?[])values["h"]!);
        Assert.Equal(-2.0, ((IReadOnlyDictionary<string, object?>)values["i"]!)["j"]);
        Assert.Equal(.5, values["k"]);
        Assert.Null(values["l"]);
    }

    [Theory]
    [InlineData("a: [1, 2", "line ")]
    [InlineData("a: 1\na: 2", "line 2, column 1: 'a' is given twice")]
    [InlineData("- 1", "line 1, column 1: the file has to be a table of names and values")]
    [InlineData("text", "the file has to be a table of names and values")]
    [InlineData("a: &x 1\nb: *x", "line 2, column 4: anchors and aliases")]
    [InlineData("a: 1\n---\nb: 2", "second document")]
    [InlineData("? [1]\n: 2", "a name has to be a text")]
    public void What_is_no_table_is_refused_with_its_place(string yaml, string message)
    {
        SegmentationException error = Assert.Throws<SegmentationException>(() => YamlDocument.Parse(yaml, "x.yaml"));
        Assert.Equal(ErrorIds.InvalidConfiguration, error.ErrorId);
        Assert.StartsWith("x.yaml, line ", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_nesting_is_refused() => Assert.Throws<SegmentationException>(
        () => YamlDocument.Parse("a: " + new string('[', 200) + new string(']', 200), "x.yaml"));

    [Fact]
    public void Missing_and_empty_files_are_refused()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            Assert.Equal(ErrorIds.FileNotFound, Error(Path.Combine(folder, "none.yaml")).ErrorId);
            Assert.Equal(ErrorIds.PathIsDirectory, Error(folder).ErrorId);
            string empty = Path.Combine(folder, "empty.yaml");
            File.WriteAllText(empty, "");
            Assert.Equal(ErrorIds.EmptyFile, Error(empty).ErrorId);
            File.WriteAllText(empty, "# nothing yet\n");
            Assert.Equal(ErrorIds.EmptyFile, Error(empty).ErrorId);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_rule_file_is_read()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string path = Path.Combine(folder, "rules.yaml");
            File.WriteAllText(path, """
                name: customer value
                match: first
                otherwise: Standard
                rules:
                  - id: recent-high-value
                    name: High-value recent
                    when:
                      all:
                        - { column: NetRevenue, op: ">=", value: { quantile: 0.8 } }
                        - { column: DaysSinceLastPurchase, op: "<", value: 30 }
                  - name: Weekend
                    when: { column: PreferredWeekday, op: in, value: [5, 6] }
                """);
            RuleSet set = RuleSet.FromDictionary(YamlDocument.Read(path));
            Assert.Equal(
                "High-value recent: NetRevenue is at least the 80 % quantile of the base and DaysSinceLastPurchase is below 30",
                set.Rules[0].ToString());
            Assert.Equal("PreferredWeekday is 5 or 6", set.Rules[1].When.ToString());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void The_shipped_sets_can_be_written_as_YAML_to_start_from()
    {
        string traits = YamlDocument.Write(TraitExtraction.DefaultTraits.ToDictionary());
        Assert.Equal(traits, YamlDocument.Write(RuleSet.FromDictionary(YamlDocument.Parse(traits, "t")).ToDictionary()));
        string segments = YamlDocument.Write(RfmSegmentSet.TenRanges.ToDictionary());
        RfmSegmentSet read = RfmSegmentSet.FromDictionary(YamlDocument.Parse(segments, "s"));
        Assert.Equal(RfmSegmentSet.TenRanges.Rules.Rules.Select(rule => rule.ToString()), read.Rules.Rules.Select(rule => rule.ToString()));
    }

    private static SegmentationException Error(string path) => Assert.Throws<SegmentationException>(() => YamlDocument.Read(path));
}
