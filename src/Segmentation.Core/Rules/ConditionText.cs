using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Segmentation.Profiles;

namespace Segmentation.Rules;

/// <summary>
/// Conditions as text: in words, as a PowerShell filter and as SQL. All three select the same customers.
/// </summary>
public static class ConditionText
{
    /// <summary>The condition in words, with the columns' business names where their declarations are given.</summary>
    public static string InWords(Condition condition, IReadOnlyList<ProfileColumn>? columns = null) => condition switch
    {
        AllOf { Parts.Count: 0 } => "always",
        AnyOf { Parts.Count: 0 } => "never",
        AllOf all => string.Join(" and ", all.Parts.Select(part => Nested(part, all, p => InWords(p, columns)))),
        AnyOf any => string.Join(" or ", any.Parts.Select(part => Nested(part, any, p => InWords(p, columns)))),
        _ => Words((Comparison)condition, columns),
    };

    /// <summary>
    /// A filter for <c>Where-Object</c> over the profiles' properties: <c>$_.NetRevenue -ge 200</c>.
    /// </summary>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.InvalidRules"/>: a quantile is not resolved to a number yet (see <see
    /// cref="RuleSet.Resolve"/>).
    /// </exception>
    public static string PowerShell(Condition condition) => condition switch
    {
        AllOf { Parts.Count: 0 } => "$true",
        AnyOf { Parts.Count: 0 } => "$false",
        AllOf all => string.Join(" -and ", all.Parts.Select(part => Nested(part, all, PowerShell))),
        AnyOf any => string.Join(" -or ", any.Parts.Select(part => Nested(part, any, PowerShell))),
        _ => PowerShellComparison(Resolved((Comparison)condition)),
    };

    /// <summary>A condition for a <c>WHERE</c> clause, in standard SQL: <c>"NetRevenue" &gt;= 200</c>.</summary>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.InvalidRules"/>: a quantile is not resolved to a number yet (see <see
    /// cref="RuleSet.Resolve"/>).
    /// </exception>
    public static string Sql(Condition condition) => condition switch
    {
        AllOf { Parts.Count: 0 } => "1 = 1",
        AnyOf { Parts.Count: 0 } => "1 = 0",
        AllOf all => string.Join(" AND ", all.Parts.Select(part => Nested(part, all, Sql))),
        AnyOf any => string.Join(" OR ", any.Parts.Select(part => Nested(part, any, Sql))),
        _ => SqlComparison(Resolved((Comparison)condition)),
    };

    private static string Nested(Condition part, Condition whole, Func<Condition, string> print) =>
        part is Comparison || part.GetType() == whole.GetType() ? print(part) : $"({print(part)})";

    private static string Words(Comparison comparison, IReadOnlyList<ProfileColumn>? columns)
    {
        string[] names = [.. comparison.Measure.Columns.Select(name => Label(name, columns))];
        string measure = comparison.Measure.Kind switch
        {
            MeasureKind.Column => names[0],
            MeasureKind.Sum => $"the sum of {Joined(names, " and ")}",
            _ => $"the mean of {Joined(names, " and ")}",
        };
        string[] values = [.. comparison.Operands.Select(Word)];
        return measure + comparison.Operator switch
        {
            ComparisonOperator.Less => $" is below {values[0]}",
            ComparisonOperator.LessOrEqual => $" is at most {values[0]}",
            ComparisonOperator.Greater => $" is above {values[0]}",
            ComparisonOperator.GreaterOrEqual => $" is at least {values[0]}",
            ComparisonOperator.Equal => $" is {values[0]}",
            ComparisonOperator.NotEqual => $" is not {values[0]}",
            ComparisonOperator.In => $" is {Joined(values, " or ")}",
            ComparisonOperator.NotIn => $" is neither {Joined(values, " nor ")}",
            ComparisonOperator.Between => $" is from {values[0]} to {values[1]}",
            ComparisonOperator.NotBetween => $" is not from {values[0]} to {values[1]}",
            ComparisonOperator.IsMissing => " is missing",
            _ => " is known",
        };

        static string Word(Operand operand) => operand.IsQuantile
            ? $"the {Number(Math.Round(operand.Number * 100, 6))} % quantile of the base"
            : operand.Text ?? Number(operand.Number);

        static string Joined(string[] words, string last) =>
            words.Length < 2 ? words[0] : string.Join(", ", words[..^1]) + last + words[^1];
    }

