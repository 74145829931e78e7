using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Profiles;

namespace Segmentation.Segments;

/// <summary>
/// How segments differ from the rest of the base in attributes that are words: the share of members of a category beside
/// that of everybody else, among those whose attribute is known.
/// </summary>
internal static class CategoryDifference
{
    // Fewer customers are an anecdote, and what few have may give them away.
    private const int SmallestCategory = 20;
    private const int MostCategories = 8;

    /// <summary>The differences: <c>[segment][category of an attribute]</c>; empty without such attributes.</summary>
    public static SegmentDifference[][] Of(ProfileTable? profiles, int[] labels, int segments)
    {
        List<SegmentDifference>[] result = [.. Enumerable.Range(0, segments).Select(_ => new List<SegmentDifference>())];
        foreach (ProfileColumn column in profiles?.Columns.Where(c => c.IsAttribute) ?? [])
        {
            if (profiles!.Texts(column.Name) is { } values && values.Codes.Length == labels.Length)
            {
                // A category that has a column of its own tells by that.
                AddTo(result, column, values, labels, text => profiles.Numbers($"{column.Name}_{text}") is not null);
            }
        }

        return [.. result.Select(differences => differences.ToArray())];
    }

    private static void AddTo(
        List<SegmentDifference>[] result,
        ProfileColumn column,
        TextValues values,
        int[] labels,
        Func<string, bool> hasColumn)
    {
        int[] known = new int[result.Length];
        int[][] counts = [.. result.Select(_ => new int[values.Texts.Count])];
        for (int i = 0; i < labels.Length; i++)
        {
            if (values.Codes[i] >= 0)
            {
                known[labels[i]]++;
                counts[labels[i]][values.Codes[i]]++;
            }
        }

        int all = known.Sum();
        int[] totals = [.. values.Texts.Select((_, category) => counts.Sum(c => c[category]))];
        IEnumerable<int> told = Enumerable.Range(0, totals.Length)
            .Where(category => totals[category] >= SmallestCategory && totals[category] < all)
            .Where(category => !hasColumn(values.Texts[category]))
            .OrderByDescending(category => totals[category])
            .ThenBy(category => values.Texts[category], StringComparer.Ordinal)
            .Take(MostCategories);
        foreach (int category in told)
        {
            double share = (double)totals[category] / all;
            for (int s = 0; s < result.Length; s++)
            {
                double here = (double)counts[s][category] / known[s];
                double elsewhere = (double)(totals[category] - counts[s][category]) / (all - known[s]);
                double effect = (here - elsewhere) / Math.Sqrt(share * (1 - share));
                result[s].Add(new SegmentDifference(
                    column.Name,
                    $"{column.Label} {values.Texts[category]}",
                    ProfileUnit.Share,
                    IsCyclic: false,
                    double.IsNaN(effect) ? 0 : effect,
                    here,
                    elsewhere,
                    SegmentMedian: double.NaN)
                {
                    IsYesNo = true,
                    Category = values.Texts[category],
                });
            }
        }
    }
}
