using System;
using System.Globalization;
using System.Linq;
using Segmentation.Clustering;
using Segmentation.Profiles;
using Segmentation.Segments;

namespace Segmentation.Reporting;

/// <summary>Numbers, dates and enumerated words as a reader sees them; the same in every culture.</summary>
internal static class Figures
{
    /// <summary>What stands where a figure is not known.</summary>
    public const string Unknown = "\u2013";

    /// <summary>What stands where a figure is about too few customers to be shown.</summary>
    public const string Withheld = "withheld";

    private static readonly string[] s_weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    public static string Count(long? value) => value?.ToString("N0", CultureInfo.InvariantCulture) ?? Unknown;

    public static string Plain(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Money(decimal? value, int decimals = 0) =>
        value is { } amount ? Signed(amount.ToString("N" + Plain(decimals), CultureInfo.InvariantCulture)) : Unknown;

    /// <summary>A share as a percentage; what is too small to show is not shown as nothing.</summary>
    public static string Percent(double? share) => share switch
    {
        null => Unknown,
        > 0 and < 0.0005 => "<0.1 %",
        { } known => Signed(known.ToString("P1", CultureInfo.InvariantCulture)),
    };

    public static string Number(double? value, int decimals) =>
        value is { } number ? Signed(number.ToString("N" + Plain(decimals), CultureInfo.InvariantCulture)) : Unknown;

    /// <summary>With its sign, for differences.</summary>
    public static string Difference(double? value, int decimals)
    {
        string text = Number(value, decimals);
        return value > 0 && text.Any(c => c is >= '1' and <= '9') ? "+" + text : text;
    }

    /// <summary>A number whose size is not known beforehand, with a handful of digits.</summary>
    public static string Free(double? value) => value is { } number
        ? Math.Abs(number) switch
        {
            0 => "0",
            >= 1e15 or < 1e-4 => Signed(number.ToString("0.###e0", CultureInfo.InvariantCulture)),
            >= 1000 => Signed(number.ToString("#,0", CultureInfo.InvariantCulture)),
            >= 10 => Signed(number.ToString("0.#", CultureInfo.InvariantCulture)),
            >= 0.1 => Signed(number.ToString("0.##", CultureInfo.InvariantCulture)),
            _ => Signed(number.ToString("0.####", CultureInfo.InvariantCulture)),
        }
        : Unknown;

    /// <summary>A feature's value by what it measures.</summary>
    public static string Value(double? value, ProfileUnit unit) => value is null ? Unknown : unit switch
    {
        ProfileUnit.Money => Number(value, 2),
        ProfileUnit.Share => Percent(value),
        ProfileUnit.Days => Number(value, 1) + " d",
        ProfileUnit.Hour => Clock(value.Value),
        ProfileUnit.Weekday => s_weekdays[(int)Math.Round(Circle(value.Value, 7)) % 7],
        ProfileUnit.Count => Number(value, 1),
        _ => Free(value),
    };

    public static string Moment(DateTimeOffset moment) =>
        moment.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    public static string Day(DateTimeOffset moment) =>
        moment.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A coordinate in a drawing.</summary>
    public static string Coordinate(double value) =>
        (Math.Round(value, 1) + 0.0).ToString("0.#", CultureInfo.InvariantCulture);

    public static string Plural(long count, string one, string? many = null) =>
        Count(count) + " " + (count == 1 ? one : many ?? one + "s");

    public static string Verdict(RobustnessVerdict verdict) => verdict switch
    {
        RobustnessVerdict.HighlyStable => "Highly stable",
        RobustnessVerdict.Stable => "Stable",
        RobustnessVerdict.Pattern => "Pattern",
        RobustnessVerdict.Unstable => "Unstable",
        _ => "Not assessed",
    };

    /// <summary>What a verdict means for somebody who wants to act on the segment.</summary>
    public static string Meaning(RobustnessVerdict verdict) => verdict switch
    {
        RobustnessVerdict.HighlyStable =>
            "Comes back almost unchanged in resampled data: reproducible enough to build on.",
        RobustnessVerdict.Stable => "Comes back in resampled data: fit to act on.",
        RobustnessVerdict.Pattern => "The pattern is there, but who belongs to it is doubtful: use it as a direction.",
        RobustnessVerdict.Unstable => "Falls apart in resampled data: do not build on it.",
        _ => "There was too little to judge it by.",
    };

    public static string Method(string method) =>
        method switch
        {
            "KMeans" => "k-means",
            "GaussianMixture" => "a Gaussian mixture",
            "Rfm" => "RFM scores",
            "Rules" => "rules",
            _ => method,
        };

    public static string Transform(ReportFeature feature) => feature.Transform switch
    {
        FeatureTransform.Log1p => "log(1 + x)",
        FeatureTransform.Rank => "rank",
        FeatureTransform.Cyclic => "sine and cosine of a circle of " + Free(feature.Period),
        _ => "none",
    };

    public static string Scaling(FeatureScaling scaling) => scaling switch
    {
        FeatureScaling.ZScore => "z-score",
        FeatureScaling.Robust => "median and IQR",
        _ => "none",
    };

    /// <summary>The bounds beyond which values count as the bound.</summary>
    public static string Bounds(double? lower, double? upper) => (lower, upper) switch
    {
        (null, null) => "none",
        ({ } low, null) => "from " + Free(low),
        (null, { } high) => "up to " + Free(high),
        ({ } low, { } high) => Free(low) + " to " + Free(high),
    };

    /// <summary>The text, cut to a length that still fits where it is shown.</summary>
    public static string Short(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        int end = char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1;
        return string.Concat(text.AsSpan(0, end).TrimEnd(), "\u2026");
    }

    private static string Clock(double hour)
    {
        int minutes = (int)Math.Round(Circle(hour, 24) * 60) % (24 * 60);
        return string.Create(CultureInfo.InvariantCulture, $"{minutes / 60:00}:{minutes % 60:00}");
    }

    private static double Circle(double value, double length) => value - (length * Math.Floor(value / length));

    // A real minus sign, and no "-0".
    private static string Signed(string text)
    {
        if (text.Length == 0 || text[0] != '-')
        {
            return text;
        }

        string digits = text[1..];
        return digits.Any(c => c is >= '1' and <= '9') ? "\u2212" + digits : digits;
    }
}
