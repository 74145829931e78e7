using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Clustering;
using Segmentation.Rules;

namespace Segmentation.Segments;

/// <summary>The conditions of a tree's splits, and of the way to a leaf.</summary>
internal static class PathCondition
{
    /// <summary>At most a threshold; a missing value goes where the value it counts as goes.</summary>
    public static Condition AtMost(FittedFeature feature, double threshold) =>
        Bounded(feature.Name, double.NegativeInfinity, threshold, MissingIsBelow(feature, threshold) == true);

    /// <summary>Those who do not meet a split's condition: here the missing count, unless it took them.</summary>
    public static Condition Otherwise(Condition split, IReadOnlyList<FittedFeature> features)
    {
        Comparison at = split.Comparisons.First();
        FittedFeature feature = features.First(f => f.Name == at.Measure.Columns[0]);
        double threshold = at.Operands[0].Number;
        return Bounded(
            feature.Name, threshold, double.PositiveInfinity, MissingIsBelow(feature, threshold) == false);
    }

    /// <summary>All conditions of a way, one range per column, in the order the columns first come up.</summary>
    public static Condition Of(IReadOnlyList<Condition> path)
    {
        List<Condition> parts =
        [
            .. path.GroupBy(ColumnOf, StringComparer.Ordinal).Select(column =>
            {
                List<Comparison> comparisons = [.. column.SelectMany(condition => condition.Comparisons)];
                return Bounded(
                    column.Key,
                    Numbers(comparisons, ComparisonOperator.Greater).Append(double.NegativeInfinity).Max(),
                    Numbers(comparisons, ComparisonOperator.LessOrEqual).Append(double.PositiveInfinity).Min(),
                    column.All(condition => condition is AnyOf));
            }),
        ];
        return parts.Count == 1 ? parts[0] : new AllOf(parts);
    }

    private static string ColumnOf(Condition condition) => condition.Comparisons.First().Measure.Columns[0];

    private static bool? MissingIsBelow(FittedFeature feature, double threshold) =>
        feature.MissingCount == 0 ? null : feature.MissingValue <= threshold;

    private static IEnumerable<double> Numbers(List<Comparison> comparisons, ComparisonOperator op) =>
        comparisons.Where(c => c.Operator == op).Select(c => c.Operands[0].Number);

    private static Condition Bounded(string column, double above, double atMost, bool orMissing)
    {
        Measure measure = Measure.Of(column);
        List<Condition> bounds = [];
        if (double.IsFinite(above))
        {
            bounds.Add(new Comparison(measure, ComparisonOperator.Greater, [Operand.Of(above)]));
        }

        if (double.IsFinite(atMost))
        {
            bounds.Add(new Comparison(measure, ComparisonOperator.LessOrEqual, [Operand.Of(atMost)]));
        }

        Condition range = bounds.Count == 1 ? bounds[0] : new AllOf(bounds);
        return orMissing ? new AnyOf([range, new Comparison(measure, ComparisonOperator.IsMissing, [])]) : range;
    }
}
