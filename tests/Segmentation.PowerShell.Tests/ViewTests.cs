using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Segmentation.Help;
using Segmentation.PowerShell;
using Xunit;

namespace Segmentation.Tests;

/// <summary>The format views against the objects they show.</summary>
public sealed partial class ViewTests
{
    private static readonly Assembly[] s_assemblies =
        [typeof(SegmentationException).Assembly, typeof(SegmentationCmdlet).Assembly];

    private static readonly XElement[] s_views = [.. ShortLists.Views(Repository.File("module", "views"))];

    private static readonly HashSet<string> s_viewed =
        [.. s_views.Descendants("TypeName").Select(element => element.Value)];

    public static TheoryData<string> ViewNames => [.. s_views.Select(NameOf)];

    [Fact]
    public void Every_object_that_can_be_reached_from_an_output_has_a_view() =>
        Assert.Empty(Reachable().Where(type => !HasView(type)).Select(type => type.FullName));

    [Fact]
    public void A_view_is_in_the_file_of_its_room()
    {
        foreach (XElement view in s_views)
        {
            string[] name = view.Descendants("TypeName").First().Value.Split('.');
            string room = name.Length == 2 ? "Run" : name[1];
            Assert.Contains(
                NameOf(view), ShortLists.Views(Repository.File("module", "views"), room + ".*").Select(NameOf));
        }
    }

    [Fact]
    public void A_type_that_comes_after_another_is_a_list_of_what_its_view_shows()
    {
        XElement[] types = [.. ShortLists.Of(s_views, s_assemblies).Root!.Elements("Type")];

        Assert.NotEmpty(types);
        Assert.Distinct(types.Select(type => type.Element("Name")!.Value));
        foreach (XElement type in types)
        {
            Type found = Find(type.Element("Name")!.Value)!;
            string[] hidden =
                [.. type.Descendants("ScriptProperty").Select(property => property.Element("Name")!.Value)];
            Assert.All(Set(type, "DefaultDisplayPropertySet"), name => Assert.True(
                hidden.Contains(name, StringComparer.Ordinal) || found.GetProperty(name) is not null));
            Assert.All(hidden, name => Assert.DoesNotContain(
                found.GetProperties(), p => string.Equals(p.Name, name.Trim(), StringComparison.OrdinalIgnoreCase)));
            Assert.Equal(
                found.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                    .Where(p => p.GetIndexParameters().Length == 0).Select(p => p.Name),
                Set(type, "PropertySerializationSet"));
        }
    }

    [Fact]
    public void Lines_of_a_type_that_comes_after_another_end_within_80_columns()
    {
        foreach (XElement type in ShortLists.Of(s_views, s_assemblies).Root!.Elements("Type"))
        {
            int labels = Set(type, "DefaultDisplayPropertySet").Max(name => name.Length);
            Assert.All(type.Descendants("GetScriptBlock"), script =>
            {
                Match width = WrapWidth().Match(script.Value);
                Assert.True(
                    !width.Success || labels + 3 + int.Parse(width.Value, CultureInfo.InvariantCulture) < 80,
                    $"{type.Element("Name")!.Value}: {labels}, {script.Value}");
            });
        }
    }

