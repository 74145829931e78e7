using System;
using System.Collections.Generic;
using System.Threading;
using Segmentation.Identity;

namespace Segmentation.Events;

/// <summary>
/// A set of events: one object however many events it has. It names a source and is read in columnar batches; figures
/// that need a scan are computed once, when first asked for, or by the first stage that reads it to the end.
/// </summary>
public sealed class EventDataset
{
    private readonly IEventSource _source;
    private IntakeSummary? _summary;
    private bool _isLong;

    /// <summary>Creates a dataset over a source.</summary>
    /// <param name="source">Where the events come from.</param>
    /// <param name="idHistory">The id merges that came with the events.</param>
    /// <param name="mergeMap">The resolved merges, where <c>Resolve-CustomerMerge</c> ran.</param>
    /// <param name="truth">What the data was generated from, where it was.</param>
    public EventDataset(
        IEventSource source,
        IReadOnlyList<IdHistoryEntry>? idHistory = null,
        MergeMap? mergeMap = null,
        GroundTruth? truth = null)
    {
        _source = source;
        IdHistory = idHistory ?? [];
        MergeMap = mergeMap;
        Truth = truth;
    }

    /// <summary>Where the events come from, in words.</summary>
    public string Source => _source.Description;

    /// <summary>The number of events.</summary>
    public long EventCount => Summary.EventCount;

    /// <summary>The number of customers, after merges where they were resolved.</summary>
    public int CustomerCount => Summary.CustomerCount;

    /// <summary>The oldest event; null when there is none.</summary>
    public DateTimeOffset? FirstEvent => Summary.FirstEvent;

    /// <summary>The newest event; null when there is none.</summary>
    public DateTimeOffset? LastEvent => Summary.LastEvent;

    /// <summary>Rows read, used or not.</summary>
    public long RowsRead => Summary.RowsRead;

    /// <summary>Rows that became events.</summary>
    public long RowsUsed => Summary.RowsUsed;

    /// <summary>Rows left out, by reason, with the first few line numbers.</summary>
    public IReadOnlyList<SkippedRows> RowsSkipped => Summary.RowsSkipped;

    /// <summary>The id merges that came with the events; empty when none did.</summary>
    public IReadOnlyList<IdHistoryEntry> IdHistory { get; }

    /// <summary>The resolved merges; null until <c>Resolve-CustomerMerge</c> ran.</summary>
    public MergeMap? MergeMap { get; }

    /// <summary>What the data was generated from; null for real data.</summary>
    public GroundTruth? Truth { get; }

    /// <summary>The steps that these events came by; empty when they are not known.</summary>
    public IReadOnlyList<RunStep> Steps { get; private init => field = Listed.Of(value); } = [];

    /// <summary>The events as objects, read anew at each enumeration.</summary>
    public IEnumerable<EventRecord> Events => EventRecords.From(this, CancellationToken.None);

    /// <summary>The counts of a whole pass; reads the source when no pass has finished yet.</summary>
    public IntakeSummary Summary
    {
        get
        {
            if (_summary is null)
            {
                foreach (EventBatch _ in Read(new IntakeTally(), CancellationToken.None))
                {
                    // Reading to the end fills the summary.
                }
            }

            return _summary!;
        }
    }

    /// <summary>
    /// The counts where they are known or a pass finds them before it is stopped; null otherwise. A pass that was stopped
    /// is not tried again.
    /// </summary>
    /// <param name="limit">Stops the pass.</param>
    public IntakeSummary? SummaryWithin(CancellationToken limit)
    {
        if (_summary is not null || _isLong)
        {
            return _summary;
        }

        try
        {
            foreach (EventBatch _ in Read(new IntakeTally(), limit))
            {
                // Reading to the end fills the summary.
            }
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            _isLong = true;
        }

        return _summary;
    }

    /// <summary>The same events with merges resolved: each past id counts as the id it goes by now.</summary>
    public EventDataset WithMerges(MergeMap mergeMap) => new(_source, IdHistory, mergeMap, Truth) { Steps = Steps };

    /// <summary>The same events, with the step that they came by.</summary>
    public EventDataset WithStep(RunStep step) => new(_source, IdHistory, MergeMap, Truth)
    {
        Steps = [.. Steps, step],
        _summary = _summary,
    };

    /// <summary>Reads all events once, in batches whose customers are still as the source names them.</summary>
    /// <param name="tally">Counts what is read and skipped; its fraction shows progress.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    public IEnumerable<EventBatch> Read(IntakeTally tally, CancellationToken cancellationToken)
    {
        long events = 0;
        long first = long.MaxValue;
        long last = long.MinValue;
        EventVocabulary? vocabulary = null;
        foreach (EventBatch batch in _source.Read(tally, cancellationToken))
        {
            cancellationToken.ThrowIfCancellationRequested();
            events += batch.Count;
            vocabulary = batch.Vocabulary;
            foreach (long ticks in batch.UtcTicks.AsSpan(0, batch.Count))
            {
                first = Math.Min(first, ticks);
                last = Math.Max(last, ticks);
            }

            yield return batch;
        }

        _summary ??= new IntakeSummary
        {
            Source = Source,
            RowsRead = tally.RowsRead,
            RowsUsed = tally.RowsRead - tally.RowsSkipped,
            RowsSkipped = tally.Skipped(),
            EventCount = events,
            CustomerCount = CountCustomers(vocabulary),
            FirstEvent = events == 0 ? null : new DateTimeOffset(first, TimeSpan.Zero),
            LastEvent = events == 0 ? null : new DateTimeOffset(last, TimeSpan.Zero),
        };
    }

    private int CountCustomers(EventVocabulary? vocabulary)
    {
        if (vocabulary is null)
        {
            return 0;
        }

        if (MergeMap is null)
        {
            return vocabulary.Customers.Count;
        }

        HashSet<string> customers = new(vocabulary.Customers.Count, StringComparer.Ordinal);
        foreach (string id in vocabulary.Customers.ToList())
        {
            customers.Add(MergeMap.Resolve(id));
        }

        return customers.Count;
    }
}
