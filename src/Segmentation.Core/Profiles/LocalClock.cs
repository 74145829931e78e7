using System;
using System.Threading;

namespace Segmentation.Profiles;

/// <summary>The shopper's local time: the event's own offset, or a time zone that counts for everybody.</summary>
internal sealed class LocalClock
{
    private const short Unknown = short.MinValue;
    private const short Changes = short.MinValue + 1;

    private readonly TimeZoneInfo? _zone;
    private readonly short[] _offsetOfDay;

    public LocalClock(TimeZoneInfo? zone)
    {
        _zone = zone;
        _offsetOfDay = zone is null ? [] : new short[(int)(DateTime.MaxValue.Ticks / TimeSpan.TicksPerDay) + 1];
        Array.Fill(_offsetOfDay, Unknown);
    }

    public long LocalTicks(long utcTicks, short ownOffsetMinutes)
    {
        long offset = _zone is null ? ownOffsetMinutes : ZoneOffset(utcTicks);
        return Math.Max(0, utcTicks + (offset * TimeSpan.TicksPerMinute));
    }

    /// <summary>The calendar day of a moment, in its own offset unless a zone counts.</summary>
    public int DayOf(DateTimeOffset moment) =>
        (int)(LocalTicks(moment.UtcTicks, (short)moment.Offset.TotalMinutes) / TimeSpan.TicksPerDay);

    private short ZoneOffset(long utcTicks)
    {
        int day = (int)(utcTicks / TimeSpan.TicksPerDay);
        short offset = Volatile.Read(ref _offsetOfDay[day]);
        if (offset == Unknown)
        {
            // Any thread finds the same, so that it does not matter which one writes it.
            short first = Convert(day * TimeSpan.TicksPerDay);
            short last = Convert(Math.Min((day + 1) * TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks));
            offset = first == last ? first : Changes;
            Volatile.Write(ref _offsetOfDay[day], offset);
        }

        return offset == Changes ? Convert(utcTicks) : offset;
    }

    private short Convert(long utcTicks) =>
        (short)_zone!.GetUtcOffset(new DateTime(utcTicks, DateTimeKind.Utc)).TotalMinutes;
}
