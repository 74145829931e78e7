using System.Management.Automation;
using Segmentation.PowerShell.Binding;
using Segmentation.Reporting;

namespace Segmentation.PowerShell.Commands;

/// <summary>Reads JSON reports back.</summary>
[Cmdlet(VerbsData.Import, "SegmentReport", DefaultParameterSetName = ByPath)]
[OutputType(typeof(SegmentReport))]
public sealed class ImportSegmentReportCommand : SegmentationCmdlet
{
    private const string ByPath = "Path";
    private const string ByLiteralPath = "LiteralPath";

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = ByPath)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ByLiteralPath)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    private protected override void Process() =>
        PipedFiles.ReadEach(this, ParameterSetName == ByPath ? Path : LiteralPath, ParameterSetName == ByPath, Read);

    private void Read(string file)
    {
        SegmentReport report = IntegrationsBridge.ReadReport(file);
        Verbose($"{report.Segments.Count} segments, seed {report.Run.Seed}, from '{file}'.");
        WriteObject(report);
    }
}
