namespace Segmentation.PowerShell.Commands;

/// <summary>The kinds of report files.</summary>
public enum ReportFormat
{
    /// <summary>A page for people: one file that needs no script and no network.</summary>
    Html,

    /// <summary>A document for programs; <c>Import-SegmentReport</c> reads it back.</summary>
    Json,
}
