using System;
using System.Linq;
using System.Management.Automation;
using Segmentation.Pipeline;
using Segmentation.PowerShell.Binding;
using Segmentation.Reporting;

namespace Segmentation.PowerShell.Commands;

/// <content>The report at the end: how it is asked for.</content>
public sealed partial class InvokeSegmentationPipelineCommand
{
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] ReportPath { get; set; } = [];

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Title { get; set; }

    [Parameter]
    [InvariantDate]
    public DateTimeOffset? GeneratedAt { get; set; }

    [Parameter]
    [ValidateRange(2, int.MaxValue)]
    public int? MinimumCellSize { get; set; }

    [Parameter]
    public SwitchParameter IncludeCustomerId { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? BrowserPath { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>The options with the report. Whatever cannot work is said before the first stage, not after the last.</summary>
    private PipelineOptions WithReport(PipelineOptions options)
    {
        string[] reports = [.. ReportPath.Select(path => FileSystemPaths.Literal(SessionState.Path, path))];
        string? browser = BrowserPath is null ? null : FileSystemPaths.Literal(SessionState.Path, BrowserPath);
        Array.ForEach(reports, path => IntegrationsBridge.CheckReportFile(path, ReportFormat.Auto, Force, browser));
        ReportOptions reporting = ReportBuilder.Checked(new ReportOptions
        {
            Title = Title,
            GeneratedAt = GeneratedAt,
            MinimumCellSize = MinimumCellSize,
            IncludeCustomerIds = IncludeCustomerId,
        });
        string[] wanted = [.. reports.Where(path => ShouldProcess(path, "Write segment report"))];
        return options with
        {
            Report = reporting,
            WriteReport = (report, token) => Array.ForEach(
                wanted, path => IntegrationsBridge.WriteReport(report, path, ReportFormat.Auto, Force, browser, token)),
        };
    }
}
