using System;
using Segmentation.Events;

namespace Segmentation.Integrations.Files;

/// <summary>The batch being filled in one pass over several files, and how far the pass has come.</summary>
internal sealed class BatchCursor(EventVocabulary vocabulary, IntakeTally tally, long totalBytes)
{
    private EventBatch? _batch;
    private long _bytesBefore;

    /// <summary>The batch to fill; it has room for a row.</summary>
    public EventBatch Batch => _batch ??= new EventBatch(vocabulary);

    /// <summary>Whether the batch has to be taken before the next row.</summary>
    public bool IsFull => _batch is { } batch && batch.Count == batch.Capacity;

    /// <summary>Whether the batch has any row.</summary>
    public bool HasRows => _batch is { Count: > 0 };

    /// <summary>Hands the batch out.</summary>
    public EventBatch Take()
    {
        EventBatch batch = Batch;
        _batch = null;
        return batch;
    }

    /// <summary>Notes how much of the current file was read.</summary>
    public void ReportPosition(long bytes) =>
        tally.Fraction = totalBytes > 0 ? Math.Min(1, (_bytesBefore + bytes) / (double)totalBytes) : 1;

    /// <summary>Notes that a file was read to its end.</summary>
    public void FinishFile(long bytes)
    {
        _bytesBefore += bytes;
        ReportPosition(0);
    }
}
