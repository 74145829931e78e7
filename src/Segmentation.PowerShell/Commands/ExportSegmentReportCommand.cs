using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Text;
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
    public ReportFormat? Format { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Title { get; set; }

    [Parameter]
    [InvariantDate]
    public DateTimeOffset? GeneratedAt { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Process()
    {
        foreach (object? item in PipedInput.Flatten(InputObject))
        {
            _segments.Add(item as Segment ?? throw PipedInput.Unexpected(item, "segments", "Invoke-Segmentation"));
        }
    }

    private protected override void End()
    {
        string path = FileSystemPaths.Literal(SessionState.Path, Path);
        ReportFormat format = Format ?? FormatOf(path);
        OutputFile.Check(path, Force);
        SegmentReport report = ReportBuilder.Build(
            _segments, new ReportOptions { Title = Title, GeneratedAt = GeneratedAt });
        if (!ShouldProcess(path, "Write segment report"))
        {
            return;
        }

        FileInfo written = OutputFile.Replace(path, temporary => Write(report, format, temporary));
        Verbose($"{_segments.Count} segments, seed {report.Run.Seed}: {written.Length} bytes of {format} in '{path}'.");
        if (PassThru)
        {
            WriteObject(written);
        }
    }

    private static ReportFormat FormatOf(string path) => System.IO.Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".HTML" or ".HTM" => ReportFormat.Html,
        ".JSON" => ReportFormat.Json,
        string extension => throw new SegmentationException(
            ErrorIds.InvalidOption,
            ErrorKind.InvalidArgument,
            $"The extension '{extension}' does not say what kind of report to write.",
            "Use .html or .json, or say it with -Format.",
            path),
    };

    private static void Write(SegmentReport report, ReportFormat format, string path)
    {
        using FileStream stream = new(path, FileMode.CreateNew, FileAccess.Write);
        if (format == ReportFormat.Json)
        {
            JsonReport.Write(report, stream);
            return;
        }

        using StreamWriter writer = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        HtmlReport.Write(report, writer);
    }
}
