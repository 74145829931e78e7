using System;
using System.Collections.Generic;
using System.Linq;
using Segmentation.Profiles;

namespace Segmentation.LookAlikes;

/// <summary>The categories of one level, in ordinal order of their names.</summary>
internal sealed class CategorySpace
{
    private readonly Dictionary<string, int> _places;

    /// <summary>Collects the categories that a table names.</summary>
    /// <exception cref="SegmentationException"><see cref="ErrorIds.MissingColumn"/>: no category at the level.</exception>
    public CategorySpace(ProfileTable table, int level)
    {
        Level = level;
        HashSet<int> codes = [];
        if (table.Affinities is { } affinities)
        {
            for (int row = 0; row < table.Count; row++)
            {
                foreach (CategoryEngagement engagement in affinities.RowsOf(row))
                {
                    if (engagement.Level == level)
                    {
                        codes.Add(engagement.Category);
                    }
                }
            }
        }

        if (codes.Count == 0)
        {
            throw new SegmentationException(
                ErrorIds.MissingColumn,
                ErrorKind.InsufficientData,
                FormattableString.Invariant($"The events name no category of level {level}: there is nothing to look for."),
                level > 1 ? "Use level 1, or map a column to the category levels." : "Map a column to the category.",
                level);
        }

        Names = [.. codes.Select(code => table.Affinities!.Categories[code]).Order(StringComparer.Ordinal)];
        _places = Names.Select((name, i) => (name, i)).ToDictionary(p => p.name, p => p.i, StringComparer.Ordinal);
    }

    public int Level { get; }

    public string[] Names { get; }

    /// <summary>The place of each category code of a table; −1 for categories that are not of the level.</summary>
    public int[] PlacesIn(CategoryAffinityTable affinities) =>
        [.. affinities.Categories.Select(name => _places.GetValueOrDefault(name, -1))];

    /// <summary>
    /// The places of the categories asked for; all when none are, save that of the source: its candidates are its buyers.
    /// </summary>
    /// <exception cref="SegmentationException">
    /// <see cref="ErrorIds.InvalidOption"/>: one of them does not occur, or is the source.
    /// </exception>
    public int[] Asked(IReadOnlyList<string> names, int? source)
    {
        if (names.Count == 0)
        {
            return [.. Enumerable.Range(0, Names.Length).Where(i => i != source)];
        }

        SortedSet<int> places = [.. names.Select(Place)];
        return source is { } own && places.Contains(own)
            ? throw new SegmentationException(
                ErrorIds.InvalidOption,
                ErrorKind.InvalidArgument,
                $"The category '{Names[own]}' is both the source and asked for.",
                "Ask for other categories: whoever counts has bought in the source already.",
                Names[own])
            : [.. places];
    }

    /// <summary>The place of a category, in its own letter case or another.</summary>
    /// <exception cref="SegmentationException"><see cref="ErrorIds.InvalidOption"/>: it does not occur.</exception>
    public int Place(string name)
    {
        int exact = Array.IndexOf(Names, name);
        int place = exact >= 0
            ? exact
            : Array.FindIndex(Names, n => string.Equals(n, name, StringComparison.OrdinalIgnoreCase));
        return place >= 0 ? place : throw new SegmentationException(
            ErrorIds.InvalidOption,
            ErrorKind.NotFound,
            FormattableString.Invariant($"No event names the category '{name}' at level {Level}."),
            "Leave the category out to see all there are.",
            name);
    }
}
