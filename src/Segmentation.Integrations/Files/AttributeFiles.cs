using System;
using System.Linq;
using System.Threading;
using Segmentation.Attributes;

namespace Segmentation.Integrations.Files;

/// <summary>Customer attributes in CSV and JSON Lines files.</summary>
public static class AttributeFiles
{
    /// <summary>Reads attributes; rows and values that cannot be used are counted in the table's intake.</summary>
    /// <param name="path">The absolute path.</param>
    /// <param name="schema">What is known about the columns beforehand; null infers everything.</param>
    /// <param name="options">How to read the file; its mapping plays no part.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="SegmentationException">
    /// As <see cref="EventFiles.Open"/> for the file, and as <see cref="CustomerAttributeTable.FromRows"/> for its
    /// columns.
    /// </exception>
    public static CustomerAttributeTable Read(
        string path,
        AttributeSchema? schema = null,
        EventFileOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        options ??= new EventFileOptions();
        EventFile file = EventFile.Inspect(path, options);
        return CustomerAttributeTable.FromRows(file.Header, file.Rows(options).Select(Row), schema);

        AttributeRow Row(TextRow row)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return new AttributeRow(row.Line, row.Values, row.Problem);
        }
    }
}
