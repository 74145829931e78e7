namespace Segmentation.PowerShell.Commands;

/// <summary>How members are written.</summary>
public enum MemberFormat
{
    /// <summary>Comma-separated values, safe to open in a spreadsheet.</summary>
    Csv,

    /// <summary>One JSON object per line.</summary>
    JsonLines,
}
