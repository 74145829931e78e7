using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Segmentation.Help;

/// <summary>
/// Makes the file of types out of the views. PowerShell shows an object that comes after one of another type as a list
/// of its default properties, whatever views it has; so those are made the columns of its view, with the same digits.
/// </summary>
/// <remarks>
/// A column with a format or a script becomes a hidden property named by its label. One named as a property would hide
/// it, and read itself without end: such a property is shown as it is, or under a longer name.
/// What is serialised is said as well, so that it stays what the object has.
/// </remarks>
internal static partial class ShortLists
{
    // PowerShell keeps the last of 80 columns free.
    private const int Width = 79;
    private const int Between = 3;

    public static void Write(string viewFolder, IReadOnlyList<Assembly> assemblies, string path) =>
        Of(Views(viewFolder), assemblies).Save(path);

    public static IEnumerable<XElement> Views(string folder, string pattern = "*.ps1xml") => Directory
        .EnumerateFiles(folder, pattern)
        .Order(StringComparer.Ordinal)
        .SelectMany(file => XDocument.Load(file).Descendants("View"));

    public static XDocument Of(IEnumerable<XElement> views, IReadOnlyList<Assembly> assemblies) => new(
        new XElement(
            "Types",
            views
                .Where(view => view.Element("OutOfBand") is null)
                .SelectMany(view => view.Descendants("TypeName"), (view, name) => (Name: name.Value, View: view))
                .DistinctBy(pair => pair.Name, StringComparer.Ordinal)
                .Select(pair => (Type: Find(pair.Name, assemblies), pair.View))
                .Where(pair => pair.Type.IsSealed) // others may have more to show and to keep
                .Select(pair => TypeOf(pair.Type, pair.View))));

    private static Type Find(string name, IReadOnlyList<Assembly> assemblies) =>
        assemblies.Select(assembly => assembly.GetType(name)).FirstOrDefault(type => type is not null)
        ?? throw new InvalidDataException($"A view shows {name}, which does not exist.");

    private static XElement TypeOf(Type type, XElement view)
    {
        (string Label, XElement Shown)[] columns = view.Element("TableControl") is { } table
            ? [.. table.Descendants("Label").Zip(table.Descendants("TableColumnItem"), (l, c) => (l.Value, c))]
            : [.. view.Descendants("ListItem").Where(item => item.Element("ItemSelectionCondition") is null)
                .Select(item => ((item.Element("Label") ?? item.Element("PropertyName"))!.Value, item))];
        List<(string Name, string Script)> made = [];
        List<string> shown = [];
        foreach ((string label, XElement column) in columns)
        {
            if (Script(column) is not { } script || NameOf(type, label) is not { } name)
            {
                shown.Add(column.Element("PropertyName")?.Value ?? label);
            }
            else
            {
                shown.Add(name);
                made.Add((name, script));
            }
        }

        int room = Width - Between - shown.Max(name => name.Length);

        return new XElement(
            "Type",
            new XElement("Name", type.FullName),
            new XElement(
                "Members",
                made.Select(property => new XElement(
                    "ScriptProperty",
                    new XAttribute("IsHidden", "true"),
                    new XElement("Name", property.Name),
                    new XElement("GetScriptBlock", Within(room, property.Script)))),
                new XElement(
                    "MemberSet",
                    new XElement("Name", "PSStandardMembers"),
                    new XElement(
                        "Members",
                        new XElement(
                            "NoteProperty",
                            new XElement("Name", "SerializationMethod"),
                            new XElement("Value", "SpecificProperties")),
                        Set("PropertySerializationSet", PropertiesOf(type)),
                        Set("DefaultDisplayPropertySet", shown)))));
    }

    // The names may be longer than in the view, and leave the values less room.
    private static string Within(int room, string script) => WrapWidth().Replace(
        script,
        width => Math.Min(room, int.Parse(width.ValueSpan, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture));

    // Null where the property itself is shown.
    private static string? NameOf(Type type, string label)
    {
        const BindingFlags Any = BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase;
        if (type.GetProperty(label, Any)?.PropertyType is not { } same)
        {
            return label;
        }

        string words = string.Concat(label.Select((c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}"));
        Type kind = Nullable.GetUnderlyingType(same) ?? same;
        return Type.GetTypeCode(kind) switch
        {
            _ when type.GetProperty(words, Any) is null => words,
            TypeCode.Double or TypeCode.Single or TypeCode.Decimal => label + " (rounded)",
            TypeCode.Object => label + " (in short)",
            _ => null,
        };
    }

    private static string? Script(XElement column) => column.Element("ScriptBlock") is { } script
        ? script.Value.Replace("$_", "$this", StringComparison.Ordinal)
        : column.Element("FormatString") is { } format
            ? $"'{format.Value}' -f $this.{column.Element("PropertyName")!.Value}"
            : null;

    private static IEnumerable<string> PropertiesOf(Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.GetIndexParameters().Length == 0 && property.CanRead)
        .Select(property => property.Name);

    [GeneratedRegex(@"(?<=\.Words\]::(Wrap|Brief)\(.*, )\d+(?=\)$)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WrapWidth();

    private static XElement Set(string name, IEnumerable<string> properties) => new(
        "PropertySet",
        new XElement("Name", name),
        new XElement("ReferencedProperties", properties.Select(property => new XElement("Name", property))));
}
