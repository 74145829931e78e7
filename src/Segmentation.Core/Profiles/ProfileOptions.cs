using System;
using System.Collections.Generic;
using System.IO;

namespace Segmentation.Profiles;

/// <summary>How profiles are built.</summary>
public sealed record ProfileOptions
{
    /// <summary>
    /// The moment the profiles describe, inclusive to the tick: later events are left out and counted. Null is the
    /// newest event. Its calendar date, in its own offset or in <see cref="TimeZone"/> where that is set, is the as-of
    /// day. For a date without a time use <see cref="EndOfDay"/>.
    /// </summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>Earlier events are left out and counted; null for all history.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Customers with fewer events are left out and counted. At least 1.</summary>
    public int MinimumEvents { get; init; } = 1;

    /// <summary>The zone whose calendar and clock count for everybody; null is each event's own offset.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>
    /// How many bytes of compact event rows stay in memory; what is beyond goes to <see cref="CreateSpillStream"/>.
    /// The finished table, about 1 kB per customer, comes on top.
    /// </summary>
    public long MemoryBudgetBytes { get; init; } = 512L << 20;

    /// <summary>
    /// Makes the stream for rows past the budget: empty, readable, writable and seekable, disposed of by the builder.
    /// Called at most once per build. Null keeps everything in memory, whatever the budget.
    /// </summary>
    public Func<Stream>? CreateSpillStream { get; init; }

    /// <summary>The number of threads; the result does not depend on it.</summary>
    public int ThreadCount { get; init; } = Environment.ProcessorCount;

    /// <summary>Columns to add, made of event fields or extra properties; empty adds none and costs nothing.</summary>
    public IReadOnlyList<ProfileAggregate> ExtraAggregates { get; init => field = Listed.Of(value); } = [];

    /// <summary>The last moment of a day, as an as-of that includes the whole day.</summary>
    /// <param name="date">The day.</param>
    /// <param name="timeZone">The zone whose day it is; null is UTC.</param>
    public static DateTimeOffset EndOfDay(DateOnly date, TimeZoneInfo? timeZone = null)
    {
        DateTime end = date.ToDateTime(TimeOnly.MaxValue, DateTimeKind.Unspecified);
        return new DateTimeOffset(end, timeZone?.GetUtcOffset(end) ?? TimeSpan.Zero);
    }

    internal void Validate()
    {
        Require(MinimumEvents >= 1, nameof(MinimumEvents), MinimumEvents, "Give 1 or more.");
        Require(ThreadCount >= 1, nameof(ThreadCount), ThreadCount, "Give 1 or more.");
        ProfileAggregate.Validate(ExtraAggregates);
        Require(MemoryBudgetBytes > 0, nameof(MemoryBudgetBytes), MemoryBudgetBytes, "Give a number of bytes above 0.");
    }

    private static void Require(bool condition, string option, object value, string action)
    {
        if (!condition)
        {
            throw new SegmentationException(
                ErrorIds.InvalidOption,
                ErrorKind.InvalidArgument,
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{option} is {value}."),
                action,
                value);
        }
    }
}
