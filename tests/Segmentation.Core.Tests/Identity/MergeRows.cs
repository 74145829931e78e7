using System;
using System.Globalization;
using System.Linq;
using Segmentation.Identity;

namespace Segmentation.Tests.Identity;

/// <summary>Id history rows written short: <c>past>customer@hour</c>, or without <c>@hour</c> for no time.</summary>
internal static class MergeRows
{
    public static DateTimeOffset Time(int hour) =>
        new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).AddHours(hour);

    public static IdHistoryEntry[] Parse(params string[] rows) => [.. rows.Select(Parse)];

    private static IdHistoryEntry Parse(string row)
    {
        string[] sides = row.Split('>');
        string[] target = sides[1].Split('@');
        DateTimeOffset? time = target.Length > 1 ? Time(int.Parse(target[1], CultureInfo.InvariantCulture)) : null;
        return new IdHistoryEntry(sides[0], target[0], time);
    }
}
