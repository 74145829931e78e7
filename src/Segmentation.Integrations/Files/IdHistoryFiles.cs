using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;
using Segmentation.Events;
using Segmentation.Identity;

namespace Segmentation.Integrations.Files;

/// <summary>What an id history file has.</summary>
/// <param name="Entries">The merges, in the order of the file.</param>
/// <param name="RowsRead">Rows read, used or not.</param>
/// <param name="RowsSkipped">Rows left out, by reason.</param>
public sealed record IdHistoryContent(
    IReadOnlyList<IdHistoryEntry> Entries, long RowsRead, IReadOnlyList<SkippedRows> RowsSkipped);

/// <summary>The columns of an id history, each tried in order.</summary>
public sealed record IdHistoryColumns
{
    /// <summary>The id that was absorbed.</summary>
    public IReadOnlyList<string> PastId { get; init; } = ["past_id"];

    /// <summary>The id it was merged into.</summary>
    public IReadOnlyList<string> CustomerId { get; init; } = ["customer_id", "internal_customer_id"];

    /// <summary>When; may be absent.</summary>
    public IReadOnlyList<string> MergedAt { get; init; } = ["merged_at", "merge_timestamp"];
}

/// <summary>Id histories in CSV and JSON Lines files: which id was merged into which, and when.</summary>
public static class IdHistoryFiles
{
    /// <summary>Reads an id history. Rows without both ids or with an unreadable time are counted and left out.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="columns">The names of the columns; null for the usual ones.</param>
    /// <param name="options">How to read the file; its mapping lends time zone and date format.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="SegmentationException">As <see cref="EventFiles.Open"/>.</exception>
    public static IdHistoryContent Read(
        string path,
        IdHistoryColumns? columns = null,
        EventFileOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        columns ??= new IdHistoryColumns();
        options ??= new EventFileOptions();
        EventFile file = EventFile.Inspect(path, options);
        string name = file.Input.Name;
        Positions at = new(
            ColumnPlan.Find(file.Header, columns.PastId, name),
            ColumnPlan.Find(file.Header, columns.CustomerId, name),
            ColumnPlan.Find(file.Header, columns.MergedAt, name));
        List<string> missing = [];
        missing.AddRange(at.PastId < 0 ? columns.PastId.Take(1) : []);
        missing.AddRange(at.CustomerId < 0 ? columns.CustomerId.Take(1) : []);
        if (missing.Count > 0)
        {
            throw ColumnPlan.Missing(missing, file.Header, name);
        }

        EventMapping settings = options.Mapping ?? new EventMapping { Fields = new Dictionary<EventField, FieldMapping>() };
        IEnumerable<string> times = at.MergedAt < 0 ? [] : file.Sample.Select(row => row[at.MergedAt]);
        DateFormatChoice dates = DateFormatDetector.Choose(settings, times, $"{name}, merge time");
        IntakeTally tally = new();
        List<IdHistoryEntry> entries = ReadEntries(file, options, at, new TimeReader(dates.Formats, settings.TimeZone), tally, cancellationToken);
        return new IdHistoryContent(entries, tally.RowsRead, tally.Skipped());
    }

    private static List<IdHistoryEntry> ReadEntries(
        EventFile file, EventFileOptions options, Positions at, TimeReader times, IntakeTally tally, CancellationToken cancellationToken)
    {
        List<IdHistoryEntry> entries = [];
        foreach (TextRow row in file.Rows(options))
        {
            cancellationToken.ThrowIfCancellationRequested();
            string place = string.Create(CultureInfo.InvariantCulture, $"{file.Input.Name}:{row.Line}");
            tally.RowsRead++;
            DateTimeOffset? mergedAt = null;
            string? problem = row.Problem
                ?? (row.Values[at.PastId].Length == 0 || row.Values[at.CustomerId].Length == 0 ? SkipReason.MissingId : null)
                ?? (TryReadTime(row.Values, at.MergedAt, times, out mergedAt) ? null : SkipReason.UnreadableTime);
            if (problem is null)
            {
                entries.Add(new IdHistoryEntry(row.Values[at.PastId], row.Values[at.CustomerId], mergedAt, place));
            }
            else
            {
                tally.Skip(problem, $"{place}: {problem}");
            }
        }

        return entries;
    }

    private static bool TryReadTime(IReadOnlyList<string> values, int column, TimeReader times, out DateTimeOffset? mergedAt)
    {
        mergedAt = null;
        if (column < 0 || values[column].Length == 0)
        {
            return true;
        }

        bool read = times.TryRead(Encoding.UTF8.GetBytes(values[column]), out long ticks, out short offset);
        mergedAt = read ? new DateTimeOffset(ticks, TimeSpan.Zero).ToOffset(TimeSpan.FromMinutes(offset)) : null;
        return read;
    }

    private readonly record struct Positions(int PastId, int CustomerId, int MergedAt);
}
