using System;
using System.Management.Automation;
using Segmentation.Clv;
using Segmentation.Events;
using Segmentation.PowerShell.Binding;

namespace Segmentation.PowerShell.Commands;

/// <summary>Fits value models, holds them against time they have not seen, and says whether to believe them.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "CustomerValue")]
[OutputType(typeof(ValueMeasurement))]
public sealed class MeasureCustomerValueCommand : SegmentationCmdlet
{
    private static readonly ValueOptions s_value = new();
    private readonly EventInput _events = new();

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ValidateNotNull]
    [AllowEmptyCollection]
    public PSObject[] InputObject { get; set; } = [];

    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? HoldoutDays { get; set; }

    [Parameter]
    public ValueModelChoice Model { get; set; }

    [Parameter]
    [InvariantDate(EndOfDay = true)]
    public DateTimeOffset? AsOf { get; set; }

    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? TimeZone { get; set; }

    [Parameter]
    [ValidateRange(1, 36500)]
    public int HorizonDays { get; set; } = (int)s_value.HorizonDays;

    [Parameter]
    [ValidateRange(0, 10)]
    public double DiscountRate { get; set; } = s_value.AnnualDiscountRate;

    [Parameter]
    public double Margin { get; set; } = s_value.Margin;

    [Parameter]
    [ValidateRange(1, 36500)]
    public int ChurnHorizonDays { get; set; } = s_value.ChurnHorizonDays;

    [Parameter]
    public SwitchParameter IncludeProjectionFormula { get; set; }

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

        ValueMeasurementOptions options = new()
        {
            HoldoutDays = HoldoutDays,
            Model = Model == ValueModelChoice.Auto ? null : Enum.Parse<PurchaseModelKind>(Model.ToString()),
            IncludeProjectionFormula = IncludeProjectionFormula,
            Profiles = new ProfileStage(AsOf, TimeZone, MinimumEvents: 1).Options(),
            Value = new ValueOptions
            {
                HorizonDays = HorizonDays,
                AnnualDiscountRate = DiscountRate,
                Margin = Margin,
                ChurnHorizonDays = ChurnHorizonDays,
            },
        };
        EventDataset dataset = _events.ToDataset();
        ValueMeasurement measured = Run((progress, token) => ValueMeasurement.Of(dataset, options, progress, token));
        MappingChoice.WarnOfSkippedRows(this, dataset.Summary);
        WriteObject(measured);
    }
}
