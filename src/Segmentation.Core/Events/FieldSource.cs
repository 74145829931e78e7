using System;
using System.Linq;
using System.Text;

namespace Segmentation.Events;

/// <summary>Where one field of the current source comes from: columns by position, then the default.</summary>
internal readonly struct FieldSource
{
    private readonly int[] _columns;
    private readonly byte[] _default;
    private readonly byte[][] _missing;

    /// <summary>Compiles the source of a field; a field that is not mapped gives no values.</summary>
    public FieldSource(EventMapping mapping, ColumnPlan plan, EventField field)
    {
        Field = field;
        _columns = plan.Columns(field);
        _default = mapping.Fields.TryGetValue(field, out FieldMapping? source) && source.Default is { } text
            ? Encoding.UTF8.GetBytes(text)
            : [];
        _missing = [.. mapping.MissingValues.Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>The field.</summary>
    public EventField Field { get; }

    /// <summary>Whether any row can have a value.</summary>
    public bool IsMapped => _columns.Length > 0 || _default.Length > 0;

    /// <summary>The first column's position, or −1.</summary>
    public int FirstColumn => _columns.Length > 0 ? _columns[0] : -1;

    /// <summary>The first value, else the default. <paramref name="column"/> is −1 for the default.</summary>
    public ReadOnlySpan<byte> Text<TRow>(ref TRow row, out int column)
        where TRow : struct, IRowValues
    {
        foreach (int candidate in _columns)
        {
            ReadOnlySpan<byte> text = row.Text(candidate);
            if (text.Length > 0 && !IsMissing(text))
            {
                column = candidate;
                return text;
            }
        }

        column = -1;
        return _default;
    }

    private bool IsMissing(ReadOnlySpan<byte> text)
    {
        foreach (byte[] missing in _missing)
        {
            if (text.SequenceEqual(missing))
            {
                return true;
            }
        }

        return false;
    }
}
