using System;
using System.Linq;

namespace Segmentation.Profiles;

/// <summary>When one customer acts: weekdays, hours, time of day, quarters of the last year, active days.</summary>
internal sealed class ClockTally
{
    private const int MinutesPerDay = 1440;
    private const int Year = 365;
    private const double Scale = 1 << 30;

    // Whole numbers, so that sums do not depend on the order of the events.
    private static readonly long[] s_cosines = EveryMinute(Math.Cos);
    private static readonly long[] s_sines = EveryMinute(Math.Sin);

    private static readonly (double Cosine, double Sine)[] s_weekdays =
        [.. Enumerable.Range(0, 7).Select(day => day * (2 * Math.PI / 7)).Select(a => (Math.Cos(a), Math.Sin(a)))];

    private readonly int _asOfDay;
    private readonly byte[] _quarterOf;
    private readonly int[] _quarters = new int[4];
    private readonly int[] _weekdays = new int[7];
    private readonly int[] _hours = new int[24];
    private int[] _days = new int[16];
    private int _dayCount;
    private bool _daysAscend;
    private int _acts;
    private int _timedActs;
    private long _cosine;
    private long _sine;

    /// <summary>Prepares for acts up to a local day, counted from 0001-01-01.</summary>
    public ClockTally(int asOfDay)
    {
        _asOfDay = asOfDay;
        _quarterOf =
        [
            .. Enumerable.Range(0, Year).Select(back =>
                (byte)((DateTime.MinValue.AddDays(Math.Max(0, asOfDay - back)).Month - 1) / 3)),
        ];
    }

    public void Clear()
    {
        Array.Clear(_quarters);
        Array.Clear(_weekdays);
        Array.Clear(_hours);
        _dayCount = 0;
        _daysAscend = true;
        _acts = 0;
        _timedActs = 0;
        _cosine = 0;
        _sine = 0;
    }

    /// <summary>Counts an act.</summary>
    /// <param name="localTicks">When, on the shopper's clock.</param>
    /// <param name="timed">Whether its time of day is known, and not just its date.</param>
    public void Add(long localTicks, bool timed)
    {
        long minutes = localTicks / TimeSpan.TicksPerMinute;
        int day = (int)(minutes / MinutesPerDay);
        int minute = (int)(minutes - ((long)day * MinutesPerDay));
        _acts++;
        if (timed)
        {
            _timedActs++;
            _hours[minute / 60]++;
            _cosine += s_cosines[minute];
            _sine += s_sines[minute];
        }

        int back = Math.Max(0, _asOfDay - day);
        if (back < Year)
        {
            _quarters[_quarterOf[back]]++;
        }

        // 0001-01-01 was a Monday.
        _weekdays[day % 7]++;
        if (_dayCount > 0 && _days[_dayCount - 1] == day)
        {
            return;
        }

        if (_dayCount == _days.Length)
        {
            Array.Resize(ref _days, _dayCount * 2);
        }

        _daysAscend &= _dayCount == 0 || _days[_dayCount - 1] < day;
        _days[_dayCount++] = day;
    }

    public void Finish(int tenureDays, Span<double> values)
    {
        values[(int)ProfileFigure.DaysActive] = DistinctDays();
        if (_acts == 0)
        {
            return;
        }

        values[(int)ProfileFigure.PreferredWeekday] = Mode(_weekdays);
        values[(int)ProfileFigure.WeekendShare] = (double)(_weekdays[5] + _weekdays[6]) / _acts;
        FinishWeek(values);
        int ofYear = _quarters.Sum();
        if (tenureDays >= Year && ofYear > 0)
        {
            for (int quarter = 0; quarter < _quarters.Length; quarter++)
            {
                values[(int)ProfileFigure.Quarter1Share + quarter] = (double)_quarters[quarter] / ofYear;
            }
        }

        if (_timedActs == 0)
        {
            return;
        }

        values[(int)ProfileFigure.PreferredHour] = Mode(_hours);
        values[(int)ProfileFigure.NightShare] = ShareOf(0);
        values[(int)ProfileFigure.MorningShare] = ShareOf(6);
        values[(int)ProfileFigure.AfternoonShare] = ShareOf(12);
        values[(int)ProfileFigure.EveningShare] = ShareOf(18);
        (values[(int)ProfileFigure.HourMean], values[(int)ProfileFigure.HourConcentration]) =
            OnCircle(_cosine / Scale, _sine / Scale, _timedActs, 24);
    }

    private void FinishWeek(Span<double> values)
    {
        (double x, double y) = (0, 0);
        for (int day = 0; day < _weekdays.Length; day++)
        {
            x += _weekdays[day] * s_weekdays[day].Cosine;
            y += _weekdays[day] * s_weekdays[day].Sine;
        }

        (values[(int)ProfileFigure.WeekdayMean], values[(int)ProfileFigure.WeekdayConcentration]) = OnCircle(x, y, _acts, 7);
    }

    /// <summary>Circular mean in [0, period), NaN where there is no direction, and the mean resultant length.</summary>
    private static (double Mean, double Length) OnCircle(double x, double y, int acts, double period)
    {
        double length = Math.Sqrt((x * x) + (y * y)) / acts;
        if (length < 1e-6)
        {
            return (double.NaN, length);
        }

        // Four decimals hide the rounding of the table of minutes.
        double mean = Math.Round(Math.Atan2(y, x) * (period / (2 * Math.PI)), 4);
        return (mean < 0 ? mean + period : mean, Math.Min(1, length));
    }

    private static long[] EveryMinute(Func<double, double> function) =>
    [
        .. Enumerable.Range(0, MinutesPerDay)
            .Select(minute => (long)Math.Round(function(minute * (2 * Math.PI / MinutesPerDay)) * Scale)),
    ];

    private static int Mode(int[] counts)
    {
        int best = 0;
        for (int i = 1; i < counts.Length; i++)
        {
            best = counts[i] > counts[best] ? i : best;
        }

        return best;
    }

    private double ShareOf(int firstHour)
    {
        int count = 0;
        for (int hour = firstHour; hour < firstHour + 6; hour++)
        {
            count += _hours[hour];
        }

        return (double)count / _timedActs;
    }

    private int DistinctDays()
    {
        if (_daysAscend)
        {
            return _dayCount;
        }

        // Offsets that change between events can take the local date back.
        Span<int> days = _days.AsSpan(0, _dayCount);
        days.Sort();
        int distinct = 1;
        for (int i = 1; i < days.Length; i++)
        {
            distinct += days[i] != days[i - 1] ? 1 : 0;
        }

        return distinct;
    }
}
