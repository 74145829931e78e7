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

/// <summary>The manifest and the help against the compiled cmdlets.</summary>
public sealed partial class ShippedFilesTests
{
    private static readonly Assembly s_assembly = typeof(SegmentationCmdlet).Assembly;
    private static readonly Assembly s_core = typeof(SegmentationException).Assembly;
    private static readonly IReadOnlyList<CmdletInfo> s_cmdlets = CmdletAssembly.Read(s_assembly);

    [Fact]
    public void Manifest_exports_exactly_the_cmdlets_of_the_assembly()
    {
        Assert.Equal(
            s_cmdlets.Select(cmdlet => cmdlet.Name), ManifestList("CmdletsToExport").Order(StringComparer.Ordinal));
        Assert.Equal(s_cmdlets.SelectMany(cmdlet => cmdlet.Aliases), ManifestList("AliasesToExport"));
    }

    [Fact]
    public void Manifest_and_assembly_have_one_version()
    {
        Match version = VersionPattern().Match(Manifest());

        Assert.Equal(version.Groups["version"].Value, s_assembly.GetName().Version!.ToString(3));
        Assert.Equal(version.Groups["version"].Value, s_core.GetName().Version!.ToString(3));
    }

    [Fact]
    public void Pages_and_cmdlets_agree_both_ways()
    {
        Dictionary<string, CmdletPage> pages = Directory
            .EnumerateFiles(Repository.File("docs", "cmdlets"), "*.md")
            .Select(CmdletPage.Read)
            .ToDictionary(page => page.Name, StringComparer.Ordinal);

        Assert.Empty(HelpCheck.Compare(s_cmdlets, pages));
    }

    [Fact]
    public void Manifest_lists_every_file_of_views() => Assert.Equal(
        Directory.EnumerateFiles(Repository.File("module", "views")).Select(f => "views/" + Path.GetFileName(f))
            .Order(StringComparer.Ordinal),
        ManifestList("FormatsToProcess").Order(StringComparer.Ordinal));

    [Fact]
    public void Shipped_scripts_are_plain_ascii()
    {
        foreach (string file in Directory.EnumerateFiles(Repository.File("module"), "*", SearchOption.AllDirectories))
        {
            Assert.True(File.ReadAllText(file).All(char.IsAscii), $"{Path.GetFileName(file)} is not ASCII");
        }
    }

    [Fact]
    public void Stage_keeps_packages_behind_the_bridge()
    {
        string bin = Path.Combine(Repository.Stage, "bin");
        string[] beside = ["MathNet.Numerics.dll", "Segmentation.Core.dll", "Segmentation.PowerShell.dll"];

        Assert.Equal(beside, Directory.EnumerateFiles(bin).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.True(File.Exists(Path.Combine(bin, "dependencies", "Segmentation.Integrations.dll")));
        Assert.Equal(
            ["System.ClientModel.dll", "System.Memory.Data.dll"],
            Directory.EnumerateFiles(Repository.Stage, "System.*.dll", SearchOption.AllDirectories)
                .Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private static string Manifest() => File.ReadAllText(Repository.File("module", "Segmentation.psd1"));

    private static IEnumerable<string> ManifestList(string key)
    {
        TimeSpan limit = TimeSpan.FromSeconds(5);
        Match list = Regex.Match(
            Manifest(), key + @"\s*=\s*@\((?<items>[^)]*)\)", RegexOptions.ExplicitCapture, limit);
        return Regex
            .Matches(list.Groups["items"].Value, "'(?<item>[^']+)'", RegexOptions.ExplicitCapture, limit)
            .Select(match => match.Groups["item"].Value);
    }

    [GeneratedRegex(@"ModuleVersion\s*=\s*'(?<version>[^']+)'", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex VersionPattern();
}
