using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using Segmentation.Identity;

namespace Segmentation.PowerShell.Binding;

/// <summary>Reads rows of an id history from objects: the names are looked up once, in the first object.</summary>
internal sealed class IdHistoryReader
{
    private static readonly string[] s_pastNames = ["PastId", "past_id"];
    private static readonly string[] s_currentNames = ["CustomerId", "customer_id", "internal_customer_id"];
    private static readonly string[] s_timeNames = ["MergedAt", "merged_at", "merge_timestamp"];

    private string[]? _names;

    /// <summary>One row.</summary>
    public IdHistoryEntry Read(object? item)
    {
        if (item is IdHistoryEntry entry)
        {
            return entry;
        }

        if (item is null or string || item.GetType().IsPrimitive)
        {
            throw PipedInput.Unexpected(item, "events or rows of an id history", "Import-CustomerEvent or Import-Csv");
        }

        PSObject row = PSObject.AsPSObject(item);
        _names ??= Names(row);
        object?[] values = ObjectProperties.Values(row, _names);
        return new IdHistoryEntry(Text(values[0]), Text(values[1]), Time(values[2]));
    }

    private static string[] Names(PSObject row)
    {
        IReadOnlyList<string> found = ObjectProperties.Names(row);
        string? past = First(found, s_pastNames);
        string? current = First(found, s_currentNames);
        if (past is null || current is null)
        {
            throw new SegmentationException(
                ErrorIds.MissingColumn,
                ErrorKind.InvalidData,
                $"The rows have no {(past is null ? "PastId" : "CustomerId")}; they have {string.Join(", ", found)}.",
                "Give rows with PastId, CustomerId and, where known, MergedAt.",
                past is null ? "PastId" : "CustomerId");
        }

        return [past, current, First(found, s_timeNames) ?? s_timeNames[0]];
    }

    private static string? First(IReadOnlyList<string> found, string[] wanted) =>
        wanted.Select(name => found.FirstOrDefault(f => string.Equals(f, name, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(name => name is not null);

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;

    private static DateTimeOffset? Time(object? value) => value switch
    {
        null or "" => null,
        DateTimeOffset moment => moment,
        DateTime moment => InvariantDate.From(moment),
        _ => InvariantDate.Parse(Text(value), endOfDay: false) ?? throw new SegmentationException(
            ErrorIds.UnexpectedInput,
            ErrorKind.InvalidData,
            $"'{Text(value)}' is not a time of a merge.",
            $"Use {InvariantDate.AcceptedForms}.",
            value),
    };
}
