using System;
using System.Collections.Generic;
using System.Linq;

namespace Segmentation.Clustering;

/// <summary>Feature sets from and to nested dictionaries.</summary>
internal static class FeatureSetReader
{
    private const double LargestWeight = 1000;

    private static readonly string[] s_keys =
    [
        "column", "transform", "scaling", "weight", "winsorize", "missing", "period", "group", "maximum_correlation",
        "optional",
    ];

    private static readonly string[] s_transforms = ["none", "log", "cyclic", "rank", "log1p"];
    private static readonly string[] s_scalings = ["none", "zscore", "robust"];
    private static readonly string[] s_missing = ["median", "zero", "upper"];

    public static FeatureSet Read(Setting setting)
    {
        Dictionary<string, Setting> table = setting.Table("name", "features");
        Setting features = table.GetValueOrDefault("features") ?? throw setting.Missing(
            "features", "List at least one column under 'features'.");
        IReadOnlyList<Setting> list = features.IsList ? features.List() : throw features.Wrong("a list of features");
        FeatureChoice[] choices = list.Count > 0
            ? [.. list.Select(ReadFeature)]
            : throw features.Wrong("a list with at least one feature");
        string? twice = choices.GroupBy(c => c.Column, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(group => group.Skip(1).Any())?.Key;
        return twice is null
            ? new FeatureSet(table.GetValueOrDefault("name")?.Text() ?? "features", choices)
            : throw features.Invalid(
                $"the column '{twice}' is listed twice, and would count twice.", "List it once; give it a weight.", twice);
    }

    public static Dictionary<string, object?> Write(FeatureSet set) => new(StringComparer.Ordinal)
    {
        ["name"] = set.Name,
        ["features"] = set.Features.Select(Write).ToArray<object?>(),
    };

    private static FeatureChoice ReadFeature(Setting setting)
    {
        if (!setting.IsTable)
        {
            return new FeatureChoice(setting.Text());
        }

        string? name = setting.TryText("column");
        setting = name is null ? setting : setting.Named($"Feature '{name}'");
        Dictionary<string, Setting> table = setting.Table(s_keys);
        Setting column = table.GetValueOrDefault("column")
            ?? throw setting.Missing("column", "Name the column of every feature.");
        FeatureChoice choice = new(column.Text())
        {
            Transform = Choice(table, "transform", s_transforms) is { } transform
                ? (FeatureTransform)(transform == s_transforms.Length - 1 ? (int)FeatureTransform.Log1p : transform)
                : null,
            Scaling = (FeatureScaling?)Choice(table, "scaling", s_scalings),
            Missing = (MissingRule?)Choice(table, "missing", s_missing),
            Weight = Number(table, "weight", value => value is > 0 and <= LargestWeight, "a number above 0, up to 1000"),
            Winsorize = Number(table, "winsorize", value => value is >= 0 and < 0.5, "a share from 0 to below 0.5"),
            Period = Number(table, "period", value => value > 0, "a number above 0"),
            Group = table.GetValueOrDefault("group")?.Text(),
            MaximumCorrelation = Number(
                table, "maximum_correlation", value => value is > 0 and <= 1, "a correlation above 0, up to 1"),
            Optional = table.GetValueOrDefault("optional")?.Flag() ?? false,
        };
        if (choice.Period is not null && choice.Transform is not (null or FeatureTransform.Cyclic))
        {
            throw setting.Invalid("'period' is given, but the transform is not cyclic.", "Keep one of the two.", "period");
        }

        return choice is { MaximumCorrelation: not null, Group: null }
            ? throw setting.Invalid(
                "'maximum_correlation' is given, but no 'group' to compare it in.", "Add a group.", "maximum_correlation")
            : choice;
    }

    private static Dictionary<string, object?> Write(FeatureChoice choice)
    {
        Dictionary<string, object?> table = new(StringComparer.Ordinal) { ["column"] = choice.Column };
        Put("transform", choice.Transform is { } transform ? s_transforms[(int)transform] : null);
        Put("scaling", choice.Scaling is { } scaling ? s_scalings[(int)scaling] : null);
        Put("weight", choice.Weight);
        Put("winsorize", choice.Winsorize);
        Put("missing", choice.Missing is { } missing ? s_missing[(int)missing] : null);
        Put("period", choice.Period);
        Put("group", choice.Group);
        Put("maximum_correlation", choice.MaximumCorrelation);
        Put("optional", choice.Optional ? true : null);
        return table;

        void Put(string key, object? value)
        {
            if (value is not null)
            {
                table[key] = value;
            }
        }
    }

    private static int? Choice(Dictionary<string, Setting> table, string key, string[] choices) =>
        table.TryGetValue(key, out Setting? value) ? value.Choice(choices) : null;

    private static double? Number(
        Dictionary<string, Setting> table, string key, Func<double, bool> allowed, string expected) =>
        !table.TryGetValue(key, out Setting? value) ? null
        : value.TryNumber() is { } number && allowed(number) ? number
        : throw value.Wrong(expected);
}
