using System;
using System.Collections.Generic;
using System.Linq;

namespace Segmentation.Clustering;

/// <summary>Which columns make features, and how, as data: read from a file, and written out again with a run.</summary>
/// <param name="Name">What the set is called.</param>
/// <param name="Features">The features, in the order of their priority within a group.</param>
public sealed record FeatureSet(string Name, IReadOnlyList<FeatureChoice> Features)
{
    /// <summary>The features, in the order of their priority within a group.</summary>
    public IReadOnlyList<FeatureChoice> Features { get; init => field = Listed.Of(value); } = Listed.Of(Features);

    /// <summary>The features of a segmentation of customer profiles unless others are named.</summary>
    public static FeatureSet Default { get; } = Of("default", FeatureDeclarations.Default);

    /// <summary>
    /// Reads a set from nested dictionaries, lists, texts and numbers, as YAML or JSON hold them. The form is described
    /// in <c>docs/feature-sets.md</c>.
    /// </summary>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.InvalidFeatureSet"/>: an unknown key, a value out of range, a column twice; the message names
    /// feature and key.
    /// </exception>
    public static FeatureSet FromDictionary(IReadOnlyDictionary<string, object?> values) =>
        FeatureSetReader.Read(new Setting(values, "Feature set", ErrorIds.InvalidFeatureSet));

    /// <summary>The set as nested dictionaries; <see cref="FromDictionary"/> reads them back.</summary>
    public IReadOnlyDictionary<string, object?> ToDictionary() => FeatureSetReader.Write(this);

    /// <summary>The set that says everything that declarations do.</summary>
    internal static FeatureSet Of(string name, IEnumerable<FeatureDeclaration> declarations) => new(
        name,
        [
            .. declarations.Where(d => d.Excluded is null).Select(d => new FeatureChoice(d.Name)
            {
                Transform = d.Transform,
                Scaling = d.Scaling,
                Weight = d.Weight,
                Winsorize = d.Winsorize,
                Missing = d.Missing,
                Period = d.Period,
                Group = d.Group,
                MaximumCorrelation = d.Group is null ? null : d.MaximumCorrelation,
                Optional = !d.Required,
            }),
        ]);

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Features.Count} features)";
}

/// <summary>One feature of a set. What is left out is as it would be without a set.</summary>
/// <param name="Column">The raw column.</param>
public sealed record FeatureChoice(string Column)
{
    /// <summary>The transform; null for the one that suits the column.</summary>
    public FeatureTransform? Transform { get; init; }

    /// <summary>The scaling; null for a z-score.</summary>
    public FeatureScaling? Scaling { get; init; }

    /// <summary>The weight, above 0: 2 counts a difference twice; null for 1.</summary>
    public double? Weight { get; init; }

    /// <summary>The share of values at each end that count as its bound, from 0 to below .5; null for .01.</summary>
    public double? Winsorize { get; init; }

    /// <summary>What a missing value counts as; null for what suits the column.</summary>
    public MissingRule? Missing { get; init; }

    /// <summary>The length of the circle, with <see cref="FeatureTransform.Cyclic"/>; null for that of the column.</summary>
    public double? Period { get; init; }

    /// <summary>
    /// Features of a group are compared, and one that moves with an earlier one is left out; null keeps the feature.
    /// </summary>
    public string? Group { get; init; }

    /// <summary>The largest |correlation| with an earlier feature of the group; null for .9.</summary>
    public double? MaximumCorrelation { get; init; }

    /// <summary>Whether the feature is left out where the column is absent or mostly without values.</summary>
    public bool Optional { get; init; }

    /// <summary>What the choice makes of the declaration that the column would have without it.</summary>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.InvalidFeatureSet"/>: a circle without a length.
    /// </exception>
    internal FeatureDeclaration ApplyTo(FeatureDeclaration column)
    {
        FeatureTransform transform = Transform ?? column.Transform;
        double? period = transform == FeatureTransform.Cyclic ? Period ?? column.Period : null;
        return transform == FeatureTransform.Cyclic && period is null
            ? throw new SegmentationException(
                ErrorIds.InvalidFeatureSet,
                ErrorKind.InvalidArgument,
                $"Feature set: '{Column}' is cyclic, but it has no period.",
                "Add the length of the circle, such as 'period: 24' for hours.",
                Column)
            : column with
            {
                Transform = transform,
                Period = period,
                Scaling = Scaling ?? column.Scaling,
                Weight = Weight ?? column.Weight,
                Winsorize = Winsorize ?? column.Winsorize,
                Missing = Missing ?? column.Missing,
                Group = Group,
                MaximumCorrelation = MaximumCorrelation ?? new FeatureDeclaration(Column).MaximumCorrelation,
                Required = !Optional,
            };
    }
}
