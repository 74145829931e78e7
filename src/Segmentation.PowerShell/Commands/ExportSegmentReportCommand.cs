using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using Segmentation.Clv;
using Segmentation.Comparisons;
using Segmentation.PowerShell.Binding;
using Segmentation.Reporting;
using Segmentation.Segments;

namespace Segmentation.PowerShell.Commands;

/// <summary>Writes segments as a report file.</summary>
[Cmdlet(VerbsData.Export, "SegmentReport", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportSegmentReportCommand : SegmentationCmdlet
{
    private readonly List<Segment> _segments = [];

    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public PSObject[] InputObject { get; set; } = [];

    [Parameter]
    public ReportFormat Format { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Title { get; set; }

    [Parameter]
    [InvariantDate]
    public DateTimeOffset? GeneratedAt { get; set; }

    [Parameter]
    [ValidateNotNull]
    public ValueMeasurement? ValueMeasurement { get; set; }

    [Parameter]
    [ValidateNotNull]
    public SegmentationComparison? Comparison { get; set; }

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

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Process() => _segments.AddRange(PipedInput.Segments(InputObject));

    private protected override void End()
    {
        string path = FileSystemPaths.Literal(SessionState.Path, Path);
        string? browser = BrowserPath is null ? null : FileSystemPaths.Literal(SessionState.Path, BrowserPath);
        IntegrationsBridge.CheckReportFile(path, Format, Force, browser);
        SegmentReport report = ReportBuilder.Build(
            _segments,
            new ReportOptions
            {
                Title = Title,
                GeneratedAt = GeneratedAt,
                ValueMeasurement = ValueMeasurement,
                Migration = Comparison is null ? null : ReportMigration.Of(Comparison, _segments),
                MinimumCellSize = MinimumCellSize,
                IncludeCustomerIds = IncludeCustomerId,
                Step = StepText.Of(this, nameof(Path)),
            });
        if (!ShouldProcess(path, "Write segment report"))
        {
            return;
        }

        Run((_, token) => IntegrationsBridge.WriteReport(report, path, Format, Force, browser, token));
        FileInfo written = new(path);
        Verbose($"{_segments.Count} segments, seed {report.Run.Seed}: {written.Length} bytes in '{path}'.");
        if (PassThru)
        {
            WriteObject(written);
        }
    }
}
