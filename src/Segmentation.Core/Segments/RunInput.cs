using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Clustering;
using Segmentation.Profiles;
using static System.FormattableString;

namespace Segmentation.Segments;

/// <summary>What is segmented, whatever it came from.</summary>
/// <param name="Table">The columns that make the features.</param>
/// <param name="Described">Columns that are told about and not clustered on.</param>
/// <param name="Declarations">How columns become features.</param>
/// <param name="Source">Where the data came from, in words.</param>
/// <param name="Profiles">The profiles; null for other input.</param>
internal sealed record RunInput(
    FeatureTable Table,
    FeatureTable Described,
    IReadOnlyList<FeatureDeclaration> Declarations,
    string Source,
    ProfileTable? Profiles)
{
    private static readonly string[] s_rfmColumns = ["DaysSinceLastPurchase", "OrderCount", "NetRevenue"];

    /// <summary>Whether the features are those of profiles by default.</summary>
    public bool ByDefault { get; init; }

    /// <summary>Input rows without a value in any feature: they are left out.</summary>
    public List<string> Skipped { get; init; } = [];

    /// <summary>Everything there is, for rules to look at.</summary>
    public required ProfileTable RuleColumns { get; init; }

    public double[]? Numbers(string name) =>
        Profiles?.Numbers(name) ?? Table.Find(name)?.Values ?? Described.Find(name)?.Values;

    public static RunInput Of(ProfileTable profiles, SegmentationOptions options)
    {
        CheckChoice(options);
        IReadOnlyList<string>? names =
            Named(options) ?? (options.Method == SegmentationMethod.Rfm ? s_rfmColumns : null);
        IReadOnlyList<FeatureDeclaration> declarations = names is not null
            ? Chosen(options, [.. names.Select(name => DeclarationOf(profiles, name, options))])
            : FeatureDeclarations.Default;
        FeatureTable table = Columns(profiles, declarations.Select(d => d.Name));
        FeatureTable described =
            Columns(profiles, FeatureDeclarations.Descriptive
                .Concat(profiles.Columns.Where(c => c.IsAttribute).Select(c => c.Name))
                .Where(name => table.Find(name) is null));
        string source = profiles.Intake?.Source ?? "customer profiles";
        return new RunInput(table, described, declarations, source, profiles) 
        {
            RuleColumns = profiles,
            ByDefault = names is null,
        };
    }

    public static RunInput Of(FeatureTable table, string source, SegmentationOptions options)
    {
        CheckChoice(options);
        CheckIds(table);
        FeatureTable used = Named(options) is { } names
            ? table with { Columns = [.. names.Select(name => Column(table, name, MayBeAbsent(options, name)))] }
            : table;
        FeatureTable all = table;
        List<string> skipped = [];
        if (options.Method != SegmentationMethod.Rules)
        {
            int[] rows =
            [
                .. Enumerable.Range(0, table.Ids.Count)
                    .Where(i => used.Columns.Any(c => double.IsFinite(c.Values[i]))),
            ];
            if (rows.Length < table.Ids.Count)
            {
                HashSet<int> kept = [.. rows];
                skipped.AddRange(table.Ids.Where((_, i) => !kept.Contains(i)));
                (all, used) = (table.Select(rows), used.Select(rows));
            }
        }

        IReadOnlyList<FeatureDeclaration> declarations =
            Chosen(options, FeatureDeclarations.FromData(used, required: Named(options) is not null));
        FeatureTable described = new(all.Ids, [.. DescribedColumns(all, used)]);
        return new RunInput(used, described, declarations, source, null)
        {
            Skipped = skipped,
            RuleColumns = all.ToProfileTable(),
        };
    }

    /// <summary>The declaration of a column; one that may be absent and is needs nothing but its name.</summary>
    private static FeatureDeclaration DeclarationOf(ProfileTable profiles, string name, SegmentationOptions options) =>
        MayBeAbsent(options, name) && profiles.Numbers(name) is null
            ? new FeatureDeclaration(name)
            : FeatureDeclarations.ForProfileColumn(Column(profiles, name));

    private static bool MayBeAbsent(SegmentationOptions options, string name) =>
        options.FeatureSet?.Features.Any(f => f.Optional && f.Column == name) == true;

    private static IReadOnlyList<string>? Named(SegmentationOptions options) =>
        options.FeatureSet?.Features.Select(f => f.Column).ToArray() ?? options.Features;

    /// <summary>The declarations of the columns named, with what the feature set says of each.</summary>
    private static IReadOnlyList<FeatureDeclaration> Chosen(
        SegmentationOptions options, IReadOnlyList<FeatureDeclaration> columns) => options.FeatureSet is { } set
            ? [.. columns.Zip(set.Features, (column, choice) => choice.ApplyTo(column))]
            : columns;

    private static void CheckChoice(SegmentationOptions options)
    {
        if (options is { FeatureSet: not null } and ({ Features: not null } or { Transform: not null } or { Scaling: not null }))
        {
            throw new SegmentationException(
                ErrorIds.InvalidOption,
                ErrorKind.InvalidArgument,
                "A feature set says which columns are used and how; features, a transform or a scaling were given too.",
                "Write them into the feature set.");
        }
    }

    private static FeatureTable Columns(ProfileTable profiles, IEnumerable<string> names)
    {
        List<FeatureColumn> columns = [];
        foreach (string name in names)
        {
            if (profiles.Numbers(name) is { } values)
            {
                ProfileColumn? declared = profiles.Columns.FirstOrDefault(c => c.Name == name);
                columns.Add(new FeatureColumn(name, values)
                {
                    Label = declared?.Label ?? name,
                    Unit = declared?.Unit ?? ProfileUnit.Number,
                });
            }
        }

        return new FeatureTable(profiles.CustomerIds, columns);
    }

    private static IEnumerable<FeatureColumn> DescribedColumns(FeatureTable table, FeatureTable used) =>
        FeatureDeclarations.Descriptive.Where(name => used.Find(name) is null)
            .Select(table.Find)
            .OfType<FeatureColumn>();

    private static ProfileColumn Column(ProfileTable profiles, string name)
    {
        List<ProfileColumn> numeric = [.. profiles.Columns.Where(c => profiles.Numbers(c.Name) is not null)];
        if (profiles.Texts(name) is not null)
        {
            throw new SegmentationException(
                ErrorIds.UnknownFeature,
                ErrorKind.InvalidArgument,
                $"'{name}' is a text, and features are numbers.",
                "Use it in rules, or declare 'categories: true' for it in the attribute schema: each text becomes a column.",
                name);
        }

        return numeric.Find(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw FeatureEncoder.Unknown(name, numeric.Select(c => c.Name));
    }

    private static FeatureColumn Column(FeatureTable table, string name, bool mayBeAbsent) => table.Find(name)
        ?? (mayBeAbsent
            ? new FeatureColumn(name, [.. table.Ids.Select(_ => double.NaN)])
            : throw FeatureEncoder.Unknown(name, table.Columns.Select(c => c.Name)));

    private static void CheckIds(FeatureTable table)
    {
        HashSet<string> seen = new(table.Ids.Count, StringComparer.Ordinal);
        for (int i = 0; i < table.Ids.Count; i++)
        {
            if (!seen.Add(table.Ids[i]))
            {
                throw new SegmentationException(
                    ErrorIds.UnexpectedInput,
                    ErrorKind.InvalidData,
                    Invariant($"Row {i + 1} has an id that an earlier row has too."),
                    "Give one row per customer, or name the property that holds the id.",
                    i + 1);
            }
        }
    }
}
