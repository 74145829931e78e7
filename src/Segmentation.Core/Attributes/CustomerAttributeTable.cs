using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Events;
using Segmentation.Profiles;

namespace Segmentation.Attributes;

/// <summary>Attributes of customers as typed columns, one row per customer, in the order of the file.</summary>
public sealed class CustomerAttributeTable
{
    internal CustomerAttributeTable(
        IReadOnlyList<string> customerIds, IReadOnlyList<AttributeColumn> columns, AttributeIntake intake)
    {
        CustomerIds = customerIds;
        Columns = columns;
        Intake = intake;
    }

    /// <summary>The customers.</summary>
    public IReadOnlyList<string> CustomerIds { get; }

    /// <summary>The columns, in the order of the file.</summary>
    public IReadOnlyList<AttributeColumn> Columns { get; }

    /// <summary>What was read, what was left out, and what was found wrong.</summary>
    public AttributeIntake Intake { get; }

    /// <summary>
    /// Makes a table of rows of text: infers the kind of every column that is not declared, checks what is declared,
    /// and skips
    /// and counts rows without an id or with one seen before.
    /// </summary>
    /// <param name="header">The names of the columns.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="schema">What is known beforehand; null infers everything.</param>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.MissingColumn"/>: no id column, or a required column is not there;
    /// <see cref="ErrorIds.DuplicateColumn"/>: a name occurs twice; <see cref="ErrorIds.NoRows"/>; or
    /// <see cref="ErrorIds.NoUsableRows"/>.
    /// </exception>
    public static CustomerAttributeTable FromRows(
        IReadOnlyList<string> header, IEnumerable<AttributeRow> rows, AttributeSchema? schema = null) =>
        new AttributeTableBuilder(header, schema ?? new AttributeSchema()).Build(rows);

    /// <summary>The column of a name, in any case; null when there is none.</summary>
    public AttributeColumn? Column(string name) =>
        Columns.FirstOrDefault(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Adds the attributes to profiles by customer id. An id that was merged counts for the customer who goes by it
    /// now; the row
    /// of the surviving id wins, then the first in the file.
    /// </summary>
    public AttributeJoin JoinTo(ProfileTable profiles) => AttributeJoiner.Join(this, profiles);

    /// <summary>Profiles made of the attributes alone, for customers without events.</summary>
    /// <param name="asOf">The moment the attributes describe; dates become days before it.</param>
    public ProfileTable ToProfiles(DateTimeOffset asOf)
    {
        string[] ids = [.. CustomerIds.Order(StringComparer.Ordinal)];
        ProfileTable empty = new(
            ids,
            asOf,
            [],
            new Dictionary<string, double[]>(StringComparer.Ordinal),
            new Dictionary<string, TextValues>(StringComparer.Ordinal));
        return JoinTo(empty).Profiles;
    }
}

/// <summary>One row of a file of attributes.</summary>
/// <param name="Line">The line in the file, from 1.</param>
/// <param name="Values">The fields, in the order of the header.</param>
/// <param name="Problem">Why the row could not be taken apart; else null.</param>
public readonly record struct AttributeRow(long Line, IReadOnlyList<string?> Values, string? Problem = null);

/// <summary>One attribute of all customers.</summary>
/// <param name="Name">The column's name in the file.</param>
/// <param name="Label">The name in business words.</param>
/// <param name="Kind">What the values are.</param>
/// <param name="Unit">What numbers measure.</param>
/// <param name="Numbers">Numbers and Booleans (1 and 0), NaN where missing; null for dates and texts.</param>
/// <param name="Dates">Dates, null where missing; null for other kinds.</param>
/// <param name="Texts">Texts; null for other kinds.</param>
public sealed record AttributeColumn(
    string Name,
    string Label,
    AttributeKind Kind,
    ProfileUnit Unit,
    double[]? Numbers,
    DateOnly?[]? Dates,
    TextValues? Texts)
{
    /// <summary>The texts that profiles get a yes/no column for; null for none.</summary>
    public IReadOnlyList<string>? Categories { get; init => field = Listed.Of(value); }

    /// <summary>The number of customers without a value.</summary>
    public int MissingCount => Kind switch
    {
        AttributeKind.Text => Texts!.Codes.Count(code => code < 0),
        AttributeKind.Date => Dates!.Count(date => date is null),
        _ => Numbers!.Count(double.IsNaN),
    };
}

/// <summary>What was read, what was left out, and what was found wrong.</summary>
/// <param name="RowsRead">Rows read.</param>
/// <param name="RowsUsed">Rows used: one per customer.</param>
/// <param name="Skipped">Rows left out, by reason, with the first few line numbers.</param>
/// <param name="Issues">What was found wrong with values, by column.</param>
public sealed record AttributeIntake(
    long RowsRead, long RowsUsed, IReadOnlyList<SkippedRows> Skipped, IReadOnlyList<AttributeIssue> Issues);

/// <summary>Something found wrong with values of a column. Values that break a rule count as missing.</summary>
/// <param name="Column">The column.</param>
/// <param name="Problem">What is wrong, in words: <c>above 1</c>.</param>
/// <param name="Count">How many rows.</param>
/// <param name="Lines">The first few lines of the file.</param>
public sealed record AttributeIssue(string Column, string Problem, int Count, IReadOnlyList<long> Lines)
{
    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"{Column}: {Problem} ({Plural.Of(Count, "row")}, first in line {Lines[0]})");
}
