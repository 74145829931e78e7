using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
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
    private SegmentationComparison? _comparison;

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
            if (item is SegmentationComparison comparison)
            {
                _comparison = comparison;
                _segments.AddRange(comparison.Segments);
                continue;
            }

            _segments.Add(item as Segment ?? throw PipedInput.Unexpected(item, "segments", "Invoke-Segmentation"));
        }
    }

    private protected override void End()
    {
        string path = FileSystemPaths.Literal(SessionState.Path, Path);
        IntegrationsBridge.CheckTarget(path, Force);
        ReportMigration? migration = _comparison is null ? null : ReportMigration.Of(_comparison);

        // Drawn before it is written, so that a chart without data fails under -WhatIf too.
        using StringWriter svg = new() { NewLine = "\n" };
        if (migration is not null && Kind == SegmentChartKind.Migration)
        {
            SegmentCharts.Write(migration, Title, svg);
        }
        else
        {
            ReportOptions options = new() { Title = Title, Migration = migration };
            SegmentCharts.Write(ReportBuilder.Build(_segments, options), Kind, svg);
        }

        if (!ShouldProcess(path, "Write segment chart"))
        {
            return;
        }

        IntegrationsBridge.WriteText(svg.ToString(), path, Force);
        FileInfo written = new(path);
        Verbose($"{Kind} of {_segments.Count} segments: {written.Length} bytes in '{path}'.");
        if (PassThru)
        {
            WriteObject(written);
        }
    }
}
