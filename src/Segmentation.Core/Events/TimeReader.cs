using System;
using System.Buffers.Text;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Segmentation.Events;

/// <summary>
/// Reads times of one column: UTC ticks, and the shopper's offset. Times before 1970 or after 2100 are unreadable: they are
/// placeholders or misread units, not events.
/// </summary>
internal sealed class TimeReader
{
    private static readonly long _earliest = DateTime.UnixEpoch.Ticks;
    private static readonly long _latest = new DateTime(2101, 1, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    private readonly string[] _formats;
    private readonly ZoneOffsets? _zone;
    private IsoTime _iso;

    /// <summary>Creates a reader of the formats of a mapping; none means ISO 8601.</summary>
    public TimeReader(IReadOnlyList<string> formats, string? timeZone)
    {
        _formats = formats.Count == 0 ? [EventMapping.IsoFormat] : [.. formats];
        _zone = timeZone is null ? null : new ZoneOffsets(TimeZoneInfo.FindSystemTimeZoneById(timeZone));
    }

    /// <summary>Reads a time; blanks around it do not matter.</summary>
    public bool TryRead(ReadOnlySpan<byte> text, out long utcTicks, out short offsetMinutes)
    {
        text = text.Trim((byte)' ');
        foreach (string format in _formats)
        {
            bool read = format switch
            {
                EventMapping.IsoFormat => TryReadIso(text, out utcTicks, out offsetMinutes),
                EventMapping.UnixSeconds => TryReadUnix(text, TimeSpan.TicksPerSecond, out utcTicks, out offsetMinutes),
                EventMapping.UnixMilliseconds =>
                    TryReadUnix(text, TimeSpan.TicksPerMillisecond, out utcTicks, out offsetMinutes),
                EventMapping.UnixMicroseconds =>
                    TryReadUnix(text, TimeSpan.TicksPerMicrosecond, out utcTicks, out offsetMinutes),
                _ => TryReadExact(text, format, out utcTicks, out offsetMinutes),
            };
            if (read)
            {
                return true;
            }
        }

        utcTicks = 0;
        offsetMinutes = 0;
        return false;
    }

    /// <summary>Takes a time that came as an object, not as text.</summary>
    public bool TryTake(DateTimeOffset time, TimeOffsetKind kind, out long utcTicks, out short offsetMinutes) =>
        TryPlace(time.Ticks, kind, (int)time.Offset.TotalMinutes, out utcTicks, out offsetMinutes);

    private bool TryReadIso(ReadOnlySpan<byte> text, out long utcTicks, out short offsetMinutes)
    {
        if (_iso.TryRead(text, out long ticks, out TimeOffsetKind kind, out int offset))
        {
            return TryPlace(ticks, kind, offset, out utcTicks, out offsetMinutes);
        }

        utcTicks = 0;
        offsetMinutes = 0;
        return false;
    }

    private bool TryReadUnix(ReadOnlySpan<byte> text, long unit, out long utcTicks, out short offsetMinutes)
    {
        utcTicks = 0;
        offsetMinutes = 0;
        long ticks;
        if (Utf8Parser.TryParse(text, out long whole, out int used) && used == text.Length)
        {
            if (Math.Abs(whole) > long.MaxValue / unit / 2)
            {
                return false;
            }

            ticks = whole * unit;
        }
        else if (Utf8Parser.TryParse(text, out decimal broken, out used) && used == text.Length
            && Math.Abs(broken) < long.MaxValue / unit / 2)
        {
            ticks = (long)(broken * unit);
        }
        else
        {
            return false;
        }

        return TryPlace(_earliest + ticks, TimeOffsetKind.Utc, 0, out utcTicks, out offsetMinutes);
    }

    private bool TryReadExact(ReadOnlySpan<byte> text, string format, out long utcTicks, out short offsetMinutes)
    {
        utcTicks = 0;
        offsetMinutes = 0;
        Span<char> buffer = stackalloc char[64];
        if (text.Length is 0 or > 64 || !Encoding.UTF8.TryGetChars(text, buffer, out int length))
        {
            return false;
        }

        ReadOnlySpan<char> characters = buffer[..length];
        CultureInfo invariant = CultureInfo.InvariantCulture;
        if (format.AsSpan().IndexOfAny('z', 'K') >= 0)
        {
            return DateTimeOffset.TryParseExact(characters, format, invariant, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
                && TryPlace(time.Ticks, TimeOffsetKind.Explicit, (int)time.Offset.TotalMinutes, out utcTicks, out offsetMinutes);
        }

        return DateTime.TryParseExact(characters, format, invariant, DateTimeStyles.None, out DateTime local)
            && TryPlace(local.Ticks, TimeOffsetKind.None, 0, out utcTicks, out offsetMinutes);
    }

    private bool TryPlace(long ticks, TimeOffsetKind kind, int offset, out long utcTicks, out short offsetMinutes)
    {
        (utcTicks, offsetMinutes) = (ticks, (short)offset);
        if (kind == TimeOffsetKind.Explicit)
        {
            utcTicks -= offset * TimeSpan.TicksPerMinute;
        }
        else if (_zone is not null && ticks >= _earliest && ticks < _latest)
        {
            offsetMinutes = kind == TimeOffsetKind.Utc ? _zone.OfUtc(ticks) : _zone.OfLocal(ticks);
            utcTicks -= kind == TimeOffsetKind.Utc ? 0 : offsetMinutes * TimeSpan.TicksPerMinute;
        }

        return utcTicks >= _earliest && utcTicks < _latest;
    }
}
