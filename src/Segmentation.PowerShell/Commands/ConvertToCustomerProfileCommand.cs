using System;
using System.Management.Automation;
using Segmentation.PowerShell.Binding;
using Segmentation.Profiles;

namespace Segmentation.PowerShell.Commands;

/// <summary>Describes each customer in figures.</summary>
[Cmdlet(VerbsData.ConvertTo, "CustomerProfile")]
[OutputType(typeof(CustomerProfile))]
public sealed class ConvertToCustomerProfileCommand : SegmentationCmdlet
{
    private readonly EventInput _events = new();

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public PSObject[] InputObject { get; set; } = [];

    [Parameter]
    [InvariantDate(EndOfDay = true)]
    public DateTimeOffset? AsOf { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TimeZone { get; set; }

    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int MinimumEvent { get; set; } = 1;

    private protected override void Process()
    {
        foreach (object? item in PipedInput.Flatten(InputObject))
        {
            if (!_events.TryAdd(item))
            {
                throw PipedInput.Unexpected(item, "events", "Import-CustomerEvent or ConvertTo-CustomerEvent");
            }
        }
    }

    private protected override void End()
    {
        if (_events.IsEmpty)
        {
            return;
        }

        ProfileTable table = new ProfileStage(AsOf, TimeZone, MinimumEvent).Build(this, _events.ToDataset());
        foreach (CustomerProfile profile in table.Profiles)
        {
            WriteObject(profile);
        }
    }
}
