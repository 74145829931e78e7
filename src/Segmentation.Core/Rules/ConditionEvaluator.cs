using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Events;
using Segmentation.Profiles;
using Segmentation.Statistics;

namespace Segmentation.Rules;

/// <summary>Evaluates conditions over whole columns of one table; quantiles of a measure are found once.</summary>
internal sealed class ConditionEvaluator(ProfileTable profiles, bool allowAbsentColumns)
{
    private readonly SortedSet<string> _absent = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, double[]> _sorted = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The columns that were asked for and are not in the table.</summary>
    public IReadOnlyList<string> AbsentColumns => [.. _absent];

    /// <summary>Whether each customer meets the condition.</summary>
    public bool[] Mask(Condition condition, string rule)
    {
        switch (condition)
        {
            case AllOf { Parts.Count: > 0 } all:
                return Combine(all.Parts, rule, every: true);
            case AnyOf { Parts.Count: > 0 } any:
                return Combine(any.Parts, rule, every: false);
            case Comparison comparison:
                return Compare(comparison, rule);
            default:
                bool[] mask = new bool[profiles.Count];
                Array.Fill(mask, condition is AllOf);
                return mask;
        }
    }

    /// <summary>The condition with quantiles as numbers.</summary>
    public Condition Resolve(Condition condition, string rule) => condition.Map(comparison =>
    {
        if (!comparison.HasQuantiles)
        {
            return comparison;
        }

        double[] values = IsAbsent(comparison.Measure) ? [] : Numbers(comparison, rule);
        return comparison with { Operands = [.. comparison.Operands.Select(operand => Operand.Of(Fixed(operand)))] };

        double Fixed(Operand operand)
        {
            double threshold = Threshold(comparison.Measure, operand, values);
            return double.IsNaN(threshold)
                ? throw Wrong(
                    rule,
                    comparison,
                    "has no value for anybody, so its quantiles are not known.",
                    "Use another column.")
                : threshold;
        }
    });

    /// <summary>The thresholds of a comparison with numbers; NaN for a quantile of a column without values.</summary>
    public double[] Thresholds(Comparison comparison, string rule) =>
        Thresholds(
            comparison, comparison.HasQuantiles && !IsAbsent(comparison.Measure) ? Numbers(comparison, rule) : []);

    private double[] Thresholds(Comparison comparison, double[] values) =>
        [.. comparison.Operands.Select(operand => Threshold(comparison.Measure, operand, values))];

    private bool[] Combine(IReadOnlyList<Condition> parts, string rule, bool every)
    {
        bool[] mask = Mask(parts[0], rule);
        foreach (Condition part in parts.Skip(1))
        {
            bool[] other = Mask(part, rule);
            for (int i = 0; i < mask.Length; i++)
            {
                mask[i] = every ? mask[i] & other[i] : mask[i] | other[i];
            }
        }

        return mask;
    }

    private bool[] Compare(Comparison comparison, string rule)
    {
        if (comparison.Measure.Kind == MeasureKind.Column && profiles.Texts(comparison.Measure.Columns[0]) is { } texts)
        {
            return CompareTexts(comparison, texts, rule);
        }

        if (IsAbsent(comparison.Measure))
        {
            bool[] none = new bool[profiles.Count];
            Array.Fill(none, comparison.Operator == ComparisonOperator.IsMissing);
            return none;
        }

        double[] values = Numbers(comparison, rule);
        if (comparison.Operands.FirstOrDefault(operand => operand.Text is not null) is { } text)
        {
            throw Wrong(
                rule,
                comparison,
                $"holds numbers, but is compared with the text '{text.Text}'.",
                "Compare it with a number.");
        }

        return CompareNumbers(comparison.Operator, values, Thresholds(comparison, values));
    }

    private static bool[] CompareNumbers(ComparisonOperator op, double[] values, double[] operands)
    {
        bool[] mask = new bool[values.Length];
        double a = operands.Length > 0 ? operands[0] : double.NaN;
        double b = operands.Length > 1 ? operands[1] : double.NaN;
        if (Array.Exists(operands, double.IsNaN))
        {
            return mask;
        }

        for (int i = 0; i < mask.Length; i++)
        {
            double value = values[i];
            mask[i] = op switch
            {
                ComparisonOperator.Less => value < a,
                ComparisonOperator.LessOrEqual => value <= a,
                ComparisonOperator.Greater => value > a,
                ComparisonOperator.GreaterOrEqual => value >= a,
                ComparisonOperator.Equal => value == a,
                ComparisonOperator.NotEqual => value < a || value > a,
                ComparisonOperator.In => operands.Contains(value),
                ComparisonOperator.NotIn => !double.IsNaN(value) && !operands.Contains(value),
                ComparisonOperator.Between => value >= a && value <= b,
                ComparisonOperator.NotBetween => value < a || value > b,
                ComparisonOperator.IsMissing => double.IsNaN(value),
                _ => !double.IsNaN(value),
            };
        }

        return mask;
    }

