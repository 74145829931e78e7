using System;
using System.Collections.Generic;
using System.Linq;

namespace Segmentation.Rules;

/// <summary>Conditions from and to nested dictionaries.</summary>
internal static class ConditionReader
{
    private static readonly string[] s_keys = ["all", "any", "not", "column", "sum", "mean", "op", "value"];

    private static readonly (string Sign, ComparisonOperator Operator)[] s_operators =
    [
        ("<", ComparisonOperator.Less), ("<=", ComparisonOperator.LessOrEqual),
        (">", ComparisonOperator.Greater), (">=", ComparisonOperator.GreaterOrEqual),
        ("==", ComparisonOperator.Equal), ("!=", ComparisonOperator.NotEqual),
        ("in", ComparisonOperator.In), ("not in", ComparisonOperator.NotIn),
        ("between", ComparisonOperator.Between), ("not between", ComparisonOperator.NotBetween),
        ("is missing", ComparisonOperator.IsMissing), ("is present", ComparisonOperator.IsPresent),
    ];

    public static Condition Read(Setting setting)
    {
        Dictionary<string, Setting> table = setting.Table(s_keys);
        string[] heads = [.. s_keys.Take(6).Where(table.ContainsKey)];
        if (heads.Length != 1)
        {
            string found = heads.Length == 0 ? "none" : string.Join(" and ", heads);
            throw setting.Invalid(
                $"A condition needs exactly one of {string.Join(", ", s_keys.Take(6))}, but has {found}.",
                "Write { column: NetRevenue, op: \">=\", value: 200 }, or combine such in a list under all or any.");
        }

        string head = heads[0];
        Setting content = table[head];
        if (head is "all" or "any" or "not")
        {
            if (table.Count > 1)
            {
                string other = table.Keys.First(key => key != head);
                throw setting.Invalid(
                    $"'{other}' cannot stand beside '{head}'.", $"Put it into the conditions under '{head}'.", other);
            }

            return head == "not" ? Read(content).Negate() : Parts(content, head == "all");
        }

        MeasureKind kind = head == "column" ? MeasureKind.Column : head == "sum" ? MeasureKind.Sum : MeasureKind.Mean;
        Measure measure = kind == MeasureKind.Column ? Measure.Of(content.Text()) : new Measure(kind, content.Texts());
        Setting sign = table.GetValueOrDefault("op")
            ?? throw setting.Missing("op", $"Valid here: {string.Join(", ", s_operators.Select(o => o.Sign))}.");
        ComparisonOperator op = s_operators[sign.Choice([.. s_operators.Select(o => o.Sign)])].Operator;
        return new Comparison(measure, op, Operands(setting, op, table.GetValueOrDefault("value")));
    }

    public static Dictionary<string, object?> Write(Condition condition) => condition switch
    {
        AllOf all => Pair("all", all.Parts.Select(Write).ToArray<object?>()),
        AnyOf any => Pair("any", any.Parts.Select(Write).ToArray<object?>()),
        Comparison comparison => Write(comparison),
        _ => throw new ArgumentOutOfRangeException(nameof(condition)),
    };

    private static Condition Parts(Setting content, bool all)
    {
        if (!content.IsList)
        {
            throw content.Wrong("a list of conditions");
        }

        Condition[] parts = [.. content.List().Select(Read)];
        return all ? new AllOf(parts) : new AnyOf(parts);
    }

    private static Operand[] Operands(Setting setting, ComparisonOperator op, Setting? value)
    {
        if (op is ComparisonOperator.IsMissing or ComparisonOperator.IsPresent)
        {
            return value is null
                ? []
                : throw setting.Invalid("'value' is not used here.", "Leave 'value' out.", "value");
        }

        if (value is null)
        {
            throw setting.Missing("value", "Give a number, a text, a list, or { quantile: 0.8 }.");
        }

        Operand[] operands = [.. value.List().Select(Read)];
        bool many = op is ComparisonOperator.In or ComparisonOperator.NotIn;
        bool two = op is ComparisonOperator.Between or ComparisonOperator.NotBetween;
        if (!many && (operands.Length != (two ? 2 : 1) || (value.IsList && !two)))
        {
            throw value.Wrong(two ? "a list of two: the smallest and the largest value" : "a single value");
        }

        if (operands.Length == 0)
        {
            throw value.Wrong("a list with at least one value");
        }

        bool ordered = !many && op is not (ComparisonOperator.Equal or ComparisonOperator.NotEqual);
        if (ordered && operands.Any(operand => operand.Text is not null))
        {
            throw value.Wrong("a number or { quantile: … }, because texts have no order here");
        }

        return two && Reversed(operands) ? throw value.Invalid(
            $"'{value.Path}' starts above its end.", "Write the smaller value first.") : operands;

        static Operand Read(Setting item)
        {
            if (item.IsTable)
            {
                Setting quantile = item.Table("quantile").GetValueOrDefault("quantile")
                    ?? throw item.Missing("quantile", "Write { quantile: 0.8 }.");
                double probability = quantile.Number();
                return probability is >= 0 and <= 1
                    ? Operand.Quantile(probability)
                    : throw quantile.Wrong("from 0 to 1");
            }

            return item.TryNumber() is { } number ? Operand.Of(number) : Operand.Of(item.Text());
        }
    }

    private static bool Reversed(Operand[] operands) =>
        operands[0].IsQuantile == operands[1].IsQuantile && operands[0].Number > operands[1].Number;

    private static Dictionary<string, object?> Write(Comparison comparison)
    {
        Measure measure = comparison.Measure;
        Dictionary<string, object?> table = measure.Kind switch
        {
            MeasureKind.Column => Pair("column", measure.Columns[0]),
            MeasureKind.Sum => Pair("sum", measure.Columns.ToArray<object?>()),
            _ => Pair("mean", measure.Columns.ToArray<object?>()),
        };
        table["op"] = Array.Find(s_operators, pair => pair.Operator == comparison.Operator).Sign;
        object?[] values = [.. comparison.Operands.Select(WriteOperand)];
        if (comparison.Operator is ComparisonOperator.In or ComparisonOperator.NotIn || values.Length > 1)
        {
            table["value"] = values;
        }
        else if (values.Length == 1)
        {
            table["value"] = values[0];
        }

        return table;

        static object? WriteOperand(Operand operand) =>
            operand.IsQuantile ? Pair("quantile", operand.Number) : operand.Text ?? (object)operand.Number;
    }

    private static Dictionary<string, object?> Pair(string key, object? value) =>
        new(StringComparer.Ordinal) { [key] = value };
}
