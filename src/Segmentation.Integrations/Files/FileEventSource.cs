using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using Segmentation.Events;

namespace Segmentation.Integrations.Files;

/// <summary>Events in files, read anew in each pass, in batches, never whole.</summary>
internal sealed class FileEventSource : IEventSource
{
    private readonly IReadOnlyList<EventFile> _files;
    private readonly EventFileOptions _options;
    private readonly EventMapping _mapping;
    private readonly DateFormatChoice _dates;

    public FileEventSource(IReadOnlyList<EventFile> files, EventFileOptions options, EventMapping mapping, DateFormatChoice dates)
    {
        _files = files;
        _options = options;
        _mapping = mapping;
        _dates = dates;
        Description = files.Count <= 3
            ? string.Join(", ", files.Select(file => file.Input.Name))
            : string.Create(CultureInfo.InvariantCulture, $"{files[0].Input.Name} and {files.Count - 1} more files");
    }

    /// <inheritdoc/>
    public string Description { get; }

    /// <inheritdoc/>
    public IEnumerable<EventBatch> Read(IntakeTally tally, CancellationToken cancellationToken)
    {
        EventIntake intake = new(_mapping, _dates, tally);
        BatchCursor cursor = new(intake.Vocabulary, tally, _files.Sum(file => file.Input.Length));
        foreach (EventFile file in _files)
        {
            IEnumerable<EventBatch> batches = file.Format == EventFileFormat.JsonLines
                ? JsonLinesFile.Read(file, _options, intake, cursor, cancellationToken)
                : DelimitedFile.Read(file, _options, intake, cursor, cancellationToken);
            foreach (EventBatch batch in Checked(batches, file, tally))
            {
                yield return batch;
            }

            cursor.FinishFile(file.Input.Length);
        }

        IntakeErrors.RequireUsedRows(tally, Description);
        if (cursor.HasRows)
        {
            yield return cursor.Take();
        }
    }

    // Names the file and the rows read so far when its compressed content turns out to be damaged.
    private static IEnumerable<EventBatch> Checked(IEnumerable<EventBatch> batches, EventFile file, IntakeTally tally)
    {
        long before = tally.RowsRead;
        using IEnumerator<EventBatch> enumerator = batches.GetEnumerator();
        while (true)
        {
            try
            {
                if (!enumerator.MoveNext())
                {
                    yield break;
                }
            }
            catch (InvalidDataException exception)
            {
                throw FileErrors.Damaged(file.Input.Name, file.Input.Path, tally.RowsRead - before, exception);
            }

            yield return enumerator.Current;
        }
    }
}
