using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Segmentation.Attributes;
using Segmentation.Integrations.Configuration;
using Segmentation.Rfm;
using Segmentation.Rules;
using Xunit;

namespace Segmentation.Tests.Configuration;

/// <summary>The rule files that are shipped and the examples of the documentation.</summary>
public sealed class RuleFileTests
{
    [Fact]
    public void The_example_rule_sets_are_read()
    {
        RuleSet rules = RuleSet.FromDictionary(YamlDocument.Read(Project("examples/rules/customer-rules.yaml")));
        Assert.Equal(["0", "1", "2", "4"], rules.Rules.Select(rule => rule.Id));
        Assert.Equal("the mean of historical_open_rate and historical_click_rate is above 0.4", rules.Rules[3].When.ToString().Split(" and ", 2)[1]);
        RfmSegmentSet segments = RfmSegmentSet.FromDictionary(YamlDocument.Read(Project("examples/rules/rfm-score-sum.yaml")));
        Assert.Equal((4, "Hibernating"), (segments.Bins, segments.Rules.Otherwise));
        Assert.DoesNotContain(RfmLint.Check(segments).Rules.Rules, rule => rule.IsDead || rule.IsShadowed);
    }

    [Fact]
    public void Every_example_of_the_documentation_is_read()
    {
        string text = File.ReadAllText(Project("docs/rules.md"));
        Dictionary<string, IReadOnlyDictionary<string, object?>> examples = Regex
            .Matches(text, "```yaml\n# (?<kind>[a-z]+)\n(?<yaml>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5))
            .ToDictionary(match => match.Groups["kind"].Value, match => YamlDocument.Parse(match.Groups["yaml"].Value, "rules.md"));
        Assert.Equal(["attributes", "rfm", "rules", "traits"], examples.Keys.Order());
        Assert.Equal("High-value recent", RuleSet.FromDictionary(examples["rules"]).Rules[0].Name);
        TraitExtraction.Validate(RuleSet.FromDictionary(examples["traits"]));
        Assert.Equal(3, RfmSegmentSet.FromDictionary(examples["rfm"]).Rules.Rules.Count);
        Assert.Equal(5, AttributeSchema.FromDictionary(examples["attributes"]).Columns.Count);
    }

    private static string Project(string relative)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Segmentation.sln")))
            {
                return Path.Combine(folder.FullName, relative);
            }
        }

        throw new DirectoryNotFoundException("Segmentation.sln");
    }
}
