using System;
using System.Collections.Generic;
using System.IO;
using System.Globalization;
using Segmentation.Events;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Segmentation.Integrations.Configuration;

/// <summary>Event mappings in YAML files.</summary>
public static class YamlMapping
{
    /// <summary>Reads a mapping.</summary>
    /// <param name="path">The absolute path of the file.</param>
    /// <exception cref="SegmentationException">
    /// <c>FileNotFound</c>, <c>PathIsDirectory</c>, <c>FileNotReadable</c>; <c>InvalidMapping</c> with line and column when it is
    /// no YAML, and with the key when it is no mapping.
    /// </exception>
    public static EventMapping Read(string path) => EventMapping.FromDictionary(ReadValues(path));

    /// <summary>Reads a YAML file as nested dictionaries, lists and texts.</summary>
    /// <exception cref="SegmentationException">As <see cref="Read"/>.</exception>
    public static IReadOnlyDictionary<string, object?> ReadValues(string path)
    {
        string name = Path.GetFileName(path);
        string text = ReadText(path);
        try
        {
            // Scalars stay texts: the reader of the values knows what each has to be.
            object? root = new DeserializerBuilder().Build().Deserialize<object?>(text);
            if (root is not Dictionary<object, object?> table)
            {
                throw Invalid(name, path, "a mapping has to be a table of names and values.", null);
            }

            Dictionary<string, object?> values = new(StringComparer.Ordinal);
            foreach ((object key, object? value) in table)
            {
                values[Convert.ToString(key, CultureInfo.InvariantCulture) ?? ""] = value;
            }

            return values;
        }
        catch (YamlException exception)
        {
            string where = string.Create(
                CultureInfo.InvariantCulture, $"line {exception.Start.Line}, column {exception.Start.Column}: {exception.Message}");
            throw Invalid(name, path, where, exception);
        }
    }

    private static string ReadText(string path)
    {
        if (Directory.Exists(path))
        {
            throw new SegmentationException(
                ErrorIds.PathIsDirectory, ErrorKind.InvalidArgument, $"'{path}' is a directory.", "Name the file in it.", path);
        }

        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new SegmentationException(
                ErrorIds.FileNotFound, ErrorKind.NotFound, $"The file '{path}' does not exist.", "Check the path.", path, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SegmentationException(
                ErrorIds.FileNotReadable, ErrorKind.NotReadable, $"The file '{path}' cannot be opened: {exception.Message}",
                "Check its permissions.", path, exception);
        }
    }

    private static SegmentationException Invalid(string name, string path, string message, Exception? cause) => new(
        ErrorIds.InvalidMapping, ErrorKind.InvalidArgument, $"{name}: {message}", "See docs/event-mapping.md for the format.", path, cause);
}
