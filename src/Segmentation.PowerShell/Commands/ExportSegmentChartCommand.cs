using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using Segmentation.Clv;
using Segmentation.Comparisons;
using Segmentation.PowerShell.Binding;
using Segmentation.Reporting;
using Segmentation.Segments;

namespace Segmentation.PowerShell.Commands;

/// <summary>Writes a chart of segments as a picture.</summary>
[Cmdlet(VerbsData.Export, "SegmentChart", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportSegmentChartCommand : SegmentationCmdlet
{
    private readonly List<Segment> _segments = [];
    private readonly List<SegmentReport> _reports = [];
    private SegmentationComparison? _comparison;
    private ValueMeasurement? _measured;

    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public PSObject[] InputObject { get; set; } = [];

    [Parameter]
    public SegmentChartKind Kind { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Title { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Process()
    {
        foreach (object? item in PipedInput.Flatten(InputObject))
        {
            switch (item)
            {
                case SegmentationComparison comparison:
                    _comparison = comparison;
                    _segments.AddRange(comparison.Segments);
                    break;
                case ValueMeasurement measured:
                    _measured = measured;
                    break;
                case SegmentReport report:
                    _reports.Add(report);
                    break;
                default:
                    _segments.Add(item as Segment
                        ?? throw PipedInput.Unexpected(item, "segments", "Invoke-Segmentation"));
                    break;
            }
        }
    }

    private protected override void End()
    {
        string path = FileSystemPaths.Literal(SessionState.Path, Path);
        IntegrationsBridge.CheckTarget(path, Force);
        if (_reports.Count > 1 || (_reports.Count == 1 && _segments.Count > 0))
        {
            throw new SegmentationException(
                ErrorIds.UnexpectedInput,
                ErrorKind.InvalidArgument,
                "A chart is of the segments of one run, or of one report.",
                "Write a chart for each: ForEach-Object { $_ | Export-SegmentChart ... }.");
        }

        // Drawn before it is written, so that a chart without data fails under -WhatIf too.
        using StringWriter svg = new() { NewLine = "\n" };
        Draw(svg);
        if (!ShouldProcess(path, "Write segment chart"))
        {
            return;
        }

        Run((_, token) => IntegrationsBridge.WriteText(svg.ToString(), path, Force, token));
        FileInfo written = new(path);
        Verbose($"{Kind}: {written.Length} bytes in '{path}'.");
        if (PassThru)
        {
            WriteObject(written);
        }
    }

    private void Draw(StringWriter svg)
    {
        ReportMigration? migration = _comparison is null ? null : ReportMigration.Of(_comparison);
        if (_reports is [var report])
        {
            SegmentCharts.Write(report with { Title = Title ?? report.Title }, Kind, svg);
        }
        else if (migration is not null && Kind == SegmentChartKind.Migration)
        {
            SegmentCharts.Write(migration, Title, svg);
        }
        else if (_measured is not null && Kind == SegmentChartKind.Calibration)
        {
            SegmentCharts.Write(_measured, Title, svg);
        }
        else
        {
            ReportOptions options = new() { Title = Title, Migration = migration, ValueMeasurement = _measured };
            SegmentCharts.Write(ReportBuilder.Build(_segments, options), Kind, svg);
        }
    }
}
