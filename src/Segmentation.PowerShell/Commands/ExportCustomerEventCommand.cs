using System.IO;
using System.Management.Automation;
using Segmentation.Events;
using Segmentation.PowerShell.Binding;

namespace Segmentation.PowerShell.Commands;

/// <summary>Writes events to a file that Import-CustomerEvent reads back.</summary>
[Cmdlet(VerbsData.Export, "CustomerEvent", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportCustomerEventCommand : SegmentationCmdlet
{
    private readonly EventInput _events = new();

    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public PSObject[] InputObject { get; set; } = [];

    [Parameter]
    public EventFileLayout Layout { get; set; }

    [Parameter]
    public SwitchParameter Force { get; set; }

    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Process()
    {
        foreach (object? item in PipedInput.Flatten(InputObject))
        {
            if (!_events.TryAdd(item))
            {
                throw PipedInput.Unexpected(item, "events", "Get-CustomerEvent or Import-CustomerEvent");
            }
        }
    }

    private protected override void End()
    {
        if (_events.IsEmpty)
        {
            throw new SegmentationException(
                ErrorIds.NoRows,
                ErrorKind.InsufficientData,
                "There are no events to write.",
                "Check what was filtered out.");
        }

        string path = FileSystemPaths.Literal(SessionState.Path, Path);
        IntegrationsBridge.CheckTarget(path, Force);
        EventDataset dataset = _events.ToDataset();
        if (!ShouldProcess(path, "Write events"))
        {
            return;
        }

        long count = Run((progress, token) =>
            IntegrationsBridge.WriteEvents(dataset, path, Layout, Force, progress, token));
        Verbose($"{count} events in '{path}'.");
        if (PassThru)
        {
            WriteObject(new FileInfo(path));
        }
    }
}