    private static bool[] CompareTexts(Comparison comparison, TextValues texts, string rule)
    {
        if (comparison.Operands.Any(operand => operand.Text is null) || comparison.Operator is ComparisonOperator.Less
            or ComparisonOperator.LessOrEqual or ComparisonOperator.Greater or ComparisonOperator.GreaterOrEqual
            or ComparisonOperator.Between or ComparisonOperator.NotBetween)
        {
            throw Wrong(
                rule,
                comparison,
                "holds texts, but is compared like a number.",
                "Use ==, !=, in or not in with texts in quotes.");
        }

        bool[] met = new bool[texts.Texts.Count];
        bool negative = comparison.Operator is ComparisonOperator.NotEqual or ComparisonOperator.NotIn;
        for (int code = 0; code < met.Length; code++)
        {
            met[code] = comparison.Operator == ComparisonOperator.IsPresent
                || (comparison.Operator != ComparisonOperator.IsMissing
                    && negative != comparison.Operands.Any(
                        o => string.Equals(o.Text, texts.Texts[code], StringComparison.Ordinal)));
        }

        bool ifMissing = comparison.Operator == ComparisonOperator.IsMissing;
        return Array.ConvertAll(texts.Codes, code => code < 0 ? ifMissing : met[code]);
    }

    private double Threshold(Measure measure, Operand operand, double[] values)
    {
        if (!operand.IsQuantile)
        {
            return operand.Number;
        }

        string key = $"{measure.Kind}: {measure}";
        if (!_sorted.TryGetValue(key, out double[]? sorted))
        {
            sorted = [.. values.Where(value => !double.IsNaN(value))];
            Array.Sort(sorted);
            _sorted[key] = sorted;
        }

        return Descriptive.QuantileOfSorted(sorted, operand.Number);
    }

    private bool IsAbsent(Measure measure)
    {
        string[] absent = allowAbsentColumns
            ? [.. measure.Columns.Where(name => profiles.Numbers(name) is null && profiles.Texts(name) is null)]
            : [];
        _absent.UnionWith(absent);
        return absent.Length > 0;
    }

    private double[] Numbers(Comparison comparison, string rule)
    {
        Measure measure = comparison.Measure;
        double[] first = Column(measure.Columns[0], comparison, rule);
        if (measure.Columns.Count == 1)
        {
            return first;
        }

        double[] total = [.. first];
        foreach (string column in measure.Columns.Skip(1))
        {
            double[] values = Column(column, comparison, rule);
            for (int i = 0; i < total.Length; i++)
            {
                total[i] += values[i];
            }
        }

        return measure.Kind == MeasureKind.Sum ? total : Array.ConvertAll(total, sum => sum / measure.Columns.Count);
    }

    private double[] Column(string name, Comparison comparison, string rule)
    {
        if (profiles.Numbers(name) is { } values)
        {
            return values;
        }

        if (profiles.Texts(name) is not null)
        {
            throw Wrong(
                rule,
                comparison,
                $"needs numbers, but '{name}' holds texts.",
                "Compare texts with ==, !=, in or not in.");
        }

        if (profiles.Columns.Any(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase)))
        {
            throw Wrong(
                rule,
                comparison,
                $"needs numbers or texts, but '{name}' holds neither.",
                "Use a column that counts days.");
        }

        string[] known = [.. profiles.Columns.Select(column => column.Name)];
        throw new SegmentationException(
            ErrorIds.UnknownFeature,
            ErrorKind.NotFound,
            $"Rule '{rule}': the profiles have no column '{name}'.{NameKey.Hint(name, known)}",
            $"Columns: {string.Join(", ", known.Take(100))}.",
            name);
    }

    private static SegmentationException Wrong(
        string rule, Comparison comparison, string message, string action) => new(
        ErrorIds.InvalidRules,
        ErrorKind.InvalidArgument,
        $"Rule '{rule}': '{comparison.Measure}' {message}",
        action,
        comparison.Measure.ToString());
}
