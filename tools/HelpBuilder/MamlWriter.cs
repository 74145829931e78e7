using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Xml;

namespace Segmentation.Help;

/// <summary>Writes the help file that Get-Help reads.</summary>
internal sealed class MamlWriter : IDisposable
{
    private const string Maml = "http://schemas.microsoft.com/maml/2004/10";
    private const string Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private const string Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    private static readonly CmdletParameter[] s_shouldProcess = [Common("WhatIf", "wi"), Common("Confirm", "cf")];

    private static readonly Dictionary<string, string> s_shouldProcessText = new(StringComparer.Ordinal)
    {
        ["WhatIf"] = "Says what would be written, and writes nothing.",
        ["Confirm"] = "Asks before anything is written.",
    };

    private readonly XmlWriter _xml;

    private MamlWriter(string path) => _xml = XmlWriter.Create(
        path,
        new XmlWriterSettings { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(false) });

    public static void Write(
        string path, IReadOnlyList<CmdletInfo> cmdlets, IReadOnlyDictionary<string, CmdletPage> pages)
    {
        using MamlWriter writer = new(path);
        writer._xml.WriteStartElement("helpItems", "http://msh");
        writer._xml.WriteAttributeString("schema", "maml");
        foreach (CmdletInfo cmdlet in cmdlets)
        {
            writer.WriteCommand(cmdlet, pages[cmdlet.Name]);
        }

        writer._xml.WriteEndElement();
    }

    public void Dispose() => _xml.Dispose();

    private static CmdletParameter Common(string name, string alias) => new(
        name, "SwitchParameter", true, false, [], [alias], [new ParameterUse(null, false, null, false, false)]);

    private static IEnumerable<CmdletParameter> AllParameters(CmdletInfo cmdlet) =>
        cmdlet.SupportsShouldProcess ? cmdlet.Parameters.Concat(s_shouldProcess) : cmdlet.Parameters;

    private static IReadOnlyList<string> TextOf(CmdletPage page, CmdletParameter parameter) =>
        page.Parameters.GetValueOrDefault(parameter.Name) ?? [s_shouldProcessText[parameter.Name]];

    private void WriteCommand(CmdletInfo cmdlet, CmdletPage page)
    {
        _xml.WriteStartElement("command", "command", Command);
        _xml.WriteAttributeString("xmlns", "maml", null, Maml);
        _xml.WriteAttributeString("xmlns", "dev", null, Dev);
        _xml.WriteStartElement("details", Command);
        _xml.WriteElementString("name", Command, cmdlet.Name);
        WriteParagraphs("description", page.Synopsis);
        _xml.WriteElementString("verb", Command, cmdlet.Verb);
        _xml.WriteElementString("noun", Command, cmdlet.Noun);
        _xml.WriteEndElement();
        WriteParagraphs("description", page.Description);

        _xml.WriteStartElement("syntax", Command);
        foreach (string? set in ParameterSets(cmdlet))
        {
            WriteSyntax(cmdlet, page, set);
        }

        _xml.WriteEndElement();

        _xml.WriteStartElement("parameters", Command);
        foreach (CmdletParameter parameter in AllParameters(cmdlet))
        {
            ParameterUse use = parameter.Uses
                .FirstOrDefault(u => string.Equals(u.Set, cmdlet.DefaultSet, StringComparison.Ordinal))
                ?? parameter.Uses[0];
            WriteParameter(page, parameter, use, inSyntax: false);
        }

        _xml.WriteEndElement();
        WriteTyped("inputTypes", "inputType", page.Inputs);
        WriteTyped("returnValues", "returnValue", page.Outputs);
        WriteNotes(page.Notes);
        WriteExamples(page.Examples);
        WriteLinks(page.Links);
        _xml.WriteEndElement();
    }

    private static string?[] ParameterSets(CmdletInfo cmdlet)
    {
        string?[] sets = [.. cmdlet.Parameters
            .SelectMany(p => p.Uses)
            .Select(use => use.Set)
            .Where(set => set is not null)
            .Distinct(StringComparer.Ordinal)
            .OrderBy(set => string.Equals(set, cmdlet.DefaultSet, StringComparison.Ordinal) ? 0 : 1)];
        return sets.Length == 0 ? [null] : sets;
    }

