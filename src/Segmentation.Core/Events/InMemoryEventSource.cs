using System.Collections.Generic;
using System.Threading;

namespace Segmentation.Events;

/// <summary>Events held in memory as columns. Every pass hands out the same batches.</summary>
public sealed class InMemoryEventSource : IEventSource
{
    private readonly List<EventBatch> _batches;
    private readonly long _rowsRead;
    private readonly IReadOnlyList<SkippedRows> _skipped;

    /// <summary>Takes a copy of events.</summary>
    public InMemoryEventSource(IEnumerable<EventRecord> records, string description = "memory")
        : this(Fill(records), description, null)
    {
    }

    /// <summary>Takes batches over, all of one vocabulary, with the count of how they came about.</summary>
    internal InMemoryEventSource(List<EventBatch> batches, string description, IntakeTally? tally)
    {
        _batches = batches;
        Description = description;
        _skipped = tally?.Skipped() ?? [];
        long events = 0;
        foreach (EventBatch batch in batches)
        {
            events += batch.Count;
        }

        _rowsRead = tally?.RowsRead ?? events;
    }

    /// <inheritdoc/>
    public string Description { get; }

    /// <inheritdoc/>
    public IEnumerable<EventBatch> Read(IntakeTally tally, CancellationToken cancellationToken)
    {
        tally.Add(_rowsRead, _skipped);
        for (int i = 0; i < _batches.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            tally.Fraction = (i + 1) / (double)_batches.Count;
            yield return _batches[i];
        }
    }

    private static List<EventBatch> Fill(IEnumerable<EventRecord> records)
    {
        EventVocabulary vocabulary = new();
        List<EventBatch> batches = [];
        foreach (EventRecord record in records)
        {
            if (batches.Count == 0 || batches[^1].Count == batches[^1].Capacity)
            {
                batches.Add(new EventBatch(vocabulary));
            }

            EventRecordWriter.Append(batches[^1], record);
        }

        return batches;
    }
}
