using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Segmentation.Statistics;
using static System.FormattableString;

namespace Segmentation.Clustering;

/// <summary>Encoded features: what was learned, the matrix, and what was left out.</summary>
/// <param name="Features">The features kept, in the order of their declarations.</param>
/// <param name="Matrix">The encoded rows.</param>
/// <param name="Dropped">The columns left out, with the reason.</param>
public sealed record EncodedFeatures(
    IReadOnlyList<FittedFeature> Features,
    FeatureMatrix Matrix,
    IReadOnlyList<(string Name, string Reason)> Dropped);

/// <summary>
/// Turns raw columns into a matrix that can be clustered, and new rows into the same space later. A value that is not
/// finite is missing, and a missing value counts as its declaration's <see cref="MissingRule"/> says; never as −1.
/// </summary>
public static class FeatureEncoder
{
    private const double MaximumMissingShare = 0.5;
    private const double NormalQuartileRange = 1.349;

    /// <summary>Learns the features from a table and encodes it.</summary>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.UnknownFeature"/>: a feature that was asked for is not a column;
    /// <see cref="ErrorIds.NoVariation"/>:
    /// no feature is left.
    /// </exception>
    public static EncodedFeatures Fit(
        FeatureTable table,
        IReadOnlyList<FeatureDeclaration> declarations,
        int? threadCount = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(declarations);
        Candidate[] candidates = new Candidate[declarations.Count];
        FeatureColumn?[] columns = [.. declarations.Select(d => Column(table, d))];
        ParallelWork.For(
            candidates.Length,
            ParallelWork.ThreadCount(threadCount),
            i => candidates[i] = Learn(declarations[i], columns[i]),
            cancellationToken);
        List<(string Name, string Reason)> dropped = [];
        List<Candidate> kept = [];
        foreach (Candidate candidate in candidates)
        {
            if ((candidate.Reason ?? Redundancy(candidate, kept)) is { } reason)
            {
                dropped.Add((candidate.Declaration.Name, reason));
            }
            else
            {
                kept.Add(candidate);
            }
        }

        if (kept.Count == 0)
        {
            throw NothingLeft(table, dropped);
        }

        return new EncodedFeatures(
            [.. kept.Select(c => c.Feature!)], Matrix(table.Ids.Count, [.. kept.SelectMany(c => c.Encoded)]), dropped);
    }

    /// <summary>
    /// Encodes the rows of a table with features learned before: the same numbers for the same values.
    /// </summary>
    /// <exception cref="SegmentationException"><see cref="ErrorIds.UnknownFeature"/>: a feature is not a
    /// column.</exception>
    public static FeatureMatrix Apply(IReadOnlyList<FittedFeature> features, FeatureTable table)
    {
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(table);
        List<double[]> encoded = [];
        foreach (FittedFeature feature in features)
        {
            FeatureColumn column = table.Find(feature.Name)
                ?? throw Unknown(feature.Name, table.Columns.Select(c => c.Name));
            encoded.AddRange(Encode(feature, column.Values));
        }

        return Matrix(table.Ids.Count, encoded);
    }

    private static FeatureColumn? Column(FeatureTable table, FeatureDeclaration declaration)
    {
        FeatureColumn? column = table.Find(declaration.Name);
        return column is null && declaration.Required
            ? throw Unknown(declaration.Name, table.Columns.Select(c => c.Name))
            : column;
    }

