using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;

namespace Segmentation.Help;

/// <summary>
/// Reads cmdlets out of a compiled assembly. Attributes are read as data and never created: in the reference assembly
/// of
/// PowerShell their properties return defaults whatever was set.
/// </summary>
internal static class CmdletAssembly
{
    private const string Automation = "System.Management.Automation.";

    public static IReadOnlyList<CmdletInfo> Read(string assemblyPath, string automationPath)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(assemblyPath))!;
        AssemblyLoadContext.Default.Resolving += (context, name) =>
        {
            string path = string.Equals(name.Name, "System.Management.Automation", StringComparison.Ordinal)
                ? Path.GetFullPath(automationPath)
                : Path.Combine(folder, name.Name + ".dll");
            return File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
        };
        Assembly assembly = AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.GetFullPath(assemblyPath));
        return Read(assembly);
    }

    public static IReadOnlyList<CmdletInfo> Read(Assembly assembly) =>
    [
        .. assembly.GetExportedTypes()
            .Select(type => (Type: type, Cmdlet: Find(type, "CmdletAttribute")))
            .Where(pair => pair.Cmdlet is not null)
            .Select(pair => Describe(pair.Type, pair.Cmdlet!))
            .OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal),
    ];

    private static CmdletInfo Describe(Type type, CustomAttributeData cmdlet) => new(
        (string)cmdlet.ConstructorArguments[0].Value!,
        (string)cmdlet.ConstructorArguments[1].Value!,
        Named<string>(cmdlet, "DefaultParameterSetName"),
        Named<bool?>(cmdlet, "SupportsShouldProcess") ?? false,
        Texts(Find(type, "AliasAttribute")),
        [.. All(type, "OutputTypeAttribute").SelectMany(OutputTypes).Distinct(StringComparer.Ordinal)],
        [.. type.GetProperties().Where(p => Find(p, "ParameterAttribute") is not null).Select(Describe)]);

    private static CmdletParameter Describe(PropertyInfo property)
    {
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        Type element = type.GetElementType() ?? type;
        IReadOnlyList<string> choices = Texts(Find(property, "ValidateSetAttribute"));
        return new CmdletParameter(
            property.Name,
            type.Name,
            string.Equals(type.Name, "SwitchParameter", StringComparison.Ordinal),
            Find(property, "SupportsWildcardsAttribute") is not null,
            choices.Count == 0 && element.IsEnum ? Enum.GetNames(element) : choices,
            Texts(Find(property, "AliasAttribute")),
            [.. All(property, "ParameterAttribute").Select(Use)]);
    }

    private static ParameterUse Use(CustomAttributeData parameter) => new(
        Named<string>(parameter, "ParameterSetName"),
        Named<bool?>(parameter, "Mandatory") ?? false,
        Named<int?>(parameter, "Position"),
        Named<bool?>(parameter, "ValueFromPipeline") ?? false,
        Named<bool?>(parameter, "ValueFromPipelineByPropertyName") ?? false);

    private static IEnumerable<CustomAttributeData> All(MemberInfo member, string name)
    {
        for (MemberInfo? current = member; current is not null; current = (current as Type)?.BaseType)
        {
            foreach (CustomAttributeData data in current.CustomAttributes)
            {
                if (string.Equals(data.AttributeType.FullName, Automation + name, StringComparison.Ordinal))
                {
                    yield return data;
                }
            }
        }
    }

    private static CustomAttributeData? Find(MemberInfo member, string name) => All(member, name).FirstOrDefault();

    private static T? Named<T>(CustomAttributeData data, string name) =>
        data.NamedArguments.Where(a => string.Equals(a.MemberName, name, StringComparison.Ordinal))
            .Select(a => (T?)a.TypedValue.Value)
            .FirstOrDefault();

    private static IReadOnlyList<string> Texts(CustomAttributeData? data) => data is null
        ? []
        : [.. Items(data).Select(item => (string)item.Value!)];

    private static IEnumerable<string> OutputTypes(CustomAttributeData data) =>
        Items(data).Select(item => item.Value is Type type ? type.FullName! : (string)item.Value!);

    private static IEnumerable<CustomAttributeTypedArgument> Items(CustomAttributeData data) =>
        (IEnumerable<CustomAttributeTypedArgument>)data.ConstructorArguments[0].Value!;
}
