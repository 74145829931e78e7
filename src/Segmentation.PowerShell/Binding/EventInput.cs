using System.Collections.Generic;
using Segmentation.Events;

namespace Segmentation.PowerShell.Binding;

/// <summary>Events as they are piped: one dataset, or event objects that become one.</summary>
internal sealed class EventInput
{
    private readonly List<EventRecord> _records = [];
    private EventDataset? _dataset;

    /// <summary>Whether nothing has come.</summary>
    public bool IsEmpty => _dataset is null && _records.Count == 0;

    /// <summary>Takes an object that is a dataset or an event; false when it is neither.</summary>
    public bool TryAdd(object? item)
    {
        switch (item)
        {
            case EventDataset dataset:
                Require(IsEmpty, dataset);
                _dataset = dataset;
                return true;
            case EventRecord record:
                Require(_dataset is null, record);
                _records.Add(record);
                return true;
            default:
                return false;
        }
    }

    /// <summary>The dataset.</summary>
    public EventDataset ToDataset() =>
        _dataset ?? new EventDataset(new InMemoryEventSource(_records, "piped events"));

    private static void Require(bool condition, object item)
    {
        if (!condition)
        {
            throw new SegmentationException(
                ErrorIds.UnexpectedInput,
                ErrorKind.InvalidArgument,
                "More than one set of events was given.",
                "Import several files at once, or work on one dataset after the other.",
                item);
        }
    }
}
