using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Segmentation.Profiles;

namespace Segmentation.Tests.Rules;

/// <summary>Small profile tables and nested dictionaries for tests.</summary>
internal static class SampleTable
{
    public const double Missing = double.NaN;

    public static ProfileTable Of(params (string Name, object Values)[] columns)
    {
        int count = columns[0].Values is double[] numbers ? numbers.Length : ((string?[])columns[0].Values).Length;
        return new ProfileTable(
            [.. Enumerable.Range(0, count).Select(i => "c" + i.ToString("D4", CultureInfo.InvariantCulture))],
            new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero),
            [.. columns.Select(c => new ProfileColumn(c.Name, c.Name, c.Values is double[] ? ProfileUnit.Number : ProfileUnit.Text, ""))],
            columns.Where(c => c.Values is double[]).ToDictionary(c => c.Name, c => (double[])c.Values),
            columns.Where(c => c.Values is string?[]).ToDictionary(c => c.Name, c => Codes((string?[])c.Values)));
    }

    public static Dictionary<string, object?> Table(params (string Key, object? Value)[] pairs) =>
        pairs.ToDictionary(pair => pair.Key, pair => pair.Value);

    public static Dictionary<string, object?> Compare(string column, string op, object? value) =>
        Table(("column", column), ("op", op), ("value", value));

    public static Dictionary<string, object?> Rule(string name, object? when) => Table(("name", name), ("when", when));

    private static TextValues Codes(string?[] values)
    {
        string[] texts = [.. values.OfType<string>().Distinct()];
        return new TextValues([.. values.Select(value => Array.IndexOf(texts, value))], texts);
    }
}
