using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Segmentation.Events;

namespace Segmentation;

/// <summary>
/// One value of a nested dictionary (from YAML, JSON or a script), with its place, so that what is wrong with it can be
/// said
/// clearly. Keys are compared without case, blanks, hyphens and underscores.
/// </summary>
internal sealed class Setting
{
    private readonly object? _value;
    private readonly string _subject;
    private readonly string _errorId;

    public Setting(object? value, string subject, string errorId)
        : this(value, "", subject, errorId)
    {
    }

    private Setting(object? value, string path, string subject, string errorId)
    {
        _value = value;
        Path = path;
        _subject = subject;
        _errorId = errorId;
    }

    /// <summary>Where the value stands: <c>rules[2].when</c>.</summary>
    public string Path { get; }

    public bool IsTable => _value is IDictionary or IReadOnlyDictionary<string, object?>;

    public bool IsList => _value is IEnumerable and not string && !IsTable;

    public bool IsText => _value is string;

    /// <summary>The same value, spoken of as part of something else: <c>rule 'lost'</c>.</summary>
    public Setting Named(string subject) => new(_value, Path, subject, _errorId);

    /// <summary>
    /// The values of a table by the keys given; unknown and repeated keys are errors, null values are left out.
    /// </summary>
    public Dictionary<string, Setting> Table(params string[] keys)
    {
        Dictionary<string, Setting> table = new(StringComparer.Ordinal);
        foreach ((string name, object? value) in Pairs())
        {
            string? key = Array.Find(
                keys, k => string.Equals(NameKey.Of(k), NameKey.Of(name), StringComparison.Ordinal));
            if (key is null)
            {
                string hint = NameKey.Hint(name, keys);
                throw Invalid($"'{Below(name)}' is not known.{hint}", $"Valid here: {string.Join(", ", keys)}.", name);
            }

            if (value is not null && !table.TryAdd(key, new Setting(value, Below(key), _subject, _errorId)))
            {
                throw Invalid($"'{Below(key)}' is given twice.", "Keep one of the two.", key);
            }
        }

        return table;
    }

    /// <summary>The values of a list; anything else is a list of one.</summary>
    public IReadOnlyList<Setting> List() => IsList
        ? [.. ((IEnumerable)_value!).Cast<object?>().Select(Item)]
        : [this];

    public string Text() => _value switch
    {
        string { Length: > 0 } text => text,
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw Wrong("a text"),
    };

    /// <summary>The text of one key of a table, or null; nothing is checked.</summary>
    public string? TryText(string key) => Pairs()
        .Where(pair => string.Equals(NameKey.Of(pair.Key), key, StringComparison.Ordinal))
        .Select(pair => Convert.ToString(pair.Value, CultureInfo.InvariantCulture))
        .FirstOrDefault(text => text is { Length: > 0 });

    public IReadOnlyList<string> Texts() => [.. List().Select(item => item.Text())];

    /// <summary>The value as a number (true is 1, false is 0), or null when it is none.</summary>
    public double? TryNumber() => _value switch
    {
        bool flag => flag ? 1 : 0,
        double number => double.IsFinite(number) ? number : null,
        sbyte or byte or short or ushort or int or uint or long or ulong or float or decimal =>
            Convert.ToDouble(_value, CultureInfo.InvariantCulture),
        _ => null,
    };

    public double Number() => TryNumber() ?? throw Wrong("a number");

    public int Whole(int least, int most)
    {
        double number = Number();
        return number >= least && number <= most && number == Math.Floor(number)
            ? (int)number
            : throw Wrong(string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"));
    }

    public bool Flag() => _value switch
    {
        bool flag => flag,
        string text when bool.TryParse(text, out bool flag) => flag,
        _ => throw Wrong("true or false"),
    };

    /// <summary>The index of the choice that the text names.</summary>
    public int Choice(IReadOnlyList<string> choices)
    {
        string text = Text();
        for (int i = 0; i < choices.Count; i++)
        {
            if (string.Equals(NameKey.Of(choices[i]), NameKey.Of(text), StringComparison.Ordinal))
            {
                return i;
            }
        }

        string hint = NameKey.Hint(text, choices);
        throw Invalid(
            $"'{Path}' is '{text}', which is not known.{hint}", $"Valid here: {string.Join(", ", choices)}.", text);
    }

    public SegmentationException Wrong(string expected)
    {
        string found = IsTable ? "a table" : IsList ? "a list" : _value is null ? "empty" : $"'{_value}'";
        return Invalid(
            $"{(Path.Length > 0 ? $"'{Path}'" : "The input")} is {found}, but has to be {expected}.",
            "Correct the value.");
    }

    public SegmentationException Missing(string key, string action) =>
        Invalid($"'{Below(key)}' is missing.", action, key);

    public SegmentationException Invalid(string message, string action, string? target = null) =>
        new(_errorId, ErrorKind.InvalidArgument, $"{_subject}: {message}", action, target ?? Path);

    private IEnumerable<KeyValuePair<string, object?>> Pairs() => _value switch
    {
        IReadOnlyDictionary<string, object?> typed => typed,
        IDictionary untyped => untyped.Cast<DictionaryEntry>().Select(
            entry => KeyValuePair.Create(Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "", entry.Value)),
        _ => throw Wrong("a table of names and values"),
    };

    private Setting Item(object? item, int index) =>
        new(item, string.Create(CultureInfo.InvariantCulture, $"{Path}[{index + 1}]"), _subject, _errorId);

    private string Below(string key) => Path.Length > 0 ? $"{Path}.{key}" : key;
}
