using System;
using Segmentation.Statistics;

namespace Segmentation.Synthetic;

/// <summary>
/// When people shop: weekdays and weekend days of the window, each weighted by the time of year. Days are local days,
/// counted from the day before the window's first UTC day.
/// </summary>
internal sealed class Season
{
    private readonly double[] _weekdays;
    private readonly double[] _weekends;

    /// <summary>Prepares the days of a window.</summary>
    public Season(long start, long end)
    {
        FirstDay = new DateTime(start).Date.AddDays(-1);
        int days = (new DateTime(end).Date - FirstDay).Days + 2;
        _weekdays = new double[days + 1];
        _weekends = new double[days + 1];
        for (int day = 0; day < days; day++)
        {
            DateTime date = FirstDay.AddDays(day);
            bool weekend = date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
            double intensity = Intensity(date);
            _weekdays[day + 1] = _weekdays[day] + (weekend ? 0 : intensity);
            _weekends[day + 1] = _weekends[day] + (weekend ? intensity : 0);
        }
    }

    /// <summary>Local midnight of day 0.</summary>
    public DateTime FirstDay { get; }

    /// <summary>Draws a day up to <paramref name="last"/>; the days up to there hold a weekend and a weekday.</summary>
    public int Pick(ref SeededRandom random, int last, double weekendShare)
    {
        double[] days = random.NextDouble() < weekendShare ? _weekends : _weekdays;
        double number = random.NextDouble() * days[last + 1];
        int index = Array.BinarySearch(days, 0, last + 2, number);
        // The sums stand still on days of the other kind: take the last day that starts at or below the number.
        int day = index >= 0 ? index : ~index - 1;
        while (day < last && days[day + 1] <= number)
        {
            day++;
        }

        return Math.Clamp(day, 0, last);
    }

    /// <summary>
    /// How much is going on on a date: a yearly wave with its height in mid-December, the weeks before Christmas, the
    /// sale week of late November, and the summer holidays, times the rhythm of the working week.
    /// </summary>
    private static double Intensity(DateTime date)
    {
        double year = 1 + (0.15 * Math.Cos(2 * Math.PI * (date.DayOfYear - 349) / 365.25));
        double peak = (date.Month, date.Day) switch
        {
            (11, >= 22 and <= 30) => 1.9,
            (12, <= 20) => 1.6,
            (12, >= 25) => 0.7,
            (7, >= 15) or (8, <= 20) => 0.85,
            (1, >= 2 and <= 14) => 1.15,
            _ => 1.0,
        };
        double week = date.DayOfWeek switch
        {
            DayOfWeek.Monday => 1.10,
            DayOfWeek.Friday => 0.90,
            _ => 1.0,
        };
        return year * peak * week;
    }
}
