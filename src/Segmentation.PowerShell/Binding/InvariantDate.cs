using System;
using System.Globalization;

namespace Segmentation.PowerShell.Binding;

/// <summary>Dates as parameters: ISO 8601 text, independent of culture. What has no zone is UTC.</summary>
internal static class InvariantDate
{
    /// <summary>The accepted forms, for messages.</summary>
    public const string AcceptedForms =
        "yyyy-MM-dd, yyyy-MM-ddTHH:mm:ss or yyyy-MM-ddTHH:mm:ss+hh:mm (ISO 8601; without an offset the time is UTC)";

    private static readonly string[] s_dayFormats = ["yyyy-MM-dd", "yyyyMMdd"];

    private static readonly string[] s_momentFormats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd HH:mmK",
        "yyyy-MM-dd HH:mm:ss.FFFFFFF zzz",
    ];

    /// <summary>The moment a text names, or null when it is not one of the accepted forms.</summary>
    public static DateTimeOffset? Parse(string text, bool endOfDay)
    {
        string trimmed = text.Trim();
        CultureInfo invariant = CultureInfo.InvariantCulture;
        if (DateOnly.TryParseExact(trimmed, s_dayFormats, invariant, DateTimeStyles.None, out DateOnly day))
        {
            return From(day, endOfDay);
        }

        return DateTimeOffset.TryParseExact(
            trimmed, s_momentFormats, invariant, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment)
            ? moment
            : null;
    }

    /// <summary>A day's start, or its last tick, in UTC.</summary>
    public static DateTimeOffset From(DateOnly day, bool endOfDay) =>
        new(day.ToDateTime(endOfDay ? TimeOnly.MaxValue : TimeOnly.MinValue), TimeSpan.Zero);

    /// <summary>A moment; one of no stated kind is UTC.</summary>
    public static DateTimeOffset From(DateTime moment) => moment.Kind == DateTimeKind.Local
        ? new DateTimeOffset(moment)
        : new DateTimeOffset(DateTime.SpecifyKind(moment, DateTimeKind.Utc), TimeSpan.Zero);

    /// <summary>
    /// Moves the end of a whole day to the end of that day in a zone. Only a date without a time means the last tick of
    /// a day.
    /// </summary>
    public static DateTimeOffset? WholeDayIn(TimeZoneInfo? zone, DateTimeOffset? moment)
    {
        if (zone is null || moment is not { } given || given.Offset != TimeSpan.Zero
            || given.TimeOfDay != TimeOnly.MaxValue.ToTimeSpan())
        {
            return moment;
        }

        DateTime end = DateTime.SpecifyKind(given.DateTime, DateTimeKind.Unspecified);
        return new DateTimeOffset(end, zone.GetUtcOffset(end));
    }
}
