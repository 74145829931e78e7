using System;

namespace Segmentation.Events;

/// <summary>What a time says about its offset from UTC.</summary>
internal enum TimeOffsetKind
{
    /// <summary>Nothing: a local time.</summary>
    None,

    /// <summary><c>Z</c>, <c>UTC</c> or <c>GMT</c>.</summary>
    Utc,

    /// <summary>An offset such as <c>+01:00</c>.</summary>
    Explicit,
}

/// <summary>
/// ISO 8601 times from UTF-8, as databases and shops write them: <c>2026-02-03</c>, with <c>T</c> or a blank and
/// <c>14:05[:06[.1234567]]</c>, with <c>Z</c>, <c>UTC</c>, <c>+01:00</c>, <c>+0100</c> or <c>+01</c>. Slashes with the year
/// first are as good as hyphens.
/// </summary>
internal struct IsoTime
{
    private ulong _lastDate;
    private ushort _lastDateEnd;
    private long _lastTicks;

    /// <summary>Reads a time. Consecutive rows mostly share their date: it is computed once.</summary>
    public bool TryRead(ReadOnlySpan<byte> text, out long ticks, out TimeOffsetKind kind, out int offsetMinutes)
    {
        kind = TimeOffsetKind.None;
        offsetMinutes = 0;
        if (!TryReadDate(text, out ticks))
        {
            return false;
        }

        if (text.Length == 10)
        {
            return true;
        }

        if (text.Length < 16 || text[10] is not ((byte)'T' or (byte)' ' or (byte)'t') || text[13] != ':')
        {
            return false;
        }

        uint hour = TwoDigits(text, 11);
        uint minute = TwoDigits(text, 14);
        if (hour > 23 || minute > 59)
        {
            return false;
        }

        ticks += ((hour * 60) + minute) * TimeSpan.TicksPerMinute;
        ReadOnlySpan<byte> rest = text[16..];
        return TryReadSeconds(ref rest, ref ticks) && TryReadOffset(rest, out kind, out offsetMinutes);
    }

    private bool TryReadDate(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text.Length < 10)
        {
            return false;
        }

        ulong start = BitConverter.ToUInt64(text);
        ushort end = BitConverter.ToUInt16(text[8..]);
        if (start == _lastDate && end == _lastDateEnd)
        {
            ticks = _lastTicks;
            return true;
        }

        uint year = (TwoDigits(text, 0) * 100) + TwoDigits(text, 2);
        uint month = TwoDigits(text, 5);
        uint day = TwoDigits(text, 8);
        if (text[4] is not ((byte)'-' or (byte)'/') || text[7] != text[4] || year is 0 or > 9999 || month is 0 or > 12
            || day == 0 || day > DateTime.DaysInMonth((int)year, (int)month))
        {
            return false;
        }

        ticks = new DateTime((int)year, (int)month, (int)day, 0, 0, 0, DateTimeKind.Unspecified).Ticks;
        (_lastDate, _lastDateEnd, _lastTicks) = (start, end, ticks);
        return true;
    }

    private static bool TryReadSeconds(ref ReadOnlySpan<byte> rest, ref long ticks)
    {
        if (rest.Length == 0 || rest[0] != ':')
        {
            return true;
        }

        uint second = rest.Length < 3 ? uint.MaxValue : TwoDigits(rest, 1);
        if (second > 59)
        {
            return false;
        }

        ticks += second * TimeSpan.TicksPerSecond;
        rest = rest[3..];
        if (rest.Length == 0 || rest[0] != '.')
        {
            return true;
        }

        // Seven decimals are a tick; further ones are cut off.
        long unit = TimeSpan.TicksPerSecond;
        int i = 1;
        for (; i < rest.Length && (uint)rest[i] - '0' <= 9; i++)
        {
            unit /= 10;
            ticks += (rest[i] - '0') * unit;
        }

        rest = rest[i..];
        return i > 1;
    }

    private static bool TryReadOffset(ReadOnlySpan<byte> rest, out TimeOffsetKind kind, out int offsetMinutes)
    {
        kind = TimeOffsetKind.None;
        offsetMinutes = 0;
        rest = rest.TrimStart((byte)' ');
        if (rest.Length == 0)
        {
            return true;
        }

        if (rest is [(byte)'Z' or (byte)'z'] || rest.SequenceEqual("UTC"u8) || rest.SequenceEqual("GMT"u8))
        {
            kind = TimeOffsetKind.Utc;
            return true;
        }

        bool colon = rest.Length == 6 && rest[3] == ':';
        if (rest[0] is not ((byte)'+' or (byte)'-') || !(colon || rest.Length is 3 or 5))
        {
            return false;
        }

        uint hours = TwoDigits(rest, 1);
        uint minutes = rest.Length == 3 ? 0 : TwoDigits(rest, colon ? 4 : 3);
        if (hours > 14 || minutes > 59 || (hours == 14 && minutes > 0))
        {
            return false;
        }

        kind = TimeOffsetKind.Explicit;
        offsetMinutes = (int)((hours * 60) + minutes) * (rest[0] == '-' ? -1 : 1);
        return true;
    }

    // A huge number when the bytes are no digits, so that every range check fails.
    private static uint TwoDigits(ReadOnlySpan<byte> text, int at)
    {
        uint tens = (uint)text[at] - '0';
        uint ones = (uint)text[at + 1] - '0';
        return tens <= 9 && ones <= 9 ? (tens * 10) + ones : 100_000;
    }
}
