using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Segmentation.Events;

/// <summary>A mapping applied to one header: which columns, by position, each field is read from.</summary>
internal sealed class ColumnPlan
{
    private readonly int[]?[] _columns = new int[]?[EventFields.Count];
    private readonly List<string> _header;
    private readonly List<int> _extra;
    private readonly bool _extraAll;

    /// <summary>Finds the mapped columns in a header.</summary>
    /// <param name="mapping">The mapping.</param>
    /// <param name="header">The column names of the source.</param>
    /// <param name="sourceName">The source, for messages.</param>
    /// <exception cref="SegmentationException"><c>MissingColumn</c> for all absent columns at once, or
    /// <c>DuplicateColumn</c>.</exception>
    public ColumnPlan(EventMapping mapping, IReadOnlyList<string> header, string sourceName)
    {
        _header = [.. header];
        _extraAll = mapping.ExtraAll;
        List<string> missing = [];
        HashSet<int> used = [];
        foreach ((EventField field, FieldMapping source) in mapping.Fields)
        {
            int[] found =
                [.. source.Columns.Select(name => IndexOf(header, name, sourceName)).Where(index => index >= 0)];
            bool isKey = field is EventField.CustomerId or EventField.Timestamp;
            if (found.Length == 0 && source.Columns.Count > 0 && (isKey || !mapping.OptionalColumns))
            {
                missing.AddRange(source.Columns);
            }

            _columns[(int)field] = found;
            used.UnionWith(found);
        }

        foreach (string name in mapping.ExtraColumns.Where(name => IndexOf(header, name, sourceName) < 0))
        {
            missing.Add(name);
        }

        if (missing.Count > 0)
        {
            throw Missing(missing, header, sourceName);
        }

        _extra = mapping.ExtraAll
            ? [.. Enumerable.Range(0, header.Count).Where(index => !used.Contains(index))]
            : [.. mapping.ExtraColumns.Select(name => IndexOf(header, name, sourceName))];
        Used = [.. used.Union(_extra).Order()];
    }

    /// <summary>The column names of the source.</summary>
    public IReadOnlyList<string> Header => _header;

    /// <summary>The columns kept as extras.</summary>
    public IReadOnlyList<int> Extra => _extra;

    /// <summary>All columns of the header that are read, ascending.</summary>
    public IReadOnlyList<int> Used { get; }

    /// <summary>The columns of a field in the order in which they are tried; empty when it has none here.</summary>
    public int[] Columns(EventField field) => _columns[(int)field] ?? [];

    /// <summary>Whether columns met while reading are kept.</summary>
    public bool TakesNewColumns => _extraAll;

    /// <summary>
    /// Adds a column met while reading; its position, or −1 when the mapping does not keep unmapped columns.
    /// </summary>
    public int AddColumn(string name)
    {
        if (!_extraAll)
        {
            return -1;
        }

        _extra.Add(_header.Count);
        _header.Add(name);
        return _header.Count - 1;
    }

    private static int IndexOf(IReadOnlyList<string> header, string name, string sourceName)
    {
        int found = Find(header, name, StringComparison.Ordinal, sourceName);
        return found >= 0 ? found : Find(header, name, StringComparison.OrdinalIgnoreCase, sourceName);
    }

    private static int Find(IReadOnlyList<string> header, string name, StringComparison comparison, string sourceName)
    {
        int found = -1;
        for (int i = 0; i < header.Count; i++)
        {
            if (!header[i].AsSpan().Trim().Equals(name.AsSpan().Trim(), comparison))
            {
                continue;
            }

            if (found >= 0)
            {
                throw new SegmentationException(
                    ErrorIds.DuplicateColumn,
                    ErrorKind.InvalidData,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{sourceName}: the header names column '{name}' twice (columns {found + 1} and {i + 1})."),
                    "Rename one of the two in the file.",
                    name);
            }

            found = i;
        }

        return found;
    }

    /// <summary>The position of the first of several names that a header has, or −1.</summary>
    public static int Find(IReadOnlyList<string> header, IReadOnlyList<string> names, string sourceName) =>
        names.Select(name => IndexOf(header, name, sourceName)).FirstOrDefault(index => index >= 0, -1);

    /// <summary>One error about all columns that a header lacks.</summary>
    public static SegmentationException Missing(List<string> missing, IReadOnlyList<string> header, string sourceName)
    {
        IEnumerable<string> named = missing.Distinct(StringComparer.Ordinal)
            .Select(name => $"'{name}'" + (NameKey.Nearest(name, header) is { } near ? $" (nearest: '{near}')" : ""));
        return new SegmentationException(
            ErrorIds.MissingColumn,
            ErrorKind.NotFound,
            $"{sourceName}: the mapping needs {string.Join(", ", named)}, which the file does not have. "
                + $"Columns found: {string.Join(", ", header.Select(name => $"'{name}'"))}.",
            "Correct the column name in the mapping, or check that this is the right file.",
            missing[0]);
    }
}
