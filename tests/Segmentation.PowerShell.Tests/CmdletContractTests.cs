using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Segmentation.Help;
using Segmentation.PowerShell;
using Xunit;

namespace Segmentation.Tests;

/// <summary>
/// What must hold for every cmdlet. Reflection only: members of the reference assembly return defaults.
/// </summary>
public sealed class CmdletContractTests
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Assembly s_assembly = typeof(SegmentationCmdlet).Assembly;
    private static readonly IReadOnlyList<CmdletInfo> s_cmdlets = CmdletAssembly.Read(s_assembly);

    public static TheoryData<string> Names => [.. s_cmdlets.Select(cmdlet => cmdlet.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Class_is_sealed_and_named_after_the_cmdlet(string name)
    {
        CmdletInfo cmdlet = Find(name);
        Type? type = s_assembly.GetType($"Segmentation.PowerShell.Commands.{cmdlet.Verb}{cmdlet.Noun}Command");

        Assert.NotNull(type);
        Assert.True(type.IsSealed);
        Assert.True(type.IsSubclassOf(typeof(SegmentationCmdlet)));
        Assert.True(File.Exists(Repository.File("src", "Segmentation.PowerShell", "Commands", type.Name + ".cs")));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Verb_is_approved(string name) => Assert.Contains(Find(name).Verb, ApprovedVerbs());

    [Theory]
    [MemberData(nameof(Names))]
    public void Noun_is_singular_or_has_a_singular_alias(string name)
    {
        CmdletInfo cmdlet = Find(name);

        Assert.True(
            !cmdlet.Noun.EndsWith('s') || cmdlet.Noun.EndsWith("ss", StringComparison.Ordinal)
            || cmdlet.Aliases.Contains(cmdlet.Name.TrimEnd('s'), StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Output_type_is_declared(string name) => Assert.NotEmpty(Find(name).OutputTypes);

    [Theory]
    [MemberData(nameof(Names))]
    public void Parameter_names_are_singular_pascal_case_and_not_reserved(string name)
    {
        string[] reserved =
        [
            "SelectProperty", "SelectObject", "Verbose", "Debug", "ErrorAction", "ErrorVariable", "WarningAction",
            "InformationAction", "OutVariable", "OutBuffer", "PipelineVariable", "ProgressAction", "WhatIf", "Confirm",
        ];

        foreach (CmdletParameter parameter in Find(name).Parameters)
        {
            Assert.Matches("^[A-Z][A-Za-z0-9]+$", parameter.Name);
            Assert.DoesNotContain(parameter.Name, reserved);
            bool singular = parameter.Name.EndsWith("Days", StringComparison.Ordinal) // a unit
                || parameter.Name.EndsWith("ss", StringComparison.Ordinal);
            Assert.False(parameter.Name.EndsWith('s') && !singular, $"-{parameter.Name} is plural");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_parameter_set_takes_at_most_one_parameter_from_the_pipeline_by_value(string name)
    {
        CmdletInfo cmdlet = Find(name);
        ParameterUse[] piped = [.. cmdlet.Parameters.SelectMany(p => p.Uses).Where(use => use.FromPipeline)];

        Assert.All(piped.GroupBy(use => use.Set, StringComparer.Ordinal), group => Assert.Single(group));
        Assert.True(piped.Length == 1 || piped.All(use => use.Set is not null));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void WhatIf_is_supported_exactly_where_files_are_written_or_calls_are_paid_for(string name)
    {
        CmdletInfo cmdlet = Find(name);
        bool acts = cmdlet.Verb == "Export" || cmdlet.Name is "Add-SegmentExplanation" or "Invoke-SegmentationPipeline";

        Assert.Equal(acts, cmdlet.SupportsShouldProcess);
    }

    [Fact]
    public void Parameters_of_one_name_have_one_type()
    {
        IEnumerable<IGrouping<string, string>> byName = s_cmdlets
            .SelectMany(cmdlet => cmdlet.Parameters)
            .Where(parameter => parameter.Name is not ("InputObject" or "Path" or "LiteralPath" or "Type" or "Format" or "Model"))
            .GroupBy(parameter => parameter.Name, parameter => parameter.TypeName, StringComparer.Ordinal);

        Assert.All(byName, group => Assert.Single(group.Distinct(StringComparer.Ordinal)));
    }

    [Fact]
    public void Public_signatures_name_no_type_of_a_package()
    {
        string[] foreign =
        [
            .. s_assembly.GetExportedTypes()
                .SelectMany(SignatureTypes)
                .SelectMany(Flatten)
                .Select(type => type.Assembly.GetName().Name!)
                .Distinct(StringComparer.Ordinal)
                .Where(name => name is not ("Segmentation.PowerShell" or "Segmentation.Core")
                    && !name.StartsWith("System.", StringComparison.Ordinal)
                    && name is not ("netstandard" or "mscorlib")),
        ];

        Assert.Empty(foreign);
    }

    [Fact]
    public void Cmdlet_files_stay_short()
    {
        IEnumerable<string> files = Directory.EnumerateFiles(
            Repository.File("src", "Segmentation.PowerShell", "Commands"), "*.cs");

        Assert.All(files, file => Assert.InRange(File.ReadLines(file).Count(), 1, 200));
    }

    private static CmdletInfo Find(string name) => s_cmdlets.Single(cmdlet => cmdlet.Name == name);

    private static IEnumerable<string> ApprovedVerbs() =>
        typeof(System.Management.Automation.VerbsCommon).Assembly.GetExportedTypes()
            .Where(type => type.Name.StartsWith("Verbs", StringComparison.Ordinal))
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Select(field => (string)field.GetRawConstantValue()!);

    private static IEnumerable<Type> SignatureTypes(Type type)
    {
        foreach (MemberInfo member in type.GetMembers(Declared))
        {
            switch (member)
            {
                case PropertyInfo property:
                    yield return property.PropertyType;
                    break;
                case FieldInfo field:
                    yield return field.FieldType;
                    break;
                case MethodInfo method:
                    yield return method.ReturnType;
                    foreach (ParameterInfo parameter in method.GetParameters())
                    {
                        yield return parameter.ParameterType;
                    }

                    break;
            }
        }
    }

    private static IEnumerable<Type> Flatten(Type type) =>
        type.GetGenericArguments().SelectMany(Flatten).Append(type.GetElementType() ?? type);
}
