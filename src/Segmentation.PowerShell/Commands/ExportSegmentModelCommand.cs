using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using System.Security;
using Segmentation.Models;
using Segmentation.PowerShell.Binding;
using Segmentation.Segments;

namespace Segmentation.PowerShell.Commands;

/// <summary>Writes segments as a model, to score and compare with later.</summary>
[Cmdlet(VerbsData.Export, "SegmentModel", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportSegmentModelCommand : SegmentationCmdlet
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
    [Alias("HashIds")]
    public SwitchParameter HashId { get; set; }

    [Parameter]
    [ValidateNotNull]
    public SecureString? Salt { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Process() => _segments.AddRange(PipedInput.Segments(InputObject));

    private protected override void End()
    {
        string path = FileSystemPaths.Literal(SessionState.Path, Path);
        string? salt = SaltInput.ToWrite(HashId, Salt);
        IntegrationsBridge.CheckTarget(path, Force);
        SegmentModel model = Run((progress, token) => SegmentModel.Of(_segments, salt, progress, token));
        foreach (string note in model.Notes)
        {
            WriteWarning(note);
        }

        if (!ShouldProcess(path, "Write segment model"))
        {
            return;
        }

        Run((progress, token) =>
        {
            progress.Report(new StageProgress("Writing a model", path, null));
            IntegrationsBridge.WriteModel(model, path, Force, token);
        });
        Verbose($"{model}: '{path}'.");
        if (PassThru)
        {
            WriteObject(new FileInfo(path));
        }
    }
}
