using System.Globalization;
using System.Linq;

namespace Segmentation.Events;

/// <summary>Errors about whole sources that every kind of source shares.</summary>
internal static class IntakeErrors
{
    /// <summary>Stops when rows were read and none of them could be used, saying why.</summary>
    /// <exception cref="SegmentationException"><c>NoUsableRows</c>.</exception>
    public static void RequireUsedRows(IntakeTally tally, string sourceName)
    {
        if (tally.RowsRead == 0 || tally.RowsSkipped < tally.RowsRead)
        {
            return;
        }

        string reasons = string.Join("; ", tally.Skipped().Select(rows => string.Create(
            CultureInfo.InvariantCulture, $"{rows.Reason}: {rows.Count} ({string.Join("", rows.Examples.Take(1))})")));
        throw new SegmentationException(
            ErrorIds.NoUsableRows,
            ErrorKind.InvalidData,
            string.Create(CultureInfo.InvariantCulture, $"{sourceName}: none of the {tally.RowsRead} rows can be used. {reasons}."),
            "Correct the mapping: its columns, date_format, decimal_separator or event_types.",
            sourceName);
    }
}
