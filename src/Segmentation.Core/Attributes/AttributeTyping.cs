using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Segmentation.Profiles;

namespace Segmentation.Attributes;

/// <summary>Types and checks one column of texts. Every distinct text is looked at once.</summary>
internal sealed class AttributeTyping(AttributeDeclaration declaration, CodedTexts column, IReadOnlyList<long> lines)
{
    private const int LinesKept = 5;

    private static readonly string[] s_missingWords = ["NA", "N/A", "NULL", "NaN"];
    private static readonly string[] s_trueWords = ["true", "yes", "y"];
    private static readonly string[] s_falseWords = ["false", "no", "n"];

    private static readonly string[] s_dateFormats =
    [
        "yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss",
        "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK",
    ];

    public AttributeColumn Type(List<AttributeIssue> issues)
    {
        AttributeKind kind = declaration.Kind ?? Infer(issues);
        string?[] problems = [.. column.Texts.Select(text => Problem(text, kind))];
        foreach (string problem in problems.OfType<string>().Where(p => p.Length > 0).Distinct(StringComparer.Ordinal))
        {
            issues.Add(Issue(problem, code => code >= 0 && problems[code] == problem));
        }

        if (declaration.Required && column.Codes.Exists(code => code < 0 || problems[code] is { Length: 0 }))
        {
            issues.Add(Issue("required, but missing", code => code < 0 || problems[code] is { Length: 0 }));
        }

        CheckUnique(issues);
        return Column(kind, problems);
    }

    private AttributeColumn Column(AttributeKind kind, string?[] problems)
    {
        bool numeric = kind is AttributeKind.Number or AttributeKind.Boolean;
        double[] numbers = numeric
            ? [.. column.Texts.Select((text, i) => problems[i] is null ? Number(text, kind) : double.NaN)]
            : [];
        DateOnly?[] dates = kind == AttributeKind.Date
            ? [.. column.Texts.Select((text, i) => problems[i] is null ? Date(text) : null)]
            : [];
        return new AttributeColumn(
            declaration.Name,
            declaration.Label ?? declaration.Name.Replace('_', ' '),
            kind,
            kind switch
            {
                AttributeKind.Number => declaration.Unit,
                AttributeKind.Boolean => ProfileUnit.Share,
                AttributeKind.Date => ProfileUnit.Days,
                _ => ProfileUnit.Text,
            },
            numeric ? [.. column.Codes.Select(code => code < 0 ? double.NaN : numbers[code])] : null,
            kind == AttributeKind.Date ? [.. column.Codes.Select(code => code < 0 ? null : dates[code])] : null,
            kind == AttributeKind.Text
                ? new TextValues(
                    [.. column.Codes.Select(code => code < 0 || problems[code] is not null ? -1 : code)], column.Texts)
                : null);
    }

    private AttributeKind Infer(List<AttributeIssue> issues)
    {
        string[] texts = [.. column.Texts.Where(text => !IsMissingWord(text))];
        if (texts.Length == 0)
        {
            return AttributeKind.Number;
        }

        if (Array.TrueForAll(texts, text => !double.IsNaN(Boolean(text))))
        {
            return AttributeKind.Boolean;
        }

        // 00123 is a code, not the number 123.
        int numbers = texts.Count(
            text => double.IsFinite(Parse(text)) && !(text.Length > 1 && text[0] == '0' && char.IsAsciiDigit(text[1])));
        if (numbers == texts.Length)
        {
            return AttributeKind.Number;
        }

        if (Array.TrueForAll(texts, text => Date(text) is not null))
        {
            return AttributeKind.Date;
        }

        if (numbers > 0.9 * texts.Length)
        {
            issues.Add(Issue(
                "taken for text, although most values are numbers: declare it as a number",
                code => code >= 0 && !IsMissingWord(column.Texts[code]) && double.IsNaN(Parse(column.Texts[code]))));
        }

        return AttributeKind.Text;
    }

    /// <summary>What is wrong with a text; null when nothing is, empty when it stands for a missing value.</summary>
    private string? Problem(string text, AttributeKind kind)
    {
        if (kind == AttributeKind.Text)
        {
            return declaration.Allowed is { } allowed && !allowed.Contains(text, StringComparer.Ordinal)
                ? $"not one of {string.Join(", ", allowed)}"
                : null;
        }

        if (IsMissingWord(text))
        {
            return "";
        }

        if (kind == AttributeKind.Date)
        {
            return Date(text) is null ? $"not a date ({declaration.DateFormat ?? "yyyy-MM-dd"})" : null;
        }

        double number = Number(text, kind);
        return double.IsNaN(number) ? (kind == AttributeKind.Number ? "not a number" : "neither yes nor no")
            : number < declaration.Minimum ? string.Create(CultureInfo.InvariantCulture, $"below {declaration.Minimum}")
            : number > declaration.Maximum ? string.Create(CultureInfo.InvariantCulture, $"above {declaration.Maximum}")
            : null;
    }

    private void CheckUnique(List<AttributeIssue> issues)
    {
        if (declaration.Unique)
        {
            int[] counts = new int[column.Texts.Count];
            foreach (int code in column.Codes.Where(code => code >= 0))
            {
                counts[code]++;
            }

            if (Array.Exists(counts, count => count > 1))
            {
                issues.Add(Issue("used for several customers", code => code >= 0 && counts[code] > 1));
            }
        }
    }

    private AttributeIssue Issue(string problem, Func<int, bool> concerned)
    {
        int[] rows = [.. Enumerable.Range(0, column.Codes.Count).Where(row => concerned(column.Codes[row]))];
        return new AttributeIssue(
            declaration.Name, problem, rows.Length, [.. rows.Take(LinesKept).Select(row => lines[row])]);
    }

    private static bool IsMissingWord(string text) => s_missingWords.Contains(text, StringComparer.OrdinalIgnoreCase);

    private static double Number(string text, AttributeKind kind)
    {
        double flag = kind == AttributeKind.Boolean ? Boolean(text) : double.NaN;
        double number = Parse(text);
        return kind == AttributeKind.Number ? number : double.IsNaN(flag) && number is 0 or 1 ? number : flag;
    }

    private static double Boolean(string text) => s_trueWords.Contains(text, StringComparer.OrdinalIgnoreCase) ? 1
        : s_falseWords.Contains(text, StringComparer.OrdinalIgnoreCase) ? 0 : double.NaN;

    private static double Parse(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
        && double.IsFinite(number)
            ? number
            : double.NaN;

    private DateOnly? Date(string text)
    {
        string[] formats = declaration.DateFormat is { } format ? [format] : s_dateFormats;
        return DateTime.TryParseExact(
            text,
            formats,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal,
            out DateTime date)
            ? DateOnly.FromDateTime(date)
            : null;
    }
}