    private static string Label(string name, IReadOnlyList<ProfileColumn>? columns) =>
        columns?.FirstOrDefault(
            column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase))?.Label ?? name;

    private static string PowerShellComparison(Comparison comparison)
    {
        string[] columns = [.. comparison.Measure.Columns.Select(PowerShellProperty)];
        string measure = Arithmetic(comparison.Measure, columns, "");
        string[] values = [.. comparison.Operands.Select(o => o.Text is { } text ? Quoted(text) : Number(o.Number))];
        string list = $"({string.Join(", ", values)})";
        string equal = comparison.Operands.Any(o => o.Text is not null) ? "-c" : "-";
        string test = comparison.Operator switch
        {
            ComparisonOperator.Less => $"{measure} -lt {values[0]}",
            ComparisonOperator.LessOrEqual => $"{measure} -le {values[0]}",
            ComparisonOperator.Greater => $"{measure} -gt {values[0]}",
            ComparisonOperator.GreaterOrEqual => $"{measure} -ge {values[0]}",
            ComparisonOperator.Equal => $"{measure} {equal}eq {values[0]}",
            ComparisonOperator.NotEqual => $"{measure} {equal}ne {values[0]}",
            ComparisonOperator.In => $"{measure} {equal}in {list}",
            ComparisonOperator.NotIn => $"{measure} {equal}notin {list}",
            ComparisonOperator.Between => $"{measure} -ge {values[0]} -and {measure} -le {values[1]}",
            ComparisonOperator.NotBetween => $"({measure} -lt {values[0]} -or {measure} -gt {values[1]})",
            ComparisonOperator.IsMissing => string.Join(" -or ", columns.Select(column => $"$null -eq {column}")),
            _ => string.Join(" -and ", columns.Select(column => $"$null -ne {column}")),
        };
        bool missing = comparison.Operator == ComparisonOperator.IsMissing;
        string guarded = NeedsGuard(comparison)
            ? string.Join(" -and ", columns.Select(column => $"$null -ne {column}")) + " -and " + test
            : test;
        bool single = !guarded.Contains(" -and ", StringComparison.Ordinal) && !(missing && columns.Length > 1);
        return single ? guarded : $"({guarded})";
    }

    // $null -lt 5 is true in PowerShell, $null -ge 5 is false, and a missing term counts as 0 in a sum.
    private static bool NeedsGuard(Comparison comparison) => comparison.Operator switch
    {
        ComparisonOperator.IsMissing or ComparisonOperator.IsPresent => false,
        _ when comparison.Measure.Kind != MeasureKind.Column => true,
        ComparisonOperator.Equal or ComparisonOperator.In => false,
        ComparisonOperator.Greater or ComparisonOperator.GreaterOrEqual => comparison.Operands[0].Number <= 0,
        _ => true,
    };

    private static string PowerShellProperty(string name) =>
        name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && !char.IsAsciiDigit(name[0])
            ? "$_." + name
            : "$_." + Quoted(name);

    private static string SqlComparison(Comparison comparison)
    {
        string[] columns = [.. comparison.Measure.Columns.Select(SqlColumn)];
        string measure = Arithmetic(comparison.Measure, columns, ".0");
        string[] values = [.. comparison.Operands.Select(o => o.Text is { } text ? Quoted(text) : Number(o.Number))];
        return comparison.Operator switch
        {
            ComparisonOperator.Less => $"{measure} < {values[0]}",
            ComparisonOperator.LessOrEqual => $"{measure} <= {values[0]}",
            ComparisonOperator.Greater => $"{measure} > {values[0]}",
            ComparisonOperator.GreaterOrEqual => $"{measure} >= {values[0]}",
            ComparisonOperator.Equal => $"{measure} = {values[0]}",
            ComparisonOperator.NotEqual => $"{measure} <> {values[0]}",
            ComparisonOperator.In => $"{measure} IN ({string.Join(", ", values)})",
            ComparisonOperator.NotIn => $"{measure} NOT IN ({string.Join(", ", values)})",
            ComparisonOperator.Between => $"{measure} BETWEEN {values[0]} AND {values[1]}",
            ComparisonOperator.NotBetween => $"{measure} NOT BETWEEN {values[0]} AND {values[1]}",
            ComparisonOperator.IsMissing => $"{measure} IS NULL",
            _ => $"{measure} IS NOT NULL",
        };
    }

    private static string SqlColumn(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Arithmetic(Measure measure, string[] columns, string decimals) => measure.Kind switch
    {
        MeasureKind.Column => columns[0],
        MeasureKind.Sum => $"({string.Join(" + ", columns)})",
        _ => $"(({string.Join(" + ", columns)}) / {columns.Length}{decimals})",
    };

    private static Comparison Resolved(Comparison comparison) => !comparison.HasQuantiles
        ? comparison
        : throw new SegmentationException(
            ErrorIds.InvalidRules,
            ErrorKind.InvalidArgument,
            $"Condition on '{comparison.Measure}': a quantile of the base has no value outside the base.",
            "Resolve the rule set against the profiles first.",
            comparison.Measure.ToString());

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
