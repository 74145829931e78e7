using System.Collections.Generic;
using System.Linq;
using Segmentation.Events;
using Segmentation.Identity;

namespace Segmentation.Integrations.Files;

/// <summary>
/// Event files: CSV and other delimited text, and JSON Lines, plain or gzip-compressed. What is wrong with a file or its header
/// is raised when it is opened; rows are read later, in batches, as often as the dataset is read.
/// </summary>
public static class EventFiles
{
    /// <summary>Opens files as one dataset. Each has a header of its own; all share the mapping.</summary>
    /// <param name="paths">Absolute paths, in the order in which they are read.</param>
    /// <param name="options">How to read them.</param>
    /// <param name="idHistory">The id merges that belong to the events.</param>
    /// <exception cref="SegmentationException">
    /// <c>FileNotFound</c>, <c>PathIsDirectory</c>, <c>FileNotReadable</c>, <c>EmptyFile</c>, <c>NoRows</c>, <c>DamagedFile</c>,
    /// <c>WrongFormat</c>, <c>MissingColumn</c>, <c>DuplicateColumn</c>, <c>MappingNotRecognized</c>, <c>AmbiguousDates</c>;
    /// while reading also <c>RowTooLong</c>, <c>UnclosedQuote</c>, <c>NoUsableRows</c>.
    /// </exception>
    public static EventDataset Open(
        IReadOnlyList<string> paths, EventFileOptions options, IReadOnlyList<IdHistoryEntry>? idHistory = null)
    {
        if (paths.Count == 0)
        {
            throw new SegmentationException(
                ErrorIds.FileNotFound, ErrorKind.NotFound, "No file was given.", "Name at least one file.");
        }

        List<EventFile> files = [.. paths.Select(path => EventFile.Inspect(path, options))];
        EventMapping mapping = options.Mapping ?? Propose(files[0]).Mapping;
        foreach (EventFile file in files)
        {
            CheckColumns(file, mapping);
        }

        FieldMapping time = mapping.Fields[EventField.Timestamp];
        DateFormatChoice dates = DateFormatDetector.Choose(
            mapping,
            files.SelectMany(file => file.SampleOf(time)),
            $"{files[0].Input.Name}, column '{string.Join("', '", time.Columns)}'");
        return new EventDataset(new FileEventSource(files, options, mapping, dates), idHistory);
    }

    /// <summary>Proposes a mapping from a file's header and first rows, to be shown before it is used.</summary>
    /// <exception cref="SegmentationException">As <see cref="Open"/>.</exception>
    public static EventMappingProposal Propose(string path, EventFileOptions options) => Propose(EventFile.Inspect(path, options));

    private static EventMappingProposal Propose(EventFile file) =>
        EventMappingDetector.Propose(file.Header, file.Sample, file.Input.Name);

    // A JSON object may leave members out, so that only customer and time must be seen in the first rows.
    private static void CheckColumns(EventFile file, EventMapping mapping) => _ = new ColumnPlan(
        file.Format == EventFileFormat.JsonLines ? mapping with { OptionalColumns = true, ExtraColumns = [] } : mapping,
        file.Header,
        file.Input.Name);
}
