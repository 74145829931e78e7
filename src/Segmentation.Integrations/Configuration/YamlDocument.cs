using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.RegularExpressions;
using Segmentation.Integrations.Files;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace Segmentation.Integrations.Configuration;

/// <summary>
/// YAML files as nested dictionaries, arrays, texts, numbers, Booleans and nulls. Unquoted <c>true</c>, <c>false</c>,
/// <c>null</c> and numbers as JSON writes them have their type; everything else, such as <c>no</c>, <c>007</c> or
/// <c>2011-09-30</c>, is text. JSON files are YAML files too.
/// </summary>
public static partial class YamlDocument
{
    private const int DeepestNesting = 64;

    /// <summary>Reads a file that holds one table.</summary>
    /// <param name="path">The absolute path.</param>
    /// <exception cref="SegmentationException">
    /// <c>FileNotFound</c>, <c>PathIsDirectory</c>, <c>FileNotReadable</c>, <c>EmptyFile</c>;
    /// <c>InvalidConfiguration</c> with line
    /// and column for what is no YAML, a key given twice, aliases, or anything but a table.
    /// </exception>
    public static IReadOnlyDictionary<string, object?> Read(string path) =>
        Parse(ReadText(path), Path.GetFileName(path), path);

    /// <summary>Reads a text that holds one table.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="name">What it is called in messages.</param>
    /// <exception cref="SegmentationException">
    /// <c>EmptyFile</c>, <c>InvalidConfiguration</c>: as <see cref="Read"/>.
    /// </exception>
    public static IReadOnlyDictionary<string, object?> Parse(string text, string name) => Parse(text, name, name);

    /// <summary>Writes nested dictionaries as YAML that <see cref="Parse(string, string)"/> reads back.</summary>
    public static string Write(IReadOnlyDictionary<string, object?> values) =>
        new SerializerBuilder().WithQuotingNecessaryStrings().WithNewLine("\n").Build().Serialize(values);

    private static Dictionary<string, object?> Parse(string text, string name, string path)
    {
        try
        {
            Parser parser = new(new StringReader(text));
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _))
            {
                throw new SegmentationException(
                    ErrorIds.EmptyFile,
                    ErrorKind.InvalidData,
                    $"{name}: the file is empty.",
                    "Write a table of names and values.",
                    path);
            }

            parser.Consume<DocumentStart>();
            if (!parser.Accept<MappingStart>(out _))
            {
                throw Invalid(name, path, parser.Current!.Start, "the file has to be a table of names and values");
            }

            Dictionary<string, object?> table = (Dictionary<string, object?>)Value(parser, name, path, 0)!;
            parser.Consume<DocumentEnd>();
            return parser.Accept<StreamEnd>(out _)
                ? table
                : throw Invalid(name, path, parser.Current!.Start, "the file holds a second document");
        }
        catch (YamlException exception)
        {
            throw Invalid(name, path, exception.Start, exception.Message, exception);
        }
    }

    private static object? Value(Parser parser, string name, string path, int depth)
    {
        if (depth > DeepestNesting)
        {
            throw Invalid(name, path, parser.Current!.Start, "values are nested too deeply");
        }

        if (parser.TryConsume<MappingStart>(out _))
        {
            Dictionary<string, object?> table = new(StringComparer.Ordinal);
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                if (!parser.TryConsume<Scalar>(out Scalar? key))
                {
                    throw Invalid(name, path, parser.Current!.Start, "a name has to be a text");
                }

                if (!table.TryAdd(key.Value, Value(parser, name, path, depth + 1)))
                {
                    throw Invalid(name, path, key.Start, $"'{key.Value}' is given twice");
                }
            }

            return table;
        }

        if (parser.TryConsume<SequenceStart>(out _))
        {
            List<object?> list = [];
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                list.Add(Value(parser, name, path, depth + 1));
            }

            return list.ToArray();
        }

        // An alias could refer to itself, or blow a small file up to any size.
        return parser.TryConsume<Scalar>(out Scalar? scalar)
            ? Typed(scalar)
            : throw Invalid(name, path, parser.Current!.Start, "anchors and aliases (& and *) are not supported");
    }

    private static object? Typed(Scalar scalar) => scalar.Style != ScalarStyle.Plain || !scalar.Tag.IsEmpty
        ? scalar.Value
        : scalar.Value switch
        {
            "" or "~" or "null" => null,
            "true" => true,
            "false" => false,
            _ when Number().IsMatch(scalar.Value) => double.Parse(scalar.Value, CultureInfo.InvariantCulture),
            _ => scalar.Value,
        };

    private static string ReadText(string path)
    {
        using StreamReader reader = new(InputFile.Open(path, null).OpenText(out _), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static SegmentationException Invalid(
        string name, string path, Mark place, string message, Exception? cause = null) => new(
        ErrorIds.InvalidConfiguration,
        ErrorKind.InvalidData,
        string.Create(
            CultureInfo.InvariantCulture, $"{name}, line {place.Line}, column {place.Column}: {message.TrimEnd('.')}."),
        "Correct the file; texts with special characters need quotes.",
        path,
        cause);

    [GeneratedRegex(
        @"^-?((0|[1-9][0-9]*)(\.[0-9]+)?|\.[0-9]+)([eE][-+]?[0-9]+)?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Number();
}