    private void WriteSyntax(CmdletInfo cmdlet, CmdletPage page, string? set)
    {
        IEnumerable<(CmdletParameter Parameter, ParameterUse Use)> used = AllParameters(cmdlet)
            .SelectMany(p => p.Uses, (p, use) => (Parameter: p, Use: use))
            .Where(pair => pair.Use.Set is null || string.Equals(pair.Use.Set, set, StringComparison.Ordinal))
            .OrderBy(pair => pair.Use.Position ?? int.MaxValue)
            .ThenBy(pair => pair.Use.Mandatory ? 0 : 1);
        _xml.WriteStartElement("syntaxItem", Command);
        _xml.WriteElementString("name", Maml, cmdlet.Name);
        foreach ((CmdletParameter parameter, ParameterUse use) in used)
        {
            WriteParameter(page, parameter, use, inSyntax: true);
        }

        _xml.WriteEndElement();
    }

    private void WriteParameter(CmdletPage page, CmdletParameter parameter, ParameterUse use, bool inSyntax)
    {
        _xml.WriteStartElement("parameter", Command);
        _xml.WriteAttributeString("required", use.Mandatory ? "true" : "false");
        _xml.WriteAttributeString("variableLength", "true");
        _xml.WriteAttributeString("globbing", parameter.AcceptsWildcards ? "true" : "false");
        _xml.WriteAttributeString("pipelineInput", use.PipelineInput);
        _xml.WriteAttributeString("position", use.Position?.ToString(CultureInfo.InvariantCulture) ?? "named");
        string aliases = parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases);
        _xml.WriteAttributeString("aliases", aliases);
        _xml.WriteElementString("name", Maml, parameter.Name);
        WriteParagraphs("description", TextOf(page, parameter));
        if (inSyntax && parameter.Choices.Count > 0)
        {
            _xml.WriteStartElement("parameterValueGroup", Command);
            foreach (string choice in parameter.Choices)
            {
                WriteValue(choice, required: false);
            }

            _xml.WriteEndElement();
        }

        if (!inSyntax || !parameter.IsSwitch)
        {
            WriteValue(parameter.TypeName, required: !parameter.IsSwitch);
        }

        _xml.WriteStartElement("type", Dev);
        _xml.WriteElementString("name", Maml, parameter.TypeName);
        _xml.WriteEndElement();
        _xml.WriteElementString("defaultValue", Dev, parameter.IsSwitch ? "False" : "None");
        _xml.WriteEndElement();
    }

    private void WriteValue(string text, bool required)
    {
        _xml.WriteStartElement("parameterValue", Command);
        _xml.WriteAttributeString("required", required ? "true" : "false");
        _xml.WriteAttributeString("variableLength", "false");
        _xml.WriteString(text);
        _xml.WriteEndElement();
    }

    private void WriteTyped(string list, string item, IReadOnlyList<(string Type, IReadOnlyList<string> Text)> entries)
    {
        _xml.WriteStartElement(list, Command);
        foreach ((string type, IReadOnlyList<string> text) in entries)
        {
            _xml.WriteStartElement(item, Command);
            _xml.WriteStartElement("type", Dev);
            _xml.WriteElementString("name", Maml, type);
            _xml.WriteEndElement();
            WriteParagraphs("description", text);
            _xml.WriteEndElement();
        }

        _xml.WriteEndElement();
    }

    private void WriteNotes(IReadOnlyList<string> notes)
    {
        _xml.WriteStartElement("alertSet", Maml);
        WriteParagraphs("alert", notes);
        _xml.WriteEndElement();
    }

    private void WriteExamples(IReadOnlyList<PageExample> examples)
    {
        _xml.WriteStartElement("examples", Command);
        foreach (PageExample example in examples)
        {
            _xml.WriteStartElement("example", Command);
            _xml.WriteElementString("title", Maml, $"--- {example.Title} ---");
            _xml.WriteElementString("code", Dev, example.Code);
            _xml.WriteStartElement("remarks", Dev);
            foreach (string paragraph in example.Remarks)
            {
                _xml.WriteElementString("para", Maml, paragraph);
            }

            _xml.WriteEndElement();
            _xml.WriteEndElement();
        }

        _xml.WriteEndElement();
    }

    private void WriteLinks(IReadOnlyList<string> links)
    {
        _xml.WriteStartElement("relatedLinks", Command);
        foreach (string link in links)
        {
            _xml.WriteStartElement("navigationLink", Maml);
            _xml.WriteElementString("linkText", Maml, link);
            _xml.WriteElementString("uri", Maml, string.Empty);
            _xml.WriteEndElement();
        }

        _xml.WriteEndElement();
    }

    private void WriteParagraphs(string element, IReadOnlyList<string> paragraphs)
    {
        _xml.WriteStartElement(element, Maml);
        foreach (string paragraph in paragraphs)
        {
            _xml.WriteElementString("para", Maml, paragraph);
        }

        _xml.WriteEndElement();
    }
}
