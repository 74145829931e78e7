using System;
using System.Collections.Generic;
using System.Management.Automation;
using Segmentation.Clv;
using Segmentation.PowerShell.Binding;

namespace Segmentation.PowerShell.Commands;

/// <summary>Estimates how long customers of a subscription stay.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "CustomerRetention")]
[OutputType(typeof(CustomerRetention))]
public sealed class MeasureCustomerRetentionCommand : SegmentationCmdlet
{
    private readonly List<double> _durations = [];
    private readonly List<bool> _ended = [];

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public PSObject[] InputObject { get; set; } = [];

    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string DurationProperty { get; set; } = string.Empty;

    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string EndedProperty { get; set; } = string.Empty;

    [Parameter]
    [ValidateRange(0, 1000)]
    public int PeriodsAhead { get; set; } = 12;

    private protected override void Process()
    {
        foreach (object? item in PipedInput.Flatten(InputObject))
        {
            object?[] values = ObjectProperties.Values(PSObject.AsPSObject(item), [DurationProperty, EndedProperty]);
            _durations.Add(InvariantValue.Number(values[0], DurationProperty));
            _ended.Add(InvariantValue.Flag(values[1], EndedProperty));
        }
    }

    private protected override void End()
    {
        if (_durations.Count > 0)
        {
            WriteObject(Run((_, token) => CustomerRetention.Of(_durations, _ended, PeriodsAhead, token)));
        }
    }
}