    private static Candidate Learn(FeatureDeclaration declaration, FeatureColumn? column)
    {
        if (column is null)
        {
            return new Candidate(declaration, "the data has no such column");
        }

        if (declaration.Excluded is not null)
        {
            return new Candidate(declaration, declaration.Excluded);
        }

        double[] sorted = [.. column.Values.Where(double.IsFinite)];
        Array.Sort(sorted);
        if (sorted.Length == 0)
        {
            return new Candidate(declaration, "nobody has a value");
        }

        bool missingVaries = sorted.Length < column.Values.Length && declaration.Missing != MissingRule.Median;
        if (sorted[0] == sorted[^1] && !missingVaries)
        {
            return new Candidate(declaration, Invariant($"it is {sorted[0]:G6} for everybody"));
        }

        double missingShare = 1 - ((double)sorted.Length / column.Values.Length);
        if (missingShare > MaximumMissingShare && declaration.Missing == MissingRule.Median && !declaration.Required)
        {
            return new Candidate(
                declaration, Invariant($"it is missing for {missingShare * 100:F0} % of customers"));
        }

        (double lower, double upper) = Bounds(declaration, sorted);
        FittedFeature feature = new(
            column.Name,
            column.Label,
            declaration.Transform,
            declaration.Scaling,
            declaration.Weight,
            lower,
            upper,
            MissingValue(declaration, sorted, upper),
            [],
            [],
            declaration.Transform == FeatureTransform.Cyclic ? declaration.Period : null)
        {
            Group = declaration.Group,
            Unit = column.Unit,
            MissingCount = column.Values.Length - sorted.Length,
            RankQuantiles = declaration.Transform == FeatureTransform.Rank ? RankTransform.QuantilesOf(sorted) : null,
        };
        double[][] transformed = Transform(feature, column.Values);
        feature = Scale(feature, transformed);
        return feature.Scale.All(s => s == 0)
            ? new Candidate(declaration, "it is the same for everybody")
            : new Candidate(declaration, null) { Feature = feature, Encoded = Encode(feature, column.Values) };
    }

    private static (double Lower, double Upper) Bounds(FeatureDeclaration declaration, double[] sorted)
    {
        if (declaration.Winsorize > 0 && declaration.Transform != FeatureTransform.Cyclic)
        {
            double lower = Descriptive.QuantileOfSorted(sorted, declaration.Winsorize);
            double upper = Descriptive.QuantileOfSorted(sorted, 1 - declaration.Winsorize);
            if (lower < upper)
            {
                return (lower, upper);
            }
        }

        return (double.NegativeInfinity, double.PositiveInfinity);
    }

    private static double MissingValue(FeatureDeclaration declaration, double[] sorted, double upper)
    {
        if (declaration.Transform == FeatureTransform.Cyclic)
        {
            return double.NaN;
        }

        return declaration.Missing switch
        {
            MissingRule.Zero => 0,
            MissingRule.Upper => Math.Min(upper, sorted[^1]),
            _ => Descriptive.QuantileOfSorted(sorted, 0.5),
        };
    }

    /// <summary>The values after filling, bounding and the transform, before scaling.</summary>
    private static double[][] Transform(FittedFeature feature, double[] values)
    {
        if (feature.Transform == FeatureTransform.Cyclic)
        {
            double turn = 2 * Math.PI / (feature.Period ?? 1);
            return
            [
                [.. values.Select(v => Math.Sin(Finite(v) * turn))],
                [.. values.Select(v => Math.Cos(Finite(v) * turn))],
            ];
        }

        double[] ranks = [.. feature.RankQuantiles ?? []];
        double[] result = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            double value = double.IsFinite(values[i]) ? values[i] : feature.MissingValue;
            value = Math.Clamp(value, feature.LowerBound, feature.UpperBound);
            result[i] = feature.Transform switch
            {
                FeatureTransform.Log1p => Math.CopySign(Math.Log(1 + Math.Abs(value)), value),
                FeatureTransform.Rank => RankTransform.Of(value, ranks),
                _ => value,
            };
        }

