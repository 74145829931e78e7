using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Segmentation.Profiles;

/// <summary>Makes one table of profiles that may come from several.</summary>
internal static class ProfileRegrouping
{
    public static ProfileTable Group(IReadOnlyList<CustomerProfile> profiles)
    {
        if (profiles.Count == 0)
        {
            throw new SegmentationException(
                ErrorIds.NoCustomers,
                ErrorKind.InsufficientData,
                "There is no profile.",
                "Check what was filtered out.");
        }

        string[] ids = [.. profiles.Select(profile => profile.CustomerId)];
        int[] order = OrdinalOrder.Of(ids, [.. Enumerable.Range(0, ids.Length)]);
        for (int i = 1; i < order.Length; i++)
        {
            if (string.Equals(ids[order[i]], ids[order[i - 1]], StringComparison.Ordinal))
            {
                throw new SegmentationException(
                    ErrorIds.UnexpectedInput,
                    ErrorKind.InvalidData,
                    "A customer comes twice among the profiles.",
                    "Pass each profile once, for example with Sort-Object CustomerId -Unique.",
                    ids[order[i]]);
            }
        }

        ProfileTable[] tables = [.. profiles.Select(profile => profile.Table).Distinct()];
        CustomerProfile[] sorted = Array.ConvertAll(order, i => profiles[i]);
        return tables.Length == 1
            ? tables[0].Select(Array.ConvertAll(sorted, profile => profile.Row))
            : Concatenate(tables, sorted);
    }

    private static ProfileTable Concatenate(ProfileTable[] tables, CustomerProfile[] profiles)
    {
        ProfileTable first = tables[0];
        foreach (ProfileTable table in tables)
        {
            if (table.AsOf.UtcTicks != first.AsOf.UtcTicks)
            {
                throw new SegmentationException(
                    ErrorIds.UnexpectedInput,
                    ErrorKind.InvalidData,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"The profiles describe different moments: {first.AsOf:O} and {table.AsOf:O}."),
                    "Build all profiles with the same as-of moment.",
                    table.AsOf);
            }
        }

        ProfileColumn[] columns =
        [
            .. tables.SelectMany(table => table.Columns).DistinctBy(column => column.Name, StringComparer.Ordinal),
        ];
        Dictionary<string, double[]> numbers = new(StringComparer.Ordinal);
        Dictionary<string, TextValues> texts = new(StringComparer.Ordinal);
        Dictionary<string, long[]> times = new(StringComparer.Ordinal);
        foreach (string name in columns.Select(column => column.Name))
        {
            if (Array.Exists(tables, table => table.Numbers(name) is not null))
            {
                numbers[name] = Array.ConvertAll(profiles, p => p.Table.Number(name, p.Row) ?? double.NaN);
            }
            else if (Array.Exists(tables, table => table.Times(name) is not null))
            {
                times[name] = Array.ConvertAll(
                    profiles, p => p.Table.Time(name, p.Row)?.UtcTicks ?? ProfileTable.MissingTime);
            }
            else
            {
                texts[name] = Codes(profiles, name);
            }
        }

        return new ProfileTable(
            Array.ConvertAll(profiles, profile => profile.CustomerId),
            first.AsOf,
            columns,
            numbers,
            texts,
            Affinities(profiles),
            Array.TrueForAll(tables, table => table.MergeMap == first.MergeMap) ? first.MergeMap : null,
            intake: null,
            times)
        {
            Notes = [.. tables.SelectMany(table => table.Notes).Distinct()],
            Steps = first.Steps,
        };
    }

    private static TextValues Codes(CustomerProfile[] profiles, string name)
    {
        string?[] values = Array.ConvertAll(profiles, profile => profile.Table.Text(name, profile.Row));
        string[] texts = [.. values.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return new TextValues(
            Array.ConvertAll(
                values, text => text is null ? -1 : Array.BinarySearch(texts, text, StringComparer.Ordinal)),
            texts);
    }

    private static CategoryAffinityTable? Affinities(CustomerProfile[] profiles)
    {
        if (Array.TrueForAll(profiles, profile => profile.Table.Affinities is null))
        {
            return null;
        }

        string[] categories =
        [
            .. profiles.Select(profile => profile.Table).Distinct()
                .SelectMany(table => table.Affinities?.Categories ?? [])
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
        int[] starts = new int[profiles.Length + 1];
        List<CategoryEngagement> rows = [];
        for (int i = 0; i < profiles.Length; i++)
        {
            if (profiles[i].Table.Affinities is { } affinities)
            {
                foreach (CategoryEngagement row in affinities.RowsOf(profiles[i].Row))
                {
                    string category = affinities.Categories[row.Category];
                    rows.Add(row with { Category = Array.BinarySearch(categories, category, StringComparer.Ordinal) });
                }
            }

            starts[i + 1] = rows.Count;
        }

        return new CategoryAffinityTable(starts, [.. rows], categories);
    }
}
