using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Segmentation.Help;
using Segmentation.PowerShell;
using Xunit;

namespace Segmentation.Tests;

/// <summary>The manifest, the views and the help against the compiled cmdlets.</summary>
public sealed partial class ShippedFilesTests
{
    private static readonly Assembly s_assembly = typeof(SegmentationCmdlet).Assembly;
    private static readonly Assembly s_core = typeof(SegmentationException).Assembly;
    private static readonly IReadOnlyList<CmdletInfo> s_cmdlets = CmdletAssembly.Read(s_assembly);
    private static readonly XDocument s_views = XDocument.Load(Repository.File("module", "Segmentation.Format.ps1xml"));

    public static TheoryData<string> ViewNames => [.. s_views.Descendants("View").Select(NameOf)];

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
    public void Every_output_type_of_the_engine_has_a_view()
    {
        HashSet<string> viewed = [.. s_views.Descendants("TypeName").Select(element => element.Value)];
        IEnumerable<string> produced = s_cmdlets
            .SelectMany(cmdlet => cmdlet.OutputTypes)
            .Where(name => name.StartsWith("Segmentation.", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal);

        Assert.Empty(produced.Except(viewed, StringComparer.Ordinal));
    }

    [Fact]
    public void A_type_that_is_shown_as_a_table_is_a_short_list_after_another_type()
    {
        XDocument types = XDocument.Load(Repository.File("module", "Segmentation.Types.ps1xml"));
        string[] tables =
        [
            .. s_views.Descendants("View").Where(view => view.Element("TableControl") is not null)
                .SelectMany(view => view.Descendants("TypeName")).Select(element => element.Value)
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
        Assert.Equal(
            tables, types.Root!.Elements("Type").Select(t => t.Element("Name")!.Value).Order(StringComparer.Ordinal));
        foreach (XElement type in types.Root.Elements("Type"))
        {
            string name = type.Element("Name")!.Value;
            Type found = (s_core.GetType(name) ?? s_assembly.GetType(name))!;
            string[] shown =
                [.. type.Descendants("ReferencedProperties").Single().Elements("Name").Select(e => e.Value)];
            Assert.InRange(shown.Length, 1, 12);
            Assert.All(shown, property => Assert.NotNull(found.GetProperty(property)));
        }
    }

    [Theory]
    [MemberData(nameof(ViewNames))]
    public void View_shows_properties_that_exist(string name)
    {
        XElement view = s_views.Descendants("View").Single(element => NameOf(element) == name);

        foreach (string typeName in view.Descendants("TypeName").Select(element => element.Value))
        {
            Type? type = s_core.GetType(typeName) ?? s_assembly.GetType(typeName);
            Assert.NotNull(type);
            foreach (string property in view.Descendants("PropertyName").Select(element => element.Value))
            {
                Assert.True(type.GetProperty(property) is not null, $"{typeName} has no {property}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(ViewNames))]
    public void View_calls_only_helpers_that_exist(string name)
    {
        XElement view = s_views.Descendants("View").Single(element => NameOf(element) == name);

        foreach (string script in view.Descendants("ScriptBlock")
            .Where(element => element.Parent!.Name.LocalName != "ItemSelectionCondition").Select(element => element.Value))
        {
            Match call = HelperPattern().Match(script);
            Assert.True(call.Success, $"'{script}' does not call a helper of the cmdlet assembly");
            Assert.NotNull(s_assembly.GetType(call.Groups["type"].Value)?.GetMethod(call.Groups["method"].Value));
            string type = view.Descendants("TypeName").First().Value;
            Assert.True(
                !call.Groups["property"].Success
                    || (s_core.GetType(type) ?? s_assembly.GetType(type))!
                        .GetProperty(call.Groups["property"].Value) is not null,
                $"'{script}' shows no property");
        }
    }

    [Theory]
    [MemberData(nameof(ViewNames))]
    public void Table_fits_80_columns_and_has_a_header_for_each_column(string name)
    {
        XElement view = s_views.Descendants("View").Single(element => NameOf(element) == name);

        foreach (XElement table in view.Descendants("TableControl").Where(t => t.Element("AutoSize") is null))
        {
            XElement[] headers = [.. table.Descendants("TableColumnHeader")];
            Assert.Equal(headers.Length, table.Descendants("TableColumnItem").Count());
            Assert.All(headers, header => Assert.NotNull(header.Element("Label")));
            Assert.All(headers[..^1], header => Assert.NotNull(header.Element("Width")));
            Assert.True(headers.Sum(header => 1 + ((int?)header.Element("Width") ?? 8)) <= 80, "wider than 80 columns");
        }
    }

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

    private static string NameOf(XElement view) => view.Element("Name")!.Value;

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

    // A helper, a helper whose text is broken into lines, or a property that is.
    [GeneratedRegex(
        """
        ^(\[Segmentation\.PowerShell\.Views\.Words\]::Wrap\()?
        (\[(?<type>Segmentation\.PowerShell\.Views\.\w+)\]::(?<method>\w+)\(\$_(\.(?<property>\w+),\ \d+)?
        (,\ \(\$Host\.UI\.SupportsVirtualTerminal\ -and\ \$PSStyle\.OutputRendering\ -ne\ 'PlainText'\))?\))
        (,\ \d+\))?$
        """,
        RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace,
        5000)]
    private static partial Regex HelperPattern();
}
