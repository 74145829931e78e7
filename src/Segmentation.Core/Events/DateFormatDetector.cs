using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Segmentation.Events;

/// <summary>The date formats that a sample shows.</summary>
/// <param name="Formats">The formats to try in order; empty is ISO 8601.</param>
/// <param name="Swapped">The same with day and month the other way round, which the source then must not contain; or empty.</param>
/// <param name="Reason">What the sample shows, in words.</param>
public sealed record DateFormatChoice(IReadOnlyList<string> Formats, IReadOnlyList<string> Swapped, string Reason);

/// <summary>Finds out from sample values how times are written. Never guesses whether day or month comes first.</summary>
public static class DateFormatDetector
{
    private static readonly string[] _times =
        ["", " H:mm", " H:mm:ss", " H:mm:ss.FFFFFFF", " h:mm tt", " h:mm:ss tt", "'T'H:mm", "'T'H:mm:ss"];

    private static readonly string[] _named =
        ["d MMM yyyy", "d-MMM-yyyy", "d-MMM-yy", "d/MMM/yyyy", "MMM d, yyyy", "MMM d yyyy", "d MMMM yyyy", "MMMM d, yyyy"];

    /// <summary>The formats of a time column.</summary>
    /// <param name="mapping">Its formats are used where it has any.</param>
    /// <param name="samples">Values of the time column; empty ones are ignored.</param>
    /// <param name="where">The source and column, for messages.</param>
    /// <exception cref="SegmentationException"><c>AmbiguousDates</c> when both orders of day and month fit.</exception>
    public static DateFormatChoice Choose(EventMapping mapping, IEnumerable<string> samples, string where)
    {
        if (mapping.DateFormats.Count > 0)
        {
            return new DateFormatChoice(mapping.DateFormats, [], "given by the mapping");
        }

        string[] values = [.. samples.Select(value => value.Trim()).Where(value => value.Length > 0).Distinct(StringComparer.Ordinal)];
        if (values.Length == 0 || Share(values, EventMapping.IsoFormat) > 0.5)
        {
            return new DateFormatChoice([], [], "ISO 8601");
        }

        return Number(values) ?? Numeric(values, where) ?? Named(values)
            ?? new DateFormatChoice([], [], "not recognised; ISO 8601 is assumed");
    }

    /// <summary>The error for dates that can be read both ways.</summary>
    internal static SegmentationException Ambiguous(string message) => new(
        ErrorIds.AmbiguousDates,
        ErrorKind.InvalidData,
        message,
        "Say which it is with the mapping's date_format: for example dd/MM/yyyy for day first, MM/dd/yyyy for month first.",
        "date_format");

    // Counts since 1970 by their magnitude, and dates written without separators.
    private static DateFormatChoice? Number(string[] values)
    {
        if (!values.All(value => value.All(c => char.IsAsciiDigit(c) || c == '.')))
        {
            return null;
        }

        int digits = values.Max(value => value.Split('.')[0].Length);
        string? format = digits switch
        {
            8 => "yyyyMMdd",
            9 or 10 => EventMapping.UnixSeconds,
            12 or 13 => EventMapping.UnixMilliseconds,
            14 => "yyyyMMddHHmmss",
            15 or 16 => EventMapping.UnixMicroseconds,
            _ => null,
        };
        return format is not null && Share(values, format) > 0.5
            ? new DateFormatChoice([format], [], string.Create(CultureInfo.InvariantCulture, $"whole numbers of {digits} digits"))
            : null;
    }

    private static DateFormatChoice? Numeric(string[] values, string where)
    {
        char separator = values[0].FirstOrDefault(c => c is '/' or '.' or '-');
        if (separator == default)
        {
            return null;
        }

        string year = values.Any(value => HasLongYear(value, separator)) ? "yyyy" : "yy";
        string quoted = separator == '/' ? "'/'" : separator.ToString();
        string[] dayFirst = Shapes(values, $"d{quoted}M{quoted}{year}");
        string[] monthFirst = Shapes(values, $"M{quoted}d{quoted}{year}");
        bool[] asDay = [.. values.Select(value => Reads(value, dayFirst))];
        bool[] asMonth = [.. values.Select(value => Reads(value, monthFirst))];
        int onlyDay = Enumerable.Range(0, values.Length).Count(i => asDay[i] && !asMonth[i]);
        int onlyMonth = Enumerable.Range(0, values.Length).Count(i => asMonth[i] && !asDay[i]);
        int both = Enumerable.Range(0, values.Length).Count(i => asDay[i] && asMonth[i]);
        return (onlyDay, onlyMonth, both) switch
        {
            (0, 0, 0) => null,
            ( > 0, > 0, _) => throw Ambiguous(
                $"{where}: the dates have day and month in both orders: '{values[Array.IndexOf(asMonth, false)]}' is day first, "
                    + $"'{values[Array.IndexOf(asDay, false)]}' is month first."),
            (_, 0, _) when onlyDay > 0 || separator == '.' =>
                new DateFormatChoice(dayFirst, onlyDay > 0 ? monthFirst : [], "day first"),
            (0, > 0, _) => new DateFormatChoice(monthFirst, dayFirst, "month first"),
            _ => throw Ambiguous(
                $"{where}: '{values[0]}' can be read day first and month first, and no other value looked at decides it."),
        };
    }

    private static DateFormatChoice? Named(string[] values)
    {
        string? date = Array.Find(_named, name => Reads(values[0], [.. _times.Select(time => name + time)]));
        return date is null ? null : new DateFormatChoice(Shapes(values, date), [], "month by name");
    }

    private static bool HasLongYear(string value, char separator)
    {
        string[] parts = value.Split(separator, 3);
        return parts.Length == 3 && parts[2].TakeWhile(char.IsAsciiDigit).Count() == 4;
    }

    // The date with each time of day, those that the sample shows first.
    private static string[] Shapes(string[] values, string date) =>
    [
        .. _times.Select(time => date + time).OrderByDescending(format => values.Any(value => Reads(value, [format]))),
    ];

    private static bool Reads(string value, string[] formats) => DateTime.TryParseExact(
        value, formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static double Share(string[] values, string format)
    {
        TimeReader reader = new([format], null);
        return values.Count(value => reader.TryRead(Encoding.UTF8.GetBytes(value), out _, out _)) / (double)values.Length;
    }
}
