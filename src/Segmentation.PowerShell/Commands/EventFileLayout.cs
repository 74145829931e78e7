namespace Segmentation.PowerShell.Commands;

/// <summary>How the rows of an event file are laid out.</summary>
public enum EventFileLayout
{
    /// <summary>By what the file begins with.</summary>
    Detect,

    /// <summary>Delimited text with a header line: CSV, TSV and the like.</summary>
    Delimited,

    /// <summary>One JSON object per line.</summary>
    JsonLines,
}
