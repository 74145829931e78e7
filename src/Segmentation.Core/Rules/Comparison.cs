using System.Collections.Generic;
using System.Linq;

namespace Segmentation.Rules;

/// <summary>How a comparison compares. A missing value meets none of them but <see cref="IsMissing"/>.</summary>
public enum ComparisonOperator
{
    /// <summary>Below the value.</summary>
    Less,

    /// <summary>Below the value or equal to it.</summary>
    LessOrEqual,

    /// <summary>Above the value.</summary>
    Greater,

    /// <summary>Above the value or equal to it.</summary>
    GreaterOrEqual,

    /// <summary>Equal to the value; texts are compared exactly.</summary>
    Equal,

    /// <summary>Present and not equal to the value.</summary>
    NotEqual,

    /// <summary>Equal to one of the values.</summary>
    In,

    /// <summary>Present and equal to none of the values.</summary>
    NotIn,

    /// <summary>From the first value to the second, both included.</summary>
    Between,

    /// <summary>Below the first value or above the second.</summary>
    NotBetween,

    /// <summary>There is no value.</summary>
    IsMissing,

    /// <summary>There is a value.</summary>
    IsPresent,
}

/// <summary>What a column is compared with: a number, a text, or a quantile of the column over the base.</summary>
public sealed record Operand
{
    private Operand(double number, string? text, bool isQuantile)
    {
        Number = number;
        Text = text;
        IsQuantile = isQuantile;
    }

    /// <summary>The number; for a quantile its probability in [0, 1]; NaN for a text.</summary>
    public double Number { get; }

    /// <summary>The text; null for numbers.</summary>
    public string? Text { get; }

    /// <summary>
    /// Whether <see cref="Number"/> is a probability, to be resolved against the base (type 7, missing values left
    /// out).
    /// </summary>
    public bool IsQuantile { get; }

    /// <summary>A fixed number.</summary>
    public static Operand Of(double number) => new(number, null, false);

    /// <summary>A text.</summary>
    public static Operand Of(string text) => new(double.NaN, text, false);

    /// <summary>The value that a share of the base, in [0, 1], lies below.</summary>
    public static Operand Quantile(double probability) => new(probability, null, true);
}

/// <summary>How several columns become one number.</summary>
public enum MeasureKind
{
    /// <summary>A single column as it is.</summary>
    Column,

    /// <summary>The sum of the columns; missing when one of them is.</summary>
    Sum,

    /// <summary>The mean of the columns; missing when one of them is.</summary>
    Mean,
}

/// <summary>What a comparison looks at: a column, or the sum or mean of several.</summary>
/// <param name="Kind">How the columns are combined.</param>
/// <param name="Columns">The columns.</param>
public sealed record Measure(MeasureKind Kind, IReadOnlyList<string> Columns)
{
    /// <summary>A single column.</summary>
    public static Measure Of(string column) => new(MeasureKind.Column, [column]);

    /// <inheritdoc/>
    public override string ToString() => Kind switch
    {
        MeasureKind.Column => Columns[0],
        MeasureKind.Sum => string.Join(" + ", Columns),
        _ => $"mean of {string.Join(", ", Columns)}",
    };
}

/// <summary>One comparison of a measure with its operands.</summary>
/// <param name="Measure">What is looked at.</param>
/// <param name="Operator">How it is compared.</param>
/// <param name="Operands">None for missing and present, two for between, else one or, for in, any number.</param>
public sealed record Comparison(
    Measure Measure, ComparisonOperator Operator, IReadOnlyList<Operand> Operands) : Condition
{
    /// <inheritdoc/>
    public override IEnumerable<Comparison> Comparisons => [this];

    /// <inheritdoc/>
    public override Condition Negate() => this with
    {
        Operator = Operator switch
        {
            ComparisonOperator.Less => ComparisonOperator.GreaterOrEqual,
            ComparisonOperator.LessOrEqual => ComparisonOperator.Greater,
            ComparisonOperator.Greater => ComparisonOperator.LessOrEqual,
            ComparisonOperator.GreaterOrEqual => ComparisonOperator.Less,
            ComparisonOperator.Equal => ComparisonOperator.NotEqual,
            ComparisonOperator.NotEqual => ComparisonOperator.Equal,
            ComparisonOperator.In => ComparisonOperator.NotIn,
            ComparisonOperator.NotIn => ComparisonOperator.In,
            ComparisonOperator.Between => ComparisonOperator.NotBetween,
            ComparisonOperator.NotBetween => ComparisonOperator.Between,
            ComparisonOperator.IsMissing => ComparisonOperator.IsPresent,
            _ => ComparisonOperator.IsMissing,
        },
    };

    internal override Condition Map(System.Func<Comparison, Comparison> change) => change(this);

    internal bool HasQuantiles => Operands.Any(operand => operand.IsQuantile);
}
