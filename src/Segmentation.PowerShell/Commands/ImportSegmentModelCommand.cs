using System.Management.Automation;
using Segmentation.Models;
using Segmentation.PowerShell.Binding;
using Segmentation.PowerShell.Errors;

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

    private protected override void Process()
    {
        foreach (string path in ParameterSetName == ByPath ? Path : LiteralPath)
        {
            try
            {
                Read(path);
            }
            catch (SegmentationException error)
            {
                // One model of several that cannot be read does not stop the others.
                WriteError(ErrorRecords.From(error));
            }
        }
    }

    private void Read(string path)
    {
        string[] files = ParameterSetName == ByPath
            ? [.. FileSystemPaths.Existing(SessionState.Path, path)]
            : [FileSystemPaths.Literal(SessionState.Path, path)];
        foreach (string file in files)
        {
            SegmentModel model = Run((_, _) => IntegrationsBridge.ReadModel(file));
            Verbose($"{model}, from '{file}'.");
            WriteObject(model);
        }
    }
}
