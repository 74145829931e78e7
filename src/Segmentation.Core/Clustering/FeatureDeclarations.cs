using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Clv;
using Segmentation.Profiles;
using Segmentation.Statistics;
using static Segmentation.Clustering.FeatureTransform;

namespace Segmentation.Clustering;

/// <summary>Which columns make features, and how.</summary>
public static class FeatureDeclarations
{
    private const double CopyCorrelation = 0.98;
    private const double StronglySkewed = 1;

    private static readonly HashSet<string> s_derived = new(
        ValueColumns.Declare(new ValueOptions()).Select(column => column.Name), StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// The features of a segmentation of customer profiles. Amounts and counts as logarithms, winsorised; the time of
    /// day and
    /// week as shares, which have no midnight; nothing that is computed from other features (net revenue is orders
    /// times
    /// order value, lifetime value and churn come from recency and frequency), so that nothing counts twice. Within a
    /// group
    /// the order is the priority.
    /// </summary>
    public static IReadOnlyList<FeatureDeclaration> Default { get; } =
    [
        new("OrderCount", Log1p, MissingRule.Zero, "purchases"),
        new("AverageOrderValue", Log1p, MissingRule.Median, "purchases"),
        new("DaysSinceLastPurchase", Log1p, MissingRule.Upper, "recency"),
        new("DaysSinceLastEvent", Log1p, MissingRule.Upper, "recency"),
        new("SessionCount", Log1p, MissingRule.Zero, "visits"),
        new("ItemViewCount", Log1p, MissingRule.Zero, "visits"),
        new("PageViewCount", Log1p, MissingRule.Zero, "visits"),
        new("CartAbandonmentRate", None, MissingRule.Median, "conversion"),
        new("DiscountShare", None, MissingRule.Median, "price"),
        new("RefundRate", None, MissingRule.Median, "returns"),
        new("CategoryConcentration", None, MissingRule.Median, "range"),
        new("WeekendShare", None, MissingRule.Median, "time"),
        new("EveningShare", None, MissingRule.Median, "time"),
        new("MobileShare", None, MissingRule.Median, "channel"),
        new("CampaignShare", None, MissingRule.Median, "channel"),
    ];

    /// <summary>
    /// Profile columns that no default feature covers but that describe a segment in business terms; they get traits
    /// and
    /// names, not distances.
    /// </summary>
    public static IReadOnlyList<string> Descriptive { get; } = ["NetRevenue"];

    /// <summary>
    /// The declaration of a profile column asked for by name: the default one, or one that fits its unit.
    /// </summary>
    public static FeatureDeclaration ForProfileColumn(ProfileColumn column)
    {
        ArgumentNullException.ThrowIfNull(column);
        FeatureDeclaration? known = Default.FirstOrDefault(d => d.Name == column.Name);
        FeatureDeclaration declaration = known ?? column.Unit switch
        {
            ProfileUnit.Money or ProfileUnit.Count => new(column.Name, Log1p, MissingRule.Zero),
            ProfileUnit.Days => new(column.Name, Log1p),
            ProfileUnit.Hour => new(column.Name, Cyclic) { Period = 24 },
            ProfileUnit.Weekday => new(column.Name, Cyclic) { Period = 7 },
            _ => new(column.Name),
        };
        return declaration with { Required = true, Group = null };
    }

    /// <summary>
    /// Declarations for columns nobody declared, from their values: a logarithm where none is negative and the skewness
    /// is above 1. Left out are columns that move with an earlier one (|r| above .98), and what a value model computed
    /// from the others (lifetime value, churn): they would count the same thing twice.
    /// </summary>
    public static IReadOnlyList<FeatureDeclaration> FromData(FeatureTable table, bool required)
    {
        ArgumentNullException.ThrowIfNull(table);
        List<FeatureDeclaration> declarations = [];
        bool derivedOnly = table.Columns.All(column => s_derived.Contains(column.Name));
        foreach (FeatureColumn column in table.Columns)
        {
            double[] values = [.. column.Values.Where(double.IsFinite)];
            bool skewed = values.Length > 0
                && values.Min() >= 0
                && Statistics.Descriptive.Skewness(values) > StronglySkewed
                && !IsTwoValued(values);
            declarations.Add(new FeatureDeclaration(column.Name, skewed ? Log1p : None, Group: required ? null : "all")
            {
                MaximumCorrelation = CopyCorrelation,
                Required = required,
                Excluded = derivedOnly || required || !s_derived.Contains(column.Name)
                    ? null
                    : "it is computed from the other columns",
            });
        }

        return declarations;
    }

    /// <summary>The same declarations with the transform or the scaling that was asked for instead.</summary>
    /// <param name="declarations">The declarations.</param>
    /// <param name="transform">
    /// For all features that do not lie on a circle; <see cref="None"/> also switches winsorising off. Null: as
    /// declared.
    /// </param>
    /// <param name="scaling">For all features; null: as declared.</param>
    public static IReadOnlyList<FeatureDeclaration> With(
        IReadOnlyList<FeatureDeclaration> declarations, FeatureTransform? transform, FeatureScaling? scaling)
    {
        if (transform == Cyclic)
        {
            throw new SegmentationException(
                ErrorIds.InvalidOption,
                ErrorKind.InvalidArgument,
                "Not every feature can be cyclic: hours and weekdays are so already.",
                "Use None, Log1p or Rank, or leave it out.",
                transform);
        }

        return
        [
            .. declarations.Select(d => d with
            {
                Transform = d.Transform == Cyclic ? Cyclic : transform ?? d.Transform,
                Winsorize = transform == None ? 0 : d.Winsorize,
                Scaling = scaling ?? d.Scaling,
            }),
        ];
    }

    private static bool IsTwoValued(double[] values)
    {
        double first = values[0];
        double second = values.FirstOrDefault(v => v != first, first);
        return values.All(v => v == first || v == second);
    }
}
