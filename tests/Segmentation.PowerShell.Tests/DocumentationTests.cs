using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using Segmentation.Help;
using Segmentation.PowerShell;
using Xunit;

namespace Segmentation.Tests;

/// <summary>The pages that people read against what there is.</summary>
public sealed partial class DocumentationTests
{
    private static readonly IReadOnlyList<CmdletInfo> s_cmdlets =
        CmdletAssembly.Read(typeof(SegmentationCmdlet).Assembly);

    public static TheoryData<string> Pages =>
    [
        .. new[] { "README.md", "CHANGELOG.md" }
            .Concat(Directory
                .EnumerateFiles(Repository.File("docs"), "*.md", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(Repository.Root, path)))
            .Order(StringComparer.Ordinal),
    ];

    [Fact]
    public void Readme_lists_every_cmdlet_once_in_the_words_of_its_page()
    {
        Dictionary<string, string> rows = RowPattern()
            .Matches(File.ReadAllText(Repository.File("README.md")))
            .ToDictionary(row => row.Groups["name"].Value, row => row.Groups["text"].Value, StringComparer.Ordinal);
        Dictionary<string, string> pages = s_cmdlets.ToDictionary(
            cmdlet => cmdlet.Name,
            cmdlet => CmdletPage.Read(Repository.File("docs", "cmdlets", cmdlet.Name + ".md")).Synopsis.Single(),
            StringComparer.Ordinal);

        Assert.Equal(pages.OrderBy(page => page.Key), rows.OrderBy(row => row.Key));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_lead_somewhere(string page)
    {
        string folder = Path.GetDirectoryName(Repository.File(page))!;
        IEnumerable<string> targets = LinkPattern()
            .Matches(File.ReadAllText(Repository.File(page)))
            .Select(link => link.Groups["target"].Value.Split('#')[0])
            .Where(target => target.Length > 0 && !target.Contains("://", StringComparison.Ordinal));

        Assert.DoesNotContain(targets, target => !Path.Exists(Path.Combine(folder, target)));
    }

    [GeneratedRegex(@"^\| \[`(?<name>[A-Za-z]+-[A-Za-z]+)`\]\([^)]+\) \| (?<text>.+) \|$", RegexOptions.Multiline)]
    private static partial Regex RowPattern();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex LinkPattern();
}
