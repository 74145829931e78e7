using System;
using System.Collections.Generic;

namespace Segmentation.Events;

/// <summary>
/// A time zone's offsets from UTC, remembered per quarter of an hour: clocks change on such boundaries, and asking the zone
/// anew for every row would cost more than reading the row.
/// </summary>
internal sealed class ZoneOffsets(TimeZoneInfo zone)
{
    private const long Bucket = 15 * TimeSpan.TicksPerMinute;
    private const int MostRemembered = 200_000;
    private readonly Dictionary<long, short> _local = [];
    private readonly Dictionary<long, short> _utc = [];
    private (long Key, short Offset) _lastLocal = (-1, 0);
    private (long Key, short Offset) _lastUtc = (-1, 0);

    /// <summary>The offset in minutes of a local time.</summary>
    public short OfLocal(long ticks) => Of(ticks / Bucket, _local, ref _lastLocal, DateTimeKind.Unspecified);

    /// <summary>The offset in minutes of a UTC time.</summary>
    public short OfUtc(long ticks) => Of(ticks / Bucket, _utc, ref _lastUtc, DateTimeKind.Utc);

    private short Of(long key, Dictionary<long, short> known, ref (long Key, short Offset) last, DateTimeKind kind)
    {
        if (key == last.Key)
        {
            return last.Offset;
        }

        if (!known.TryGetValue(key, out short offset))
        {
            offset = (short)zone.GetUtcOffset(new DateTime(key * Bucket, kind)).TotalMinutes;
            if (known.Count < MostRemembered)
            {
                known.Add(key, offset);
            }
        }

        last = (key, offset);
        return offset;
    }
}