        return [result];
    }

    private static double Finite(double value) => double.IsFinite(value) ? value : double.NaN;

    private static FittedFeature Scale(FittedFeature feature, double[][] columns)
    {
        double[][] present =
            [.. columns.Select(c => Array.Exists(c, double.IsNaN) ? [.. c.Where(v => !double.IsNaN(v))] : c)];
        double[] deviations = [.. present.Select(c => Descriptive.PopulationDeviation(c))];
        if (feature.Scaling == FeatureScaling.None || deviations.All(d => d < 1e-12))
        {
            double scale = deviations.All(d => d < 1e-12) ? 0 : 1;
            return feature with
            {
                Center = [.. columns.Select(_ => 0.0)],
                Scale = [.. columns.Select(_ => scale)],
            };
        }

        if (feature.Transform == FeatureTransform.Cyclic)
        {
            // One scale for both: a circle stays a circle, and counts as one feature.
            double together = Math.Sqrt(deviations.Sum(d => d * d));
            return feature with
            {
                Center = [.. present.Select(c => Descriptive.Mean(c))],
                Scale = [together, together],
            };
        }

        if (feature.Scaling == FeatureScaling.Robust)
        {
            double[] sorted = [.. present[0]];
            Array.Sort(sorted);
            double range = Descriptive.QuantileOfSorted(sorted, 0.75) - Descriptive.QuantileOfSorted(sorted, 0.25);
            return feature with
            {
                Center = [Descriptive.QuantileOfSorted(sorted, 0.5)],
                Scale = [range > 0 ? range / NormalQuartileRange : deviations[0]],
            };
        }

        return feature with { Center = [Descriptive.Mean(present[0])], Scale = deviations };
    }

    private static double[][] Encode(FittedFeature feature, double[] values)
    {
        double[][] columns = Transform(feature, values);
        for (int c = 0; c < columns.Length; c++)
        {
            double center = feature.Center[c];
            double scale = feature.Scale[c];
            for (int i = 0; i < values.Length; i++)
            {
                double value = (columns[c][i] - center) / scale * feature.Weight;
                columns[c][i] = double.IsNaN(value) ? 0 : value;
            }
        }

        return columns;
    }

    private static string? Redundancy(Candidate candidate, List<Candidate> kept)
    {
        FeatureDeclaration declaration = candidate.Declaration;
        if (declaration.Group is null || candidate.Encoded.Length != 1)
        {
            return null;
        }

        foreach (Candidate other in kept)
        {
            if (other.Declaration.Group == declaration.Group && other.Encoded.Length == 1)
            {
                double correlation = Descriptive.Correlation(candidate.Encoded[0], other.Encoded[0]);
                if (Math.Abs(correlation) > declaration.MaximumCorrelation)
                {
                    return Invariant($"it moves with {other.Feature!.Label} (r = {correlation:F2}), which is used");
                }
            }
        }

        return null;
    }

    private static FeatureMatrix Matrix(int rows, List<double[]> columns)
    {
        double[] values = new double[rows * columns.Count];
        for (int j = 0; j < columns.Count; j++)
        {
            double[] column = columns[j];
            for (int i = 0; i < rows; i++)
            {
                values[(i * columns.Count) + j] = column[i];
            }
        }

        return new FeatureMatrix(rows, columns.Count, values);
    }

    internal static SegmentationException Unknown(string name, IEnumerable<string> known) => new(
        ErrorIds.UnknownFeature,
        ErrorKind.NotFound,
        $"There is no numeric column '{name}'.",
        $"Use one of: {string.Join(", ", known)}.",
        name);

    private static SegmentationException NothingLeft(
        FeatureTable table, List<(string Name, string Reason)> dropped) => new(
        ErrorIds.NoVariation,
        ErrorKind.InsufficientData,
        Invariant($"No feature tells the {table.Ids.Count:N0} customers apart: ")
            + string.Join("; ", dropped.Select(d => $"{d.Name}: {d.Reason}")) + ".",
        "Use other features, or more customers.");

    private sealed record Candidate(FeatureDeclaration Declaration, string? Reason)
    {
        public FittedFeature? Feature { get; init; }

        public double[][] Encoded { get; init; } = [];
    }
}
