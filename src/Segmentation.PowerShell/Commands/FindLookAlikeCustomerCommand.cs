using System;
using System.Management.Automation;
using Segmentation.Events;
using Segmentation.LookAlikes;
using Segmentation.PowerShell.Binding;

namespace Segmentation.PowerShell.Commands;

/// <summary>Finds the customers who have not bought in a category yet and are likely to.</summary>
[Cmdlet(VerbsCommon.Find, "LookAlikeCustomer")]
[OutputType(typeof(CategoryOpportunity))]
public sealed class FindLookAlikeCustomerCommand : SegmentationCmdlet
{
    private static readonly LookAlikeOptions s_defaults = new();
    private readonly EventInput _events = new();

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public PSObject[] InputObject { get; set; } = [];

    [Parameter]
    [ValidateRange(1, 36500)]
    public int HorizonDays { get; set; } = (int)LookAlikeOptions.DefaultHorizonDays;

    [Parameter]
    [ValidateRange(1, 3)]
    public int Level { get; set; } = s_defaults.Level;

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Category { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SourceCategory { get; set; }

    [Parameter]
    public double MinimumRatio { get; set; } = s_defaults.MinimumRatio;

    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int Top { get; set; } = s_defaults.Top;

    [Parameter]
    public double Margin { get; set; } = s_defaults.Margin;

    [Parameter]
    public double ExpectedLift { get; set; } = s_defaults.ExpectedLift;

    [Parameter]
    public decimal ContactCost { get; set; } = s_defaults.ContactCost;

    [Parameter]
    [InvariantDate(EndOfDay = true)]
    public DateTimeOffset? AsOf { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TimeZone { get; set; }

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

        LookAlikeOptions options = s_defaults with
        {
            HorizonDays = MyInvocation.BoundParameters.ContainsKey(nameof(HorizonDays)) ? HorizonDays : null,
            Level = Level,
            Categories = Category ?? [],
            SourceCategory = SourceCategory,
            MinimumRatio = MinimumRatio,
            Top = Top,
            Margin = Margin,
            ExpectedLift = ExpectedLift,
            ContactCost = ContactCost,
            Profiles = new ProfileStage(AsOf, TimeZone, MinimumEvents: 1).Options(),
        };
        EventDataset dataset = _events.ToDataset();
        LookAlikeResult found = Run((progress, token) => LookAlikeSearch.Of(dataset, options, progress, token));
        MappingChoice.WarnOfSkippedRows(this, dataset.Summary);
        WriteVerbose(found.Check.Verdict);
        WriteVerbose(found.LaterCheck.Verdict);
        WriteObject(found.Opportunities, enumerateCollection: true);
    }
}
