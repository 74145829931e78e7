using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Segmentation.Profiles;

namespace Segmentation.Attributes;

/// <summary>Profiles with attributes, and who was found on one side only.</summary>
public sealed record AttributeJoin
{
    /// <summary>The profiles with the attributes as further columns.</summary>
    public required ProfileTable Profiles { get; init; }

    /// <summary>Profiles that got attributes.</summary>
    public required int MatchedCount { get; init; }

    /// <summary>Profiles without attributes: theirs are missing.</summary>
    public required UnmatchedIds WithoutAttributes { get; init; }

    /// <summary>Rows of attributes whose customer has no profile: they are not used.</summary>
    public required UnmatchedIds WithoutProfile { get; init; }

    /// <summary>
    /// Rows that belong to a customer who already has attributes, because ids were merged: they are not used.
    /// </summary>
    public required UnmatchedIds MergedAway { get; init; }

    /// <summary>The columns that were added.</summary>
    public required IReadOnlyList<ProfileColumn> AddedColumns { get; init => field = Listed.Of(value); }

    /// <summary>Attributes whose name a profile column already has, with the name they got instead.</summary>
    public required IReadOnlyDictionary<string, string> Renamed { get; init; }
}

/// <summary>Ids that found no partner.</summary>
/// <param name="Count">How many.</param>
/// <param name="Hashes">The first few, each as the first eight hexadecimal digits of the id's SHA-256.</param>
public sealed record UnmatchedIds(int Count, IReadOnlyList<string> Hashes)
{
    private const int Kept = 5;

    internal static UnmatchedIds Of(IReadOnlyList<string> ids) => new(ids.Count, [.. ids.Take(Kept).Select(Hash)]);

    private static string Hash(string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..8];
}

/// <summary>Joins attributes to profiles.</summary>
internal static class AttributeJoiner
{
    public static AttributeJoin Join(CustomerAttributeTable attributes, ProfileTable profiles)
    {
        (int[] rows, List<string> unknown, List<string> mergedAway) = Rows(attributes, profiles);
        List<(ProfileColumn Column, double[] Values)> numbers = [];
        List<(ProfileColumn Column, TextValues Values)> texts = [];
        Dictionary<string, string> renamed = new(StringComparer.Ordinal);
        HashSet<string> taken = new(profiles.Columns.Select(column => column.Name), StringComparer.OrdinalIgnoreCase);
        foreach (AttributeColumn column in attributes.Columns)
        {
            ProfileColumn declared = Declare(column, taken, renamed);
            if (column.Texts is { } values)
            {
                int[] codes = Array.ConvertAll(rows, row => row < 0 ? -1 : values.Codes[row]);
                texts.Add((declared, values with { Codes = codes }));
                foreach (string category in column.Categories ?? [])
                {
                    AttributeColumn one = column with
                    {
                        Name = $"{column.Name}_{category}", Label = $"{column.Label} {category}", Unit = ProfileUnit.Share,
                    };
                    numbers.Add((Declare(one, taken, renamed), Array.ConvertAll(codes, code => code < 0 ? double.NaN
                        : string.Equals(values.Texts[code], category, StringComparison.Ordinal) ? 1 : 0)));
                }
            }
            else
            {
                double[] source = column.Numbers ?? DaysBefore(
                    column.Dates!, DateOnly.FromDateTime(profiles.AsOf.UtcDateTime));
                numbers.Add((declared, Array.ConvertAll(rows, row => row < 0 ? double.NaN : source[row])));
            }
        }

        string[] without = [.. profiles.CustomerIds.Where((_, i) => rows[i] < 0)];
        return new AttributeJoin
        {
            Profiles = profiles.With(numbers, texts),
            MatchedCount = profiles.Count - without.Length,
            WithoutAttributes = UnmatchedIds.Of(without),
            WithoutProfile = UnmatchedIds.Of(unknown),
            MergedAway = UnmatchedIds.Of(mergedAway),
            AddedColumns = [.. numbers.Select(pair => pair.Column), .. texts.Select(pair => pair.Column)],
            Renamed = renamed,
        };
    }

    /// <summary>The row of attributes of each profile, −1 for none; and the ids that were not used.</summary>
    private static (int[] Rows, List<string> Unknown, List<string> MergedAway) Rows(
        CustomerAttributeTable attributes, ProfileTable profiles)
    {
        Dictionary<string, int> places = new(profiles.Count, StringComparer.Ordinal);
        for (int i = 0; i < profiles.Count; i++)
        {
            places[profiles.CustomerIds[i]] = i;
        }

        int[] rows = new int[profiles.Count];
        Array.Fill(rows, -1);
        List<string> unknown = [];
        List<string> mergedAway = [];
        for (int row = 0; row < attributes.CustomerIds.Count; row++)
        {
            string id = attributes.CustomerIds[row];
            string survivor = profiles.MergeMap?.Resolve(id) ?? id;
            if (!places.TryGetValue(survivor, out int place))
            {
                unknown.Add(id);
            }
            else if (rows[place] < 0)
            {
                rows[place] = row;
            }
            else
            {
                bool survives = string.Equals(id, survivor, StringComparison.Ordinal);
                mergedAway.Add(survives ? attributes.CustomerIds[rows[place]] : id);
                rows[place] = survives ? row : rows[place];
            }
        }

        return (rows, unknown, mergedAway);
    }

    private static ProfileColumn Declare(
        AttributeColumn column, HashSet<string> taken, Dictionary<string, string> renamed)
    {
        bool date = column.Kind == AttributeKind.Date;
        string wanted = date ? "DaysSince" + column.Name : column.Name;
        string name = wanted;
        while (!taken.Add(name))
        {
            name += "Attribute";
        }

        if (name != wanted)
        {
            renamed[column.Name] = name;
        }

        string label = date ? "days since " + column.Label : column.Label;
        string description = date
            ? $"Whole days from the attribute '{column.Name}' to the as-of day. Missing where it is not stated."
            : $"Customer attribute '{column.Name}'. Missing where it is not stated.";
        return new ProfileColumn(name, label, column.Unit, description) { IsAttribute = true };
    }

    private static double[] DaysBefore(DateOnly?[] dates, DateOnly asOf) =>
        Array.ConvertAll(dates, date => date is { } day ? asOf.DayNumber - day.DayNumber : double.NaN);
}
