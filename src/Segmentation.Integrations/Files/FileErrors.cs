using System;
using System.Globalization;

namespace Segmentation.Integrations.Files;

/// <summary>The errors about files, in one wording.</summary>
internal static class FileErrors
{
    public static SegmentationException Empty(string name, string path) => new(
        ErrorIds.EmptyFile, ErrorKind.InvalidData, $"{name}: the file is empty.", "Export it again.", path);

    public static SegmentationException NoRows(string name, string path) => new(
        ErrorIds.NoRows, ErrorKind.InsufficientData, $"{name}: the file has a header and no rows.", "Export it again.", path);

    public static SegmentationException Damaged(string name, string path, long rows, Exception cause) => new(
        ErrorIds.DamagedFile,
        ErrorKind.InvalidData,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: the compressed file is damaged or cut off. {rows} rows could be read before: {cause.Message}"),
        "Copy or download the file again.",
        path,
        cause);

    public static SegmentationException RowTooLong(string name, string path, long line, long limit, Exception? cause = null) => new(
        ErrorIds.RowTooLong,
        ErrorKind.InvalidData,
        string.Create(CultureInfo.InvariantCulture, $"{name}:{line}: the row that starts here is longer than {limit} bytes."),
        "Look for a quote that is opened and never closed, or check that this is a text file with one row per line.",
        path,
        cause);

    public static SegmentationException UnclosedQuote(string name, string path, long line) => new(
        ErrorIds.UnclosedQuote,
        ErrorKind.InvalidData,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{name}:{line}: the row that starts here opens a quote that is never closed, so the rest of the file would be one value."),
        "Close the quote, or double it where it belongs to the text.",
        path);

    public static SegmentationException WrongFormat(string name, string path, string message, string action) => new(
        ErrorIds.WrongFormat, ErrorKind.InvalidData, $"{name}: {message}", action, path);
}