    [Theory]
    [MemberData(nameof(ViewNames))]
    public void View_shows_properties_that_exist(string name)
    {
        XElement view = s_views.Single(element => NameOf(element) == name);

        foreach (string typeName in view.Descendants("TypeName").Select(element => element.Value))
        {
            Type? type = Find(typeName);
            Assert.NotNull(type);
            foreach (string property in view.Descendants("PropertyName").Select(element => element.Value))
            {
                Assert.True(type.GetProperty(property) is not null, $"{typeName} has no {property}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(ViewNames))]
    public void View_rounds_every_figure(string name)
    {
        XElement view = s_views.Single(element => NameOf(element) == name);
        Type type = Find(view.Descendants("TypeName").First().Value)!;

        foreach (XElement shown in view.Descendants("PropertyName").Where(p => p.Parent!.Element("FormatString") is null))
        {
            Type kind = type.GetProperty(shown.Value)!.PropertyType;
            kind = Nullable.GetUnderlyingType(kind) ?? kind;
            Assert.False(
                kind == typeof(double) || kind == typeof(decimal) || kind == typeof(float)
                    || kind == typeof(DateTimeOffset) || typeof(System.Collections.IEnumerable).IsAssignableFrom(kind)
                    && kind != typeof(string),
                $"{type.Name}.{shown.Value} is shown as it comes");
        }
    }

    [Theory]
    [MemberData(nameof(ViewNames))]
    public void View_calls_only_helpers_that_exist(string name)
    {
        XElement view = s_views.Single(element => NameOf(element) == name);

        foreach (string script in view.Descendants("ScriptBlock")
            .Where(element => element.Parent!.Name.LocalName != "ItemSelectionCondition").Select(element => element.Value))
        {
            Match call = HelperPattern().Match(script);
            Assert.True(call.Success, $"'{script}' does not call a helper of the cmdlet assembly");
            Assert.NotNull(Find(call.Groups["type"].Value)?.GetMethod(call.Groups["method"].Value));
            Type type = Find(view.Descendants("TypeName").First().Value)!;
            Assert.True(
                !call.Groups["property"].Success || type.GetProperty(call.Groups["property"].Value) is not null,
                $"'{script}' shows no property");
        }
    }

    [Theory]
    [MemberData(nameof(ViewNames))]
    public void Table_fits_80_columns_and_has_a_header_for_each_column(string name)
    {
        XElement view = s_views.Single(element => NameOf(element) == name);

        foreach (XElement table in view.Descendants("TableControl").Where(t => t.Element("AutoSize") is null))
        {
            XElement[] headers = [.. table.Descendants("TableColumnHeader")];
            Assert.Equal(headers.Length, table.Descendants("TableColumnItem").Count());
            Assert.All(headers, header => Assert.NotNull(header.Element("Label")));
            Assert.All(headers[..^1], header => Assert.NotNull(header.Element("Width")));
            Assert.True(headers.Sum(header => 1 + ((int?)header.Element("Width") ?? 8)) <= 80, "wider than 80 columns");
        }
    }

    [GeneratedRegex(@"(?<=\.Words\]::\w+\(.*, )\d+(?=\)$)")]
    private static partial Regex WrapWidth();

    private static string NameOf(XElement view) => view.Element("Name")!.Value;

    private static Type? Find(string name) => s_assemblies.Select(a => a.GetType(name)).FirstOrDefault(t => t is not null);

    private static IEnumerable<string> Set(XElement type, string name) => type.Descendants("PropertySet")
        .Single(set => set.Element("Name")!.Value == name)
        .Element("ReferencedProperties")!.Elements("Name").Select(element => element.Value);

    /// <summary>What cmdlets write, what can stand for it, and what any property of those leads to.</summary>
    private static HashSet<Type> Reachable()
    {
        Queue<Type> open = new(CmdletAssembly.Read(s_assemblies[1]).SelectMany(cmdlet => cmdlet.OutputTypes)
            .Select(Find).OfType<Type>());
        HashSet<Type> found = [];
        while (open.TryDequeue(out Type? type))
        {
            if (typeof(Delegate).IsAssignableFrom(type) || typeof(Exception).IsAssignableFrom(type))
            {
                continue;
            }

            IEnumerable<Type> parts = type.GetGenericArguments();
            bool ours = s_assemblies.Contains(type.Assembly) && !type.IsEnum && !type.IsGenericParameter;
            if (ours && found.Add(type))
            {
                parts = parts
                    .Concat(type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => p.PropertyType))
                    .Concat(s_assemblies[0].GetExportedTypes().Where(other => other.BaseType == type));
            }

            foreach (Type part in parts.Append(type.GetElementType()).OfType<Type>())
            {
                if (!found.Contains(part))
                {
                    open.Enqueue(part);
                }
            }
        }

        return found;
    }

    private static bool HasView(Type type)
    {
        for (Type? shown = type; shown is not null; shown = shown.BaseType)
        {
            if (s_viewed.Contains(shown.FullName ?? string.Empty))
            {
                return true;
            }
        }

        return false;
    }

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
