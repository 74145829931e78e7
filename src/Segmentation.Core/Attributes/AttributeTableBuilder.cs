using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Segmentation.Events;

namespace Segmentation.Attributes;

/// <summary>Reads rows of text into dictionary-coded columns, and types them when all are there.</summary>
internal sealed class AttributeTableBuilder
{
    private static readonly string[] s_idNames = ["customer_id", "customer", "id", "client_id", "user_id"];

    private const int MostCategories = 50;

    private readonly IReadOnlyList<string> _header;
    private readonly int _idIndex;
    private readonly List<(int Index, AttributeDeclaration Declaration)> _plan = [];

    public AttributeTableBuilder(IReadOnlyList<string> header, AttributeSchema schema)
    {
        _header = [.. header.Select(name => name.Trim())];
        string? twice = _header
            .GroupBy(NameKeyOf, StringComparer.Ordinal)
            .FirstOrDefault(group => group.Skip(1).Any())?.First();
        if (twice is not null)
        {
            throw new SegmentationException(
                ErrorIds.DuplicateColumn,
                ErrorKind.InvalidData,
                $"Attributes: the column '{twice}' occurs twice.",
                "Rename one of them.",
                twice);
        }

        _idIndex = FindId(schema.IdColumn);
        if (schema.Columns.FirstOrDefault(column => column.Required && Find(column.Name) < 0) is { } absent)
        {
            throw Missing(absent.Name, "Add the column, or declare it as not required.");
        }

        for (int i = 0; i < _header.Count; i++)
        {
            AttributeDeclaration? declared = schema.Columns.FirstOrDefault(column => Find(column.Name) == i);
            if (i != _idIndex && (declared is not null || !schema.OnlyDeclared))
            {
                _plan.Add((i, (declared ?? new AttributeDeclaration(_header[i])) with { Name = _header[i] }));
            }
        }
    }

    public CustomerAttributeTable Build(IEnumerable<AttributeRow> rows)
    {
        IntakeTally tally = new();
        List<string> ids = [];
        List<long> lines = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        CodedTexts[] columns = [.. _plan.Select(_ => new CodedTexts())];
        foreach (AttributeRow row in rows)
        {
            tally.RowsRead++;
            string id = row.Values.Count > _idIndex ? row.Values[_idIndex]?.Trim() ?? "" : "";
            string? reason = row.Problem is not null ? row.Problem
                : row.Values.Count != _header.Count ? "wrong number of fields"
                : id.Length == 0 ? "no customer id"
                : !seen.Add(id) ? "customer id already seen" : null;
            if (reason is not null)
            {
                tally.Skip(
                    reason,
                    tally.WantsExample(reason)
                        ? string.Create(CultureInfo.InvariantCulture, $"line {row.Line}")
                        : null);
                continue;
            }

            ids.Add(id);
            lines.Add(row.Line);
            for (int i = 0; i < columns.Length; i++)
            {
                columns[i].Add(row.Values[_plan[i].Index]);
            }
        }

        if (ids.Count == 0)
        {
            throw new SegmentationException(
                tally.RowsRead == 0 ? ErrorIds.NoRows : ErrorIds.NoUsableRows,
                ErrorKind.InsufficientData,
                tally.RowsRead == 0
                    ? "Attributes: there is a header, but no row."
                    : $"Attributes: no row could be used: {tally.Skipped()[0].Reason}.",
                "Check the file, its delimiter, and the id column.");
        }

        List<AttributeIssue> issues = [];
        AttributeColumn[] typed =
        [
            .. columns.Select((column, i) => WithCategories(
                new AttributeTyping(_plan[i].Declaration, column, lines).Type(issues), _plan[i].Declaration)),
        ];
        return new CustomerAttributeTable(
            ids, typed, new AttributeIntake(tally.RowsRead, ids.Count, tally.Skipped(), issues));
    }

    private static AttributeColumn WithCategories(AttributeColumn column, AttributeDeclaration declaration)
    {
        if (!declaration.Categories || column.Texts is not { } values)
        {
            return column;
        }

        IReadOnlyList<string> categories = declaration.Allowed
            ?? [.. values.Codes.Where(code => code >= 0).Distinct().Select(code => values.Texts[code]).Order(StringComparer.Ordinal)];
        return categories.Count <= MostCategories
            ? column with { Categories = categories }
            : throw new SegmentationException(
                ErrorIds.InvalidAttributes,
                ErrorKind.InvalidData,
                $"Attributes: '{column.Name}' has {categories.Count} categories, more than {MostCategories}.",
                "Declare the ones that matter as allowed, or leave categories out.",
                column.Name);
    }

    private static string NameKeyOf(string name) => NameKey.Of(name);

    private int Find(string name)
    {
        string key = NameKey.Of(name);
        for (int i = 0; i < _header.Count; i++)
        {
            if (string.Equals(NameKey.Of(_header[i]), key, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    private int FindId(string? name)
    {
        if (name is not null)
        {
            return Find(name) is var index and >= 0
                ? index
                : throw Missing(name, "Name the column with the customer's id.");
        }

        int found = Array.Find(Array.ConvertAll(s_idNames, id => Find(id) + 1), place => place > 0) - 1;
        return found >= 0 ? found : throw Missing("customer_id", "Name the column with the customer's id.");
    }

    private SegmentationException Missing(string name, string action) => new(
        ErrorIds.MissingColumn,
        ErrorKind.NotFound,
        $"Attributes: there is no column '{name}'.{NameKey.Hint(name, _header)}",
        $"{action} Columns: {string.Join(", ", _header.Take(50))}.",
        name);
}

/// <summary>A column of texts as codes; −1 is empty.</summary>
internal sealed class CodedTexts
{
    private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);

    public List<int> Codes { get; } = [];

    public List<string> Texts { get; } = [];

    public void Add(string? value)
    {
        string text = value?.Trim() ?? "";
        if (text.Length == 0)
        {
            Codes.Add(-1);
            return;
        }

        if (!_codes.TryGetValue(text, out int code))
        {
            code = Texts.Count;
            _codes[text] = code;
            Texts.Add(text);
        }

        Codes.Add(code);
    }
}
