using System.Management.Automation;
using Segmentation.Models;
using Segmentation.PowerShell.Binding;

namespace Segmentation.PowerShell.Commands;

/// <summary>Reads models back.</summary>
[Cmdlet(VerbsData.Import, "SegmentModel", DefaultParameterSetName = ByPath)]
[OutputType(typeof(SegmentModel))]
public sealed class ImportSegmentModelCommand : SegmentationCmdlet
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
        SegmentModel model = Run((progress, token) => IntegrationsBridge.ReadModel(file, progress, token));
        Verbose($"{model}, from '{file}'.");
        WriteObject(model);
    }
}
