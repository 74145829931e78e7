using System;
using System.Collections.Generic;
using System.Management.Automation;
using Segmentation.Events;

namespace Segmentation.PowerShell.Commands;

/// <summary>Enumerates the events of a dataset as objects.</summary>
[Cmdlet(VerbsCommon.Get, "CustomerEvent")]
[OutputType(typeof(EventRecord))]
public sealed class GetCustomerEventCommand : SegmentationCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    public EventDataset[] InputObject { get; set; } = [];

    [Parameter]
    [ValidateNotNullOrEmpty]
    public EventType[] Type { get; set; } = [];

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] CustomerId { get; set; } = [];

    private protected override void Process()
    {
        HashSet<EventType> types = [.. Type];
        HashSet<string> customers = new(CustomerId, StringComparer.Ordinal);
        foreach (EventDataset dataset in InputObject)
        {
            foreach (EventRecord record in EventRecords.From(dataset, StopToken))
            {
                bool wanted = (types.Count == 0 || types.Contains(record.Type))
                    && (customers.Count == 0 || customers.Contains(record.CustomerId)
                        || (record.SourceCustomerId is { } sourceId && customers.Contains(sourceId)));
                if (wanted)
                {
                    WriteObject(record);
                }
            }
        }
    }
}
