using System.Text;
using Segmentation.Events;

namespace Segmentation.Integrations.Files;

/// <summary>How the rows of a file are laid out.</summary>
public enum EventFileFormat
{
    /// <summary>By what the file begins with: <c>{</c> is JSON Lines, anything else is delimited text.</summary>
    Detect,

    /// <summary>Delimited text with a header line: CSV, TSV and the like.</summary>
    Delimited,

    /// <summary>One JSON object per line.</summary>
    JsonLines,
}

/// <summary>How event files are read.</summary>
public sealed record EventFileOptions
{
    /// <summary>How columns become events; null: proposed from the first file's header and rows.</summary>
    public EventMapping? Mapping { get; init; }

    /// <summary>The layout of rows.</summary>
    public EventFileFormat Format { get; init; }

    /// <summary>The delimiter, an ASCII character; null: the one of comma, semicolon, tab and bar that the header has most.</summary>
    public char? Delimiter { get; init; }

    /// <summary>The encoding; null: by byte order mark, else UTF-8.</summary>
    public Encoding? Encoding { get; init; }

    /// <summary>
    /// Whether rows that are not valid UTF-8 are read as Latin-1, which is what they then mostly are. If not, they are skipped
    /// and counted. Only where <see cref="Encoding"/> is null.
    /// </summary>
    public bool Latin1Fallback { get; init; } = true;

    /// <summary>The longest row that is accepted, in bytes: an unclosed quote must not read a whole file into memory.</summary>
    public int MaximumRowBytes { get; init; } = 16 * 1024 * 1024;
}
