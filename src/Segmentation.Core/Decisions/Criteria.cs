using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Events;
using Segmentation.Segments;
using static System.FormattableString;

namespace Segmentation.Decisions;

/// <summary>Validation criteria from nested values: YAML or a hashtable of a script.</summary>
public static class Criteria
{
    private const string Off = "off";

    private static readonly string[] s_shares =
    [
        nameof(ValidationCriteria.MaximumShare),
        nameof(ValidationCriteria.MinimumFeatureStability),
        nameof(ValidationCriteria.MinimumTimeConsistency),
        nameof(ValidationCriteria.MinimumRobustness),
        nameof(ValidationCriteria.MinimumViabilityScore),
    ];

    /// <summary>The names of all criteria.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        nameof(ValidationCriteria.MinimumSize),
        nameof(ValidationCriteria.MaximumShare),
        nameof(ValidationCriteria.MinimumTotalClv),
        nameof(ValidationCriteria.MinimumAverageClv),
        nameof(ValidationCriteria.MinimumFeatureStability),
        nameof(ValidationCriteria.MinimumTimeConsistency),
        nameof(ValidationCriteria.MinimumRobustness),
        nameof(ValidationCriteria.MinimumRoi),
        nameof(ValidationCriteria.MaximumCostToClv),
        nameof(ValidationCriteria.MinimumDimensions),
        nameof(ValidationCriteria.MinimumViabilityScore),
    ];

    /// <summary>
    /// Criteria by name, in any letter case and with or without underscores; an empty value or <c>off</c> switches a
    /// criterion off, one that is not named keeps its value.
    /// </summary>
    /// <param name="values">The thresholds.</param>
    /// <param name="start">What the others are; null is the defaults.</param>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.InvalidOption"/>: an unknown name, or a threshold out of range.
    /// </exception>
    public static ValidationCriteria FromDictionary(
        IReadOnlyDictionary<string, object?> values, ValidationCriteria? start = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        ValidationCriteria criteria = start ?? new ValidationCriteria();
        Dictionary<string, object?> present = values.ToDictionary(
            pair => pair.Key, pair => (object?)(pair.Value ?? Off), StringComparer.OrdinalIgnoreCase);
        Setting table = new(present, "Validation criteria", ErrorIds.InvalidOption);
        foreach ((string name, Setting setting) in table.Table([.. Names]))
        {
            bool off = setting.IsText && string.Equals(setting.Text(), Off, StringComparison.OrdinalIgnoreCase);
            criteria = With(criteria, name, off ? null : setting.Number());
        }

        Check(criteria);
        return criteria;
    }

    /// <summary>Fails when a threshold is out of range.</summary>
    /// <exception cref="SegmentationException"><see cref="ErrorIds.InvalidOption"/>.</exception>
    internal static void Check(ValidationCriteria criteria)
    {
        ArgumentNullException.ThrowIfNull(criteria);
        (string Name, double? Value)[] all =
        [
            (nameof(criteria.MinimumSize), criteria.MinimumSize),
            (nameof(criteria.MaximumShare), criteria.MaximumShare),
            (nameof(criteria.MinimumFeatureStability), criteria.MinimumFeatureStability),
            (nameof(criteria.MinimumTimeConsistency), criteria.MinimumTimeConsistency),
            (nameof(criteria.MinimumRobustness), criteria.MinimumRobustness),
            (nameof(criteria.MinimumViabilityScore), criteria.MinimumViabilityScore),
            (nameof(criteria.MinimumDimensions), criteria.MinimumDimensions),
        ];
        foreach ((string name, double? value) in all)
        {
            double most = Array.IndexOf(s_shares, name) >= 0 ? 1
                : name == nameof(criteria.MinimumDimensions) ? 4 : int.MaxValue;
            if (value is { } given && !(given >= 0 && given <= most))
            {
                throw Invalid(name, given, most == int.MaxValue ? "0 or more" : Invariant($"from 0 to {most}"));
            }
        }
    }

    private static ValidationCriteria With(ValidationCriteria criteria, string name, double? value) => name switch
    {
        nameof(criteria.MinimumSize) => criteria with { MinimumSize = Whole(name, value) },
        nameof(criteria.MaximumShare) => criteria with { MaximumShare = value },
        nameof(criteria.MinimumTotalClv) => criteria with { MinimumTotalClv = Money(name, value) },
        nameof(criteria.MinimumAverageClv) => criteria with { MinimumAverageClv = Money(name, value) },
        nameof(criteria.MinimumFeatureStability) => criteria with { MinimumFeatureStability = value },
        nameof(criteria.MinimumTimeConsistency) => criteria with { MinimumTimeConsistency = value },
        nameof(criteria.MinimumRobustness) => criteria with { MinimumRobustness = value },
        nameof(criteria.MinimumRoi) => criteria with { MinimumRoi = value },
        nameof(criteria.MaximumCostToClv) => criteria with { MaximumCostToClv = value },
        nameof(criteria.MinimumDimensions) => criteria with { MinimumDimensions = Whole(name, value) },
        _ => criteria with { MinimumViabilityScore = value },
    };

    private static int? Whole(string name, double? value) => value is not { } number ? null
        : number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue ? (int)number
        : throw Invalid(name, number, "a whole number");

    private static decimal? Money(string name, double? value) => value is not { } number ? null
        : Math.Abs(number) < 1e27 ? (decimal)number
        : throw Invalid(name, number, "an amount of money");

    private static SegmentationException Invalid(string name, double value, string range) => new(
        ErrorIds.InvalidOption,
        ErrorKind.InvalidArgument,
        Invariant($"The criterion {name} is {value}."),
        $"It has to be {range}.",
        name);
}
