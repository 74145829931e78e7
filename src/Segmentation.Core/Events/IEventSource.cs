using System.Collections.Generic;
using System.Threading;

namespace Segmentation.Events;

/// <summary>Where events come from: files, memory, the generator, a database.</summary>
public interface IEventSource
{
    /// <summary>What the source is, in words a report can show: <c>online_retail.csv.gz</c>.</summary>
    string Description { get; }

    /// <summary>
    /// Reads all events once, in batches, from the start. Each call is a pass of its own with a vocabulary of its own;
    /// the same source gives the same batches and codes every time. Rows that cannot be used are counted in
    /// <paramref name="tally"/> and not in any batch, so that rows read = rows used + rows skipped.
    /// </summary>
    IEnumerable<EventBatch> Read(IntakeTally tally, CancellationToken cancellationToken);
}
